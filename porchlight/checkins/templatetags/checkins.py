"""Words for answers, the same as on the form."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise

from porchlight.checkins.forms import MOODS

register = template.Library()


@register.simple_tag
def mood_word(mood: int) -> str | Promise:
    """The word under the face: 1 is "Very low", 5 is "Good"."""
    return dict(MOODS)[mood]
