"""The seven lessons, in the order in which *For me* lists them. Any order will do for a reader."""

from __future__ import annotations

from porchlight.practices.lessons.change import CHANGE
from porchlight.practices.lessons.hard_day import HARD_DAY
from porchlight.practices.lessons.kind_asks import KIND_ASKS
from porchlight.practices.lessons.lesson import Lesson
from porchlight.practices.lessons.limits import LIMITS
from porchlight.practices.lessons.looking_after_me import LOOKING_AFTER_ME
from porchlight.practices.lessons.noticing import NOTICING
from porchlight.practices.lessons.saying_yes import SAYING_YES

LESSONS: dict[str, Lesson] = {
    lesson.slug: lesson
    for lesson in (
        CHANGE,
        KIND_ASKS,
        NOTICING,
        LIMITS,
        SAYING_YES,
        HARD_DAY,
        LOOKING_AFTER_ME,
    )
}
