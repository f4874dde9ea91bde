"""Promises, plans and times as things that reach out of an account; for the safety check."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from porchlight.circles.access import rows
from porchlight.circles.given import names_by_account
from porchlight.directory.display import schedule_text, wording
from porchlight.domain.circle.agreements import AgreementAnswer, AgreementKind, Plan, Promise
from porchlight.sharing.safety.things import KINDS, Asker, KindOfThing, OpenThing, ending_first
from porchlight.together.agreements import actions
from porchlight.together.agreements.told import told_of
from porchlight.together.models import AgreedTimes, SentAgreement


def put_to_others(asker: Asker) -> list[OpenThing]:
    """What the person put to somebody and the other can still read, and times that both agreed on.
    A wish for some quiet is none of it: it lets nothing in."""
    names = names_by_account(asker.decision)
    today = asker.at.astimezone(asker.person.zoneinfo).date()
    sent = rows(SentAgreement, asker.decision).filter(over_on__gt=today)
    agreed = rows(AgreedTimes, asker.decision).filter(over_on__gt=today)
    found = []
    for one in sent.exclude(kind=AgreementKind.QUIET).order_by("made_at", "pk"):
        kind, told = AgreementKind(one.kind), told_of(one, asker.decision)
        if told is not None and _is_shown(one, told, asker):
            title = _words(kind, _name(names, one.reader_id))
            found.append(OpenThing(str(one.pk), title, _when(kind, told, asker)))
    for times in agreed.order_by("made_at", "pk"):
        name, told = _name(names, times.other_id), times.told.open(asker.decision) or {}
        title = _("You and %(name)s agreed on times to be in touch") % {"name": name}
        found.append(OpenThing(str(times.pk), title, _when(AgreementKind.TIMES, told, asker)))
    return found


def _is_shown(sent: SentAgreement, told: dict[str, Any], asker: Asker) -> bool:
    """What has faded is on nobody's page any more. Times that were agreed on are a row of their
    own."""
    answer = sent.answer.open(asker.decision)
    if sent.kind == AgreementKind.PROMISE:
        return Promise.of(told).is_shown(asker.at.astimezone(asker.person.zoneinfo).date())
    said = AgreementAnswer(answer) if answer else None
    if sent.kind == AgreementKind.PLAN:
        return Plan.of(told).is_shown(said, asker.at)
    return said is not AgreementAnswer.YES


def _words(kind: AgreementKind, name: str) -> str:
    words = {
        AgreementKind.PROMISE: _("You promised something to %(name)s"),
        AgreementKind.PLAN: _("You asked %(name)s along"),
        AgreementKind.TIMES: _("You asked %(name)s for times to be in touch"),
    }
    return words[kind] % {"name": name}


def _when(kind: AgreementKind, told: dict[str, Any], asker: Asker) -> str:
    """The day or the weekdays, by which two of one kind are told apart. Who looks over a shoulder
    reads none of its words."""
    if kind is AgreementKind.TIMES:
        return schedule_text.weekly(told["weekdays"]) if told else ""
    here = asker.at.astimezone(asker.person.zoneinfo)
    if kind is AgreementKind.PLAN:
        day = Plan.of(told).starts_at.astimezone(here.tzinfo).date()
    else:
        day = Promise.of(told).day
    return wording.day(day, here.date())


def _name(names: dict[UUID, str], account_id: UUID | None) -> str:
    known = names.get(account_id, "") if account_id else ""
    return known or _("Somebody who is not on your list")


def _stop(asker: Asker, row_id: UUID) -> None:
    sent = rows(SentAgreement, asker.decision).exclude(kind=AgreementKind.QUIET).filter(pk=row_id)
    agreed = rows(AgreedTimes, asker.decision).filter(pk=row_id).first()
    if sent.exists():
        actions.let_go(asker.person, row_id)
    elif agreed is not None:
        actions.end_times(agreed)
    else:
        raise Http404


def _stop_all(asker: Asker) -> None:
    actions.let_go_of_all(asker.person)


def _kind(code: str) -> KindOfThing:
    return next(kind for kind in KINDS if kind.code == code)


AGREED = KindOfThing(
    "agreed",
    gettext_lazy("What you promised, asked and agreed on"),
    put_to_others,
    gettext_lazy("Take it back"),
    _stop,
    _stop_all,
    noticed=gettext_lazy(
        "A promise or a plan goes from the other one's page, too. They can see that."
    ),
)
_WITH_AGREEMENTS = {"people": (AGREED, ending_first(_kind("people"), actions.let_go_of_all))}
# Every kind of thing there is, in the order of the page.
EVERY_KIND: tuple[KindOfThing, ...] = tuple(
    one for kind in KINDS for one in _WITH_AGREEMENTS.get(kind.code, (kind,))
)
