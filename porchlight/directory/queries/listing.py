"""One listing, whatever its kind: a meeting, an event, or care and help that one asks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from porchlight.circles.access import rows
from porchlight.directory.display import countdown, schedule_text, wording
from porchlight.directory.display.labels import labels_of
from porchlight.directory.display.moments import Moment
from porchlight.directory.display.phone_links import PhoneLink, country_of_listing, lines_of
from porchlight.directory.display.what_to_expect import what_to_expect
from porchlight.directory.finder.search import STILL_STARTING
from porchlight.directory.models import Duplicate, Joining, Saved, Schedule, Service
from porchlight.directory.queries.saved import next_of
from porchlight.directory.queries.viewer import Viewer, moment_for
from porchlight.directory.vocabulary.terms import GROUPS, TERMS, term_name
from porchlight.domain.consent import Decision
from porchlight.domain.fit import is_limited
from porchlight.domain.meet_order import says_suspended
from porchlight.domain.schedule import end_of, start_on

A_DAY_SECONDS = 86_400
SHOWN_AS_FACTS = ("language", "access", "cost")


@dataclass(frozen=True)
class ScheduleLine:
    """One line of when: `words` says how it repeats, by the days of the listing's own clock;
    `start` is the next one, `later` two more of a rule that words say only roughly."""

    words: str
    start: Moment
    end: Moment
    later: tuple[Moment, ...] = ()

    @property
    def has_two_clocks(self) -> bool:
        is_unsure = self.start.here_is_unsure
        return is_unsure or self.start.has_two_clocks or self.end.has_two_clocks

    @property
    def is_all_day(self) -> bool:
        return self.end.here.timestamp() - self.start.here.timestamp() >= A_DAY_SECONDS


@dataclass(frozen=True)
class NextStart:
    """The start the page is about, in words: "In 40 min" ("" when it is not soon), "today at 7
    p.m.", "for one hour" and, where it differs, the listing's own clock."""

    soon: str
    at: str
    lasts: str
    theirs: str


@dataclass(frozen=True)
class Fact:
    """One thing that is good to know: "Cost", with its lines."""

    name: str
    lines: list[str]


@dataclass(frozen=True)
class ListingPage:
    """`times` begins with the start the page is about; empty when it is by appointment.

    `for_whom` are lines that say so, `labels` a few short words, `next_start` is of a meeting.
    `terms` are names by group, `facts` what they and the listing's own words say of cost, language
    and the like. `duplicates` say the same elsewhere; `same_as` is the listing that
    stands for this one. `country` is whose numbers are written without a code. `is_stale` when its
    source has not shown it for longer than it may.
    """

    service: Service
    times: list[ScheduleLine]
    next_start: NextStart | None
    terms: dict[str, list[str]]
    labels: list[str]
    for_whom: list[str]
    facts: list[Fact]
    expect: list[str]
    phones: list[PhoneLink]
    country: str
    source_name: str
    can_be_joined: bool
    is_saved: bool
    is_open_now: bool | None
    is_stale: bool
    also_listed_by: list[str]
    same_as: Service | None

    @property
    def is_care(self) -> bool:
        """Care and help one asks for: its times say when it is open, not when it starts."""
        return self.service.kind == Service.Kind.SERVICE

    @property
    def has_other_way(self) -> bool:
        """Whether joining or calling is the main thing to do, and going there the second."""
        return self.can_be_joined or (self.is_care and bool(self.phones))

    @property
    def is_suspended(self) -> bool:
        return says_suspended(self.service.name)

    @property
    def is_listed(self) -> bool:
        return self.service.status == Service.Status.ACTIVE

    @property
    def has_room(self) -> bool:
        return self.service.attendance != Service.Attendance.ONLINE

    @property
    def checked_on(self) -> date:
        """The last day on which somebody checked it, or its source still listed it."""
        return max(filter(None, (self.service.checked_on, self.service.last_seen_on)))


def services() -> QuerySet[Service]:
    """Every service that may be opened by its address: saved ones outlive their listing."""
    return Service.objects.select_related("source", "organization", "location")


def listing_page(
    service: Service,
    viewer: Viewer,
    decision: Decision | None,
    now: datetime,
    on: date | None = None,
) -> ListingPage:
    """One listing; `on` is a date of the reader's, and turns the page to the start of that day.
    `decision` is about the reader's own things; a guest has none."""
    since = now
    if on is not None:  # from midnight on; what is still starting then is of the day before
        since = max(now, start_on(on, 0, viewer.zone).astimezone(UTC) + STILL_STARTING)
    schedules = list(service.schedules.all())
    is_care = service.kind == Service.Kind.SERVICE
    terms = _terms_by_group(service.terms)
    times = times_of(schedules, viewer, since)
    return ListingPage(
        service=service,
        times=times,
        next_start=_next_start(times[0], viewer, now) if times and not is_care else None,
        terms=terms,
        labels=[] if is_care else [label.words for label in labels_of(service.terms)],
        for_whom=_for_whom(service, terms),
        facts=_facts(service, terms),
        expect=[] if is_care else what_to_expect(service),
        phones=lines_of(service, schedules),
        country=country_of_listing(service, schedules),
        source_name=service.organization.name if service.organization else service.source.name,
        can_be_joined=_can_be_joined(service),
        is_saved=decision is not None and rows(Saved, decision).filter(service=service).exists(),
        is_open_now=is_open(schedules, now) if is_care else None,
        is_stale=is_stale(service, now),
        also_listed_by=_also_listed_by(service),
        same_as=_same_as(service),
    )


