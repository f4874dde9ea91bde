"""What PostgreSQL is told with each statement, whatever becomes of connections and transactions."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.db import DataError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from psycopg import ClientCursor

from porchlight.circles.access import own
from porchlight.circles.models import Tie
from porchlight.doctor.finding import FindingState
from porchlight.doctor.row_policies import finding, row_policies, tables_without_policy
from porchlight.people.local.units import unit_of_work
from porchlight.people.models import Attempt, Person
from tests.make import NOW, make_tie

WITHOUT = "SQLite has no row policies; script/check runs this on PostgreSQL"


@pytest.fixture(autouse=True)
def _on_postgresql(db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip(WITHOUT)


@pytest.fixture
def ties(ana: Person, ben: Person) -> tuple[Tie, Tie]:
    return make_tie(ana), make_tie(ben)


def seen() -> set[object]:
    return set(Tie.objects.values_list("pk", flat=True))


def asked_without_naming() -> int:
    """By a cursor that is not the site's own, as `psql` asks."""
    with ClientCursor(connection.connection) as cursor:
        cursor.execute("SELECT count(*) FROM circles_tie")
        return int(cursor.fetchone()[0])


def test_a_policy_is_forced_on_every_table_with_rows_of_one_person():
    assert tables_without_policy(connection) == set()
    for change in ("NO FORCE ROW LEVEL SECURITY", "DISABLE ROW LEVEL SECURITY"):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE circles_tie {change}")
            assert tables_without_policy(connection) == {"circles_tie"}
            transaction.set_rollback(True)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DROP POLICY owner_is_named ON circles_tie")
        assert tables_without_policy(connection) == {"circles_tie"}
        transaction.set_rollback(True)


def test_naming_is_no_query_more(ties, ana):
    with unit_of_work():
        own(ana, NOW)
        with CaptureQueriesContext(connection) as asked:
            assert seen() == {ties[0].pk}
    assert len(asked) == 1


def test_a_savepoint_that_is_rolled_back_leaves_the_next_statement_as_narrow(ties, ana, ben):
    with unit_of_work():
        own(ana, NOW)
        assert seen() == {ties[0].pk}
        with pytest.raises(DataError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
        assert seen() == {ties[0].pk}
        with transaction.atomic():
            own(ben, NOW)
            assert seen() == {tie.pk for tie in ties}
            transaction.set_rollback(True)
        assert seen() == {tie.pk for tie in ties}
    with unit_of_work():
        assert seen() == set()


def test_rows_fetched_bit_by_bit_are_as_narrow(ties, ana):
    with unit_of_work():
        assert list(Tie.objects.iterator(chunk_size=1)) == []
        own(ana, NOW)
        assert [tie.pk for tie in Tie.objects.iterator(chunk_size=1)] == [ties[0].pk]


def test_one_statement_with_many_values_is_as_narrow(ties, ana):
    with unit_of_work(), connection.cursor() as cursor:
        own(ana, NOW)
        cursor.executemany(
            "UPDATE circles_tie SET added_on = '2020-01-01' WHERE id = %s",
            [(tie.pk,) for tie in ties],
        )
    changed = Tie.objects.filter(added_on="2020-01-01")
    assert list(changed.values_list("pk", flat=True)) == [ties[0].pk]


def test_a_cursor_counts_and_describes_what_it_was_asked(ties):
    with connection.cursor() as cursor:
        cursor.execute("  (SELECT id AS of_whom FROM circles_tie ORDER BY id)")
        assert [column.name for column in cursor.description] == ["of_whom"]
        assert cursor.rowcount == 2
        assert len(cursor.fetchall()) == 2
        cursor.execute("UPDATE circles_tie SET added_on = added_on WHERE '50%%' = %s", ["50%"])
        assert cursor.rowcount == 2


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_outside_of_transactions_a_connection_that_is_kept_carries_nothing_over(ties, ana, ben):
    assert not connection.in_atomic_block
    assert asked_without_naming() == 0
    backend = connection.connection
    for person, tie in ((ana, ties[0]), (ben, ties[1])):
        with unit_of_work():
            assert seen() == set()
            own(person, NOW)
            assert seen() == {tie.pk}
            assert [tie.pk for tie in Tie.objects.iterator(chunk_size=1)] == [tie.pk]
            assert asked_without_naming() == 0
        assert asked_without_naming() == 0
    with unit_of_work():
        own(ana, NOW)
        with pytest.raises(DataError), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
        assert seen() == {ties[0].pk}
    with unit_of_work():
        assert seen() == set()
    assert connection.connection is backend
    connections.close_all()
    with unit_of_work():
        assert seen() == set()


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_what_must_stand_alone_stands_alone(ana):
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM {Attempt._meta.db_table}")
        cursor.execute("SHOW server_version")
        assert cursor.fetchone()


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_a_migration_with_data_reaches_every_row(ties):
    """As migrations do, within a schema editor and outside of any unit of work."""
    with connection.schema_editor() as editor:
        Tie.objects.update(added_on="2021-01-01")
        editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert Tie.objects.filter(added_on="2021-01-01").count() == 2


PAGES = "import porchlight.wsgi"
COMMANDS = """
import os
import django
os.environ["DJANGO_SETTINGS_MODULE"] = "porchlight.settings"
django.setup()
"""
COUNT = """
import sys
from django.db import connection
from porchlight.people.models import Person
connection.settings_dict["NAME"] = sys.argv[1]
print(Person.objects.count())
"""


@pytest.mark.django_db(transaction=True, databases="__all__")
@pytest.mark.parametrize(("process", "n_seen"), [(PAGES, "0"), (COMMANDS, "1")])
def test_a_process_that_serves_pages_sees_no_row_outside_of_a_request(ana, process, n_seen):
    """In a process of its own, since that is said once and for all."""
    told = subprocess.run(
        [sys.executable, "-c", f"{process}\n{COUNT}", str(connection.settings_dict["NAME"])],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.stdout.strip() == n_seen, told.stderr


# --- what doctor says ---------------------------------------------------------------------------


def test_doctor_says_whether_the_policies_hold():
    (found,) = row_policies(connection)
    assert found.state in (FindingState.OK, FindingState.LOOK)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE circles_tie DISABLE ROW LEVEL SECURITY")
    assert found.state is FindingState.LOOK or next(row_policies(connection)).state is (
        FindingState.BROKEN
    )


@pytest.mark.parametrize(("is_bound", "unguarded", "state"), [
    (True, (), FindingState.OK),
    (True, ("circles_tie",), FindingState.BROKEN),
    (False, (), FindingState.LOOK),
    (False, ("circles_tie",), FindingState.LOOK),
])  # fmt: skip
def test_doctor_names_a_role_that_passes_them_by(is_bound, unguarded, state):
    found = finding("porchlight", is_bound=is_bound, unguarded=unguarded)
    assert found.state is state
    assert bool(found.mend) == (state is not FindingState.OK)
    assert ("NOBYPASSRLS" in found.mend) is not is_bound
