"""What is known before a person has told anything: numbers fitted offline, and what they rest on.

A prior is a small JSON. Its items are on 0-10, worse is up, and go by name; an item it does not
know takes the numbers of `any`, and has no weight of its own in tomorrow's read-out. Its `version`
is of the format: 2 has a bar for each chart where 1 had one for all items together.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

import numpy as np

from porchlight.domain.drift.kalman import Rates
from porchlight.domain.drift.scales import Floats, Scale

VERSION: Final = 2
ANY: Final = "any"
RATES: Final = ("mean", "between", "phi", "now", "noise", "wander")


class BadPrior(ValueError):
    """Not a prior that can be used; the message says what is off."""


@dataclass(frozen=True)
class Prior:
    """`made`: who fitted it, on what, with what result. `items`: name -> number by name, see RATES,
    and `spread` (SD of a person's own answers), `weight` (in the composite). `alike`: correlation
    of two items' charts, by names. `tomorrow`, `unusual`: see readout.py. `chart`: `unit`, `pull`,
    `spread_pull`, `past_pull`, `doubt` and `doubt_alone` as in chart.py; `contact`, the item with a
    chart beside the target's, or None; `bars`, by budget (alerts a month) and chart, right for who
    answers on `share` of their days, see bars.py."""

    made: Mapping[str, Any]
    target: str
    items: Mapping[str, Mapping[str, float]]
    alike: Mapping[str, Mapping[str, float]]
    tomorrow: Mapping[str, Any]
    unusual: Mapping[str, float]
    chart: Mapping[str, Any]

    def to_json(self) -> str:
        return json.dumps({"version": VERSION} | vars(self), indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Prior:
        """BadPrior when the text is not a prior of this version."""
        try:
            content = json.loads(text)
        except ValueError as error:
            raise BadPrior(f"This prior is not JSON: {error}.") from error
        if not isinstance(content, dict) or content.get("version") != VERSION:
            raise BadPrior(f"This is not a prior of version {VERSION}. Fit it anew.")
        missing = sorted(set(cls.__dataclass_fields__) - set(content))
        if missing:
            raise BadPrior(f"This prior lacks {', '.join(missing)}. Fit it anew.")
        return cls(**{name: content[name] for name in cls.__dataclass_fields__})

    def mark(self) -> int:
        """32 bits that change when a number does. Provenance is left out."""
        numbers = {name: value for name, value in vars(self).items() if name != "made"}
        return zlib.crc32(json.dumps(numbers, sort_keys=True).encode())

    def rates(self, scales: Sequence[Scale]) -> Rates:
        columns = (self.of_items(name, scales)[:, None] for name in RATES)
        return Rates(*(column.astype(np.float32) for column in columns))

    def of_items(self, name: str, scales: Sequence[Scale]) -> Floats:
        """[n_items] of one number."""
        return np.array([self._item(scale)[name] for scale in scales], dtype=np.float64)

    def likeness(self, scales: Sequence[Scale]) -> Floats:
        """[n_items, n_items] correlation of the items' charts."""
        other = float(self.alike[ANY][ANY])
        return np.array(
            [
                [1.0 if a == b else self.alike.get(a.name, {}).get(b.name, other) for b in scales]
                for a in scales
            ]
        )

    def _item(self, scale: Scale) -> Mapping[str, float]:
        return self.items.get(scale.name, self.items[ANY])


def _default() -> Prior:
    return Prior.from_json(files(__package__).joinpath("default.json").read_text("utf-8"))


DEFAULT: Final = _default()
