"""The HSDS 3.0 API: the listings for other directories, one resource of the standard a view.

Written as plain views: docs/decisions/0015-feeds-and-hsds-api.md says why.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from porchlight.directory.formats.hsds.attributes import all_terms
from porchlight.directory.formats.hsds.attributes import taxonomies as taxonomy_nodes
from porchlight.directory.formats.hsds.fields import Node
from porchlight.directory.formats.hsds.ids import uuid_in
from porchlight.directory.formats.hsds.write import finished, organization_brief
from porchlight.directory.models import Organization
from porchlight.directory.publish.hsds_api import serialize
from porchlight.directory.publish.hsds_api.forms import (
    Listed,
    OneOrganizationAsked,
    OrganizationsAsked,
    ServicesAsked,
    TermsAsked,
)
from porchlight.directory.publish.http import (
    answer_with,
    has_it,
    listings_version,
    mark_of,
    moment_of,
    not_modified,
    public_listings,
)

WRITER = 3  # grows with every change of what is written, so that nobody keeps an old answer
ABOUT = {
    "version": "3.0",
    "profile": "https://docs.openreferral.org/en/3.0/hsds/",
    "openapi_url": (
        "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json"
    ),
}
JSON, LINES = "application/json", "application/x-ndjson"
Asked = TypeVar("Asked", bound=forms.Form)


class Wrong(Exception):
    """An answer that is no list and no thing: a status, words that say how to mend it, fields."""

    def __init__(self, status: int, words: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(words)
        self.status, self.words, self.fields = status, words, fields or {}


def hsds(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A resource of the API; `known` is its mark, and what is wrong is answered as JSON."""

    @public_listings
    def answer(request: HttpRequest, pk: str | None = None) -> HttpResponseBase:
        today = moment_of(request).date()
        version = listings_version(today)
        mark = mark_of(WRITER, version, today, request.path, sorted(request.GET.lists()))
        try:
            call = Call(request, version, mark, today)
            if pk is None:
                return not_modified(mark) if has_it(request, mark) else view(call)
            return view(call, _own_id(pk))
        except Wrong as wrong:
            return _refusal(wrong)

    return answer


class Call:
    """One request, with the listings' version, the answer's mark and the day (UTC)."""

    def __init__(self, request: HttpRequest, version: str, mark: str, today: date) -> None:
        self.request, self.version, self.mark, self.today = request, version, mark, today

    def asked(self, form_class: type[Asked]) -> Asked:
        form = form_class(self.request.GET)
        if not form.is_valid():
            faults = {name: str(messages[0]) for name, messages in form.errors.items()}
            raise Wrong(422, "Some parameters cannot be read. Mend those named.", faults)
        return form

    def one(self, node: Node | None) -> HttpResponse:
        """A thing; 404 when there is none."""
        if node is None:
            raise Wrong(404, "There is nothing with this id. Ask the list for the ids there are.")
        if has_it(self.request, self.mark):
            return not_modified(self.mark)
        return answer_with(self.request, _json(node), JSON, self.mark)

    def page(self, page: serialize.Page) -> HttpResponse:
        if page.number > page.pages:
            raise Wrong(404, f"The last page is {page.pages}. Ask for one from 1 to {page.pages}.")
        return answer_with(self.request, _json(page.as_json()), JSON, self.mark)

    def lines(self, nodes: Iterable[Node]) -> HttpResponseBase:
        return self.flowing(_lines(nodes), LINES)

    def flowing(self, pieces: Iterable[bytes], content_type: str) -> HttpResponseBase:
        """An answer that is written while it is read, and held nowhere."""
        if has_it(self.request, self.mark):
            return not_modified(self.mark)
        headers = {"ETag": f"W/{self.mark}"}
        return StreamingHttpResponse(pieces, content_type=content_type, headers=headers)

    def whole(
        self, page: serialize.Page, n: int, parts: Iterable[Iterable[bytes]]
    ) -> HttpResponseBase:
        """A page whose `n` items come as JSON in pieces, of which few are in memory at a time."""
        envelope = {**page.as_json(), "size": n, "empty": not n}
        del envelope["contents"]
        head = _json(envelope)[:-1] + b',"contents":['
        return self.flowing(chain([head], _with_commas(parts), [b"]}"]), JSON)

    def short(self, nodes: list[Node], form: Listed) -> HttpResponseBase:
        """A list that is in memory anyway."""
        if form.is_lines:
            return self.lines(nodes)
        first = (form.page_number - 1) * form.page_size
        shown = nodes[first : first + form.page_size]
        return self.page(serialize.Page(shown, form.page_number, form.page_size, len(nodes)))


