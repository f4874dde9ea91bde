"""HSDS tables (a data package of CSV files, or one JSON object of them) as nested services.

What really circulates is 1.1 and 2.0: `regular_schedules` with weekdays by name, `eligibility`,
`payments_accepted`, `physical_addresses`. All of it leaves here in the shape and the words of 3.0,
so that one reader reads the rest. Contacts (people) and the change log (which names people and
repeats what was taken back) are left where they are.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from porchlight.directory.formats.containers.json_rows import Raw, decode
from porchlight.directory.formats.fields import times
from porchlight.directory.formats.refused import FeedRefused

Row = dict[str, object]
Tables = Mapping[str, list[Row]]

MOST_ROWS = 1_000_000
LONGEST_CELL = 131_072
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# The names a table goes by, old and new, and the one it has here.
TABLES = {
    "organization": ("organization", "organizations"),
    "service": ("service", "services"),
    "location": ("location", "locations"),
    "service_at_location": (
        *("service_at_location", "service_at_locations"),
        *("services_at_location", "services_at_locations"),
    ),
    "address": ("address", "addresses"),
    "physical_address": ("physical_address", "physical_addresses"),
    "postal_address": ("postal_address", "postal_addresses"),
    "phone": ("phone", "phones"),
    "schedule": ("schedule", "schedules"),
    "regular_schedule": ("regular_schedule", "regular_schedules"),
    "holiday_schedule": ("holiday_schedule", "holiday_schedules"),
    "language": ("language", "languages"),
    "accessibility": (
        *("accessibility", "accessibility_for_disabilities"),
        "accessibility_for_disability",
    ),
    "cost_option": ("cost_option", "cost_options"),
    "payment_accepted": ("payment_accepted", "payments_accepted"),
    "eligibility": ("eligibility", "eligibilities", "eligibilitys"),
    "service_area": ("service_area", "service_areas"),
    "program": ("program", "programs"),
    "funding": ("funding", "fundings"),
    "required_document": ("required_document", "required_documents"),
    "organization_identifier": ("organization_identifier", "organization_identifiers"),
    "attribute": ("attribute", "attributes", "link_taxonomy", "link_taxonomies"),
    "service_taxonomy": ("service_taxonomy", "services_taxonomy", "service_taxonomies"),
    "taxonomy_term": ("taxonomy_term", "taxonomy_terms", "taxonomy"),
    "taxonomy": ("taxonomies",),
}
NAMES = {alias: name for name, aliases in TABLES.items() for alias in aliases}
# table -> the parents it may hang under, most particular first, and the list it makes there.
CHILDREN = {
    "language": ("languages", ("service", "location", "phone")),
    "accessibility": ("accessibility", ("location",)),
    "address": ("addresses", ("location",)),
    "cost_option": ("cost_options", ("service",)),
    "service_area": ("service_areas", ("service",)),
    "funding": ("funding", ("service", "organization")),
    "required_document": ("required_documents", ("service",)),
    "program": ("programs", ("organization",)),
    "organization_identifier": ("organization_identifiers", ("organization",)),
}
# table, a column's old name and its new one
RENAMED = (
    ("language", "language", "name"),
    ("accessibility", "accessibility", "description"),
    ("service_area", "service_area", "name"),
    ("organization", "url", "website"),
)


def tables_in(files: Mapping[str, bytes]) -> Tables:
    """The tables in CSV files, by their names here. Raises FeedRefused when rows cannot be had."""
    renamed = _names_in_the_package(files)
    tables: dict[str, list[Row]] = defaultdict(list)
    for path, content in files.items():
        stem = PurePosixPath(path).stem.lower()
        name = NAMES.get(stem) or NAMES.get(renamed.get(PurePosixPath(path).name, ""))
        if name and path.lower().endswith(".csv"):
            tables[name] += _rows(path, content)
            if sum(map(len, tables.values())) > MOST_ROWS:
                raise FeedRefused(f"The tables have more than {MOST_ROWS:,} rows. Split them.")
    return tables


def tables_of(parsed: Raw) -> Tables | None:
    """The tables of one JSON object of lists ("services.csv": […]); None when it is none."""
    tables: dict[str, list[Row]] = defaultdict(list)
    for name, rows in parsed.items():
        known = NAMES.get(name.lower().removesuffix(".csv"))
        if known and isinstance(rows, list):
            tables[known] += [row for row in rows if isinstance(row, dict)]
    is_table = any(name.lower().endswith(".csv") for name in parsed)
    both = {"service", "organization", "service_at_location", "location"} & tables.keys()
    return tables if is_table or len(both) > 2 else None


def services_of(tables: Tables) -> list[Raw]:
    """Every service as 3.0 nests it, and every organization that has none."""
    if "service" not in tables and "organization" not in tables:
        raise FeedRefused(
            "There is no table of services. A package has services.csv, organizations.csv and more."
        )
    nodes = {name: _by_id(tables.get(name, [])) for name in TABLES}
    _hang_children(tables, nodes)
    _hang_eligibility_and_payments(tables, nodes["service"])
    _hang_phones_and_schedules(tables, nodes)
    _hang_attributes(tables, nodes)
    return _nested(tables, nodes)


# --- Reading the files -----------------------------------------------------------------------


def _names_in_the_package(files: Mapping[str, bytes]) -> dict[str, str]:
    """datapackage.json may give a table another file name: that name -> the table's own."""
    for path, content in files.items():
        if PurePosixPath(path).name.lower() != "datapackage.json":
            continue
        try:
            package = json.loads(decode(content)[0])
            resources = package.get("resources", [])
            return {
                PurePosixPath(str(resource["path"])).name: str(resource["name"]).lower()
                for resource in resources
                if isinstance(resource, dict) and "path" in resource and "name" in resource
            }
        except (ValueError, AttributeError, TypeError, RecursionError):
            return {}
    return {}


