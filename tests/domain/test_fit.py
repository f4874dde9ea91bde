"""Whether a meeting is meant for a person: a table to read, then what holds for any listing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from porchlight.domain.fit import (
    AUDIENCES,
    FAMILY,
    LIMITING,
    PEOPLE,
    Account,
    FitReason,
    FitRule,
    Limit,
    Rank,
    Wishes,
    fit_of,
    is_limited,
    limits_of,
)

LANGUAGES = ("language:en", "language:es", "language:fr")


def person(groups="", liked="", disliked="", languages="en", account=Account.RECOVERY):
    several = (frozenset(text.split()) for text in (groups, liked, disliked, languages))
    return Wishes(*several, account)


ANYBODY = person()
YES, NO, FIRST = Rank.OPEN, Rank.NOT_FOR_THEM, Rank.LIKED


@pytest.mark.parametrize(
    ("listing", "who", "rank"),
    [
        # Nothing said: what is open to all, and nothing else.
        ("", ANYBODY, YES),
        ("format:open access:newcomers", ANYBODY, YES),
        ("format:closed", ANYBODY, YES),
        ("population:women", ANYBODY, NO),
        ("population:lgbtq", ANYBODY, NO),
        ("population:young", ANYBODY, NO),
        ("population:both", ANYBODY, NO),
        ("population:veterans format:open", ANYBODY, NO),
        # One group.
        ("population:women", person("women"), YES),
        ("population:women", person("men"), NO),
        ("population:men", person("men"), YES),
        ("population:men", person("women"), NO),
        ("population:older", person("young"), NO),
        ("population:older", person("older"), YES),
        # Of one line, one is enough.
        ("population:women population:men", person("men"), YES),
        ("population:women population:men", ANYBODY, NO),
        ("population:gay population:lesbian", person("lesbian"), YES),
        ("population:gay population:lesbian", person("bisexual"), NO),
        # Of several lines, each counts.
        ("population:women population:lgbtq", person("women"), NO),
        ("population:women population:lgbtq", person("lgbtq"), NO),
        ("population:women population:lgbtq", person("women lesbian"), YES),
        ("population:men population:young", person("men"), NO),
        ("population:men population:young", person("men young"), YES),
        # LGBTQ takes in each of them, and no other way round.
        ("population:lgbtq", person("gay"), YES),
        ("population:lgbtq", person("trans"), YES),
        ("population:lgbtq", person("non-binary"), YES),
        ("population:lesbian", person("lgbtq"), NO),
        ("population:trans", person("lgbtq"), NO),
        ("population:trans population:women", person("women"), NO),
        ("population:non-binary population:women", person("non-binary"), YES),
        ("population:non-binary population:women", person("men"), NO),
        ("population:women", person("non-binary"), NO),
        ("population:poc", person("native"), YES),
        ("population:native", person("poc"), NO),
        ("population:parents", person("pregnant"), YES),
        # What nobody is among.
        ("population:teens", person("young"), NO),
        ("population:work", ANYBODY, NO),
        ("format:restricted", ANYBODY, NO),
        # Women for Sobriety is a pathway that is for women.
        ("pathway:women pathway:secular", ANYBODY, NO),
        ("pathway:women pathway:secular", person("men"), NO),
        ("pathway:women pathway:secular", person("women"), YES),
        # Family and friends.
        ("pathway:family pathway:12-step", ANYBODY, NO),
        ("pathway:family pathway:12-step", person(liked="12-step"), NO),
        ("need:family-support", ANYBODY, NO),
        ("pathway:family", person(account=Account.FAMILY), YES),
        # Pathways.
        ("pathway:12-step", person(disliked="12-step"), NO),
        ("pathway:12-step pathway:secular", person(disliked="12-step", liked="secular"), NO),
        ("pathway:smart", person(disliked="12-step"), YES),
        ("pathway:smart", person(liked="smart"), FIRST),
        ("pathway:smart population:women", person(liked="smart"), NO),
        ("", person(disliked="12-step", liked="smart"), YES),
        # Languages.
        ("language:es", person(languages="en"), NO),
        ("language:es", person(languages="en es"), YES),
        ("language:en", person(languages="es"), NO),
        ("language:en language:es", person(languages="es"), YES),
        ("", person(languages="es"), YES),
        ("language:es population:women", person("women", languages="en"), NO),
    ],
)
def test_who_is_offered_what(listing, who, rank):
    assert fit_of(listing.split(), who).rank is rank


def test_a_reason_names_the_terms_that_are_why():
    fit = fit_of(["population:women", "population:lgbtq", "language:es"], person("men"))
    assert not fit.is_offered
    assert fit.reasons == (
        FitReason(FitRule.AUDIENCE, ("population:women",)),
        FitReason(FitRule.AUDIENCE, ("population:lgbtq",)),
        FitReason(FitRule.LANGUAGE, ("language:es",)),
    )
    liked = fit_of(["pathway:smart", "pathway:secular"], person(liked="smart secular"))
    assert liked.reasons == (FitReason(FitRule.LIKED, ("pathway:secular", "pathway:smart")),)


@pytest.mark.parametrize("group", PEOPLE)
def test_every_group_a_person_may_name_opens_something(group):
    assert any(
        fit_of([term], person(group)).is_offered
        for audience in AUDIENCES
        for term in audience
        if not fit_of([term], ANYBODY).is_offered
    )


TERMS = sorted({*LIMITING, *LANGUAGES, "pathway:12-step", "pathway:smart", "format:open"})
LISTINGS = st.frozensets(st.sampled_from(TERMS), max_size=5)
WISHES = st.builds(
    Wishes,
    groups=st.frozensets(st.sampled_from(PEOPLE), max_size=4),
    liked=st.frozensets(st.sampled_from(["12-step", "smart"])),
    disliked=st.frozensets(st.sampled_from(["12-step", "smart"])),
    languages=st.frozensets(st.sampled_from(["en", "es", "fr"]), min_size=1),
    account=st.sampled_from(Account),
)


@given(LISTINGS, WISHES)
def test_who_says_nothing_is_offered_nothing_that_is_limited(listing, wishes):
    nothing_said = Wishes(languages=wishes.languages)
    assert not (is_limited(listing) and fit_of(listing, nothing_said).is_offered)


@given(LISTINGS, WISHES, st.sampled_from(PEOPLE))
def test_naming_a_group_only_ever_opens(listing, wishes, group):
    if fit_of(listing, wishes).is_offered:
        assert fit_of(listing, replace(wishes, groups=wishes.groups | {group})).is_offered


@given(LISTINGS, WISHES)
def test_family_meetings_are_for_family_accounts(listing, wishes):
    if wishes.account is Account.RECOVERY and listing & FAMILY:
        assert not fit_of(listing, wishes).is_offered


@given(LISTINGS, WISHES)
def test_limits_say_what_the_fit_of_each_listing_says(listing, wishes):
    """The finder leaves out by limits, pages rank by the fit: one rule."""

    def keeps_out(limit: Limit) -> bool:
        return bool(limit.terms & listing) and not limit.unless & listing

    left_out = any(keeps_out(limit) for limit in limits_of(wishes, LANGUAGES))
    assert fit_of(listing, wishes).is_offered != left_out
