"""The facts that the gate decides on, read at the moment of asking and never handed in.

How many queries it takes depends on what is asked and never on what is found, so a refusal costs
what an empty answer costs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Least

from porchlight.circles.models import Block, ConsentEvent, Grant, Invitation, Restriction, Tie
from porchlight.domain.circle.invitations import InvitationFacts, Stage
from porchlight.domain.consent import Action, DataClass, Facts, Purpose, RestrictionFacts
from porchlight.domain.grants import EventKind, GrantFacts, Recipient, RecipientKind, fold
from porchlight.domain.words_of_consent import LegalForm
from porchlight.people.encryption.keys import has_key
from porchlight.people.highest_time import highest_time
from porchlight.people.keystore.models import OwnerKey
from porchlight.people.models import Person
from porchlight.postgresql.owners import every_row

# What no grant can be for: about these no grant is looked up.
WITHOUT_GRANTS = frozenset({Purpose.SELF, Purpose.HOSTING, Purpose.MENDING})

# Nobody's id: a refusal asks the database for this owner's rows, so that it costs what a yes costs.
NOBODY = UUID(int=0)


class Authored(NamedTuple):
    """Whom things are about, and who wrote them; None is the same person."""

    subject_id: UUID
    author_id: UUID | None


def facts_about(actor: Person | None, about: Authored, purpose: Purpose, at: datetime) -> Facts:
    """Everything the rules can ask about one actor, subject and author."""
    subject_id, author_id = about
    if actor is not None and actor.pk == subject_id and author_id is None:
        is_closed = actor.closed_at is not None
        return Facts(actor.pk, subject_id, is_erased=not has_key(subject_id), is_closed=is_closed)
    owners = {subject_id, author_id or subject_id}
    if actor is None:
        # What a community shows to everybody is read on every page, and is nobody's account.
        is_closed = purpose is not Purpose.HOSTING and bool(closed_of(owners))
        is_erased = bool(erased_of(owners))
        return Facts(None, subject_id, author_id, is_erased=is_erased, is_closed=is_closed)
    if purpose in WITHOUT_GRANTS:
        return Facts(
            actor.pk,
            subject_id,
            author_id,
            is_erased=bool(erased_of(owners)),
            is_closed=bool(closed_of(owners)),
            is_blocked=bool(blocked_of(actor.pk, owners)),
            restrictions=tuple(restrictions_of(actor.pk, [subject_id]).get(subject_id, ())),
        )
    return Facts(
        actor.pk,
        subject_id,
        author_id,
        is_erased=bool(erased_of(owners)),
        is_closed=bool(closed_of(owners)),
        is_blocked=bool(blocked_of(actor.pk, owners)),
        restrictions=tuple(restrictions_of(actor.pk, [subject_id]).get(subject_id, ())),
        grants=tuple(grants_to(actor.pk, [subject_id]).get(subject_id, ())),
        highest_time=highest_time(at),
    )


def erased_of(owner_ids: Collection[UUID]) -> set[UUID]:
    """Those of them who have no key any more. One query."""
    there = OwnerKey.objects.filter(owner_id__in=owner_ids).values_list("owner_id", flat=True)
    return set(owner_ids) - set(there)


@every_row()
def closed_of(owner_ids: Collection[UUID]) -> set[UUID]:
    """Those of them whose account waits to be deleted. One query."""
    closed = Person.objects.filter(pk__in=owner_ids).exclude(closed_at=None)
    return set(closed.values_list("pk", flat=True))


@every_row()
def blocked_of(actor_id: UUID, other_ids: Collection[UUID]) -> set[UUID]:
    """Those of them who are kept apart from the actor, whoever of the two said so. One query."""
    pairs = standing(Block, "block").filter(
        Q(person=actor_id, other__in=other_ids) | Q(other=actor_id, person__in=other_ids)
    )
    return {two[two[0] == actor_id] for two in pairs.values_list("person_id", "other_id")}


@every_row()
def keeping_a_tie_to(actor_id: UUID, owner_ids: Collection[UUID]) -> set[UUID]:
    """Those of them who have the actor's account in their circle now. One query."""
    ties = Tie.objects.filter(person__in=owner_ids, account=actor_id, ended_on=None)
    return set(ties.values_list("person_id", flat=True))


@every_row()
def restrictions_of(
    actor_id: UUID, subject_ids: Collection[UUID]
) -> dict[UUID, list[RestrictionFacts]]:
    """By subject, the standing ones that name the actor or everybody. One query."""
    found: dict[UUID, list[RestrictionFacts]] = {}
    rows = standing(Restriction, "restriction").filter(
        Q(binds=actor_id) | Q(binds=None), subject__in=subject_ids
    )
    for subject_id, binds, classes, actions in rows.values_list(
        "subject_id", "binds_id", "data_classes", "actions"
    ):
        no = RestrictionFacts(
            binds, frozenset(map(DataClass, classes)), frozenset(map(Action, actions))
        )
        found.setdefault(subject_id, []).append(no)
    return found


