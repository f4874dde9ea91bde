"""Plans and times that two people say yes to, and what Today and Home have of them."""

from __future__ import annotations

import re
from datetime import timedelta

from porchlight.domain.circle.agreements import (
    AgreementAnswer,
    AgreementKind,
    Plan,
    quiet_told,
)
from porchlight.together.agreements.actions import answer_agreement, put_to
from porchlight.together.agreements.queries import decision_on_agreements
from porchlight.together.others import of_others
from tests.growth import queries_of
from tests.make import NOW, TODAY

YES, ANOTHER, NO = AgreementAnswer.YES, AgreementAnswer.ANOTHER_TIME, AgreementAnswer.NO
CHANCE = r"\b[A-Za-z0-9]{64}\b|name=\"key\" value=\"[^\"]+\""


def say(reader, maker, made, answer=YES):
    assert answer_agreement(reader, made.pk, answer, decision_on_agreements(reader, maker.pk, NOW))
    return made


def plan_on(maker, tie, day, minute, what="A walk"):
    plan = Plan(what, "", "", day, minute, maker.zone)
    return put_to(maker, tie, AgreementKind.PLAN, plan.told(), plan.over_on)


def agreed(person, at=NOW):
    """The ids of plans, and "times"; with whom, and when by the person's own clock."""
    return [
        (row.plan.agreement_id if row.plan else "times", row.tie_id, row.start.here)
        for row in of_others(person, at).agreed
        if row.promise is None
    ]


def promised(person, at=NOW):
    """The ids of promises for the day; with whom, and whether it is the person's own."""
    return [
        (row.promise.agreement_id, row.tie_id, row.promise.is_own)
        for row in of_others(person, at).agreed
        if row.promise is not None
    ]


def said_yes(person, at=NOW):
    """With whom."""
    return set(of_others(person, at).said_yes)


def page_of(client, path):
    """A page and its queries, without what is drawn by chance."""
    n_queries = queries_of(client, path)
    return re.sub(CHANCE, "", client.get(path).content.decode()), n_queries


def quiet(person, tie, *, is_said=True):
    until = TODAY + timedelta(days=2)
    told = quiet_told(until, is_said=is_said)
    put_to(person, tie, AgreementKind.QUIET, told, until + timedelta(days=1), is_said=is_said)
