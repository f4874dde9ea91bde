"""What a host sees of each source: how old it is, what is shown of it, and what waits."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from porchlight.directory.intake.actions import import_feed, set_source
from porchlight.directory.intake.refresh import refresh_sources
from porchlight.directory.intake.source_health import SourceRow, SourceState, sources_page
from porchlight.directory.models import Duplicate, Service, Source
from tests.directory.intake.test_held_changes import slugs
from tests.directory.intake.test_import_refresh import DAY, ONE, Web
from tests.directory.made_up import feed, row


def the_row(now: datetime) -> SourceRow:
    (only,) = sources_page(now).rows
    return only


@pytest.mark.parametrize(
    ("days", "state", "listed", "stale", "hidden"),
    [
        (0, SourceState.GOOD, 3, 0, 0),
        (14, SourceState.GOOD, 3, 0, 0),
        (15, SourceState.STALE, 3, 3, 0),
        (60, SourceState.STALE, 3, 3, 0),
        (61, SourceState.HIDDEN, 0, 0, 3),
    ],
)
def test_a_source_grows_old_in_steps(
    days: int, state: SourceState, listed: int, stale: int, hidden: int, now: datetime
) -> None:
    import_feed("one", slugs(3), at=now, url=ONE)
    one = the_row(now + days * DAY)
    assert (one.state, one.age_days) == (state, days)
    assert (one.listed, one.stale, one.hidden) == (listed, stale, hidden)


def test_a_file_brought_in_by_hand_counts_for_longer(now: datetime) -> None:
    import_feed("one", slugs(3), at=now)
    assert the_row(now + 180 * DAY).state == SourceState.GOOD
    assert the_row(now + 181 * DAY).state == SourceState.STALE
    assert the_row(now + 731 * DAY).state == SourceState.HIDDEN
    assert the_row(now).next_look_at is None


@pytest.mark.parametrize("by_import", [True, False])
def test_a_first_address_lets_a_source_age_in_days_unless_somebody_chose(
    by_import: bool, now: datetime
) -> None:
    for name, days in (("usual", 180), ("chosen", 200)):
        import_feed(name, slugs(3), at=now)
        Source.objects.filter(name=name).update(stale_after_days=days)
        if by_import:
            import_feed(name, slugs(3), at=now, url=ONE)
        else:
            set_source(name, {"url": ONE})
    ages = dict(Source.objects.values_list("name", "stale_after_days"))
    assert ages == {"usual": 14, "chosen": 200}


def test_a_look_that_failed_is_said_while_the_listings_still_count(now: datetime) -> None:
    import_feed("one", slugs(3), at=now, url=ONE)
    refresh_sources(now + DAY, Web({}))
    one = the_row(now + DAY)
    assert (one.state, one.listed, one.stale) == (SourceState.FAILING, 3, 0)
    assert one.as_facts()["fault"] == f"{ONE} is down."
    assert one.next_look_at == now + DAY + timedelta(hours=1)


def test_what_waits_stands_first_with_its_report(now: datetime) -> None:
    import_feed("zz", slugs(20), at=now, url=ONE)
    import_feed("aa", feed(row()), at=now)
    refresh_sources(now + DAY, Web({ONE: slugs(4)}))
    page = sources_page(now + DAY)
    assert [one.source.name for one in page.rows] == ["zz", "aa"]
    assert page.waiting == 1
    held = page.rows[0].held
    assert held is not None
    assert (held.report.removed, held.since, len(held.missing)) == (16, now + DAY, 12)
    assert page.rows[0].state == SourceState.WAITS


def test_removed_listings_are_not_counted_and_joined_ones_are_told(now: datetime) -> None:
    import_feed("one", slugs(5), at=now)
    import_feed("one", slugs(4), at=now)
    import_feed("two", slugs(1), at=now)
    first, second = Service.objects.filter(key="s00").order_by("pk")
    Duplicate.objects.create(service=second, of=first, why="link-time", found_at=now)
    one, two = sources_page(now).rows
    assert (one.listed, one.joined) == (4, 0)
    assert (two.listed, two.joined) == (1, 1)


def test_ten_sources_cost_as_many_queries_as_one(now: datetime) -> None:
    import_feed("one", slugs(2), at=now)
    few = asked(now)
    for number in range(9):
        import_feed(f"s{number}", slugs(2), at=now)
    assert asked(now) == few == 3


def asked(now: datetime) -> int:
    with CaptureQueriesContext(connection) as queries:
        sources_page(now)
    return len(queries)


def test_a_source_never_read_says_so(now: datetime) -> None:
    Source.objects.create(name="new", url=ONE, added_at=now)
    one = the_row(now)
    assert (one.state, one.age_days, one.next_look_at) == (SourceState.NEVER_READ, None, now)
