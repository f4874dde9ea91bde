"""The data file of help lines, its reader, and what a host may lay over it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from porchlight.reach.help_files import LOCAL_NAME, SHIPPED, current, with_local
from porchlight.reach.help_lines import (
    EVERYWHERE,
    KINDS,
    HelpLine,
    HelpLineList,
    TranslatedText,
    UnreadableLine,
    can_be_dialled,
    line_from,
)
from porchlight.reach.queries import COUNTRY_NAMES, KIND_NAMES, help_page
from tests.words.lint import findings
from tests.words.reading import grade, inflesz, n_words

RAW = json.loads(SHIPPED.read_text(encoding="utf-8"))
ENTRIES = RAW["lines"]
A_LINE = {
    "key": "us-warm-line", "country": "US", "kind": "crisis", "name": "A warm line",
    "call": "1-601-555-0100", "hours": "24/7", "languages": ["en"], "checked_on": "2026-11-20",
}  # fmt: skip


@pytest.fixture
def shipped(settings, tmp_path) -> HelpLineList:
    settings.DATA_DIR = tmp_path
    return current()


def by_key(listing: HelpLineList) -> dict[str, HelpLine]:
    return {line.key: line for line in listing.lines}


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry["key"] for entry in ENTRIES])
def test_every_shipped_line_is_whole(entry):
    line = line_from(entry)
    assert line.country in {*COUNTRY_NAMES, EVERYWHERE}
    assert line.kind in KINDS
    assert entry["sources"] or not line.verified
    assert line.verified != bool(line.held_back)
    for words in (entry["name"], entry.get("hint"), entry.get("hours")):
        assert words is None or isinstance(words, str) or set(words) == {"en", "es"}


def test_keys_are_unique():
    keys = [entry["key"] for entry in ENTRIES]
    assert len(keys) == len(set(keys))


def test_every_kind_that_is_shown_as_a_group_has_a_name():
    assert set(KIND_NAMES) | {"emergency", "directory"} == set(KINDS)


@pytest.mark.parametrize("key", ["us-never-use-alone", "ca-nors", "gb-frank", "au-lifeline-text"])
def test_a_number_in_doubt_is_held_back_with_its_reason(shipped, key):
    line = by_key(shipped)[key]
    assert not line.verified
    assert line.held_back
    assert line not in shipped.shown_in(line.country)


@pytest.mark.parametrize("country", sorted(COUNTRY_NAMES))
def test_every_country_has_a_verified_emergency_number_and_a_line_to_talk_to(shipped, country):
    kinds = {line.kind for line in shipped.shown_in(country)}
    assert "emergency" in kinds
    assert "crisis" in kinds


@pytest.mark.parametrize("country", sorted(COUNTRY_NAMES))
def test_nothing_unverified_reaches_a_page(shipped, country):
    page = help_page(country)
    shown = [*page.emergency, *page.directories, *(x for g in page.groups for x in g.lines)]
    assert all(line.verified for line in shown)
    assert {line.key for line in shown} == {line.key for line in shipped.shown_in(country)}


def test_a_country_without_lines_still_gets_the_directory(shipped):
    page = help_page("FR")
    assert page.country is None
    assert page.emergency == ()
    assert [line.key for line in page.directories] == ["find-a-helpline"]


def test_no_check_in_the_shipped_file_is_too_old_or_in_the_future():
    """The rule of 120 days. It is meant to stop a release whose numbers nobody has tried again."""
    today = datetime.now(UTC).date()
    lines = [line_from(entry) for entry in ENTRIES]
    assert [line.key for line in lines if line.is_too_old(today)] == []
    assert [line.key for line in lines if line.checked_on and line.checked_on > today] == []


def test_a_line_is_due_when_never_tried_or_after_90_days_and_too_old_after_120():
    day = date(2026, 11, 1)
    never = line_from({**ENTRIES[0], "checked_on": None})
    once = line_from({**ENTRIES[0], "checked_on": day.isoformat()})
    assert never.is_due(day)
    assert not never.is_too_old(day)
    assert not once.is_due(day + timedelta(days=90))
    assert once.is_due(day + timedelta(days=91))
    assert not once.is_too_old(day + timedelta(days=120))
    assert once.is_too_old(day + timedelta(days=121))


@pytest.mark.parametrize(
    ("number", "href"),
    [
        ("1-800-662-4357", "tel:18006624357"),
        ("*4141", "tel:*4141"),
        ("116 123", "tel:116123"),
        ("1-800-GAMBLERS", "tel:+18004262537"),
    ],
)
def test_a_number_is_dialled_without_its_dashes_and_spaces(number, href):
    assert line_from({**ENTRIES[0], "call": number}).call_href == href


def test_a_text_that_wants_a_word_carries_it(shipped):
    lines = by_key(shipped)
    assert lines["us-domestic-violence"].text_href == "sms:88788?&body=START"
    assert lines["us-988"].text_href == "sms:988"
    assert lines["us-emergency"].text_href == ""


def test_words_follow_the_language_of_the_page_and_fall_back_to_what_there_is():
    line = line_from({**ENTRIES[0], "name": {"en": "Ambulance", "es": "Ambulancia"}})
    only_english = line_from({**ENTRIES[0], "name": "Samaritans"})
    with translation.override("es"):
        assert str(line.name) == "Ambulancia"
        assert str(only_english.name) == "Samaritans"
    with translation.override("en"):
        assert str(line.name) == "Ambulance"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "sect"}, "kind is one of"),
        ({"country": "USA"}, "country is two letters"),
        ({"name": ""}, "name is missing"),
        ({"call": ""}, "one of call, text, web"),
        ({"call": "MUSIC"}, "are numbers"),
        ({"web": "http://example.org"}, "https://"),
        ({"languages": "en"}, "languages is a list"),
        ({"evidence": "recall"}, "from memory"),
        ({"verified": "yes"}, "true or false"),
        ({"checked_on": "yesterday"}, "a day like"),
        ({"phone": "1"}, "phone is not a field"),
    ],
)
def test_a_broken_entry_says_what_to_change(change, said):
    with pytest.raises(UnreadableLine, match=said):
        line_from({**ENTRIES[0], **change})


def test_a_host_adds_a_line_of_their_own(shipped):
    merged = with_local(shipped, {"lines": [A_LINE]})
    assert merged.faults == ()
    assert "us-warm-line" in {line.key for line in merged.shown_in("US")}


def test_every_shipped_number_can_be_dialled_in_its_country():
    for line in map(line_from, ENTRIES):
        for number in filter(None, (line.call, line.text)):
            assert can_be_dialled(number, line.country), (line.key, number)


@pytest.mark.parametrize("channel", ["call", "text"])
def test_a_line_of_a_host_that_nobody_can_dial_is_refused_with_its_number(shipped, channel):
    merged = with_local(shipped, {"lines": [{**A_LINE, channel: "1-800-55-0100"}]})
    assert "us-warm-line" not in by_key(merged)
    assert "1-800-55-0100" in merged.faults[0]


def test_a_line_of_a_host_waits_until_they_tried_it(shipped):
    merged = with_local(shipped, {"lines": [{**A_LINE, "checked_on": None}]})
    assert "us-warm-line" not in by_key(merged)
    assert "checked_on" in merged.faults[0]


def test_a_host_who_dialled_a_held_back_line_brings_it_on_the_page(shipped):
    dialled = {"key": "us-never-use-alone", "call": "1-601-555-0101", "checked_on": "2026-11-20"}
    merged = with_local(shipped, {"lines": [dialled]})
    line = by_key(merged)["us-never-use-alone"]
    assert line in merged.shown_in("US")
    assert line.call_href == "tel:16015550101"
    assert line.checked_on == date(2026, 11, 20)


def test_a_host_can_hide_a_line_but_never_an_emergency_number(shipped):
    merged = with_local(shipped, {"hide": ["us-211", "us-emergency", "us-nothing"]})
    assert "us-211" not in by_key(merged)
    assert by_key(merged)["us-emergency"] in merged.shown_in("US")
    assert len(merged.faults) == 2


@pytest.mark.parametrize("change", [{"call": "5550100"}, {"country": "GB"}, {"kind": "social"}])
def test_a_host_cannot_change_an_emergency_number(shipped, change):
    entry = {"key": "us-emergency", "checked_on": "2026-11-20", **change}
    merged = with_local(shipped, {"lines": [entry]})
    assert by_key(merged)["us-emergency"] == by_key(shipped)["us-emergency"]
    assert "emergency number stays" in merged.faults[0]


def test_a_host_can_date_an_emergency_number_and_add_another(shipped):
    dated = {"key": "us-emergency", "checked_on": "2026-11-20"}
    campus = {**A_LINE, "key": "us-campus", "kind": "emergency"}
    merged = with_local(shipped, {"lines": [dated, campus]})
    assert merged.faults == ()
    assert by_key(merged)["us-emergency"].call == "911"
    assert by_key(merged)["us-emergency"].checked_on == date(2026, 11, 20)
    assert by_key(merged)["us-campus"].is_emergency


@pytest.mark.parametrize("written", ["{", "[]", '{"lines": 3}', '{"lines": [7, {}]}', "\ufeff\x00"])
def test_a_broken_file_of_a_host_leaves_every_shipped_line(
    settings, tmp_path, shipped, written, caplog
):
    (tmp_path / LOCAL_NAME).write_text(written, encoding="utf-8")
    listing = current()
    assert listing.lines == shipped.lines
    assert listing.faults
    assert "Help lines of the data folder" in caplog.text


def test_a_change_of_the_hosts_file_is_seen_without_a_restart(settings, tmp_path, shipped):
    file = tmp_path / LOCAL_NAME
    file.write_text(json.dumps({"lines": [A_LINE]}), encoding="utf-8")
    assert "us-warm-line" in by_key(current())
    file.unlink()
    assert "us-warm-line" not in by_key(current())


WORDS_OF_THE_FILE = [
    (entry["key"], language, words)
    for entry in ENTRIES
    for field in ("hint", "hours")
    if isinstance(entry.get(field), dict)
    for language, words in entry[field].items()
]


@pytest.mark.parametrize(("key", "language", "words"), WORDS_OF_THE_FILE)
def test_the_words_of_the_file_are_kind_and_easy(key, language, words):
    assert findings(words, language) == []
    if n_words(words) > 8:
        assert grade(words) <= 6 if language == "en" else inflesz(words) >= 65


@pytest.mark.parametrize(
    ("name", "call", "short"),
    [
        ("988 Suicide & Crisis Lifeline", "988", "988"),
        ("9-8-8 Suicide Crisis Helpline", "988", "988"),
        ("NHS 111", "111", "NHS 111"),
        ("Samaritans", "116 123", "Samaritans"),
        # A long name without its number says who answers, so it stays.
        ("The line of the whole county", "555 0100", "The line of the whole county"),
        ("A page of the whole country", "", "A page of the whole country"),
    ],
)
def test_a_button_names_a_line_by_its_number_when_the_name_is_long(name, call, short):
    line = HelpLine(
        key="x", country="US", kind="crisis", name=TranslatedText({"en": name}), call=call
    )
    assert line.short_name == short
