"""Listings as their sources publish them, under HSDS's names: who publishes, where, what, when.

Text here is public listing data, copied from feeds that anybody can read, so it is not sealed.
Contact people are never stored. What opens a meeting's door (links, numbers, passcodes) lives in
`Joining`, apart from everything that is listed, searched or exported.
"""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Source(models.Model):
    """Where listings came from: one feed, with the dates on which we looked at it.

    `version` grows by one with each import that changed a listing; a finder that keeps listings in
    memory compares the set of (id, version) pairs with the set it loaded.
    """

    class Kind(models.TextChoices):
        MEETING_GUIDE = "meeting-guide"

    name = models.SlugField(max_length=64, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.MEETING_GUIDE)
    url = models.URLField(max_length=1000, blank=True)
    fellowship = models.CharField(max_length=32, default="aa")
    default_zone = models.CharField(max_length=64, blank=True)
    added_at = models.DateTimeField()
    last_tried_at = models.DateTimeField(null=True)
    last_good_at = models.DateTimeField(null=True)
    last_refusal = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="source_has_a_name"),
            models.CheckConstraint(condition=Q(kind__in=["meeting-guide"]), name="source_kind"),
        ]

    def __str__(self) -> str:
        return self.name


class Organization(models.Model):
    """The service office or intergroup that publishes a listing. `key` is its content, hashed."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="organizations", db_index=False)
    key = models.CharField(max_length=32)
    name = models.CharField(max_length=255)
    url = models.CharField(max_length=1000, blank=True)
    phone = models.CharField(max_length=64, blank=True)
    email = models.CharField(max_length=254, blank=True)
    place = models.CharField(max_length=255, blank=True)
    fellowship = models.CharField(max_length=32)

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
    regions = models.JSONField(default=list)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    is_approximate = models.BooleanField(default=False)
    zone = models.CharField(max_length=64, blank=True)

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

    `key` is the feed's own slug; two different meetings under one slug are parts 0, 1, … of it.
    Three facts stay apart: how one attends, whether the place is shut (`place_closed`), and whether
    the place is only roughly known (`Location.is_approximate`). A listing that left its feed is
    marked removed and kept, because people may have saved it. `last_seen_on` is the day on which
    the source last still listed it; `updated_at` is what the feed itself says.
    """

    class Kind(models.TextChoices):
        MEETING = "meeting"

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
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.MEETING)
    fellowship = models.CharField(max_length=32)
    name = models.CharField(max_length=255)
    notes = models.TextField(blank=True)
    group_name = models.CharField(max_length=255, blank=True)
    group_notes = models.TextField(blank=True)
    types = models.JSONField(default=list)
    attendance = models.CharField(max_length=10, choices=Attendance.choices)
    place_closed = models.BooleanField(default=False)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.ACTIVE)
    removed_at = models.DateTimeField(null=True)
    url = models.CharField(max_length=1000, blank=True)
    updated_at = models.DateTimeField(null=True)
    first_seen_on = models.DateField()
    last_seen_on = models.DateField()
    fingerprint = models.CharField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "key", "part"], name="service_key"),
            models.CheckConstraint(condition=~Q(key="") & ~Q(name=""), name="service_has_names"),
            models.CheckConstraint(condition=Q(kind__in=["meeting"]), name="service_kind"),
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


class Schedule(models.Model):
    """One weekly start, on the wall clock of its own zone. No row at all: by appointment.

    `weekday` is ISO: 1 is Monday, 7 is Sunday. `duration` is in minutes, 1440 around the clock; an
    end that the feed leaves out is an hour after the start, as Meeting Guide defines.
    """

    service = models.ForeignKey(Service, models.CASCADE, related_name="schedules", db_index=False)
    weekday = models.PositiveSmallIntegerField()
    starts_at = models.TimeField()
    duration = models.PositiveSmallIntegerField()
    zone = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "weekday", "starts_at"], name="schedule_one_row_a_start"
            ),
            models.CheckConstraint(condition=Q(weekday__range=(1, 7)), name="schedule_iso_weekday"),
            models.CheckConstraint(
                condition=Q(duration__range=(1, 1440)), name="schedule_duration_minutes"
            ),
            models.CheckConstraint(condition=~Q(zone=""), name="schedule_has_a_zone"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.starts_at:%H:%M} {self.zone}"


class Joining(models.Model):
    """What lets a person into an online meeting. Shown on its own page only; never listed, never
    searched, never exported."""

    service = models.OneToOneField(
        Service, models.CASCADE, related_name="joining", primary_key=True
    )
    conference_url = models.CharField(max_length=2000, blank=True)
    conference_url_notes = models.TextField(blank=True)
    conference_phone = models.CharField(max_length=255, blank=True)
    conference_phone_notes = models.TextField(blank=True)
    passcode = models.CharField(max_length=100, blank=True)

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


class Place(models.Model):
    """A US ZIP code and a town's name for it, so that people can type where they are.

    `is_main` marks the town the post office names first; the other rows of a ZIP are other names
    people use. `town_key` is the name without case, accents and punctuation.
    """

    zip = models.CharField(max_length=5)
    town = models.CharField(max_length=64)
    town_key = models.CharField(max_length=64)
    state = models.CharField(max_length=2)
    latitude = models.FloatField()
    longitude = models.FloatField()
    zone = models.CharField(max_length=64)
    is_main = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["town_key", "state"], name="place_town")]
        constraints = [
            models.UniqueConstraint(fields=["zip", "town_key"], name="place_once"),
        ]

    def __str__(self) -> str:
        return f"{self.town}, {self.state} {self.zip}"


class Saved(models.Model):
    """A meeting somebody keeps on their own list. Nobody else ever sees it."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    service = models.ForeignKey(Service, models.CASCADE, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "service"], name="saved_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} keeps {self.service_id}"
