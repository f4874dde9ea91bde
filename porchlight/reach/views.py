"""Help. The pages of a country are the same for everybody, so a device can keep them offline."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from porchlight.circles.access import own
from porchlight.circles.queries import circle_of
from porchlight.people.devices import PLACE_COOKIE, country_chosen
from porchlight.people.requests import VisitRequest
from porchlight.reach.frames import draw_page
from porchlight.reach.queries import COUNTRY_NAMES

P = ParamSpec("P")

A_YEAR = 60 * 60 * 24 * 365
FIRST_PEOPLE = 3
HELP, LIST, OVERDOSE = "reach/help.html", "reach/countries.html", "reach/overdose.html"


def in_asked_language(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """`?lang=es` fixes the language, so that one address is one page and can be kept offline."""

    @wraps(view)
    def speaking(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        asked = request.GET.get("lang")
        if asked not in dict(settings.LANGUAGES):
            return view(request, *args, **kwargs)
        with translation.override(asked):
            response = view(request, *args, **kwargs)
            response.headers.setdefault("Content-Language", asked)
        return response

    return speaking


@require_safe
@in_asked_language
def help_home(request: HttpRequest) -> HttpResponse:
    """Signed in: my people, then my country's lines. Signed out: the country of this device."""
    person = cast(VisitRequest, request).person
    if person is None:
        slug = _remembered(request)
        return _to(request, "help-country", slug) if slug else _country_list(request)
    circle = circle_of(own(person, cast(VisitRequest, request).now))
    offered = [friend for friend in circle if friend.is_reachable and friend.is_offered]
    people = {
        "people": offered[:FIRST_PEOPLE],
        "n_more_people": len(offered[FIRST_PEOPLE:]),
        "has_somebody_in": any(friend.is_in for friend in circle),
    }
    page = draw_page(request, HELP, person.country, _lang_suffix(request), people)
    return HttpResponse(page)


@require_safe
@in_asked_language
def help_countries(request: HttpRequest) -> HttpResponse:
    """Every country with a page; the way out of a wrong one."""
    return _country_list(request)


@require_safe
@in_asked_language
def help_country(request: HttpRequest, slug: str) -> HttpResponse:
    """The lines of one country, for anybody."""
    response = _public(request, HELP, _country_or_404(slug))
    return _remember(request, response, slug)


@require_safe
@in_asked_language
def overdose(request: HttpRequest) -> HttpResponse:
    """The six steps, with the emergency number of my country or of this device's."""
    person = cast(VisitRequest, request).person
    slug = person.country.lower() if person else _remembered(request)
    if slug and slug.upper() in COUNTRY_NAMES:
        return _to(request, "overdose-country", slug)
    return _public(request, OVERDOSE, None)


@require_safe
@in_asked_language
def overdose_country(request: HttpRequest, slug: str) -> HttpResponse:
    """The six steps with one country's emergency number, for anybody."""
    return _public(request, OVERDOSE, _country_or_404(slug))


def _country_list(request: HttpRequest) -> HttpResponse:
    return _public(request, LIST, None)


def _public(request: HttpRequest, template: str, country: str | None) -> HttpResponse:
    """A page that carries nothing of the visitor."""
    slug = (country or "").lower()
    page = draw_page(request, template, country, _lang_suffix(request), keep_offline=_to_keep(slug))
    return HttpResponse(page, headers={"Cache-Control": "public, no-cache"})


def _to_keep(slug: str) -> str:
    """What a device that shows this page keeps for the time without a network: it and its card."""
    names = ("help-country", "overdose-country") if slug else ("help-countries",)
    language = f"?lang={translation.get_language()}"
    return " ".join(reverse(name, args=[slug] if slug else []) + language for name in names)


def _country_or_404(slug: str) -> str:
    if slug.upper() not in COUNTRY_NAMES:
        raise Http404
    return slug.upper()


def _remembered(request: HttpRequest) -> str | None:
    """The country chosen on this device, when there is one."""
    return country_chosen(request).lower() or None


def _remember(request: HttpRequest, response: HttpResponse, slug: str) -> HttpResponse:
    """Keep the choice on the device. A service worker filling its cache has chosen nothing."""
    if request.headers.get("Sec-Fetch-Dest", "document") == "document":
        response.set_cookie(
            PLACE_COOKIE, slug, max_age=A_YEAR, httponly=True, samesite="Lax", secure=settings.HTTPS
        )
    return response


def _to(request: HttpRequest, name: str, slug: str) -> HttpResponse:
    return redirect(reverse(name, kwargs={"slug": slug}) + _lang_suffix(request))


def _lang_suffix(request: HttpRequest) -> str:
    """What links between Help pages carry on, so that a fixed language stays fixed."""
    asked = request.GET.get("lang")
    return f"?lang={asked}" if asked in dict(settings.LANGUAGES) else ""
