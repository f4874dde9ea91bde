"""What is in the database and in the files a host keeps: worker, listings, help lines, clock."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet

from porchlight.directory.intake.source_health import SourceRow, SourceState, sources_page
from porchlight.directory.models import Saved, Schedule, Source
from porchlight.doctor.finding import Finding, broken, look, ok
from porchlight.outbox.kinds import all_kinds
from porchlight.outbox.models import Job, Message
from porchlight.outbox.sending import MOST_ATTEMPTS
from porchlight.people.models import Community, Person, Receipt
from porchlight.people.second_step.ways import passkeys_by_host
from porchlight.reach import help_files

HEARTBEAT = "heartbeat"
HEARTBEAT_GRACE = timedelta(minutes=5)
CLOCK_GRACE = timedelta(minutes=5)
MESSAGE_GRACE = timedelta(minutes=15)
SOURCES = "script/porchlight sources"
IMPORT = "script/porchlight import meeting-guide FILE_OR_URL --source"


def community(now: datetime) -> Iterator[Finding]:
    here = Community.objects.first()
    if here is None:
        mend = "Start script/serve --empty and open the link it prints."
        yield look("community", "there is none yet", mend)
    elif here.is_demo:
        yield ok("community", f"made up ({Person.objects.count()} people); calls are turned off")
    else:
        yield ok("community", "founded")


def passkeys(now: datetime) -> Iterator[Finding]:
    """A passkey belongs to one host name for good."""
    n_all, n_elsewhere = passkeys_by_host()
    if n_elsewhere:
        what = f"{n_elsewhere} of {n_all} were made for another host than {settings.PASSKEY_HOST}"
        mend = (
            "They open nothing here. Set PORCHLIGHT_PASSKEY_HOST to the host name of before when "
            "it is still yours and part of this one; else people sign in by passphrase and add new "
            "ones."
        )
        yield look("passkeys", what, mend)
    elif n_all:
        yield ok("passkeys", f"{n_all}, for {settings.PASSKEY_HOST}")


def worker(now: datetime) -> Iterator[Finding]:
    start = "Start it with the site (script/serve) or alone: script/porchlight worker"
    last = Job.objects.filter(name=HEARTBEAT).values_list("last_done_at", flat=True).first()
    if last is None:
        yield look("worker", "has not run yet", start)
    elif now - last > HEARTBEAT_GRACE:
        yield look("worker", f"last seen {_ago(now - last)}", start)
    else:
        yield ok("worker", f"last seen {_ago(now - last)}")
    # One that runs just now was begun once more than it went wrong.
    stopped = Job.objects.filter(Q(attempts__gt=0, lease=None) | Q(attempts__gt=1))
    for job in stopped.order_by("name"):
        n_stopped = job.attempts - (job.lease is not None)
        what = f"the job {job.name} stopped {n_stopped} times running"
        mend = "See what the site printed; it is tried again, each hour at the latest."
        yield look("worker", what, mend)


def outbox(now: datetime) -> Iterator[Finding]:
    """Whether messages go out: none given up, none of an unknown kind, none late."""
    name = "messages to send"
    waiting, parked = Message.objects.waiting(), Message.objects.parked()
    known = [kind.name for kind in all_kinds()]
    unknown = waiting.exclude(kind__in=known)
    late = waiting.filter(kind__in=known, due_at__lt=now - MESSAGE_GRACE)
    findings = [
        look(name, f"{count} of the kind {kind} were given up after {MOST_ATTEMPTS} attempts",
             f"See what the site printed, mend it, then: script/porchlight outbox again {kind}")
        for kind, count in _by_kind(parked)
    ] + [
        look(name, f"{count} of the kind {kind}, which this version does not know",
             "Start the version that queued them again, or leave them: nothing is sent.")
        for kind, count in _by_kind(unknown)
    ]  # fmt: skip
    if late.exists():
        mend = "See above whether the worker runs, and what the site printed."
        findings.append(look(name, f"{late.count()} are late", mend))
    yield from findings or [ok(name, f"{waiting.count()} wait for their time, none was given up")]


def _by_kind(messages: QuerySet[Message]) -> list[tuple[str, int]]:
    counted = messages.order_by("kind").values_list("kind").annotate(count=Count("pk"))
    return list(counted)


def zones_in_use(now: datetime) -> Iterator[Finding]:
    used = {*Person.objects.values_list("zone", flat=True).distinct()}
    used |= {*Schedule.objects.values_list("zone", flat=True).distinct()}
    unknown = sorted(used - zoneinfo.available_timezones())
    if unknown:
        mend = "Update the system's tzdata, or: pip install --upgrade tzdata"
        yield broken("zones in use", f"not known on this machine: {', '.join(unknown)}", mend)
    else:
        yield ok("zones in use", f"{len(used)}, all known")


def listings(now: datetime) -> Iterator[Finding]:
    """One line for each source: how many listings, how old they are, and what waits."""
    rows = sources_page(now).rows
    if not rows:
        yield look("meetings", "none yet", f"Load a feed: {IMPORT} your-area")
    for row in sorted(rows, key=lambda row: row.source.name):
        yield _source(row, now)


def help_lines(now: datetime) -> Iterator[Finding]:
    """Whether the host's own file can be used, and who has tried the numbers when."""
    listing = help_files.current()
    for fault in listing.faults:
        yield broken("help lines", fault, f"Mend {help_files.LOCAL_NAME} in the data folder.")
    today = now.date()
    shown = [line for line in listing.lines if line.verified]
    due = [line for line in shown if line.is_due(today)]
    if due:
        never = sum(line.checked_on is None for line in due)
        what = f"{len(due)} of {len(shown)} wait for somebody to try them ({never} never tried)"
        mend = "See which: script/porchlight help-lines --due. docs/help-lines.md says how."
        yield look("help lines", what, mend)
    else:
        yield ok("help lines", f"all {len(shown)} tried within 90 days")


