"""What a check-in does, top to bottom; then what a person answers to the page of a day.

The day is checked and kept; talks are counted; the day is kept in one word, too. Where it is today,
a hard day and a third low day are marked, and one earlier step to be asked about. What is known of
the usual moves on; a notice is given or withdrawn; its reasons are counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from porchlight.checkins.counted import keep_reasons
from porchlight.checkins.listening import keep_usual, listen
from porchlight.checkins.models import CheckIn, DayReplies, DayWord, Notice, StepAnswered, Usual
from porchlight.checkins.notices import how_often_of, notices_of
from porchlight.checkins.queries.steps import STEPS_LOOK_BACK, past_steps_of
from porchlight.checkins.readings import answers_opened, answers_to_seal, reading_on, readings_of
from porchlight.checkins.replies import KEPT_FOR, low_days_offers, replies_by_day
from porchlight.circles.access import own
from porchlight.circles.actions import note_talk, set_contacts_of_day, take_turns, tally_talks
from porchlight.circles.models import Tie
from porchlight.circles.prepared import PreparedRead
from porchlight.domain.answering import (
    LOW_DAYS,
    hard_reason,
    is_low,
    low_days_offer_rests,
    three_low_days,
)
from porchlight.domain.checkin import Reading, Talk, check_writable
from porchlight.domain.circle.sharing import how_it_feels
from porchlight.domain.consent import Decision
from porchlight.domain.noticing import Fits, HowOften, NoticeState, open_question
from porchlight.domain.refused import Refused
from porchlight.domain.step_questions import asks_about
from porchlight.domain.steps import Barrier, Outcome, StepAnswer, StepKind
from porchlight.people.encryption.fields import SEALED_BLANK
from porchlight.people.models import Person
from porchlight.prepared_writes import PreparedInsert, PreparedUpdate

WITH_A_PERSON = frozenset({StepKind.TEXT, StepKind.CALL, StepKind.LINK, StepKind.HELLO})
AT_A_PLACE = frozenset({StepKind.JOIN, StepKind.GO})

READ_DAY = PreparedRead(
    CheckIn, "answers", where=("day",), shape=lambda found: found.select_for_update()
)
ADD_DAY = PreparedInsert(CheckIn)
CHANGE_TAPS = PreparedUpdate(CheckIn, "mood", "urge", "answers")
CHANGE_DAY = PreparedUpdate(CheckIn, "mood", "urge", "answers", "note")
ADD_WORD = PreparedInsert(DayWord)
CHANGE_WORD = PreparedUpdate(DayWord, "word")


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
    talk: str | None
    more: More | None = None


class ToldOtherwise(Refused):
    """The day was told with other answers while these waited on a device."""

    code = "told-otherwise"


def check_not_told(person: Person, entry: Entry, now: datetime) -> None:
    """Raise ToldOtherwise where the day already holds other taps than these. `now` is aware. In the
    transaction that writes: a day that is there is locked until then."""
    decision = own(person, now)
    is_told = next(READ_DAY(decision, entry.day), None) is not None
    held = reading_on(decision, entry.day) if is_told else None
    if held is not None and (held.mood, held.urge, held.talk) != (
        entry.mood,
        entry.urge,
        entry.talk,
    ):
        raise ToldOtherwise


def record_check_in(person: Person, entry: Entry, now: datetime) -> CheckIn:
    """Check a day and keep it, new or changed, with who was talked with, and count the talks.

    Beside it the day is kept in one word. When it is today, a hard day and a third low day are
    marked, and one earlier step to be asked about. What is known of the person's usual moves on, a
    notice is given or withdrawn, and its reasons are counted. `now` is aware; days are in the
    person's own zone. Raises BadReading for an answer off its scale, a day still to come, or one
    more than seven days back.
    """
    today = now.astimezone(person.zoneinfo).date()
    check_writable(entry.day, today)
    _reading(entry, _answers(entry, {}))  # before anything is written
    return _record(person, entry, now, today)


@transaction.atomic(savepoint=False)
def _record(person: Person, entry: Entry, now: datetime, today: date) -> CheckIn:
    decision = own(person, now)
    check_in, reading = _keep_day(person, entry, decision)
    if entry.more is not None:
        set_contacts_of_day(person, entry.day, entry.more.talked_with)
    has_talked = reading.talk in (Talk.BRIEF, Talk.GOOD)
    n_contacts = tally_talks(person.pk, entry.day, decision, at_least=int(has_talked))
    reading = replace(reading, talked_with=n_contacts)  # judged below as the page judges it
    _keep_word(check_in, reading)
    if replies_by_day(decision) is None:  # there is a row from the first day on, hard or not
        keep_reply(person, today, decision)
    is_today = entry.day == today
    if is_today and hard_reason(reading) is not None:
        anew = {"later": None, "only_said": False, "hard_closed": False}
        keep_reply(person, today, decision, hard_at=now, **anew)
    if is_today and is_low(reading):
        _offer_after_three_low_days(person, decision, today)
    if is_today:  # before it is told, its page asks nothing
        _choose_what_to_ask_about(decision, now.astimezone(person.zoneinfo))
    _learn_and_give_notice(person, decision, entry.day, today)
    keep_reasons(decision, today)
    return check_in


def _keep_day(person: Person, entry: Entry, decision: Decision) -> tuple[CheckIn, Reading]:
    """The day's row, new or changed, and the day as it is told now. The row is locked while it is
    changed, so that two tabs do not cross: of two that are the first, one adds it, and the other
    waits and then changes what was added."""
    held = next(READ_DAY(decision, entry.day), None)
    if held is None:
        check_in = CheckIn(person=person, day=entry.day)
        answers = _fill(check_in, entry, {})
        if ADD_DAY(check_in):
            return check_in, _reading(entry, answers)
        held = next(READ_DAY(decision, entry.day))
    row_id, held_answers = held
    # Three taps write no note and have no use for it: it is left out, and read when it is opened.
    names = ("id", "person_id", "day")
    check_in = CheckIn.from_db(None, names, (row_id, person.pk, entry.day))
    answers = _fill(check_in, entry, answers_opened(held_answers))
    change = CHANGE_TAPS if entry.more is None else CHANGE_DAY
    change(check_in)
    return check_in, _reading(entry, answers)


def _keep_word(check_in: CheckIn, reading: Reading) -> None:
    """How the day feels in one word, whether anybody is shown it or not. One statement, but for a
    day that was told before there were such words."""
    word = DayWord(id=check_in.pk, person_id=check_in.person_id, day=check_in.day)
    word.word = str(how_it_feels(reading))
    if "made_at" in check_in.__dict__ or not CHANGE_WORD(word):
        word.made_at = check_in.made_at  # what was made just now has it at hand
        ADD_WORD(word)


def _fill(check_in: CheckIn, entry: Entry, held: dict[str, Any]) -> dict[str, Any]:
    answers = _answers(entry, held)
    check_in.mood = entry.mood
    # Family is not asked: a row without an urge would tell of whom it is not.
    check_in.urge = SEALED_BLANK if entry.urge is None else entry.urge
    check_in.answers = answers_to_seal(answers)
    if entry.more is not None:
        check_in.note = entry.more.note.strip() or None
    return answers


def _reading(entry: Entry, answers: dict[str, Any]) -> Reading:
    """Raises BadReading for an answer off its scale."""
    return Reading(day=entry.day, mood=entry.mood, urge=entry.urge, **answers)


def _answers(entry: Entry, held: dict[str, Any]) -> dict[str, Any]:
    """Three taps leave the rest of the day as it was held; a whole day takes its place."""
    if entry.more is None:
        return {**held, "talk": entry.talk}
    answers = {
        "talk": entry.talk,
        "lonely": entry.more.lonely,
        "avoided": entry.more.avoided,
        "held_in": entry.more.held_in,
        "alone_wanted": entry.more.alone_wanted,
    }
    return {name: answer for name, answer in answers.items() if answer is not None}


def _offer_after_three_low_days(person: Person, decision: Decision, today: date) -> None:
    """Fixed when the day is told: changing an earlier day later neither gives nor takes it."""
    if low_days_offer_rests(low_days_offers(replies_by_day(decision) or {}), today):
        return
    readings = readings_of(decision, today - timedelta(days=LOW_DAYS - 1))
    if three_low_days(readings, today):
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


def _choose_what_to_ask_about(decision: Decision, local_now: datetime) -> None:
    """At most one taken step is asked about on a day, on that day only, and it is fixed here.

    It has that day whatever the day is like, though a quiet page does not ask: `asked_on` stands in
    clear, and must not tell which days were hard."""
    today = local_now.date()
    step_rows = past_steps_of(decision, today - STEPS_LOOK_BACK)
    if any(row.asked_on == today for row in step_rows):
        return
    to_ask_about = asks_about([row.step for row in step_rows], local_now)
    for row in step_rows:
        if row.step is to_ask_about:
            StepAnswered.objects.filter(pk=row.step_id).update(asked_on=today)


def _learn_and_give_notice(person: Person, decision: Decision, day: date, today: date) -> None:
    """What is known of the usual moves on. Telling today may bring a notice, one a day at most, and
    it is fixed here. Changing a day that an open question is about may take the question away."""
    notices = notices_of(decision, today)
    noticed = [notice for _, notice in notices]
    question = open_question(noticed, today)
    is_about_it = question is not None and day <= question.day
    if day != today and not is_about_it:
        return
    how_often = how_often_of(person, decision)
    listening = listen(decision, today, how_often, noticed)
    keep_usual(person, listening, noticed, today, how_often)
    picture = listening.picture
    if question is not None and is_about_it and picture.state is not NoticeState.DRIFTING:
        Notice.objects.filter(pk=notices[noticed.index(question)][0]).delete()
    if picture.notice is not None and not any(notice.day == today for notice in noticed):
        about = [str(kind) for kind in picture.about]
        since = picture.since.isoformat() if picture.since else None
        details = {"kind": str(picture.notice), "since": since, "about": about}
        Notice(person=person, day=today, told=details).save()


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
    row = StepAnswered.objects.select_for_update().get(person=person, day=today)
    row.step = {
        "kind": str(answered.kind),
        "target": str(answered.tie.pk) if answered.tie else answered.service_id,
        "starts_at": answered.starts_at.isoformat() if answered.starts_at else None,
        "name": answered.name,
        "answer": str(answered.answer),
    }
    row.outcome, row.asked_on = None, None
    row.save()
    return row


@transaction.atomic
def record_outcome(person: Person, step: StepAnswered, outcome: Outcome, now: datetime) -> None:
    """What came of a step. When a person was reached, that is a contact on the step's day."""
    take_turns(person)
    step.outcome = str(outcome)
    step.save(update_fields=["outcome"])
    decision = own(person, now)
    details = step.step.open(decision)
    if outcome is Outcome.HAPPENED and details["kind"] in WITH_A_PERSON:
        tie = Tie.objects.filter(person=person, pk=details["target"]).first()
        if tie is not None:
            note_talk(tie, step.day, decision)


def name_barriers(person: Person, barriers: Sequence[Barrier]) -> None:
    person.barriers = [str(barrier) for barrier in barriers]
    person.save(update_fields=["barriers"])


def choose_how_often(person: Person, how_often: HowOften) -> None:
    person.how_often = str(how_often)
    person.save(update_fields=["how_often"])
