from __future__ import annotations

import json
from typing import Any

import pytest

from porchlight.cli import main
from porchlight.directory.vocabulary.terms import term_name
from tests.directory.listings import JACKSON, make_meeting, make_place

AT = ("--at", "2026-06-08T18:00-05:00")


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    try:
        code = main(["find", *words])
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def found(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    code, out, _ = run(capsys, *words, "--json")
    assert code == 0
    rows: list[dict[str, Any]] = json.loads(out)
    return rows


def test_each_row_says_what_the_contract_says(capsys: pytest.CaptureFixture[str]) -> None:
    make_meeting(
        "mon 19:00",
        key="grace-mon",
        name="Grace",
        types=["O", "BE"],
        terms=["access:newcomers"],
        point=(32.31, -90.2),
    )
    assert found(capsys, "--near", "32.3,-90.2", "--within", "10mi", *AT, "--hours", "2") == [
        {
            "source": "made-up",
            "key": "grace-mon",
            "name": "Grace",
            "starts_at": "2026-06-08T19:00:00-05:00",
            "ends_at": "2026-06-08T20:00:00-05:00",
            "timezone": "America/Chicago",
            "attendance": "in_person",
            "distance_m": pytest.approx(1111.9, abs=0.1),
            "types": ["O", "BE"],
            "kind": "meeting",
            "terms": ["access:newcomers"],
            "location": "Grace Hall",
            "city": "Jackson",
            "is_approximate": False,
            "is_stale": False,
        }
    ]


def test_every_choice_narrows_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    make_meeting("mon 19:00", name="Room", types=["O"], point=JACKSON)
    make_meeting("mon 19:00", name="Call", types=["O", "BE"], attendance="online")
    make_meeting("mon 19:00", name="Far", point=(40.0, -75.0), types=["o", "be"])

    def names(*words: str) -> list[str]:
        return [row["name"] for row in found(capsys, *AT, *words)]

    near = ("--near", "32.3,-90.2", "--within", "16km")
    assert names(*near) == ["Room", "Call"]
    assert names(*near, "--online", "exclude") == ["Room"]
    assert names("--online", "only") == ["Call"]
    assert names("--type", "be", "--type", "O") == ["Call", "Far"]
    assert names("--text", "far") == ["Far"]
    assert len(names("--limit", "2")) == 2
    assert names("--hours", "0.5") == []


def test_terms_days_and_regions_narrow_the_answer_too(capsys: pytest.CaptureFixture[str]) -> None:
    make_meeting("mon 19:00", name="Luz", terms=["language:es", "access:bus", "cost:free"])
    make_meeting("tue 19:00", name="Lumière", terms=["language:fr", "need:meeting"])
    make_meeting("mon 19:00", name="Plain", place=make_place(city="Río Hondo", state="TX"))

    def names(*words: str) -> list[str]:
        return [row["name"] for row in found(capsys, *AT, *words)]

    assert names("--language", "es") == ["Luz"]
    assert names("--language", "es", "--language", "fr", "--hours", "48") == ["Luz", "Lumière"]
    assert names("--language", "es", "--access", "bus", "--cost", "free") == ["Luz"]
    assert names("--language", "fr", "--need", "meeting", "--hours", "48") == ["Lumière"]
    assert names("--weekday", "Tuesday") == ["Lumière"]
    assert names("--region", "rio hondo") == ["Plain"]


def test_a_town_in_the_words_is_where_to_look(capsys: pytest.CaptureFixture[str]) -> None:
    make_meeting("mon 19:00", name="Step by step", point=JACKSON)
    make_meeting("mon 19:00", name="Step far away", point=(40.0, -75.0))
    (row,) = found(capsys, *AT, "--text", "step meeting jackson ms")
    assert row["name"] == "Step by step"
    assert row["distance_m"] < 5_000


def test_each_row_can_say_why_it_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    make_meeting("mon 19:00", name="Luz", terms=["language:es"])
    words = (*AT, "--language", "es", "--text", "luz", "--explain")
    (row,) = found(capsys, *words)
    assert row["why"] == [
        "it starts Mon 19:00 CDT by its own clock",
        f"it says: {term_name('language:es')}",
        "its name, notes or address have: luz",
    ]
    assert f"    {row['why'][1]}\n" in run(capsys, *words)[1]


def test_a_southern_latitude_is_a_value_and_not_an_option(
    capsys: pytest.CaptureFixture[str],
) -> None:
    sydney = make_place((-33.87, 151.21))
    make_meeting("mon 19:00", place=sydney, zone="Australia/Sydney")
    at = ("--at", "2026-06-08T08:30Z")
    (row,) = found(capsys, "--near", "-33.87,151.21", "--within", "1km", *at)
    assert row["starts_at"] == "2026-06-08T19:00:00+10:00"
    assert row["distance_m"] == 0


def test_the_table_is_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    make_meeting("mon 19:00", name="Evening light")
    code, out, _ = run(capsys, *AT)
    assert code == 0
    assert "Mon 2026-06-08 19:00 CDT" in out
    assert "Evening light" in out
    assert out.endswith("1 of 1\n")
    assert "Nothing starts" in run(capsys, *AT, "--text", "zzz")[1]


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        (("--at", "2026-06-08T18:00"), "add the offset, like 2026-06-08T18:00-05:00"),
        (("--at", "tonight"), "write the time like 2026-06-12T19:00-05:00"),
        (("--at", "0001-01-01T00:00Z"), "write the time like"),
        (("--near", "95,0"), "off the map"),
        (("--near", "32.3"), "write the point as LAT,LON like 32.3,-90.2"),
        (("--near", "nan,nan"), "write the point as LAT,LON"),
        (("--near", "32.3,-90.2", "--within", "10"), "write the distance like 10mi or 16km"),
        (("--near", "32.3,-90.2", "--within", "99999mi"), "half way round the Earth"),
        (("--within", "10mi"), "add --near LAT,LON"),
        (("--hours", "0"), "write hours as a number"),
        (("--hours", "nan"), "write hours as a number"),
        (("--hours", "two"), "write hours as a number"),
        (("--online", "maybe"), "write include, only or exclude"),
        (("--limit", "0"), "write a whole number from 1"),
        (("--weekday", "someday"), "write a day like mon or sunday"),
        (("--language", "klingon"), "--language klingon is not known. There are: af, am, ar"),
    ],
)
def test_words_that_are_off_are_answered_with_how_to_write_them(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], advice: str
) -> None:
    code, out, err = run(capsys, *words)
    assert code == 2
    assert out == ""
    assert advice in " ".join(err.split())
