"""Which address is fetched when a person pastes one."""

from __future__ import annotations

import pytest

from porchlight.directory.formats.refused import FeedRefused
from porchlight.directory.intake.feed_url import url_of

ROOT = "https://bmlt.example.org/main_server"
ASKS = f"{ROOT}/client_interface/json/?switcher=GetSearchResults"


@pytest.mark.parametrize(
    ("typed", "fetched"),
    [
        (ROOT, f"{ASKS}&get_used_formats=1"),
        (f"{ROOT}/", f"{ASKS}&get_used_formats=1"),
        (ASKS, f"{ASKS}&get_used_formats=1"),
        (f"{ASKS}&services=12&recursive=1", f"{ASKS}&services=12&recursive=1&get_used_formats=1"),
        (f"{ASKS}&get_used_formats=0", f"{ASKS}&get_used_formats=1"),
        (ASKS.replace("json", "csv"), ASKS.replace("json", "csv")),
        (ASKS.replace("SearchResults", "Formats"), ASKS.replace("SearchResults", "Formats")),
    ],
)
def test_a_bmlt_address_is_asked_for_meetings_with_their_formats(typed: str, fetched: str) -> None:
    assert url_of("bmlt", [typed]) == fetched


def test_other_kinds_are_fetched_where_they_are() -> None:
    assert url_of("ical", [" https://example.org/a.ics?b=c "]) == ("https://example.org/a.ics?b=c")
    assert url_of("hsds", ["folder", "file.csv"]) == ""


def test_an_address_stands_alone() -> None:
    with pytest.raises(FeedRefused, match="one address, or files"):
        url_of("bmlt", [ROOT, "formats.json"])
    with pytest.raises(FeedRefused, match="longer than 1,000"):
        url_of("ical", ["https://example.org/" + "a" * 1000])


def test_an_address_that_cannot_be_taken_apart_is_left_for_the_fetch_to_refuse() -> None:
    assert url_of("bmlt", ["http://[::1"]) == "http://[::1"
