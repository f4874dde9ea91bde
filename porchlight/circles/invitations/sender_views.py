"""Pages of whoever asks somebody in: is it safe, which name, the link, the digits."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from porchlight.circles import queries
from porchlight.circles.access import own, row
from porchlight.circles.confirmations import Done, with_done
from porchlight.circles.invitations import actions
from porchlight.circles.invitations.forms import DigitsForm, InviteForm, SafetyForm
from porchlight.circles.invitations.queries import (
    chosen_kinds,
    link_token,
    sent,
    square_code,
    waiting_for,
)
from porchlight.circles.invitations.same_views import TitlesOf, after_coming_in, are_they_one
from porchlight.circles.models import Invitation, Tie
from porchlight.circles.switches import are_paused, is_all_paused, standing_switches
from porchlight.domain.circle.invitations import Role, Shown
from porchlight.domain.consent import Decision
from porchlight.people.highest_time import highest_time
from porchlight.people.receipts import KeyUsedForSomethingElse, SeeOther, once
from porchlight.people.requests import PersonRequest, signed_in

NOTHING = "nothing"
CHOSEN_ANEW = lazy("What they will see has changed. Look at it, then send the digits again.")
SENT_BEFORE = lazy("This form was sent before with other answers. Send it once more.")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def invite(request: PersonRequest, tie_id: UUID) -> HttpResponse:
    """The question about fear. Its answer is not kept, and stands in no address."""
    decision = own(request.person, request.now)
    tie = row(Tie, decision, pk=tie_id)
    waiting = waiting_for(tie, decision, request.now)
    if waiting is not None:
        return SeeOther(reverse("invitation", args=[waiting.pk]))
    form = SafetyForm(request.POST or None)
    if form.is_bound and form.is_valid():
        way = "invite-name" if form.is_safe else "invite-ways"
        return SeeOther(reverse(way, args=[tie_id]))
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "tie_id": tie_id}
    return render(request, "circles/invitations/safety.html", context, status=status)


@require_safe
@signed_in
def invite_ways(request: PersonRequest, tie_id: UUID) -> HttpResponse:
    """Ways on without inviting. The question links to it for everybody, so its address tells of no
    answer."""
    row(Tie, own(request.person, request.now), pk=tie_id)
    return render(request, "circles/invitations/ways.html", {"tie_id": tie_id})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def invite_name(request: PersonRequest, tie_id: UUID) -> HttpResponse:
    decision = own(request.person, request.now)
    tie = row(Tie, decision, pk=tie_id)
    friend = queries.friend(tie, decision)
    initial = {"name": request.person.name.open(decision)}
    form = InviteForm(request.POST or None, initial=initial)
    # Said already, so it is not asked again.
    shares_nothing = NOTHING in (request.GET.get("share"), request.POST.get("share"))
    if form.is_bound and form.is_valid():
        name, role = form.cleaned_data["name"], Role(form.cleaned_data["role"])

        def write() -> str:
            made = actions.invite(request.person, tie, name, role, request.now)
            return reverse("invitation" if shares_nothing else "invitation-share", args=[made.pk])

        return once(request, decision, write)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "friend": friend, "shares_nothing": shares_nothing}
    return render(request, "circles/invitations/name.html", context, status=status)


@require_safe
@signed_in
def invitation(request: PersonRequest, invitation_id: UUID, titles_of: TitlesOf) -> HttpResponse:
    return _show(request, invitation_id, DigitsForm(), titles_of)


@require_POST
@signed_in
def digits(request: PersonRequest, invitation_id: UUID, titles_of: TitlesOf) -> HttpResponse:
    """Wrong digits and digits that nobody was shown yet read the same."""
    decision = own(request.person, request.now)
    made = row(Invitation, decision, pk=invitation_id)
    form = DigitsForm(request.POST)
    wrong = reverse("invitation", args=[made.pk])

    def write() -> str:
        typed, seen = form.cleaned_data["digits"], form.cleaned_data["seen"]
        came_in = actions.confirm(made, typed, decision, request.now, seen)
        if came_in is None:
            return wrong
        return _after(came_in, decision, request.now)

    if form.is_valid():
        try:
            answer = once(request, decision, write)
        except actions.ChosenAnew:
            form.add_error("digits", ValidationError(CHOSEN_ANEW, code="chosen-anew"))
        except KeyUsedForSomethingElse:
            form.add_error("digits", SENT_BEFORE)
        else:
            if answer.url != wrong:
                return answer
            form.add_error("digits", _wrong(row(Invitation, decision, pk=invitation_id)))
    return _show(request, invitation_id, form, titles_of, status=422)


def _after(came_in: actions.CameIn, decision: Decision, at: datetime) -> str:
    tie = row(Tie, decision, pk=came_in.tie_id)
    done = _done_of(tie, decision, at)
    if came_in.was_in and done is Done.IN:
        done = Done.WAS_IN
    if came_in.other_card_id is not None:
        return are_they_one(tie.pk, came_in.other_card_id, done)
    return after_coming_in(tie, decision, done, by_name=True)


def _done_of(tie: Tie, decision: Decision, at: datetime) -> Done:
    standing = standing_switches(decision, highest_time(at))
    of_them = standing.get(tie.account_id, []) if tie.account_id else []
    if not of_them:
        return Done.IN
    return Done.IN_AND_PAUSED if are_paused(of_them) else Done.IN_AND_SHOWN


def _wrong(made: Invitation) -> str:
    """After a wrong try, which was counted: the same digits still work until five of them."""
    if made.facts.has_new_digits:
        return _("These are not the digits. Ask them to tap “New digits” and read again.")
    return _("These are not the digits. Check them and type them again.")


@require_POST
@signed_in
def stop(request: PersonRequest, invitation_id: UUID) -> HttpResponse:
    """Too late, it says so: nothing is stopped for somebody who is in."""
    decision = own(request.person, request.now)
    made = row(Invitation, decision, pk=invitation_id)
    tie = reverse("tie", args=[made.tie_id])
    if actions.stop(made, request.now):
        return SeeOther(with_done(tie, Done.STOPPED))
    return SeeOther(path_of_who_is_in(made.pk, decision, request.now) or tie)


def path_of_who_is_in(invitation_id: UUID, decision: Decision, at: datetime) -> str:
    """Where a page of an invitation that grew old leads: to what the other sees by now. Blank while
    they are not in, or where the tie has ended since."""
    made = row(Invitation, decision, pk=invitation_id)
    is_in = made.facts.shown(highest_time(at)) is Shown.IN
    if not is_in or row(Tie, decision, pk=made.tie_id).open_account_id is None:
        return ""
    return with_done(reverse("tie-sharing", args=[made.tie_id]), Done.IN_ALREADY)


def _show(
    request: PersonRequest,
    invitation_id: UUID,
    form: DigitsForm,
    titles_of: TitlesOf,
    status: int = 200,
) -> HttpResponse:
    decision = own(request.person, request.now)
    made = row(Invitation, decision, pk=invitation_id)
    friend = queries.friend(row(Tie, decision, pk=made.tie_id), decision)
    path = reverse("invited-link", args=[link_token(made)])
    page = sent(made, friend.name, request.now, path)
    if page.shown is Shown.IN:
        return SeeOther(reverse("tie", args=[made.tie_id]))
    address = request.build_absolute_uri(page.path) if page.path else ""
    square, side = square_code(address) if address else ("", 0)
    kinds = chosen_kinds(made, decision)
    context = {
        "page": page,
        "friend": friend,
        "form": form,
        "address": address,
        "text_href": friend.text_href_with(address),
        "square": square,
        "side": side,
        "will_see": titles_of(kinds),
        "seen": ",".join(kinds),
        "is_paused": bool(kinds)
        and is_all_paused(standing_switches(decision, highest_time(request.now))),
    }
    return render(request, "circles/invitations/invitation.html", context, status=status)
