"""What is done by the clock for asks, and what reaches people of them."""

from __future__ import annotations

from datetime import timedelta

from porchlight.reach.asks.actions import drop_old_asks
from porchlight.reach.asks.messages import ASK
from porchlight.schedule import TimedJob

JOBS = (TimedJob("drop-old-asks", timedelta(days=1), drop_old_asks),)
KINDS = (ASK,)
