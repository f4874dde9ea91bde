"""Times, distances and places of listings, in words."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from porchlight.directory.correction_form import ABOUT_WORDS
from porchlight.directory.display import countdown, wording
from porchlight.directory.display.moments import Moment
from porchlight.directory.display.phone_links import PhoneLink, line_of
from porchlight.directory.display.sketch_map import SIZE, Ring
from porchlight.directory.finder.search import terms_in_use
from porchlight.directory.formats.fields.urls import public_url
from porchlight.directory.forms import A_WEEK, CareForm, FindForm, SoonForm, first_terms, groups_of
from porchlight.directory.intake.source_health import SourceState
from porchlight.directory.models import Location
from porchlight.directory.queries import result_count
from porchlight.directory.queries.care import CarePage
from porchlight.directory.queries.listing import ScheduleLine
from porchlight.directory.queries.map import MapPlace
from porchlight.directory.queries.print_list import PocketLine
from porchlight.directory.queries.starts import Day, StartRow
from porchlight.directory.queries.viewer import Viewer
from porchlight.directory.row_html import place_items, pocket_lines, start_rows
from porchlight.directory.views.query_string import place_choices, rest_of_question

register = template.Library()
register.filter("public_url", public_url)


@register.filter
def clock(moment: Moment) -> str:
    """ "7 p.m.", on the person's own clock."""
    return wording.clock(moment.here)


@register.filter
def their_clock(moment: Moment) -> str:
    """The listing's own clock; "" when it is the same."""
    return wording.their_clock(moment)


@register.filter
def their_span(times: ScheduleLine) -> str:
    return wording.their_span(times.start, times.end)


@register.filter
def unlocalized(number: float) -> str:
    """A number as drawings and scripts read it, whatever the language: 32.3."""
    return f"{number:.10g}"


@register.filter
def ring_top(ring: Ring) -> str:
    """Where the words of a ring stand: on its line, at the top."""
    return f"{SIZE / 2 - ring.radius + 5:.10g}"


@register.simple_tag
def week_words(total: int, form: SoonForm) -> str:
    """ "40 start near Jackson, MS or online in the next 7 days"."""
    return result_count.starts(total, form, hours=A_WEEK)


@register.filter
def month_words(on: date) -> str:
    return wording.month(on)


@register.simple_tag
def about_words(about: str) -> str:
    """What a correction is about, as its form words it."""
    return str(ABOUT_WORDS[about])


STATE_WORDS: dict[SourceState, Promise] = {
    SourceState.WAITS: gettext_lazy("A change waits for you"),
    SourceState.NEVER_READ: gettext_lazy("Never read yet"),
    SourceState.HIDDEN: gettext_lazy("So old that nothing of it is shown"),
    SourceState.STALE: gettext_lazy("Old: it comes last in lists"),
    SourceState.FAILING: gettext_lazy("The last look did not work"),
    SourceState.GOOD: gettext_lazy("In order"),
}


@register.simple_tag
def source_state(state: SourceState) -> str:
    return str(STATE_WORDS[state])


@register.simple_tag
def read_words(age_days: int) -> str:
    """ "read today", "read 3 days ago"."""
    if age_days < 1:
        return _("read today")
    return ngettext("read %(n)s day ago", "read %(n)s days ago", age_days) % {"n": age_days}


@register.simple_tag
def care_count(page: CarePage, form: CareForm) -> str:
    """ "12 found near Jackson, MS"."""
    return result_count.care(page.total + page.n_dates, form)


@register.simple_tag(takes_context=True)
def far_words(context: Context, metres: float) -> str:
    """A distance in the person's own measure."""
    return wording.far(metres, wording.unit_of(context["viewer"].country))


@register.filter
def clock_place(viewer: Viewer) -> str:
    """The city that names the clock of the page's times: "Chicago"."""
    return wording.city_of_zone(viewer.zone)


