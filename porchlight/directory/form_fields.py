"""Fields of Meet's forms that cost little to read and to draw."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from porchlight.directory.vocabulary.url_codes import term_of


class PlainSelect(forms.Select):
    """A list to choose from. The engine would look up a template for each option, and the form of a
    list of meetings has two dozen of them; so it is written here."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        facts = flatatt(self.build_attrs(self.attrs, {"name": name, **(attrs or {})}))
        options = (
            (code, mark_safe(" selected") if str(code) == str(value) else "", words)
            for code, words in self.choices
        )
        inside = format_html_join("", '<option value="{}"{}>{}</option>', options)
        return format_html("<select{}>{}</select>", facts, inside)


class TermsField(forms.Field):
    """Ticked terms, sent as codes. The page draws the boxes (`groups_of`): a widget for each of a
    hundred would cost more than finding the meetings."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> tuple[str, ...]:
        terms = [term_of(code) for code in value or ()]
        if not all(terms):
            raise ValidationError(_("Choose from the list"), code="invalid_choice")
        return tuple(terms)


def words_field() -> forms.CharField:
    return forms.CharField(
        label=_("Words"),
        help_text=_("A name, a street, a town: “step meeting Jackson”."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search"}),
        error_messages={"max_length": _("Use fewer words")},
    )
