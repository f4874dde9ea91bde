"""Home: the family's own side. Whoever is here in recovery alone has Today instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from porchlight.checkins.actions import keep_reply, record_check_in
from porchlight.checkins.forms import MOODS, initial_of
from porchlight.checkins.models import CheckIn
from porchlight.checkins.readings import reading_on
from porchlight.checkins.replies import replies_by_day
from porchlight.checkins.today_words import greeting
from porchlight.checkins.views.day import DayClosed
from porchlight.checkins.views.forms_sent import once_or_say
from porchlight.circles.access import own, rows
from porchlight.circles.account_kind import account_of
from porchlight.circles.models import Contact, Tie
from porchlight.circles.queries import Friend, circle_of
from porchlight.domain.checkin import writable_days
from porchlight.domain.family_checkin import NOT_SAFE, second_of
from porchlight.domain.fit import Account
from porchlight.people.forms import AccountForm
from porchlight.people.models import Person
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import PersonRequest, signed_in
from porchlight.people.wishes import change_account
from porchlight.sharing.home import words
from porchlight.sharing.home.forms import (
    HOW,
    LISTENED,
    MoreForm,
    OwnDayForm,
    OwnWholeDayForm,
    WeekForm,
)
from porchlight.sharing.home.queries import DECLINED, MORE, STEP, WEEK, FirstCallOf, home_page
from porchlight.sharing.shown import QuietFrom

# Handed over by urls.py: what Today gets of others.
OfOthers = Callable[[Person, datetime], Any]
AsksTo = Callable[[Person, datetime], Sequence[Any]]
# Of each kind of row that is about others; the rest is on People.
ROWS_SHOWN = 6
P = ParamSpec("P")
View = Callable[Concatenate[PersonRequest, P], HttpResponseBase]


def of_family(*accounts: Account) -> Callable[[View[P]], View[P]]:
    """Let only these accounts in; others are led to their own page. Stands below `signed_in`."""

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: PersonRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            account = account_of(request)
            if account in accounts:
                return view(request, *args, **kwargs)
            return redirect("today" if account is Account.RECOVERY else "family-home")

        return cast(View[P], guarded)

    return guard


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@of_family(Account.FAMILY, Account.BOTH)
def home(
    request: PersonRequest,
    first_call: FirstCallOf,
    quiet_from: QuietFrom,
    of_others: OfOthers,
    asks_to: AsksTo,
) -> HttpResponse:
    """What was handed to me, how I am, and what is mine. Nobody else's data is needed for it.

    Nothing shows of those that `quiet_from` names.
    """
    asks_here = account_of(request) is Account.FAMILY
    form = None
    if request.method == "POST" and asks_here:
        form = OwnDayForm(request.POST, today=request.today)
        answer = _keep_own_day(request, form)
        if answer is not None:
            return answer
    page = home_page(
        request,
        first_call,
        quiet_from,
        asks_here=asks_here,
        lesson=_number(request, "lesson"),
        passed=_number(request, "step"),
    )
    context = {
        "page": page,
        "form": form,
        "labels": {"mood": HOW, "talk": LISTENED},
        "moods": _moods(form),
        "listened": words.listened_choices(),
        "heading": greeting(page.name, _hour(request)),
        "reply": words.reply(page.reading) if page.reading else "",
        "echo": words.echo(page.reading) if page.reading else [],
        "step": words.step_words(page.step) if page.step else None,
        "notice_words": words.notice_words(page.notice.reasons) if page.notice else "",
        "more": MoreForm(second=page.second) if page.second else None,
        "week": WeekForm() if page.asks_week else None,
        "asks_now": asks_to(request.person, request.now),
        **_with_others(request, page.circle, of_others),
    }
    return render(request, "sharing/home/home.html", context, status=422 if form else 200)


def _with_others(
    request: PersonRequest, circle: Sequence[Friend], of_others: OfOthers
) -> dict[str, Any]:
    """Who of the circle wrote, asks something or said yes, and what is agreed on that is near.
    Nothing is read for a circle in which nobody has an account."""
    if not any(friend.is_in for friend in circle):
        return {}
    found = of_others(request.person, request.now)
    named = {friend.tie_id: friend for friend in circle}
    rows: dict[str, list[Any]] = {
        "noted": [friend for friend in circle if friend.tie_id in found.notes],
        "asking": [friend for friend in circle if friend.tie_id in found.asks],
        "said_yes": _answered(circle, found.said_yes),
        "another_time": _answered(circle, found.another_time),
        "agreed": [(named[row.tie_id], row) for row in found.agreed if row.tie_id in named],
    }
    has_more = any(len(each) > ROWS_SHOWN for each in rows.values())
    return {name: each[:ROWS_SHOWN] for name, each in rows.items()} | {"has_more": has_more}


def _answered(circle: Sequence[Friend], answered: Mapping[UUID, Any]) -> list[tuple[Friend, Any]]:
    """Who answered, each with what they answered, the nearest first."""
    return [(one, answered[one.tie_id]) for one in circle if one.tie_id in answered]


def _keep_own_day(request: PersonRequest, form: OwnDayForm) -> HttpResponse | None:
    if not form.is_valid():
        return None
    entry = form.entry()

    def write() -> str:
        record_check_in(request.person, entry, request.now)
        return reverse("family-home")

    return once_or_say(request, form, write)


@require_POST
@signed_in
@of_family(Account.FAMILY)
def more(request: PersonRequest) -> HttpResponse:
    """The one more tap of a day."""
    form = MoreForm(request.POST, second=second_of(request.today))
    if form.is_valid():
        answer = {str(form.second): form.cleaned_data["answer"]}
        _keep(request, MORE, {**_kept(request, MORE), **answer})
    return SeeOther(reverse("family-home") + "#one-more")


@require_POST
@signed_in
@of_family(Account.FAMILY)
def week(request: PersonRequest) -> HttpResponse:
    """The taps of a week. Whether home is safe opens a page, and is kept nowhere."""
    form = WeekForm(request.POST)
    if not form.is_valid():
        return SeeOther(reverse("family-home"))
    if form.answers:
        _keep(request, WEEK, form.answers)
    is_safe = form.cleaned_data["safe"] not in NOT_SAFE
    return SeeOther(reverse("family-home" if is_safe else "safe-home"))


@require_POST
@signed_in
@of_family(Account.FAMILY)
def not_today(request: PersonRequest) -> HttpResponse:
    """No step today, without a reason."""
    _keep(request, STEP, DECLINED)
    return SeeOther(reverse("family-home"))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@of_family(Account.FAMILY)
def day(request: PersonRequest, day: date) -> HttpResponse:
    """A whole day of one's own, today or up to seven days back."""
    if day not in writable_days(request.today):
        if request.method == "POST":
            raise DayClosed
        return render(request, "checkins/day_closed.html", {"day": day}, status=422)
    decision = own(request.person, request.now)
    check_in = rows(CheckIn, decision).filter(day=day).first()
    ties = rows(Contact, decision).filter(day=day).values_list("tie_id", flat=True)
    note = (check_in.note.open(decision) or "") if check_in else ""
    initial = initial_of(reading_on(decision, day), note, [str(tie) for tie in ties])
    form = OwnWholeDayForm(
        request.POST or None, today=request.today, circle=circle_of(decision), initial=initial
    )
    if request.method == "POST" and form.is_valid():
        chosen = rows(Tie, decision).filter(pk__in=form.cleaned_data["talked_with"])

        def write() -> str:
            record_check_in(request.person, form.whole_entry(day, list(chosen)), request.now)
            return reverse("family-home")

        response = once_or_say(request, form, write)
        if response is not None:
            return response
    context = {"form": form, "day": day}
    return render(request, "sharing/home/day.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def for_whom(request: PersonRequest) -> HttpResponse:
    """Whom somebody is here for, changed at any time. What was written stays."""
    form = AccountForm(request.POST or None, initial={"account": str(account_of(request))})
    if request.method == "POST":
        form = AccountForm(request.POST)
        if form.is_valid():
            decision = own(request.person, request.now)
            change_account(request.person, form.cleaned_data["account"], decision)
            return SeeOther(reverse("me"))
    status = 422 if form.is_bound else 200
    return render(request, "sharing/home/for_whom.html", {"form": form}, status=status)


def _kept(request: PersonRequest, name: str) -> dict[str, str]:
    by_day = replies_by_day(own(request.person, request.now)) or {}
    kept: dict[str, str] = by_day.get(request.today, {}).get(name, {})
    return kept


def _keep(request: PersonRequest, name: str, answers: dict[str, str] | str) -> None:
    decision = own(request.person, request.now)
    keep_reply(request.person, request.today, decision, **{name: answers})


def _moods(form: OwnDayForm | None) -> list[tuple[int, object, bool]]:
    sent = form.data.get("mood") if form else None
    return [(value, mood, sent == str(value)) for value, mood in MOODS]


def _number(request: PersonRequest, name: str) -> int:
    """How often somebody asked for another one; what no link of ours says counts as never."""
    typed = request.GET.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0


def _hour(request: PersonRequest) -> int:
    return request.now.astimezone(request.person.zoneinfo).hour