@hsds
def about(call: Call) -> HttpResponseBase:
    return call.one(dict(ABOUT))


@hsds
def services(call: Call) -> HttpResponseBase:
    form = call.asked(ServicesAsked)
    asked = form.cleaned_data
    rows = serialize.listed(asked, call.today)
    write: Callable[[Any], Node] = serialize.full(call.today) if asked["full"] else serialize.brief
    if asked["minimal"]:
        write = serialize.minimal
    minimal = serialize.all_minimal(rows, call.today) if asked["minimal"] else None
    if form.is_lines:
        return call.lines(minimal or serialize.all_services(rows, write, call.today))
    total = serialize.list_counts.count(
        call.version, f"services {_key(asked)}", serialize.distinct_services(rows)
    )
    if minimal and not asked["per_page"] and form.page_number == 1:
        page = serialize.Page([], 1, max(1, total), total)
        return call.whole(page, total, ([_json(node)] for node in minimal))
    size = max(1, total) if minimal and not asked["per_page"] else form.page_size
    at = serialize.At(form.page_number, size, total)
    return call.page(serialize.page_of_services(rows, at, write, call.today))


@hsds
def service(call: Call, pk: UUID) -> HttpResponseBase:
    rows = serialize.services_named(pk, call.today)
    return call.one(serialize.full(call.today)(rows) if rows else None)


@hsds
def at_locations(call: Call) -> HttpResponseBase:
    form = call.asked(ServicesAsked)
    asked = form.cleaned_data
    rows = serialize.listed(asked, call.today)
    is_full = asked["full"]
    write = serialize.full_at_location(call.today) if is_full else serialize.brief_at_location
    if form.is_lines:
        return call.lines(serialize.all_rows(rows, write))
    total = serialize.list_counts.count(call.version, f"rows {_key(asked)}", rows)
    at = serialize.At(form.page_number, form.page_size, total)
    return call.page(serialize.page_of_rows(rows, at, write))


@hsds
def at_location(call: Call, pk: UUID) -> HttpResponseBase:
    row = serialize.row_named(pk, call.today)
    return call.one(serialize.full_at_location(call.today)(row) if row else None)


@hsds
def organizations(call: Call) -> HttpResponseBase:
    form = call.asked(OrganizationsAsked)
    asked = form.cleaned_data
    rows = serialize.organizations(asked["search"], call.today)
    if form.is_lines:
        few = serialize.all_organizations(rows)
        lines = (chain(one, [b"\n"]) for found in few for one in _written(call, found, asked))
        return call.flowing(chain.from_iterable(lines), LINES)
    total = serialize.list_counts.count(call.version, f"organizations {asked['search']}", rows)
    first = (form.page_number - 1) * form.page_size
    found = list(rows[first : first + form.page_size])
    if _is_much(call, found, asked):
        page = serialize.Page([], form.page_number, form.page_size, total)
        return call.whole(page, len(found), _written(call, found, asked))
    contents = list(_organizations(call, found, asked))
    return call.page(serialize.Page(contents, form.page_number, form.page_size, total))


