"""The attributes of the services that are there: what the next import would write."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from django.db import migrations

OURS = uuid.UUID("6f1d2c1e-3f0b-5a52-9a53-2d1f0c7b9e11")
OUR_TAXONOMIES = ("Porchlight vocabulary", "Porchlight facts")
AT_ONCE = 1_000


def fill(apps: Any, _schema_editor: Any) -> None:
    attribute = apps.get_model("directory", "ServiceAttribute")
    services = apps.get_model("directory", "Service").objects.filter(extra__has_key="hsds")
    rows, after = services.order_by("pk").values_list("pk", "source__name", "extra"), 0
    while chunk := list(rows.filter(pk__gt=after)[:AT_ONCE]):
        attribute.objects.bulk_create(
            (
                attribute(service_id=pk, term_id=term, taxonomy_id=taxonomy)
                for pk, source, extra in chunk
                for term, taxonomy in _terms(source, extra["hsds"]).items()
            ),
            ignore_conflicts=True,
        )
        after = chunk[-1][0]


def _terms(source: str, node: Any) -> dict[uuid.UUID, uuid.UUID | None]:
    found: dict[uuid.UUID, uuid.UUID | None] = {}
    for attribute in _attributes(node):
        term = attribute.get("taxonomy_term") or {}
        own = term.get("id") or attribute.get("taxonomy_term_id")
        if not own or term.get("taxonomy") in OUR_TAXONOMIES:
            continue
        taxonomy = term.get("taxonomy_id") or term.get("taxonomy_detail", {}).get("id")
        pk = _uuid(source, "taxonomy_term", own)
        found[pk] = found.get(pk) or (_uuid(source, "taxonomy", taxonomy) if taxonomy else None)
    return found


def _attributes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield from node.get("attributes", ())
    parts = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for part in parts:
        yield from _attributes(part)


def _uuid(source: str, what: str, own: str) -> uuid.UUID:
    try:
        return uuid.UUID(own.strip())
    except ValueError:
        return uuid.uuid5(OURS, "\x1f".join((source, what, own)))


class Migration(migrations.Migration):
    dependencies = [("directory", "0011_service_attributes")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
