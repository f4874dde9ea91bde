"""Change the gate in one place at a time, and see that a test notices.

    script/mutants                  every mutant of every module of the gate
    script/mutants --every 12       a twelfth of them, another one each day: what script/check runs
    script/mutants domain/grants    those of one module

A mutant that no test notices is printed, and makes the exit code 1. The tests run once as the code
is, which tells which of them call what. Then each mutant has a child process, which takes over the
changed functions and runs the tests that call them, the quickest first, until one fails.
"""

from __future__ import annotations

import argparse
import ast
import gc
import importlib
import inspect
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any, NamedTuple

import pytest
from _pytest.runner import runtestprotocol

CHECKOUT = Path(__file__).resolve().parents[1]
RULES = ["tests/domain/test_facts.py", "tests/domain/circle/test_handing_over.py"]
ROWS = [
    "tests/circles/test_access.py", "tests/circles/test_grants.py", "tests/circles/test_scope.py",
    "tests/circles/test_prepared.py", "tests/people/local/test_units.py",
    "tests/people/encryption/test_fields.py", "tests/circles/test_invitations.py",
    "tests/circles/test_coming_in_attacked.py", "tests/circles/test_gate_for_many.py",
]  # fmt: skip
MODULES = ["porchlight/domain/consent.py", "porchlight/domain/grants.py",
           "porchlight/circles/access.py"]  # fmt: skip
# A mutant whose tests take longer has made something endless, and is noticed by that: seconds of
# the processor's time, and of the clock.
PROCESSOR, CLOCK = 60, 600
# Left as they are: what people read, and what only the type checker does.
NOT_CHANGED = {"__repr__", "__all__"}
# Mutants that are the same program, with the reason.
EQUIVALENT: dict[str, str] = {}
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
            parts = [*node.values[:at], *node.values[at + 1 :]]
            yield f"without part {at + 1}", ast.BoolOp(node.op, parts) if parts[1:] else parts[0]
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


class Mutant(NamedTuple):
    """One change. `begins` is the line at which the changed function begins; None: none is."""

    path: str
    what: str
    begins: int | None
    source: str


def places(tree: ast.AST, function: Any = None) -> Iterator[tuple[ast.AST, Place, Any]]:
    """(node, where it stands, the function that it is in) for all below."""
    for name, value in ast.iter_fields(tree):
        if name in {"annotation", "returns", "decorator_list"}:
            continue
        for at, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(node, ast.AST) or getattr(node, "name", None) in NOT_CHANGED:
                continue
            yield node, Place(tree, name, at), function
            yield from places(node, node if isinstance(node, ast.FunctionDef) else function)


def mutants(path: str) -> Iterator[Mutant]:
    """The module with one change each."""
    tree = ast.parse((CHECKOUT / path).read_text("utf-8"))
    for node, place, function in list(places(tree)):
        for what, changed in changes(node):
            description = (
                f"{path}: {getattr(function, 'name', 'module')}: {what}: {ast.unparse(node)}"
            )
            place.put(ast.copy_location(changed, node))
            source = ast.unparse(ast.fix_missing_locations(tree))
            place.put(node)
            begins = None
            if function is not None:
                begins = min(line.lineno for line in (function, *function.decorator_list))
            yield Mutant(path, description, begins, source)


def take_over(mutant: Mutant) -> None:
    """Make the loaded module's functions those of the mutant, for whoever imported them too."""
    name = mutant.path.removesuffix(".py").replace("/", ".")
    module = importlib.import_module(name)
    changed = {"__name__": name, "__file__": module.__file__}
    exec(compile(mutant.source, str(module.__file__), "exec"), changed)
    for key, value in changed.items():
        graft(module, key, value)


def graft(of: Any, name: str, new: Any) -> None:
    old = vars(of).get(name)
    if isinstance(old, property):
        old, new = old.fget, new.fget
    if isinstance(old, FunctionType):
        old, new = inspect.unwrap(old), inspect.unwrap(new)  # what a decorator stands before
        if isinstance(new.__code__, CodeType) and new.__code__ != old.__code__:
            old.__code__ = new.__code__
        old.__defaults__, old.__kwdefaults__ = new.__defaults__, new.__kwdefaults__
    elif isinstance(old, type) and old.__module__ == getattr(of, "__name__", None):
        for key, value in vars(new).items():
            graft(old, key, value)
    elif isinstance(old, bool):
        setattr(of, name, new)


