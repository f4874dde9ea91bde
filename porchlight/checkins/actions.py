"""What a check-in does, top to bottom: the day is kept, talks are noted, a step is asked about, and
a notice is given when one is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from porchlight.checkins.counted import keep_reasons
from porchlight.checkins.models import CheckIn, DayReplies, Notice, StepAnswered, Usual
from porchlight.checkins.notices import how_often_of, keep_usual, listen, notices_of
from porchlight.checkins.queries.steps import STEPS_LOOK_BACK, tried_by
from porchlight.checkins.readings import readings_of
from porchlight.checkins.replies import KEPT_FOR, last_low_days_offer, replies_by_day
from porchlight.circles.access import own
from porchlight.circles.actions import note_talk, set_contacts_of_day, tally_talks
from porchlight.circles.models import Tie
from porchlight.circles.prepared import PreparedRead
from porchlight.domain.answering import LOW_DAYS, hard_reason, is_low, three_low_days
from porchlight.domain.checkin import Reading, Talk, check_writable
from porchlight.domain.consent import Decision
from porchlight.domain.noticing import Fits, HowOften, NoticeState, open_question
from porchlight.domain.steps import Barrier, Outcome, StepAnswer, StepKind, asks_about
from porchlight.people.models import Person
from porchlight.prepared_writes import PreparedInsert, PreparedUpdate

WITH_A_PERSON = frozenset({StepKind.TEXT, StepKind.CALL, StepKind.LINK, StepKind.HELLO})
AT_A_PLACE = frozenset({StepKind.JOIN, StepKind.GO})

DAY = PreparedRead(
    CheckIn, "answers", where=("day",), shape=lambda found: found.select_for_update()
)
ADD_DAY = PreparedInsert(CheckIn)
CHANGE_TAPS = PreparedUpdate(CheckIn, "mood", "urge", "answers")
CHANGE_DAY = PreparedUpdate(CheckIn, "mood", "urge", "answers", "note")


@dataclass(frozen=True)
class More:
    """The optional part of a check-in. None is a blank; `talked_with` are the owner's own ties."""

    lonely: int | None = None
    avoided: bool | None = None
    held_in: bool | None = None
    alone_wanted: bool | None = None
    note: str = ""
    talked_with: Sequence[Tie] = ()


@dataclass(frozen=True)
class Entry:
    """One check-in. Without `more`, what the day already holds beyond the three taps stays."""

    day: date
    mood: int | None
    urge: int | None
    contact: str | None
    more: More | None = None


def record_check_in(person: Person, entry: Entry, now: datetime) -> CheckIn:
    """Keep a day, new or changed, and note who was talked with.

    `now` is aware; days are in the person's own zone. Raises BadReading for an answer off its
    scale, a day still to come, or one more than seven days back.
    """
    today = now.astimezone(person.zoneinfo).date()
    check_writable(entry.day, today)
    _reading(entry, _answers(entry, {}))  # before anything is written
    return _record(person, entry, now)


@transaction.atomic(savepoint=False)
def _record(person: Person, entry: Entry, now: datetime) -> CheckIn:
    today = now.astimezone(person.zoneinfo).date()
    decision = own(person, now)
    check_in, reading = _keep_day(person, entry, decision)
    if entry.more is not None:
        set_contacts_of_day(person, entry.day, entry.more.talked_with)
    has_talked = reading.contact in (Talk.BRIEF, Talk.GOOD)
    tally_talks(person.pk, entry.day, decision, at_least=int(has_talked))
    if replies_by_day(decision) is None:  # there is a row from the first day on, hard or not
        keep_reply(person, today, decision)
    if entry.day == today and hard_reason(reading) is not None:
        anew = {"later": None, "only_said": False, "hard_closed": False}
        keep_reply(person, today, decision, hard_at=now, **anew)
    if entry.day == today and is_low(reading):
        _offer_after_three_low_days(person, decision, today)
    _choose_what_to_ask_about(person, now)
    _give_or_withdraw_notice(person, decision, entry.day, today)
    keep_reasons(decision, today)
    return check_in


