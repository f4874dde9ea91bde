"""What reaches people by the clock."""

from __future__ import annotations

from porchlight.reach.asks.messages import ASK

KINDS = (ASK,)
