"""The house's rules of shape that no linter knows. docs/architecture.md says why."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
PRODUCT = CHECKOUT / "porchlight"
SOURCES = sorted(p for p in PRODUCT.rglob("*.py") if "migrations" not in p.parts)

UNWANTED = {
    "signals": r"@receiver|\.connect\(|django\.(dispatch|db\.models\.signals)",
    "a save of its own": r"def (save|delete)\(self",
    "a request from the house to elsewhere": r"^\s*(import|from) (requests|httpx|aiohttp)\b",
    "a bare except": r"except:\s*$",
    "a row printed into a log": r"log\.\w+\([^)]*(note|card|passphrase)",
}
# Not a model: what Django asks a session store for.
A_STORE = PRODUCT / "people" / "sessions" / "store.py"
NAMELESS = {"utils", "helpers", "services", "managers", "common", "misc", "signals"}


@pytest.mark.parametrize("what", UNWANTED)
def test_the_product_is_without(what):
    pattern = re.compile(UNWANTED[what], re.MULTILINE)
    found = [p for p in SOURCES if pattern.search(p.read_text("utf-8"))]
    assert found == ([A_STORE] if what == "a save of its own" else [])


def test_no_module_has_a_name_that_says_nothing():
    assert [p for p in SOURCES if p.stem in NAMELESS or p.parent.name in NAMELESS] == []


def test_no_module_is_longer_than_four_hundred_lines():
    paths = [*SOURCES, *(CHECKOUT / "tests").rglob("*.py")]
    lengths = {p.relative_to(CHECKOUT): len(p.read_text("utf-8").splitlines()) for p in paths}
    assert {path: n for path, n in lengths.items() if n > 400} == {}


def test_no_folder_has_more_than_twenty_four_modules():
    paths = [*SOURCES, *(CHECKOUT / "tests").rglob("*.py")]
    sizes = Counter(p.relative_to(CHECKOUT).parent for p in paths if p.name != "__init__.py")
    assert {str(folder): n for folder, n in sizes.items() if n > 24} == {}


def test_no_function_is_longer_than_sixty_lines():
    paths = [
        *SOURCES,
        *(p for at in ("tests", "benchmarks") for p in (CHECKOUT / at).rglob("*.py")),
    ]
    long = [
        f"{path.relative_to(CHECKOUT)}:{node.lineno} {node.name}"
        for path in paths
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno >= 60
    ]
    assert long == []


def test_no_line_of_a_template_is_longer_than_160_characters():
    pages = [path for path in (CHECKOUT / "templates").rglob("*") if path.is_file()]
    assert pages
    long = [
        f"{path.relative_to(CHECKOUT)}:{number}"
        for path in sorted(pages)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > 160
    ]
    assert long == []


# What a text leans on has to be where its reader is: a file, a decision, and never a numbered part
# of something that only its writer had.
def texts():
    folders = ("porchlight", "tests", "docs", "templates", "static", "script", "benchmarks", "fuzz")
    for path in [*CHECKOUT.glob("*.*"), *(p for at in folders for p in (CHECKOUT / at).rglob("*"))]:
        is_text = path.suffix in (".py", ".md", ".html", ".css", ".js", ".toml", "")
        if is_text and path.is_file() and "seeds" not in path.parts:
            yield str(path.relative_to(CHECKOUT)), path.read_text("utf-8", errors="replace")


def test_nothing_cites_a_file_that_is_not_here():
    here = {p.name for p in [*CHECKOUT.glob("*.md"), *(CHECKOUT / "docs").rglob("*.md")]}
    decisions = {name[:4] for name in here if re.match(r"\d{4}-", name)}
    assert len(decisions) > 30
    found = []
    for name, text in texts():
        files = re.findall(r"(?<![\w*-])[\w-]+\.md\b", text)
        numbers = re.findall(r"decisions?[ /](\d{4})\b", text)
        found += [(name, one) for one in files if one not in here]
        found += [(name, one) for one in numbers if one not in decisions]
    assert found == []


def test_nothing_cites_a_part_by_its_number():
    numbered = re.compile(r"\u00a7|\b[A-Z]{5,} (?:[A-Z]\d+|\d+\.\d+)\b")
    found = [(name, hit) for name, text in texts() for hit in numbered.findall(text)]
    assert found == []


def test_no_migration_leans_on_code_that_may_change():
    """Fields, row policies and what seals rows anew are the exception: a migration names them, with
    what they are of."""
    for path in PRODUCT.rglob("migrations/*.py"):
        leaning = re.findall(r"^(?:from|import) (porchlight\.\S+)", path.read_text("utf-8"), re.M)
        allowed = {
            "porchlight.people.encryption.fields",
            "porchlight.people.encryption.rebinding",
            "porchlight.people.made_at",
            "porchlight.postgresql.policies",
        }
        assert set(leaning) <= allowed, path


def test_imports_point_one_way():
    checked = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"],
        cwd=CHECKOUT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout


def test_nothing_but_the_gate_can_make_a_decision():
    naming = {
        str(path.relative_to(CHECKOUT))
        for path in [*SOURCES, *(CHECKOUT / "tests").rglob("*.py")]
        if re.search(r"\b(GATE|begin_life)\b", path.read_text("utf-8"))
    }
    assert naming == {
        "tests/domain/test_facts.py",
        "porchlight/domain/consent.py",
        "porchlight/people/local/units.py",
        "porchlight/circles/access.py",
        "tests/make.py",
        "tests/test_layers.py",
    }
