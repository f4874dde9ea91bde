"""Words of reports that pages share."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from porchlight.domain.circle.agreements import AgreementKind
from porchlight.together.reports.copies import ReportedKind
from porchlight.together.reports.forms import WHY_WORDS

register = template.Library()

COPY_WORDS = {
    str(ReportedKind.HANDED): gettext_lazy("Handed over"),
    str(AgreementKind.PROMISE): gettext_lazy("A promise"),
    str(AgreementKind.PLAN): gettext_lazy("A plan"),
    str(AgreementKind.TIMES): gettext_lazy("Times to be in touch"),
}


@register.simple_tag
def why_words(why: str) -> str:
    """What a report is about, in the words of its form; one sent without a reason has words too."""
    return str(WHY_WORDS.get(why) or _("No reason given"))


@register.simple_tag
def copy_words(kind: str) -> str:
    """What a copy is of; blank for a note."""
    return str(COPY_WORDS.get(kind, ""))


@register.simple_tag
def reported_words(kind: str, name: str) -> str:
    """What somebody reported, in a line: "A note of Ben"."""
    words = {
        ReportedKind.NOTE: _("A note of %(name)s"),
        ReportedKind.HANDED: _("What %(name)s handed to you"),
        ReportedKind.AGREEMENT: _("What %(name)s promised or asked"),
    }
    return words[ReportedKind(kind)] % {"name": name}
