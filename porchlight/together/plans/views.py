"""Asking somebody along, and the page of one plan."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from porchlight.circles.access import own, row, rows
from porchlight.circles.models import Tie
from porchlight.circles.queries import circle_of
from porchlight.directory.display import countdown
from porchlight.domain.circle.agreements import (
    MOST_PLANS,
    AgreementKind,
    ManyAgreements,
    Plan,
    PlansClash,
    first_day_offered,
)
from porchlight.people.requests import PersonRequest, is_seen, signed_in
from porchlight.room import note_if_room
from porchlight.together.agreements import actions
from porchlight.together.agreements.queries import (
    PlanRow,
    decision_on_agreements,
    of_two,
    plan_row,
)
from porchlight.together.agreements.sent_forms import put_once
from porchlight.together.models import ReceivedAgreement, SentAgreement
from porchlight.together.plans.forms import MeetingPlanForm, PlanForm
from porchlight.together.plans.meetings import MeetingToGoTo, meeting_to_go_to
from porchlight.together.queries import READ_ACCOUNTS, own_quiet_from
from porchlight.together.tied import tied_with

# Two plans closer than this clash.
AN_HOUR = timedelta(hours=1)
# The highest number that a listing can have.
MOST = 2**63 - 1


@require_safe
@signed_in
def go_with(request: PersonRequest, service_id: int) -> HttpResponse:
    """From a meeting: whom to ask along. Those who have no account here are named, too."""
    meeting = _meeting(service_id, request.now)
    if meeting is None:
        raise Http404
    decision = own(request.person, request.now)
    ties = READ_ACCOUNTS(decision)
    with_account = {pk for pk, account, ended in ties if account is not None and not ended}
    circle = circle_of(decision)
    context = {
        "meeting": meeting,
        "can_be_asked": [friend for friend in circle if friend.tie_id in with_account],
        "others": [friend for friend in circle if friend.tie_id not in with_account],
    }
    return render(request, "together/go_with.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def plan_new(request: PersonRequest, tie_id: UUID) -> HttpResponse:
    """With `?meeting=` to a start of that listing; else to anything, with `?like=` the same as an
    earlier plan of the two, at another time."""
    tie, other_id, friend = tied_with(request, tie_id)
    asked_for = request.GET.get("meeting", "")
    meeting = None
    if asked_for:
        is_number = asked_for.isascii() and asked_for.isdigit() and len(asked_for) < 19
        meeting = _meeting(int(asked_for), request.now) if is_number else None
        if meeting is None:
            raise Http404
    form = _form(request, meeting, _plan_to_repeat(request, other_id))
    if form.is_bound and form.is_valid():
        sent = _put(request, tie, form, other_id)
        if sent is not None:
            return sent
    context = {"friend": friend, "form": form, "meeting": meeting}
    status = 422 if form.is_bound else 200
    return render(request, "together/plan_new.html", context, status=status)


@require_safe
@signed_in
def plan(request: PersonRequest, tie_id: UUID, agreement_id: UUID) -> HttpResponse:
    """One plan, for either of the two."""
    _tie, other_id, friend = tied_with(request, tie_id)
    shown = _plan_of_two(request, other_id, agreement_id)
    if shown.has_new_answer and shown.answer is not None and is_seen(request):
        read, decision = {agreement_id: shown.answer}, own(request.person, request.now)
        note_if_room(lambda: actions.keep_answers_read(read, decision))
    return render(request, "together/plan.html", {"friend": friend, "row": shown})


def _plan_to_repeat(request: PersonRequest, other_id: UUID) -> PlanRow | None:
    """The one that the address names, for a form that nobody filled in yet; None for none."""
    named = request.GET.get("like", "")
    if not named or request.method == "POST":
        return None
    try:
        return _plan_of_two(request, other_id, UUID(named))
    except ValueError as cause:
        raise Http404 from cause


def _plan_of_two(request: PersonRequest, other_id: UUID, agreement_id: UUID) -> PlanRow:
    """Http404 for any other plan, and for one that has faded. What the other asked is not there
    while one's own quiet from them lasts, unless one said yes to it."""
    person, now = request.person, request.now
    mine, theirs = own(person, now), decision_on_agreements(person, other_id, now)
    sent = rows(SentAgreement, mine).filter(pk=agreement_id, reader=other_id, kind="plan").first()
    if sent is not None:
        shown = plan_row(sent, mine, person, now)
    else:
        is_quiet = other_id in own_quiet_from(mine, request.today)
        held = row(ReceivedAgreement, theirs, pk=agreement_id, is_there=True, kind="plan")
        shown = plan_row(held, theirs, person, now)
        if is_quiet and not (shown is not None and shown.is_agreed):
            raise Http404
    if shown is None:
        raise Http404
    return shown


def _form(
    request: PersonRequest, meeting: MeetingToGoTo | None, earlier: PlanRow | None
) -> PlanForm | MeetingPlanForm:
    posted, person = request.POST or None, request.person
    if meeting is None:
        same = {"what": earlier.plan.what, "place": earlier.plan.place} if earlier else {}
        first = {"day": first_day_offered(request.now.astimezone(person.zoneinfo)), **same}
        return PlanForm(posted, person=person, now=request.now, initial=first)

    def words_of(start: datetime) -> str:
        words = countdown.day_and_clock(start.astimezone(person.zoneinfo), request.today)
        return words[:1].upper() + words[1:]

    return MeetingPlanForm(posted, meeting=meeting, zone=person.zone, words_of=words_of)


def _meeting(service_id: int, now: datetime) -> MeetingToGoTo | None:
    return meeting_to_go_to(service_id, now) if service_id <= MOST else None


def _put(
    request: PersonRequest, tie: Tie, form: PlanForm | MeetingPlanForm, other_id: UUID
) -> HttpResponse | None:
    """None with an error on the form where it cannot be put to them."""
    try:
        return put_once(
            request,
            form,
            lambda: _made(request, tie, form.plan(), other_id),
            _("Three plans are open here, or five were made today. Wait for one, or let it go."),
        )
    except PlansClash:
        words = _("You two have a plan around that time already. Choose another time.")
        form.add_error(None, ValidationError(words, code="clash"))
        return None


def _made(request: PersonRequest, tie: Tie, plan: Plan, other_id: UUID) -> str:
    """Put it to them, and say where it is. Raises PlansClash and ManyAgreements."""
    plans = of_two(request.person, other_id, request.now).plans
    if any(abs(row.plan.starts_at - plan.starts_at) < AN_HOUR for row in plans):
        raise PlansClash
    if sum(row.is_own and not row.is_over for row in plans) >= MOST_PLANS:
        raise ManyAgreements
    actions.count_plan(request.person, request.now)
    kind = AgreementKind.PLAN
    made = actions.put_and_tell(request.person, tie, kind, plan, request.now)
    return reverse("plan", args=[tie.pk, made.pk])
