"""What runs beside a site on its own data: people and their browsers, and what its rows say.

    python -m tests.at_once.inside

Each line that it reads is a JSON list, a function and its arguments, and is answered by a line of
JSON. Nothing here is asked for over HTTP.
"""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID

# Words of each that nobody else may read.
SECRET = "the heron of {name}"
FUNCTIONS: dict[str, Any] = {}
NUMBERS = count()


def asked_for(function: Any) -> Any:
    FUNCTIONS[function.__name__] = function
    return function


@asked_for
def people(names: list[str], n_browsers: int = 1) -> dict[str, list[Any]]:
    """By name, the id of each, and the cookies of so many browsers that they are signed in with."""
    from tests.make import make_person

    made = {name: make_person(name) for name in names}
    return {name: [str(one.pk), _visits(one, n_browsers)] for name, one in made.items()}


@asked_for
def pair() -> dict[str, Any]:
    """Two people with a tie to each other's account, and a milestone of each that nobody sees."""
    from tests.make import make_person
    from tests.together.tied import tied

    names = [f"{side} {next(NUMBERS)}" for side in ("one", "other")]
    one, other = (make_person(name) for name in names)
    ties = {one: tied(one, other), other: tied(other, one)}
    for person, name in zip(ties, names, strict=True):
        _write_secrets(person, name)
    return {
        side: {
            "id": str(person.pk),
            "tie": str(tie.pk),
            "secret": SECRET.format(name=name),
            "visits": _visits(person, 2),
        }
        for side, name, (person, tie) in zip(("one", "other"), names, ties.items(), strict=True)
    }


def _write_secrets(person: Any, name: str) -> None:
    from django.utils import timezone

    from porchlight.sharing.actions import add_milestone

    add_milestone(person, SECRET.format(name=name), timezone.now().date())


def _visits(person: Any, n: int) -> list[str]:
    from django.test import Client

    found = []
    for _ in range(n):
        client = Client()
        client.force_login(person)
        found.append(client.cookies["visit"].value)
    return found


@asked_for
def share(subjects: list[list[str]]) -> None:
    """For each (whose, to whom): milestones, also those that are there."""
    from django.utils import timezone

    from porchlight.domain.circle.sharing import SharedKind
    from porchlight.people.models import Person
    from porchlight.sharing.actions import turn_on

    for subject, recipient in subjects:
        person, other = Person.objects.get(pk=subject), Person.objects.get(pk=recipient)
        turn_on(person, other.pk, SharedKind.MILESTONES, timezone.now(), with_before=True)


@asked_for
def put_to_other(maker_id: str, tie_id: str, kind: str) -> str:
    """The id of what one puts to the other: a plan, times, or a promise."""
    from django.utils import timezone

    from porchlight.circles.models import Tie
    from porchlight.domain.circle.agreements import AgreementKind, Plan, Promise, Times, WayToTalk
    from porchlight.people.models import Person
    from porchlight.together.agreements.actions import put_to

    maker, tie = Person.objects.get(pk=maker_id), Tie.objects.get(pk=tie_id)
    today = timezone.now().astimezone(maker.zoneinfo).date()
    put = {
        "plan": Plan("Coffee", "", "", today + timedelta(days=3), 19 * 60, maker.zone, None),
        "times": Times((2,), 20 * 60, maker.zone, WayToTalk.CALL, "", today, True),
        "promise": Promise("call", today),
    }[kind]
    return str(put_to(maker, tie, AgreementKind(kind), put.told(), put.over_on).pk)


