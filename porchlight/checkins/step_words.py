"""What a small step says: what to do, and one line of why this one, in the light of what the person
said gets in the way. It promises nothing, and says only what their own notes or the listing say."""

from __future__ import annotations

from datetime import date

from django.utils.dates import WEEKDAYS
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _noop

from porchlight.checkins.queries.steps import OfferedStep
from porchlight.domain.steps import Barrier, Step, StepKind, Why
from porchlight.people.local import clock

WRITE, SPEAK = (StepKind.TEXT, StepKind.LINK, StepKind.HELLO), (StepKind.CALL,)
JOIN, GO = (StepKind.JOIN,), (StepKind.GO,)

BY_BARRIER: dict[tuple[Barrier, tuple[StepKind, ...]], str] = {
    (Barrier.SOCIAL_ANXIETY, WRITE): _noop("A text lets you take your time with the words."),
    (Barrier.SOCIAL_ANXIETY, SPEAK): _noop("Two minutes, with the first words ready."),
    (Barrier.SOCIAL_ANXIETY, JOIN): _noop("Camera and sound off. You only listen."),
    (Barrier.SOCIAL_ANXIETY, GO): _noop("Sit near the door. You can leave at any time."),
    (Barrier.REJECTION, WRITE): _noop("It asks for nothing, so there is nothing to turn down."),
    (Barrier.REJECTION, JOIN): _noop("Nobody checks who you are. Listening is taking part."),
    (Barrier.PAST_HURT, WRITE): _noop("You pick the distance, and you can stop."),
    (Barrier.PAST_HURT, SPEAK): _noop("Only people you keep close are named here."),
    (Barrier.PAST_HURT, JOIN): _noop("You can leave with one tap, and say nothing."),
    (Barrier.PAST_HURT, GO): _noop("Go with someone if you can, and plan how to leave."),
    (Barrier.STIGMA, WRITE): _noop("Nothing in it says what this is about."),
    (Barrier.STIGMA, SPEAK): _noop("You can talk about the weather."),
    (Barrier.STIGMA, JOIN): _noop("Any first name will do, and no picture."),
    (Barrier.STIGMA, GO): _noop("A first name is enough. Any name will do."),
    (Barrier.TRANSPORT, WRITE): _noop("It goes from where you are."),
    (Barrier.TRANSPORT, SPEAK): _noop("From your own chair."),
    (Barrier.TRANSPORT, JOIN): _noop("No travel. You join from where you are."),
    (Barrier.TRANSPORT, GO): _noop("It is close by."),
    (Barrier.SERVICES, WRITE): _noop("Little nearby, but %(name)s is a message away."),
    (Barrier.SERVICES, SPEAK): _noop("A voice reaches further than the bus."),
    (Barrier.SERVICES, JOIN): _noop("It is online. You join from where you are."),
    (Barrier.WORDS, WRITE): _noop("The words are ready. Send them as they are."),
    (Barrier.WORDS, SPEAK): _noop("Start with: “I wanted to hear a voice.”"),
    (Barrier.WORDS, JOIN): _noop("You need no words there. Listening is taking part."),
    (Barrier.WORDS, GO): _noop("“I'm new, I'd like to listen” is enough."),
}
PLAIN: dict[tuple[StepKind, ...], str] = {
    WRITE: _noop("Short, and no answer is asked for."),
    SPEAK: _noop("Two minutes are enough."),
    JOIN: _noop("You join from here. Listening is taking part."),
    GO: _noop("A room with people in it, and no talk needed."),
}


def step_title(step: Step, name: str, today: date) -> str:
    """What to do, in one line. The time of a place is on the clock of the person who reads."""
    if step.kind in (*WRITE, *SPEAK):
        return _person_title(step, name)
    if step.starts_at is None:
        return _("Write down one person you could text on a bad day.")
    at = localtime(step.starts_at)
    words = {"name": name, "day": WEEKDAYS[at.weekday()], "at": clock.at_clock(at.hour, at.minute)}
    if at.date() == today:
        if step.kind in JOIN:
            return _("Join %(name)s, today %(at)s") % words
        return _("Sit in on %(name)s, today %(at)s") % words
    if step.kind in JOIN:
        return _("Join %(name)s, %(day)s %(at)s") % words
    return _("Sit in on %(name)s, %(day)s %(at)s") % words


def _person_title(step: Step, name: str) -> str:
    if step.reason.why is Why.GIVING:
        return _("See how %(name)s is doing") % {"name": name}
    if step.reason.why is not Why.AGREED:
        hello = _("Call %(name)s") if step.kind in SPEAK else _("Say hello to %(name)s")
        return hello % {"name": name}
    if step.kind is StepKind.HELLO:
        return _("It is your turn to write to %(name)s today") % {"name": name}
    return _("It is your turn to call %(name)s today") % {"name": name}


def reason_words(offered: OfferedStep) -> str:
    """Of several barriers the one named first decides; without one, the plain reason does."""
    kind, barriers = offered.step.kind, offered.barriers
    if offered.step.reason.why is Why.NOBODY_YET:
        return _("Your circle has room for one person to start.")
    if offered.step.reason.why is Why.AGREED and offered.step.starts_at is not None:
        at = localtime(offered.step.starts_at)
        start = {"at": clock.at_clock(at.hour, at.minute)}
        return _("You two agreed on today %(at)s, and it is your turn.") % start
    if offered.step.reason.why is Why.GIVING and not barriers:
        return _("Your day has some room. Listening is enough.")
    if offered.place is not None and offered.place.is_newcomer_friendly and not barriers:
        return _("New people are welcome there.")
    for barrier in barriers:
        for (named, kinds), words in BY_BARRIER.items():
            if named is barrier and kind in kinds:
                return _(words) % {"name": offered.name}
    return next((_(words) for kinds, words in PLAIN.items() if kind in kinds), "")
