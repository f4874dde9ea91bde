"""What reaches out of an account, kind by kind, and how each is stopped.

A kind is one line in `KINDS`, or, of a room that stands above this one, in `EVERY_KIND` of
`together/agreements/stopping.py` and `reach/stopping.py`, which `porchlight/urls.py` hands over:
the page that goes through them one by one, and the button that stops everything, know no more than
that. What is done is done by the actions of the room it belongs to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from porchlight.circles.access import row, rows
from porchlight.circles.actions import end_tie, take_turns
from porchlight.circles.consents import note_event, withdraw_all
from porchlight.circles.given import names_by_account, standing_grants
from porchlight.circles.invitations import actions as invitations
from porchlight.circles.models import Grant, Invitation, Tie
from porchlight.directory.models import CalendarFeed
from porchlight.directory.publish.feeds.actions import end_calendar_feed
from porchlight.domain.circle.invitations import Shown
from porchlight.domain.consent import Decision
from porchlight.domain.grants import EventKind
from porchlight.people.actions import end_other_sessions, end_session
from porchlight.people.devices import device_words
from porchlight.people.highest_time import highest_time
from porchlight.people.models import Person, Visit
from porchlight.people.second_step.ways import passkeys_of
from porchlight.sharing.actions import take_back, take_back_everything, take_back_from
from porchlight.sharing.models import HandedOver
from porchlight.sharing.safety.kind_words import kinds_in_words


@dataclass(frozen=True)
class Asker:
    """Whose things they are. `decision` is their own, to write; `visit` is the `key_index` of the
    visit that they are on, which is never stopped here."""

    person: Person
    decision: Decision
    at: datetime
    visit: str


@dataclass(frozen=True)
class OpenThing:
    """One thing that is open now: `row_id` is what its button sends."""

    row_id: str
    title: str
    more: str = ""


@dataclass(frozen=True)
class KindOfThing:
    """`stop` stops one, by a `button`; where there is none, `page` is the name of the page on which
    that is done. `stop_all` is what "stop everything" does; None where that leaves the kind as it
    is. `noticed` says what the other can see of a stop."""

    code: str
    heading: Any
    open_now: Callable[[Asker], list[OpenThing]]
    button: Any = ""
    stop: Callable[[Asker, UUID], None] | None = None
    stop_all: Callable[[Asker], None] | None = None
    page: str = ""
    noticed: Any = ""


# --- what others see ----------------------------------------------------------------------------


def _grants(asker: Asker) -> list[OpenThing]:
    names = names_by_account(asker.decision)
    return [
        OpenThing(
            str(grant.pk),
            _("%(name)s sees: %(what)s")
            % {
                "name": _name(names, grant.recipient_person_id),
                "what": kinds_in_words(grant.data_classes),
            },
            _until(grant.ends_at),
        )
        for grant in standing_grants(asker.decision, asker.at)
    ]


def _stop_grant(asker: Asker, row_id: UUID) -> None:
    grant = row(Grant, asker.decision, pk=row_id)
    note_event(grant, EventKind.WITHDRAWN, asker.person, asker.at)


def _stop_grants(asker: Asker) -> None:
    withdraw_all(asker.person, list(standing_grants(asker.decision, asker.at)), asker.at)


def _handed(asker: Asker) -> list[OpenThing]:
    names = names_by_account(asker.decision)
    return [
        OpenThing(
            str(handed.pk),
            _("You handed something to %(name)s") % {"name": _name(names, handed.receiver_id)},
            _since(handed.day),
        )
        for handed in rows(HandedOver, asker.decision).order_by("day", "pk")
    ]


def _stop_handed(asker: Asker, row_id: UUID) -> None:
    take_back(row(HandedOver, asker.decision, pk=row_id))


def _stop_all_handed(asker: Asker) -> None:
    take_back_everything(asker.person)


# --- people, and links that let them in ---------------------------------------------------------


def _ties(asker: Asker) -> list[OpenThing]:
    """Stopping everything leaves these as they are: somebody who helps is needed then, and nothing
    of the person is open to any of them any more."""
    with_account = rows(Tie, asker.decision).filter(ended_on=None).exclude(account=None)
    return [
        OpenThing(str(tie.pk), str((tie.card.open(asker.decision) or {}).get("name", "")))
        for tie in with_account.order_by("added_on", "pk")
    ]


@transaction.atomic
def _stop_tie(asker: Asker, row_id: UUID) -> None:
    """What was handed to them goes with it, as on the page where contact is ended."""
    take_turns(asker.person)
    tie = row(Tie, asker.decision, pk=row_id)
    if tie.account_id is not None:
        take_back_from(asker.person, tie.account_id)
    end_tie(tie, asker.person, asker.at)


def _waiting(asker: Asker) -> list[Invitation]:
    now = highest_time(asker.at)
    unstopped = rows(Invitation, asker.decision).filter(stopped_at=None, confirmed_at=None)
    return [one for one in unstopped if one.facts.shown(now) is Shown.WAITING]


def _invitations(asker: Asker) -> list[OpenThing]:
    waiting = _waiting(asker)
    ties = rows(Tie, asker.decision).in_bulk({one.tie_id for one in waiting})
    names = {pk: (tie.card.open(asker.decision) or {}).get("name", "") for pk, tie in ties.items()}
    return [
        OpenThing(str(one.pk), _("A link for %(name)s") % {"name": names[one.tie_id]})
        for one in waiting
    ]


def _stop_invitation(asker: Asker, row_id: UUID) -> None:
    invitations.stop(row(Invitation, asker.decision, pk=row_id), asker.at)


def _stop_invitations(asker: Asker) -> None:
    """All that were never confirmed, also those that only look closed to their sender."""
    invitations.stop_all(asker.person, asker.at)


# --- calendars, visits, keys --------------------------------------------------------------------


def _calendars(asker: Asker) -> list[OpenThing]:
    standing = rows(CalendarFeed, asker.decision).filter(ended_at=None)
    return [
        OpenThing(
            str(feed.pk),
            _("A calendar reads the meetings you saved"),
            _("With names and places") if feed.in_full else _("Without names and places"),
        )
        for feed in standing
    ]


def _stop_calendar(asker: Asker, row_id: UUID) -> None:
    row(CalendarFeed, asker.decision, pk=row_id)
    _stop_calendars(asker)


def _stop_calendars(asker: Asker) -> None:
    end_calendar_feed(asker.person, asker.at)


def _visits(asker: Asker) -> list[OpenThing]:
    others = rows(Visit, asker.decision).filter(expires_at__gt=asker.at)
    found = []
    for visit in others.exclude(key_index=asker.visit):
        device = visit.device.open(asker.decision) or {}
        browser = device.get("browser", "")
        words = device_words(device.get("kind", ""))
        since = _since(date.fromisoformat(device["day"])) if "day" in device else ""
        found.append(OpenThing(str(visit.pk), f"{words}, {browser}" if browser else words, since))
    return found


def _stop_visit(asker: Asker, row_id: UUID) -> None:
    end_session(row(Visit, asker.decision, pk=row_id))


def _stop_visits(asker: Asker) -> None:
    end_other_sessions(asker.person, asker.visit)


def _passkeys(asker: Asker) -> list[OpenThing]:
    """Stopping everything leaves these too: one may be the only way back in."""
    return [OpenThing(str(key.pk), key.name) for key in passkeys_of(asker.person)]


KINDS: tuple[KindOfThing, ...] = (
    KindOfThing(
        "seen",
        gettext_lazy("What others see"),
        _grants,
        gettext_lazy("Stop this"),
        _stop_grant,
        _stop_grants,
    ),
    KindOfThing(
        "handed",
        gettext_lazy("What you handed over"),
        _handed,
        gettext_lazy("Take it back"),
        _stop_handed,
        _stop_all_handed,
    ),
    KindOfThing(
        "people",
        gettext_lazy("Who can write to you here"),
        _ties,
        gettext_lazy("End our contact here"),
        _stop_tie,
    ),
    KindOfThing(
        "links",
        gettext_lazy("Invitations that are open"),
        _invitations,
        gettext_lazy("Close the link"),
        _stop_invitation,
        _stop_invitations,
    ),
    KindOfThing(
        "calendars",
        gettext_lazy("Calendars that read from here"),
        _calendars,
        gettext_lazy("End the address"),
        _stop_calendar,
        _stop_calendars,
    ),
    KindOfThing(
        "phones",
        gettext_lazy("Other phones and computers you are signed in on"),
        _visits,
        gettext_lazy("Sign out there"),
        _stop_visit,
        _stop_visits,
    ),
    KindOfThing("keys", gettext_lazy("Keys that open this place"), _passkeys, page="ways-in"),
)


def _name(names: dict[UUID, str], account_id: UUID | None) -> str:
    known = names.get(account_id, "") if account_id else ""
    return known or _("Somebody who is not on your list")


def _until(ends_at: datetime | None) -> str:
    if ends_at is None:
        return _("Until you take it back")
    return _("Until %(day)s") % {"day": date_format(localtime(ends_at), "MONTH_DAY_FORMAT")}


def _since(day: date) -> str:
    return _("since %(day)s") % {"day": date_format(day, "MONTH_DAY_FORMAT")}


def ending_first(
    people: KindOfThing, take_back_from_one: Callable[[Person, UUID], object]
) -> KindOfThing:
    """The kind of people of the rooms below, whose stop takes back first what a room above put to
    the account behind the tie."""

    @transaction.atomic
    def stop(asker: Asker, row_id: UUID) -> None:
        take_turns(asker.person)
        tie = row(Tie, asker.decision, pk=row_id)
        if tie.account_id is not None:
            take_back_from_one(asker.person, tie.account_id)
        if people.stop is not None:
            people.stop(asker, row_id)

    return replace(people, stop=stop)
