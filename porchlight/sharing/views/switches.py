"""Who sees what of me: everybody at once, one person, one switch, and the page as they see it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from porchlight.circles.access import own
from porchlight.circles.account_kind import is_family
from porchlight.circles.confirmations import done_words
from porchlight.domain.circle.sharing import SharedKind, Switch
from porchlight.people.receipts import KeyUsedForSomethingElse, SeeOther, once
from porchlight.people.requests import PersonRequest, signed_in
from porchlight.sharing import actions
from porchlight.sharing.forms import ShareForm
from porchlight.sharing.queries import (
    NONE_YET,
    SharedWith,
    shared_with,
    sharing_page,
)
from porchlight.sharing.shown import HANDED, as_seen_by, would_be_seen_by
from porchlight.sharing.views.ties import card_of, viewer_of
from porchlight.sharing.words import KIND_WORDS

# How many people stand beside each other at 320 px.
COLUMNS = 4


@require_safe
@signed_in
def sharing(request: PersonRequest) -> HttpResponse:
    """Everybody at once, four people to a page."""
    page = sharing_page(request.person, request.now)
    first = _first(request, len(page.shared))
    four = page.shared[first : first + COLUMNS]
    table = [
        (KIND_WORDS[kind], [(one, one.switches[at]) for one in four], kind in NONE_YET)
        for at, kind in enumerate(SharedKind)
    ]
    left = len(page.shared) - first - len(four)
    context = {
        "page": page,
        "four": four,
        "table": table,
        "first": first,
        "next": first + COLUMNS if left > 0 else None,
        "n_next": min(left, COLUMNS),
        "asks_again": [(one, each, KIND_WORDS[each.kind]) for one, each in page.asks_again],
        "undo": _undo(page.undo),
        "is_family": is_family(request),
    }
    return render(request, "sharing/sharing.html", context)


@require_safe
@signed_in
def tie_sharing(request: PersonRequest, tie_id: UUID) -> HttpResponse:
    """One person: six switches with words. A private card says how to bring them in."""
    held = card_of(request, tie_id)
    if held.viewer is None:
        return render(request, "sharing/only_card.html", {"friend": held})
    one = shared_with(request.person, held.viewer, request.now)
    context = {
        "one": one,
        "done": done_words(request, one.name),
        "switches": [(each, KIND_WORDS[each.kind], each.kind in NONE_YET) for each in one.switches],
        "undo": _undo([(one, each) for each in one.switches if each.undo][-1:]),
    }
    return render(request, "sharing/one.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def share(request: PersonRequest, tie_id: UUID, kind: str) -> HttpResponse:
    """What is asked before one thing goes on, or goes on for longer."""
    viewer, shared = viewer_of(request, tie_id), _kind(kind)
    if shared in NONE_YET:
        raise Http404
    one = shared_with(request.person, viewer, request.now)
    switch = next(each for each in one.switches if each.kind is shared)
    form = ShareForm(request.POST if request.method == "POST" else None, held=switch)
    if request.method == "POST" and form.is_valid():

        def write() -> str:
            actions.turn_on(
                request.person,
                viewer.account_id,
                shared,
                request.now,
                lasts=form.lasts,
                with_before=form.with_before,
            )
            return reverse("tie-sharing", args=[tie_id])

        try:
            return once(request, own(request.person, request.now), write)
        except KeyUsedForSomethingElse:
            form.add_error(
                None, _("This form was sent before with other answers. Send it once more.")
            )
        except actions.NoOpenTie:
            words = _("%(name)s is not in your circle now. Nothing was turned on.")
            form.add_error(None, words % {"name": viewer.name})
    context = {
        "one": one,
        "switch": switch,
        "words": KIND_WORDS[shared],
        "sees": KIND_WORDS[shared].sees % {"other": viewer.name},
        "from": would_be_seen_by(request.person, viewer, [shared], request.now),
        "form": form,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "sharing/share.html", context, status=status)


@require_POST
@signed_in
def share_stop(request: PersonRequest, tie_id: UUID, kind: str) -> HttpResponse:
    """Off at once; the page that it leads back to can put it back."""
    viewer = viewer_of(request, tie_id)
    actions.turn_off(request.person, viewer.account_id, _kind(kind), request.now)
    return _back(request, tie_id)


@require_POST
@signed_in
def share_undo(request: PersonRequest, tie_id: UUID, kind: str) -> HttpResponse:
    """Put back what was turned off a moment ago; nothing happens when that is too long ago."""
    viewer, shared = viewer_of(request, tie_id), _kind(kind)
    try:
        actions.put_back(request.person, viewer.account_id, shared, request.now)
    except actions.NothingToPutBack:
        return SeeOther(reverse("tie-share", args=[tie_id, shared]))
    except actions.NoOpenTie:
        pass
    return _back(request, tie_id)


@require_POST
@signed_in
def share_narrow(request: PersonRequest, tie_id: UUID, kind: str) -> HttpResponse:
    """From now on only."""
    viewer = viewer_of(request, tie_id)
    actions.narrow(request.person, viewer.account_id, _kind(kind), request.now)
    return _back(request, tie_id)


@require_POST
@signed_in
def sharing_pause(request: PersonRequest) -> HttpResponse:
    actions.pause(request.person, request.now)
    return SeeOther(reverse("sharing"))


@require_POST
@signed_in
def sharing_resume(request: PersonRequest) -> HttpResponse:
    actions.resume(request.person, request.now)
    return SeeOther(reverse("sharing"))


@require_POST
@signed_in
def tie_sharing_pause(request: PersonRequest, tie_id: UUID) -> HttpResponse:
    actions.pause(request.person, request.now, viewer_of(request, tie_id).account_id)
    return SeeOther(reverse("tie-sharing", args=[tie_id]))


@require_POST
@signed_in
def tie_sharing_resume(request: PersonRequest, tie_id: UUID) -> HttpResponse:
    actions.resume(request.person, request.now, viewer_of(request, tie_id).account_id)
    return SeeOther(reverse("tie-sharing", args=[tie_id]))


@require_safe
@signed_in
def tie_sharing_as(request: PersonRequest, tie_id: UUID) -> HttpResponse:
    """What that one sees of me now, in a frame in which nothing can be pressed."""
    viewer = viewer_of(request, tie_id)
    one = shared_with(request.person, viewer, request.now)
    shown = as_seen_by(request.person, viewer, request.now)
    kinds = {thing.kind for thing in shown.things}
    context = {
        "one": one,
        "from": shown,
        "handed": [thing for thing in shown.things if thing.kind == HANDED],
        "switches": [(each, KIND_WORDS[each.kind]) for each in one.on if each.kind in kinds],
    }
    return render(request, "sharing/as.html", context)


def _kind(kind: str) -> SharedKind:
    found = _kind_or_none(kind)
    if found is None:
        raise Http404
    return found


def _kind_or_none(kind: str) -> SharedKind | None:
    return SharedKind(kind) if kind in set(SharedKind) else None


def _undo(pairs: list[tuple[SharedWith, Switch]]) -> tuple[SharedWith, Switch, object] | None:
    return next(((one, each, KIND_WORDS[each.kind]) for one, each in pairs), None)


def _back(request: PersonRequest, tie_id: UUID) -> HttpResponse:
    """To the page that the button stood on: the table at the same people, or the one person."""
    if "first" in request.POST:
        first = _number(request.POST["first"])
        return SeeOther(reverse("sharing") + (f"?first={first}" if first else ""))
    return SeeOther(reverse("tie-sharing", args=[tie_id]))


def _first(request: PersonRequest, n_people: int) -> int:
    first = _number(request.GET.get("first", ""))
    return first if first < n_people else 0


def _number(typed: str) -> int:
    is_number = typed.isascii() and typed.isdigit() and len(typed) < 5
    return int(typed) // COLUMNS * COLUMNS if is_number else 0