def is_open(schedules: Iterable[Schedule], now: datetime) -> bool | None:
    """Whether one of the times holds now; None when no times are known."""
    several = list(schedules)
    if not several:
        return None
    minute = timedelta(minutes=1)
    return any(
        True
        for schedule in several
        for _ in schedule.starts_between(
            now - timedelta(minutes=schedule.duration) + minute, now + minute
        )
    )


def is_stale(service: Service, now: datetime) -> bool:
    unseen = now.date() - service.last_seen_on
    return unseen > timedelta(days=service.source.stale_after_days)


# --- When -------------------------------------------------------------------------------------


def times_of(schedules: list[Schedule], viewer: Viewer, since: datetime) -> list[ScheduleLine]:
    """When a listing happens from `since` on, soonest first. Weekly starts at one time of day are
    one line; every dated schedule is a line of its own."""
    weekly: dict[tuple[time, int, str], list[Schedule]] = defaultdict(list)
    lines: list[list[Schedule]] = []
    for schedule in schedules:
        if schedule.weekday:
            weekly[schedule.starts_at, schedule.duration, schedule.zone].append(schedule)
        else:
            lines.append([schedule])
    found = [_line(several, viewer, since) for several in (*lines, *weekly.values())]
    return sorted(filter(None, found), key=lambda one: one.start.here.timestamp())


def _line(several: list[Schedule], viewer: Viewer, since: datetime) -> ScheduleLine | None:
    """Several weekly schedules that differ in nothing but the day, or one that is dated."""
    starts = filter(None, (next_of(schedule, since) for schedule in several))
    start = min(starts, key=datetime.timestamp, default=None)
    if start is None:
        return None
    schedule, today = several[0], since.astimezone(viewer.zoneinfo).date()
    weekdays = [each.weekday - 1 for each in several if each.weekday]
    words = schedule_text.weekly(weekdays) if weekdays else schedule_text.dated(schedule, today)
    end = end_of(start, schedule.duration)
    later = _later(schedule, viewer, start) if schedule_text.is_seldom(schedule) else ()
    return ScheduleLine(words, moment_for(viewer, start), moment_for(viewer, end), later)


def _later(schedule: Schedule, viewer: Viewer, start: datetime) -> tuple[Moment, ...]:
    found: list[Moment] = []
    while len(found) < 2:
        following = schedule.next_start(start + timedelta(minutes=1))
        if following is None:
            break
        found.append(moment_for(viewer, following))
        start = following
    return tuple(found)


def _next_start(times: ScheduleLine, viewer: Viewer, now: datetime) -> NextStart:
    start, today = times.start, now.astimezone(viewer.zoneinfo).date()
    return NextStart(
        soon=countdown.start_words(start.here, now, "").lead,
        at=countdown.day_and_clock(start.here, today),
        lasts=countdown.lasts_words(times.end.there - start.there),
        theirs=wording.their_clock(start),
    )


# --- What else ----------------------------------------------------------------------------------


def _terms_by_group(terms: Iterable[str]) -> dict[str, list[str]]:
    """Names of the terms by group, groups and terms in the vocabulary's own order."""
    held = set(terms)
    found = {
        group: [term_name(f"{group}:{what}") for what in whats if f"{group}:{what}" in held]
        for group, whats in TERMS.items()
    }
    return {group: names for group, names in found.items() if names}


def _facts(service: Service, terms: dict[str, list[str]]) -> list[Fact]:
    """What the terms say, and below it what the listing says in its own words."""
    own_words = {"cost": [service.fees]}
    facts = []
    for group in SHOWN_AS_FACTS:
        lines = [", ".join(terms.get(group, ())), *own_words.get(group, ())]
        facts.append(Fact(str(GROUPS[group]), [line for line in lines if line]))
    return [fact for fact in facts if fact.lines]


def _for_whom(service: Service, terms: dict[str, list[str]]) -> list[str]:
    """Whom it is for, as far as the listing says: groups of people, then how its door stands."""
    codes, lines = set(service.terms), [", ".join(terms.get("population", ()))]
    if "pathway:family" in codes:
        lines.append(term_name("pathway:family"))
    if "format:closed" in codes:
        lines.append(_("Members, and people who want to join."))
    elif "format:open" in codes:
        is_for_anyone = not is_limited(codes)
        lines.append(_("Anyone who wants to come.") if is_for_anyone else "")
    lines += [service.eligibility, _ages(service)]
    return [line for line in lines if line]


def _ages(service: Service) -> str:
    """Whom it takes by age; "" when it does not say. 0, and 99 and more, stand for no end."""
    least, most = service.least_age or 0, service.most_age or 0
    words = {"least": least, "most": most}
    if least and 0 < most < 99:
        return _("From %(least)s to %(most)s years old") % words
    if least:
        return _("From %(least)s years on") % words
    return _("Up to %(most)s years old") % words if 0 < most < 99 else ""


def _can_be_joined(service: Service) -> bool:
    is_online = service.attendance != Service.Attendance.IN_PERSON
    return is_online and Joining.objects.filter(service=service).exists()


def _also_listed_by(service: Service) -> list[str]:
    joined = Duplicate.objects.filter(of=service, undone_at=None)
    names = joined.values_list("service__organization__name", "service__source__name")
    return sorted({organization or source for organization, source in names})


def _same_as(service: Service) -> Service | None:
    joined = Duplicate.objects.filter(service=service, undone_at=None).select_related("of").first()
    return joined.of if joined and joined.of.status == Service.Status.ACTIVE else None
