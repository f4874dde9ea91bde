"""Pages of the house itself: the door, the way out, the files a browser asks for."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from typing import cast

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from django.views.defaults import server_error as default_server_error

from porchlight.circles.access import community_name
from porchlight.circles.account_kind import is_family
from porchlight.directory.publish.http import FEED_TITLE
from porchlight.domain.street import Street
from porchlight.people.actions import change_where
from porchlight.people.devices import keep_on_device
from porchlight.people.ending import end_visit
from porchlight.people.next_page import local_path
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import PersonRequest, VisitRequest
from porchlight.people.signing_in import with_forms_spent
from porchlight.web.context import LOOK_COOKIE
from porchlight.web.forms import LanguageForm, LookForm, SampleForm
from porchlight.web.shell_files import icon_names, shell_addresses
from porchlight.web.stopped import stale_form as stale_form
from porchlight.web.stopped import store_stopped

BAND = "#222a50"
# Nobody's own street: other people are there already.
WELCOME_STREET = Street(windows=13, hill=6)
FOR_READERS = re.compile(r"^ *//.*\n|^\n|^ +", re.MULTILINE)  # of a script: comments, indents


@require_safe
def home(request: VisitRequest) -> HttpResponse:
    if request.person is not None:
        return redirect("family-home" if is_family(cast(PersonRequest, request)) else "today")
    shown = {
        "community": community_name(request.now),
        "street": WELCOME_STREET,
        "feed_title": FEED_TITLE if settings.FEEDS else "",
    }
    return render(request, "web/welcome.html", shown)


@csrf_exempt
@require_POST
def leave_now(request: HttpRequest) -> HttpResponse:
    """End the session and show the neutral page.

    Without a form token, so that it works from an old page and from one kept offline; another site
    cannot use it, as its requests carry no session (SameSite) and are stopped by the middleware.
    """
    end_visit(request)
    return with_forms_spent(SeeOther(reverse("clouds")))


@require_safe
def clouds(request: HttpRequest) -> HttpResponse:
    """A page about something else, without a way back."""
    return render(request, "web/clouds.html")


@require_safe
@cache_control(public=True, no_cache=True)
def offline(request: HttpRequest) -> HttpResponse:
    same = {"same_for_everybody": True, "keep_offline": ""}
    return render(request, "web/offline.html", same)


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state. Nothing here is stored or sent."""
    context = {
        "fresh": SampleForm(auto_id="fresh_%s", initial={"mood": "4", "urge": "3"}),
        "faulty": SampleForm({"name": "Ana", "urge": "12"}, auto_id="faulty_%s"),
        "drawings": icon_names(),
    }
    return render(request, "web/styleguide.html", context)


@csrf_exempt
@require_POST
def language(request: VisitRequest) -> HttpResponse:
    form = LanguageForm(request.POST)
    response = SeeOther(_page_to_go_back_to(request))
    if form.is_valid():
        chosen = form.cleaned_data["language"]
        if request.person is not None:
            person = request.person
            change_where(person, language=chosen, country=person.country, zone=person.zone)
        keep_on_device(response, settings.LANGUAGE_COOKIE_NAME, chosen)
    return response


@csrf_exempt
@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the device does; a matter of this device, not of the account."""
    form = LookForm(request.POST)
    response = SeeOther(_page_to_go_back_to(request))
    if form.is_valid():
        keep_on_device(response, LOOK_COOKIE, form.cleaned_data["look"])
    return response


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """For whatever watches the server: 200 when the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"ok": False, "database": False}, status=503)
    return JsonResponse({"ok": True, "database": True})


@require_safe
@cache_control(public=True, max_age=3600)
def manifest(request: HttpRequest) -> JsonResponse:
    """Lets the site be put on a home screen. Name and picture say nothing of what it is for."""
    icons = [
        {"src": static("icons/lamp-192.png"), "sizes": "192x192", "type": "image/png"},
        {"src": static("icons/lamp-512.png"), "sizes": "512x512", "type": "image/png"},
        {
            "src": static("icons/lamp-512.png"),
            "sizes": "512x512",
            "type": "image/png",
            "purpose": "maskable",
        },
        {"src": static("icons/lamp.svg"), "sizes": "any", "type": "image/svg+xml"},
    ]
    about = {
        "name": "Porchlight",
        "short_name": "Porchlight",
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": BAND,
        "theme_color": BAND,
        "icons": icons,
    }
    return JsonResponse(about, content_type="application/manifest+json")


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The offline worker. Its version is a hash of what it keeps: a new shell replaces the old."""
    offline_page = reverse("offline")
    cached_urls = json.dumps([*shell_addresses(), offline_page, reverse("clouds")])
    context = {
        "kept": cached_urls,
        "help": reverse("help"),
        "offline": offline_page,
        "icon": static("icons/lamp-192.png"),
        "copy": reverse("device-copy"),
        "copy_shown_at": json.dumps([reverse("people"), reverse("meet-saved")]),
        "copy_ends_at": json.dumps([reverse(name) for name in ("exit", "sign-out", "leave")]),
    }
    source = FOR_READERS.sub("", render_to_string("web/sw.js", context))
    version = hashlib.sha256(source.encode()).hexdigest()[:16]
    response = HttpResponse(source.replace("VERSION", version), content_type="text/javascript")
    response["Service-Worker-Allowed"] = "/"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for a crash; a store that cannot write is told apart, also below the views."""
    trouble = sys.exc_info()[1]
    stopped = store_stopped(request, trouble) if trouble else None
    return stopped or default_server_error(request)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


def _page_to_go_back_to(request: HttpRequest) -> str:
    return local_path(request.POST.get("next", "")) or reverse("home")
