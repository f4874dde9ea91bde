"""When something is, in words: "Every Monday and Thursday", "Every last Sunday", "Once, on …"."""

from __future__ import annotations

from datetime import date

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from porchlight.directory import wording
from porchlight.directory.models import Schedule
from porchlight.domain.recurrence import Rule, rule_of

ORDINALS: dict[int, Promise] = {
    1: pgettext_lazy("weekday of a month", "first"),
    2: pgettext_lazy("weekday of a month", "second"),
    3: pgettext_lazy("weekday of a month", "third"),
    4: pgettext_lazy("weekday of a month", "fourth"),
    5: pgettext_lazy("weekday of a month", "fifth"),
    -1: pgettext_lazy("weekday of a month", "last"),
    -2: pgettext_lazy("weekday of a month", "next to last"),
}


def weekly(weekdays: list[int]) -> str:
    """Days of every week, 0 for Monday: "Every day", "Monday to Friday", "Every Monday"."""
    days = sorted(set(weekdays))
    if len(days) == 7:
        return _("Every day")
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        words = {"first": _weekday(days[0]), "last": _weekday(days[-1])}
        return _("Every %(first)s to %(last)s") % words
    return _("Every %(days)s") % {"days": wording.all_of([_weekday(n) for n in days])}


def dated(schedule: Schedule, today: date) -> str:
    """How a dated schedule repeats, and until when. "On certain dates" for what has no short name;
    its next dates stand beside it anyway."""
    start = schedule.dated
    if not start.rule:
        return _("Once, on %(date)s") % {"date": wording.date_words(start.starts_on, today)}
    rule = rule_of(start.rule)
    words = _REPEATS[rule.period](rule, start.starts_on) or _("On certain dates")
    if rule.until:
        until = {"words": words, "date": wording.date_words(rule.until, today)}
        return _("%(words)s, until %(date)s") % until
    return words


def is_seldom(schedule: Schedule) -> bool:
    """Whether it comes less often than every week, so that its next dates help."""
    if not schedule.rule:
        return False
    rule = rule_of(schedule.rule)
    return rule.period in ("MONTHLY", "YEARLY") or rule.interval > 1


def _daily(rule: Rule, _first: date) -> str:
    if rule.by_day and rule.interval == 1:
        return weekly([n for _number, n in rule.by_day])
    if rule.by_day or rule.by_month or rule.by_month_day:
        return ""
    if rule.interval == 1:
        return _("Every day")
    return _("Every %(n)s days") % {"n": rule.interval}


def _weekly(rule: Rule, first: date) -> str:
    if rule.by_month or rule.by_set_pos:
        return ""
    days = sorted({n for _number, n in rule.by_day} or {first.weekday()})
    if rule.interval == 1:
        return weekly(days)
    words = {"n": rule.interval, "days": wording.all_of([_weekday(n) for n in days])}
    if rule.interval == 2:
        return _("Every other %(days)s") % words
    return _("Every %(n)s weeks on %(days)s") % words


def _monthly(rule: Rule, first: date) -> str:
    if rule.by_month:
        return ""
    on = _weekdays_of_month(rule)
    if on:
        if rule.interval == 1:
            return _("Every %(days)s") % {"days": on}
        return _months_apart(rule, _("the %(days)s") % {"days": on})
    if rule.by_day:
        return ""
    numbers = rule.by_month_day or (first.day,)
    if numbers == (-1,):
        on = _("the last day")
    elif min(numbers) < 1:
        return ""
    else:
        on = _("day %(numbers)s") % {"numbers": wording.all_of([str(n) for n in numbers])}
    if rule.interval == 1:
        return _("Every month, on %(days)s") % {"days": on}
    return _months_apart(rule, on)


def _yearly(rule: Rule, first: date) -> str:
    if rule.interval > 1 or len(rule.by_month) > 1:
        return ""
    month = str(MONTHS[rule.by_month[0] if rule.by_month else first.month])
    on = _weekdays_of_month(rule)
    if on and rule.by_month:
        return _("Every year, on the %(days)s of %(month)s") % {"days": on, "month": month}
    if rule.by_day or len(rule.by_month_day) > 1:
        return ""
    number = rule.by_month_day[0] if rule.by_month_day else first.day
    if number < 1:
        return ""
    return _("Every year, on %(month)s %(number)s") % {"month": month, "number": number}


def _weekdays_of_month(rule: Rule) -> str:
    """ "second and fourth Tuesday", or "" when the rule says it in another way."""
    places = list(rule.by_day)
    if rule.by_set_pos and len(places) == 1 and not places[0][0]:
        places = [(n, places[0][1]) for n in rule.by_set_pos]
    elif rule.by_set_pos:
        return ""
    days = {n for _number, n in places}
    numbers = sorted((n for n, _day in places), key=lambda n: (n < 0, n))
    if len(days) != 1 or not set(numbers) <= set(ORDINALS):
        return ""
    words = {"which": wording.all_of([str(ORDINALS[n]) for n in numbers]), "day": _weekday(*days)}
    return _("%(which)s %(day)s") % words


def _months_apart(rule: Rule, on: str) -> str:
    n = rule.interval
    words = {"n": n, "days": on}
    return ngettext("Every %(n)s month, on %(days)s", "Every %(n)s months, on %(days)s", n) % words


def _weekday(number: int) -> str:
    return str(WEEKDAYS[number])


_REPEATS = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}
