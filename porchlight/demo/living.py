"""A made-up person's ninety days, done one after another through the site's own actions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from porchlight.checkins.actions import Entry, More, answer_notice, record_check_in
from porchlight.checkins.models import Notice
from porchlight.checkins.notices import notices_of
from porchlight.circles.access import own
from porchlight.circles.actions import remove_person
from porchlight.circles.models import Tie
from porchlight.demo.days import DayTold, days_of
from porchlight.demo.people import Character, Player, add_to_circle
from porchlight.demo.tries import Meetings, Tries
from porchlight.domain.noticing import open_question
from porchlight.people.made_at import as_if_made

EVENING = time(19, 40)
# Somebody far out writes a few days at once, up to as many as the page lets anybody go back.
LATE_EVERY = 3


def live(player: Player, meetings: Meetings, now: datetime) -> None:
    """From the day they came up to yesterday: the circle changes, days are told, steps are taken.

    Today is left open, so that whoever tries the demo can check in.
    """
    today = now.astimezone(player.person.zoneinfo).date()
    first = today - timedelta(days=player.character.here_for)
    check_ins = {day.day: day for day in days_of(player.character.life, first, today, player.dice)}
    tries = Tries(player, meetings)
    for back in range(player.character.here_for, 0, -1):
        day = today - timedelta(days=back)
        at = evening_of(player, day)
        with as_if_made(at):
            _change_circle(player, back, at)
            for written in _written_on(check_ins, day, back, player.character):
                _tell(player, written, at)
            if day in check_ins:
                tries.settle(at)
            tries.answer(back, at, is_told=day in check_ins)


def evening_of(player: Player, day: date) -> datetime:
    """An aware moment in that day's evening; never the same minute twice running."""
    minutes = player.dice.randint(0, 120)
    return datetime.combine(day, EVENING, player.person.zoneinfo) + timedelta(minutes=minutes)


def _written_on(
    check_ins: Mapping[date, DayTold], day: date, back: int, character: Character
) -> list[DayTold]:
    """The days that are written down on `day`."""
    if not character.writes_late:
        return [check_ins[day]] if day in check_ins else []
    if back % LATE_EVERY != 1:
        return []
    days = (day - timedelta(days=late) for late in reversed(range(LATE_EVERY)))
    return [check_ins[earlier] for earlier in days if earlier in check_ins]


def _change_circle(player: Player, back: int, at: datetime) -> None:
    for someone in player.character.circle:
        if someone.since == back:
            add_to_circle(player, someone, at)
        if someone.gone == back:
            remove_person(player.ties.pop(someone.name), player.person, at)


def _tell(player: Player, check_in: DayTold, at: datetime) -> None:
    more = None
    if check_in.more is not None or check_in.note:
        ties = _talked_with(player, check_in)
        more = More(**(check_in.more or {}), note=check_in.note, talked_with=ties)
    entry = Entry(check_in.day, check_in.mood, check_in.urge, check_in.talk, more)
    record_check_in(player.person, entry, at)
    _answer_what_is_asked(player, at)


def _answer_what_is_asked(player: Player, at: datetime) -> None:
    if player.character.fits is None:
        return
    today = at.astimezone(player.person.zoneinfo).date()
    notices = notices_of(own(player.person, at), today)
    question = open_question([noticed for _, noticed in notices], today)
    for notice_id, noticed in notices:
        if noticed is question:
            notice = Notice.objects.get(pk=notice_id)
            answer_notice(player.person, notice, player.character.fits, at)


def _talked_with(player: Player, check_in: DayTold) -> list[Tie]:
    """The nearest come up most; nobody who is kept from being suggested."""
    if check_in.with_names:
        return [player.ties[name] for name in check_in.with_names]
    people = [someone for someone in player.character.circle if someone.name in player.ties]
    names = [someone.name for someone in people if someone.is_offered]
    weights = [3 if someone.near == "inner" else 1 for someone in people if someone.is_offered]
    chosen: list[str] = []
    if names:
        chosen = player.dice.choices(names, weights, k=check_in.talks_with)
    return [player.ties[name] for name in dict.fromkeys(chosen)]
