"""What a meeting's name tells of whom it is for: a table to read. Real names are in the test of
whole feeds."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from porchlight.directory.formats.fields.names import LINES, STEMS, terms_in_name, with_named_facts
from porchlight.directory.formats.meeting_guide.read import read_meeting_guide
from porchlight.directory.formats.record import Care, Listing, ReadingContext
from porchlight.directory.vocabulary.terms import is_term
from porchlight.domain.fit import LIMITING

WOMEN, MEN, SPANISH = "population:women", "population:men", "language:es"
YOUNG, OLDER = "population:young", "population:older"
AL_ANON, FAMILY = "pathway:al-anon pathway:family", "pathway:family"


@pytest.mark.parametrize(
    ("name", "terms"),
    [
        ("Women's Serenity", WOMEN),
        ("Women’s Serenity", WOMEN),
        ("WOMENS POWER HOUR", WOMEN),
        ("Saturday Morning Woman`s Group", WOMEN),
        ("Women@5", WOMEN),
        ("Ladies Day", WOMEN),
        ("Just Us Girls (Women Only)", WOMEN),
        ("Sober Sisters", WOMEN),
        ("Sisters of Sobriety", WOMEN),
        ("Sober Moms", WOMEN),
        ("Monday at the Women's Center", WOMEN),
        ("Men's Stag", MEN),
        ("Mens' Meeting", MEN),
        ("Men`s Meeting", MEN),
        ("Performance III (P3) (MEN ONLY)", MEN),
        ("Monday Night Stag Tiburon", MEN),
        ("Women Stag", WOMEN),
        ("Sober Dads SF", MEN),
        ("Boys to Men", MEN),
        ("Gay Men's Freedom", f"{MEN} population:gay"),
        ("Gay & Lesbian Sober Experience", "population:gay population:lesbian"),
        ("LGBT Candlelight", "population:lgbtq"),
        ("LGBTQIA+ meeting", "population:lgbtq"),
        ("Queers, Crackpots & Fallen Women", f"{WOMEN} population:lgbtq"),
        ("TRANS/GNC at First Place", "population:trans population:non-binary"),
        ("Happy, Joyous, Free (Transwomen)", "population:trans"),
        ("Young People in AA", YOUNG),
        ("Chapter - South Side Young Peoples", YOUNG),
        ("Young Adults' Group", YOUNG),
        ("OLDYPAA group", YOUNG),
        ("Our Whole Lives Ahead of Us: Youth Meeting", YOUNG),
        ("Seniors in Sobriety", OLDER),
        ("Tuesday 55+", OLDER),
        ("50 and over", OLDER),
        ("Teen Meeting", "population:teens"),
        ("People Of Color in AA", "population:poc"),
        ("The BIPOC Artists & Writers", "population:poc"),
        ("BlackStar: Sober and Black", "population:poc"),
        ("Black, Indigenous, People of Color", "population:native population:poc"),
        ("St Michael's Veteran's Group", "population:veterans"),
        ("Vets in Recovery", "population:veterans"),
        ("Caduceus", "population:work"),
        ("Nurses in Recovery", "population:work"),
        ("Double Trouble", "population:both"),
        ("Dual Diagnosis", "population:both"),
        ("HIV+ and Sober", "population:hiv"),
        # In Spanish, which is a fact as well.
        ("Mujeres", f"{WOMEN} {SPANISH}"),
        ("Reunión de Mujeres Sobrias", f"{WOMEN} {SPANISH}"),
        ("Enciende Una Luz (Mujeres)", f"{WOMEN} {SPANISH}"),
        ("Junta femenina", WOMEN),
        ("Nueva Vida (Hombres)", f"{MEN} {SPANISH}"),
        ("Grupo de Jóvenes", f"{YOUNG} {SPANISH}"),
        ("Tercera edad", OLDER),
        ("Diversidad sexual", "population:lgbtq"),
        ("El Grupo Virtual Déjate Guiar", SPANISH),
        ("AA en Español", SPANISH),
        ("Louisburg Spanish AA Meeting", SPANISH),
        ("Latinos en Recuperación", SPANISH),
        ("Korean Speaking Group", "language:ko"),
        ("Serenity (Farsi)", "language:fa"),
        ("Recovery on Nostrand - Russian Group", "language:ru"),
        ("Polish Meeting", "language:pl"),
        ("Russian Hill Group", ""),
        ("Un jour à la fois, en français", "language:fr"),
        ("Nosotras", WOMEN),
        ("Mamás sobrias", WOMEN),
        ("Señoras en recuperación", f"{WOMEN} {SPANISH}"),
        ("Womxn's Circle", WOMEN),
        ("Single Moms", WOMEN),
        ("Open to all women", WOMEN),
        ("All women are welcome", WOMEN),
        ("Men's meeting, all welcome", MEN),
        ("Women's meeting, trans women welcome", WOMEN),
        ("All trans women welcome", f"{WOMEN} population:trans"),
        ("Band of Brothers", MEN),
        ("Men of Iron", MEN),
        ("Wise Men", MEN),
        ("Two-Spirit Circle", "population:lgbtq"),
        ("Young Women's Group", f"{WOMEN} {YOUNG}"),
        ("Under 30", YOUNG),
        ("Young at Heart (55+)", OLDER),
        ("Sober over 60", OLDER),
        ("AAPI Meeting", "population:poc"),
        ("Native Sobriety Circle", "population:native"),
        ("IDAA", "population:work"),
        ("Lawyers Helping Lawyers", "population:work"),
        ("Poz Recovery", "population:hiv"),
        ("Domestic violence survivors", "population:violence"),
        ("Violencia doméstica", "population:violence"),
        ("Trauma survivors", "population:trauma"),
        ("Pregnant and parenting", "population:pregnant"),
        # Family and friends.
        ("Loved Ones Group", FAMILY),
        ("Wives of alcoholics", FAMILY),
        ("Padres de hijos adictos", FAMILY),
        ("Madres de adictos", FAMILY),
        ("Al-Anon Tuesday", AL_ANON),
        ("Alanon noon", AL_ANON),
        ("Alateen", f"{AL_ANON} population:teens"),
        ("Alateen & Al-Anon AFG", f"{AL_ANON} population:teens"),
        ("Nar-Anon", "pathway:nar-anon pathway:family"),
        ("Families Anonymous", FAMILY),
        ("SMART Recovery Family & Friends", FAMILY),
        ("SMART Friends and Family", FAMILY),
        ("CRAFT group", FAMILY),
        ("Family Support Group", FAMILY),
        ("Parents of Addicted Loved Ones", FAMILY),
        ("Gam-Anon", FAMILY),
        ("Tuesday AFG", AL_ANON),
        ("Para familiares", FAMILY),
        ("Grupo de familia", f"{FAMILY} {SPANISH}"),
        # None of it: both, a no, a place, a book, a saying, another word.
        ("Women & Men", ""),
        ("Men and Women Clean and Serene", ""),
        ("Good Men and Women", ""),
        ("Hombres y mujeres", SPANISH),
        ("Not Just for Women Only", ""),
        ("No Women No Cry", ""),
        ("Tuesday Bookworm Menlo Park", ""),
        ("Mendocino Serenity", ""),
        ("Omens and Amens", ""),
        ("Fishers of Men", ""),
        ("Woman's Club Noon", ""),
        ("Our Lady of Grace", ""),
        ("Sisters, Oregon", ""),
        ("Staghorn", ""),
        ("Grupo Hombre Nuevo", SPANISH),
        ("Gay Street Nooner", ""),
        ("Trans-Canada Group", ""),
        ("Transmítelo", ""),
        ("Rainbow Group", ""),
        ("Young at Heart", ""),
        ("Young and Old", ""),
        ("The Young and the Restless", ""),
        ("Youngsville Group", ""),
        ("Boone Youth Center", ""),
        ("Senior Center Nooner", ""),
        ("Alano Oldtimers", ""),
        ("Teen Challenge", ""),
        ("Veterans Hall Sunday", ""),
        ("Veterans Memorial Building", ""),
        ("Reunión Veteranos AA", ""),
        ("The Doctor's Second Opinion", ""),
        ("Forever Non-Professional", ""),
        ("The Black Hole Literature", ""),
        ("The Family Afterward", ""),
        ("All in the Family", ""),
        ("Parent Trap", ""),
        ("Open AA with Al-Anon", ""),
        ("Al-Anon/AA Potluck", ""),
        ("Spanish Fork Group", ""),
        ("Polish Home", ""),
        ("French Camp", ""),
        ("Gay and Straight Together", ""),
        ("LGBTQIA+ friendly, all welcome", ""),
        ("Queer-friendly", ""),
        ("LGBTQ+ welcome", ""),
        ("LGBTQ meeting: everyone is welcome", ""),
        ("Women's Building basement", ""),
        ("Calle Mujeres", ""),
        ("Trans Am Diner", ""),
        ("Twelve Angry Men", ""),
        ("Jóvenes de corazón", ""),
        ("Under 30 days sober", ""),
        ("Over 60 meetings a week", ""),
        ("The brotherhood of man", ""),
        ("Trauma-informed", ""),
        ("Nooner", ""),
        ("", ""),
    ],
)
def test_what_a_name_tells(name: str, terms: str) -> None:
    assert terms_in_name(name) == set(terms.split())


def test_everything_a_name_can_tell_is_a_term_that_limits() -> None:
    told = {term for line in LINES for _, terms in line for term in terms}
    assert all(map(is_term, told))
    assert {term for term in told if not term.startswith("language:")} - {
        "pathway:al-anon",
        "pathway:nar-anon",
    } <= LIMITING


PATTERNS = [pattern for line in LINES for pattern, _ in line]


@pytest.mark.parametrize("pattern", PATTERNS, ids=range(len(PATTERNS)))
@given(st.data())
def test_no_name_that_tells_is_passed_over(pattern: re.Pattern[str], data: st.DataObject) -> None:
    """The quick look at beginnings of words lets everything through that a pattern finds."""
    assert STEMS.search(data.draw(st.from_regex(pattern)))


def listing(name: str, **facts: object) -> Listing:
    content = b'[{"slug": "a", "name": "x", "day": 1, "time": "19:00", "city": "Jackson"}]'
    (made,) = read_meeting_guide(content, ReadingContext(date(2026, 11, 18), "aa", "UTC")).listings
    return replace(made, name=name, **{"terms": (), **facts})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "terms", "added"),
    [
        ("Women's Serenity", "", WOMEN),
        ("AA meeting", "", "pathway:12-step pathway:aa"),
        ("NA Group", "need:meeting", "pathway:12-step pathway:na"),
        ("SMART Recovery", "", "pathway:smart pathway:secular"),
        ("Women for Sobriety", "", f"{WOMEN} pathway:women pathway:secular"),
        ("AA meeting", "pathway:faith", ""),
        ("Al-Anon near the AA hall", "", AL_ANON),
        ("Canada Day", "", ""),
        ("Women's Serenity", "format:open", WOMEN),
        # What codes tell of a kind, a name adds nothing to.
        ("Women's Serenity", MEN, ""),
        ("Gay Serenity", "population:lgbtq", ""),
        ("Grupo Serenidad", "language:en", ""),
        # Another kind is another thing.
        ("Young Women's Serenity", "population:young", WOMEN),
        ("Mujeres", SPANISH, WOMEN),
        ("Al-Anon", "pathway:12-step pathway:aa", AL_ANON),
    ],
)
def test_a_name_adds_what_codes_leave_out(name: str, terms: str, added: str) -> None:
    before = listing(name, terms=tuple(terms.split()))
    assert set(with_named_facts(before).terms) == {*terms.split(), *added.split()}


def test_reading_it_again_adds_nothing() -> None:
    once = with_named_facts(listing("Women's Serenity (Mujeres)"))
    assert with_named_facts(once) == once


def test_care_is_not_read_by_its_name() -> None:
    clinic = listing("Women's Center", kind="service")
    assert with_named_facts(clinic) == clinic


def test_whom_it_is_for_in_a_few_words_counts_and_a_sentence_does_not() -> None:
    short = listing("Tuesday", care=Care(eligibility="Family and friends"))
    assert FAMILY in with_named_facts(short).terms
    long = listing("Tuesday", care=Care(eligibility="We are sorry that we cannot take women yet"))
    assert with_named_facts(long) == long


def test_a_feed_is_read_with_its_names() -> None:
    content = (
        b'[{"slug": "a", "name": "Men\'s Stag", "day": 1, "time": "19:00", "city": "Jackson",'
        b' "types": ["O"], "group": "Mujeres"}]'
    )
    (read,) = read_meeting_guide(content, ReadingContext(date(2026, 11, 18), "aa", "UTC")).listings
    assert {"format:open", MEN, WOMEN, SPANISH} <= set(read.terms)
