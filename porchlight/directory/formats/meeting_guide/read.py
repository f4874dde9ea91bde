"""Reads Meeting Guide JSON and the shapes near it, faults and all, into listings.

Format: code4recovery/spec. Faults: those measured in 7,445 published meetings. A row is mended
where its meaning is plain, and dropped with a reason where showing it could send somebody to a
locked door. OIAA's table (meetingId, times in words, formats) and Al-Anon's list of electronic
meetings (wso_id) are read too: both list nothing but meetings that are held online or by phone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from porchlight.directory.formats.containers.json_rows import Raw, open_feed
from porchlight.directory.formats.fields import joining, times
from porchlight.directory.formats.fields.geo import place_can_be_found
from porchlight.directory.formats.fields.raw_row import RawRow
from porchlight.directory.formats.fields.row_place import (
    Point,
    is_named_venue,
    place_of,
    publisher_of,
    shared_points,
    zone_of,
)
from porchlight.directory.formats.gather import Dropped, gather
from porchlight.directory.formats.meeting_guide import types
from porchlight.directory.formats.meeting_guide.al_anon import as_guide_row, is_electronic_row
from porchlight.directory.formats.meeting_guide.fields import (
    exact_row,
    ours_of,
    own_starts,
    own_terms,
)
from porchlight.directory.formats.meeting_guide.table import open_table
from porchlight.directory.formats.record import (
    Extra,
    FeedReading,
    HowToJoin,
    Listing,
    ReadingContext,
    fingerprint,
)
from porchlight.directory.vocabulary.terms import terms_of_types
from porchlight.domain.recurrence import DAYS, DatedStart, checked_rule, days_between

LONGEST_KEY = 255
LONGEST_PAGE = 1000
NOTES, SHORT_NOTES = 4000, 2000
LONG_AGO = date(2020, 1, 1)  # from where months are counted, so that a rule stays itself
PASSWORD = re.compile(r"[?&#](?:pwd?|pass\w*|pin|tk|token|key)=", re.IGNORECASE)
GROUP_TEXTS = ("venmo", "square", "paypal", "homegroup_online", "district", "sub_district")
GROUP_LINKS = ("website_2", "feedback_url")
ATTENDANCE = ("in_person", "online", "hybrid")
DATE_FORMS = ("%Y-%m-%d%H:%M:%S", "%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y", "%m/%d/%y")


def read_meeting_guide(content: bytes, context: ReadingContext) -> FeedReading:
    """Read a whole feed. Raises FeedRefused when there is no list of meetings in `content`."""
    file = open_table(content) or open_feed(content)
    rows = tuple(exact_row(as_guide_row(raw)) if raw else raw for raw in file.rows)
    shared = shared_points(raw for raw in rows if raw)
    # Rows that say another time of day of a meeting which an earlier row says whole.
    whole = {str(raw.get("slug")) for raw in file.rows if raw and own_starts(raw)}

    def read_one(raw: Raw | None) -> tuple[Listing, set[str]]:
        if raw and str(ours_of(raw).get("part_of") or "") in whole:
            raise Dropped("said_by_another")
        return read_row(raw, context, shared)

    return gather(rows, read_one, guessed_encoding=file.guessed_encoding)


def read_row(
    raw: Raw | None, context: ReadingContext, shared: frozenset[Point]
) -> tuple[Listing, set[str]]:
    """One row as a listing, with the kinds of mending it took. Raises Dropped."""
    if raw is None:
        raise Dropped("not_an_object")
    row = RawRow(raw)
    is_oiaa = "meetingId" in raw
    row.leave_contacts_out(but=("phone",) if is_oiaa else ())
    fellowship = "al-anon" if is_electronic_row(raw) else context.fellowship
    kinds = _types(row, fellowship)
    dated = _monthly(row)
    starts = () if dated else _starts(row)
    place = place_of(row, shared)
    zone = zone_of(row, place, context.default_zone) if starts or dated else ""
    if (starts or dated) and not zone:
        raise Dropped("no_time_zone")
    name = _name(row)
    listing = Listing(
        key=_key(row, name, starts or dated),
        name=name,
        notes=row.public_text("notes", longest=NOTES, lines=True),
        group_name=row.public_text("group"),
        group_notes=row.public_text("group_notes", longest=SHORT_NOTES, lines=True),
        types=kinds,
        attendance="in_person",
        place_closed="TC" in kinds,
        status="active",
        url="",
        updated_at=_updated(row),
        zone=zone,
        starts=starts,
        dated=dated,
        place=replace(place, zone=zone) if place else None,
        publisher=publisher_of(row),
        joining=None,
        terms=own_terms(row.raw) or terms_of_types(fellowship, kinds),
        extra=_extra(row),
    )
    lists_online = is_oiaa or is_electronic_row(raw)
    return _with_ways_in(row, listing, is_oiaa=is_oiaa, lists_online=lists_online), row.mended


# --- Key, name, types, times ------------------------------------------------------------------


def _key(row: RawRow, name: str, starts: object) -> str:
    for field in ("slug", "meetingId", "id", "_id"):
        value = row.raw.get(field)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, (str, int)):
            continue
        key = re.sub(r"[\x00-\x20\x7f\ud800-\udfff]+", "-", str(value).strip())
        if key:
            if field != "slug":
                row.mended.add("slug_from_id")
            elif isinstance(value, int):
                row.mended.add("slug_from_number")
            return key if len(key) <= LONGEST_KEY else f"{key[:200]}-{fingerprint(key)}"
    row.mended.add("slug_made")
    return f"{re.sub(r'[^a-z0-9]+', '-', name.lower())[:60].strip('-')}-{fingerprint(starts)[:8]}"


def _name(row: RawRow) -> str:
    name = row.public_text("name")
    if name:
        return name
    row.mended.add("name_borrowed")
    name = row.public_text("group") or row.public_text("location")
    if not name:
        raise Dropped("no_name")
    return name


def _types(row: RawRow, fellowship: str) -> tuple[str, ...]:
    raw_types = row.raw.get("types")
    codes = types.codes_of(raw_types, fellowship)
    if isinstance(raw_types, str) and codes:
        row.mended.add("types_from_text")
    elif isinstance(raw_types, list) and not set(codes) <= {str(part) for part in raw_types}:
        row.mended.add("types_respelled")
    if not all(types.is_known(code, fellowship) for code in codes):
        row.mended.add("types_not_known")
    return codes


def _extra(row: RawRow) -> Extra:
    """What groups and offices say in public that nothing here asks about."""
    texts = {name: row.public_text(name, longest=100) for name in GROUP_TEXTS}
    links = {name: row.link(name) for name in GROUP_LINKS}
    closed = {
        name for name, url in links.items() if joining.is_online_room(url) or PASSWORD.search(url)
    }
    links = {name: url for name, url in links.items() if name not in closed}
    # A handle that was an e-mail address is nothing but the mark of what was left out.
    return {name: text for name, text in sorted((texts | links).items()) if text.strip("…")}


def _starts(row: RawRow) -> tuple[times.WeeklyStart, ...]:
    """When it starts each week; empty means by appointment."""
    whole = own_starts(row.raw)
    if whole:
        return whole
    pairs = _starts_in_words(row) if "times" in row.raw else _starts_in_fields(row)
    if not pairs:
        return ()
    end = _end(row)
    found: dict[tuple[int, int], times.WeeklyStart] = {}
    for day, minute in pairs:
        length = times.length(minute, end, row.raw.get("duration"))
        if length.mended:
            row.mended.add(length.mended)
        start = times.next_day_if_midnight(day, minute)
        if start != (day, minute):
            row.mended.add("start_at_24_00")
        found[start] = times.WeeklyStart(*start, length.minutes)
    return tuple(sorted(found.values()))


def _monthly(row: RawRow) -> tuple[DatedStart, ...]:
    """The start on some weeks of each month that a day such as "1st Saturday" asks for."""
    day = row.raw.get("day")
    numbered = times.days_of_month(day[: times.LONGEST]) if isinstance(day, str) else ()
    try:
        minute = times.minute_of_day(row.raw.get("time")) if numbered else None
    except times.UnreadableTime:
        raise Dropped("unreadable_time") from None
    if minute is None or minute >= times.DAY:  # 24:00 is a day after one that has a number
        return ()
    length = times.length(minute, _end(row), row.raw.get("duration"))
    row.mended |= {"day_respelled", *filter(None, [length.mended])}
    days = ",".join(f"{n}{DAYS[weekday - 1]}" for n, weekday in numbered)
    start = DatedStart(LONG_AGO, minute, length.minutes, checked_rule(f"FREQ=MONTHLY;BYDAY={days}"))
    first = next(days_between(start, LONG_AGO, LONG_AGO + timedelta(days=800)))
    return (replace(start, starts_on=first),)


def _starts_in_words(row: RawRow) -> tuple[tuple[int, int], ...]:
    row.mended.add("times_from_words")
    try:
        return times.starts_in_words(str(row.raw["times"] or ""))
    except times.UnreadableTime:
        raise Dropped("unreadable_time") from None


def _starts_in_fields(row: RawRow) -> tuple[tuple[int, int], ...]:
    day, time = row.raw.get("day"), row.raw.get("time")
    try:
        days = times.weekdays(day)
    except times.UnreadableTime:
        raise Dropped("unreadable_day") from None
    try:
        minute = times.minute_of_day(time)
    except times.UnreadableTime:
        raise Dropped("unreadable_time") from None
    if not days or minute is None:
        return ()
    if isinstance(day, str) or (isinstance(day, list) and any(isinstance(d, str) for d in day)):
        row.mended.add("day_respelled")
    if not re.fullmatch(r"\d\d:\d\d", str(time)):
        row.mended.add("time_respelled")
    return tuple((one, minute) for one in days)


def _end(row: RawRow) -> int | None:
    try:
        return times.minute_of_day(row.raw.get("end_time"))
    except times.UnreadableTime:
        return None


def _updated(row: RawRow) -> datetime | None:
    text = row.text("updated", "lastEditDate", longest=40)
    first = re.sub(r"^(\S+) [A-Z]{2,3}$", r"\1", text)  # "12/29/20 JB": somebody's initials
    for read in (datetime.fromisoformat, *(_date_form(form) for form in DATE_FORMS)):
        try:
            moment = read(first)
        except ValueError:
            continue
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC) if 1990 <= moment.year <= 2100 else None
    return None


def _date_form(form: str) -> Callable[[str], datetime]:
    return lambda text: datetime.strptime(text, form).replace(tzinfo=UTC)


# --- Ways in ----------------------------------------------------------------------------------


def _with_ways_in(row: RawRow, listing: Listing, *, is_oiaa: bool, lists_online: bool) -> Listing:
    """The listing with its page, how to join it online, and what these say about attending.

    `lists_online`: the feed has online meetings only; one without a room is entered through its
    own site.
    """
    page = _page(row)
    how_to_join = _how_to_join(row, page if joining.is_online_room(page) else "", is_oiaa=is_oiaa)
    url = "" if joining.is_online_room(page) else page
    can_be_joined = bool(
        how_to_join.conference_url or how_to_join.conference_phone or (lists_online and url)
    )
    attendance, is_open = _attendance(
        row, listing, can_be_joined=can_be_joined, is_online=lists_online
    )
    return replace(
        listing,
        url=url,
        joining=how_to_join
        if how_to_join != HowToJoin(is_published=how_to_join.is_published)
        else None,
        attendance=attendance,
        status="active" if is_open else "closed_for_now",
    )


def _page(row: RawRow) -> str:
    for field in ("url", "website", "website_2"):
        if row.blank(field):
            continue
        url = joining.link_in(row.text(field, longest=joining.LONGEST_LINK)).url
        if url and len(url) <= LONGEST_PAGE:
            return url
        row.mended.add("link_left_out")
    return ""


def _how_to_join(row: RawRow, room: str, *, is_oiaa: bool) -> HowToJoin:
    url = row.text("conference_url", longest=joining.LONGEST_LINK)
    link = joining.link_in(url)
    phone = joining.phone_in(row.text("conference_phone", *(["phone"] if is_oiaa else [])))
    if url and not link.url:
        row.mended.add("link_left_out")
    if phone.rest:
        row.mended.add("phone_told_from_prose")
    if room and not link.url:
        row.mended.add("joining_moved")
    url_notes = row.text("conference_url_notes", longest=SHORT_NOTES, lines=True)
    phone_notes = row.text("conference_phone_notes", longest=SHORT_NOTES, lines=True)
    found = [*row.joining_found, link.rest]
    code = row.text("accessCode", longest=100)
    # Al-Anon's list hands rooms and PINs to whoever looks there, not on to other lists.
    is_published = not (row.joining_found or row.room_found or room or is_electronic_row(row.raw))
    passcodes = (joining.passcode_in(text) for text in (url_notes, *found, phone_notes, phone.rest))
    return HowToJoin(
        conference_url=link.url or room or row.room_found,
        conference_url_notes=_together(url_notes, *found),
        conference_phone=phone.number,
        conference_phone_notes=_together(phone_notes, phone.rest),
        passcode=next((word for word in passcodes if word), code),
        is_published=is_published,
    )


def _attendance(
    row: RawRow, listing: Listing, *, can_be_joined: bool, is_online: bool
) -> tuple[str, bool]:
    """How one attends, and whether one can at all at present.

    A feed that says so is believed. Otherwise: a room or a number makes it online, a place that
    can be found and is not shut makes it in person, both make it hybrid.
    """
    option = row.text("attendance_option").lower().replace("-", "_").replace(" ", "_")
    can_go = place_can_be_found(listing.place) or (
        not can_be_joined and is_named_venue(listing.place)
    )
    can_go = can_go and not listing.place_closed
    if option in ATTENDANCE:
        # The feed's own word, except that nobody can go to a shut place and nowhere else.
        return option, not (option == "in_person" and listing.place_closed)
    is_open = option != "inactive" and (can_be_joined or (can_go and not is_online))
    if option == "inactive" and row.text("attendance") in ATTENDANCE:
        return row.text("attendance"), False
    if not is_open:
        row.mended.add("closed_and_no_link" if listing.place_closed else "no_way_in")
    if is_online or (can_be_joined and not can_go):
        return "online", is_open
    if can_go:
        return ("hybrid" if can_be_joined else "in_person"), is_open
    return ("online" if "ONL" in listing.types else "in_person"), is_open


def _together(*texts: str) -> str:
    """Texts under one another, none twice, none that another already holds."""
    distinct_texts: list[str] = []
    for text in texts:
        if text and not any(text in other for other in distinct_texts):
            distinct_texts.append(text)
    return "\n".join(distinct_texts)[:SHORT_NOTES]
