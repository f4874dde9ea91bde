"""Al-Anon's list of electronic meetings (`wso_id`, times in words), as rows of Meeting Guide.

Every meeting on it is held by video or by phone. Beside the number to dial it gives a PIN, and
beside the room a meeting number and a passcode: ways to join, which Meeting Guide has as notes.
"""

from __future__ import annotations

import re

from porchlight.directory.formats.containers.json_rows import Raw

# Fields of the list that say what Meeting Guide says under another name, or not at all.
MOVED = frozenset(
    {"phone", "access_code", "dial_in_number", "meeting_id", "meeting_password", "languages"}
)


def is_electronic_row(raw: Raw) -> bool:
    return "wso_id" in raw


def as_guide_row(raw: Raw) -> Raw:
    """A row of the list in Meeting Guide's fields; any other row as it is.

    The field `phone` is the number of the meeting only where it is held by phone and has no number
    to dial in; elsewhere it may be somebody's own and is left out.
    """
    if not is_electronic_row(raw):
        return raw
    by_phone = "phone" in _text(raw, "formats").lower()
    number = _text(raw, "dial_in_number") or (_text(raw, "phone") if by_phone else "")
    row = {name: value for name, value in raw.items() if name not in MOVED}
    return row | {
        "id": raw["wso_id"],
        "types": [*_parts(raw.get("types"), r"[;|\n]"), *_parts(raw.get("languages"), r"[,;|\n]")],
        "conference_phone": number,
        "conference_phone_notes": _labelled("PIN", raw, "access_code"),
        "conference_url_notes": "\n".join(
            filter(
                None,
                [
                    _labelled("Meeting ID", raw, "meeting_id"),
                    _labelled("Passcode", raw, "meeting_password"),
                ],
            )
        ),
    }


def _labelled(label: str, raw: Raw, name: str) -> str:
    text = _text(raw, name)
    return f"{label}: {text}" if text else ""


def _parts(value: object, divider: str) -> list[str]:
    """The texts of a list, or of one text. Commas belong to the names of types."""
    if isinstance(value, str):
        value = re.split(divider, value)
    return [str(part) for part in value if str(part).strip()] if isinstance(value, list) else []


def _text(raw: Raw, name: str) -> str:
    value = raw.get(name)
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return str(value).strip() if isinstance(value, str) or is_number else ""
