"""One small step: at most one, at a person or a place, shaped by what stands in the way."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from porchlight.domain.step_questions import asks_about
from porchlight.domain.steps import (
    Attendance,
    Barrier,
    DatedPlace,
    Near,
    Outcome,
    PastStep,
    Somebody,
    Step,
    StepAnswer,
    StepKind,
    StepReason,
    Why,
    is_turn_of,
    one_small_step,
)

NOW = datetime(2026, 3, 9, 18, 0, tzinfo=UTC)
TODAY = NOW.date()
INNER, MIDDLE, OUTER = Near


def ago(days):
    return TODAY - timedelta(days=days)


def somebody(tie_id="rosa", near=INNER, days=9, ways="call text"):
    return Somebody(
        tie_id=tie_id,
        near=near,
        last_talked=None if days is None else ago(days),
        can_call="call" in ways,
        can_text="text" in ways,
        has_link="link" in ways,
    )


def place(service_id="noon", hours=3, attendance=Attendance.IN_PERSON, near_m=900, friendly=False):
    return DatedPlace(
        service_id=service_id,
        name=service_id.title(),
        starts_at=NOW + timedelta(hours=hours),
        attendance=attendance,
        distance_m=None if attendance == Attendance.ONLINE else near_m,
        is_newcomer_friendly=friendly,
    )


ONLINE = place("screen", hours=5, attendance=Attendance.ONLINE)
ROOM = place("hall", hours=2, near_m=900)
FAR_ROOM = place("far hall", hours=1, near_m=8_000)
FRIENDLY_ROOM = place("open hall", hours=4, near_m=900, friendly=True)


def step(people=(), places=(), barriers=(), past_steps=(), now=NOW):
    return one_small_step(people, places, now=now, barriers=barriers, past_steps=past_steps)


@pytest.mark.parametrize(
    ("near", "days", "is_due"),
    [
        (INNER, 6, False),
        (INNER, 7, True),
        (MIDDLE, 20, False),
        (MIDDLE, 21, True),
        (OUTER, 59, False),
        (OUTER, 60, True),
        (OUTER, None, True),
    ],
)
def test_whose_turn_it_is(near, days, is_due):
    assert is_turn_of(somebody(near=near, days=days), TODAY) is is_due


def test_the_longest_wait_for_their_own_nearness_comes_first():
    people = [somebody("ben", MIDDLE, 30), somebody("rosa", INNER, 14), somebody("mo", OUTER, 61)]
    offered = step(people)
    assert (offered.tie_id, offered.reason) == ("rosa", StepReason(Why.THEIR_TURN, 14))


def test_nobody_is_suggested_whom_they_talked_with_of_late():
    assert step([somebody(days=1), somebody("ben", MIDDLE, 3)]) is None


def test_an_empty_circle_begins_with_one_person():
    assert step() == Step(StepKind.ADD_PERSON, StepReason(Why.NOBODY_YET))
    not_today = PastStep(StepKind.ADD_PERSON, "", ago(1), StepAnswer.NOT_TODAY)
    assert step(past_steps=[not_today]) is None


def test_a_place_when_nobody_is_due():
    offered = step([somebody(days=1)], [FAR_ROOM, ROOM])
    assert (offered.kind, offered.service_id) == (StepKind.GO, "far hall")
    assert offered.starts_at == FAR_ROOM.starts_at
    assert offered.reason.why == Why.STARTS_SOON


@pytest.mark.parametrize(
    ("barriers", "near", "ways", "kind"),
    [
        ([], INNER, "call text", StepKind.CALL),
        ([], MIDDLE, "call text", StepKind.TEXT),
        ([], INNER, "link", StepKind.LINK),
        ([], INNER, "", StepKind.HELLO),
        (["social_anxiety"], INNER, "call text", StepKind.TEXT),
        (["rejection"], INNER, "call text", StepKind.TEXT),
        (["rejection"], INNER, "call", StepKind.CALL),
        (["words"], INNER, "call text", StepKind.TEXT),
        (["words"], INNER, "call", StepKind.CALL),
        (["transport"], INNER, "call text", StepKind.CALL),
        (["past_hurt"], INNER, "call text", StepKind.CALL),
    ],
)
def test_how_a_person_is_reached(barriers, near, ways, kind):
    offered = step([somebody(near=near, days=90, ways=ways)], barriers=map(Barrier, barriers))
    assert (offered.kind, offered.tie_id) == (kind, "rosa")


@pytest.mark.parametrize(
    ("barriers", "places", "kind", "target"),
    [
        ([], [ONLINE, ROOM], StepKind.GO, "hall"),
        ([], [ONLINE], StepKind.JOIN, "screen"),
        (["transport"], [FAR_ROOM], None, None),
        (["transport"], [FAR_ROOM, ROOM], StepKind.GO, "hall"),
        (["transport"], [ROOM, ONLINE], StepKind.JOIN, "screen"),
        (["services"], [ROOM, ONLINE], StepKind.JOIN, "screen"),
        (["stigma"], [ROOM, ONLINE], StepKind.JOIN, "screen"),
        (["stigma"], [ROOM], StepKind.GO, "hall"),
        (["social_anxiety"], [ROOM], None, None),
        (["social_anxiety"], [ROOM, ONLINE], StepKind.JOIN, "screen"),
        (["social_anxiety"], [ROOM, FRIENDLY_ROOM], StepKind.GO, "open hall"),
        (["past_hurt"], [ROOM, FRIENDLY_ROOM], StepKind.GO, "open hall"),
        (["rejection"], [ROOM, ONLINE], StepKind.JOIN, "screen"),
    ],
)
def test_which_place_and_by_which_door(barriers, places, kind, target):
    offered = step([somebody(days=1)], places, barriers=map(Barrier, barriers))
    if kind is None:
        assert offered is None
        return
    assert (offered.kind, offered.service_id) == (kind, target)


def test_after_past_hurt_nobody_far_is_suggested():
    people = [somebody("far", OUTER, 200), somebody("near", MIDDLE, 25)]
    assert step(people, barriers=[Barrier.PAST_HURT]).tie_id == "near"
    assert step(people[:1], barriers=[Barrier.PAST_HURT]) is None


def test_fear_of_a_no_begins_with_the_nearest():
    people = [somebody("long ago", OUTER, 600), somebody("near", INNER, 8)]
    assert step(people).tie_id == "long ago"
    assert step(people, barriers=[Barrier.REJECTION]).tie_id == "near"


def test_no_call_is_suggested_late_at_night():
    night = NOW.replace(hour=23)
    assert step([somebody()], now=night).kind == StepKind.TEXT
    assert step([somebody(ways="call")], now=night) is None


def test_a_hybrid_place_is_joined_from_home_when_far():
    hybrid = place("both", attendance=Attendance.HYBRID, near_m=90_000)
    assert step(places=[hybrid]).kind == StepKind.JOIN


def test_a_room_without_a_known_distance_is_not_suggested():
    assert step([somebody(days=1)], [place(near_m=None)]) is None


def test_a_place_that_has_started_or_is_days_off_is_not_suggested():
    assert step([somebody(days=1)], [place(hours=-1), place(hours=40)]) is None


def past(kind, target, days, answer=StepAnswer.NOT_TODAY, outcome=None, **more):
    return PastStep(kind, target, ago(days), answer, outcome, **more)


@pytest.mark.parametrize("answer", list(StepAnswer))
def test_one_answer_is_enough_for_today(answer):
    assert (
        step(
            [somebody(), somebody("ben")],
            [ROOM],
            past_steps=[past(StepKind.CALL, "rosa", 0, answer)],
        )
        is None
    )


@pytest.mark.parametrize(
    ("story", "earlier", "offered"),
    [
        ("declined yesterday", [("call", 1, "not_today", None)], "ben"),
        ("declined a week ago", [("call", 7, "not_today", None)], "rosa"),
        (
            "declined twice",
            [("call", 12, "not_today", None), ("call", 8, "not_today", None)],
            "ben",
        ),
        ("declined twice, long ago", [("call", 30, "not_today", None)] * 2, "rosa"),
        ("no answer yesterday", [("call", 1, "taken", "no_answer")], "ben"),
        ("no answer two days ago", [("call", 2, "taken", "no_answer")], "rosa"),
        ("not for me, a month ago", [("call", 30, "taken", "not_for_me")], "ben"),
        ("it happened", [("call", 1, "taken", "happened")], "rosa"),
    ],
)
def test_what_was_declined_rests_a_while(story, earlier, offered):
    earlier_steps = [
        past(StepKind(kind), "rosa", days, StepAnswer(answer), outcome and Outcome(outcome))
        for kind, days, answer, outcome in earlier
    ]
    people = [somebody("rosa", INNER, 20), somebody("ben", INNER, 10)]
    assert step(people, past_steps=earlier_steps).tie_id == offered, story


def test_after_a_person_was_declined_a_place_goes_first():
    people = [somebody(), somebody("ben", days=8)]
    assert step(people, [ROOM]).tie_id == "rosa"
    after = step(people, [ROOM], past_steps=[past(StepKind.CALL, "rosa", 1)])
    assert after.service_id == "hall"


def test_two_places_declined_in_a_fortnight_rest_all_places():
    earlier_steps = [past(StepKind.GO, "a", 3), past(StepKind.JOIN, "b", 9)]
    assert step([somebody(days=1)], [ROOM], past_steps=earlier_steps) is None
    assert step([somebody(days=1)], [ROOM], past_steps=earlier_steps[:1]).service_id == "hall"


@pytest.mark.parametrize(
    ("story", "past_step", "is_asked"),
    [
        ("the same day", past(StepKind.TEXT, "rosa", 0, StepAnswer.TAKEN), False),
        ("the day after", past(StepKind.TEXT, "rosa", 1, StepAnswer.TAKEN), True),
        ("a week after", past(StepKind.TEXT, "rosa", 7, StepAnswer.TAKEN), True),
        ("then let go", past(StepKind.TEXT, "rosa", 8, StepAnswer.TAKEN), False),
        ("not today", past(StepKind.TEXT, "rosa", 1), False),
        ("told", past(StepKind.TEXT, "rosa", 1, StepAnswer.TAKEN, Outcome.HAPPENED), False),
        ("asked", past(StepKind.TEXT, "rosa", 1, StepAnswer.TAKEN, was_due=True), False),
        ("to write somebody down", past(StepKind.ADD_PERSON, "", 1, StepAnswer.TAKEN), False),
        (
            "a place still to come",
            past(StepKind.GO, "hall", 1, StepAnswer.TAKEN, starts_at=NOW + timedelta(hours=1)),
            False,
        ),
        (
            "a place this afternoon",
            past(StepKind.GO, "hall", 0, StepAnswer.TAKEN, starts_at=NOW - timedelta(hours=3)),
            True,
        ),
    ],
)
def test_a_taken_step_is_asked_about_once(story, past_step, is_asked):
    assert (asks_about([past_step], NOW) is past_step) is is_asked, story


def test_only_the_latest_is_asked_about():
    earlier_steps = [
        past(StepKind.TEXT, who, days, StepAnswer.TAKEN) for who, days in [("a", 3), ("b", 2)]
    ]
    assert asks_about(earlier_steps, NOW) is earlier_steps[1]
    assert asks_about([], NOW) is None


dates = st.none() | st.integers(0, 400).map(ago)
people_lists = st.lists(
    st.builds(
        Somebody,
        tie_id=st.sampled_from(["a", "b", "c", "d", "e"]),
        near=st.sampled_from(list(Near)),
        last_talked=dates,
        can_call=st.booleans(),
        can_text=st.booleans(),
        has_link=st.booleans(),
    ),
    max_size=5,
    unique_by=lambda person: person.tie_id,
)
place_lists = st.lists(
    st.builds(
        DatedPlace,
        service_id=st.sampled_from(["u", "v", "w", "x"]),
        name=st.just("Place"),
        starts_at=st.integers(-5, 50).map(lambda hours: NOW + timedelta(hours=hours)),
        attendance=st.sampled_from(list(Attendance)),
        distance_m=st.none() | st.integers(0, 60_000),
        is_newcomer_friendly=st.booleans(),
    ),
    max_size=4,
    unique_by=lambda place: place.service_id,
)
past_step_lists = st.lists(
    st.builds(
        PastStep,
        kind=st.sampled_from(list(StepKind)),
        target=st.sampled_from(["a", "b", "u", "v", ""]),
        on=st.integers(0, 40).map(ago),
        answer=st.sampled_from(list(StepAnswer)),
        outcome=st.none() | st.sampled_from(list(Outcome)),
    ),
    max_size=6,
)
barrier_sets = st.sets(st.sampled_from(list(Barrier)))


@given(people_lists, place_lists, barrier_sets, past_step_lists, st.integers(0, 23))
def test_a_step_always_ends_at_a_person_or_a_place(people, places, barriers, past_steps, hour):
    now = NOW.replace(hour=hour)
    offered = one_small_step(people, places, now=now, barriers=barriers, past_steps=past_steps)
    if offered is None:
        return
    if offered.kind == StepKind.ADD_PERSON:
        assert not people
        return
    is_person = offered.tie_id in {person.tie_id for person in people}
    starts = {(place.service_id, place.starts_at) for place in places}
    assert is_person != ((offered.service_id, offered.starts_at) in starts)
    assert offered.starts_at is None or offered.starts_at > now


@given(
    people_lists,
    place_lists,
    barrier_sets,
    past_step_lists,
    st.randoms(use_true_random=False),
)
def test_the_order_of_what_is_given_is_nothing(people, places, barriers, past_steps, shuffler):
    first = one_small_step(people, places, now=NOW, barriers=barriers, past_steps=past_steps)
    for given_list in (people, places, past_steps):
        shuffler.shuffle(given_list)
    assert (
        one_small_step(people, places, now=NOW, barriers=barriers, past_steps=past_steps) == first
    )


@given(people_lists, place_lists, barrier_sets, past_step_lists)
def test_not_today_ends_it_for_today(people, places, barriers, past_steps):
    offered = one_small_step(people, places, now=NOW, barriers=barriers, past_steps=past_steps)
    if offered is None:
        return
    declined = PastStep(offered.kind, offered.target, TODAY, StepAnswer.NOT_TODAY)
    again = [*past_steps, declined]
    assert one_small_step(people, places, now=NOW, barriers=barriers, past_steps=again) is None
    tomorrow = NOW + timedelta(days=1)
    other = one_small_step(people, places, now=tomorrow, barriers=barriers, past_steps=again)
    assert other is None or other.target != offered.target


@given(people_lists, place_lists, past_step_lists)
def test_without_a_lift_no_room_further_than_a_short_walk(people, places, past_steps):
    offered = one_small_step(
        people, places, now=NOW, barriers={Barrier.TRANSPORT}, past_steps=past_steps
    )
    if offered is not None and offered.kind == StepKind.GO:
        (room,) = [place for place in places if place.service_id == offered.service_id]
        assert room.distance_m <= 1_600


def test_a_tried_day_of_tomorrow_in_another_zone_is_no_fault():
    ahead = PastStep(StepKind.CALL, "rosa", date(2026, 3, 10), StepAnswer.TAKEN)
    assert step([somebody("ben")], past_steps=[ahead]).tie_id == "ben"
    assert asks_about([ahead], NOW) is None


def test_a_place_that_began_before_the_clocks_went_back_is_not_ahead():
    """At 1:05 for the second time, 1:10 for the first time was 55 minutes ago."""
    here = ZoneInfo("America/Chicago")
    now = datetime(2026, 11, 1, 1, 5, fold=1, tzinfo=here)
    began = place()._replace(starts_at=datetime(2026, 11, 1, 1, 10, tzinfo=here))
    ahead = place("next")._replace(starts_at=datetime(2026, 11, 1, 1, 10, fold=1, tzinfo=here))
    assert one_small_step([], [began], now=now).kind == StepKind.ADD_PERSON
    assert one_small_step([], [began, ahead], now=now).target == "next"
