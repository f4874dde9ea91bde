"""Whether PostgreSQL itself keeps people's rows apart, for the role that the site comes as."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

from porchlight.circles.gated import models_of_somebody
from porchlight.doctor.finding import Finding, broken, look, ok

NAME = "row policies"
FORCED = """
SELECT relname FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid
WHERE relnamespace = current_schema()::regnamespace AND relrowsecurity AND relforcerowsecurity
"""
ROLE = "SELECT current_user, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"


def row_policies(connection: BaseDatabaseWrapper) -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(ROLE)
        role, passes_by = cursor.fetchone()
    yield finding(role, is_bound=not passes_by, unguarded=tables_without_policy(connection))


def tables_without_policy(connection: BaseDatabaseWrapper) -> set[str]:
    """Tables with rows of one person, by the declared classes, on which no policy is forced."""
    with connection.cursor() as cursor:
        cursor.execute(FORCED)
        forced = {table for (table,) in cursor.fetchall()}
    return {model._meta.db_table for model in models_of_somebody()} - forced


def finding(role: str, *, is_bound: bool, unguarded: Collection[str]) -> Finding:
    if not is_bound:
        what = f"the role {role} passes them by, so the gate alone keeps people's rows apart"
        mend = (
            "Give DATABASE_URL a role of its own that owns the tables, or, when nothing else needs "
            f"this one: ALTER ROLE {role} NOSUPERUSER NOBYPASSRLS;"
        )
        return look(NAME, what, mend)
    if unguarded:
        what = f"missing on {', '.join(sorted(unguarded))}"
        return broken(NAME, what, "Run: script/porchlight prepare; or see docs/self-hosting.md.")
    return ok(NAME, f"in force for the role {role}")
