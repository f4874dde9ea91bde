"""What `porchlight doctor` says of the sources: old, unreadable, or waiting for an answer."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from porchlight.directory.intake.actions import import_feed
from porchlight.directory.intake.refresh import refresh_sources
from porchlight.doctor import contents
from porchlight.doctor.finding import FindingState
from tests.directory.intake.test_held_changes import slugs
from tests.directory.intake.test_import_refresh import DAY, ONE, Web
from tests.directory.listings import make_source
from tests.doctor.test_doctor import NOW, assert_mendable, only


@pytest.mark.parametrize(
    ("days", "state"), [(14, FindingState.OK), (15, FindingState.LOOK), (61, FindingState.LOOK)]
)
def test_the_age_of_a_source(days: int, state: FindingState) -> None:
    source = make_source()
    source.stale_after_days, source.hidden_after_days = 14, 60
    source.last_good_at = NOW - timedelta(days=days)
    source.save()
    finding = only(contents.listings(NOW))
    assert finding.state is state
    assert f"{days} days ago" in finding.what


def test_a_source_that_could_not_be_read_says_why() -> None:
    source = make_source()
    source.last_refusal = "The file is empty."
    source.save()
    assert "The file is empty." in only(contents.listings(NOW)).what


def test_a_source_never_read_says_how_its_kind_is_imported() -> None:
    source = make_source()
    source.kind = "bmlt"
    source.save()
    assert "import bmlt FILE_OR_URL --source made-up" in only(contents.listings(NOW)).mend


def test_a_change_that_waits_is_said_with_how_to_answer(now: datetime) -> None:
    import_feed("county", slugs(20), at=now, url=ONE)
    refresh_sources(now + DAY, Web({ONE: slugs(2)}))
    finding = only(contents.listings(now + DAY))
    assert_mendable(finding, FindingState.LOOK)
    assert "a change waits for an answer since 2026-11-19" in finding.what
    assert "porchlight sources accept (or refuse) county" in finding.mend
