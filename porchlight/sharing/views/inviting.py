"""What somebody who is asked in will see, chosen before they are in. Nothing is an answer."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from porchlight.checkins.views.forms_sent import once_or_say
from porchlight.circles.access import own, row
from porchlight.circles.facts import NOBODY
from porchlight.circles.invitations.actions import InvitationOver, choose
from porchlight.circles.invitations.queries import chosen_kinds
from porchlight.circles.invitations.sender_views import path_of_who_is_in
from porchlight.circles.models import Invitation, Tie
from porchlight.circles.queries import friend
from porchlight.domain.circle.invitations import Shown
from porchlight.domain.consent import Decision
from porchlight.people.highest_time import highest_time
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import PersonRequest, signed_in
from porchlight.sharing.forms import OFFERED, ChosenForm
from porchlight.sharing.queries import Viewer
from porchlight.sharing.shown import would_be_seen_by


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def invitation_share(request: PersonRequest, invitation_id: UUID) -> HttpResponse:
    """All off to begin with. One that waits for nobody any more leads to its own page, and one
    whose receiver is in to what they see."""
    decision = own(request.person, request.now)
    made = row(Invitation, decision, pk=invitation_id)
    to_the_link = SeeOther(reverse("invitation", args=[made.pk]))
    if made.facts.shown(highest_time(request.now)) is not Shown.WAITING:
        in_already = path_of_who_is_in(made.pk, decision, request.now)
        return SeeOther(in_already) if in_already else to_the_link
    if request.method != "POST":
        form = ChosenForm(initial={"kinds": chosen_kinds(made, decision)})
        return _show(request, made, decision, form)
    form = ChosenForm(request.POST)
    if not form.is_valid() and "nothing" not in request.POST:
        return _show(request, made, decision, form, status=422)
    kinds = [] if "nothing" in request.POST else form.cleaned_data["kinds"]

    def write() -> str:
        try:
            choose(made, kinds, request.now)
        except InvitationOver:
            in_already = path_of_who_is_in(made.pk, decision, request.now)
            return in_already or to_the_link.url
        return to_the_link.url

    answer = once_or_say(request, form, write)
    return answer or _show(request, made, decision, form, status=422)


def _show(
    request: PersonRequest,
    made: Invitation,
    decision: Decision,
    form: ChosenForm,
    status: int = 200,
) -> HttpResponse:
    """With the page that the other one would see: nobody stands behind the card yet."""
    card = friend(row(Tie, decision, pk=made.tie_id), decision)
    viewer = Viewer(card.tie_id, NOBODY, card.name, card.near)
    would = would_be_seen_by(request.person, viewer, OFFERED, request.now, of_each=1)
    context = {"form": form, "friend": card, "from": would}
    return render(request, "sharing/inviting.html", context, status=status)
