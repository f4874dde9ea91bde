"""Me: what only grows, what I wrote, and how Porchlight speaks to me."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from porchlight.checkins import actions
from porchlight.checkins.forms import (
    BarriersForm,
    HowOftenForm,
)
from porchlight.checkins.notices import how_often_of
from porchlight.checkins.queries.me import counts_of, notes_of
from porchlight.checkins.queries.steps import barriers_of
from porchlight.circles.access import community_name, own
from porchlight.circles.account_kind import account_of
from porchlight.circles.push_devices import device_of_visit
from porchlight.domain.consent import Decision
from porchlight.domain.fit import Account
from porchlight.domain.noticing import HowOften
from porchlight.domain.steps import Barrier
from porchlight.people.actions import has_unseen_codes
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import PersonRequest, signed_in
from porchlight.people.sessions import push_mark
from porchlight.people.sessions.store import key_index


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def barriers(request: PersonRequest) -> HttpResponse:
    named = barriers_of(request.person, own(request.person, request.now))
    form = BarriersForm(request.POST or None, initial={"barriers": [str(b) for b in named]})
    if request.method == "POST":
        form = BarriersForm(request.POST)
        if form.is_valid():
            chosen = [Barrier(name) for name in form.cleaned_data["barriers"]]
            actions.name_barriers(request.person, chosen)
            return SeeOther(reverse("me"))
    status = 422 if form.is_bound else 200
    return render(request, "checkins/barriers.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def how_often(request: PersonRequest) -> HttpResponse:
    """How often a person wants to hear that their days look different, or never."""
    chosen = how_often_of(request.person, own(request.person, request.now))
    form = HowOftenForm(initial={"how_often": str(chosen)})
    if request.method == "POST":
        form = HowOftenForm(request.POST)
        if form.is_valid():
            chosen = HowOften(form.cleaned_data["how_often"])
            actions.choose_how_often(request.person, chosen)
            return SeeOther(reverse("me"))
    status = 422 if form.is_bound else 200
    return render(request, "checkins/how_often.html", {"form": form}, status=status)


@require_safe
@signed_in
def me(request: PersonRequest) -> HttpResponse:
    """What only grows, what I wrote, and the settings."""
    decision = own(request.person, request.now)
    context = {
        "name": request.person.name.open(decision),
        "counts": counts_of(decision, request.today),
        "groups": _groups(request, decision),
        "has_unseen_codes": has_unseen_codes(request.person, request.today),
    }
    return render(request, "checkins/me.html", context)


def _groups(request: PersonRequest, decision: Decision) -> list[tuple[str, list[tuple[str, str]]]]:
    """The pages that belong to a person, by what they are about: (heading, its links)."""
    place = [
        (reverse("where"), _("Language, country and time")),
        (reverse("device"), _("On this phone, with no network")),
        (reverse("app-lock"), _("Lock on this phone")),
        (reverse("visits"), _("Where I am signed in")),
        (reverse("ways-in"), _("How I sign in")),
        (reverse("recovery-codes"), _("A way back in")),
        (reverse("check"), _("Safety check")),
        (reverse("leave"), _("Delete my account")),
    ]
    if settings.PUSH_CONTACT:
        place.insert(2, (reverse("push"), _push_words(request, decision)))
    if request.person.is_host:
        place.insert(-1, (reverse("sources"), _("Where listings come from")))
        place.insert(-1, (reverse("reports"), _("Reports")))
    account = account_of(request)
    yours = [
        (reverse("notes"), _("My notes")),
        (reverse("light"), _("Your light")),
        (reverse("sharing"), _("Who sees what")),
    ]
    if account is not Account.FAMILY:
        yours += [
            (reverse("milestones"), _("Milestones")),
            (reverse("weeks"), _("My weeks")),
            (reverse("usual"), _("My usual")),
            (reverse("barriers"), _("What gets in the way")),
        ]
    if account is Account.BOTH:
        yours.append((reverse("family-home"), _("For somebody I care about")))
    return [
        (_("Yours"), yours),
        (
            _("What you are shown"),
            [
                (reverse("for-whom"), _("Who this is for")),
                (reverse("fits"), _("What fits me")),
                (reverse("how-often"), _("How often to ask me")),
                (reverse("reaching"), _("How notes reach me")),
                (reverse("writing-help"), _("Help with words")),
            ],
        ),
        (community_name(request.now) or _("This place"), place),
    ]


def _push_words(request: PersonRequest, decision: Decision) -> str:
    """Says so where notes stopped coming. It is looked up only where they were on."""
    if push_mark.was_turned_on(request.session):
        device = device_of_visit(key_index(str(request.session.session_key)), decision)
        if device is None or device.dropped_on is not None:
            return _("Notes on this phone: turn on again")
    return _("Notes on this phone")


@require_safe
@signed_in
def notes(request: PersonRequest) -> HttpResponse:
    context = {"notes": notes_of(own(request.person, request.now))}
    return render(request, "checkins/notes.html", context)
