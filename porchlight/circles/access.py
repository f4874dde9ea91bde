"""The consent gate. Every read of what somebody owns starts here; without a decision, no key.

The rule is `domain.consent.decide`. A list of rows and one row come from the same place, and a
refusal is the same 404 as something that does not exist.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import Http404

from porchlight.domain.consent import (
    EVERYTHING,
    HANDED_OVER,
    PUBLIC,
    Action,
    DataClass,
    Decision,
    Facts,
    Purpose,
)
from porchlight.domain.consent import decide as decide_on_facts
from porchlight.people.keys import has_key
from porchlight.people.keystore.models import OwnerKey
from porchlight.people.models import Community, Person

M = TypeVar("M", bound=Model)


def decide(
    actor: Person | None,
    subject_id: UUID,
    action: Action,
    data_class: DataClass | frozenset[DataClass],
    purpose: Purpose,
    at: datetime,
) -> Decision:
    """May `actor` do `action` with `subject`'s things of `data_class`, for `purpose`, at `at`?"""
    classes = data_class if isinstance(data_class, frozenset) else frozenset({data_class})
    return decide_on_facts(_facts(actor, subject_id), action, classes, purpose, at)


def own(person: Person, at: datetime) -> Decision:
    """The decision for a person and their own things, of every class."""
    return decide(person, person.pk, Action.SEE, EVERYTHING, Purpose.SELF, at)


def handed_over(host: Person, subject_id: UUID, at: datetime, *, is_waiting: bool) -> Decision:
    """The decision for a host and one thing that somebody sent to the hosts, while it waits."""
    facts = _facts(host, subject_id, is_waiting=is_waiting)
    return decide_on_facts(facts, Action.SEE, HANDED_OVER, Purpose.MENDING, at)


def rows(model: type[M], decision: Decision) -> QuerySet[M]:
    """The subject's rows of a model, or none at all when the decision is a refusal."""
    found = model._default_manager.all()
    return found.filter(person_id=decision.subject_id) if decision.allowed else found.none()


def row(model: type[M], decision: Decision, **lookup: Any) -> M:
    """One of those rows; Http404 when there is none or it is not theirs to see."""
    found = rows(model, decision).filter(**lookup).first()
    if found is None:
        raise Http404
    return found


def community_name(at: datetime) -> str:
    """The community's name as its host wrote it, or "" before there is one."""
    community = Community.objects.first()
    if community is None:
        return ""
    decision = decide(None, community.pk, Action.SEE, PUBLIC, Purpose.HOSTING, at)
    return community.name.open(decision) or ""


def _is_closed(actor: Person | None, subject_id: UUID) -> bool:
    """Whether the subject's account waits to be deleted. No query for the reads of every page: a
    person's own things, and what a community shows to everybody."""
    if actor is None:
        return False
    if actor.pk == subject_id:
        return actor.closed_at is not None
    return Person.objects.filter(pk=subject_id).exclude(closed_at=None).exists()


def _is_erased(actor: Person | None, subject_id: UUID) -> bool:
    """A person's own keys are needed next, so they are looked up at once; of nobody else's keys
    more is asked than whether there are any."""
    if actor is not None and actor.pk == subject_id:
        return not has_key(subject_id)
    return not OwnerKey.objects.filter(owner_id=subject_id).exists()


def _facts(actor: Person | None, subject_id: UUID, *, is_waiting: bool = False) -> Facts:
    return Facts(
        actor_id=actor.pk if actor else None,
        subject_id=subject_id,
        subject_is_erased=_is_erased(actor, subject_id),
        subject_is_closed=_is_closed(actor, subject_id),
        actor_is_host=bool(actor and actor.is_host),
        is_waiting=is_waiting,
    )
