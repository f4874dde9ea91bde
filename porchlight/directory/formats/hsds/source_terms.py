"""The taxonomy terms that a source links a service to, by the ids that an export gives them."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from porchlight.directory.formats.hsds.fields import Node, is_ours
from porchlight.directory.formats.hsds.ids import uuid_of
from porchlight.directory.formats.record import Extra


def source_terms(source: str, extra: Extra) -> dict[UUID, UUID | None]:
    """The terms in the attributes of a listing and its parts, each with its taxonomy if named."""
    found: dict[UUID, UUID | None] = {}
    for attribute in _attributes(extra.get("hsds")):
        term = _object(attribute.get("taxonomy_term"))
        own = term.get("id") or attribute.get("taxonomy_term_id")
        if not own or is_ours(attribute):
            continue
        term_id = uuid_of(source, "taxonomy_term", own)
        taxonomy = term.get("taxonomy_id") or _object(term.get("taxonomy_detail")).get("id")
        taxonomy_id = uuid_of(source, "taxonomy", taxonomy) if taxonomy else None
        found[term_id] = found.get(term_id) or taxonomy_id
    return found


def _attributes(node: object) -> Iterator[Node]:
    if isinstance(node, dict):
        rows = node.get("attributes")
        yield from (row for row in rows if isinstance(row, dict)) if isinstance(rows, list) else ()
        for part in node.values():
            yield from _attributes(part)
    elif isinstance(node, list):
        for part in node:
            yield from _attributes(part)


def _object(value: object) -> Node:
    return value if isinstance(value, dict) else {}