def _rows(path: str, content: bytes) -> list[Row]:
    text = decode(content)[0].removeprefix("\ufeff").replace("\0", "")
    csv.field_size_limit(LONGEST_CELL)
    name = PurePosixPath(path).name[:80]
    try:
        reader = csv.reader(text.splitlines(keepends=True), strict=False)
        header = [cell.strip().lower() for cell in next(reader, [])]
        rows = []
        for cells in reader:
            if any(cells):
                rows.append({k: v for k, v in zip(header, cells, strict=False) if k and v.strip()})
            if len(rows) > MOST_ROWS:
                raise FeedRefused(f"{name} has more than {MOST_ROWS:,} rows. Split it.")
    except csv.Error as fault:
        raise FeedRefused(f"{name} is not whole CSV: {fault}. Export it again.") from None
    return [dict(row) for row in rows]


# --- Putting rows under their parents ---------------------------------------------------------


def _by_id(rows: Iterable[Row]) -> dict[str, Row]:
    return {str(row["id"]): row for row in rows if row.get("id")}


def _add(parent: Row | None, name: str, row: Row) -> bool:
    if parent is None:
        return False
    rows = parent.setdefault(name, [])
    if isinstance(rows, list):
        rows.append(row)
    return True


def _parent(row: Row, what: str, nodes: Mapping[str, Mapping[str, Row]]) -> Row | None:
    return nodes[what].get(str(row.get(f"{what}_id") or ""))


def _hang_children(tables: Tables, nodes: Mapping[str, dict[str, Row]]) -> None:
    for table, old, new in RENAMED:
        for row in tables.get(table, []):
            _rename(row, old, new)
    for name, (where, parents) in CHILDREN.items():
        for row in tables.get(name, []):
            for what in parents:
                _add(_parent(row, what, nodes), where, row)
    for kind in ("physical", "postal"):
        for row in tables.get(f"{kind}_address", []):
            row.setdefault("address_type", kind)
            more = (row.pop(name, "") for name in ("address_2", "address_3", "address_4"))
            row["address_2"] = ", ".join(str(line) for line in more if line)
            _add(_parent(row, "location", nodes), "addresses", row)


def _hang_eligibility_and_payments(tables: Tables, services: dict[str, Row]) -> None:
    for row in tables.get("eligibility", []):
        service = services.get(str(row.get("service_id") or ""))
        if service is not None and row.get("eligibility"):
            texts = [str(service.get("eligibility_description") or ""), str(row["eligibility"])]
            service["eligibility_description"] = ", ".join(word for word in texts if word)
    for row in tables.get("payment_accepted", []):
        service = services.get(str(row.get("service_id") or ""))
        _add(service, "cost_options", {"id": row.get("id"), "option": row.get("payment")})


