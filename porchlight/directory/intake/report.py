"""What an import did, in numbers, and the words for each kind of mending and dropping."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from porchlight.directory.formats.record import Cell

MENDED = {
    "around_the_clock": "ends a minute before it starts: held around the clock",
    "closed_and_no_link": "the place is closed and there is no link: kept as closed for now",
    "codes_not_known": "a service code that is not in SAMHSA's list: kept as it is",
    "contacts_left_out": "names, e-mail addresses or phones of people: left out",
    "day_respelled": "the day was written out or as text",
    "encoding_guessed": "not UTF-8: read as Windows text",
    "end_assumed": "no end given: an hour after the start",
    "end_half_a_day_off": "the end was a.m. for p.m.: read twelve hours later",
    "end_past_midnight": "ends after midnight",
    "joining_moved": "a link, room number or passcode stood in public text: moved out of it",
    "length_cut": "lasts longer than two weeks: the first two weeks",
    "link_left_out": "a link or address that is none, or is not for everybody: left out",
    "name_borrowed": "no name: called after its group or place",
    "no_way_in": "no address, link or phone: kept as closed for now",
    "phone_left_out": "a phone number that nobody could ring: left out",
    "phone_letters": "letters in a phone number: written as the digits of their keys",
    "phone_told_from_prose": "words in the phone field: told apart from the number",
    "point_from_text": "coordinates written as text",
    "point_left_out": "coordinates that cannot be right: left out",
    "point_of_zip": "the point is that of the ZIP code: taken as approximate",
    "point_shared_by_many": "one point for many addresses: taken as approximate",
    "postal_code_from_number": "the postal code was a number",
    "schedule_left_out": "hours that do not say plainly when, or no time zone: left out",
    "slug_from_id": "no slug: its id serves as the key",
    "slug_from_number": "the slug was a number",
    "slug_made": "no slug and no id: a key made from name and time",
    "slug_shared": "different meetings under one slug: kept apart as parts",
    "start_at_24_00": "starts at 24:00: listed at 0:00 the day after",
    "text_cleaned": "markup or coded characters in the text: cleaned",
    "text_shortened": "text too long to keep: shortened",
    "time_respelled": "the time was not written HH:MM",
    "times_from_words": "days and times read from words",
    "types_from_text": "types were text instead of a list",
    "types_not_known": "a type code that its fellowship's list does not have: kept as it is",
    "types_respelled": "type codes in small letters or words",
    "zone_from_point": "no time zone: told by the coordinates",
    "zone_from_source": "no time zone: the source's own was taken",
    "zone_from_zip": "no time zone: told by the ZIP code",
    "zone_not_known": "the time zone does not exist",
}
DROPPED = {
    "cells_to_mend": "a cell that somebody has to mend first: see below",
    "absurd_rule": "repeats by a rule that cannot be meant, or too often",
    "called_off": "called off",
    "older_version": "an older version of another entry",
    "over": "ended more than a month ago",
    "part_of_a_series": "a date of a series that was moved or called off: taken into it",
    "private": "marked by its organizer as not for everybody",
    "no_service": "an organization that offers nothing here",
    "not_a_service": "neither a service nor an organization",
    "not_active": "not offered any more",
    "no_name": "no name, group or place to call it by",
    "no_time_zone": "no time zone and nothing to tell it by",
    "not_an_object": "not a meeting at all",
    "not_published": "its own server does not publish it",
    "repeated": "the same meeting a second time",
    "said_by_another": "another time of day of a meeting that an earlier row says whole",
    "unreadable_day": "the day cannot be read",
    "unreadable_time": "the time cannot be read",
}


@dataclass(frozen=True)
class Report:
    """read = added + updated + unchanged + everything in `dropped`.

    `removed` counts listings that were there before and that the feed no longer has;
    `unscheduled`, of the updated ones, those that had a day and time and have none now;
    `lost_ways`, of the other updated ones, those that were listed and are closed for now, or have
    lost the place or the link or phone by which one attended. `mended` counts kept listings, each
    once under every kind that applied to it. `cells` as in FeedReading.
    """

    read: int
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    unscheduled: int = 0
    lost_ways: int = 0
    mended: Mapping[str, int] = field(default_factory=dict)
    dropped: Mapping[str, int] = field(default_factory=dict)
    cells: tuple[Cell, ...] = ()
    more_cells: int = 0

    @property
    def lost(self) -> int:
        """How many listings are gone or much less than they were, each counted once."""
        return self.removed + self.unscheduled + self.lost_ways

    @property
    def took_nothing(self) -> bool:
        """No row could be used, so the import kept its hands off what was there."""
        return self.read == sum(self.dropped.values())

    @property
    def advice(self) -> str:
        """What would make this import better, or ""."""
        start = "No row could be used, so nothing was changed. " if self.took_nothing else ""
        if self.dropped.get("no_time_zone"):
            return f"{start}Give --zone, for example --zone America/Chicago, and import again."
        return f"{start}Check the file." if start else ""

    def as_counts(self) -> dict[str, object]:
        return asdict(self)

    @classmethod
    def from_counts(cls, counts: Mapping[str, object]) -> Report:
        """A report as it was stored; what a later version wrote beside it is passed by."""
        names = {one.name for one in fields(cls)}
        known: dict[str, Any] = {name: value for name, value in counts.items() if name in names}
        return cls(**known | {"cells": tuple(Cell(**cell) for cell in known.get("cells", ()))})

    def as_text(self) -> str:
        """The report for reading in a terminal."""
        names = ("read", "added", "updated", "unchanged", "removed")
        lines = [f"{name:<10}{getattr(self, name):>7,}" for name in names]
        if self.unscheduled:
            lines.append(f"  {self.unscheduled:>7,}  of the updated have no day or time any more")
        if self.lost_ways:
            lost = "of the updated are closed for now, or have lost their address or link"
            lines.append(f"  {self.lost_ways:>7,}  {lost}")
        for title, counts, words in (
            ("mended", self.mended, MENDED),
            ("dropped", self.dropped, DROPPED),
        ):
            lines.append(f"{title:<10}{sum(counts.values()) if title == 'dropped' else '':>7}")
            ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
            lines += [f"  {count:>7,}  {words.get(kind, kind)}" for kind, count in ordered]
        lines += [f"Row {cell.row}, {cell.column}: {cell.words}" for cell in self.cells]
        if self.more_cells:
            lines.append(f"And {self.more_cells:,} more cells like these.")
        return "\n".join(line.rstrip() for line in lines)
