"""The queue is small, as a browser gets it."""

import gzip
from pathlib import Path

from django.contrib.staticfiles import finders


def test_the_queue_is_small() -> None:
    script = Path(str(finders.find("js/queue.js"))).read_bytes()
    assert len(gzip.compress(script, 6)) <= 4 * 1024
