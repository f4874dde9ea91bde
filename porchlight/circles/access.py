"""The consent gate. Every read of what somebody owns starts here; without a decision, no key.

The rule is `domain.consent.decide`; `circles/facts.py` gathers what it is asked about. A decision
is made here and nowhere else, and is good for one request. A list of rows and one row come from
the same place, and a refusal is the same 404, at the same cost, as something that does not exist.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import Http404

from porchlight.circles.facts import (
    NOBODY,
    Authored,
    blocked_of,
    closed_of,
    erased_of,
    facts_about,
    grants_to,
    link_facts,
    restrictions_of,
)
from porchlight.circles.gated import data_class_of, gated
from porchlight.circles.models import Invitation
from porchlight.domain.consent import (
    BY_LINK,
    EVERYTHING,
    GATE,
    HANDED_OVER,
    PUBLIC,
    Action,
    DataClass,
    Decision,
    Facts,
    Purpose,
)
from porchlight.domain.consent import decide as decide_on_facts
from porchlight.domain.grants import GrantFacts
from porchlight.domain.words_of_consent import OPENS_CONTENT
from porchlight.people.encryption.fields import owner_field, subject_field
from porchlight.people.highest_time import highest_time
from porchlight.people.local.units import begin_life, is_alive
from porchlight.people.models import Community, Person
from porchlight.postgresql.owners import every_row

M = TypeVar("M", bound=Model)


def decide(
    actor: Person | None,
    subject: UUID | Authored,
    action: Action,
    data_class: DataClass | frozenset[DataClass],
    purpose: Purpose,
    at: datetime,
) -> Decision:
    """May `actor` do `action` with `subject`'s things of `data_class`, for `purpose`, at `at`?

    The subject is a person's id, and `Authored` where somebody else wrote the things.
    """
    classes = data_class if isinstance(data_class, frozenset) else frozenset({data_class})
    about = subject if isinstance(subject, Authored) else Authored(subject, None)
    facts = facts_about(actor, about, purpose, at)
    return _decided(facts, action, classes, purpose, at)


def own(person: Person, at: datetime) -> Decision:
    """The decision for a person and their own things, of every class, to read and to change."""
    return decide(person, person.pk, Action.WRITE, EVERYTHING, Purpose.SELF, at)


@every_row()
def handed_over(
    host: Person, model: type[Model], row_ids: Collection[UUID], at: datetime
) -> dict[UUID, Decision]:
    """For each of these rows, the decision for a host and that one row, which somebody sent to the
    hosts. A yes while it waits. Six queries, however many rows."""
    still: Any = model._default_manager.filter(pk__in=row_ids, **_waiting(model))
    waiting = dict(still.values_list("pk", owner_field(model)))
    every: Any = model._default_manager.filter(pk__in=row_ids)
    owners = dict(every.values_list("pk", owner_field(model)))
    writers = {NOBODY, *owners.values()}  # never empty: that would ask nothing
    erased, closed = erased_of(writers), closed_of(writers)
    blocked = blocked_of(host.pk, writers)
    restrictions = restrictions_of(host.pk, writers)
    is_host = Person.objects.filter(pk=host.pk, is_host=True, closed_at=None).exists()
    return {
        row_id: _decided(
            Facts(
                host.pk,
                owners.get(row_id, NOBODY),
                is_erased=owners.get(row_id, NOBODY) in erased,  # nobody has no key
                is_closed=owners.get(row_id) in closed,
                is_blocked=owners.get(row_id) in blocked,
                restrictions=tuple(restrictions.get(owners.get(row_id, NOBODY), ())),
                actor_is_host=is_host,
                waits=row_id in waiting,
            ),
            Action.VIEW,
            HANDED_OVER,
            Purpose.MENDING,
            at,
            only_row=(model._meta.label_lower, row_id),
        )
        for row_id in row_ids
    }


def to_report(
    reader: Person, author_id: UUID, at: datetime, data_class: DataClass = DataClass.MESSAGES
) -> Decision:
    """The decision for handing over to the hosts what `author_id` wrote to the reader: as for
    reading it, but while the two are kept apart, too, and while the author's account waits to be
    deleted: neither a block nor closing takes evidence away. It is for the copying alone; no page
    shows anything by it."""
    facts = facts_about(reader, Authored(reader.pk, author_id), Purpose.SELF, at)
    facts = replace(facts, is_blocked=False, is_closed=reader.closed_at is not None)
    return _decided(facts, Action.VIEW, frozenset({data_class}), Purpose.SELF, at)


@every_row()
def by_link(actor: Person | None, token_index: str, at: datetime) -> Decision:
    """The decision for whoever holds the link of an invitation, and that one row. As many queries
    for a link that leads nowhere as for one that leads in."""
    invitation_id, sender_id, holds_link = link_facts(actor, token_index, at)
    owners = [sender_id]
    asker = NOBODY if actor is None else actor.pk
    restrictions = restrictions_of(asker, owners).get(sender_id, ())
    facts = Facts(
        None if actor is None else actor.pk,
        sender_id,
        is_erased=bool(erased_of(owners)),
        is_closed=bool(closed_of(owners)),
        is_blocked=bool(blocked_of(asker, owners)),
        restrictions=tuple(restrictions),
        holds_link=holds_link,
    )
    only_row = (Invitation._meta.label_lower, invitation_id)
    return _decided(facts, Action.VIEW, BY_LINK, Purpose.INVITING, at, only_row=only_row)


def subjects_visible_to(
    actor: Person, data_class: DataClass, purpose: Purpose, at: datetime,
    action: Action = Action.VIEW,
) -> dict[UUID, Decision]:  # fmt: skip
    """Whose things of this class the actor may see now, with the decision for each. By grant alone:
    one's own are not among them. Six queries, however many people."""
    (decisions,) = each_visible_to(actor, [(data_class, action)], purpose, at)
    return decisions


