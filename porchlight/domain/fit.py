"""Whether something that starts is meant for a person: what a listing says of whom it is for,
beside what the person chose to say of themselves.

The belief: who comes to a room that was not meant for them does not come again. So a listing that
is limited to some people is offered only to somebody who said that they are among them; whoever
says nothing is offered what is open to all.

| what the listing says | it is offered to |
|---|---|
| women, men | who said so; non-binary people where it names them too |
| LGBTQ, gay, lesbian, bisexual, trans, non-binary | who said that one; LGBTQ: any of them |
| young people, older people | who said so |
| teens, people in certain jobs, by invitation | nobody: no account says it is among them |
| people of color, Native American | who said so; people of color: Native Americans too |
| any other group (`AUDIENCES`) | who said that one |
| for family and friends | whoever said that they care about somebody |
| a pathway the person does not want | not to them |
| languages, and none of the person's | not to them |
| none of these | everybody |

Of one line of `AUDIENCES` one term is enough; a listing limited by several lines ("women", "young
people") is for those who fit each. Terms are those of the directory's vocabulary, "group:what".
They are limits for what starts at a time, meetings and events: of a clinic, the same terms say
which programs it has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Account(StrEnum):
    """Whom somebody is here for: themselves in recovery, somebody they care about, or both."""

    RECOVERY = "recovery"
    FAMILY = "family"
    BOTH = "both"


class FitRule(StrEnum):
    """Why a listing is not offered, and the one thing that ranks it higher."""

    AUDIENCE = "audience"
    FAMILY = "family"
    NOT_OPEN = "not-open"
    PATHWAY = "pathway"
    LANGUAGE = "language"
    LIKED = "liked"


class Rank(IntEnum):
    """How well a listing fits, best first. `meet_order.py` says what that does to a list."""

    LIKED = 0
    OPEN = 1
    NOT_FOR_THEM = 2


@dataclass(frozen=True)
class Wishes:
    """What a person said of what fits them; all of it may be empty. `groups` are those of `PEOPLE`,
    `liked` and `disliked` pathways, both without the name of the group of terms. `languages` are
    ISO 639 codes, the one the person reads Porchlight in always among them."""

    groups: frozenset[str] = frozenset()
    liked: frozenset[str] = frozenset()
    disliked: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    account: Account = Account.RECOVERY


@dataclass(frozen=True)
class Limit:
    """A listing with one of `terms` is not offered, unless it has one of `unless`."""

    why: FitRule
    terms: frozenset[str]
    unless: frozenset[str] = frozenset()


@dataclass(frozen=True)
class FitReason:
    """`terms` of the listing that are why, sorted."""

    why: FitRule
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Fit:
    """How a listing fits a person. No reason: it is open to them like to everybody."""

    rank: Rank
    reasons: tuple[FitReason, ...] = ()

    @property
    def is_offered(self) -> bool:
        return self.rank is not Rank.NOT_FOR_THEM


# One line for each way in which listings are limited: a term, and the groups it is meant for.
_LGBTQ = ("lgbtq", "gay", "lesbian", "bisexual", "trans", "non-binary")
AUDIENCES: tuple[Mapping[str, tuple[str, ...]], ...] = (
    {"population:women": ("women",), "population:men": ("men",)},
    {"pathway:women": ("women",)},
    {
        "population:lgbtq": _LGBTQ,
        "population:gay": ("gay",),
        "population:lesbian": ("lesbian",),
        "population:bisexual": ("bisexual",),
        "population:trans": ("trans",),
        "population:non-binary": ("non-binary",),
    },
    {"population:young": ("young",), "population:teens": (), "population:older": ("older",)},
    {"population:poc": ("poc", "native"), "population:native": ("native",)},
    {"population:parents": ("parents", "pregnant"), "population:pregnant": ("pregnant",)},
    {"population:veterans": ("veterans",)},
    {"population:both": ("both",)},
    {"population:trauma": ("trauma",)},
    {"population:violence": ("violence",)},
    {"population:hiv": ("hiv",)},
    {"population:justice": ("justice",)},
    {"population:work": ()},
)
# "Women, and non-binary people" is for both, though the second term alone limits another line.
BESIDE = {"population:women": ("non-binary",), "population:men": ("non-binary",)}
FAMILY = frozenset({"pathway:family", "need:family-support"})
NOT_OPEN = frozenset({"format:restricted"})
# The groups of people a person may name, in the order they are shown in.
PEOPLE = (
    "women", "men", "non-binary", "trans", "lgbtq", "gay", "lesbian", "bisexual", "young", "older",
    "poc", "native", "veterans", "parents", "pregnant", "both", "trauma", "violence", "hiv",
    "justice",
)  # fmt: skip
LIMITING = frozenset(term for audience in AUDIENCES for term in audience) | FAMILY | NOT_OPEN


def is_limited(terms: Iterable[str]) -> bool:
    """Whether a listing with these terms is for some people only."""
    return not LIMITING.isdisjoint(terms)


def limits_of(wishes: Wishes, languages: Iterable[str]) -> tuple[Limit, ...]:
    """What a listing must not be, to be offered. `languages`: every term for a language."""
    limits = [_audience_limit(audience, wishes.groups) for audience in AUDIENCES]
    if wishes.account is Account.RECOVERY:
        limits.append(Limit(FitRule.FAMILY, FAMILY))
    limits.append(Limit(FitRule.NOT_OPEN, NOT_OPEN))
    if wishes.disliked:
        limits.append(Limit(FitRule.PATHWAY, _terms("pathway", wishes.disliked)))
    if wishes.languages:
        limits.append(
            Limit(FitRule.LANGUAGE, frozenset(languages), _terms("language", wishes.languages))
        )
    return tuple(limits)


def fit_of(terms: Collection[str], wishes: Wishes) -> Fit:
    """How a listing with these terms fits a person who said this."""
    listing_terms = frozenset(terms)
    languages = frozenset(term for term in listing_terms if term.startswith("language:"))
    limits = limits_of(wishes, languages)
    against = [
        FitReason(limit.why, tuple(sorted(limit.terms & listing_terms)))
        for limit in limits
        if not limit.terms.isdisjoint(listing_terms) and limit.unless.isdisjoint(listing_terms)
    ]
    if against:
        return Fit(Rank.NOT_FOR_THEM, tuple(against))
    liked = listing_terms & _terms("pathway", wishes.liked)
    if liked:
        return Fit(Rank.LIKED, (FitReason(FitRule.LIKED, tuple(sorted(liked))),))
    return Fit(Rank.OPEN)


def _audience_limit(audience: Mapping[str, tuple[str, ...]], groups: frozenset[str]) -> Limit:
    opened = {term for term, meant_for in audience.items() if not groups.isdisjoint(meant_for)}
    for term in audience:
        opened |= {f"population:{group}" for group in BESIDE.get(term, ()) if group in groups}
    return Limit(FitRule.AUDIENCE, frozenset(audience), frozenset(opened))


def _terms(group: str, names: Iterable[str]) -> frozenset[str]:
    return frozenset(f"{group}:{name}" for name in names)
