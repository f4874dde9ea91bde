"""Pages of two people of a tie: their notes."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from porchlight.circles.access import own, row
from porchlight.circles.actions import end_tie, take_turns
from porchlight.circles.confirmations import Done, done_words, with_done
from porchlight.circles.models import Tie
from porchlight.circles.queries import friend
from porchlight.circles.views import TakeBack
from porchlight.domain.consent import Decision
from porchlight.people.receipts import SeeOther, once
from porchlight.people.requests import PersonRequest, is_seen, signed_in
from porchlight.room import note_if_room
from porchlight.together import actions
from porchlight.together.forms import EndForm, KeptForm, NoteForm
from porchlight.together.models import ReceivedNote, SentNote
from porchlight.together.note_marks import mark_of, number_of
from porchlight.together.queries import (
    READ_ACCOUNTS,
    Thread,
    decision_on,
    has_newer,
    own_choice,
    thread,
)
from porchlight.together.ready import line_of
from porchlight.together.sending import send_or_say
from porchlight.together.tied import tied_with
from porchlight.together.wording_words import look
from porchlight.together.writing.helping import looks_while_typing


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def notes(request: PersonRequest, tie_id: UUID) -> HttpResponse:
    """The newest notes, and a box for one more."""
    tie, other_id, person = tied_with(request, tie_id)
    words = line_of(request.GET.get("line", ""))
    form = NoteForm(request.POST or None, to=person.name, initial={"words": words})
    looked, mends = None, _mends(request)
    if form.is_bound and form.is_valid():
        if "look" in request.POST:  # shown to its writer alone, and kept nowhere
            looked = look(form.cleaned_data["words"], request.person.language)
        else:
            sent = send_or_say(request, tie, form, mends)
            if sent is not None:
                return sent
    before = _number(request, "before", other_id)
    page = thread(request.person, other_id, request.now, before=before)
    if before is None and page.notes and not page.is_quiet:
        _note_looked_at(request, other_id, page)
    choice = own_choice(request.person, other_id, request.now)
    kept = KeptForm(initial={"kept_for": int(choice)})
    context = {
        "friend": person,
        "page": page,
        "newest": mark_of(request.person.pk, other_id, page.newest),
        "earlier": mark_of(request.person.pk, other_id, page.earlier_before or 0),
        "form": form,
        "mends": mends,
        "kept": kept,
        "before": before,
        "look": looked,
        "done": done_words(request, person.name),
        "nudges": looks_while_typing(request),
    }
    status = 422 if request.method == "POST" and looked is None else 200
    return render(request, "together/notes.html", context, status=status)


@require_safe
@signed_in
def notes_new(request: PersonRequest, tie_id: UUID) -> HttpResponse:
    """What was written since the mark `after`, for the page that is open; an empty 204 when nothing
    was."""
    ties = READ_ACCOUNTS(own(request.person, request.now))
    account = next((account for pk, account, ended in ties if pk == tie_id and not ended), None)
    if account is None:
        raise Http404
    after = _number(request, "after", account) or 0
    if not has_newer(request.person.pk, account, after):
        return HttpResponse(status=204)
    _tie_row, other_id, person = tied_with(request, tie_id)
    page = thread(request.person, other_id, request.now, after=after)
    if not page.notes:
        return HttpResponse(status=204)
    if not page.is_quiet:
        _note_looked_at(request, other_id, page)
    response = render(request, "together/_notes.html", {"page": page, "friend": person})
    response["X-Newest"] = mark_of(request.person.pk, other_id, page.newest)
    return response


@require_POST
@signed_in
def note_take_back(request: PersonRequest, tie_id: UUID, note_id: UUID) -> HttpResponse:
    """One's own note, for both."""
    _tie_row, other_id, _person = tied_with(request, tie_id)
    decision = own(request.person, request.now)
    actions.take_back(row(SentNote, decision, pk=note_id, reader_id=other_id))
    return SeeOther(_done_at(tie_id, Done.TAKEN_BACK))


@require_POST
@signed_in
def note_remove(request: PersonRequest, tie_id: UUID, note_id: UUID) -> HttpResponse:
    """The other's note, out of one's own view."""
    _tie_row, other_id, _person = tied_with(request, tie_id)
    decision = decision_on(request.person, other_id, request.now)
    actions.remove_from_view(row(ReceivedNote, decision, pk=note_id))
    return SeeOther(_done_at(tie_id, Done.OUT_OF_VIEW))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def end(request: PersonRequest, tie_id: UUID, take_backs: Collection[TakeBack]) -> HttpResponse:
    """End contact with the account behind a card; or close the door when it has ended before. The
    card itself stays. Http404 for a private card."""
    decision = own(request.person, request.now)
    tie, _other_id = _with_account(tie_id, decision)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def write() -> str:
            take_turns(request.person)
            held, other_id = _with_account(tie_id, decision)
            if form.cleaned_data["take_back"]:
                actions.take_back_all(request.person, other_id)
            for take_back in take_backs:
                take_back(request.person, other_id)
            for_good = form.cleaned_data["for_good"]
            end_tie(held, request.person, request.now, for_good=for_good)
            return with_done(reverse("tie", args=[tie_id]), Done.ENDED)

        return once(request, decision, write)
    person = friend(tie, decision)
    return render(request, "together/end.html", {"form": form, "friend": person, "tie": tie})


def _with_account(tie_id: UUID, decision: Decision) -> tuple[Tie, UUID]:
    """A tie and whose account stands behind it, also once it has ended. Http404 for a private card,
    and one that is gone."""
    tie = row(Tie, decision, pk=tie_id)
    if tie.account_id is None:
        raise Http404
    return tie, tie.account_id


@require_POST
@signed_in
def notes_kept(request: PersonRequest, tie_id: UUID) -> HttpResponse:
    """How long notes stay, by one's own choice."""
    _tie_row, other_id, _person = tied_with(request, tie_id)
    form = KeptForm(request.POST)
    if form.is_valid():
        actions.keep_notes_for(request.person, other_id, form.cleaned_data["kept_for"])
        return SeeOther(_done_at(tie_id, Done.KEPT))
    return SeeOther(reverse("tie-notes", args=[tie_id]))


def _note_looked_at(request: PersonRequest, other_id: UUID, page: Thread) -> None:
    """What was read is read on a full disk, too."""
    if not is_seen(request):
        return
    newest, day = page.newest, page.newest_day_of_other
    note_if_room(lambda: actions.note_looked_at(request.person, other_id, newest, day))


def _mends(request: PersonRequest) -> UUID | None:
    """The promise that a note is to be a word about; None for none."""
    try:
        return UUID(request.POST.get("mends") or request.GET.get("mends", ""))
    except ValueError:
        return None


def _done_at(tie_id: UUID, done: Done) -> str:
    """Down where the newest notes and the words about it are."""
    return with_done(reverse("tie-notes", args=[tie_id]), done) + "#done"


def _number(request: PersonRequest, name: str, other_id: UUID) -> int | None:
    return number_of(request.person.pk, other_id, request.GET.get(name, ""))
