"""The hosts' pages about sources: what they show, and the answers they take."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import Any

import pytest

from porchlight.directory.formats.refused import FeedRefused
from porchlight.directory.intake.report import Report
from porchlight.directory.intake.source_health import SourceState
from porchlight.directory.models import Duplicate, Source
from porchlight.directory.templatetags.directory import STATE_WORDS, read_words
from tests.directory.listings import make_duplicate, make_meeting, make_source
from tests.growth import assert_does_not_grow
from tests.make import NOW

pytestmark = pytest.mark.usefixtures("now")


def shown(client: Any, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return b" ".join(answer.content.split()).decode()


def told(page: str, fact: str) -> str:
    """One fact of what a change would do."""
    return page.split(f'<div id="{fact}">')[1].split("<dd>")[1].split("</dd>")[0]


@pytest.fixture
def waiting(db: None) -> Source:
    make_meeting("wed 19:00")
    source = make_source()
    held = Report(read=3, removed=40, added=2, updated=1).as_counts() | {"missing": ["Old Mill"]}
    Source.objects.filter(pk=source.pk).update(
        url="https://feeds.example.org/a.json", held_report=held, held_at=NOW - timedelta(days=1),
        held_fingerprint="f", last_good_at=NOW - timedelta(days=3),
    )  # fmt: skip
    source.refresh_from_db()
    return source


def test_a_host_sees_every_source_and_what_waits_first(mo, client_of, waiting) -> None:
    make_meeting("wed 19:00", source=make_source("another"))
    page = shown(client_of(mo), "/meet/sources/")
    assert 'id="waiting">1 ' in page
    made_up, another = re.findall(r'data-state="([\w-]+)">([^<]*)<', page)
    assert made_up == ("waits", f"{STATE_WORDS[SourceState.WAITS]} · {read_words(3)}")
    assert page.index(">made-up<") < page.index(">another<")
    assert another == ("never-read", str(STATE_WORDS[SourceState.NEVER_READ]))


def test_a_source_tells_what_its_change_would_do(mo, client_of, waiting) -> None:
    page = shown(client_of(mo), f"/meet/sources/{waiting.pk}/")
    assert (told(page, "would-go"), told(page, "would-come")) == ("40", "2")
    assert told(page, "some") == "Old Mill"
    assert 'id="would-close"' not in page


def test_a_source_tells_how_many_would_close(mo, client_of, waiting) -> None:
    held = Report(read=30, updated=30, lost_ways=30).as_counts() | {"missing": ["Old Mill"]}
    Source.objects.update(held_report=held)
    page = shown(client_of(mo), f"/meet/sources/{waiting.pk}/")
    assert (told(page, "would-close"), told(page, "some")) == ("30", "Old Mill")


def test_a_no_leaves_everything_and_takes_the_question_away(mo, client_of, waiting) -> None:
    client = client_of(mo)
    path = f"/meet/sources/{waiting.pk}/answer/"
    assert client.post(path, {"answer": "refuse"}).status_code == 303
    waiting.refresh_from_db()
    assert waiting.held_report is None
    assert waiting.last_refusal
    last_look = shown(client, f"/meet/sources/{waiting.pk}/").split('id="last-look"')[1]
    assert waiting.last_refusal in last_look
    again = client.post(path, {"answer": "refuse"})
    assert again.status_code == 422
    assert 'role="alert"' in again.text
    assert again.context["not_done"]


def test_a_yes_reads_the_feed_again_and_leads_back(mo, client_of, waiting, monkeypatch) -> None:
    from porchlight.directory.intake.refresh import Refreshed
    from porchlight.directory.views import sources

    monkeypatch.setattr(sources, "accept_held", lambda s, at: Refreshed(s.name, Report(read=1)))
    answer = client_of(mo).post(f"/meet/sources/{waiting.pk}/answer/", {"answer": "accept"})
    assert (answer.status_code, answer["Location"]) == (303, f"/meet/sources/{waiting.pk}/")


@pytest.mark.parametrize("raises", [True, False])
def test_a_yes_that_cannot_be_done_says_why(mo, client_of, waiting, monkeypatch, raises) -> None:
    from porchlight.directory.intake.refresh import Refreshed
    from porchlight.directory.views import sources

    def cannot(source: Source, at: Any) -> Refreshed:
        if raises:
            raise FeedRefused("The server did not answer.")
        return Refreshed(source.name, None, "The server did not answer.")

    monkeypatch.setattr(sources, "accept_held", cannot)
    answer = client_of(mo).post(f"/meet/sources/{waiting.pk}/answer/", {"answer": "accept"})
    assert answer.status_code == 422
    assert "The server did not answer." in answer.text


def test_an_answer_that_is_neither_is_not_there(mo, client_of, waiting) -> None:
    path = f"/meet/sources/{waiting.pk}/answer/"
    assert client_of(mo).post(path, {"answer": "perhaps"}).status_code == 404
    assert client_of(mo).get("/meet/sources/424242/").status_code == 404


def test_what_is_listed_twice_is_shown_and_taken_apart(mo, client_of, db) -> None:
    kept = make_meeting("wed 19:00", name="Evening light")
    other = make_meeting("wed 19:00", name="Evening lights", source=make_source("county"))
    pair = make_duplicate(other, kept)
    client = client_of(mo)
    page = shown(client, "/meet/duplicates/")
    for words in ('id="total">1 ', "Evening light", "Evening lights", "county",
                  'data-why="place-time-name"'):  # fmt: skip
        assert words in page
    for _ in range(2):
        assert client.post(f"/meet/duplicates/{pair.pk}/end/").status_code == 303
    assert Duplicate.objects.get().undone_at == NOW
    assert 'id="total">0 ' in shown(client, "/meet/duplicates/")


def test_a_long_list_of_pairs_has_pages(mo, client_of) -> None:
    kept = make_meeting("wed 19:00")
    for _ in range(45):
        make_duplicate(make_meeting("wed 19:00"), kept)
    client = client_of(mo)
    first = client.get("/meet/duplicates/")
    second = client.get(first.context["later"])
    assert [len(a.context["found"].pairs) for a in (first, second)] == [40, 5]


def test_the_table_to_fill_in_can_be_fetched_and_read_back(mo, client_of) -> None:
    from python_calamine import load_workbook

    answer = client_of(mo).get("/meet/sources/listings.xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="listings.xlsx"'
    book = load_workbook(io.BytesIO(answer.content))
    assert len(book.get_sheet_by_index(0).to_python()[0]) > 10


def test_only_a_host_finds_the_way_there(ana, mo, client_of) -> None:
    assert "/meet/sources/" in client_of(mo).get("/me/").text
    assert "/meet/sources/" not in client_of(ana).get("/me/").text


def test_sources_ask_as_often_for_twenty_as_for_ten(mo, client_of) -> None:
    def add(n: int) -> None:
        make_meeting("wed 19:00", source=make_source(f"source-{n}"))

    assert_does_not_grow(client_of(mo), "/meet/sources/", add)
