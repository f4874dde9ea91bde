"""How often the long stories of the queue are run."""

from __future__ import annotations

import os

RUNS = int(os.environ.get("PORCHLIGHT_QUEUE_RUNS", "2"))
KILLS = int(os.environ.get("PORCHLIGHT_QUEUE_KILLS", "5"))
