"""Change the gate in one place at a time, and see that a test notices.

    script/mutants                  every mutant of every module of the gate
    script/mutants --every 10       every tenth of them: what script/check runs
    script/mutants domain/grants    those of one module

A mutant that no test notices is printed, and makes the exit code 1. Mutants live in memory alone: a
child process loads the module as changed, and runs the tests of that module.
"""

from __future__ import annotations

import argparse
import ast
import importlib.abc
import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
RULES = [
    "tests/domain/test_facts.py", "tests/domain/test_handing_over.py",
    "tests/domain/test_gate_table.py",
]  # fmt: skip
ROWS = [
    "tests/circles/test_access.py", "tests/circles/test_grants.py", "tests/circles/test_scope.py",
    "tests/people/test_units.py", "tests/people/test_fields.py",
]  # fmt: skip
TESTS = {
    "porchlight/domain/consent.py": [*RULES, *ROWS],
    "porchlight/domain/grants.py": [*RULES, *ROWS],
    "porchlight/circles/access.py": ROWS,
}
# A first look at the table of the gate, which most changes of a rule do not outlive.
FEW_CELLS = 197
# Left as they are: what people read, and what only the type checker does.
NOT_CHANGED = {"__repr__", "__all__"}
OTHER = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip

SWAPPED = {"max": "min", "min": "max", "any": "all", "all": "any"}


def changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """(what is done, the changed node) for each way to change one node."""
    if isinstance(node, ast.Compare):
        other = OTHER[type(node.ops[0])]()
        ops = [other, *node.ops[1:]]
        yield "compares the other way", ast.Compare(node.left, ops, node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield "and for or", ast.BoolOp(OTHER[type(node.op)](), node.values)
        for at in range(len(node.values)):
            kept = [*node.values[:at], *node.values[at + 1 :]]
            yield f"without part {at + 1}", ast.BoolOp(node.op, kept) if kept[1:] else kept[0]
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "without not", node.operand
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield "true for false", ast.Constant(not node.value)
    else:
        yield from changes_of_flow(node)


def changes_of_flow(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node, ast.IfExp):
        yield "always the first", node.body
        yield "always the second", node.orelse
    elif isinstance(node, ast.If):
        for test in (True, False):
            yield f"if {test}", ast.If(ast.Constant(test), node.body, node.orelse)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SWAPPED:
        swapped = ast.Name(SWAPPED[node.func.id], ast.Load())
        yield swapped.id, ast.Call(swapped, node.args, node.keywords)


class Place:
    """One node of a tree, by the way that leads to it."""

    def __init__(self, parent: ast.AST, name: str, at: int | None) -> None:
        self.parent, self.name, self.at = parent, name, at

    def put(self, node: ast.AST) -> None:
        if self.at is None:
            setattr(self.parent, self.name, node)
        else:
            getattr(self.parent, self.name)[self.at] = node


def places(tree: ast.AST) -> Iterator[tuple[ast.AST, Place]]:
    for name, value in ast.iter_fields(tree):
        if name in {"annotation", "returns", "decorator_list"}:
            continue
        for at, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(node, ast.AST) or getattr(node, "name", None) in NOT_CHANGED:
                continue
            yield node, Place(tree, name, at)
            yield from places(node)


def mutants(path: Path) -> Iterator[tuple[str, str]]:
    """(where and what, the source as changed), one change each."""
    tree = ast.parse(path.read_text("utf-8"))
    for node, place in list(places(tree)):
        for what, changed in changes(node):
            place.put(ast.copy_location(changed, node))
            source = ast.unparse(ast.fix_missing_locations(tree))
            place.put(node)
            yield f"{path.relative_to(CHECKOUT)}:{getattr(node, 'lineno', 0)}: {what}", source


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads one module from a source in memory."""

    def __init__(self, name: str, source: str) -> None:
        self.name, self.source = name, source

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        return importlib.util.spec_from_loader(name, self) if name == self.name else None

    def exec_module(self, module: Any) -> None:
        exec(compile(self.source, f"<mutant of {self.name}>", "exec"), module.__dict__)


def is_noticed(name: str, source: str, tests: list[str]) -> bool:
    """Whether a test fails, in a child process that sees the changed module."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    sys.meta_path.insert(0, Changed(name, source))
    os.environ["PORCHLIGHT_GATE_STRIDE"] = "41"
    try:
        if name.startswith("porchlight.domain."):
            from tests.domain.test_gate_table import differing

            if differing(FEW_CELLS, most=1)[2]:
                os._exit(1)
        answer = int(pytest.main(["-x", "-q", "-n", "0", "-m", "not thorough", *tests]))
    except BaseException:
        answer = 1
    os._exit(answer)


def main() -> int:
    parser = argparse.ArgumentParser(description="Change the gate; see that a test notices.")
    parser.add_argument("modules", nargs="*", help="a part of a path, such as domain/grants")
    parser.add_argument("--every", type=int, default=1, help="only every so-many-th mutant")
    asked = parser.parse_args()
    os.chdir(CHECKOUT)
    looked, survivors = 0, []
    for path, tests in TESTS.items():
        if asked.modules and not any(part in path for part in asked.modules):
            continue
        name = path.removesuffix(".py").replace("/", ".")
        if is_noticed(name, Path(path).read_text("utf-8"), tests):
            print(f"{path}: its tests fail without any change; mend that first")
            return 1
        for number, (what, source) in enumerate(mutants(CHECKOUT / path)):
            if number % asked.every == 0:
                looked += 1
                if not is_noticed(name, source, tests):
                    survivors.append(what)
                    print(f"not noticed: {what}", flush=True)
    print(f"{looked} mutants, {len(survivors)} not noticed")
    return 1 if survivors or not looked else 0


if __name__ == "__main__":
    sys.exit(main())
