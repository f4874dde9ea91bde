"""Makes the table of Windows' zones of the `cldr-core` package of Unicode, whose licence is put on
top of it. What is fetched must have the integrity below."""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

TABLE = (
    Path(__file__).resolve().parent.parent / "porchlight/directory/formats/ical/windows_zones.tsv"
)
SOURCE = "cldr-core@48.2.0"
INTEGRITY = "sha512-zfmLothncSwfv2jlevoSrgI2VGgH8SDGHXst6jUEotHA8nq9Igeg9jzdJDFtBso9pgJuG89DK16TzrmZDdo2Bg=="  # noqa: E501
TAB = "\t"
ANYWHERE = "001"  # CLDR's territory for the zone that is meant where none is told


def fetch(folder: Path) -> Path:
    """The package's archive, fetched by npm. SystemExit when it is another one than expected."""
    words = ["npm", "pack", SOURCE, "--silent", "--pack-destination", str(folder)]
    name = subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()
    archive = folder / name
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != INTEGRITY:
        sys.exit(f"{SOURCE} has sha512-{digest}, and not the integrity in script/windows_zones.py.")
    return archive


def table_of(content: str, licence: str) -> str:
    """The lines of the table, from CLDR's windowsZones.json."""
    zones = json.loads(content)["supplemental"]["windowsZones"]["mapTimezones"]
    rows = [each["mapZone"] for each in zones]
    pairs = sorted((row["_other"], row["_type"]) for row in rows if row["_territory"] == ANYWHERE)
    notice = [f"# {line}".rstrip() for line in licence.strip().splitlines()]
    head = [
        f"# windowsZones of Unicode CLDR ({SOURCE}), made by script/windows_zones.",
        "#",
        *notice,
    ]
    return "\n".join([*head, *(f"{windows}{TAB}{iana}" for windows, iana in pairs), ""])


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, tarfile.open(fetch(Path(folder))) as archive:
        table = table_of(
            _text_of(archive, "supplemental/windowsZones.json"), _text_of(archive, "LICENSE")
        )
    TABLE.write_text(table, encoding="utf-8")
    print(f"{table.count(TAB)} zones")


def _text_of(archive: tarfile.TarFile, name: str) -> str:
    file = archive.extractfile(f"package/{name}")
    if file is None:
        sys.exit(f"{SOURCE} has no file {name}.")
    return file.read().decode("utf-8")


if __name__ == "__main__":
    main()
