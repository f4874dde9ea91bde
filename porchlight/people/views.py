"""Pages about an account: joining, coming in, coming back, the settings, leaving."""

from __future__ import annotations

from typing import TypeVar, cast

from django.conf import settings
from django.contrib.auth import authenticate, login
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from porchlight.domain.fit import Account
from porchlight.people import actions
from porchlight.people.actions import where_newcomers_begin
from porchlight.people.closing import (
    close_account,
    closed_account,
    reopen_account,
    return_token,
)
from porchlight.people.devices import keep_on_device
from porchlight.people.ending import end_visit
from porchlight.people.forms import (
    ACCOUNT_CODES,
    JoinForm,
    LeaveForm,
    NewPassphraseForm,
    RecoverForm,
    SetUpForm,
    SignInForm,
    WhereForm,
)
from porchlight.people.limits import (
    TRIES_PER_NAME,
    Allowed,
    allowed,
    count_try,
    too_many_tries,
)
from porchlight.people.models import OneTimeLink, Person
from porchlight.people.next_page import ACCOUNT_HINT, NEXT, door, next_page
from porchlight.people.passphrases import OwnWordsMustWait, PassphraseTaken
from porchlight.people.receipts import SeeOther
from porchlight.people.requests import (
    PersonRequest,
    VisitRequest,
    changes_ways_in,
    signed_in,
)
from porchlight.people.second_step.opened import OpenedWith, note_opened
from porchlight.people.second_step.pending import begin_second_step
from porchlight.people.second_step.ways import needs_second_step
from porchlight.people.sessions.confirming import note_confirmed, recently_confirmed
from porchlight.people.sessions.known_devices import forget, is_known_to, make_known
from porchlight.people.sessions.store import SessionStore
from porchlight.people.sessions.user_agents import device_of
from porchlight.people.signing_in import has_passphrase_of, with_forms_spent

BACKEND = "porchlight.people.signing_in.NameAndPassphrase"
KIND = OneTimeLink.Kind
# Name of the button that asks for four other words.
ANOTHER = "another"
READ_IN = "read_in"

F = TypeVar("F", bound=NewPassphraseForm)


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: VisitRequest) -> HttpResponse:
    """A new account. Counted like signing in, since it leads whoever has its words into one.

    Whoever was on the way to a page comes to it, anybody else to Today.
    """
    language = request.POST.get(READ_IN, "")
    if language in dict(settings.LANGUAGES):
        return _join_in(request, language)
    suggested = ACCOUNT_CODES.get(request.GET.get(ACCOUNT_HINT, ""))
    begin_with = {**where_newcomers_begin(), **({"account": suggested} if suggested else {})}
    form = _new_account_form(request, JoinForm, begin_with)
    if form.is_bound and form.is_valid():
        account = _account(form, request)
        if allowed(request, "join", account.name, request.now) is not Allowed.ANYBODY:
            return wait(request, form, "people/join.html")
        try:
            person = actions.come_back_or_join(account, request.now)
        except PassphraseTaken as taken:
            form.add_problem(taken)
        else:
            return _enter(request, person, next_page(request) or "today")
    return show_form(request, "people/join.html", form)


