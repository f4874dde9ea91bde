"""docs/security-attacks.md names tests that there are, and every row says what its control is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "security-attacks.md"
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def rows() -> list[list[str]]:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "|" in line]
    return [row for row in cells if row[0] != "attack" and set(row[0]) != {"-"}]


def names_in(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def missing(text: str) -> list[str]:
    return [
        f"{path}::{name}"
        for path, name in NAMED.findall(text)
        if not (ROOT / path).is_file() or name not in names_in(path)
    ]


def test_every_test_that_is_named_is_there():
    assert missing(PAGE.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "name", ["tests/test_layers.py::test_of_nothing", "tests/test_nowhere.py::test_the_product"]
)
def test_a_test_that_is_not_there_would_be_found(name):
    """The control."""
    assert missing(f"| a | b | `{name}` | none |") == [name]


def test_every_row_names_a_test_and_says_what_its_control_is():
    assert len(rows()) >= 50
    for row in rows():
        assert len(row) == 4, row
        assert NAMED.search(row[2]), row
        is_said = row[3].startswith(("in the same test: ", "none"))
        assert is_said or NAMED.search(row[3]), row
