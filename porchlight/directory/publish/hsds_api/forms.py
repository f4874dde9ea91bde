"""The parameters of the HSDS API, checked. What is wrong is named, with how to write it.

Errors are for programs and who writes them, and are in English whatever the browser speaks.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django import forms
from django.core.exceptions import ValidationError

from porchlight.directory.formats.fields.geo import point_of_zip
from porchlight.directory.formats.fields.times import moment_in

USUAL_PAGE, LARGEST_PAGE, LARGEST_FULL_PAGE = 50, 500, 100
FARTHEST_M = 500_000
YES, NO = ("true", "1"), ("false", "0")
FORMATS = ("json", "ndjson")


class Truth(forms.CharField):
    """ "true" or "false"; left out it is false."""

    def clean(self, value: object) -> bool:
        text = str(value or "").strip().lower()
        if text and text not in YES + NO:
            raise ValidationError("Write true or false.")
        return text in YES


class MomentField(forms.CharField):
    """A date, or a moment with or without an offset (without one it is UTC)."""

    def clean(self, value: object) -> datetime | None:
        text = str(value or "").strip().replace(" ", "+")
        if not text:
            return None
        found = moment_in(text)
        if found is None:
            raise ValidationError("Write a moment like 2026-11-18T09:00:00Z.")
        return found.astimezone(UTC)


def whole(least: int, most: int) -> forms.IntegerField:
    words = f"Write a whole number from {least} to {most}."
    messages = dict.fromkeys(("invalid", "min_value", "max_value"), words)
    return forms.IntegerField(
        min_value=least, max_value=most, required=False, error_messages=messages
    )


def own_id() -> forms.UUIDField:
    words = "Write an id, which is a UUID like 6f1d2c1e-3f0b-5a52-9a53-2d1f0c7b9e11."
    return forms.UUIDField(required=False, error_messages={"invalid": words})


class Listed(forms.Form):
    """What every list takes."""

    search = forms.CharField(
        required=False,
        max_length=200,
        error_messages={"max_length": "Write at most 200 characters."},
    )
    page = whole(1, 1_000_000)
    per_page = whole(1, LARGEST_PAGE)
    format = forms.ChoiceField(
        choices=[(name, name) for name in FORMATS],
        required=False,
        error_messages={"invalid_choice": "Write json or ndjson."},
    )

    @property
    def page_number(self) -> int:
        return self.cleaned_data["page"] or 1

    @property
    def page_size(self) -> int:
        most = LARGEST_FULL_PAGE if self.cleaned_data.get("full") else LARGEST_PAGE
        return min(self.cleaned_data["per_page"] or USUAL_PAGE, most)

    @property
    def is_lines(self) -> bool:
        return bool(self.cleaned_data["format"] == "ndjson")


class ServicesAsked(Listed):
    """What lists of services and of services at places take."""

    taxonomy_term_id = own_id()
    taxonomy_id = own_id()
    organization_id = own_id()
    modified_after = MomentField(required=False)
    minimal = Truth(required=False)
    full = Truth(required=False)
    postcode = forms.RegexField(
        r"\d{5}(?:-\d{4})?",
        required=False,
        error_messages={"invalid": "Write a ZIP code of 5 digits."},
    )
    proximity = whole(1, FARTHEST_M)

    def clean(self) -> None:
        cleaned = self.cleaned_data
        if self.errors:
            return
        if cleaned["proximity"] and not cleaned["postcode"]:
            self.add_error("postcode", "proximity counts from a postcode. Give one, or leave both.")
        elif cleaned["proximity"]:
            cleaned["near"] = point_of_zip(cleaned["postcode"])
            if cleaned["near"] is None:
                self.add_error("postcode", "This ZIP code is not known here.")


class OrganizationsAsked(Listed):
    full = Truth(required=False)
    full_service = Truth(required=False)


class TermsAsked(Listed):
    taxonomy_id = own_id()
    parent_id = own_id()
    top_only = Truth(required=False)


class OneOrganizationAsked(forms.Form):
    full_service = Truth(required=False)
