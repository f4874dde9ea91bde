"""The cards of the page of two people, in the order in which the reader needs them."""

from __future__ import annotations

from datetime import date
from enum import IntEnum

from porchlight.together.agreements.queries import OfTwo, PlanRow, PromiseRow, TimesRow

# A template under templates/together/, and the row that it draws.
Card = tuple[str, PromiseRow | PlanRow | TimesRow]


class _Rank(IntEnum):
    """`WAITS`: the reader can do or answer something now. `COMES`: a day ahead. `WAS`: it is over,
    or was said already."""

    WAITS = 0
    COMES = 1
    WAS = 2


def cards_of(pair: OfTwo, today: date) -> list[Card]:
    """What waits for the reader first, then what comes next, then what is over; the soonest first.
    `today` is the reader's local date."""
    kinds: list[tuple[str, list[PromiseRow] | list[PlanRow] | list[TimesRow]]] = [
        ("together/_times.html", pair.agreed_times),
        ("together/_asked_times.html", pair.asked_times),
        ("together/_plan.html", pair.plans),
        ("together/_promise.html", pair.promises),
    ]
    placed = [(_place(row, today), template, row) for template, of_kind in kinds for row in of_kind]
    placed.sort(key=lambda card: card[0])
    return [(template, row) for _place_of_it, template, row in placed]


def _place(row: PromiseRow | PlanRow | TimesRow, today: date) -> tuple[_Rank, date]:
    if isinstance(row, PromiseRow):
        return _rank_of_promise(row), row.promise.day
    rank = _rank_of_plan(row) if isinstance(row, PlanRow) else _rank_of_times(row, today)
    return rank, row.start.here.date()


def _rank_of_promise(row: PromiseRow) -> _Rank:
    if row.is_own and row.is_due:
        return _Rank.WAITS
    return _Rank.COMES if row.promise.outcome is None else _Rank.WAS


def _rank_of_plan(row: PlanRow) -> _Rank:
    if row.is_over:
        return _Rank.WAS
    return _Rank.COMES if row.is_own or row.answer else _Rank.WAITS


def _rank_of_times(row: TimesRow, today: date) -> _Rank:
    if row.is_agreed:
        waits = row.gone_by is not None or row.is_on(today)
    else:
        waits = not row.is_own and row.answer is None
    return _Rank.WAITS if waits else _Rank.COMES
