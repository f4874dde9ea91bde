"""People: my circle as I see it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from porchlight.circles import actions, queries
from porchlight.circles.access import own, row, rows
from porchlight.circles.account_kind import is_family
from porchlight.circles.confirmations import Done, came_in_now, done_words, with_done
from porchlight.circles.forms import NEAR_WORDS, CardForm, TalkForm
from porchlight.circles.invitations.queries import waiting_for
from porchlight.circles.invitations.same_views import TitlesOf
from porchlight.circles.models import Block, Tie
from porchlight.circles.one_card.actions import can_be_parted
from porchlight.circles.switches import kinds_on
from porchlight.people.highest_time import highest_time
from porchlight.people.local.clock import until_clock
from porchlight.people.models import Person
from porchlight.people.next_page import NEXT, next_page
from porchlight.people.queued import is_queued, takes_queued
from porchlight.people.receipts import SeeOther, once
from porchlight.people.requests import PersonRequest, is_seen, signed_in

# Which of a person's ties wrote something that they did not look at yet, and which asked for
# something that waits for an answer: `notes` and `asks`; handed over by urls.py.
WhatWaits = Callable[[Person, datetime], Any]
# What somebody of the circle lets the person see; handed over in the same way.
ShownBy = Callable[..., Any]
# What they agreed on for today, soonest first: each with `at`, `tie_id`, `way` and `is_mine`.
TurnsToday = Callable[[Person, datetime], Sequence[Any]]
# By tie, the quiet that the person wished for themselves: each with `agreement_id` and `until`.
OwnQuietOf = Callable[[Person, datetime], Mapping[UUID, Any]]
# By tie, until when the light is on of those who show theirs; handed over in the same way.
LightsInCircle = Callable[[Person, datetime], Mapping[UUID, datetime]]
# Asks for somebody now that wait for the person; handed over in the same way.
AsksTo = Callable[[Person, datetime], Sequence[Any]]
# Takes back what the person put on the screen of one account; handed over in the same way.
TakeBack = Callable[[Person, UUID], object]


@dataclass(frozen=True)
class OfSharing:
    """What the page of a tie asks `sharing/`: what they show, and what kinds are called."""

    shown_by: ShownBy
    titles_of: TitlesOf


@require_safe
@signed_in
def people(
    request: PersonRequest,
    what_waits: WhatWaits,
    turns_today: TurnsToday,
    own_quiet: OwnQuietOf,
    lights_in_circle: LightsInCircle,
    asks_to: AsksTo,
) -> HttpResponse:
    circle = queries.circle_of(own(request.person, request.now))
    named = {friend.tie_id: friend for friend in circle}
    turns = turns_today(request.person, request.now)
    waits = what_waits(request.person, request.now)
    quiet = own_quiet(request.person, request.now)
    bands = [
        (words, [friend for friend in circle if friend.near is near])
        for near, words in NEAR_WORDS.items()
    ]
    context = {
        "bands": bands,
        "circle": circle,
        "has_somebody_in": any(friend.is_in for friend in circle),
        "new_notes": waits.notes,
        "lights_on": _until_words(request, lights_in_circle),
        "done": done_words(request),
        "asking": [friend for friend in circle if friend.tie_id in waits.asks],
        "asks_now": asks_to(request.person, request.now),
        "turns": [(named[turn.tie_id], turn) for turn in turns if turn.tie_id in named],
        "own_quiet": [(one, quiet[one.tie_id]) for one in circle if one.tie_id in quiet],
    }
    return render(request, "circles/people.html", context)


def _until_words(request: PersonRequest, lights_in_circle: LightsInCircle) -> dict[UUID, str]:
    """By tie, "until 10 p.m." on the clock of whoever looks."""
    here = {
        tie_id: until.astimezone(request.person.zoneinfo)
        for tie_id, until in lights_in_circle(request.person, request.now).items()
    }
    return {tie_id: until_clock(until.hour, until.minute) for tie_id, until in here.items()}


@require_safe
@signed_in
def tie(
    request: PersonRequest,
    tie_id: UUID,
    what_waits: WhatWaits,
    of_sharing: OfSharing,
    turns_today: TurnsToday,
    own_quiet: OwnQuietOf,
) -> HttpResponse:
    decision = own(request.person, request.now)
    held = row(Tie, decision, pk=tie_id)
    friend = queries.friend(held, decision)
    asked_for = request.GET.get("for")
    occasion = queries.Occasion(asked_for) if asked_for in set(queries.Occasion) else None
    ready = queries.ready_lines(friend, occasion)
    lines = [(line, friend.text_href_with(line)) for line in ready]
    is_call = request.GET.get("way") == "call" and not friend.phone
    waiting = waiting_for(held, decision, request.now)

    def shown() -> str:
        return of_sharing.titles_of(kinds_on(decision, held.account_id, highest_time(request.now)))

    waits = what_waits(request.person, request.now)
    quiet = own_quiet(request.person, request.now).get(tie_id)
    is_one_of_two = can_be_parted(held, request.now)
    # That two cards are one is said with the way back, while there is one; and of a card that was
    # made two again, the address of before says nothing.
    is_said = is_one_of_two or held.account_id is None
    is_said = is_said and request.GET.get("done") == Done.JOINED
    context = {
        "friend": friend,
        "lines": lines,
        "is_asked_for": occasion is not None or is_call,
        "next": next_page(request),
        "is_in": held.open_account_id is not None,
        "is_one_of_two": is_one_of_two,
        "is_new": friend.last_talked is None and came_in_now(request),
        "has_ended": held.ended_on is not None,
        "is_closed": rows(Block, decision).filter(other_id=held.account_id).exists(),
        "invitation_id": waiting.pk if waiting else None,
        "from": of_sharing.shown_by(request.person, tie_id, request.now, is_seen=is_seen(request)),
        "has_note": tie_id in waits.notes,
        "done": "" if is_said else done_words(request, friend.name, shown),
        "own_quiet": [(friend, quiet)] if quiet else [],
        "asking": [friend] if tie_id in waits.asks else [],
        "turns": [
            (friend, turn)
            for turn in turns_today(request.person, request.now)
            if turn.tie_id == tie_id
        ],
    }
    return render(request, "circles/tie.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def add(request: PersonRequest) -> HttpResponse:
    """With `next` it leads back to there, so that what was chosen before is not lost."""
    form = CardForm(request.POST or None, country=request.person.country)
    wanted = next_page(request)
    if is_family(request):
        form.ask_whose()
    if request.method == "POST" and form.is_valid():

        def write() -> str:
            made = actions.add_person(request.person, form.card(), request.today)
            return wanted or reverse("tie", args=[made.pk])

        return once(request, own(request.person, request.now), write)
    status = 422 if form.is_bound else 200
    circle = queries.circle_of(own(request.person, request.now))
    context = {"form": form, "circle": circle, "next": wanted}
    return render(request, "circles/add.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change(request: PersonRequest, tie_id: UUID) -> HttpResponse:
    """With `next` it leads to the card, and from there back to where the person came from."""
    decision = own(request.person, request.now)
    held = row(Tie, decision, pk=tie_id)
    friend = queries.friend(held, decision)
    form = CardForm(request.POST or None, initial=asdict(friend), country=request.person.country)
    if is_family(request):
        form.ask_whose()
    if request.method == "POST" and form.is_valid():
        actions.change_card(held, form.card(), decision)
        return SeeOther(_card_on_the_way_to(tie_id, next_page(request)))
    status = 422 if form.is_bound else 200
    is_in = held.open_account_id is not None
    has_private = is_in and rows(Tie, decision).filter(account=None).exists()
    context = {
        "form": form,
        "friend": friend,
        "may_join": has_private,
        "next": next_page(request),
    }
    return render(request, "circles/change.html", context, status=status)


def _card_on_the_way_to(tie_id: UUID, wanted: str) -> str:
    card = with_done(reverse("tie", args=[tie_id]), Done.CHANGED)
    return f"{card}&{urlencode({NEXT: wanted})}" if wanted else card


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def remove(request: PersonRequest, tie_id: UUID, take_backs: Collection[TakeBack]) -> HttpResponse:
    """What was put on the other's screen goes with the card, so that another tie brings none of it
    back."""
    decision = own(request.person, request.now)

    def write() -> str:
        actions.take_turns(request.person)
        held = row(Tie, decision, pk=tie_id)
        if held.account_id is not None:
            for take_back in take_backs:
                take_back(request.person, held.account_id)
        actions.remove_person(held, request.person, request.now)
        return with_done(reverse("people"), Done.REMOVED)

    if request.method == "POST":
        return once(request, decision, write)
    held = row(Tie, decision, pk=tie_id)
    context = {
        "friend": queries.friend(held, decision),
        "is_in": held.open_account_id is not None,
    }
    return render(request, "circles/remove.html", context)


@require_POST
@takes_queued
@signed_in
def talked(request: PersonRequest, tie_id: UUID) -> HttpResponse:
    """They talked on the day that the page was for; a page that is older than a week means today,
    but where it waited on a device."""
    form = TalkForm(request.POST, today=request.today)
    if not form.is_valid() and is_queued(request):
        return HttpResponse(status=422)
    decision = own(request.person, request.now)
    day = form.cleaned_data.get("day") or request.today
    actions.note_talk(row(Tie, decision, pk=tie_id), day, decision)
    return SeeOther(reverse("tie", args=[tie_id]))
