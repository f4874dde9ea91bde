"""No step is ever at a meeting that is limited to somebody else: over the demo's listings, and over
every real feed of meetings and of treatment.

The oracle reads the raw rows of the feeds, their codes and their names, with a few words of its
own; it shares no code and no vocabulary with what it judges.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from porchlight.demo.care import import_care
from porchlight.demo.meetings import _names, _rows, import_meetings
from porchlight.demo.pathways import PATHWAYS
from porchlight.directory.intake.actions import import_feed
from porchlight.directory.models import Service
from porchlight.directory.queries import today as queries
from porchlight.domain.fit import Wishes
from porchlight.domain.steps import DatedPlace, one_small_step
from porchlight.people.models import Person
from tests.make import decision_of

WEEK, ALL_THE_EARTH_M = 168, 21_000_000
ZONES = {"kc": "America/Chicago", "edmonton": "America/Edmonton"}


def person(groups: str = "", liked: str = "", disliked: str = "", languages: str = "en") -> Wishes:
    return Wishes(*(frozenset(text.split()) for text in (groups, liked, disliked, languages)))


PEOPLE = {
    "nothing said": person(),
    "nothing said, in Spanish": person(languages="es"),
    "in both languages": person(languages="en es"),
    "a man": person("men"),
    "a woman": person("women"),
    "a gay man": person("men gay"),
    "a lesbian woman": person("women lesbian"),
    "LGBTQ, and no more said": person("lgbtq"),
    "a trans woman": person("women trans"),
    "non-binary": person("non-binary"),
    "young": person("young"),
    "an older man": person("men older"),
    "a veteran": person("veterans"),
    "a person of color": person("poc"),
    "not for the Steps": person(disliked="12-step"),
    "a woman who likes the Steps": person("women", liked="12-step na"),
}

# --- The oracle: raw codes and raw names -------------------------------------------------------

# What each fellowship's feeds write, folded: a group somebody must be in.
CODES = {
    "w": "women", "women": "women", "m": "men", "men": "men", "y": "young", "yp": "young",
    "young people": "young", "sen": "older", "seniors": "older", "g": "gay", "gl": "lgbtq",
    "l": "lesbian", "lgbtq": "lgbtq", "lgbtqiaa+": "lgbtq", "t": "trans", "bi": "bisexual",
    "nb": "non-binary", "poc": "poc", "ndg": "native", "n": "native", "p": "certain jobs",
    "dd": "both",
}  # fmt: skip
WORDS = {
    "women": "women", "womens": "women", "woman": "women", "womans": "women", "ladies": "women",
    "mujeres": "women", "men": "men", "mens": "men", "hombres": "men", "stag": "stag",
    "lgbt": "lgbtq", "lgbtq": "lgbtq", "queer": "lgbtq", "gay": "gay", "lesbian": "lesbian",
    "lesbians": "lesbian", "trans": "trans", "transwomen": "trans", "veterans": "veterans",
    "seniors": "older", "bipoc": "poc", "alanon": "family", "naranon": "family",
    "alateen": "family",
}  # fmt: skip
SPOKEN = {
    "en": "en", "english": "en", "s": "es", "es": "es", "spanish": "es", "fr": "fr", "french": "fr",
    "hungarian": "hu", "portuguese": "pt", "por": "pt", "per": "fa", "eng": "en",
}  # fmt: skip
SIDES = (  # Within one of these sets, one that fits is enough.
    {"women", "men"},
    {"lgbtq", "gay", "lesbian", "bisexual", "trans", "non-binary"},
    {"young", "older"},
    {"poc", "native"},
)
ANY_LGBTQ = SIDES[1]


class Raw:
    """What one row of a feed says of whom it is for, in the feed's own words."""

    def __init__(self, codes: list[str], name: str, fellowship: str):
        said = [code.strip().casefold() for code in codes]
        self.by_code = {CODES[code] for code in said if code in CODES}
        self.languages = {SPOKEN[code] for code in said if code in SPOKEN}
        words = re.sub(r"['’`-]", "", name.casefold()).replace(".", "")
        found = [WORDS[word] for word in re.findall(r"[a-záéíóúñ]+", words) if word in WORDS]
        self.by_name = self._plain(set(found), words)
        self.is_family = fellowship in ("al-anon", "smart-family") or "family" in self.by_name
        self.is_for_women = fellowship == "wfs"
        self.has_steps = fellowship in ("aa", "na", "al-anon")

    def _plain(self, named: set[str], words: str) -> set[str]:
        """A name that has both, or says that it is not so, limits to neither."""
        if {"women", "men"} <= named or "not just for women" in words:
            named -= {"women", "men"}
        if "stag" in named:
            named = (named - {"stag"}) | ({"men"} if "women" not in named else set())
        return named

    @property
    def groups(self) -> set[str]:
        """Codes, and for each side that they say nothing of, the name."""
        named = {
            group
            for group in self.by_name - {"family"}
            if not any(group in side and side & self.by_code for side in SIDES)
        }
        return self.by_code | named

    def is_meant_for(self, who: Wishes) -> bool:
        if self.is_family or (self.is_for_women and "women" not in who.groups):
            return False
        if self.has_steps and "12-step" in who.disliked:
            return False
        if self.languages and not self.languages & who.languages:
            return False
        return all(self._has(who, group) for group in self.groups)

    def _has(self, who: Wishes, group: str) -> bool:
        mine = set(who.groups)
        if mine & ANY_LGBTQ:
            mine.add("lgbtq")
        side = next((side for side in SIDES if group in side), {group})
        beside = {"non-binary"} if group in ("women", "men") else set()
        return bool((side | beside) & self.groups & mine)