class Run:
    """Runs the tests once, then again for each mutant. A plugin of pytest."""

    def __init__(self, chosen: list[Mutant]) -> None:
        self.chosen = chosen
        self.calls: dict[str, set[tuple[str, int]]] = {}
        self.took: dict[str, float] = {}
        self.survivors: list[str] = []
        self.files = {str(CHECKOUT / path) for path in MODULES}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        from tests.domain.test_gate_table import FEW, FEW_CELLS, STRIDE, questions

        self.session, self.items = session, session.items
        self.sample = [*questions(FEW_CELLS, FEW), *questions(STRIDE)]
        gc.freeze()  # what the children share is not looked through, so it is not copied
        for item in self.items:
            if self.fails(item):
                raise pytest.UsageError(f"{item.nodeid} fails without any change")
        same = [Mutant(path, "", None, (CHECKOUT / path).read_text("utf-8")) for path in MODULES]
        if self.is_noticed(*same):
            raise pytest.UsageError("it is noticed that nothing was changed")
        for mutant in self.chosen:
            if not self.is_noticed(mutant):
                self.survivors.append(mutant.what)
                print(f"not noticed: {mutant.what}", flush=True)
            else:
                print(".", end="", flush=True)
        return True

    def fails(self, item: pytest.Item) -> bool:
        called = self.calls.setdefault(item.nodeid, set())

        def note(frame: FrameType, event: str, arg: object) -> None:
            if frame.f_code.co_filename in self.files:
                called.add((frame.f_code.co_filename, frame.f_code.co_firstlineno))

        begun = time.perf_counter()
        sys.settrace(note)
        try:
            failed = self.fails_now(item)
        finally:
            sys.settrace(None)
        self.took[item.nodeid] = time.perf_counter() - begun
        return failed

    def fails_now(self, item: pytest.Item) -> bool:
        # What is made once for all tests stays, as if a next one came from anywhere.
        reports = runtestprotocol(item, log=False, nextitem=self.session)
        return any(report.failed for report in reports)

    def is_noticed(self, *changed: Mutant) -> bool:
        self.close_databases()
        child = os.fork()
        if child:
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0
        resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))
        signal.alarm(CLOCK)
        try:
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            for mutant in changed:
                take_over(mutant)
            differs = any(map(self.differs, changed))
            os._exit(differs or any(map(self.fails_now, self.tests_of(changed[0]))))
        except BaseException:
            os._exit(1)

    def tests_of(self, mutant: Mutant) -> list[pytest.Item]:
        changed = (str(CHECKOUT / mutant.path), mutant.begins)
        found = [item for item in self.items
                 if mutant.begins is None or changed in self.calls[item.nodeid]]  # fmt: skip
        return sorted(found, key=lambda item: self.took[item.nodeid])

    def differs(self, mutant: Mutant) -> bool:
        """Whether the changed rules differ from the second reading in a cell of its tests."""
        from tests.domain.test_gate_table import AT, decide

        return "/domain/" in mutant.path and any(
            decide(*asked, AT) != expected for _name, asked, expected in self.sample
        )

    def close_databases(self) -> None:
        from django.db import connections

        connections.close_all()


def run(chosen: list[Mutant]) -> int:
    runner = Run(chosen)
    tests = [
        "-q",
        "-s",
        "-n",
        "0",
        "--no-header",
        "--no-summary",
        "-m",
        "not thorough",
        *RULES,
        *ROWS,
    ]
    if pytest.main(tests, plugins=[runner]) not in (0, pytest.ExitCode.NO_TESTS_COLLECTED):
        print("the tests of the gate do not run")
        return 1
    return 1 if runner.survivors else 0


def main() -> int:
    parser = argparse.ArgumentParser(description="Change the gate; see that a test notices.")
    parser.add_argument("modules", nargs="*", help="a part of a path, such as domain/grants")
    parser.add_argument("--every", type=int, default=1, help="only every so-many-th mutant")
    parser.add_argument("--jobs", type=int, default=2, help="processes at once")
    parser.add_argument("--job", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    os.chdir(CHECKOUT)
    paths = [path for path in MODULES
             if not asked.modules or any(part in path for part in asked.modules)]  # fmt: skip
    every = [mutant for path in paths for mutant in mutants(path) if mutant.what not in EQUIVALENT]
    chosen = every[datetime.now(UTC).toordinal() % asked.every :: asked.every]
    if asked.job is not None:
        return run(chosen[asked.job :: asked.jobs])
    begun = time.monotonic()
    jobs = [subprocess.Popen([sys.executable, "-m", "script.mutants", *sys.argv[1:],
                              "--jobs", str(asked.jobs), "--job", str(job)])
            for job in range(asked.jobs)]  # fmt: skip
    failed = [job for job in jobs if job.wait()]
    print(f"{len(chosen)} of {len(every)} mutants, {len(EQUIVALENT)} left out as the same program, "
          f"{time.monotonic() - begun:.0f} s")  # fmt: skip
    return 1 if failed or not chosen else 0


if __name__ == "__main__":
    sys.exit(main())