@register.inclusion_tag("directory/_which_place.html", takes_context=True)
def which_place(context: Context, form: FindForm, *, is_list: bool = False) -> dict[str, Any]:
    """What was not understood of the place, and the places to tap that may be meant. `is_list` says
    that what is online is listed below."""
    request = context["request"]
    return {
        "form": form,
        "typed": form["place"].value(),
        "choices": place_choices(request, form),
        "rest": rest_of_question(request, "place"),
        "is_list": is_list,
    }


@register.simple_tag(takes_context=True)
def starts_of(context: Context, day: Day) -> SafeString:
    return start_rows(day.rows, _place_to_carry(context))


@register.simple_tag(takes_context=True)
def few_starts(context: Context, rows: list[StartRow]) -> SafeString:
    """Starts below a heading that says whether they are in a room or online."""
    return start_rows(rows, _place_to_carry(context), is_one_way=True)


@register.simple_tag(takes_context=True)
def place_to_carry(context: Context) -> str:
    """The place of `_place_to_carry`, for a link that a template writes itself."""
    return _place_to_carry(context)


def _place_to_carry(context: Context) -> str:
    """For a guest, each link carries on the place asked about, whose clock they read by."""
    form = None if context.get("visitor") else context.get("form")
    spot = form.spot if isinstance(form, FindForm) else None
    return spot.typed if spot else ""


@register.simple_tag(takes_context=True)
def place_list(context: Context, places: list[MapPlace]) -> SafeString:
    return place_items(places, has_points=bool(context.get("tiles")))


@register.simple_tag
def pocket_rows(lines: list[PocketLine]) -> SafeString:
    return pocket_lines(lines)


@register.simple_tag
def numbered_line(line: Any) -> SafeString:
    """A help line on paper: its number once, then its name, which may begin with that number."""
    number, name = line.call or line.text, str(line.name)
    first, _space, rest = name.partition(" ")
    says_it = rest and re.sub(r"\D", "", first) == re.sub(r"\D", "", number)
    return format_html("<strong>{}</strong> {}", number, rest if says_it else name)


@register.simple_tag
def term_groups(form: FindForm) -> SafeString:
    """The boxes to tick, a hundred of them: drawn once for each language and choice."""
    return _drawn_groups(get_language() or "", type(form), form.ticked, terms_in_use())


@lru_cache(maxsize=256)
def _drawn_groups(
    language: str, kind: type[FindForm], ticked: frozenset[str], in_use: frozenset[str]
) -> SafeString:
    groups = groups_of(kind, ticked, in_use)
    return render_to_string("directory/_groups.html", {"groups": groups})


@register.simple_tag
def few_terms(form: FindForm) -> SafeString:
    """The boxes that stand beside a list: its page is to stay small, and all of them are a page of
    their own."""
    return _drawn_few(get_language() or "", form.ticked, terms_in_use())


@lru_cache(maxsize=256)
def _drawn_few(language: str, ticked: frozenset[str], in_use: frozenset[str]) -> SafeString:
    options = first_terms(ticked, in_use)
    return render_to_string("directory/_few_terms.html", {"options": options})


@register.simple_tag(takes_context=True)
def day_words(context: Context, day: date) -> str:
    """ "Today", "Tomorrow", or "Friday, June 12"."""
    return wording.day(day, context["request"].today)


@register.simple_tag(takes_context=True)
def day_and_clock(context: Context, moment: Moment) -> str:
    """ "Today at 7 p.m.", "At noon today", on the reader's own clock."""
    return capfirst(countdown.day_and_clock(moment.here, context["request"].today))


@register.filter
def address(location: Location) -> str:
    """One line to show or read out, without the place's own name."""
    return wording.address(location)


@register.filter
def phone_link(number: str, country: str) -> PhoneLink | None:
    """A number with the address that calls it; None where there is none."""
    return line_of(number, country)


@register.filter
def geo_link(location: Location) -> str:
    """A geo: link, which the phone's own map opens; "" without a point worth going to."""
    if location.latitude is None or location.longitude is None or location.is_approximate:
        return ""
    return f"geo:{location.latitude:.6f},{location.longitude:.6f}"
