"""Every table with rows of one person has a policy, and who reaches past them is a short list."""

from __future__ import annotations

import ast

import pytest
from django.db.migrations.loader import MigrationLoader

from porchlight.circles.access import decide, own
from porchlight.circles.gated import models_of_somebody
from porchlight.domain.consent import EVERYTHING, PUBLIC, Action, Purpose
from porchlight.outbox.worker import do_due_jobs, put_in_order
from porchlight.people.encryption.fields import owner_field
from porchlight.people.local.units import unit_of_work
from porchlight.postgresql import owners
from porchlight.postgresql.owners import EVERY_ROW, NO_ROW, every_row, naming_statement
from porchlight.postgresql.policies import OwnerPolicy
from porchlight.schedule import Lane, TimedJob
from tests.make import NOW
from tests.test_layers import PRODUCT, SOURCES

# Who reaches every row, and how often in the file. Each reads what the gate has not decided about
# yet, or finds somebody by a secret that they gave; none takes from a page whose rows it reads.
REACHES_EVERY_ROW = {
    "circles/access.py": "handed_over by_link",
    "circles/facts.py": "closed_of blocked_of keeping_a_tie_to restrictions_of link_facts "
    "grants_to",
    "circles/invitations/actions.py": "accept refuse _take_turns_of_both _tie_both",
    "directory/moderation/actions.py": "settle_correction",
    "directory/publish/feeds/personal_calendar.py": "feed_at",
    "directory/queries/corrections.py": "correction_queue count_waiting correction_to_settle",
    "outbox/actions.py": "queue_message bring_forward",
    "outbox/push/devices.py": "turn_on",
    "outbox/queries.py": "phones_told",
    "reach/asks/actions.py": "put_ask answer_ask close_talked take_back keep_open take_back_all",
    "reach/asks/queries.py": "in_call _asked_by",
    "reach/lights/actions.py": "_leave_out_of_what_comes rest_when_enough",
    "reach/lights/queries.py": "talks_lately",
    "sharing/actions.py": "remove_from_page",
    "together/actions.py": "send_note remove_from_view kept_for_both",
    "together/agreed/turns.py": "_who_asked_for_quiet",
    "together/agreements/actions.py": "put_to say_how_it_went answer_agreement let_go "
    "let_go_received let_go_of_all",
    "together/reports/actions.py": "report_thing decide_report add_to_report",
    "together/reports/queries.py": "_waiting",
    "together/queries.py": "has_newer",
    "together/waiting.py": "behind_ties",
    "people/actions.py": "come_back_or_join join recover can_set_up use_link set_up erase",
    "people/closing.py": "closed_account",
    "people/local/units.py": "unit_of_work",
    "people/second_step/pending.py": "pending_person",
    "people/second_step/ways.py": "person_with_passkey",
    "people/sessions/store.py": "clear_expired load exists save describe set_locked spend_pin_try "
    "wrong_pins forget_wrong_pins delete",
    "people/signing_in.py": "get_user account_with bring_over",
}


def policies_of_migrations() -> dict[str, OwnerPolicy]:
    nodes = MigrationLoader(None).graph.nodes.values()
    made = [operation for migration in nodes for operation in migration.operations
            if isinstance(operation, OwnerPolicy)]  # fmt: skip
    assert len({policy.table for policy in made}) == len(made)
    return {policy.table: policy for policy in made}


def test_every_table_with_rows_of_one_person_gets_a_policy_by_a_migration():
    wanted = {}
    for model in models_of_somebody():
        owner = model._meta.get_field(owner_field(model).removesuffix("_id"))
        wanted[model._meta.db_table] = (owner.column, owner.null)
    made = {
        table: (policy.column, policy.may_be_nobody)
        for table, policy in policies_of_migrations().items()
    }
    assert made == wanted
    assert len(wanted) >= 20


def test_few_places_reach_every_row():
    found = {}
    for path in SOURCES:
        text = path.read_text("utf-8")
        if "every_row()" in text and path.name != "owners.py":
            found[str(path.relative_to(PRODUCT))] = " ".join(functions_with(text))
    assert found == REACHES_EVERY_ROW


def functions_with(text: str) -> list[str]:
    """The names of the functions that `every_row()` stands above, or in."""
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    found = [node for node in functions if "every_row()" in ast.unparse(node)]
    return [node.name for node in sorted(found, key=lambda node: node.lineno)]


# --- whose rows a statement may touch -----------------------------------------------------------


def test_a_unit_begins_with_nobody_and_the_gate_names_whom_it_said_yes_to(ana, ben):
    assert naming_statement() == EVERY_ROW
    with unit_of_work():
        assert naming_statement() == NO_ROW
        refused = decide(ben, ana.pk, Action.VIEW, EVERYTHING, Purpose.SUPPORT, NOW)
        assert not refused.allowed
        assert naming_statement() == NO_ROW
        own(ben, NOW)
        assert naming_statement().count(str(ben.pk)) == 2
        own(ana, NOW)
        assert naming_statement().count(str(ben.pk)) == 2
        assert naming_statement().count(str(ana.pk)) == 2
        with unit_of_work():
            assert naming_statement() == NO_ROW
    assert naming_statement() == EVERY_ROW


def test_what_everybody_sees_names_nobody(ana):
    with unit_of_work():
        assert decide(ana, ana.pk, Action.VIEW, PUBLIC, Purpose.HOSTING, NOW).allowed
        assert naming_statement() == NO_ROW


def test_who_is_named_while_every_row_is_reached_stays_named(ana):
    with unit_of_work():
        with every_row():
            own(ana, NOW)
            assert naming_statement() == EVERY_ROW
            with unit_of_work():
                assert naming_statement() == NO_ROW
        assert str(ana.pk) in naming_statement()


def test_a_job_of_the_worker_is_about_everybody(ana):
    seen = []
    job = TimedJob("look", NOW - NOW.replace(hour=0), lambda now: seen.append(naming_statement()))
    put_in_order(Lane.NOW, [job], NOW)
    do_due_jobs([job], NOW)
    assert seen == [EVERY_ROW]


def test_a_process_that_serves_pages_touches_no_row_outside_of_a_request(monkeypatch):
    monkeypatch.setattr(owners._Process, "statement", EVERY_ROW)  # put back after the test
    owners.named_owners_only()
    assert naming_statement() == NO_ROW
    with every_row():
        assert naming_statement() == EVERY_ROW


@pytest.mark.parametrize("module", ["wsgi.py", "server/process.py"])
def test_both_ways_of_serving_pages_say_so(module):
    called = [node.func.id for node in ast.walk(ast.parse((PRODUCT / module).read_text("utf-8")))
              if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]  # fmt: skip
    assert "named_owners_only" in called
