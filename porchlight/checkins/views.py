"""Today, one day, my weeks, and the one small step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from porchlight.checkins import actions, queries
from porchlight.checkins.forms import (
    BarriersForm,
    CheckInForm,
    DayForm,
    HowOftenForm,
    initial_of,
)
from porchlight.checkins.models import CheckIn, Notice, StepAnswered
from porchlight.checkins.notices import how_often_of
from porchlight.checkins.readings import reading_on
from porchlight.circles.access import community_name, own, row, rows
from porchlight.circles.models import Contact, Tie
from porchlight.circles.queries import circle_of
from porchlight.domain.checkin import writable_days
from porchlight.domain.consent import Decision
from porchlight.domain.noticing import Fits, HowOften
from porchlight.domain.refused import Refused
from porchlight.domain.steps import Answer, Barrier, Outcome, StepKind
from porchlight.people.receipts import KeyUsedForSomethingElse, SeeOther, once
from porchlight.people.requests import PersonRequest, signed_in

STEP_IS_NEAR = timedelta(days=14)


class DayClosed(Refused):
    """A day was sent that cannot be written any more; what was typed stays on the page."""

    code = "day-closed"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def today(
    request: PersonRequest, dated_places: queries.FindPlaces, next_saved: queries.NextSaved
) -> HttpResponse:
    """The day's check-in by three taps; then the saved word, why, and one small step."""
    form = CheckInForm(request.POST, today=request.today) if request.method == "POST" else None
    if form is not None and form.is_valid():
        entry = form.entry()

        def write() -> str:
            actions.record_check_in(request.person, entry, request.now)
            return reverse("today")

        answer = _once_or_say(request, form, write)
        if answer is not None:
            return answer
    page = queries.today_page(request, dated_places, next_saved)
    status = 200 if form is None else 422
    if form is None and page.check_in is None:
        form = CheckInForm(today=request.today)  # once the day is told, nothing asks for it
    return render(request, "checkins/today.html", {"page": page, "form": form}, status=status)


def _once_or_say(
    request: PersonRequest, form: Form, write: Callable[[], str]
) -> HttpResponse | None:
    """The answer of `once`; when the key is spent, the form says so and keeps what was typed."""
    try:
        return once(request, write)
    except KeyUsedForSomethingElse:
        form.add_error(None, _("This form was sent before with other answers. Send it once more."))
        return None


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def day(request: PersonRequest, day: date) -> HttpResponse:
    """One day, whole: add to it or change it, today and up to seven days back."""
    if day not in writable_days(request.today):
        if request.method == "POST":
            raise DayClosed
        return render(request, "checkins/day_closed.html", {"day": day}, status=422)
    decision = own(request.person, request.now)
    form = _day_form(request, decision, day)
    if request.method == "POST" and form.is_valid():
        chosen = rows(Tie, decision).filter(pk__in=form.cleaned_data["talked_with"])

        def write() -> str:
            entry = form.whole_entry(day, list(chosen))
            actions.record_check_in(request.person, entry, request.now)
            return reverse("today") if day == request.today else reverse("weeks") + "?saved=1"

        answer = _once_or_say(request, form, write)
        if answer is not None:
            return answer
    context = {"form": form, "day": day, "days": writable_days(request.today)}
    return render(request, "checkins/day.html", context, status=422 if form.is_bound else 200)


@require_safe
@signed_in
def weeks(request: PersonRequest) -> HttpResponse:
    """The person's own weeks: a picture, the same as a table, and the days that can be changed."""
    page = queries.weeks_page(own(request.person, request.now), request.today)
    return render(request, "checkins/weeks.html", {"page": page, "saved": "saved" in request.GET})


@require_safe
@signed_in
def usual(request: PersonRequest, dated_places: queries.FindPlaces) -> HttpResponse:
    """Usual against lately, in a picture and in words, and what goes together for this person."""
    page = queries.usual_page(request, dated_places)
    return render(request, "checkins/usual.html", {"page": page})


@require_POST
@signed_in
def notice(request: PersonRequest, notice_id: UUID) -> HttpResponse:
    """What a person says to "does that fit?". Any other word is no answer, and changes nothing."""
    kept = row(Notice, own(request.person, request.now), pk=notice_id)
    told = request.POST.get("fits", "")
    if told in set(Fits):
        actions.answer_notice(request.person, kept, Fits(told), request.now)
    return SeeOther(reverse("today"))


@require_POST
@signed_in
def step(request: PersonRequest) -> HttpResponse:
    """Take the step, or not today: one tap either way. Taking it leads to where it ends."""
    answered = _answered_step(request, own(request.person, request.now))

    def write() -> str:
        actions.answer_step(request.person, answered, request.now)
        return _where_it_ends(answered) if answered.answer is Answer.TAKEN else reverse("today")

    return once(request, write)


