"""When something is, in words: "Every Monday and Thursday", "Every last Sunday", "Once, on …"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from porchlight.directory.display import wording
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
# Days of a month that hold one of each weekday: which one it is.
WEEKS_OF_A_MONTH = {tuple(range(7 * n - 6, 7 * n + 1)): n for n in range(1, 5)} | {
    tuple(range(-7, 0)): -1
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
    """Whether it leaves out some weeks, so that its next dates help."""
    if not schedule.rule:
        return False
    rule = rule_of(schedule.rule)
    leaves_out = rule.by_month or rule.by_month_day or rule.by_set_pos
    return rule.period in ("MONTHLY", "YEARLY") or rule.interval > 1 or bool(leaves_out)


def _daily(rule: Rule, _first: date) -> str:
    if rule.by_set_pos:
        return ""
    if rule.interval == 1:
        return _all_that_fit(rule)
    if rule.by_day or rule.by_month or rule.by_month_day:
        return ""
    return _("Every %(n)s days") % {"n": rule.interval}


def _weekly(rule: Rule, first: date) -> str:
    by_day = rule.by_day or ((0, first.weekday()),)
    if rule.by_set_pos:
        return ""
    if rule.interval == 1:
        return _all_that_fit(replace(rule, by_day=by_day))
    if rule.by_month_day:
        return ""
    days = wording.all_of([_weekday(n) for _number, n in by_day])
    words = {"n": rule.interval, "days": days}
    if rule.interval == 2:
        return _in_months(_("Every other %(days)s") % words, rule.by_month)
    return _in_months(_("Every %(n)s weeks on %(days)s") % words, rule.by_month)


def _monthly(rule: Rule, first: date) -> str:
    if rule.interval > 1 and rule.by_month:
        return ""
    on = _weekdays_of_month(rule)
    if on:
        if rule.interval == 1:
            return _in_months(_("Every %(days)s") % {"days": on}, rule.by_month)
        return _months_apart(rule, _("the %(days)s") % {"days": on})
    if rule.by_day:
        return _all_that_fit(rule) if rule.interval == 1 and _names_each(rule) else ""
    on = _numbers_of_month(rule.by_month_day or (first.day,))
    if not on or rule.by_set_pos or len(rule.by_month) == 1:
        return ""
    if rule.interval == 1:
        return _in_months(_("Every month, on %(days)s") % {"days": on}, rule.by_month)
    return _months_apart(rule, on)


def _yearly(rule: Rule, first: date) -> str:
    if rule.interval > 1:
        return ""
    if rule.by_day:
        return _weekdays_of_year(rule)
    if rule.by_set_pos:
        return ""
    if rule.by_month_day and not rule.by_month:
        return _all_that_fit(rule)
    number = rule.by_month_day[0] if rule.by_month_day else first.day
    if len(rule.by_month_day) > 1 or len(rule.by_month) > 1 or number < 1:
        return ""
    month = str(MONTHS[rule.by_month[0] if rule.by_month else first.month])
    return _("Every year, on %(month)s %(number)s") % {"month": month, "number": number}


def _weekdays_of_year(rule: Rule) -> str:
    """Without a month, a numbered weekday is one of the whole year, which has no short name; and
    so has one that is picked among those of several months."""
    on = _weekdays_of_month(rule)
    if _names_each(rule) and (not on or len(rule.by_month) != 1):
        return _all_that_fit(rule)
    if not on or not rule.by_month:
        return ""
    if len(rule.by_month) == 1:
        words = {"days": on, "month": str(MONTHS[rule.by_month[0]])}
        return _("Every year, on the %(days)s of %(month)s") % words
    if rule.by_set_pos:
        return ""
    return _in_months(_("Every %(days)s") % {"days": on}, rule.by_month)


def _all_that_fit(rule: Rule) -> str:
    """All days that nothing rules out, whatever the period is called."""
    if not rule.by_month_day:
        words = weekly([n for _number, n in rule.by_day] or list(range(7)))
    elif rule.by_day:
        on = _weekdays_of_month(rule) or _weekday_the(rule)
        words = _("Every %(days)s") % {"days": on} if on else ""
    else:
        on = _numbers_of_month(rule.by_month_day)
        words = _("Every month, on %(days)s") % {"days": on} if on else ""
    return _in_months(words, rule.by_month)


def _names_each(rule: Rule) -> bool:
    """Whether it means every one of its weekdays, and not the first or the last."""
    return not rule.by_set_pos and not any(number for number, _day in rule.by_day)


def _in_months(words: str, months: tuple[int, ...]) -> str:
    """ "Every Sunday, from June to August"; "" for months that have no short wording."""
    if not words or not months or len(months) == 12:
        return words
    opens = [month for month in months if (month - 2) % 12 + 1 not in months]
    if len(opens) == 1 and len(months) > 2:
        closes = (opens[0] + len(months) - 2) % 12 + 1
        named = {"words": words, "first": str(MONTHS[opens[0]]), "last": str(MONTHS[closes])}
        return _("%(words)s, from %(first)s to %(last)s") % named
    if len(months) > 3:
        return ""
    named = {"words": words, "months": wording.all_of([str(MONTHS[n]) for n in months])}
    return _("%(words)s, in %(months)s") % named


def _numbers_of_month(numbers: tuple[int, ...]) -> str:
    if numbers == (-1,):
        return _("the last day")
    if min(numbers) < 1:
        return ""
    return _("day %(numbers)s") % {"numbers": wording.all_of([str(n) for n in numbers])}


def _weekday_the(rule: Rule) -> str:
    """ "Friday the 13th"."""
    if len(rule.by_day) > 1 or len(rule.by_month_day) > 1 or rule.by_month_day[0] < 1:
        return ""
    on = date(2026, 1, rule.by_month_day[0])
    # Translators: Django date format, day of the month as in "Friday the 13th"
    words = {"day": _weekday(rule.by_day[0][1]), "number": date_format(on, _("jS"))}
    return _("%(day)s the %(number)s") % words


def _weekdays_of_month(rule: Rule) -> str:
    """ "second and fourth Tuesday", or "" when the rule says it in another way."""
    places = list(rule.by_day)
    if rule.by_month_day:
        week = WEEKS_OF_A_MONTH.get(rule.by_month_day)
        if week is None or not _names_each(rule):
            return ""
        places = [(week, day) for _number, day in places]
    elif rule.by_set_pos and len(places) == 1 and not places[0][0]:
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