def each_visible_to(
    actor: Person, asked: Sequence[tuple[DataClass, Action]], purpose: Purpose, at: datetime
) -> list[dict[UUID, Decision]]:
    """The same for several classes and actions, in their order. Six queries for all of them."""
    grants = grants_to(actor.pk)
    others = {NOBODY, *grants}  # never empty: that would ask nothing
    erased, closed = erased_of(others), closed_of(others)
    blocked = blocked_of(actor.pk, others)
    restrictions = restrictions_of(actor.pk, others)
    highest = highest_time(at)
    facts = [
        Facts(
            actor.pk,
            subject_id,
            is_erased=subject_id in erased,
            is_closed=subject_id in closed,
            is_blocked=subject_id in blocked,
            restrictions=tuple(restrictions.get(subject_id, ())),
            grants=tuple(grants[subject_id]),
            highest_time=highest,
        )
        for subject_id in sorted(grants)
    ]
    found = []
    for data_class, action in asked:
        classes = frozenset({data_class})
        decisions = (_decided(one, action, classes, purpose, at) for one in facts)
        found.append({each.subject_id: each for each in decisions if each.allowed})
    return found


def each_granted_by(
    owner: Person,
    recipient_id: UUID,
    asked: Sequence[tuple[DataClass, Action]],
    purpose: Purpose,
    at: datetime,
    proposed: Collection[GrantFacts] = (),
) -> list[dict[UUID, Decision]]:
    """What one recipient may see of the owner's things, for the owner to look at: the same rules
    and the same grants, with those that are `proposed`: what these would show, before any is given.
    What the recipient did since (a block, a closed account) is left out, since the owner is told of
    none of it. As many queries whatever is found."""
    grants = grants_to(recipient_id, [owner.pk]).get(owner.pk, ())
    facts = Facts(
        recipient_id,
        owner.pk,
        is_erased=bool(erased_of([owner.pk])),
        is_closed=owner.closed_at is not None,
        restrictions=tuple(restrictions_of(recipient_id, [owner.pk]).get(owner.pk, ())),
        grants=(*grants, *proposed),
        highest_time=highest_time(at),
    )
    found = []
    for data_class, action in asked:
        decision = _decided(facts, action, frozenset({data_class}), purpose, at)
        found.append({owner.pk: decision} if decision.allowed else {})
    return found


def written_to(
    reader: Person, author_ids: Collection[UUID], data_class: DataClass, at: datetime
) -> dict[UUID, Decision]:
    """For each of these authors the decision on what they wrote for the reader; those who are gone,
    closed or kept apart are not among them. Four queries, however many."""
    others = {NOBODY, *author_ids}
    erased, closed = erased_of({*others, reader.pk}), closed_of({*others, reader.pk})
    blocked = blocked_of(reader.pk, others)
    restrictions = tuple(restrictions_of(reader.pk, [reader.pk]).get(reader.pk, ()))
    found = {}
    for author_id in sorted(author_ids):
        facts = Facts(
            reader.pk,
            reader.pk,
            author_id,
            is_erased=not erased.isdisjoint({author_id, reader.pk}),
            is_closed=not closed.isdisjoint({author_id, reader.pk}),
            is_blocked=author_id in blocked,
            restrictions=restrictions,
        )
        decision = _decided(facts, Action.VIEW, frozenset({data_class}), Purpose.SELF, at)
        if decision.allowed:
            found[author_id] = decision
    return found


