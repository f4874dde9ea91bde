"""What is sealed of an agreement, with its kind, and with the answer that its maker has read.

The kind stands in clear too, to find rows by. Whoever can write to the database can change that
one, and nothing that is sealed: where the two differ, the row is as good as not there.
"""

from __future__ import annotations

from typing import Any

from porchlight.domain.circle.agreements import AgreementAnswer, AgreementKind
from porchlight.domain.consent import Decision
from porchlight.together.models import ReceivedAgreement, SentAgreement

# Where the answer stands that its maker had on their page last. It is in nobody else's row.
READ_ANSWER = "read_answer"


def with_kind(
    kind: AgreementKind, told: dict[str, Any], read_answer: AgreementAnswer | None = None
) -> dict[str, Any]:
    """As it is sealed."""
    read = {} if read_answer is None else {READ_ANSWER: str(read_answer)}
    return {**told, "kind": str(kind), **read}


def told_of(row: SentAgreement | ReceivedAgreement, decision: Decision) -> dict[str, Any] | None:
    """What was told, and nothing else; None where its kind is not the kind of the row."""
    return parts_of(row.told.open(decision), row.kind)[0]


def parts_of(
    sealed: dict[str, Any] | None, kind: str
) -> tuple[dict[str, Any] | None, AgreementAnswer | None]:
    """The same of what was opened; and the answer that its maker had on their page last."""
    told = dict(sealed or {})
    read = told.pop(READ_ANSWER, None)
    is_of_kind = told.pop("kind", None) == kind
    return told if is_of_kind else None, AgreementAnswer(read) if read else None
