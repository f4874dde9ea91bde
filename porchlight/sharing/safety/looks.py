"""Who looked at what, as the one who was looked at reads it; and who could have, and why."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import StringIO
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from porchlight.circles.access import rows
from porchlight.circles.given import names_by_account, withdrawn_grants
from porchlight.circles.models import Grant, Look, Tie
from porchlight.domain.consent import Decision
from porchlight.people.highest_time import highest_time
from porchlight.people.models import Person
from porchlight.sharing.safety.kind_words import kinds_in_words

A_WEEK = timedelta(days=7)
SHOWN_AT_ONCE = 200
# Where a spreadsheet would begin to read a formula: at the start of a cell, and after what some of
# them take for the end of one (a semicolon, a tab, a new line), with blanks before it or not.
FORMULA = re.compile(r"(?:^|(?<=[;\t\r\n]))(?=\s*[=+\-@;\t\r\n])")


@dataclass(frozen=True)
class LookRow:
    """Somebody looked on `day`, a date in the reader's own zone at that time. `what` and `under`
    are words."""

    name: str
    what: str
    under: str
    day: date


@dataclass(frozen=True)
class LooksPage:
    """`names` are (tie id, name) of whom one can choose; `is_cut` where there are more rows."""

    this_week: list[LookRow]
    earlier: list[LookRow]
    names: list[tuple[str, str]]
    is_cut: bool


def looks_page(
    decision: Decision, today: date, *, tie_id: UUID | None = None, only_week: bool = False
) -> LooksPage:
    """The newest ones, of everybody or of the account behind one tie."""
    found = rows(Look, decision).order_by("-day", "pk")
    if only_week:
        found = found.filter(day__gt=today - A_WEEK)
    if tie_id is not None:
        viewer = rows(Tie, decision).filter(pk=tie_id).values_list("account_id", flat=True).first()
        found = found.filter(viewer=viewer) if viewer else found.none()
    several = list(found[: SHOWN_AT_ONCE + 1])
    looks = _rows(several[:SHOWN_AT_ONCE], decision)
    with_account = rows(Tie, decision).exclude(account=None)
    names = [(str(tie.pk), (tie.card.open(decision) or {}).get("name", "")) for tie in with_account]
    return LooksPage(
        this_week=[row for row in looks if row.day > today - A_WEEK],
        earlier=[row for row in looks if row.day <= today - A_WEEK],
        names=sorted(names, key=lambda one: one[1].casefold()),
        is_cut=len(several) > SHOWN_AT_ONCE,
    )


def looks_file(decision: Decision) -> str:
    """All of them as comma-separated values, the newest first."""
    file = StringIO()
    out = csv.writer(file)
    out.writerow([_("Day"), _("Who"), _("What"), _("Under which yes")])
    for row in _rows(rows(Look, decision).order_by("-day", "pk"), decision):
        out.writerow(map(_as_text, (row.day.isoformat(), row.name, row.what, row.under)))
    return file.getvalue()


@dataclass(frozen=True)
class Could:
    """That somebody can, or could, see something: what, since which moment, and until when."""

    name: str
    what: str
    since: datetime
    until: datetime | None
    is_over: bool


def who_could(person: Person, decision: Decision, at: datetime) -> list[Could]:
    """Every yes that this person gave, the newest first. There is no other reason for which
    anybody but the host's machine sees anything of theirs."""
    names = names_by_account(decision)
    taken_back = dict(withdrawn_grants(decision).values_list("grant_id", "made_at"))
    now = highest_time(at)
    found = []
    for grant in rows(Grant, decision).order_by("-made_at", "pk"):
        ends = [moment for moment in (taken_back.get(grant.pk), grant.ends_at) if moment]
        until = min(ends) if ends else None
        found.append(
            Could(
                _name(names, grant.recipient_person_id),
                kinds_in_words(grant.data_classes),
                grant.made_at.astimezone(person.zoneinfo),
                until.astimezone(person.zoneinfo) if until else None,
                is_over=until is not None and until <= now,
            )
        )
    return found


def _rows(looks: Iterable[Look], decision: Decision) -> list[LookRow]:
    """In words; what was looked at on one day under one grant is one row."""
    names = names_by_account(decision)
    grants = {grant.pk: grant for grant in rows(Grant, decision)}
    merged: dict[tuple[date, UUID | None, UUID | None], set[str]] = {}
    for look in looks:
        kinds = look.kinds.open(decision) or []
        merged.setdefault((look.day, look.viewer_id, look.grant_id), set()).update(kinds)
    return [
        LookRow(
            _name(names, viewer),
            kinds_in_words(kinds),
            _under(grants.get(grant_id) if grant_id else None),
            day,
        )
        for (day, viewer, grant_id), kinds in merged.items()
    ]


def _under(grant: Grant | None) -> str:
    if grant is None:
        return _("Under a yes that is gone")
    given = date_format(grant.made_at, "MONTH_DAY_FORMAT")
    if grant.ends_at is None:
        return _("Your yes of %(day)s") % {"day": given}
    ends = date_format(grant.ends_at, "MONTH_DAY_FORMAT")
    return _("Your yes of %(day)s, until %(end)s") % {"day": given, "end": ends}


def _name(names: dict[UUID, str], account_id: UUID | None) -> str:
    known = names.get(account_id, "") if account_id else ""
    return known or _("Somebody who is not on your list")


def _as_text(value: str) -> str:
    """With an apostrophe where a spreadsheet would else compute something."""
    return FORMULA.sub("'", value)