def _keep_day(person: Person, entry: Entry, decision: Decision) -> tuple[CheckIn, Reading]:
    """The day's row, new or changed, and the day as it is told now. The row is locked while it is
    changed, so that two tabs do not cross: of two that are the first, one adds it, and the other
    waits and then changes what was added."""
    held = next(DAY(decision, entry.day), None)
    if held is None:
        check_in = CheckIn(person=person, day=entry.day)
        answers = _fill(check_in, entry, {})
        if ADD_DAY(check_in):
            return check_in, _reading(entry, answers)
        held = next(DAY(decision, entry.day))
    row_id, held_answers = held
    names = ("id", "person_id", "day")  # a note that is not told anew stays as it is
    check_in = CheckIn.from_db(None, names, (row_id, person.pk, entry.day))
    answers = _fill(check_in, entry, held_answers or {})
    change = CHANGE_TAPS if entry.more is None else CHANGE_DAY
    change(check_in)
    return check_in, _reading(entry, answers)


def _fill(check_in: CheckIn, entry: Entry, held: dict[str, Any]) -> dict[str, Any]:
    answers = _answers(entry, held)
    check_in.mood, check_in.urge, check_in.answers = entry.mood, entry.urge, answers
    if entry.more is not None:
        check_in.note = entry.more.note.strip() or None
    return answers


def _reading(entry: Entry, answers: dict[str, Any]) -> Reading:
    """Raises BadReading for an answer off its scale."""
    return Reading(day=entry.day, mood=entry.mood, urge=entry.urge, **answers)


def _answers(entry: Entry, held: dict[str, Any]) -> dict[str, Any]:
    """Three taps leave the rest of the day as it was held; a whole day takes its place."""
    if entry.more is None:
        return {**held, "contact": entry.contact}
    told = {
        "contact": entry.contact,
        "lonely": entry.more.lonely,
        "avoided": entry.more.avoided,
        "held_in": entry.more.held_in,
        "alone_wanted": entry.more.alone_wanted,
    }
    return {name: answer for name, answer in told.items() if answer is not None}


def _offer_after_three_low_days(person: Person, decision: Decision, today: date) -> None:
    """Fixed when the day is told: changing an earlier day later neither gives nor takes it."""
    last = last_low_days_offer(replies_by_day(decision) or {}, today)
    if last == today:
        return
    readings = readings_of(decision, today - timedelta(days=LOW_DAYS - 1))
    if three_low_days(readings, today, last):
        keep_reply(person, today, decision, offers_three_low_days=True)


@transaction.atomic(savepoint=False)
def keep_reply(person: Person, day: date, decision: Decision, **answers: Any) -> None:
    """Keep what a person answers to the page of a day; the fields are those of `Replies`.

    None and False take an answer back. An answer that is not named stays as it was.
    """
    DayReplies.objects.bulk_create([DayReplies(person=person)], ignore_conflicts=True)
    row = DayReplies.objects.select_for_update().get(person=person)
    by_day = row.answers.open(decision) or {}
    held = {**by_day.get(day.isoformat(), {}), **answers}
    by_day[day.isoformat()] = {name: _plain(answer) for name, answer in held.items() if answer}
    oldest = (day - KEPT_FOR).isoformat()
    row.answers = {on: given for on, given in by_day.items() if given and on > oldest}
    row.save()


def _plain(answer: Any) -> Any:
    return answer.isoformat() if isinstance(answer, date) else answer