Rows = dict[tuple[str, str], list[Raw]]  # by source and key


def _guide_rows(content: bytes, fellowship: str) -> Iterator[tuple[str, Raw]]:
    for row in json.loads(content):
        codes = row.get("types") or []
        if isinstance(codes, str):
            codes = codes.strip("[]").split(",")
        key = row.get("slug") or row.get("meetingId") or row.get("id")
        yield str(key), Raw([str(code) for code in codes], str(row.get("name")), fellowship)


def _bmlt_rows(content: bytes, formats: bytes) -> Iterator[tuple[str, Raw]]:
    """A server says in its own keys; what they mean, its list says by the shared world ids."""
    means = {row["key_string"]: row.get("world_id") or "" for row in json.loads(formats)}
    names = {row["key_string"]: row.get("name_string") or "" for row in json.loads(formats)}
    for row in json.loads(content):
        keys = [key for key in row["formats"].split(",") if key]
        codes = [names[k] if means.get(k) == "LANG" else means.get(k) or k for k in keys]
        yield str(row["id_bigint"]), Raw(codes, row["meeting_name"], "na")


@pytest.fixture
def real(shared_data: Path, now: datetime) -> Rows:
    rows: Rows = defaultdict(list)
    for path in sorted((shared_data / "meeting_guide").glob("*.json")):
        content, zone = path.read_bytes(), ZONES.get(path.stem, "America/Los_Angeles")
        import_feed(path.stem, content, at=now, default_zone=zone)
        for key, raw in _guide_rows(content, "aa"):
            rows[path.stem, re.sub(r"[\x00-\x20]+", "-", key.strip())].append(raw)
    folder = shared_data / "bmlt"
    content = (folder / "bmlt_sample_search_results.json").read_bytes()
    import_feed("bmlt", content, at=now, kind="bmlt", default_zone="America/New_York")
    for key, raw in _bmlt_rows(content, (folder / "bmlt_formats.json").read_bytes()):
        rows["bmlt", key].append(raw)
    return rows


@pytest.fixture
def demo(now: datetime) -> Rows:
    import_meetings(now)
    import_care(now)
    rows: Rows = defaultdict(list)
    names = _names()
    for pathway in PATHWAYS:
        for row in _rows(pathway, names, now):
            rows[pathway.source, row["slug"]].append(
                Raw(row["types"], row["name"], pathway.fellowship)
            )
    return rows


