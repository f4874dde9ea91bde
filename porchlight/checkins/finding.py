"""The one finding that My usual opens with, and its words: what came together, never why."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from porchlight.domain.links import Link, Pair, What, When

TALK_URGE = Pair(When.TALKED, What.URGE)
TALK_LONELY = Pair(When.TALKED, What.LONELY)
LONELY_URGE = Pair(When.LONELY, What.URGE)
AVOIDED_LONELY = Pair(When.AVOIDED, What.LONELY)
TALK_URGE_AFTER = Pair(When.TALKED, What.URGE, days_later=1)
LONELY_URGE_AFTER = Pair(When.LONELY, What.URGE, days_later=1)

# By the pair: where it is lower, and where it is higher.
SENTENCES: dict[Pair, tuple[Promise, Promise]] = {
    TALK_URGE: (
        _("On days you talk with someone, your urge is lower."),
        _("On days you talk with someone, your urge is higher."),
    ),
    TALK_LONELY: (
        _("On days you talk with someone, you feel less lonely."),
        _("On days you talk with someone, you feel more lonely."),
    ),
    LONELY_URGE: (
        _("On days you feel more lonely, your urge is lower."),
        _("On days you feel more lonely, your urge is higher."),
    ),
    AVOIDED_LONELY: (
        _("On days you call things off, you feel less lonely."),
        _("On days you call things off, you feel more lonely."),
    ),
    TALK_URGE_AFTER: (
        _("The day after you talk with someone, your urge is lower."),
        _("The day after you talk with someone, your urge is higher."),
    ),
    LONELY_URGE_AFTER: (
        _("The day after you feel more lonely, your urge is lower."),
        _("The day after you feel more lonely, your urge is higher."),
    ),
}
OTHER_DAYS = _("Other days")
# Under the two windows.
WINDOWS: dict[Pair, tuple[Promise, Promise]] = {
    TALK_URGE: (_("Days with a talk"), _("Days without")),
    TALK_LONELY: (_("Days with a talk"), _("Days without")),
    LONELY_URGE: (_("Lonelier days"), OTHER_DAYS),
    AVOIDED_LONELY: (_("Days with things called off"), OTHER_DAYS),
    TALK_URGE_AFTER: (_("The day after a talk"), OTHER_DAYS),
    LONELY_URGE_AFTER: (_("The day after a lonelier day"), OTHER_DAYS),
}
OUT_OF_TEN = {What.URGE: _("urge, out of 10"), What.LONELY: _("lonely, out of 10")}


@dataclass(frozen=True)
class DaysMean:
    """One kind of days: what they are called, and their mean, 0-10. Lit for days with a talk."""

    name: Promise
    mean: float
    is_lit: bool


@dataclass(frozen=True)
class LinkFinding:
    """One sure link as a sentence and two windows. `digits`: of the means, as they are shown."""

    link: Link
    sentence: Promise
    windows: tuple[DaysMean, DaysMean]
    out_of: Promise
    digits: int


def finding_of(link: Link | None) -> LinkFinding | None:
    """None without a link, or with one of too few days."""
    if link is None or link.mean is None or link.other_mean is None:
        return None
    names = WINDOWS[link.pair]
    is_lit = link.pair.when is When.TALKED and not link.pair.days_later
    return LinkFinding(
        link=link,
        sentence=SENTENCES[link.pair][link.is_higher],
        windows=(
            DaysMean(names[0], link.mean, is_lit),
            DaysMean(names[1], link.other_mean, is_lit=False),
        ),
        out_of=OUT_OF_TEN[link.pair.what],
        digits=_digits(link.mean, link.other_mean),
    )


def _digits(mean: float, other: float) -> int:
    """Whole numbers, unless they would tell another difference than there is."""
    return 0 if abs(round(mean) - round(other)) == round(abs(mean - other)) > 0 else 1