def reaches(decision: Decision, model: type[Model]) -> bool:
    """Whether the decision shows any row of this model: a yes of this request, for its class; when
    there is a window, for what is made at one moment; when somebody else wrote, for what says whom
    it is about."""
    return (
        decision.allowed
        and (decision.is_by_subject or subject_field(model) != owner_field(model))
        and data_class_of(model) in decision.data_classes
        and is_alive(decision)
        and ((decision.since is None and decision.until is None) or hasattr(model, "made_at"))
    )


def rows(model: type[M], decision: Decision) -> QuerySet[M]:
    """The subject's rows of a model, as far as the decision goes: none where it is a refusal, is
    old, or is for another class than the model's own. Fields of other classes are left out, and
    naming one raises NotDecided."""
    found: QuerySet[M] = gated(model, decision)
    if not reaches(decision, model):
        return _of_owner(found, NOBODY)
    found = _of_owner(found, decision.owner_id)
    if subject_field(model) != owner_field(model):
        found = found.filter(**{subject_field(model): decision.subject_id})
    return _narrowed(found, model, decision)


def rows_of_each(model: type[M], decisions: Collection[Decision]) -> QuerySet[M]:
    """The rows that any of these decisions shows, in one query: `rows` for several people. They are
    of one class and one action, about no one row, and none is to write."""
    first = next(iter(decisions), None) or _nobodys(model)
    one = next((each for each in decisions if not each.is_whole), first)  # the narrowest
    found: QuerySet[M] = gated(model, one).filter(**{owner_field(model): NOBODY})
    for decision in decisions:
        alike = (decision.data_classes, decision.action) == (one.data_classes, one.action)
        if not alike or decision.action is Action.WRITE or decision.only_row is not None:
            raise TypeError("decisions that are read together are of one kind")
        found = found | rows(model, decision)
    return found


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
    decision = decide(None, community.pk, Action.VIEW, PUBLIC, Purpose.HOSTING, at)
    return community.name.open(decision) or ""


def _decided(
    facts: Facts,
    action: Action,
    classes: frozenset[DataClass],
    purpose: Purpose,
    at: datetime,
    only_row: tuple[str, UUID] | None = None,
) -> Decision:
    answer = decide_on_facts(facts, action, classes, purpose, at)
    decision = Decision(
        GATE,
        allowed=answer.allowed,
        reason=answer.reason,
        actor_id=facts.actor_id,
        subject_id=facts.subject_id,
        owner_id=facts.owner_id,
        action=action,
        opens_content=action in OPENS_CONTENT,
        data_classes=classes,
        purpose=purpose,
        only_row=only_row,
        grant_id=answer.grant_id,
        since=answer.since,
        until=answer.until,
        ends_at=answer.ends_at,
        at=at,
    )
    return begin_life(decision)


def _nobodys(model: type[Model]) -> Decision:
    """A refusal, by which nobody's rows are asked for as somebody's would be."""
    classes = frozenset(filter(None, [data_class_of(model)]))
    at = datetime.fromtimestamp(0, UTC)
    return _decided(Facts(None, NOBODY), Action.VIEW, classes, Purpose.SELF, at)


def _of_owner(found: QuerySet[M], owner_id: UUID) -> QuerySet[M]:
    return found.filter(**{owner_field(found.model): owner_id})


def _narrowed(found: QuerySet[M], model: type[M], decision: Decision) -> QuerySet[M]:
    """To the one row, or to the window, by when each row was made."""
    if decision.only_row is not None:
        label, row_id = decision.only_row
        found = found.filter(pk=row_id if label == model._meta.label_lower else NOBODY)
    if decision.since is not None:
        found = found.filter(made_at__gte=decision.since)
    return found if decision.until is None else found.filter(made_at__lt=decision.until)


def _waiting(model: type[Model]) -> dict[str, Any]:
    """What holds of a row while it is handed over. Raises TypeError for a model that never is."""
    declared: dict[str, Any] | None = getattr(model, "HANDED_OVER_WHILE", None)
    if declared is None:
        raise TypeError(f"{model.__name__} is never handed over to hosts")
    return declared
