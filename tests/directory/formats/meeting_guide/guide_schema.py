"""Meeting Guide's published JSON Schemas, from the folder of real data, without any network."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from referencing import Registry, Resource

NAMES = ("feed", "meeting", "meeting-type")


def guide_validator(shared_data: Path) -> Draft7Validator:
    """A validator of whole feeds, with formats of addresses checked too."""
    folder = shared_data / "meeting_guide" / "spec"
    schemas = [json.loads((folder / f"{name}.schema.json").read_text()) for name in NAMES]
    registry: Registry[Any] = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in schemas
    )
    return Draft7Validator(
        schemas[0], registry=registry, format_checker=Draft7Validator.FORMAT_CHECKER
    )
