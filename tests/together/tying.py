"""What two people agree on, as tests make it."""

from __future__ import annotations

from datetime import timedelta

from porchlight.domain.circle.agreements import AgreementKind, Plan, Promise, Times, WayToTalk
from porchlight.together.agreements.actions import put_to
from porchlight.together.models import AgreedTimes
from tests.make import TODAY


def make_promise(maker, tie, what="call on Sunday", days=0):
    promise = Promise(what, TODAY + timedelta(days=days))
    return put_to(maker, tie, AgreementKind.PROMISE, promise.told(), promise.over_on)


def make_plan(maker, tie, days=2, service_id=None):
    """Coffee at half past seven in the evening, by the maker's clock."""
    day = TODAY + timedelta(days=days)
    plan = Plan("Coffee", "Harvest Table", "", day, 19 * 60 + 30, maker.zone, service_id)
    return put_to(maker, tie, AgreementKind.PLAN, plan.told(), plan.over_on)


def make_times(maker, tie, weekdays=(2, 4), way=WayToTalk.CALL, maker_first=True):
    """From today, a Wednesday, on: Wednesdays and Fridays at half past eight in the evening."""
    times = Times(weekdays, 20 * 60 + 30, maker.zone, way, "", TODAY, maker_first)
    return put_to(maker, tie, AgreementKind.TIMES, times.told(), times.over_on)


def make_agreed_times(person, tie):
    """One's own row of times that both said yes to."""
    told = Times((2,), 20 * 60 + 30, person.zone, WayToTalk.CALL, "", TODAY, True).told()
    times = AgreedTimes(person=person, other_id=tie.account_id, over_on=TODAY + timedelta(days=90))
    times.told = {**told, "is_maker": True}
    times.save(force_insert=True)
    return times
