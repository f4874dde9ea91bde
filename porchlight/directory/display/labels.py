"""The few words that tell one row of a list from the next: what it is and for whom.

One place for every list (Meet, Today, print): `labels_of(terms)` gives them in the order in which
people need them, in the language that is active. How well the same terms fit a person is
`domain.fit.fit_of(terms, wishes)`, and `domain/meet_order.py` says where that puts a row.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from porchlight.directory.vocabulary.terms import TERMS, term_name

# As people say it; names of fellowships stay as they are. The first that a listing has is shown.
WHAT: dict[str, str | Promise] = {
    "al-anon": "Al-Anon",
    "nar-anon": "Nar-Anon",
    "aa": "AA",
    "na": "NA",
    "ca": "CA",
    "cma": "CMA",
    "ma": "MA",
    "ga": "GA",
    "oa": "OA",
    "coda": "CoDA",
    "da": "DA",
    "smart": "SMART",
    "lifering": "LifeRing",
    "dharma": "Recovery Dharma",
    "refuge": "Refuge Recovery",
    "celebrate-recovery": "Celebrate Recovery",
    "women": "Women for Sobriety",
    "12-step": _("12-step"),
    "buddhist": _("Buddhist"),
    "faith": _("Faith"),
    "peer": _("Peer support group"),
}
# Said beside a fellowship's name, where it is not what that fellowship always is.
ALSO = ("family", "secular", "harm-reduction", "medication")
SAYS_SO_ALREADY = {"secular": {"smart", "lifering", "women"}, "family": {"al-anon", "nar-anon"}}
NEW_PEOPLE = frozenset({"access:newcomers"})


class About(StrEnum):
    """What a label is about, for a page that draws them differently."""

    WHAT = "what"
    WHO = "who"
    LANGUAGE = "language"
    NEW_PEOPLE = "new-people"


@dataclass(frozen=True)
class Label:
    about: About
    words: str


def labels_of(terms: Collection[str]) -> tuple[Label, ...]:
    """What a listing with these terms is (AA, SMART), whom it is for (women), in which language,
    and whether new people are asked in, in this order. An English page does not say "English"."""
    held = frozenset(terms)
    labels = [Label(About.WHAT, words) for words in _what(held)]
    labels += [Label(About.WHO, words) for words in _names("population", held)]
    spoken = held - {"language:en"} if get_language() == "en" else held
    labels += [Label(About.LANGUAGE, words) for words in _names("language", spoken)]
    labels += [Label(About.NEW_PEOPLE, words) for words in _names("access", held & NEW_PEOPLE)]
    return tuple(labels)


def _what(held: frozenset[str]) -> list[str]:
    own = [name for name in WHAT if f"pathway:{name}" in held]
    found = [str(WHAT[name]) for name in own[:1]]
    for name in ALSO:
        if f"pathway:{name}" in held and not SAYS_SO_ALREADY.get(name, set()).intersection(own):
            found.append(term_name(f"pathway:{name}"))
    return found


def _names(group: str, held: frozenset[str]) -> list[str]:
    """The names of the terms of one group, in the vocabulary's order."""
    return [term_name(f"{group}:{what}") for what in TERMS[group] if f"{group}:{what}" in held]
