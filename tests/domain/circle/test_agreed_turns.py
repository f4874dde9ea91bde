"""A turn that two people agreed on comes before somebody not talked to lately."""

from porchlight.domain.steps import (
    AgreedTurn,
    PastStep,
    Step,
    StepAnswer,
    StepKind,
    StepReason,
    Why,
    one_small_step,
)
from tests.domain.test_steps import NOW, ROOM, TODAY, somebody


def turn(tie_id, hour=20, kind=StepKind.CALL):
    return AgreedTurn(NOW.replace(hour=hour), tie_id, kind)


def test_whose_turn_was_agreed_for_today_comes_before_who_was_not_talked_to_lately():
    people = [somebody("rosa", days=30), somebody("ben", days=1, ways="")]
    agreed = [turn("ben", 21, StepKind.HELLO), turn("ben")]
    offered = one_small_step(people, [ROOM], now=NOW, agreed=agreed)
    at = NOW.replace(hour=20)
    assert offered == Step(StepKind.CALL, StepReason(Why.AGREED), "ben", starts_at=at)
    for order in (agreed, agreed[::-1]):
        assert one_small_step(people, [], now=NOW, agreed=order) == offered


def test_a_turn_that_was_talked_of_today_is_over_and_one_with_nobody_here_is_none():
    people = [somebody("rosa", days=30), somebody("ben", days=0)]
    for agreed in ([turn("ben")], [turn("cleo")]):
        offered = one_small_step(people, [], now=NOW, agreed=agreed)
        assert (offered.tie_id, offered.reason.why) == ("rosa", Why.THEIR_TURN)


def test_not_today_is_an_answer_to_a_turn_too():
    declined = PastStep(StepKind.CALL, "ben", TODAY, StepAnswer.NOT_TODAY)
    people = [somebody("ben", days=1)]
    assert one_small_step(people, [], now=NOW, past_steps=[declined], agreed=[turn("ben")]) is None
