"""The order in which things are looked at, and what happens when one cannot be."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from porchlight.doctor import contents, database, machine
from porchlight.doctor.finding import Finding, FindingState, broken, look

Check = Callable[[datetime], Iterable[Finding]]

WITHOUT_DATA: tuple[tuple[str, Check], ...] = (
    ("Python", machine.python),
    ("SQLite", machine.sqlite),
    ("settings", machine.settings_in_force),
    ("disk", machine.disk),
    ("room kept", machine.kept_room),
    ("permissions", machine.permissions),
    ("time zones", machine.zone_data),
    ("static files", machine.static_files),
    ("messages", machine.messages),
    ("help lines", contents.help_lines),
)
THE_DATA: tuple[tuple[str, Check], ...] = (
    ("database", database.main_database),
    ("keystore", database.keystore),
)
WITH_DATA: tuple[tuple[str, Check], ...] = (
    ("keys", database.keys),
    ("clock", contents.clock),
    ("community", contents.community),
    ("passkeys", contents.passkeys),
    ("worker", contents.worker),
    ("messages to send", contents.outbox),
    ("zones in use", contents.zones_in_use),
    ("meetings", contents.listings),
)


def examine(now: datetime) -> list[Finding]:
    """Everything, in the order of a person mending it. Never raises, whatever it meets."""
    findings = list(_run(WITHOUT_DATA, now))
    data = list(_run(THE_DATA, now))
    findings += data
    if any(finding.state is FindingState.BROKEN for finding in data):
        names = ", ".join(name for name, _ in WITH_DATA)
        findings.append(
            look("not looked at", names, "Mend the database first, then run this again.")
        )
        return findings
    return [*findings, *_run(WITH_DATA, now)]


def _run(checks: Iterable[tuple[str, Check]], now: datetime) -> Iterator[Finding]:
    logging.disable(logging.CRITICAL)
    try:
        for name, check in checks:
            try:
                yield from list(check(now))
            except Exception as cause:
                yield _could_not(name, cause)
    finally:
        logging.disable(logging.NOTSET)


def _could_not(name: str, cause: Exception) -> Finding:
    """Whatever a check trips over is a finding too: what doctor looks at may be in any state."""
    what = f"could not be looked at ({type(cause).__name__}: {cause})"
    return broken(name, what, "Mend what is broken above first; then run this again.")
