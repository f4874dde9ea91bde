"""One instant on two clocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Moment:
    """The reader's own clock, and the listing's where the two differ. `here_is_unsure` for a guest
    whose clock is only supposed: then a time never stands without the name of its clock."""

    here: datetime
    there: datetime
    here_is_unsure: bool = False

    @property
    def has_two_clocks(self) -> bool:
        return self.here.replace(tzinfo=None) != self.there.replace(tzinfo=None)
