"""The page of two people: what they agreed on, and letting go of it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from porchlight.circles.access import own, row, rows
from porchlight.domain.circle.agreements import AgreementAnswer, AgreementKind, Plan
from porchlight.domain.consent import Decision
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import PersonRequest, is_seen, signed_in
from porchlight.room import note_if_room
from porchlight.together.agreements import actions
from porchlight.together.agreements.cards import cards_of
from porchlight.together.agreements.queries import decision_on_agreements, of_two
from porchlight.together.agreements.told import told_of
from porchlight.together.models import ReceivedAgreement, SentAgreement
from porchlight.together.ready import REPAIRS, THANKS
from porchlight.together.tied import tied_with

REPAIRS_SHOWN = 3


@require_safe
@signed_in
def together(request: PersonRequest, tie_id: UUID) -> HttpResponse:
    _tie, other_id, friend = tied_with(request, tie_id)
    decision = own(request.person, request.now)
    pair = of_two(request.person, other_id, request.now)
    if pair.new_answers and is_seen(request):
        note_if_room(lambda: actions.keep_answers_read(pair.new_answers, decision))
    context = {
        "friend": friend,
        "me": request.person.name.open(decision) or "",
        "pair": pair,
        "cards": cards_of(pair, request.today),
        "is_my_turn_today": any(
            row.is_my_turn and row.is_on(request.today) for row in pair.agreed_times
        ),
        "repairs": list(REPAIRS.items())[:REPAIRS_SHOWN],
        "thanks": THANKS.items(),
    }
    return render(request, "together/pair.html", context)


@require_POST
@signed_in
def agreement_let_go(request: PersonRequest, tie_id: UUID, agreement_id: UUID) -> HttpResponse:
    """One's own for both; the other's out of one's own view. Nobody is told."""
    _tie, other_id, _friend = tied_with(request, tie_id)
    person, now = request.person, request.now
    theirs = decision_on_agreements(person, other_id, now)
    if rows(SentAgreement, own(person, now)).filter(pk=agreement_id, reader=other_id).exists():
        actions.let_go(person, agreement_id)
    elif rows(ReceivedAgreement, theirs).filter(pk=agreement_id, is_there=True).exists():
        actions.let_go_received(person, agreement_id)
    else:
        raise Http404
    return SeeOther(reverse("tie-together", args=[tie_id]))


@require_POST
@signed_in
def agreement_answer(request: PersonRequest, tie_id: UUID, agreement_id: UUID) -> HttpResponse:
    """Yes, another time, or no, to a plan or to times that the other asked for."""
    _tie, other_id, _friend = tied_with(request, tie_id)
    theirs = decision_on_agreements(request.person, other_id, request.now)
    asked = (AgreementKind.PLAN, AgreementKind.TIMES)
    held = row(ReceivedAgreement, theirs, pk=agreement_id, is_there=True, kind__in=asked)
    page = reverse("tie-together", args=[tie_id])
    said = request.POST.get("answer", "")
    if said not in set(AgreementAnswer) or not _is_open(request, held, theirs):
        return SeeOther(page)
    answer = AgreementAnswer(said)
    actions.answer_agreement(request.person, held.pk, answer, theirs)
    is_plan = held.kind == AgreementKind.PLAN and answer is not AgreementAnswer.NO
    return SeeOther(reverse("plan", args=[tie_id, held.pk]) if is_plan else page)


def _is_open(request: PersonRequest, held: ReceivedAgreement, theirs: Decision) -> bool:
    """Whether it can still be answered: a plan until it starts. Http404 for what is none of the
    kind that its row says."""
    told = told_of(held, theirs)
    if told is None:
        raise Http404
    if held.kind == AgreementKind.TIMES:
        return held.over_on > request.today
    return not Plan.of(told).is_over(request.now)