def _hang_phones_and_schedules(tables: Tables, nodes: Mapping[str, dict[str, Row]]) -> None:
    pairs = {
        (str(row.get("service_id")), str(row.get("location_id"))): row
        for row in tables.get("service_at_location", [])
    }
    schedules = [*tables.get("schedule", []), *map(_weekly, tables.get("regular_schedule", []))]
    for name, rows in (
        ("schedules", schedules),
        ("holiday_schedules", tables.get("holiday_schedule", [])),
        ("phones", tables.get("phone", [])),
    ):
        for row in rows:
            if name == "phones" and isinstance(row.get("language"), str):
                codes = str(row.pop("language")).replace(";", ",").split(",")
                row["languages"] = [{"code": code.strip()} for code in codes if code.strip()]
            _add(_most_particular(row, nodes, pairs), name, row)


def _most_particular(
    row: Row, nodes: Mapping[str, dict[str, Row]], pairs: Mapping[tuple[str, str], Row]
) -> Row | None:
    """What is written for a service at one place must not open all its other places."""
    pair = (str(row.get("service_id")), str(row.get("location_id")))
    parents = ("service_at_location", "service", "location", "organization")
    found = [_parent(row, what, nodes) for what in parents]
    candidates = [found[0], pairs.get(pair), *found[1:]]
    return next((one for one in candidates if one is not None), None)


def _hang_attributes(tables: Tables, nodes: Mapping[str, dict[str, Row]]) -> None:
    everything = {pk: row for rows in nodes.values() for pk, row in rows.items()}
    for term in tables.get("taxonomy_term", []):
        _rename(term, "vocabulary", "taxonomy")
        detail = nodes["taxonomy"].get(str(term.get("taxonomy_id") or ""))
        if detail:
            term["taxonomy_detail"] = detail
    terms = nodes["taxonomy_term"]
    for row in tables.get("attribute", []):
        # 2.0's link_taxonomy calls the term its taxonomy.
        _rename(row, "taxonomy_id", "taxonomy_term_id")
        meant = terms.get(str(row.get("taxonomy_term_id") or ""))
        _add(
            everything.get(str(row.get("link_id") or "")),
            "attributes",
            {**row, "taxonomy_term": meant} if meant else row,
        )
    for row in tables.get("service_taxonomy", []):
        meant = terms.get(str(row.get("taxonomy_id") or ""))
        attribute: Row = {"id": row.get("id"), "value": row.get("taxonomy_detail")}
        if meant:
            attribute["taxonomy_term"] = meant
        _add(_parent(row, "service", nodes), "attributes", attribute)


def _nested(tables: Tables, nodes: Mapping[str, dict[str, Row]]) -> list[Raw]:
    at_of: dict[str, list[Row]] = defaultdict(list)
    for row in tables.get("service_at_location", []):
        location = _parent(row, "location", nodes)
        at_of[str(row.get("service_id") or "")].append(
            {**row, "location": location} if location is not None else row
        )
    found: list[Raw] = []
    publishers = set()
    for service in tables.get("service", []):
        organization = _parent(service, "organization", nodes)
        program = _parent(service, "program", nodes)
        whole = {**service, "service_at_locations": at_of[str(service.get("id") or "")]}
        if organization is not None:
            publishers.add(id(organization))
            whole["organization"] = organization
        if program is not None:
            whole["program"] = program
        found.append(whole)
    rest = (one for one in tables.get("organization", []) if id(one) not in publishers)
    return found + [{**one, "services": []} for one in rest]


def _weekly(row: Row) -> Row:
    """A 1.1 `regular_schedule` in the words of 3.0.

    A weekday that cannot be read ("every other Monday") stands for the days as it is: no start is
    made of it, and `valid_from` beside it is not taken for its only day.
    """
    rest = {name: value for name, value in row.items() if name != "weekday"}
    try:
        days = times.weekdays(row.get("weekday"))
    except times.UnreadableTime:
        weekday = str(row["weekday"])
        monthly = ",".join(f"{n}{DAYS[day - 1]}" for n, day in times.days_of_month(weekday))
        return (
            {**rest, "freq": "MONTHLY", "byday": monthly} if monthly else {**rest, "byday": weekday}
        )
    return (
        {**rest, "freq": "WEEKLY", "byday": ",".join(DAYS[day - 1] for day in days)}
        if days
        else row
    )


def _rename(row: Row, old: str, new: str) -> None:
    if new not in row and old in row:
        row[new] = row.pop(old)
