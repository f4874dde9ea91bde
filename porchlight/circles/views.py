"""People: my circle as I see it."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from porchlight.circles import actions, queries
from porchlight.circles.access import own, row
from porchlight.circles.forms import NEAR_WORDS, CardForm
from porchlight.circles.models import Tie
from porchlight.people.receipts import SeeOther, once
from porchlight.people.requests import PersonRequest, signed_in


@require_safe
@signed_in
def people(request: PersonRequest) -> HttpResponse:
    circle = queries.circle_of(own(request.person, request.now))
    bands = [
        (words, [friend for friend in circle if friend.near is near])
        for near, words in NEAR_WORDS.items()
    ]
    return render(request, "circles/people.html", {"bands": bands, "circle": circle})


@require_safe
@signed_in
def tie(request: PersonRequest, tie_id: UUID) -> HttpResponse:
    decision = own(request.person, request.now)
    friend = queries.friend(row(Tie, decision, pk=tie_id), decision)
    asked_for = request.GET.get("for")
    occasion = queries.Occasion(asked_for) if asked_for in set(queries.Occasion) else None
    ready = queries.ready_lines(friend, occasion)
    lines = [(line, friend.text_href_with(line)) for line in ready]
    return render(request, "circles/tie.html", {"friend": friend, "lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def add(request: PersonRequest) -> HttpResponse:
    form = CardForm(request.POST or None, country=request.person.country)
    if request.method == "POST" and form.is_valid():

        def write() -> str:
            made = actions.add_person(request.person, form.card(), request.today)
            return reverse("tie", args=[made.pk])

        return once(request, own(request.person, request.now), write)
    status = 422 if form.is_bound else 200
    circle = queries.circle_of(own(request.person, request.now))
    return render(request, "circles/add.html", {"form": form, "circle": circle}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change(request: PersonRequest, tie_id: UUID) -> HttpResponse:
    decision = own(request.person, request.now)
    held = row(Tie, decision, pk=tie_id)
    friend = queries.friend(held, decision)
    form = CardForm(request.POST or None, initial=asdict(friend), country=request.person.country)
    if request.method == "POST" and form.is_valid():
        actions.change_card(held, form.card())
        return SeeOther(reverse("tie", args=[tie_id]))
    status = 422 if form.is_bound else 200
    return render(request, "circles/change.html", {"form": form, "friend": friend}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def remove(request: PersonRequest, tie_id: UUID) -> HttpResponse:
    decision = own(request.person, request.now)

    def write() -> str:
        actions.remove_person(row(Tie, decision, pk=tie_id))
        return reverse("people")

    if request.method == "POST":
        return once(request, decision, write)
    friend = queries.friend(row(Tie, decision, pk=tie_id), decision)
    return render(request, "circles/remove.html", {"friend": friend})


@require_POST
@signed_in
def talked(request: PersonRequest, tie_id: UUID) -> HttpResponse:
    decision = own(request.person, request.now)
    actions.note_talk(row(Tie, decision, pk=tie_id), request.today, decision)
    return SeeOther(reverse("tie", args=[tie_id]))
