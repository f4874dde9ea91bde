"""One day as a person tells it. Loneliness is a feeling, not a head count, so both are asked; time
alone that was wanted is not isolation. A blank is a blank and carries no meaning."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

DAYS_BACK = 7
LOW_MOOD, HIGH_MOOD = 1, 5
LOW, HIGH = 0, 10


class Talk(StrEnum):
    """Since yesterday, did I talk with someone who is good for me?"""

    NONE = "none"
    BRIEF = "brief"
    GOOD = "good"


class BadReading(ValueError):
    """An answer that cannot be kept. `field` names it; the message says what would be right."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A day as numbers. None: left blank. `talked_with`: people talked with, from contacts made."""

    day: date
    mood: int | None = None
    urge: int | None = None
    talk: Talk | None = None
    lonely: int | None = None
    avoided: bool | None = None
    held_in: bool | None = None
    alone_wanted: bool | None = None
    talked_with: int = 0

    def __post_init__(self) -> None:
        _on_scale("mood", self.mood, LOW_MOOD, HIGH_MOOD)
        _on_scale("urge", self.urge, LOW, HIGH)
        _on_scale("lonely", self.lonely, LOW, HIGH)
        if self.talk is not None and self.talk not in list(Talk):
            raise BadReading("talk", "talk is none, brief or good; leave it blank to skip.")
        if self.talked_with < 0:
            raise BadReading("talked_with", "talked_with is how many people: 0 or more.")

    @property
    def is_blank(self) -> bool:
        """Nothing was answered on this day."""
        answers = (self.mood, self.urge, self.talk, self.lonely, self.avoided, self.held_in)
        return self.talked_with == 0 and self.alone_wanted is None and answers == (None,) * 6

    @property
    def talked(self) -> bool | None:
        """Whether there was a talk at all; None when the person did not say."""
        if self.talked_with > 0:
            return True
        return None if self.talk is None else self.talk != Talk.NONE

    @property
    def is_chosen_solitude(self) -> bool:
        """A day alone because the person wanted it so: rest, and never counted as isolation."""
        return self.alone_wanted is True and self.talked is not True


def writable_days(today: date) -> tuple[date, ...]:
    """Today and the seven days before it, newest first: those a person can still add or change."""
    return tuple(today - timedelta(days=back) for back in range(DAYS_BACK + 1))


def check_writable(day: date, today: date) -> None:
    """Raise BadReading for a day still to come or one that has closed."""
    if day > today:
        raise BadReading("day", "That day is still to come. Choose today or an earlier day.")
    if day not in writable_days(today):
        raise BadReading("day", f"Choose a day from the last {DAYS_BACK}, or today.")


def _on_scale(field: str, value: int | None, low: int, high: int) -> None:
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise BadReading(field, f"{field} is a whole number from {low} to {high}, or left blank.")
