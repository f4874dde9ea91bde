"""Passkeys and codes in a real browser, with an authenticator that Chromium makes up (CDP)."""

from __future__ import annotations

import base64
import hmac
import struct
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.e2e.conftest import PHONE
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.thorough]

WORDS = "four green porch chairs"
MAKE_PEOPLE = f"""
import django
django.setup()
from tests.make import make_person
for name in ("Ana", "Ben", "Cleo", "Dana", "Eve"):
    make_person(name, {WORDS!r})
make_person("Hana", {WORDS!r}, is_host=True)
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    held = {"PORCHLIGHT_HOSTS_NEED_SECOND_STEP": "1"}
    with Server(tmp_path_factory.mktemp("passkeys"), settings=held).running() as server:
        server.run_code(MAKE_PEOPLE)
        yield server


def code_of(secret: str, periods_on: int = 0) -> str:
    """RFC 6238, written anew: what an app shows, or will show."""
    moment = struct.pack(">Q", int(time.time()) // 30 + periods_on)
    digest = hmac.digest(base64.b32decode(secret), moment, "sha1")
    at = digest[-1] & 15
    number = struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06d}"


class Phone:
    """A browser with an authenticator of its own."""

    def __init__(self, context: Any, *, verifies: bool = True) -> None:
        self.context, self.page = context, context.new_page()
        self.cdp = context.new_cdp_session(self.page)
        self.cdp.send("WebAuthn.enable")
        self.key = self.cdp.send(
            "WebAuthn.addVirtualAuthenticator",
            {"options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                "hasUserVerification": True, "isUserVerified": verifies,
                "automaticPresenceSimulation": True,
            }},
        )["authenticatorId"]  # fmt: skip

    def credentials(self) -> list[dict[str, Any]]:
        found = self.cdp.send("WebAuthn.getCredentials", {"authenticatorId": self.key})
        return list(found["credentials"])

    def sign_in(self, name: str) -> None:
        self.page.goto("/sign-in/")
        self.page.fill("input[name=name]", name)
        self.page.fill("input[name=passphrase]", WORDS)
        self.page.locator("main form:has(input[name=passphrase]) button").click()

    def add_key(self, name: str) -> None:
        self.page.goto("/me/sign-in/passkey/")
        self.page.fill("input[name=name]", name)
        self.page.locator("[data-passkey-button]").click()

    def keys(self) -> list[str]:
        """What the page of ways in lists."""
        self.page.goto("/me/sign-in/")
        return list(self.page.locator("main .list .list__title").all_inner_texts())

    def secret_for_app(self) -> str:
        """Turn codes from an app on, as the app of this secret would."""
        self.page.goto("/me/sign-in/codes/")
        secret = self.page.locator("main code").inner_text()
        self.write_code(code_of(secret))
        self.page.wait_for_url("**/me/codes/")
        return secret

    def write_code(self, code: str) -> None:
        self.page.fill("input[name=code]", code)
        self.page.locator("main form:has(input[name=code]) button").click()

    def sign_in_by_key(self) -> None:
        self.page.goto("/sign-in/")
        self.page.locator("[data-passkey-button]").click()

    def sign_out(self) -> None:
        self.page.goto("/me/")
        self.page.locator("form[action='/sign-out/'] button").click()
        self.page.wait_for_url("**/")


@pytest.fixture
def phone(chromium: Any, server: Server) -> Iterator[Callable[..., Phone]]:
    contexts = []

    def opened(host: str = "localhost", **options: Any) -> Phone:
        context = chromium.new_context(viewport=PHONE, base_url=f"http://{host}:{server.port}")
        contexts.append(context)
        return Phone(context, **options)

    yield opened
    for context in contexts:
        context.close()


def test_a_passkey_signs_in_by_itself(phone: Callable[..., Phone]) -> None:
    own = phone()
    own.sign_in("Ana")
    own.page.wait_for_url("**/today/")
    own.add_key("My phone")
    own.page.wait_for_url("**/me/sign-in/")
    assert own.keys() == ["My phone"]
    (made,) = own.credentials()
    assert (made["rpId"], made["isResidentCredential"]) == ("localhost", True)
    own.sign_out()
    own.sign_in_by_key()
    own.page.wait_for_url("**/today/")


def test_a_host_with_the_passphrase_alone_shows_the_passkey_and_goes_on(
    phone: Callable[..., Phone],
) -> None:
    own = phone()
    own.sign_in("Hana")
    own.page.wait_for_url("**/today/")
    own.page.goto("/meet/sources/")
    assert own.page.url.endswith("/me/sign-in/"), "none yet: here one is added"
    own.add_key("My phone")
    own.page.wait_for_url("**/me/sign-in/")
    own.page.goto("/meet/sources/")
    assert own.page.url.endswith("/meet/sources/")
    own.sign_out()
    own.sign_in("Hana")
    own.page.wait_for_url("**/today/")
    own.page.goto("/meet/sources/")
    own.page.wait_for_url("**/sign-in/second/**")
    own.page.set_viewport_size({"width": 320, "height": 640})
    assert own.page.evaluate("document.documentElement.scrollWidth") <= 320
    own.page.locator("[data-passkey-button]").click()
    own.page.wait_for_url("**/meet/sources/")


def test_a_key_whose_person_was_not_verified_is_refused(phone: Callable[..., Phone]) -> None:
    own = phone(verifies=False)
    own.sign_in("Ben")
    own.page.wait_for_url("**/today/")
    own.add_key("My phone")
    own.page.locator("[data-passkey-words]").wait_for()
    assert own.keys() == []


def test_with_a_second_key_a_lost_phone_leaves_nobody_outside(phone: Callable[..., Phone]) -> None:
    lost, other = phone(), phone()
    for own, name in ((lost, "Old phone"), (other, "Computer")):
        own.sign_in("Cleo")
        own.page.wait_for_url("**/today/")
        own.add_key(name)
        own.page.wait_for_url("**/me/sign-in/")
    assert other.keys() == ["Old phone", "Computer"]
    other.sign_out()
    other.sign_in_by_key()
    other.page.wait_for_url("**/today/")
    other.page.goto("/me/sign-in/")
    other.page.locator("li:has-text('Old phone') button").click()
    assert other.keys() == ["Computer"]
    other.page.goto("/visits/")
    other.page.get_by_role("button", name="Sign out everywhere else").click()
    other.page.wait_for_url("**/visits/")
    lost.page.goto("/today/")
    lost.page.wait_for_url("**/sign-in/**")
    lost.sign_in_by_key()
    lost.page.locator(".error-summary").wait_for()
    lost.page.goto("/today/")
    lost.page.wait_for_url("**/sign-in/**")


def test_a_code_is_asked_for_and_counts_once_and_one_on_paper_stands_in(
    phone: Callable[..., Phone],
) -> None:
    own, other = phone(), phone()
    own.sign_in("Dana")
    own.page.wait_for_url("**/today/")
    secret = own.secret_for_app()
    own.page.locator("main form button").click()
    (paper, *_) = own.page.locator("ol.codes code").all_inner_texts()
    other.sign_in("Dana")
    other.page.wait_for_url("**/sign-in/second/**")
    other.page.goto("/today/")
    other.page.wait_for_url("**/sign-in/**")
    other.sign_in("Dana")
    code = code_of(secret, 1)
    other.write_code("000000" if code != "000000" else "111111")
    other.page.locator(".error-summary").wait_for()
    other.write_code(code)
    other.page.wait_for_url("**/today/")
    other.sign_out()
    other.sign_in("Dana")
    other.write_code(code)
    other.page.locator(".error-summary").wait_for()
    other.write_code(paper)
    other.page.wait_for_url("**/me/sign-in/")
    other.sign_out()
    other.sign_in("Dana")
    other.write_code(paper)
    other.page.locator(".error-summary").wait_for()


@dataclass
class Moved(Server):
    """The same folder under another host name."""

    def environment(self) -> dict[str, str]:
        return {**super().environment(), "PORCHLIGHT_HOSTS": "moved.localhost,127.0.0.1"}


def test_after_a_move_keys_open_nothing_and_the_passphrase_does(
    server: Server, phone: Callable[..., Phone]
) -> None:
    """The last test of this file: it stops the site of the others."""
    own = phone()
    own.sign_in("Eve")
    own.page.wait_for_url("**/today/")
    own.add_key("My phone")
    own.page.wait_for_url("**/me/sign-in/")
    server.stop()
    moved = Moved(server.folder, port=server.port)
    moved.start()
    try:
        own.page.goto(f"http://moved.localhost:{server.port}/sign-in/")
        own.page.locator("[data-passkey-button]").click()
        own.page.locator("[data-passkey-words]").wait_for()
        own.page.fill("input[name=name]", "Eve")
        own.page.fill("input[name=passphrase]", WORDS)
        own.page.locator("main form:has(input[name=passphrase]) button").click()
        own.page.wait_for_url("**/today/")
        own.page.goto(f"http://moved.localhost:{server.port}/me/sign-in/")
        key = own.page.locator("main li:has-text('My phone')")
        assert key.locator(".muted").count() == 1
        examined = moved.command("doctor").stdout
        assert "passkeys" in examined
    finally:
        moved.stop()
        server.start()