def _choose_what_to_ask_about(person: Person, now: datetime) -> None:
    """At most one taken step is asked about on a day, on that day only, and it is fixed here."""
    local = now.astimezone(person.zoneinfo)
    tried = tried_by(own(person, now), local.date() - STEPS_LOOK_BACK)
    if any(step.asked_on == local.date() for step in tried):
        return
    wanted = asks_about([step.attempt for step in tried], local)
    for step in tried:
        if step.attempt is wanted:
            StepAnswered.objects.filter(pk=step.step_id).update(asked_on=local.date())


def _give_or_withdraw_notice(person: Person, decision: Decision, day: date, today: date) -> None:
    """Telling today may bring a notice, one a day at most, and it is fixed here. Changing a day
    that an open question is about may take the question away."""
    kept = notices_of(decision, today)
    noticed = [told for _, told in kept]
    question = open_question(noticed, today)
    is_about_it = question is not None and day <= question.day
    if day != today and not is_about_it:
        return
    how_often = how_often_of(person, decision)
    heard = listen(decision, today, how_often, noticed)
    keep_usual(person, heard, noticed, today, how_often)
    picture = heard.picture
    if question is not None and is_about_it and picture.state is not NoticeState.DRIFTING:
        Notice.objects.filter(pk=kept[noticed.index(question)][0]).delete()
    if picture.notice is not None and not any(told.day == today for told in noticed):
        about = [str(kind) for kind in picture.about]
        since = picture.since.isoformat() if picture.since else None
        told = {"kind": str(picture.notice), "since": since, "about": about}
        Notice(person=person, day=today, told=told).save()


@transaction.atomic
def answer_notice(person: Person, notice: Notice, fits: Fits, now: datetime) -> None:
    """Keep what the person says to a notice. Anything but a yes changes which of their days count,
    so what is known of their usual is learned again at the next check-in."""
    today = now.astimezone(person.zoneinfo).date()
    notice.answer, notice.answered_on = str(fits), max(today, notice.day)
    notice.save()
    if fits is not Fits.YES:
        Usual.objects.filter(person=person).delete()
    keep_reasons(own(person, now), today)


@dataclass(frozen=True)
class AnsweredStep:
    """A step as it stood on the page, and the person's answer to it."""

    kind: StepKind
    answer: StepAnswer
    name: str
    tie: Tie | None = None
    service_id: str = ""
    starts_at: datetime | None = None


@transaction.atomic
def answer_step(person: Person, answered: AnsweredStep, now: datetime) -> StepAnswered:
    """Keep the day's one answer; a second one takes its place, and nothing has come of that yet."""
    today = now.astimezone(person.zoneinfo).date()
    StepAnswered.objects.bulk_create(
        [StepAnswered(person=person, day=today)], ignore_conflicts=True
    )
    kept = StepAnswered.objects.select_for_update().get(person=person, day=today)
    kept.step = {
        "kind": str(answered.kind),
        "target": str(answered.tie.pk) if answered.tie else answered.service_id,
        "starts_at": answered.starts_at.isoformat() if answered.starts_at else None,
        "name": answered.name,
        "answer": str(answered.answer),
    }
    kept.outcome, kept.asked_on = None, None
    kept.save()
    return kept


@transaction.atomic
def record_outcome(person: Person, step: StepAnswered, outcome: Outcome, now: datetime) -> None:
    """What came of a step. When a person was reached, that is a contact on the step's day."""
    step.outcome = str(outcome)
    step.save(update_fields=["outcome"])
    decision = own(person, now)
    told = step.step.open(decision)
    if outcome is Outcome.HAPPENED and told["kind"] in WITH_A_PERSON:
        tie = Tie.objects.filter(person=person, pk=told["target"]).first()
        if tie is not None:
            note_talk(tie, step.day, decision)


def name_barriers(person: Person, barriers: Sequence[Barrier]) -> None:
    person.barriers = [str(barrier) for barrier in barriers]
    person.save(update_fields=["barriers"])


def choose_how_often(person: Person, how_often: HowOften) -> None:
    person.how_often = str(how_often)
    person.save(update_fields=["how_often"])