@asked_for
def answers_of(agreement_id: str) -> dict[str, Any]:
    """What the rows of the two say: the answer as the reader and as the maker has it (None where
    there is no row, blank where there is no answer), how a promise went by each, and how many rows
    of agreed times each has."""
    from django.utils import timezone

    from porchlight.circles.access import own
    from porchlight.people.local.units import unit_of_work
    from porchlight.together.agreements.queries import decision_on_agreements
    from porchlight.together.models import AgreedTimes, ReceivedAgreement, SentAgreement

    received = ReceivedAgreement.objects.filter(pk=agreement_id).select_related("reader").first()
    sent = SentAgreement.objects.filter(pk=agreement_id).select_related("person").first()
    answers: list[str | None] = []
    outcomes: list[str | None] = []
    with unit_of_work():
        for row in (received, sent):
            if row is None:
                answers.append(None)
                outcomes.append(None)
                continue
            if row is received:
                decision = decision_on_agreements(row.reader, row.author_id, timezone.now())
            else:
                decision = own(row.person, timezone.now())
            answers.append(row.answer.open(decision) or "")
            outcomes.append((row.told.open(decision) or {}).get("outcome"))
    times = [
        AgreedTimes.objects.filter(pk=UUID(int=UUID(agreement_id).int ^ bit)).count()
        for bit in (1, 2)
    ]
    return {"reader": answers[0], "maker": answers[1], "outcomes": outcomes, "times": times}


@asked_for
def of_pairs(ids: list[list[str]]) -> list[dict[str, Any]]:
    """Of each two: who ended their tie, which way a living grant leads, what the page of a tie has
    from the other, and how many notes each way are there."""
    return [_of_pair(one, other) for one, other in ids]


def _of_pair(one_id: str, other_id: str) -> dict[str, Any]:
    from django.utils import timezone

    from porchlight.circles.access import own
    from porchlight.circles.models import Tie
    from porchlight.circles.switches import switch_grants
    from porchlight.people.local.units import unit_of_work
    from porchlight.people.models import Person
    from porchlight.sharing.shown import from_one

    told: dict[str, Any] = {}
    now = timezone.now()
    for side, person_id, account_id in (("one", one_id, other_id), ("other", other_id, one_id)):
        person = Person.objects.get(pk=person_id)
        tie = Tie.objects.filter(person=person, account=account_id).first()
        with unit_of_work():
            grants = [
                grant
                for found in switch_grants(own(person, now), now).values()
                for grant in found
                if grant.is_alive(now)
            ]
            seen = from_one(person, tie.pk, now) if tie is not None else None
        told[side] = {
            "is_open": tie is not None and tie.ended_on is None,
            "gives": len(grants),
            "sees": [thing.words for thing in seen.things] if seen is not None else [],
        }
    return told


@asked_for
def ties_of() -> dict[str, list[str]]:
    """By the id of each account that has ties to accounts: to which, one for each tie."""
    from porchlight.circles.models import Tie

    found: dict[str, list[str]] = {}
    for person_id, account_id in Tie.objects.exclude(account=None).values_list("person", "account"):
        found.setdefault(str(person_id), []).append(str(account_id))
    return found


@asked_for
def standing_grants_of(person_id: str) -> int:
    """How many that they gave were not taken back."""
    from porchlight.circles.models import Grant
    from porchlight.domain.grants import EventKind

    given = Grant.objects.filter(subject=person_id)
    return given.exclude(events__kind=EventKind.WITHDRAWN).count()


@asked_for
def let_ties_be_twice() -> None:
    """For controls: take away the database's own rule of one tie to an account."""
    from django.db import connection

    from porchlight.circles.models import Tie

    (rule,) = (rule for rule in Tie._meta.constraints if rule.name == "one_tie_to_an_account")
    Tie._meta.constraints.remove(rule)  # SQLite makes the table anew, by what is left
    with connection.schema_editor() as editor:
        editor.remove_constraint(Tie, rule)


def main() -> None:
    import os

    os.environ["DJANGO_SETTINGS_MODULE"] = "porchlight.settings"
    import django

    django.setup()
    from tests.at_once.of_asks import OF_ASKS

    FUNCTIONS.update(OF_ASKS)
    for line in sys.stdin:
        function, given = json.loads(line)
        print(json.dumps(FUNCTIONS[function](*given)), flush=True)


if __name__ == "__main__":
    main()
