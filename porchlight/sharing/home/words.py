"""The words of Home: the day said back, and the one small step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from porchlight.checkins.forms import MOODS, TALK_CHOICES
from porchlight.circles.queries import page_to_call
from porchlight.domain.checkin import Reading, Talk
from porchlight.domain.family_checkin import FamilyStep
from porchlight.domain.usual import Measure, Reason
from porchlight.people.local import clock
from porchlight.sharing.home.queries import OfferedFamilyStep

S = FamilyStep

REPLIES: dict[int, tuple[Any, Any]] = {
    1: (
        gettext_lazy("Thank you for saying so. You are not by yourself with this."),
        gettext_lazy("That is a lot. Let's keep today small."),
    ),
    2: (
        gettext_lazy("That sounds heavy. Thank you for telling it."),
        gettext_lazy("A low day is a day. It asks for rest and for one kind voice."),
    ),
    3: (gettext_lazy("A bit of both. That is a real answer."), gettext_lazy("So-so is allowed.")),
    4: (gettext_lazy("Glad to hear it."), gettext_lazy("Okay is good to hear.")),
    5: (
        gettext_lazy("Good. You may enjoy it all the way."),
        gettext_lazy("Lovely. Keep a bit of it for a hard day."),
    ),
}


def reply(reading: Reading) -> str:
    """One line to how they are, one of two by the day."""
    if reading.mood is None:
        return _("Thank you for looking in on yourself.")
    return str(REPLIES[reading.mood][reading.day.toordinal() % 2])


def echo(reading: Reading) -> list[str]:
    """The day said back, one short sentence an answer."""
    listened = {
        Talk.GOOD: _("Somebody listened to you."),
        Talk.BRIEF: _("Somebody listened a little."),
        Talk.NONE: _("Nobody listened yet."),
    }
    parts = [f"{dict(MOODS)[reading.mood]}." if reading.mood else ""]
    parts += [listened[reading.talk] if reading.talk else ""]
    return [part for part in parts if part]


def notice_words(reasons: Sequence[Reason]) -> str:
    """What is different from the reader's own usual, in one sentence; "" while nothing is asked."""
    if not reasons:
        return ""
    if len(reasons) > 1:
        return _("Your last days look different from your usual.")
    kind, is_worse = reasons[0].kind, reasons[0].is_worse
    worse = {
        Measure.MOOD: _("Your days have been lower than your usual."),
        Measure.CONTACT: _("By your notes, fewer people listened to you than is usual for you."),
        Measure.LONELY: _("It has felt lonelier than your usual."),
    }
    better = _("This week looks lighter than the ones before. What helped?")
    different = _("Your last days look different from your usual.")
    return worse.get(kind, different) if is_worse else better


def listened_choices() -> list[tuple[str, Any]]:
    return TALK_CHOICES


def step_words(offered: OfferedFamilyStep) -> dict[str, str]:
    """What to do, what the button says, and where it leads."""
    say, button = _said(offered)
    return {"say": say, "button": button, "href": _leads_to(offered)}


def _said(offered: OfferedFamilyStep) -> tuple[str, str]:
    friend = offered.friend.name if offered.friend else ""
    named = {"friend": friend}
    if offered.step is S.GROUP_AT and offered.start:
        at = localtime(offered.start.starts_at)
        when = {"day": _weekday(at.date()), "time": clock.clock(at.hour, at.minute)}
        return (
            _("Sit in on a family group on %(day)s at %(time)s. You can just listen.") % when,
            _("Show me the meeting"),
        )
    along = _("See what is near") if _is_for_places(offered) else _("Ask somebody along")
    return {
        S.CALL_FRIEND: (
            _("Call %(friend)s for ten minutes. Any topic will do.") % named,
            _("Call %(friend)s") % named,
        ),
        S.TEXT_WALK: (
            _("Text %(friend)s: “Walk with me this week?”") % named,
            _("Write to %(friend)s") % named,
        ),
        S.EAT_WITH: (
            _("Eat one meal this week with someone you like."),
            _("Ask %(friend)s") % named,
        ),
        S.TWO_HOURS: (
            _("Ask somebody to take over for two hours, so that you can go out."),
            _("Ask %(friend)s") % named,
        ),
        S.TELL_ONE: (
            _("Tell one person that this is a hard time. Names can stay out."),
            _("Choose a person"),
        ),
        S.OWN_DOCTOR: (
            _("See your own doctor or nurse about sleep, pain or worry."),
            _("See what is near"),
        ),
        S.COUNSELOR: (
            _("Have a first talk with a counselor for you. One talk is enough to see."),
            _("See who is near"),
        ),
        S.GROUP_NEAR: (
            _("Go to a family group. You can sit by the door."),
            _("See the groups"),
        ),
        S.CLASS_OR_CLUB: (
            _("Go back to a class, a choir or a team of yours."),
            along,
        ),
        S.QUIET_PLACE: (
            _("Spend an hour in a place that is good to you: a park, a library, a place of faith."),
            along,
        ),
        S.HELP_OUT: (
            _("Lend a hand for an hour somewhere with people: a food bank, a school, a garden."),
            along,
        ),
    }[offered.step]


def _leads_to(offered: OfferedFamilyStep) -> str:
    if offered.step is S.GROUP_AT and offered.start:
        return reverse("listing", args=[offered.start.service_id])
    if offered.step is S.GROUP_NEAR:
        return reverse("for-me") + "#groups"
    if offered.step in (S.OWN_DOCTOR, S.COUNSELOR) or _is_for_places(offered):
        return reverse("meet-needs")
    if offered.step is S.CALL_FRIEND and offered.friend:
        return page_to_call(offered.friend.tie_id)
    of_a_friend = offered.step in (S.TEXT_WALK, S.EAT_WITH, S.TWO_HOURS)
    if of_a_friend and offered.friend:
        return reverse("tie", args=[offered.friend.tie_id])
    return reverse("people")


def _is_for_places(offered: OfferedFamilyStep) -> bool:
    """Company is asked along where there is somebody to ask; else the places come first."""
    return offered.friend is None and offered.step in (S.CLASS_OR_CLUB, S.QUIET_PLACE, S.HELP_OUT)


def _weekday(day: date) -> str:
    return date_format(day, "l")
