"""What a form says is not right, as codes: its words may be bettered without a test."""

from __future__ import annotations

from typing import Any


def codes_of(answer: Any, form: str = "form") -> dict[str, list[str | None]]:
    """The code of each error of the page's form, by field; "__all__" for the form as a whole."""
    faults = answer.context[form].errors.as_data()
    return {name: [error.code for error in errors] for name, errors in faults.items()}
