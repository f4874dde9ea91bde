"""Windows of the street: lit by talks, tallied once, and never put out."""

from __future__ import annotations

from datetime import timedelta

import time_machine

from porchlight.circles.models import Contact, TalkTally
from porchlight.circles.queries import talks_of
from tests.checkins.test_answering import FINE, main_of, tap
from tests.make import NOW, TODAY, decision_of, make_tie


def test_talks_are_tallied_once_and_never_taken_back(client_of, ana, now):
    rosa = make_tie(ana, "Rosa")
    client = client_of(ana)
    tap(client, **FINE)
    decision = decision_of(ana)
    assert talks_of(decision, TODAY).total == 1
    tap(client, **FINE)
    assert talks_of(decision, TODAY).total == 1
    client.post(f"/people/{rosa.pk}/talked/")
    assert talks_of(decision, TODAY).total == 1  # the talk that was told has a name now
    dana = make_tie(ana, "Dana")
    client.post(f"/people/{dana.pk}/talked/")
    assert talks_of(decision, TODAY).total == 2
    Contact.objects.all().delete()
    tap(client, mood="3", urge="0", contact="none")
    assert talks_of(decision, TODAY).total == 2
    assert TalkTally.objects.count() == 1


def test_a_talk_lights_a_window_that_is_new_today_only(client_of, ana):
    client = client_of(ana)
    with time_machine.travel(NOW, tick=False):
        assert 'class="w new"' in main_of(tap(client, **FINE))
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        page = main_of(client.get("/today/"))
        assert 'class="w new"' not in page
        assert 'class="spark"' not in main_of(tap(client, mood="4", urge="1", contact="none"))
