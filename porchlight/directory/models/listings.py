"""Listings as their sources publish them, under HSDS's names: who publishes, where, what, when.

Text here is public listing data, copied from feeds that anybody can read, so it is not sealed.
Contact people are never stored. What opens a meeting's door (links, numbers, passcodes) lives in
`Joining`, apart from everything that is listed, searched or exported.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from porchlight.domain.recurrence import DatedStart, dated_starts_between
from porchlight.domain.schedule import minute_of_week, starts_between

TWO_YEARS = timedelta(days=731)


class Source(models.Model):
    """Where listings came from: one feed, with the dates on which we looked at it.

    `version` grows by one with each change that a finder or a feed must notice, and every service
    that changed carries the new number (`mark_changed`), so that what changed since can be asked
    for. `etag` and `modified` are the server's own marks, sent back so that an unchanged feed need
    not be sent again. A change too great to take unasked waits in `held_report` (a Report as
    counts) until a person says yes; `held_fingerprint` is of the content it was about. After a no,
    `held_report` is None and `held_fingerprint` stays, so that the same content is not asked about
    again; the next good look clears it. Rows unseen for `stale_after_days` are shown as stale and
    come last; after `hidden_after_days` they are not listed.
    """

    NOT_PERSONAL = "where listings came from"

    class Kind(models.TextChoices):
        MEETING_GUIDE = "meeting-guide"
        BMLT = "bmlt"
        HSDS = "hsds"
        SAMHSA = "samhsa"
        ICAL = "ical"
        TABLE = "table"

    name = models.SlugField(max_length=64, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.MEETING_GUIDE)
    url = models.URLField(max_length=1000, blank=True)
    fellowship = models.CharField(max_length=32, default="aa")
    default_zone = models.CharField(max_length=64, blank=True)
    added_at = models.DateTimeField()
    last_tried_at = models.DateTimeField(null=True)
    last_good_at = models.DateTimeField(null=True)
    last_refusal = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    etag = models.CharField(max_length=255, blank=True)
    modified = models.CharField(max_length=64, blank=True)
    look_every_hours = models.PositiveSmallIntegerField(default=24)
    stale_after_days = models.PositiveSmallIntegerField(default=14)
    hidden_after_days = models.PositiveSmallIntegerField(default=60)
    held_report = models.JSONField(null=True)
    held_fingerprint = models.CharField(max_length=64, blank=True)
    held_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="source_has_a_name"),
            models.CheckConstraint(
                condition=Q(kind__in=["meeting-guide", "bmlt", "hsds", "samhsa", "ical", "table"]),
                name="source_kind",
            ),
            models.CheckConstraint(
                condition=Q(look_every_hours__gte=1)
                & Q(hidden_after_days__gte=F("stale_after_days")),
                name="source_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Organization(models.Model):
    """Who offers or publishes a listing. `key` is its content, hashed; `extra` holds what its
    format can carry and nothing here asks about, so that an export can say it again. `hsds_id` is
    what it is called in HSDS: the feed's own id, or one made of source and key."""

    NOT_PERSONAL = "a listing"

    source = models.ForeignKey(Source, models.CASCADE, related_name="organizations", db_index=False)
    key = models.CharField(max_length=32)
    hsds_id = models.UUIDField(default=uuid4, db_index=True)
    name = models.CharField(max_length=255)
    url = models.CharField(max_length=1000, blank=True)
    phone = models.CharField(max_length=64, blank=True)
    email = models.CharField(max_length=254, blank=True)
    place = models.CharField(max_length=255, blank=True)
    fellowship = models.CharField(max_length=32)
    description = models.TextField(blank=True)
    extra = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="organization_key"),
            models.CheckConstraint(condition=~Q(name=""), name="organization_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Location(models.Model):
    """One place as one source writes it. Never edited: `key` is its content, hashed.

    `is_approximate` means that the point (or the whole address) stands for a town or an area, so a
    distance to it says little and no way there may be shown. Coordinates come both or not at all.
    """

    NOT_PERSONAL = "a listing"

    source = models.ForeignKey(Source, models.CASCADE, related_name="locations", db_index=False)
    key = models.CharField(max_length=32)
    name = models.CharField(max_length=255, blank=True)
    address = models.CharField(max_length=255, blank=True)
    city = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=100, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=100, blank=True)
    formatted_address = models.CharField(max_length=500, blank=True)
    notes = models.TextField(blank=True)
    transport = models.TextField(blank=True)
    regions = models.JSONField(default=list)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    is_approximate = models.BooleanField(default=False)
    zone = models.CharField(max_length=64, blank=True)
    extra = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="location_key"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="location_point_whole_and_in_range",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True) | ~Q(latitude=0, longitude=0),
                name="location_point_not_null_island",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.formatted_address or self.city


