"""Everything kept from fuzzing, fed to its reader again, and stored in both databases."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from fuzz.targets import targets
from porchlight.directory.formats.refused import FeedRefused
from porchlight.directory.formats.registry import READERS
from porchlight.directory.intake.actions import import_feed
from porchlight.directory.models import Service

SEEDS = Path(__file__).resolve().parents[2] / "fuzz" / "seeds"
KEPT = sorted(path for path in SEEDS.glob("*/*") if path.is_file())
KINDS = {kind.replace("-", "_"): kind for kind in READERS}


def test_every_reader_has_seeds() -> None:
    assert {path.parent.name for path in KEPT} >= set(targets())


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_reader_takes_or_refuses_what_was_kept(path: Path) -> None:
    target = targets().get(path.parent.name)
    assert target, f"no reader is called {path.parent.name}"
    target(path.read_bytes())


@pytest.mark.parametrize("name", sorted(KINDS))
def test_whatever_is_read_can_be_stored(name: str, now: datetime) -> None:
    for number, path in enumerate(path for path in KEPT if path.parent.name == name):
        try:
            report = import_feed(
                f"s{number}",
                path.read_bytes(),
                at=now,
                kind=KINDS[name],
                default_zone="America/Chicago",
            )
        except FeedRefused:
            continue
        stored = Service.objects.filter(source__name=f"s{number}").count()
        assert stored == report.added