def _join_in(request: VisitRequest, language: str) -> HttpResponse:
    """The page in another language, with what was typed and four words of that language."""
    translation.activate(language)
    request.LANGUAGE_CODE = language
    form = JoinForm(initial=request.POST.dict(), language=language)
    response = show_form(request, "people/join.html", form)
    keep_on_device(response, settings.LANGUAGE_COOKIE_NAME, language)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: VisitRequest, token: str) -> HttpResponse:
    """The first page of a new community; its link is printed by the server and works once."""
    if not actions.can_set_up(token, request.now):
        raise actions.LinkUsedUp
    form = _new_account_form(request, SetUpForm, {})
    if form.is_bound and form.is_valid():
        name = form.cleaned_data["community"]
        account = _account(form, request, is_host=True)
        host = actions.set_up(token, name, account, request.now)
        return _enter(request, host, "today")
    return show_form(request, "people/set_up.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: VisitRequest) -> HttpResponse:
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name, passphrase = form.cleaned_data["name"], form.cleaned_data["passphrase"]
        who = allowed(request, "sign-in", name, request.now)
        if who is Allowed.NOBODY:
            return wait(request, form, "people/sign_in.html")
        person = authenticate(request, name=name, passphrase=passphrase)
        if who is Allowed.KNOWN_DEVICE and not (person and is_known_to(request, person)):
            return wait(request, form, "people/sign_in.html")
        if person is not None and not person.is_past_return(request.now):
            return _enter(request, person, next_page(request) or "today")
        words = _("That name and passphrase do not go together. Check both.")
        form.add_error(None, ValidationError(words, code="no_match"))
    return show_form(request, "people/sign_in.html", form)


@require_GET
def sign_in_by_link(request: VisitRequest, token: str) -> HttpResponse:
    """Into a made-up person's account. There is no such link into a real one."""
    link = actions.use_link(token, KIND.TRY_DEMO, request.now)
    return _enter(request, cast(Person, link.person), "today")


@require_http_methods(["GET", "HEAD", "POST"])
def recover(request: VisitRequest) -> HttpResponse:
    form = with_suggestion(request, RecoverForm, {})
    if form.is_bound and form.is_valid():
        if too_many_tries(request, "recover", request.now):
            return wait(request, form, "people/recover.html")
        code, passphrase = form.cleaned_data["code"], form.cleaned_data["passphrase"]
        try:
            person = actions.recover(code, passphrase, request.now)
        except (PassphraseTaken, OwnWordsMustWait) as refusal:
            form.add_problem(refusal)
        else:
            if person is not None:
                return _enter(request, person, next_page(request) or "today")
            words = _("That code does not work. Try another one of yours.")
            form.add_error("code", ValidationError(words, code="no_code"))
    return show_form(request, "people/recover.html", form)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    end_visit(request)
    return with_forms_spent(SeeOther(reverse("home")))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@recently_confirmed
@changes_ways_in
def recovery_codes(request: PersonRequest) -> HttpResponse:
    """Codes are shown once, in the answer to the button; a reload makes a fresh set."""
    codes = actions.replace_recovery_codes(request.person) if request.method == "POST" else []
    left = request.person.recovery_codes.filter(used_at=None).count()
    return render(request, "people/recovery_codes.html", {"codes": codes, "left": left})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def where(request: PersonRequest) -> HttpResponse:
    """Language, country and time zone, changed at any time."""
    person = request.person
    form = WhereForm(
        request.POST or None,
        initial={"language": person.language, "country": person.country, "zone": person.zone},
    )
    if request.method == "POST" and form.is_valid():
        actions.change_where(person, **form.cleaned_data)
        return SeeOther(reverse("me"))
    return show_form(request, "people/where.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def leave(request: PersonRequest) -> HttpResponse:
    """Close the account for seven days, or delete it at once; both ask for the passphrase."""
    person = request.person
    has_passphrase = person.has_usable_password()
    posted = request.POST if request.method == "POST" else None
    form = LeaveForm(posted, has_passphrase=has_passphrase)
    if not form.is_bound or not form.is_valid():
        return show_form(request, "people/leave.html", form)
    if has_passphrase:
        if count_try("leave", str(person.pk), request.now) > TRIES_PER_NAME:
            return wait(request, form, "people/leave.html")
        if not has_passphrase_of(person, form.cleaned_data["passphrase"]):
            form.add_error("passphrase", _("That is not your passphrase. Check it and try again."))
            return show_form(request, "people/leave.html", form)
    if "now" in request.POST:
        actions.erase(person)
    else:
        close_account(person, request.now)
    return _gone(request, is_deleted="now" in request.POST)


@require_POST
def come_back(request: VisitRequest) -> HttpResponse:
    """The answer of somebody who closed their account: come back, or delete it now."""
    person = closed_account(request.POST.get("token", ""), request.now)
    if person is None:
        return SeeOther(door("sign-in", next_page(request)))
    if "now" in request.POST:
        actions.erase(person)
        return _gone(request, is_deleted=True)
    if not reopen_account(person, request.now):
        return SeeOther(door("sign-in", next_page(request)))
    person.refresh_from_db()
    return enter(request, person, next_page(request) or "today")


def _gone(request: HttpRequest, *, is_deleted: bool) -> HttpResponse:
    """The last page somebody sees. It is drawn as for anybody: without tabs, without Me."""
    end_visit(request)
    cast(VisitRequest, request).person = None
    shown = {"is_deleted": is_deleted, "here": reverse("home")}
    response = with_forms_spent(render(request, "people/left.html", shown))
    if is_deleted:
        forget(response)
    return response


def _new_account_form(
    request: VisitRequest, kind: type[JoinForm], begin_with: dict[str, str]
) -> JoinForm:
    form = with_suggestion(request, kind, begin_with)
    form.is_fresh = request.method != "POST"
    return form


def with_suggestion(request: HttpRequest, kind: type[F], begin_with: dict[str, str]) -> F:
    """The form as it was sent; with *Another*, what was typed and four other words."""
    language = request.LANGUAGE_CODE
    if request.method != "POST":
        return kind(initial=begin_with, language=language)
    if ANOTHER in request.POST:
        return kind(initial=request.POST.dict(), language=language)
    return kind(request.POST, language=language)


def _account(form: Form, request: HttpRequest, is_host: bool = False) -> actions.NewAccount:
    chosen = form.cleaned_data
    return actions.NewAccount(
        name=chosen["name"],
        passphrase=chosen["passphrase"],
        language=request.LANGUAGE_CODE,
        country=chosen["country"],
        zone=chosen["zone"],
        is_host=is_host,
        form_key=request.POST.get("key", ""),
        account=chosen.get("account", Account.RECOVERY),
    )


def _enter(request: HttpRequest, person: Person, page: str) -> HttpResponse:
    """Go on with somebody who gave their passphrase: to the second step, where they have one."""
    if needs_second_step(person):
        wanted = page if page.startswith("/") else reverse(page)
        return begin_second_step(request, person, wanted)
    return enter(request, person, page)


def enter(
    request: HttpRequest,
    person: Person,
    page: str,
    opened_with: OpenedWith = OpenedWith.PASSPHRASE,
) -> HttpResponse:
    """Sign in and go on; a closed account is asked about first."""
    if person.closed_at is not None:
        return _ask_to_come_back(request, person)
    response = SeeOther(page if page.startswith("/") else reverse(page))
    begin_visit(request, person, opened_with)
    make_known(response, person)
    return response


def begin_visit(request: HttpRequest, person: Person, opened_with: OpenedWith) -> None:
    """Sign in somebody who has just shown who they are, and keep what kind of device it is on."""
    visit = cast(VisitRequest, request)
    login(visit, person, backend=BACKEND)
    note_confirmed(visit, visit.now)
    note_opened(visit.session, opened_with)
    device = device_of(visit.headers.get("User-Agent", ""))
    day = visit.now.astimezone(person.zoneinfo).date()
    cast(SessionStore, visit.session).describe({**device._asdict(), "day": str(day)})


def _ask_to_come_back(request: HttpRequest, person: Person) -> HttpResponse:
    wanted = next_page(request)
    shown = {
        "token": return_token(person),
        "erased_from": person.erased_from,
        "next": wanted,
        "here": door("sign-in", wanted),
    }
    with timezone.override(person.zoneinfo):
        return render(request, "people/come_back.html", shown)


def show_form(request: HttpRequest, template: str, form: Form) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, _shown(request, form), status=status)


def _shown(request: HttpRequest, form: Form) -> dict[str, object]:
    """The form, and `next` where there is one; `here` has it too when it came with a button."""
    wanted, match = next_page(request), request.resolver_match
    shown: dict[str, object] = {"form": form, "next": wanted}
    if wanted and match and match.url_name and NEXT not in request.GET:
        shown["here"] = door(match.url_name, wanted)
    return shown


def wait(request: HttpRequest, form: Form, template: str) -> HttpResponse:
    words = _("Too many tries for now. Wait 15 minutes and try again.")
    form.add_error(None, ValidationError(words, code="wait"))
    answer = render(request, template, _shown(request, form), status=429)
    answer["Retry-After"] = "900"
    return answer
