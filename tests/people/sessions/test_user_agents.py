"""A phone, a tablet, a computer; and which browser. One line each."""

from __future__ import annotations

import pytest

from porchlight.people.sessions.user_agents import device_of

APPLE = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0"
DEVICES = {
    f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) {APPLE} Version/18.4 Mobile/15E148"
    " Safari/604.1": ("phone", "Safari"),
    f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) {APPLE} FxiOS/140.0 Mobile/15E148"
    " Safari/605.1.15": ("phone", "Firefox"),
    f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) {APPLE} CriOS/141.0 Mobile/15E148"
    " Safari/604.1": ("phone", "Chrome"),
    f"Mozilla/5.0 (Linux; Android 10; K) {CHROME} Mobile Safari/537.36": ("phone", "Chrome"),
    f"Mozilla/5.0 (Linux; Android 10; K) {CHROME} Safari/537.36": ("tablet", "Chrome"),
    f"Mozilla/5.0 (Linux; Android 13; SM-S911B) SamsungBrowser/28.0 {CHROME} Mobile"
    " Safari/537.36": ("phone", "Samsung Internet"),
    "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0": ("phone", "Firefox"),
    "Mozilla/5.0 (Android 14; Tablet; rv:140.0) Gecko/140.0 Firefox/140.0": ("tablet", "Firefox"),
    f"Mozilla/5.0 (iPad; CPU OS 17_6 like Mac OS X) {APPLE} Version/17.6 Mobile/15E148"
    " Safari/604.1": ("tablet", "Safari"),
    f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {APPLE} Version/18.4"
    " Safari/605.1.15": ("computer", "Safari"),
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36 Edg/141.0":
        ("computer", "Edge"),
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36 OPR/120.0":
        ("computer", "Opera"),
    f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {CHROME} Safari/537.36": ("computer", "Chrome"),
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0":
        ("computer", "Firefox"),
    "curl/8.5": ("device", ""),
    "": ("device", ""),
    "x" * 100_000 + "iPhone": ("device", ""),
    "<b>\x00ñ": ("device", ""),
}  # fmt: skip


@pytest.mark.parametrize("sent", DEVICES)
def test_a_browser_says_what_it_is(sent):
    assert device_of(sent) == DEVICES[sent]
