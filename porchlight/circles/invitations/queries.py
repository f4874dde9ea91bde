"""Page-shaped reads of invitations: what their sender sees, and what their link shows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from uuid import UUID

import qrcode
from django.http import Http404

from porchlight.circles.access import by_link, own, row, rows
from porchlight.circles.actions import NAME_THERE
from porchlight.circles.invitations.links import digits_now, index_of, sender_mark, token_of
from porchlight.circles.models import Invitation, Tie
from porchlight.domain.circle.invitations import Role, Shown, Stage
from porchlight.domain.circle.sharing import SharedKind
from porchlight.domain.consent import Decision
from porchlight.people.highest_time import highest_time
from porchlight.people.models import Person

QUIET_ZONE = 2


@dataclass(frozen=True)
class Sent:
    """An invitation as its sender sees it. `path` is its link without the host; "" once it leads
    nowhere any more, as far as its sender may know. `ends_at` is aware."""

    invitation_id: UUID
    tie_id: UUID
    name: str
    shown: Shown
    path: str
    ends_at: datetime


def sent(invitation: Invitation, friend_name: str, at: datetime, link_path: str) -> Sent:
    """`friend_name` is what the sender calls them; `link_path` the path of the link."""
    facts = invitation.facts
    shown = facts.shown(highest_time(at))
    path = link_path if shown is Shown.WAITING else ""
    tie_id = invitation.tie_id
    return Sent(invitation.pk, tie_id, friend_name, shown, path, facts.ends_at)


def waiting_for(tie: Tie, decision: Decision, at: datetime) -> Invitation | None:
    """The newest invitation for this card that still looks open to its sender."""
    now = highest_time(at)
    newest = rows(Invitation, decision).filter(tie=tie).order_by("-made_at")
    return next((made for made in newest if made.facts.shown(now) is Shown.WAITING), None)


def chosen_kinds(invitation: Invitation, decision: Decision) -> list[SharedKind]:
    """What goes on once both said yes, in the order of the page. `decision` is its sender's own."""
    chosen = invitation.chosen.open(decision) or []
    return [kind for kind in SharedKind if str(kind) in chosen]


def name_on_their_screen(owner: Person, tie_id: UUID, decision: Decision, at: datetime) -> str:
    """What the owner is called on the screen of whoever is on this card: as they wrote it when they
    asked them in, or else as their account says. It is the owner's own note of what they wrote:
    the other may have changed it there, or kept a name of their own from before, and none of that
    shows here, since it would tell what they did with the owner's card. `decision` is the owner's
    own."""
    tie = rows(Tie, decision).filter(pk=tie_id).first()
    written = ""
    if tie is not None and tie.open_account_id is not None:
        written = (tie.card.open(decision) or {}).get(NAME_THERE, "")
    elif tie is not None:
        waiting = waiting_for(tie, decision, at)
        written = (waiting.shown.open(decision) or {}).get("name", "") if waiting else ""
    return str(written or owner.name.open(decision) or "")


def link_token(invitation: Invitation) -> str:
    """For its sender alone, who has come through the gate to this row."""
    return token_of(invitation.person_id, invitation.pk)


@dataclass(frozen=True)
class Received:
    """An invitation as its link shows it: the sender's chosen name, and the digits to read out,
    blank before a yes. `tie_id` is the reader's own tie once both said yes. `which` names this link
    in the page's form, so that an answer goes to the link that was read. `role` is what its sender
    says the reader is to them."""

    invitation_id: UUID
    name: str
    stage: Stage
    digits: str
    tie_id: UUID | None
    which: str
    sender_mark: str
    role: Role

    @property
    def spoken_digits(self) -> str:
        """One by one, as a screen reader says them."""
        return ", ".join(self.digits)


def received(
    reader: Person | None, token: str, at: datetime, closed: Collection[str] = ()
) -> Received:
    """What a link shows to whoever holds it. Raises Http404 alike for every link that does not
    lead in: used, old, refused, stopped, forwarded, guessed, one's own, and of a sender whose
    `sender_mark` is among the `closed`."""
    index = index_of(token)
    decision = by_link(reader, index, at)
    invitation = row(Invitation, decision)
    if sender_mark(invitation.person_id) in closed:
        raise Http404
    now = highest_time(at)
    facts = invitation.facts
    shown = invitation.shown.open(decision)
    if shown is None:
        raise Http404
    stage = facts.stage(now)
    tie_id = None
    if stage is Stage.CONFIRMED:
        tie_id = _tie_to(reader, invitation.person_id, at) if reader is not None else None
        if tie_id is None:  # they let it go since
            raise Http404
    digits = digits_now(invitation.pk, facts, now)
    mark = sender_mark(invitation.person_id)
    name, role = str(shown["name"]), Role(shown["role"])
    return Received(invitation.pk, name, stage, digits, tie_id, index, mark, role)


def _tie_to(reader: Person, account_id: UUID, at: datetime) -> UUID | None:
    own_ties = rows(Tie, own(reader, at)).filter(account_id=account_id, ended_on=None)
    return own_ties.values_list("pk", flat=True).first()


def square_code(address: str) -> tuple[str, int]:
    """(the path of an SVG, its side in modules) of a square code for a phone's camera."""
    code = qrcode.QRCode(border=QUIET_ZONE, error_correction=qrcode.ERROR_CORRECT_M)
    code.add_data(address)
    matrix = code.get_matrix()
    drawn = StringIO()
    for y, line in enumerate(matrix):
        x = 0
        while x < len(line):
            run = 0
            while x + run < len(line) and line[x + run]:
                run += 1
            if run:
                drawn.write(f"M{x} {y}h{run}v1h-{run}z")
            x += run or 1
    return drawn.getvalue(), len(matrix)
