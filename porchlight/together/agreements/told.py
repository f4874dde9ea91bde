"""What is sealed of an agreement, with its kind.

The kind stands in clear too, to find rows by. Whoever can write to the database can change that
one, and nothing that is sealed: where the two differ, the row is as good as not there.
"""

from __future__ import annotations

from typing import Any

from porchlight.domain.circle.agreements import AgreementKind
from porchlight.domain.consent import Decision
from porchlight.together.models import ReceivedAgreement, SentAgreement


def with_kind(kind: AgreementKind, told: dict[str, Any]) -> dict[str, Any]:
    """As it is sealed."""
    return {**told, "kind": str(kind)}


def told_of(row: SentAgreement | ReceivedAgreement, decision: Decision) -> dict[str, Any] | None:
    """What was told, without its kind; None where that is not the kind of the row."""
    told: dict[str, Any] = dict(row.told.open(decision) or {})
    return told if told.pop("kind", None) == row.kind else None
