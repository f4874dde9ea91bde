"""Reads for the HSDS API: which rows a list holds, and one page of them in few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from math import cos, radians
from typing import Any
from uuid import UUID

from django.db.models import F, FloatField, Max, Q, QuerySet, Value
from django.db.models.functions import Cast

from porchlight.directory.formats.hsds.attributes import all_terms, taxonomies, taxonomy_id
from porchlight.directory.formats.hsds.fields import FACTS, Node
from porchlight.directory.formats.hsds.write import (
    at_location_brief,
    at_location_full,
    moment,
    organization_full,
    service_brief,
    service_full,
)
from porchlight.directory.models import Organization, Service, ServiceAttribute
from porchlight.directory.publish.queryset import exportable_services

METRES_A_DEGREE = 111_195
AT_ONCE = 200
MOST_TOGETHER = 1_000  # services of the organizations on one page; more of them stream
COUNTS_KEPT = 500


@dataclass(frozen=True)
class Page:
    """One page of a list, and how many items and pages there are."""

    contents: list[Node]
    number: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    def as_json(self) -> Node:
        return {
            "total_items": self.total,
            "total_pages": self.pages,
            "page_number": self.number,
            "size": len(self.contents),
            "first_page": self.number == 1,
            "last_page": self.number >= self.pages,
            "empty": not self.contents,
            "contents": self.contents,
        }


@dataclass(frozen=True)
class At:
    """Which page of a list of `total` items, with `size` of them a page."""

    number: int
    size: int
    total: int

    @property
    def first(self) -> int:
        return (self.number - 1) * self.size

    def page(self, contents: list[Node]) -> Page:
        return Page(contents, self.number, self.size, self.total)


def listed(asked: dict[str, Any], today: date) -> QuerySet[Service]:
    """The listings that fit what was asked (`ServicesAsked`)."""
    rows = exportable_services(today)
    for word in asked["search"].split()[:20]:
        rows = rows.filter(_says(word))
    if asked["organization_id"]:
        rows = rows.filter(organization__hsds_id=asked["organization_id"])
    if after := asked["modified_after"]:
        # A source that says nothing of its rows' age may have changed any of them.
        rows = rows.filter(Q(updated_at__gte=after) | Q(updated_at=None))
    for name in ("taxonomy_term_id", "taxonomy_id"):
        if asked[name]:
            rows = _linked(rows, str(asked[name]), is_term=name == "taxonomy_term_id")
    if "near" in asked:
        rows = _within(rows, asked["near"], asked["proximity"])
    elif asked["postcode"]:
        rows = rows.filter(location__postal_code__startswith=asked["postcode"][:5])
    return rows


def page_of_services(
    rows: QuerySet[Service], at: At, write: Callable[[Any], Node], today: date
) -> Page:
    """A page of services, each with all its places, written by `write`."""
    ids = rows.order_by("hsds_id").values_list("hsds_id", flat=True).distinct()
    wanted = list(ids[at.first : at.first + at.size])
    return at.page([write(one) for one in _services(wanted, today)])


def page_of_rows(rows: QuerySet[Service], at: At, write: Callable[[Any], Node]) -> Page:
    """A page of services at places, each written by `write`."""
    wanted = rows.order_by("at_location_id", "pk")[at.first : at.first + at.size]
    return at.page([write(row) for row in wanted])


def all_services(
    rows: QuerySet[Service], write: Callable[[Any], Node], today: date
) -> Iterator[Node]:
    """Every service of a list, a few at a time."""
    for wanted in _some_ids(rows):
        yield from (write(one) for one in _services(wanted, today))


def all_minimal(rows: QuerySet[Service], today: date) -> Iterator[Node]:
    """Every service of a list as its id and its last change. No listing is read whole."""
    standing = exportable_services(today).prefetch_related(None).order_by("hsds_id")
    for wanted in _some_ids(rows):
        named = standing.filter(hsds_id__in=wanted).values_list("hsds_id")
        for pk, at in named.annotate(at=Max("updated_at")):
            yield {"id": str(pk), "modified_date": moment(at)}


def all_rows(rows: QuerySet[Service], write: Callable[[Any], Node]) -> Iterator[Node]:
    """Every service at a place of a list, a few at a time. Between them no read is open: who takes
    the answer slowly keeps no journal from being emptied, and without WAL no check-in waiting."""
    ordered, wanted = rows.order_by("at_location_id", "pk"), list[Service]()
    while wanted := list(_after(wanted[-1], ordered)[:AT_ONCE] if wanted else ordered[:AT_ONCE]):
        yield from map(write, wanted)


def _after(last: Service, ordered: QuerySet[Service]) -> QuerySet[Service]:
    place = last.at_location_id  # said twice, so that the index on it is used
    further = Q(at_location_id__gt=place) | Q(pk__gt=last.pk)
    return ordered.filter(further, at_location_id__gte=place)


def services_named(pk: UUID, today: date) -> list[Service]:
    """The listings of one service, by place."""
    rows = exportable_services(today).filter(hsds_id=pk)
    return list(rows.order_by("at_location_id", "pk"))


def row_named(pk: UUID, today: date) -> Service | None:
    """A service at one place."""
    return exportable_services(today).filter(at_location_id=pk).order_by("pk").first()


def minimal(rows: list[Service]) -> Node:
    at = max((row.updated_at for row in rows if row.updated_at), default=None)
    return {"id": str(rows[0].hsds_id), "modified_date": moment(at)}


def brief(rows: list[Service]) -> Node:
    return service_brief(rows[0])


def full(on: date) -> Callable[[list[Service]], Node]:
    return lambda rows: service_full(rows, on)


def full_at_location(on: date) -> Callable[[Service], Node]:
    return lambda row: {**at_location_full(row, on), "service": service_brief(row)}


brief_at_location = at_location_brief


def organizations(search: str, today: date) -> QuerySet[Organization]:
    """Organizations with something listed, once each."""
    standing = exportable_services(today).order_by().values("organization")
    rows = Organization.objects.filter(pk__in=standing)
    for word in search.split()[:20]:
        rows = rows.filter(Q(name__icontains=word) | Q(description__icontains=word))
    return rows.select_related("source").order_by("hsds_id", "pk")


def all_organizations(rows: QuerySet[Organization]) -> Iterator[list[Organization]]:
    """Every organization of a list (`organizations`), a few at a time."""
    wanted = list(rows[:AT_ONCE])
    while wanted:
        yield wanted
        last = wanted[-1]
        further = Q(hsds_id__gt=last.hsds_id) | Q(hsds_id=last.hsds_id, pk__gt=last.pk)
        wanted = list(rows.filter(further)[:AT_ONCE])


def have_few_services(found: list[Organization], on: date) -> bool:
    """Whether the services of all these may be in memory together."""
    rows = exportable_services(on).filter(organization__in=found).order_by()
    return rows[: MOST_TOGETHER + 1].count() <= MOST_TOGETHER


def services_of(one: Organization, on: date, *, is_full: bool) -> Iterator[Node]:
    """The services of one organization as in `with_services`, a few at a time."""
    rows = exportable_services(on).filter(organization=one)
    write = full(on) if is_full else _named
    for wanted in _some_ids(rows):
        by_id: dict[UUID, list[Service]] = defaultdict(list)
        for row in rows.filter(hsds_id__in=wanted).order_by("hsds_id", "pk"):
            by_id[row.hsds_id].append(row)
        yield from (_without_organization(write(some)) for some in by_id.values())


def with_services(found: list[Organization], on: date, *, is_full: bool) -> dict[int, list[Node]]:
    """The services of these organizations, whole or only named, by organization."""
    rows = exportable_services(on).filter(organization__in=found).order_by("hsds_id", "pk")
    by_organization: dict[int, dict[UUID, list[Service]]] = defaultdict(dict)
    for row in rows:
        assert row.organization_id is not None  # noqa: S101 - it was filtered by it
        by_organization[row.organization_id].setdefault(row.hsds_id, []).append(row)
    write = full(on) if is_full else _named
    return {
        pk: [_without_organization(write(one)) for one in services.values()]
        for pk, services in by_organization.items()
    }


def write_organization(organization: Organization) -> Node:
    return organization_full(organization, organization.source.name)


def terms_that_fit(
    search: str, taxonomy: UUID | None, parent: UUID | None, *, top_only: bool
) -> list[Node]:
    """Terms of our own taxonomies."""
    parents = {term.get("parent_id") for term in all_terms()}
    return [
        term
        for term in all_terms()
        if _fits(term, search)
        and (taxonomy is None or term["taxonomy_id"] == str(taxonomy))
        and (parent is None or term.get("parent_id") == str(parent))
        and not (top_only and term["id"] in parents)
    ]


def taxonomies_that_fit(search: str) -> list[Node]:
    return [one for one in taxonomies() if _fits(one, search)]


class ListCounts:
    """How many items each list has, counted once for each version of the listings."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str], int] = {}

    def count(self, version: str, key: str, rows: QuerySet[Any]) -> int:
        """How many `rows` there are; `key` is what was asked."""
        if (version, key) not in self._counts:
            for old in [known for known in self._counts if known[0] != version]:
                self._counts.pop(old, None)
            if len(self._counts) >= COUNTS_KEPT:
                self._counts.clear()
            self._counts[version, key] = rows.count()
        return self._counts[version, key]

    def forget(self) -> None:
        """Count anew, for tests: a database that is rolled back gives a version twice."""
        self._counts.clear()