@require_POST
@signed_in
def outcome(request: PersonRequest, step_id: UUID) -> HttpResponse:
    """What came of a step. An answer that is not known here counts as rather not saying."""
    kept = row(StepAnswered, own(request.person, request.now), pk=step_id)
    told = request.POST.get("outcome", "")
    came_of_it = Outcome(told) if told in set(Outcome) else Outcome.NOT_SAID
    actions.record_outcome(request.person, kept, came_of_it, request.now)
    return SeeOther(reverse("today"))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def barriers(request: PersonRequest) -> HttpResponse:
    named = queries.barriers_of(request.person, own(request.person, request.now))
    form = BarriersForm(request.POST or None, initial={"barriers": [str(b) for b in named]})
    if request.method == "POST":
        form = BarriersForm(request.POST)
        if form.is_valid():
            chosen = [Barrier(name) for name in form.cleaned_data["barriers"]]
            actions.name_barriers(request.person, chosen)
            return SeeOther(reverse("me"))
    status = 422 if form.is_bound else 200
    return render(request, "checkins/barriers.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def how_often(request: PersonRequest) -> HttpResponse:
    """How often a person wants to hear that their days look different, or never."""
    chosen = how_often_of(request.person, own(request.person, request.now))
    form = HowOftenForm(initial={"how_often": str(chosen)})
    if request.method == "POST":
        form = HowOftenForm(request.POST)
        if form.is_valid():
            chosen = HowOften(form.cleaned_data["how_often"])
            actions.choose_how_often(request.person, chosen)
            return SeeOther(reverse("me"))
    status = 422 if form.is_bound else 200
    return render(request, "checkins/how_often.html", {"form": form}, status=status)


@require_safe
@signed_in
def me(request: PersonRequest) -> HttpResponse:
    """What only grows, what I wrote, and the settings."""
    decision = own(request.person, request.now)
    links = [
        (reverse("notes"), _("My notes")),
        (reverse("weeks"), _("My weeks")),
        (reverse("usual"), _("My usual")),
        (reverse("how-often"), _("How often to ask me")),
        (reverse("barriers"), _("What gets in the way")),
        (reverse("where"), _("Language, country and time")),
        (reverse("recovery-codes"), _("A way back in")),
        (reverse("leave"), _("Delete my account")),
    ]
    if request.person.is_host:
        links.insert(-1, (reverse("sources"), _("Where listings come from")))
    context = {
        "name": request.person.name.open(decision),
        "community": community_name(request.now),
        "counts": queries.counts_of(decision),
        "links": links,
    }
    return render(request, "checkins/me.html", context)


@require_safe
@signed_in
def notes(request: PersonRequest) -> HttpResponse:
    kept = queries.notes_of(own(request.person, request.now))
    return render(request, "checkins/notes.html", {"notes": kept})


def _day_form(request: PersonRequest, decision: Decision, day: date) -> DayForm:
    circle = circle_of(decision)
    kept = rows(CheckIn, decision).filter(day=day).first()
    ties = rows(Contact, decision).filter(day=day).values_list("tie_id", flat=True)
    reading = reading_on(decision, day)
    note = (kept.note.open(decision) or "") if kept else ""
    initial = initial_of(reading, note, [str(tie) for tie in ties])
    return DayForm(request.POST or None, today=request.today, circle=circle, initial=initial)


def _answered_step(request: PersonRequest, decision: Decision) -> actions.AnsweredStep:
    """What the buttons of the step card sent; anything they could not have sent is not found."""
    told = request.POST
    try:
        kind, answer = StepKind(told.get("kind", "")), Answer(told.get("answer", ""))
        tie_id = UUID(told.get("tie", "")) if kind in actions.WITH_A_PERSON else None
        place = _place(told, request.now) if kind in actions.AT_A_PLACE else ("", None)
    except (ValueError, NoReverseMatch) as cause:
        raise Http404 from cause
    tie = row(Tie, decision, pk=tie_id) if tie_id else None
    return actions.AnsweredStep(kind, answer, told.get("name", "")[:255], tie, *place)


def _place(told: QueryDict, now: datetime) -> tuple[str, datetime]:
    """The listing a step ends at, and its start: aware, and not far from now."""
    service_id = told.get("service", "")
    reverse("listing", args=[service_id])
    starts_at = datetime.fromisoformat(told.get("starts_at", ""))
    if starts_at.tzinfo is None or abs(starts_at - now) > STEP_IS_NEAR:
        raise ValueError("starts_at")
    return service_id, starts_at


def _where_it_ends(answered: actions.AnsweredStep) -> str:
    if answered.tie is not None:
        return reverse("tie", args=[answered.tie.pk])
    if answered.service_id:
        return reverse("listing", args=[answered.service_id])
    return reverse("tie-add")
