"""For me: what family and friends have of their own. Open to everybody; nothing is written.
Whoever is signed in finds the way out of somebody's circle here as well.

No page takes an answer: the question before a lesson is three links, and what is tapped in an
exercise belongs to no form. So nothing can be kept, counted or logged of it.
"""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from porchlight.circles.access import own, rows
from porchlight.circles.account_kind import account_of
from porchlight.circles.models import Tie
from porchlight.circles.queries import Friend, circle_of
from porchlight.domain.fit import Account
from porchlight.people.requests import PersonRequest, VisitRequest
from porchlight.practices.lessons.elsewhere import LinesAndGroups, country_of, numbers_for
from porchlight.practices.lessons.friends_moments import FRIENDS_MOMENTS
from porchlight.practices.lessons.hard_moments import HARD_MOMENTS, HardMoment
from porchlight.practices.lessons.index import LESSONS


@require_safe
def for_me(request: HttpRequest, elsewhere: LinesAndGroups) -> HttpResponse:
    """The lessons, people like the reader, and what to have at hand."""
    first, *others = LESSONS.values()
    context = {
        "first": first,
        "lessons": others,
        "groups": elsewhere.family_groups(),
        "circles": _circles_of(cast(VisitRequest, request)),
    }
    return render(request, "practices/lessons/for_me.html", context)


def _circles_of(request: VisitRequest) -> list[Friend]:
    """Those whose circle the reader can leave; nobody for who is here in recovery alone."""
    if request.person is None:
        return []
    reader = cast(PersonRequest, request)
    if account_of(reader) is Account.RECOVERY:
        return []
    decision = own(reader.person, reader.now)
    here = rows(Tie, decision).exclude(account=None).filter(ended_on=None)
    ids = set(here.values_list("pk", flat=True))
    return [friend for friend in circle_of(decision) if friend.tie_id in ids]


@require_safe
def lesson(request: HttpRequest, slug: str, elsewhere: LinesAndGroups) -> HttpResponse:
    """All screens of one lesson on one page, shown one at a time by the address alone."""
    chosen = LESSONS.get(slug)
    if chosen is None:
        raise Http404
    numbers = numbers_for(cast(VisitRequest, request), elsewhere)
    places = [
        {"place": place, "say": numbers.put_into(place.screen.say) if place.screen else ""}
        for place in chosen.places
    ]
    context = {"lesson": chosen, "places": places, "emergency": numbers.emergency}
    return render(request, "practices/lessons/lesson.html", context)


@require_safe
def hard_moments(request: HttpRequest, elsewhere: LinesAndGroups) -> HttpResponse:
    """Calm words for six hard situations that a family meets."""
    return _moments(request, elsewhere, HARD_MOMENTS)


@require_safe
def friends_moments(request: HttpRequest, elsewhere: LinesAndGroups) -> HttpResponse:
    """Calm words for six hard situations that a friend or a sponsor meets."""
    return _moments(request, elsewhere, FRIENDS_MOMENTS)


def _moments(
    request: HttpRequest, elsewhere: LinesAndGroups, moments: tuple[HardMoment, ...]
) -> HttpResponse:
    numbers = numbers_for(cast(VisitRequest, request), elsewhere)
    context = {
        "is_for_friends": moments is FRIENDS_MOMENTS,
        "moments": [moment.worded(numbers.put_into) for moment in moments],
        "numbers": numbers,
        "emergency": numbers.emergency,
    }
    return render(request, "practices/lessons/hard_moments.html", context)


@require_safe
def safe_home(request: HttpRequest, elsewhere: LinesAndGroups) -> HttpResponse:
    """For somebody who is afraid at home: people who know about it, in the reader's country."""
    visit = cast(VisitRequest, request)
    numbers = numbers_for(visit, elsewhere)
    context = {
        "lines": elsewhere.home_lines(country_of(visit)),
        "has_country": bool(country_of(visit)),
        "crisis": numbers.line,
        "emergency": numbers.emergency,
    }
    return render(request, "practices/lessons/safe_home.html", context)
