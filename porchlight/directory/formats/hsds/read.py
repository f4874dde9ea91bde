"""Reads Open Referral HSDS into listings: 3.x JSON in all its forms, and 1.1 to 3.0 tables.

Taken: a service, an array of them, an API's page or all its pages (as NDJSON or as a zip of JSON
files), one object a line, organizations with their services, services at locations; a data package
as a zip of CSV files, or its tables as one JSON object. A service offered at three places is three
listings. Nothing is taken from one page of several: what is on the others would count as gone.
Nor from basic services, which is what an API lists unless it is asked for full ones: they have
fields of one value only and name no place and no time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import PurePosixPath

from porchlight.directory.formats.containers.json_rows import MAX_ROWS, Raw, load
from porchlight.directory.formats.containers.zip_files import files_in, is_zip
from porchlight.directory.formats.gather import Dropped, gather
from porchlight.directory.formats.hsds import package
from porchlight.directory.formats.hsds.listing import Cleaned, Unit, listing_of
from porchlight.directory.formats.record import FeedReading, Listing, ReadingContext
from porchlight.directory.formats.refused import FeedRefused

MOST_BRACKETS = 3_000_000  # a full service has some sixty
ENDINGS = (".csv", ".json", ".ndjson", ".jsonl")
PAGE_LISTS = ("contents", "items")
OF_AN_ORGANIZATION = {
    *("services", "website", "tax_status", "tax_id", "legal_status", "year_incorporated", "logo"),
    *("organization_identifiers", "programs", "parent_organization_id", "locations"),
}
OF_A_SERVICE = {
    *("status", "service_at_locations", "organization", "organization_id", "program_id"),
    *("application_process", "fees_description", "eligibility_description", "schedules"),
    *("cost_options", "service_areas", "assured_date", "interpretation_services"),
}
OF_A_LOCATION = {"location_type", "latitude", "transportation", "addresses", "accessibility"}
# What a service, a service at a place or a place has many of. A basic one has none of these
# fields; a full one that has nothing to say in them may have them empty.
LISTS = {
    *("service_at_locations", "schedules", "phones", "attributes", "languages", "addresses"),
    *("accessibility", "service_areas", "cost_options", "required_documents", "funding"),
    *("contacts", "metadata"),
}
ASK_FOR_FULL = "full=true; for organizations full=true&full_service=true"
BASIC_ONLY = (
    "These are basic services, which name no place and no time. Ask the API for full ones"
    f" ({ASK_FOR_FULL})."
)
NO_SERVICES = (
    "There is no HSDS service in the file. Give services, organizations with services, or the"
    f" tables of a data package; ask an API for full ones ({ASK_FOR_FULL})."
)


def read_hsds(content: bytes, context: ReadingContext) -> FeedReading:
    """Read a whole feed. Raises FeedRefused when there is no service to be had in `content`."""
    items, guessed = _items(content)
    units = list(islice(_units(items), MAX_ROWS + 1))
    if len(units) > MAX_ROWS:
        raise FeedRefused(f"The feed has more than {MAX_ROWS:,} services. Split it.")
    cleaned = Cleaned()

    def read_unit(unit: Unit | str) -> tuple[Listing, set[str]]:
        if isinstance(unit, str):
            raise Dropped(unit)
        return listing_of(unit, context, cleaned)

    return gather(units, read_unit, guessed_encoding=guessed)


# --- From the bytes to services, organizations and the like -----------------------------------


def _items(content: bytes) -> tuple[list[object], bool]:
    """Every item of the feed, out of its pages, and whether an encoding had to be guessed."""
    if not is_zip(content):
        parsed, guessed = load(content, MOST_BRACKETS)
        return _unpaged([parsed]), guessed
    files = {name: file for name, file in files_in(content).items() if _is_wanted(name)}
    if any(name.lower().endswith(".csv") for name in files):
        return list(package.services_of(package.tables_in(files))), False
    if not files:
        raise FeedRefused("The zip holds no CSV and no JSON file. Zip the files of the package.")
    read = [load(file, MOST_BRACKETS) for _, file in sorted(files.items())]
    return _unpaged([parsed for parsed, _ in read]), any(guessed for _, guessed in read)


def _is_wanted(name: str) -> bool:
    """A Mac adds "__MACOSX/._name" beside each file."""
    is_shadow = name.startswith("__MACOSX/") or PurePosixPath(name).name.startswith(".")
    return name.lower().endswith(ENDINGS) and not is_shadow


def is_basic(content: bytes) -> bool:
    """Whether an answer holds nothing but basic things, so that full ones have to be asked for.

    Not for what is no JSON, and so no answer of an API.
    """
    says_where_or_when = b'"service_at_locations"' in content or b'"schedules"' in content
    if is_zip(content) or (says_where_or_when and b'"services"' not in content):
        return False  # most feeds: they need not be read twice
    try:
        items, _ = _opened([load(content, MOST_BRACKETS)[0]])
    except FeedRefused:
        return False
    return any("id" in _object(item) for item in items) and not any(map(_is_full, items))


def _unpaged(parsed: list[object]) -> list[object]:
    """The items of the whole feed. Raises FeedRefused when they are not all there, or no use."""
    items, pages = _opened(parsed)
    _refuse_missing_pages(pages)
    if not items:
        raise FeedRefused("The feed is an empty list. Nothing was changed; check the export.")
    if not any(_is_of_use(item) for item in items):
        raise FeedRefused(NO_SERVICES)
    if not any(map(_is_full, items)):
        raise FeedRefused(BASIC_ONLY)
    return items


def _opened(parsed: list[object]) -> tuple[list[object], list[Raw]]:
    """The items in lists, pages and tables, one after another, and the pages."""
    pages: list[Raw] = []
    items: list[object] = []
    for whole in parsed:
        for node in whole if isinstance(whole, list) else [whole]:
            listed = _listed(node)
            tables = package.tables_of(node) if isinstance(node, dict) else None
            if listed is not None and isinstance(node, dict):
                pages.append(node)
                items += listed
            elif tables is not None:
                items += package.services_of(tables)
            else:
                items.append(node)
    return items, pages


def _listed(node: object) -> list[object] | None:
    if not isinstance(node, dict) or "name" in node:
        return None
    for name in PAGE_LISTS:
        if isinstance(node.get(name), list):
            return list(node[name])
    return None


def _refuse_missing_pages(pages: list[Raw]) -> None:
    totals = {_number(page.get("total_pages")) for page in pages} - {0, 1}
    if not totals:
        return
    total = max(totals)
    numbers = {_number(page.get("page_number") or page.get("page")) for page in pages}
    if len(pages) == 1:
        raise FeedRefused(
            f"This is one page of {total}. The services on the other pages would count as gone."
            " Ask for all of them (full=true with per_page, or full=true&format=ndjson), or give"
            " all pages in one zip."
        )
    missing = [number for number in range(1, min(total, 10_000) + 1) if number not in numbers]
    if missing:
        raise FeedRefused(
            f"Page {missing[0]} of {total} is missing. Its services would count as gone."
            " Give all pages."
        )


def _number(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _is_of_use(item: object) -> bool:
    return isinstance(item, dict) and _kind_of(item) != "other"


def _is_full(item: object) -> bool:
    """Whether a service, or one of an organization's, has any list that could say more of it."""
    whole = _object(item)
    services = whole.get("services")
    if isinstance(services, list):
        return not services or any(map(_is_full, services))
    parts = (whole, _object(whole.get("service")), _object(whole.get("location")))
    if _kind_of(whole) == "organization":
        return False  # its own lists say nothing of what it offers
    return any(isinstance(part.get(name), list) for part in parts for name in LISTS)