@pytest.fixture
def everywhere(monkeypatch: pytest.MonkeyPatch, ana: Person) -> Person:
    """Ana, with every start of a week in reach and none too many."""
    monkeypatch.setattr(queries, "WITHIN_REACH_M", ALL_THE_EARTH_M)
    monkeypatch.setattr(queries, "PLACES_TO_CHOOSE_FROM", 1_000_000)
    ana.home_place = "37.3,-121.9"
    ana.save()
    return ana


def offered_to(who: Wishes, ana: Person, now: datetime) -> tuple[DatedPlace, ...]:
    return queries.dated_places(ana, decision_of(ana), now, who, hours=WEEK)


def for_others(who: Wishes, places: tuple[DatedPlace, ...], rows: Rows) -> set[str]:
    """Of these places, the names of those that the raw rows say are not meant for them."""
    ids = {place.service_id for place in places}
    listings = Service.objects.select_related("source").in_bulk([int(pk) for pk in ids])
    wrong = set()
    for service in listings.values():
        raws = rows.get((service.source.name, service.key), [])
        if raws and not any(raw.is_meant_for(who) for raw in raws):
            wrong.add(service.name)
    return wrong


def keys_of(places: tuple[DatedPlace, ...]) -> set[tuple[str, str]]:
    ids = {int(place.service_id) for place in places}
    return set(Service.objects.filter(pk__in=ids).values_list("source__name", "key"))


# --- What holds ---------------------------------------------------------------------------------


def test_no_step_of_a_real_feed_is_for_somebody_else(
    real: Rows, everywhere: Person, now: datetime
) -> None:
    for name, who in PEOPLE.items():
        places = offered_to(who, everywhere, now)
        assert for_others(who, places, real) == set(), name
        assert keys_of(places) <= real.keys(), name  # each was judged
        if not who.disliked:
            assert len(places) > 1_000, name  # not by offering nothing
        step = one_small_step([], places, now=now)
        assert who.disliked or (step is not None and step.service_id), name


def test_without_the_fit_others_are_offered_and_with_it_hardly_anything_else_is_lost(
    real: Rows, everywhere: Person, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the oracle does find what the filter leaves out. And of what it lets through, no
    more than one of a hundred is missed."""
    for name, who in PEOPLE.items():
        fitting = keys_of(offered_to(who, everywhere, now))
        with monkeypatch.context() as without:
            without.setattr(queries, "limits_of", lambda *_: ())
            everything = offered_to(who, everywhere, now)
        assert len(for_others(who, everything, real)) > 100, name
        meant = {
            key for key in keys_of(everything) if all(raw.is_meant_for(who) for raw in real[key])
        }
        assert len(meant - fitting) <= 0.01 * len(meant), (name, sorted(meant - fitting)[:20])


def test_no_step_of_the_demo_is_for_somebody_else(
    demo: Rows, everywhere: Person, now: datetime
) -> None:
    for name, who in PEOPLE.items():
        places = offered_to(who, everywhere, now)
        assert for_others(who, places, demo) == set(), name
        meetings = {key for key in keys_of(places) if key[0] in {way.source for way in PATHWAYS}}
        assert meetings, name
        assert meetings <= demo.keys(), name  # each was judged


def test_without_the_fit_the_demo_offers_what_is_for_others(
    demo: Rows, everywhere: Person, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "limits_of", lambda *_: ())
    for name, who in PEOPLE.items():
        assert for_others(who, offered_to(who, everywhere, now), demo), name


def test_no_step_is_at_a_treatment_facility(
    shared_data: Path, everywhere: Person, now: datetime
) -> None:
    """A directory of care has no times at which something starts, and its groups are programs."""
    path = shared_data / "treatment" / "national_directory_sa_2022.csv"
    import_feed("samhsa", path.read_bytes(), at=now, kind="samhsa")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert sum(1 for _ in csv.reader(file)) > 10_000
    assert Service.objects.filter(source__name="samhsa").count() > 10_000
    for days in (0, 3):
        for who in PEOPLE.values():
            assert offered_to(who, everywhere, now + timedelta(days=days)) == ()