def clock(now: datetime) -> Iterator[Finding]:
    newest = max((moment for moment in _moments() if moment is not None), default=None)
    if newest is not None and newest > now + CLOCK_GRACE:
        yield broken(
            "clock",
            f"it says {now:%Y-%m-%d %H:%M} UTC, and the newest row is of {newest:%Y-%m-%d %H:%M}",
            "Set the clock: timedatectl set-ntp true",
        )
    else:
        yield ok("clock", f"{now:%Y-%m-%d %H:%M} UTC")


def _source(row: SourceRow, now: datetime) -> Finding:
    source, name = row.source, f"meetings of {row.source.name}"
    again = f"{IMPORT} {source.name}".replace("meeting-guide", source.kind)
    if row.held:
        mend = (
            f"Look at it: {SOURCES} {source.name}. Then {SOURCES} accept (or refuse) {source.name}"
        )
        return look(name, f"a change waits for an answer since {row.held.since:%Y-%m-%d}", mend)
    if source.last_refusal:
        mend = f"See to the feed at {source.url}, or import a file: {again}"
        return look(name, f"could not be read: {source.last_refusal}", mend)
    if source.last_good_at is None:
        return look(name, "never read", f"Import it: {again}")
    what = f"{row.listed}, read {_ago(now - source.last_good_at)}"
    if row.state in (SourceState.STALE, SourceState.HIDDEN):
        return look(name, what, f"Import it again: {again}")
    return ok(name, what)


def _moments() -> Iterator[datetime | None]:
    """The newest of every kind of row that is stamped when it is written."""
    yield Job.objects.aggregate(newest=Max("last_done_at"))["newest"]
    yield Receipt.objects.aggregate(newest=Max("made_at"))["newest"]
    yield Source.objects.aggregate(newest=Max("last_tried_at"))["newest"]
    yield Saved.objects.aggregate(newest=Max("saved_at"))["newest"]
    yield Community.objects.aggregate(newest=Max("created_at"))["newest"]


def _ago(age: timedelta) -> str:
    minutes = max(0, round(age.total_seconds() / 60))
    if minutes < 120:
        return f"{minutes} minutes ago"
    return f"{minutes // 60} hours ago" if minutes < 60 * 48 else f"{minutes // 1440} days ago"