class Service(models.Model):
    """A listing: one row of a feed. A meeting that is held on several days has several schedules.

    A `meeting` repeats and people come to it; an `event` has its dates; a `service` is care or help
    that one asks for, and its schedules say when it is open. `types` are the feed's own codes;
    `terms` are the same facts in the one vocabulary of `vocabulary/terms.py`, and what is searched.
    `phones` is a list of {"number", "label"}, the first one to call; none of them is a person's.
    `checked_on` is the day on which the feed says somebody checked it. `extra`: as in Organization.
    `key` is the feed's own slug; two different meetings under one slug are parts 0, 1, … of it.
    Three facts stay apart: how one attends, whether the place is shut (`place_closed`), and whether
    the place is only roughly known (`Location.is_approximate`). A listing that left its feed is
    marked removed and kept, because people may have saved it. `last_seen_on` is the day on which
    the source last still listed it; `updated_at` is what the feed itself says. In HSDS a listing is
    one service at one place: `hsds_id` is the service, which several listings may share, and
    `at_location_id` this one. Both are the feed's own, or made of source and key.
    """

    NOT_PERSONAL = "a listing"

    class Kind(models.TextChoices):
        MEETING = "meeting"
        EVENT = "event"
        SERVICE = "service"

    class Attendance(models.TextChoices):
        IN_PERSON = "in_person"
        ONLINE = "online"
        HYBRID = "hybrid"

    class Status(models.TextChoices):
        ACTIVE = "active"
        CLOSED_FOR_NOW = "closed_for_now"
        REMOVED = "removed"

    source = models.ForeignKey(Source, models.CASCADE, related_name="services", db_index=False)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, related_name="services"
    )
    location = models.ForeignKey(Location, models.PROTECT, null=True, related_name="services")
    key = models.CharField(max_length=255)
    part = models.PositiveSmallIntegerField(default=0)
    hsds_id = models.UUIDField(default=uuid4, db_index=True)
    at_location_id = models.UUIDField(default=uuid4, db_index=True)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.MEETING)
    fellowship = models.CharField(max_length=32)
    name = models.CharField(max_length=255)
    notes = models.TextField(blank=True)
    group_name = models.CharField(max_length=255, blank=True)
    group_notes = models.TextField(blank=True)
    types = models.JSONField(default=list)
    terms = models.JSONField(default=list)
    phones = models.JSONField(default=list)
    email = models.CharField(max_length=254, blank=True)
    eligibility = models.TextField(blank=True)
    fees = models.TextField(blank=True)
    how_to_apply = models.TextField(blank=True)
    least_age = models.PositiveSmallIntegerField(null=True)
    most_age = models.PositiveSmallIntegerField(null=True)
    checked_on = models.DateField(null=True)
    extra = models.JSONField(default=dict)
    attendance = models.CharField(max_length=10, choices=Attendance.choices)
    place_closed = models.BooleanField(default=False)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.ACTIVE)
    removed_at = models.DateTimeField(null=True)
    url = models.CharField(max_length=1000, blank=True)
    updated_at = models.DateTimeField(null=True)
    first_seen_on = models.DateField()
    last_seen_on = models.DateField()
    fingerprint = models.CharField(max_length=32)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["source", "version"], name="service_changed_since")]
        constraints = [
            models.UniqueConstraint(fields=["source", "key", "part"], name="service_key"),
            models.CheckConstraint(condition=~Q(key="") & ~Q(name=""), name="service_has_names"),
            models.CheckConstraint(
                condition=Q(kind__in=["meeting", "event", "service"]), name="service_kind"
            ),
            models.CheckConstraint(
                condition=Q(attendance__in=["in_person", "online", "hybrid"]),
                name="service_attendance",
            ),
            models.CheckConstraint(
                condition=Q(status="removed", removed_at__isnull=False)
                | Q(status__in=["active", "closed_for_now"], removed_at__isnull=True),
                name="service_status_and_removal",
            ),
            models.CheckConstraint(
                condition=Q(last_seen_on__gte=F("first_seen_on")), name="service_seen_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def published_joining(self) -> Joining | None:
        """How to join, where the source itself publishes all of it."""
        return self.joining if hasattr(self, "joining") and self.joining.is_published else None


class Schedule(models.Model):
    """A start on the wall clock of its own zone. No row at all: by appointment.

    Two shapes. Weekly: `weekday` is ISO (1 is Monday, 7 is Sunday) and nothing else. Dated:
    `starts_on` is the first local date, `rule` an RRULE as domain/recurrence.py takes it ("" for
    once), and `excluded` the local dates (ISO) that were called off. `duration` is in minutes, 1440
    around the clock; an end that a feed leaves out is an hour after the start, as Meeting Guide
    defines.
    """

    NOT_PERSONAL = "a listing"

    service = models.ForeignKey(Service, models.CASCADE, related_name="schedules", db_index=False)
    weekday = models.PositiveSmallIntegerField(null=True)
    starts_on = models.DateField(null=True)
    rule = models.CharField(max_length=255, blank=True)
    excluded = models.JSONField(default=list)
    starts_at = models.TimeField()
    duration = models.PositiveSmallIntegerField()
    zone = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "weekday", "starts_at"],
                condition=Q(starts_on=None),
                name="schedule_one_row_a_start",
            ),
            models.UniqueConstraint(
                fields=["service", "starts_on", "starts_at", "rule"],
                condition=Q(starts_on__isnull=False),
                name="schedule_one_row_a_date",
            ),
            models.CheckConstraint(
                condition=Q(
                    # A comparison with NULL is neither true nor false, and a check lets it pass.
                    weekday__isnull=False,
                    weekday__range=(1, 7),
                    starts_on=None,
                    rule="",
                )
                | Q(weekday=None, starts_on__isnull=False),
                name="schedule_weekly_or_dated",
            ),
            models.CheckConstraint(
                condition=Q(duration__range=(1, 20160)), name="schedule_duration_minutes"
            ),
            models.CheckConstraint(condition=~Q(zone=""), name="schedule_has_a_zone"),
        ]
        indexes = [models.Index(fields=["service"], name="schedule_of_service")]

    def __str__(self) -> str:
        return f"{self.weekday or self.starts_on} {self.starts_at:%H:%M} {self.zone}"

    @property
    def minute(self) -> int:
        """Minutes after midnight, on its own clock."""
        return self.starts_at.hour * 60 + self.starts_at.minute

    def starts_between(self, since: datetime, until: datetime) -> Iterator[datetime]:
        """Every start with `since <= start < until` (aware), aware in its own zone."""
        if self.weekday:
            week_minute = minute_of_week(self.weekday - 1, self.minute)
            return starts_between(week_minute, self.zone, since, until)
        return dated_starts_between(self.dated, self.zone, since, until)

    def next_start(self, since: datetime) -> datetime | None:
        """The first start at or after `since`; None when none comes within two years."""
        return next(self.starts_between(since, since + TWO_YEARS), None)

    @property
    def dated(self) -> DatedStart:
        """A dated schedule as the domain computes with it."""
        assert self.starts_on is not None  # noqa: S101 - a weekly one has no dates
        days = tuple(sorted(date.fromisoformat(day) for day in self.excluded))
        return DatedStart(self.starts_on, self.minute, self.duration, self.rule, days)


