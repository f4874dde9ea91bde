"""One reader under atheris: python -m fuzz.run READER FOLDER [SECONDS]

FOLDER keeps what was found new on the way, and what broke. Seeds come from fuzz/seeds/READER.
"""

from __future__ import annotations

import io
import os
import random
import sys
import tempfile
import zipfile
from pathlib import Path

import atheris

SEEDS = Path(__file__).parent / "seeds"
WATCHED = ["porchlight.directory.formats", "porchlight.domain.recurrence"]
LIMITS = ("-timeout=20", "-rss_limit_mb=2048", "-max_len=65536", "-print_final_stats=1")


def main(name: str, folder: str, seconds: str = "600") -> None:
    with tempfile.TemporaryDirectory(prefix="porchlight-fuzz-") as data:
        os.environ |= {"PORCHLIGHT_DATA_DIR": data, "DJANGO_SETTINGS_MODULE": "porchlight.settings"}
        with atheris.instrument_imports(include=WATCHED):
            import django

            django.setup()
            from porchlight.directory.formats.registry import load_all

            load_all()
        _fuzz(name, Path(folder), int(seconds))


def _fuzz(name: str, folder: Path, seconds: int) -> None:
    from fuzz.targets import targets

    found = folder / name
    found.mkdir(parents=True, exist_ok=True)
    words = [
        *("fuzz", str(found), str(SEEDS / name)),
        *(f"-max_total_time={seconds}", f"-artifact_prefix={found}/../{name}-", *LIMITS),
    ]
    dictionary = Path(__file__).parent / "words" / f"{name}.txt"
    if dictionary.exists():
        words.append(f"-dict={dictionary}")
    atheris.Setup(words, targets()[name], custom_mutator=_mutated)
    atheris.Fuzz()


def _mutated(content: bytes, most: int, seed: int) -> bytes:
    """Changed somewhere; of a zip, mostly inside one of its files, where a reader sees it."""
    dice = random.Random(seed)
    if content[:4] != b"PK\x03\x04" or dice.random() < 0.2:
        return bytes(atheris.Mutate(content, most))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            files = {entry.filename: packed.read(entry) for entry in packed.infolist()}
    except Exception:
        files = {}
    if not files:
        return bytes(atheris.Mutate(content, most))
    name = dice.choice(sorted(files))
    files[name] = atheris.Mutate(files[name], max(len(files[name]) + 512, 64))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for inner, part in files.items():
            packed.writestr(zipfile.ZipInfo(inner), part)
    return buffer.getvalue()[:most]


if __name__ == "__main__":
    main(*sys.argv[1:])
