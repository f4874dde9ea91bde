"""Stopping everything at once, giving again what was stopped, and notes with a date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from porchlight.circles.access import rows
from porchlight.circles.actions import take_turns
from porchlight.circles.consents import Terms, give_grant, note_event
from porchlight.circles.given import standing_grants
from porchlight.circles.models import ConsentEvent, Grant, Tie
from porchlight.domain.consent import Decision
from porchlight.domain.grants import EventKind, fold
from porchlight.domain.words_of_consent import LegalForm, Purpose
from porchlight.people.highest_time import highest_time, note_time
from porchlight.people.models import Person
from porchlight.sharing.models import DatedNote
from porchlight.sharing.safety.things import Asker, KindOfThing

CAN_UNDO_FOR = timedelta(days=1)


@transaction.atomic
def stop_everything(asker: Asker, kinds: Sequence[KindOfThing]) -> None:
    """From the end of this transaction on nothing of the person reaches anybody, in any process:
    each request reads these rows anew. `kinds` is every kind of thing that there is. Nobody is
    told. It is written down for the person alone."""
    take_turns(asker.person)
    taken = [str(grant.pk) for grant in standing_grants(asker.decision, asker.at)]
    for kind in kinds:
        if kind.stop_all is not None:
            kind.stop_all(asker)
    highest = note_time(asker.at).isoformat()
    _keep(asker.person, {"at": _local(asker), "highest": highest, "stopped": taken})


def keep_dated_note(asker: Asker, words: str, when: str) -> None:
    _keep(asker.person, {"at": _local(asker), "words": words, "when": when})


def delete_dated_note(note: DatedNote) -> None:
    """`note` came through the gate as the person's own."""
    note.delete()


def to_give_again(decision: Decision, at: datetime) -> list[Grant]:
    """The grants that stopping everything took back within a day, as far as they would still run:
    personal ones, to whoever is in the circle now."""
    moment = highest_time(at)
    stops = _stops_of_a_day(decision, moment)
    if not stops:
        return []
    ties = rows(Tie, decision).filter(ended_on=None).exclude(account=None)
    personal = rows(Grant, decision).filter(
        pk__in=stops[0].grant_ids,
        form=LegalForm.PERSONAL,
        recipient_person__in=list(ties.values_list("account_id", flat=True)),
    )
    return [grant for grant in personal if grant.ends_at is None or grant.ends_at > moment]


@transaction.atomic
def give_again(asker: Asker) -> None:
    """The same to the same people, for what is made from now on and until the same day. Visits,
    links and addresses stay ended, and what was paused is paused. Once: after that there is nothing
    to give again, of an earlier stop neither."""
    take_turns(asker.person)
    moment = note_time(asker.at)
    grants = to_give_again(asker.decision, asker.at)
    paused = _paused(grants, asker.decision)
    for grant in grants:
        recipient = Person(pk=grant.recipient_person_id)
        given = give_grant(asker.person, recipient, _same_terms(grant, moment), asker.at)
        if grant.pk in paused:
            note_event(given, EventKind.PAUSED, asker.person, asker.at)
    for stop in _stops_of_a_day(asker.decision, moment):
        stop.note.content = {**(stop.note.content.open(asker.decision) or {}), "stopped": []}
        stop.note.save(update_fields=["content"])


def _paused(grants: list[Grant], decision: Decision) -> set[UUID]:
    """Which of these were paused when they were taken back."""
    events = rows(ConsentEvent, decision).filter(grant__in=[grant.pk for grant in grants])
    kinds: dict[UUID, list[EventKind]] = {}
    for grant_id, kind in events.order_by("made_at", "pk").values_list("grant_id", "kind"):
        kinds.setdefault(grant_id, []).append(EventKind(kind))
    return {grant_id for grant_id, came in kinds.items() if fold(came)[0]}


def _same_terms(grant: Grant, at: datetime) -> Terms:
    return Terms(
        purpose=Purpose(grant.purpose),
        data_classes=grant.data_classes,
        actions=grant.actions,
        form=LegalForm(grant.form),
        lasts=None if grant.ends_at is None else grant.ends_at - at,
        text_version=grant.text_version,
        text_hash=grant.text_hash,
    )


class _Stop(NamedTuple):
    """One stop of everything, by the highest time, with the ids of the grants that it took back."""

    at: datetime
    note: DatedNote
    grant_ids: list[str]


def _stops_of_a_day(decision: Decision, moment: datetime) -> list[_Stop]:
    """Those of the last day that took grants back, the newest first. `moment` is by the highest
    time, so that a clock that is set back does not make the day longer."""
    found = []
    for note in rows(DatedNote, decision).filter(made_at__gte=moment - 2 * CAN_UNDO_FOR):
        content = note.content.open(decision) or {}
        stopped_at = datetime.fromisoformat(content.get("highest", content["at"]))
        if content.get("stopped") and moment - stopped_at < CAN_UNDO_FOR:
            found.append(_Stop(stopped_at, note, content["stopped"]))
    return sorted(found, key=lambda stop: stop.at, reverse=True)


def _keep(person: Person, content: dict[str, object]) -> None:
    note = DatedNote(person=person)
    note.content = content
    note.save(force_insert=True)


def _local(asker: Asker) -> str:
    return asker.at.astimezone(asker.person.zoneinfo).isoformat(timespec="minutes")
