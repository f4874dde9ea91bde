"""Words for answers, the same as on the form, and the words of Today that depend on values."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from porchlight.checkins import far_away_words, step_words
from porchlight.checkins.forms import MOODS, TALK_CHOICES, CheckInForm
from porchlight.checkins.queries.steps import OfferedStep
from porchlight.domain.answering import Later, Need
from porchlight.domain.steps import DatedPlace
from porchlight.domain.usual import Measure, Reason
from porchlight.people.local import clock

register = template.Library()

SOON_MINUTES = 90


@register.simple_tag
def mood_word(mood: int) -> str | Promise:
    """The word under the face: 1 is "Very low", 5 is "Good"."""
    return dict(MOODS)[mood]


@register.simple_tag
def three_taps(form: CheckInForm | None) -> SafeString:
    """The three questions. Without a form they are the same for everybody who reads a language."""
    return _taps(get_language() or "en") if form is None else _draw_taps(form)


@lru_cache(maxsize=8)
def _taps(language: str) -> SafeString:
    return _draw_taps(None)


def _draw_taps(form: CheckInForm | None) -> SafeString:
    labels = {name: field.label for name, field in CheckInForm.base_fields.items()}
    none, strong = _("none"), _("very strong")
    sent = form.data if form else {}
    context = {
        "form": form,
        "errors": form.errors if form else {},
        "labels": labels,
        "moods": [(value, words, sent.get("mood") == str(value)) for value, words in MOODS],
        "numbers": [
            (n, {0: none, 10: strong}.get(n, ""), sent.get("urge") == str(n)) for n in range(11)
        ],
        "talks": TALK_CHOICES,
    }
    return render_to_string("checkins/_taps.html", context)


@register.simple_tag(takes_context=True)
def room_words(context: Context, room: DatedPlace | None, is_open: bool) -> str:
    """When people are together next, from the request's own moment."""
    if room is None:
        return _("None close to this hour. See what comes next.")
    if is_open:
        return _("People are in one now. Camera off is fine.")
    minutes = int((room.starts_at - context["request"].now).total_seconds() // 60)
    if minutes <= SOON_MINUTES:
        words = ngettext(
            "The next one: in %(n)s minute.", "The next one: in %(n)s minutes.", minutes
        )
        return words % {"n": minutes}
    at = localtime(room.starts_at)
    return _("The next one: %(time)s.") % {"time": clock.clock(at.hour, at.minute)}


@register.simple_tag
def later_words(later: Later) -> str:
    """What is said to how a hard day is a while later."""
    return {
        Later.LIGHTER: _("Good to know. Rest a little."),
        Later.SAME: _("Still here, then. Would company help?"),
        Later.HEAVIER: _("Then a person now. Help is one tap away."),
    }[later]


@register.simple_tag
def step_reason(offered: OfferedStep) -> str:
    """Why this step: one line."""
    return step_words.reason_words(offered)


@register.simple_tag(takes_context=True)
def step_title(context: Context, offered: OfferedStep) -> str:
    """What to do, in one line, seen from the person's own day."""
    return step_words.step_title(offered.step, offered.name, context["request"].today)


@register.simple_tag
def notice_sentence(reasons: Sequence[Reason]) -> str:
    """One sentence of what is different, "" where several things are: then the days are named."""
    if len(reasons) != 1:
        return ""
    reason = reasons[0]
    more = {
        Measure.CONTACT: _("There have been more talks than your usual."),
        Measure.LONELY: _("It has felt lonelier than your usual."),
        Measure.HELD_IN: _("You have kept more inside than you tend to."),
        Measure.AVOIDED: _("You have called off more than you tend to."),
        Measure.MOOD: _("Your mood has been higher than your usual."),
        Measure.URGE: _("The urge has been stronger than your usual."),
    }
    less = {
        Measure.CONTACT: _("It has been quieter than your usual."),
        Measure.LONELY: _("It has felt less lonely than your usual."),
        Measure.HELD_IN: _("You have kept less inside than you tend to."),
        Measure.AVOIDED: _("You have called off less than you tend to."),
        Measure.MOOD: _("Your mood has been lower than your usual."),
        Measure.URGE: _("The urge has been softer than your usual."),
    }
    return (more if reason.recent > reason.usual else less)[reason.kind]


@register.simple_tag
def far_away_title(screen: str) -> str:
    return far_away_words.title(screen)


@register.simple_tag
def far_away_line(screen: str, need: Need | None) -> str:
    return far_away_words.line(screen, need)


@register.simple_tag
def far_away_choices(screen: str) -> list[far_away_words.Choice]:
    return far_away_words.choices(screen)
