"""Which PINs are taken for the lock on one phone.

With five tries, whoever picks up the phone tries the few PINs that most people choose: one digit
over and over, a straight run, a pair again and again, or the middle column of the keys.
"""

from __future__ import annotations

from typing import Final, Literal

SHORTEST: Final = 4
LONGEST: Final = 8
COLUMN: Final = ("2580", "0852")
RUNS: Final = ("0123456789", "1234567890", "9876543210", "0987654321")

PinProblem = Literal["not-digits", "too-short", "too-long", "too-easy"]


def problem_with_pin(pin: str) -> PinProblem | None:
    """Which rule a PIN breaks; None: it is good. Only the digits 0 to 9 count as digits."""
    if not (pin.isascii() and pin.isdigit()):
        return "not-digits"
    if len(pin) < SHORTEST:
        return "too-short"
    if len(pin) > LONGEST:
        return "too-long"
    return "too-easy" if _is_easy(pin) else None


def _is_easy(pin: str) -> bool:
    is_pair_again = pin == (pin[:2] * LONGEST)[: len(pin)]
    return is_pair_again or pin in COLUMN or any(pin in run for run in RUNS)
