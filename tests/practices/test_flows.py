"""The guided practices as data: their bounds, and that every road in them leads to a person."""

from __future__ import annotations

import pytest

from porchlight.practices.flows import FLOWS, MOST_MINUTES, MOST_STEPS, Flow, ScreenKind

EVERY_FLOW = pytest.mark.parametrize("flow", FLOWS.values(), ids=list(FLOWS))


@EVERY_FLOW
def test_a_practice_is_short(flow: Flow):
    assert len(flow.steps) <= MOST_STEPS
    assert flow.minutes <= MOST_MINUTES
    assert all(step.seconds <= MOST_MINUTES * 60 for step in flow.steps)


@EVERY_FLOW
def test_every_step_has_a_key_of_its_own_and_leads_to_one_that_exists(flow: Flow):
    keys = [step.key for step in flow.steps]
    assert len(keys) == len(set(keys))
    for step in flow.steps:
        for key in (flow.after(step), flow.before(step), *(o.to for o in step.options)):
            assert key == "" or key in keys


@EVERY_FLOW
def test_every_road_ends_at_a_person(flow: Flow):
    assert flow.steps[-1].kind is ScreenKind.CONTACT_OFFER
    by_key = {step.key: step for step in flow.steps}
    ends_at_a_person = {flow.steps[-1].key}
    while True:
        more = {
            key
            for key, step in by_key.items()
            if ends_at_a_person & {flow.after(step), *(o.to for o in step.options)}
        } - ends_at_a_person
        if not more:
            break
        ends_at_a_person |= more
    assert ends_at_a_person == set(by_key)


@EVERY_FLOW
def test_back_is_there_on_every_step_but_the_first(flow: Flow):
    assert [step.key for step in flow.steps if not flow.before(step)] == [flow.steps[0].key]


@EVERY_FLOW
def test_only_a_timer_has_seconds_and_only_a_choice_has_options(flow: Flow):
    for step in flow.steps:
        assert bool(step.seconds) == (step.kind is ScreenKind.TIMER)
        assert bool(step.options) == (step.kind is ScreenKind.PICK_ONE)


def test_back_from_a_shared_step_goes_to_the_choice_that_led_there():
    breathe = FLOWS["breathe"]
    after = next(step for step in breathe.steps if step.key == "after")
    assert breathe.before(after) == "how-long"


def test_the_urge_wave_names_withdrawal_and_an_eyes_open_way():
    wave = FLOWS["wave"]
    said = " ".join(str(words) for step in wave.steps for words in step.say)
    care = " ".join(str(words) for words in wave.care)
    assert "seizure" in care
    assert "seeing things" in care
    assert "eyes open" in said
    assert "five things around you" in said