def _kind_of(item: Raw) -> str:
    if "service" in item or ("service_id" in item and "name" not in item):
        return "at"
    if OF_A_LOCATION & item.keys() or ("name" not in item and "services" not in item):
        return "other"
    if isinstance(item.get("services"), list):
        return "organization"
    if OF_A_SERVICE & item.keys():
        return "service"
    return "organization" if OF_AN_ORGANIZATION & item.keys() else "other"


# --- From these to one service at one place ----------------------------------------------------


def _units(items: Iterable[object]) -> Iterator[Unit | str]:
    """Each service at each place, or the name of the reason why something is none."""
    for item in items:
        if not isinstance(item, dict):
            yield "not_an_object"
            continue
        kind = _kind_of(item)
        if kind == "service":
            yield from _of_service(item, _object(item.get("organization")), {})
        elif kind == "at":
            service = _object(item.get("service"))
            yield Unit(
                service, item, _object(item.get("location")), _object(service.get("organization"))
            )
        elif kind == "organization":
            yield from _of_organization(item)
        else:
            yield "not_a_service"


def _of_organization(item: Raw) -> Iterator[Unit | str]:
    services = item.get("services")
    rows = services if isinstance(services, list) else []
    places = _by_id(item.get("locations"))
    organization = {name: value for name, value in item.items() if name != "services"}
    if not rows:
        yield "no_service"
    for row in rows:
        service = _object(row)
        yield from _of_service(service, organization, places)


def _of_service(service: Raw, organization: Raw, places: dict[str, Raw]) -> Iterator[Unit | str]:
    ats = service.get("service_at_locations")
    rows = [_object(row) for row in ats] if isinstance(ats, list) else []
    if not rows:
        yield Unit(service, {}, {}, organization)
    for row in rows:
        known = places.get(str(row.get("location_id") or ""), {})
        yield Unit(service, row, _object(row.get("location")) or known, organization)


def _by_id(rows: object) -> dict[str, Raw]:
    found = rows if isinstance(rows, list) else []
    return {str(row["id"]): row for row in found if isinstance(row, dict) and row.get("id")}


def _object(value: object) -> Raw:
    return value if isinstance(value, dict) else {}
