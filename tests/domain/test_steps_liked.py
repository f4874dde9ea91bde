"""A pathway that is liked comes first, after what a barrier makes hard."""

import pytest

from porchlight.domain.steps import Attendance, Barrier
from tests.domain.test_steps import FRIENDLY_ROOM, ONLINE, ROOM, place, step

LIKED = place("liked screen", hours=6, attendance=Attendance.ONLINE)
LIKED_ROOM = place("liked hall", hours=9)


@pytest.mark.parametrize(
    ("barriers", "places", "liked", "target"),
    [
        ([], [ROOM, LIKED_ROOM], ["liked hall"], "liked hall"),
        ([], [ROOM, LIKED], ["liked screen"], "liked screen"),
        ([], [ROOM, LIKED], [], "hall"),
        ([], [LIKED, LIKED_ROOM], ["liked screen", "liked hall"], "liked hall"),
        # What a barrier makes hard stays hard, however well it is liked.
        (["transport"], [ONLINE, LIKED_ROOM], ["liked hall"], "screen"),
        (["social_anxiety"], [FRIENDLY_ROOM, LIKED_ROOM], ["liked hall"], "open hall"),
    ],
)
def test_a_pathway_that_is_liked_comes_first(barriers, places, liked, target):
    several = [p._replace(is_liked=p.service_id in liked) for p in places]
    assert step(places=several, barriers=map(Barrier, barriers)).service_id == target
