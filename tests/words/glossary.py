"""The glossary in locale/glossary_es.toml: what a Spanish line says, and what it never says."""

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from script.messages import ROOT, read_catalogue, read_deck
from tests.words.strings import Line, spanish_lines, standing_lines

GLOSSARY = ROOT / "locale/glossary_es.toml"
# What stands for a value or a tag is no word of the line.
FILLED_IN = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>")
SPANISH_LETTERS = re.compile(r"[áéíóúñ¿¡]", re.I)


class Idea(NamedTuple):
    """One idea. `exceptions` are English lines in which the English word means something else."""

    english: tuple[str, ...]
    spanish: str
    stems: tuple[str, ...]
    never: tuple[str, ...]
    exceptions: frozenset[str]

    def is_in(self, english: str) -> bool:
        """Whether the English line names the idea."""
        words = "|".join(map(re.escape, self.english))
        pattern = rf"(?<![\w’'-])(?:{words})s?(?![\w-])"
        return bool(words) and bool(re.search(pattern, FILLED_IN.sub(" … ", english), re.I))

    def is_kept_by(self, spanish: str) -> bool:
        """Whether the Spanish line has the glossary's word."""
        stems = "|".join(map(re.escape, self.stems))
        return bool(re.search(rf"(?<!\w)(?:{stems})", FILLED_IN.sub(" … ", spanish), re.I))

    def forbidden_in(self, spanish: str) -> str:
        """The first word of the line that the glossary never uses; "" when there is none."""
        for word in self.never:
            end = r"\w*" if word.endswith("*") else r"(?!\w)"
            found = re.search(rf"(?<!\w){re.escape(word.rstrip('*'))}{end}", spanish, re.I)
            if found:
                return found.group()
        return ""


@cache
def ideas() -> tuple[Idea, ...]:
    rows = tomllib.loads(GLOSSARY.read_text(encoding="utf-8"))["idea"]
    return tuple(
        Idea(
            english=tuple(row["english"]),
            spanish=row["spanish"],
            stems=tuple(row.get("stems", [row["spanish"]])),
            never=tuple(row.get("never", ())),
            exceptions=frozenset(row.get("except", ())),
        )
        for row in rows
    )


def translations() -> Iterator[tuple[str, str, str]]:
    """(English, Spanish, where it stands) of every line of the catalogue, plurals too."""
    for entry in read_catalogue():
        where = ", ".join(name for name, _line in entry.occurrences)
        if entry.msgid_plural:
            yield entry.msgid, entry.msgstr_plural[0], where
            yield entry.msgid_plural, entry.msgstr_plural[1], where
        else:
            yield entry.msgid, entry.msgstr, where


def all_spanish() -> list[Line]:
    """The catalogue, the deck, the page in both languages, and Spanish among data and code."""
    deck = [Line(text, "locale/copy_deck.json") for text in read_deck().values()]
    return [*spanish_lines(), *standing_lines("es"), *deck, *_data_lines(), *_code_lines()]


def _data_lines() -> Iterator[Line]:
    """Texts under a key "es" of the product's own JSON files."""
    for path in sorted((ROOT / "porchlight").rglob("*.json")):
        for text in _under_es(json.loads(path.read_text(encoding="utf-8"))):
            yield Line(text, path.relative_to(ROOT).as_posix())


def _under_es(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "es":
                yield from _texts(value)
            else:
                yield from _under_es(value)
    elif isinstance(node, list):
        for value in node:
            yield from _under_es(value)


def _texts(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict | list):
        for value in node.values() if isinstance(node, dict) else node:
            yield from _texts(value)


def _code_lines() -> Iterator[Line]:
    """Texts under a key "es" in Python, and whatever of the demo is written in Spanish letters."""
    for path in sorted((ROOT / "porchlight").rglob("*.py")):
        where = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Dict):
                for key, value in zip(node.keys, node.values, strict=True):
                    if isinstance(key, ast.Constant) and key.value == "es":
                        yield from (Line(text, where) for text in _constants(value))
            elif "/demo/" in where:
                yield from (Line(text, where) for text in _spanish_constant(node))


def _spanish_constant(node: ast.AST) -> list[str]:
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return [node.value] if is_text and SPANISH_LETTERS.search(node.value) else []


def _constants(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value
