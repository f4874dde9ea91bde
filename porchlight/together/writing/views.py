"""Write: words for one of my own people, found with a little help and sent by me alone.

What is typed is looked at on this server and kept nowhere before it is sent, and the other one is
never told that it was looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from porchlight.circles.access import own, row
from porchlight.circles.models import Tie
from porchlight.circles.queries import Friend, circle_of, friend
from porchlight.domain.circle.note_text import LONGEST, note_text
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import PersonRequest, signed_in
from porchlight.practices.lessons.index import LESSONS
from porchlight.together.forms import NoteForm
from porchlight.together.queries import READ_ACCOUNTS
from porchlight.together.sending import send_or_say
from porchlight.together.wording_words import SecondLook, look
from porchlight.together.writing.actions import choose_help
from porchlight.together.writing.forms import HelpForm, StepsForm
from porchlight.together.writing.helping import (
    WritingHelp,
    help_of,
    looks_while_typing,
)
from porchlight.together.writing.ready_words import MOMENTS, ready_line

# Buttons of a page of Write, by the name that they send.
LOOK, START, BACK, AS_IT_IS = "look", "start", "back", "as_it_is"


@dataclass(frozen=True)
class WrittenTo:
    """To whom something is written: the reader's own tie and card, and whether they are here."""

    tie: Tie
    friend: Friend

    @property
    def is_in(self) -> bool:
        return self.tie.open_account_id is not None


@require_safe
@signed_in
def write(request: PersonRequest) -> HttpResponse:
    """To whom? Those who are here come first. A line for one's own people is for nobody the reader
    is here for."""
    decision = own(request.person, request.now)
    here = {pk for pk, account, ended in READ_ACCOUNTS(decision) if account and not ended}
    lesson = LESSONS.get(request.GET.get("lesson", ""))
    own_only = bool(lesson and lesson.send_to)
    asked = [one for one in circle_of(decision) if not (own_only and one.is_here_for)]
    circle = sorted(asked, key=lambda friend: friend.tie_id not in here)
    context = {
        "circle": [(friend, friend.tie_id in here) for friend in circle],
        "line": _line(request),
        "query": _query(request),
    }
    return render(request, "together/writing/write.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def write_to(request: PersonRequest, tie_id: UUID) -> HttpResponse:
    """Free words, a look at them where it is wanted, and sending. Whoever is not here gets them by
    the reader's own hand."""
    to = _written_to(request, tie_id)
    form = NoteForm(request.POST or None, to=to.friend.name, initial={"words": _line(request)})
    if not form.is_bound or not form.is_valid():
        return _box(request, to, form)
    words = form.cleaned_data["words"]
    found = look(words, request.person.language)
    if START in request.POST and found.other_way:
        started = _with_words(to, str(found.other_way.example))
        return _box(request, to, started, earlier=words)
    if BACK in request.POST or START in request.POST:
        return _box(request, to, _with_words(to, words))
    if LOOK in request.POST:
        return _looked(request, to, form, found)
    if _asks_first(request, found):
        return _page(request, "before", to, {"words": words, "look": found})
    if not to.is_in:
        href = to.friend.text_href_with(words)
        return _page(request, "ready", to, {"words": words, "href": href})
    return send_or_say(request, to.tie, form) or _box(request, to, form)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def steps(request: PersonRequest, tie_id: UUID) -> HttpResponse:
    """See, feel, want, way out; then one reading, to send or to change."""
    to = _written_to(request, tie_id)
    form = StepsForm(request.POST if request.method == "POST" else None)
    words = form.cleaned_data["words"] if form.is_bound and form.is_valid() else ""
    status = 422 if form.is_bound and form.errors else 200
    return _page(request, "steps", to, {"form": form, "words": words}, status)


@require_safe
@signed_in
def lines(request: PersonRequest, tie_id: UUID) -> HttpResponse:
    """Lines ready to send, by moment. One that is chosen stands in the box first."""
    return _page(request, "lines", _written_to(request, tie_id), {"moments": MOMENTS})


@require_POST
@signed_in
def look_while_typing(request: PersonRequest) -> HttpResponse:
    """A quiet line for the page that is typed in: 204 where there is nothing to say, and always
    where help is off. What was typed is kept nowhere."""
    words = note_text(request.POST.get("words", "")[:LONGEST])
    if not words or not looks_while_typing(request):
        return HttpResponse(status=204)
    found = look(words, request.person.language)
    if not found.is_emergency and found.other_way is None:
        return HttpResponse(status=204)
    return render(request, "together/writing/_nudge.html", {"look": found})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def writing_help(request: PersonRequest) -> HttpResponse:
    """How much help with words somebody wants."""
    form = HelpForm(request.POST or None, initial={"wanted": str(help_of(request))})
    if request.method == "POST":
        form = HelpForm(request.POST)
        if form.is_valid():
            choose_help(request.person, WritingHelp(form.cleaned_data["wanted"]))
            return SeeOther(reverse("me"))
    status = 422 if form.is_bound else 200
    return render(request, "together/writing/help.html", {"form": form}, status=status)


def _asks_first(request: PersonRequest, found: SecondLook) -> bool:
    if AS_IT_IS in request.POST or found.is_emergency or not found.may_land_hard:
        return False
    return help_of(request) is WritingHelp.ASK


def _looked(
    request: PersonRequest, to: WrittenTo, form: NoteForm, found: SecondLook
) -> HttpResponse:
    if found.other_way is None or found.is_emergency:
        return _box(request, to, form, found)
    return _page(request, "two_ways", to, {"words": form.cleaned_data["words"], "look": found})


def _box(
    request: PersonRequest,
    to: WrittenTo,
    form: NoteForm,
    found: SecondLook | None = None,
    earlier: str = "",
) -> HttpResponse:
    """`earlier` is what the person had written themselves before they took an example."""
    status = 422 if form.is_bound and form.errors else 200
    context = {
        "form": form,
        "look": found,
        "earlier": earlier,
        "nudges": looks_while_typing(request),
    }
    return _page(request, "words", to, context, status)


def _with_words(to: WrittenTo, words: str) -> NoteForm:
    return NoteForm(to=to.friend.name, initial={"words": words})


def _page(
    request: PersonRequest, name: str, to: WrittenTo, shown: Mapping[str, object], status: int = 200
) -> HttpResponse:
    context = {"friend": to.friend, "is_in": to.is_in, "way": name, **shown}
    return render(request, f"together/writing/{name}.html", context, status=status)


def _written_to(request: PersonRequest, tie_id: UUID) -> WrittenTo:
    decision = own(request.person, request.now)
    tie = row(Tie, decision, pk=tie_id)
    return WrittenTo(tie, friend(tie, decision))


def _line(request: PersonRequest) -> str:
    """The line that an address names: of a lesson by its number, or of a moment by its code."""
    lesson, line = LESSONS.get(request.GET.get("lesson", "")), request.GET.get("line", "")
    return str(lesson.line(line)) if lesson else ready_line(line)


def _query(request: PersonRequest) -> str:
    named = {name: request.GET[name] for name in ("lesson", "line") if name in request.GET}
    return f"?{urlencode(named)}" if named else ""