class Joining(models.Model):
    """What lets a person into an online meeting. Shown on its own page and on the week that a
    person with an account prints; in no other list, never searched. `is_published` is true when the
    feed gave all of it in its own fields for joining; what had to be taken out of notes is never
    exported."""

    NOT_PERSONAL = "how to join a listing"

    service = models.OneToOneField(
        Service, models.CASCADE, related_name="joining", primary_key=True
    )
    conference_url = models.CharField(max_length=2000, blank=True)
    conference_url_notes = models.TextField(blank=True)
    conference_phone = models.CharField(max_length=255, blank=True)
    conference_phone_notes = models.TextField(blank=True)
    passcode = models.CharField(max_length=100, blank=True)
    is_published = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(
                    conference_url="",
                    conference_url_notes="",
                    conference_phone="",
                    conference_phone_notes="",
                    passcode="",
                ),
                name="joining_is_not_empty",
            ),
        ]

    def __str__(self) -> str:
        return f"how to join {self.service_id}"


class Duplicate(models.Model):
    """A service that says again what another one says, found by `why`. It is not listed while this
    stands; undone, the two stay apart, also when the next look would join them again. When a host
    closes the one it gives way to, it is closed with it."""

    NOT_PERSONAL = "two listings"

    class Why(models.TextChoices):
        SAME_PLACE = "place-time-name"
        SAME_LINK = "link-time"

    service = models.OneToOneField(Service, models.CASCADE, related_name="duplicate")
    of = models.ForeignKey(Service, models.CASCADE, related_name="duplicates")
    why = models.CharField(max_length=20, choices=Why.choices)
    found_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(service=F("of")), name="duplicate_of_another"),
            models.CheckConstraint(
                condition=Q(why__in=["place-time-name", "link-time"]), name="duplicate_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} says what {self.of_id} says"