list_counts = ListCounts()


def distinct_services(rows: QuerySet[Service]) -> QuerySet[Service, Any]:
    return rows.order_by().values("hsds_id").distinct()


# --- Below ------------------------------------------------------------------------------------


def _some_ids(rows: QuerySet[Service]) -> Iterator[list[UUID]]:
    """The ids of all services of a list, in order, a few at a time, with no read open between."""
    ids = rows.order_by("hsds_id").values_list("hsds_id", flat=True).distinct()
    wanted = list(ids[:AT_ONCE])
    while wanted:
        yield wanted
        wanted = list(ids.filter(hsds_id__gt=wanted[-1])[:AT_ONCE])


def _services(ids: list[UUID], today: date) -> list[list[Service]]:
    """The listings of each of these services, in their order."""
    by_id: dict[UUID, list[Service]] = {pk: [] for pk in ids}
    rows = exportable_services(today).filter(hsds_id__in=ids)
    for row in rows.order_by("at_location_id", "pk"):
        by_id[row.hsds_id].append(row)
    return [rows for rows in by_id.values() if rows]


def _says(word: str) -> Q:
    fields = ("name", "notes", "group_name", "organization__name", "location__name")
    more = ("location__city", "location__formatted_address", "eligibility")
    said = Q()
    for field in fields + more:
        said |= Q(**{f"{field}__icontains": word})
    return said


