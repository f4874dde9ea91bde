"""The control of the links that are answered at once, never part of the product: whoever answers
takes no turn, and there is a moment between looking and writing.
"""

from __future__ import annotations

import time
from itertools import count
from typing import Any

from django.db.models import QuerySet

from porchlight.wsgi import application as careful

MOMENT = 1.0  # seconds

application = careful


def _take_turns_away() -> None:
    from porchlight.circles.invitations import actions, sender_views
    from porchlight.circles.models import Invitation
    from porchlight.people.receipts import SeeOther
    from porchlight.postgresql.owners import every_row

    QuerySet.select_for_update = lambda rows, *options, **named: rows
    accept = actions.accept.__wrapped__.__wrapped__
    actions.accept = every_row()(accept)
    actions.confirm = actions.confirm.__wrapped__
    # Nor is a receipt written first, for which those who write stand in line.
    sender_views.once = lambda request, decision, write: SeeOther(write())
    numbers = count(1)
    save, card_of = Invitation.save, actions._card_of

    def save_later(row: Invitation, **how: Any) -> None:
        written = how.get("update_fields", ())
        if "accepted_at" in written:
            time.sleep(next(numbers) * MOMENT)  # each has time to look before the next one writes
        if "confirmed_at" in written:
            time.sleep(MOMENT)
        save(row, **how)

    def card_later(*given: Any) -> dict[str, object]:
        time.sleep(MOMENT)
        return card_of(*given)

    Invitation.save, actions._card_of = save_later, card_later


_take_turns_away()
