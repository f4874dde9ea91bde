"""How notes reach me: by what, and at which hours. A page under Me."""

from __future__ import annotations

from dataclasses import asdict

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from porchlight.circles.access import own
from porchlight.circles.push_devices import devices_of
from porchlight.circles.reaching.actions import choose
from porchlight.circles.reaching.queries import choices_of
from porchlight.outbox.push.notice import TITLE, words_in
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import PersonRequest, signed_in
from porchlight.web.reaching.forms import ReachForm


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def reaching(request: PersonRequest) -> HttpResponse:
    decision = own(request.person, request.now)
    before = asdict(choices_of(decision))
    form = ReachForm(request.POST if request.method == "POST" else None, initial=before)
    if form.is_bound and form.is_valid():
        choose(request.person, form.choices)
        return SeeOther(reverse("reaching") + "?done=saved")
    context = {
        "form": form,
        "is_offered": bool(settings.PUSH_CONTACT),
        "n_devices": len(devices_of(decision, request.now)),
        "title": TITLE,
        "line": words_in(request.person.language),
        "done": request.GET.get("done") == "saved",
    }
    status = 422 if form.is_bound else 200
    return render(request, "web/reaching/reaching.html", context, status=status)