class LinkFacts(NamedTuple):
    """Which invitation a link is of, NOBODY when it is of none; about whom the rules are asked; and
    whether the actor may come in with it."""

    invitation_id: UUID
    sender_id: UUID
    holds_link: bool


# What `link_facts` reads of an invitation; the moments in the order of InvitationFacts.
LINKED = (
    "token_index", "pk", "person_id", "accepted_by_id",
    "made_at", "accepted_at", "confirmed_at", "refused_at", "stopped_at", "wrong_tries",
)  # fmt: skip
# While nobody was ever asked in.
NO_INVITATION = (
    "", NOBODY, NOBODY, None, datetime(1970, 1, 1, tzinfo=UTC), None, None, None, None, 0,
)  # fmt: skip


@every_row()
def link_facts(actor: Person | None, token_index: str, at: datetime) -> LinkFacts:
    """What a link leads to: it is open to anybody but its sender, and once somebody said yes to
    them alone. Two queries. A link that was never made is weighed as the next one in the index
    that was, so that it takes as long, and is refused."""
    now = highest_time(at)
    last = Invitation.objects.order_by("-token_index").values("token_index")[:1]
    at_or_after = Invitation.objects.filter(
        token_index__gte=Least(Value(token_index), Subquery(last))
    )
    found = at_or_after.order_by("token_index").values_list(*LINKED).first() or NO_INVITATION
    index_found, invitation_id, sender_id, accepted_by_id, *moments = found
    stage = InvitationFacts(*moments).stage(now)
    is_theirs = actor is not None and accepted_by_id == actor.pk
    is_senders = actor is not None and sender_id == actor.pk
    may_come_in = stage is Stage.OPEN or (stage in (Stage.ACCEPTED, Stage.CONFIRMED) and is_theirs)
    is_it = index_found == token_index
    return LinkFacts(
        invitation_id if is_it else NOBODY, sender_id, is_it and may_come_in and not is_senders
    )


def standing(model: Any, of: str) -> QuerySet[Any]:
    """Blocks or restrictions that were not lifted."""
    lifted = ConsentEvent.objects.filter(**{of: OuterRef("pk")}, kind=EventKind.LIFTED)
    found: QuerySet[Any] = model.objects.filter(~Exists(lifted))
    return found


@every_row()
def grants_to(
    actor_id: UUID, subject_ids: Collection[UUID] | None = None
) -> dict[UUID, list[GrantFacts]]:
    """By subject, the grants that name the actor, with what happened to each folded in. One query.

    A grant to a role or an organisation reaches nobody until there is a row that confirms who is
    one of its people; none is kept yet.
    """
    grants = Grant.objects.filter(recipient_person=actor_id)
    if subject_ids is not None:
        grants = grants.filter(subject__in=subject_ids)
    events: dict[UUID, list[EventKind]] = {}
    rows: dict[UUID, Any] = {}
    for row in grants.order_by("pk", "events__made_at", "events__pk").values("pk", *TERMS):
        rows[row["pk"]] = row
        if row["events__kind"]:
            events.setdefault(row["pk"], []).append(EventKind(row["events__kind"]))
    found: dict[UUID, list[GrantFacts]] = {}
    for row in rows.values():
        grant = _folded(row, events.get(row["pk"], ()))
        found.setdefault(row["subject_id"], []).append(grant)
    return found


TERMS = (
    "subject_id", "recipient_kind", "recipient_person_id", "recipient_code", "purpose", "form",
    "data_classes", "actions", "since", "until", "made_at", "ends_at", "text_hash", "signature",
    "events__kind",
)  # fmt: skip


def _folded(row: dict[str, Any], events: Iterable[EventKind]) -> GrantFacts:
    is_paused, is_withdrawn = fold(events)
    form = LegalForm(row["form"])
    return GrantFacts(
        grant_id=row["pk"],
        recipient=Recipient(
            RecipientKind(row["recipient_kind"]),
            row["recipient_code"] or str(row["recipient_person_id"]),
        ),
        purpose=Purpose(row["purpose"]),
        form=form,
        data_classes=frozenset(map(DataClass, row["data_classes"])),
        actions=frozenset(map(Action, row["actions"])),
        valid_from=row["made_at"],
        ends_at=row["ends_at"],
        since=row["since"],
        until=row["until"],
        is_complete=form is LegalForm.PERSONAL or _has_every_element(row),
        is_paused=is_paused,
        is_withdrawn=is_withdrawn,
    )


def _has_every_element(row: dict[str, Any]) -> bool:
    """What 42 CFR 2.31(a) asks for and a row can lack: what, for what, words, end, signature."""
    return all(
        (row["data_classes"], row["purpose"], row["text_hash"], row["ends_at"], row["signature"])
    )
