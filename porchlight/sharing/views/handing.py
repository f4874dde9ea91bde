"""Handing one thing to one person, once; and taking it back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from porchlight.circles.access import decide, own, row
from porchlight.circles.confirmations import Done, with_done
from porchlight.circles.facts import Authored
from porchlight.domain.consent import Action, DataClass, Purpose
from porchlight.people.receipts import KeyUsedForSomethingElse, SeeOther, once
from porchlight.people.requests import PersonRequest, signed_in
from porchlight.sharing import actions
from porchlight.sharing.forms import HandOverForm
from porchlight.sharing.models import HandedOver, HandedToMe
from porchlight.sharing.queries import handed_to, pages_of_mine
from porchlight.sharing.views.ties import viewer_of


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def hand_over(request: PersonRequest, tie_id: UUID) -> HttpResponse:
    """A box for what is handed over, which a page of mine can be put into by its day."""
    viewer = viewer_of(request, tie_id)
    decision = own(request.person, request.now)
    pages = pages_of_mine(decision)
    asked = request.GET.get("day", "")
    chosen = next((page for page in pages if page.day.isoformat() == asked), None)
    initial = {"words": chosen.words} if chosen else None
    posted = request.POST if request.method == "POST" else None
    form = HandOverForm(posted, to=viewer.name, initial=initial)
    if request.method == "POST" and form.is_valid():

        def write() -> str:
            words = form.cleaned_data["words"]
            actions.hand_over(request.person, viewer.account_id, words, request.now)
            return reverse("tie-hand-over", args=[tie_id]) + "#handed"

        try:
            return once(request, decision, write)
        except KeyUsedForSomethingElse:
            form.add_error(
                None, _("This form was sent before with other answers. Send it once more.")
            )
        except actions.ManyHandedOver:
            form.add_error(
                "words", _("You handed over a lot today. Wait until tomorrow, then hand it over.")
            )
    context = {
        "viewer": viewer,
        "form": form,
        "pages": pages,
        "chosen": chosen,
        "handed": handed_to(decision, viewer.account_id, request.today),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "sharing/hand_over.html", context, status=status)


@require_POST
@signed_in
def hand_over_take_back(request: PersonRequest, tie_id: UUID, handed_id: UUID) -> HttpResponse:
    """From both screens. It leads back to the page that the button stood on."""
    viewer = viewer_of(request, tie_id)
    decision = own(request.person, request.now)
    actions.take_back(row(HandedOver, decision, pk=handed_id, receiver_id=viewer.account_id))
    page = "tie-sharing-as" if "as" in request.POST else "tie-hand-over"
    return SeeOther(reverse(page, args=[tie_id]))


@require_POST
@signed_in
def handed_remove(request: PersonRequest, tie_id: UUID, received_id: UUID) -> HttpResponse:
    """What the other handed over, out of one's own view."""
    viewer = viewer_of(request, tie_id)
    about = Authored(request.person.pk, viewer.account_id)
    decision = decide(
        request.person, about, Action.VIEW, DataClass.HANDED, Purpose.SELF, request.now
    )
    actions.remove_from_page(row(HandedToMe, decision, pk=received_id, is_there=True))
    return SeeOther(with_done(reverse("tie", args=[tie_id]), Done.OUT_OF_VIEW))