@hsds
def organization(call: Call, pk: UUID) -> HttpResponseBase:
    asked = call.asked(OneOrganizationAsked).cleaned_data
    found = serialize.organizations("", call.today).filter(hsds_id=pk).first()
    asked = {**asked, "full": True}
    if found and _is_much(call, [found], asked):
        return call.flowing(_in_pieces(call, found, asked), JSON)
    nodes = _organizations(call, [found], asked) if found else iter(())
    return call.one(next(nodes, None))


@hsds
def taxonomies(call: Call) -> HttpResponseBase:
    form = call.asked(Listed)
    return call.short(serialize.taxonomies_that_fit(form.cleaned_data["search"]), form)


@hsds
def taxonomy(call: Call, pk: UUID) -> HttpResponseBase:
    return call.one(next((t for t in taxonomy_nodes() if t["id"] == str(pk)), None))


@hsds
def taxonomy_terms(call: Call) -> HttpResponseBase:
    form = call.asked(TermsAsked)
    asked = form.cleaned_data
    nodes = serialize.terms_that_fit(
        asked["search"], asked["taxonomy_id"], asked["parent_id"], top_only=asked["top_only"]
    )
    return call.short(nodes, form)


@hsds
def taxonomy_term(call: Call, pk: UUID) -> HttpResponseBase:
    return call.one(next((t for t in all_terms() if t["id"] == str(pk)), None))


def _organizations(call: Call, found: list[Organization], asked: dict[str, Any]) -> Iterator[Node]:
    """Organizations as asked for: with all about them, with their services whole or named."""
    wants_services = asked["full"] or asked["full_service"]
    services = (
        serialize.with_services(found, call.today, is_full=asked["full_service"])
        if wants_services
        else {}
    )
    for row in found:
        node = _alone(row, asked)
        yield {**node, "services": services.get(row.pk, [])} if wants_services else node


def _alone(row: Organization, asked: dict[str, Any]) -> Node:
    if asked["full"]:
        return serialize.write_organization(row)
    return finished(organization_brief(row), row.source.name, "organization")


def _is_much(call: Call, found: list[Organization], asked: dict[str, Any]) -> bool:
    """Whether these come with more services than may be in memory together."""
    wants_services = asked["full"] or asked["full_service"]
    return bool(wants_services) and not serialize.have_few_services(found, call.today)


def _written(
    call: Call, found: list[Organization], asked: dict[str, Any]
) -> Iterator[Iterable[bytes]]:
    """Organizations as asked for, as JSON, each in pieces."""
    if _is_much(call, found, asked):
        yield from (_in_pieces(call, row, asked) for row in found)
    else:
        yield from ([_json(node)] for node in _organizations(call, found, asked))


def _in_pieces(call: Call, row: Organization, asked: dict[str, Any]) -> Iterator[bytes]:
    """An organization whose services are read and written a few at a time."""
    services = serialize.services_of(row, call.today, is_full=asked["full_service"])
    yield _json(_alone(row, asked))[:-1] + b',"services":['
    yield from _with_commas([_json(node)] for node in services)
    yield b"]}"


def _with_commas(parts: Iterable[Iterable[bytes]]) -> Iterator[bytes]:
    for number, pieces in enumerate(parts):
        if number:
            yield b","
        yield from pieces


def _own_id(pk: str) -> UUID:
    found = uuid_in(pk)
    if found is None:
        raise Wrong(404, "There is nothing with this id. Ids here are UUIDs.")
    return found


def _key(asked: dict[str, Any]) -> str:
    left_out = ("page", "per_page", "format", "full", "minimal")
    return repr(sorted((k, str(v)) for k, v in asked.items() if k not in left_out))


def _json(node: Node) -> bytes:
    return json.dumps(node, ensure_ascii=False, separators=(",", ":")).encode()


def _lines(nodes: Iterable[Node]) -> Iterator[bytes]:
    for node in nodes:
        yield _json(node) + b"\n"


def _refusal(wrong: Wrong) -> HttpResponse:
    body: Node = {"error": wrong.words}
    if wrong.fields:
        body["fields"] = wrong.fields
    return HttpResponse(_json(body), status=wrong.status, content_type=JSON)