def _linked(rows: QuerySet[Service], pk: str, *, is_term: bool) -> QuerySet[Service]:
    """Listings with a term, or with any of a taxonomy: our own, or one that its source names. A
    group of our vocabulary finds what has any of its terms."""
    if not is_term and pk == taxonomy_id(FACTS):
        return rows
    if is_term:
        below = [term["id"] for term in all_terms() if term.get("parent_id") == pk]
        attributes = ServiceAttribute.objects.filter(term_id__in=[pk, *below])
    else:
        attributes = ServiceAttribute.objects.filter(taxonomy_id=pk)
    return rows.filter(pk__in=attributes.values("service_id"))


def _within(rows: QuerySet[Service], near: tuple[float, float], metres: int) -> QuerySet[Service]:
    """Listings whose place is at most so far, on a plain that fits the earth around `near`."""
    latitude, longitude = near
    wide = METRES_A_DEGREE * max(0.01, cos(radians(latitude)))
    north, east = metres / METRES_A_DEGREE, metres / wide
    rows = rows.filter(
        location__latitude__range=(latitude - north, latitude + north),
        location__longitude__range=(longitude - east, longitude + east),
    )
    up = (F("location__latitude") - latitude) * METRES_A_DEGREE
    across = (F("location__longitude") - longitude) * wide
    squared = up * up + across * across
    return rows.alias(squared=Cast(squared, FloatField())).filter(
        squared__lte=Value(float(metres) ** 2)
    )


def _named(rows: list[Service]) -> Node:
    return {"id": str(rows[0].hsds_id), "name": rows[0].name, "status": brief(rows)["status"]}


def _without_organization(node: Node) -> Node:
    return {name: value for name, value in node.items() if name != "organization"}


def _fits(node: Node, search: str) -> bool:
    text = f"{node['name']} {node['description']} {node.get('code', '')}".lower()
    return all(word in text for word in search.lower().split())
