"""What a listing is called in HSDS: the feed's own id where that is a UUID, else one made of it.

The made ones are the same each time, here and wherever the same source is read.
"""

from __future__ import annotations

from uuid import UUID, uuid5

OURS = UUID("6f1d2c1e-3f0b-5a52-9a53-2d1f0c7b9e11")  # made once, for nothing but this


def uuid_in(text: object) -> UUID | None:
    """The UUID that `text` is, however it is spelled; None when it is none."""
    if not isinstance(text, str) or len(text) > 45:
        return None
    try:
        return UUID(text.strip())
    except ValueError:
        return None


def uuid_of(source: str, what: str, own: object) -> UUID:
    """The id of a thing of kind `what` that its source calls `own`."""
    return uuid_in(own) or made_uuid(source, what, own)


def made_uuid(*parts: object) -> UUID:
    """The same UUID for the same parts, always."""
    return uuid5(OURS, "\x1f".join(str(part) for part in parts))


def ids_of(source: str, key: str, part: int, extra: dict[str, object]) -> tuple[UUID, UUID]:
    """The ids of a listing as a service and as that service at its place."""
    own = extra.get("hsds")
    node: dict[str, object] = own if isinstance(own, dict) else {}
    at = node.get("at_location_id") if part == 0 else None
    if "id" not in node:
        return made_uuid(source, "service", key, part), made_uuid(source, "at", key, part)
    return (
        uuid_of(source, "service", node["id"]),
        uuid_of(source, "at", at) if at else made_uuid(source, "at", key, part),
    )


def organization_id_of(source: str, key: str, extra: dict[str, object]) -> UUID:
    """The id of an organization whose content is hashed to `key`."""
    own = extra.get("hsds")
    own_id = own.get("id") if isinstance(own, dict) else None
    return (
        uuid_of(source, "organization", own_id)
        if own_id
        else made_uuid(source, "organization", key)
    )
