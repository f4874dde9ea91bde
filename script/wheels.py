"""Asks the registry that pip is set up with for a wheel of every locked package, for every kind of
machine that Porchlight is for. Nothing is downloaded but the registry's lists and metadata.

pip reads markers for the interpreter that it runs on. So they are read here, for each machine.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
GLIBC = range(17, 29)  # Linux of 2018 and later: 2.17 to 2.28
LINUX = "manylinux2014_{0}", *(f"manylinux_2_{minor}_{{0}}" for minor in GLIBC)
# What a registry must be found to lack, or this proves nothing: see decision 0030.
CONTROL = "pysqlite3"
FOUND, LACKING, NOT_ASKED = 0, 1, 2
# With 404 it says that it has no such package, which is an answer.
NO_ANSWER = re.compile(r"Retrying \(|Could not fetch URL (?!.*\b404\b)")
NO_WHEEL = re.compile(r"No matching distribution found for ([^\s=]+)==")


class Machine(NamedTuple):
    """A kind of machine: its names in markers, and the tags of wheels that it takes."""

    name: str
    system: str
    sys_platform: str
    platform_machine: str
    tags: tuple[str, ...]

    def markers(self, python: str) -> dict[str, str]:
        return {
            "implementation_name": "cpython",
            "implementation_version": f"{python}.0",
            "os_name": "posix",
            "platform_machine": self.platform_machine,
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_system": self.system,
            "platform_version": "",
            "python_full_version": f"{python}.0",
            "python_version": python,
            "sys_platform": self.sys_platform,
        }


def _linux(name: str, machine: str) -> Machine:
    tags = tuple(tag.format(machine) for tag in LINUX)
    return Machine(f"Linux on {name}", "Linux", "linux", machine, tags)


X86_64, ARM64 = _linux("x86-64", "x86_64"), _linux("ARM64", "aarch64")
MACHINES = (
    X86_64,
    ARM64,
    Machine("macOS on ARM", "Darwin", "darwin", "arm64", ("macosx_14_0_arm64",)),
)


class Target(NamedTuple):
    machine: Machine
    python: str

    def __str__(self) -> str:
        return f"{self.machine.name}, Python {self.python}"


@dataclass(frozen=True)
class Locked:
    """A line of a lock: one release, whom it is for, and the hashes it may have."""

    requirement: Requirement
    hashes: frozenset[str] = field(hash=False)

    @property
    def pin(self) -> str:
        return f"{self.requirement.name}{self.requirement.specifier}"

    def is_for(self, target: Target) -> bool:
        marker = self.requirement.marker
        return marker is None or marker.evaluate(target.machine.markers(target.python))


class Wheel(NamedTuple):
    file: str
    sha256: str

    @property
    def is_for_every_machine(self) -> bool:
        return self.file.endswith("-none-any.whl")


class Unreachable(Exception):
    """The registry gave no answer, or not in time."""


def read_lock(path: Path) -> list[Locked]:
    """The releases of a lock. ValueError for a line that is none."""
    lines = path.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    return [_locked(line) for line in lines if line.strip() and not line.startswith("#")]


def _locked(line: str) -> Locked:
    words, *hashes = line.split("--hash=sha256:")
    return Locked(Requirement(words.strip()), frozenset(one.strip() for one in hashes))


class Asking:
    """Asks pip, until `seconds` are over in all."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def __call__(self, target: Target, pins: Iterable[str]) -> tuple[dict[str, Wheel], list[str]]:
        """The wheel that each pin would be installed from there, and the names that have none."""
        left, lacking = {re.split("[=]", pin)[0]: pin for pin in pins}, list[str]()
        while left:
            output, wheels = self._pip(target, left.values())
            if wheels is not None:
                return wheels, lacking
            none = NO_WHEEL.search(output)
            if none is None or none[1] not in left:
                raise Unreachable(output.strip()[-800:])
            self._be_sure_of_an_answer(target, left.pop(none[1]))
            lacking.append(none[1])
        return {}, lacking

    def _be_sure_of_an_answer(self, target: Target, pin: str) -> None:
        """Only at length does pip tell a registry that refused from one that lacks the package."""
        output, _ = self._pip(target, [pin, "-vv"])
        if no_answer := NO_ANSWER.search(output):
            raise Unreachable(output[no_answer.start() :].splitlines()[0])

    def _pip(self, target: Target, pins: Iterable[str]) -> tuple[str, dict[str, Wheel] | None]:
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder) / "report.json"
            words = [
                *(sys.executable, "-m", "pip", "install", "--dry-run"),
                *("--no-deps", "--ignore-installed", "--only-binary=:all:", "--target", folder),
                *("--report", str(report), "--timeout", "15", "--retries", "2", "--no-input"),
                *("--implementation", "cp", "--python-version", target.python),
                *(f"--platform={tag}" for tag in target.machine.tags),
                *pins,
            ]
            try:
                ended = subprocess.run(
                    words, capture_output=True, text=True, timeout=self._left(), check=False
                )
            except subprocess.TimeoutExpired as cause:
                raise Unreachable("The time was over before it answered.") from cause
            if ended.returncode:
                return ended.stdout + ended.stderr, None
            return "", dict(_wheels(json.loads(report.read_text(encoding="utf-8"))))

    def _left(self) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise Unreachable("The time was over before all was asked.")
        return left


def _wheels(report: dict[str, list[dict[str, dict[str, object]]]]) -> Iterator[tuple[str, Wheel]]:
    for installed in report["install"]:
        source: dict = installed["download_info"]
        file = source["url"].split("#")[0].rsplit("/", 1)[-1]
        sha256 = source["archive_info"].get("hashes", {}).get("sha256", "")
        yield str(installed["metadata"]["name"]), Wheel(file, sha256)


def lacks_of(locked: Sequence[Locked], asking: Asking, targets: Sequence[Target]) -> list[str]:
    """What cannot be installed where, a line each.

    Everything is asked for the first target and the last; between them, only what has a wheel of
    its own for each kind of machine.
    """
    first, last = targets[0], targets[-1]
    lacks, for_every_machine = _asked_for(locked, asking, first)
    narrow = [one for one in locked if _key(one.requirement.name) not in for_every_machine]
    with ThreadPoolExecutor(4) as pool:
        rest = [(narrow, target) for target in targets[1:-1]]
        rest += [(list(locked), last)] if last != first else []
        for found, _ in pool.map(lambda some: _asked_for(some[0], asking, some[1]), rest):
            lacks += found
    return lacks


def _asked_for(
    locked: Iterable[Locked], asking: Asking, target: Target
) -> tuple[list[str], set[str]]:
    """What is wrong for one target, and the names whose wheel is for every machine."""
    here = [package for package in locked if package.is_for(target)]
    wheels, lacking = asking(target, [package.pin for package in here])
    found = {_key(name): wheel for name, wheel in wheels.items()}
    lacks = [
        f"{package.pin} has no wheel for {target}" for package in here if _is_in(package, lacking)
    ]
    for package in here:
        wheel = found.get(_key(package.requirement.name))
        if wheel is not None and wheel.sha256 not in package.hashes:
            lacks.append(f"{package.pin} is locked without the hash of {wheel.file}, for {target}")
    return lacks, {name for name, wheel in found.items() if wheel.is_for_every_machine}


def _is_in(package: Locked, names: Iterable[str]) -> bool:
    return _key(package.requirement.name) in {_key(name) for name in names}


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def is_control_caught(locked: Iterable[Locked], asking: Asking) -> bool:
    """The control must be found lacking on ARM64, where its marker keeps it out of the lock."""
    pins = [one.pin for one in locked if one.requirement.name == CONTROL]
    return asking(Target(ARM64, PYTHONS[-1]), pins)[1] == [CONTROL]


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="script/wheels",
        description="Whether every locked package has a wheel for every kind of machine. Ends with "
        "1 when one has none, with 2 when the registry could not be asked. What only the tests "
        "need is asked for as well, and told, but ends nothing.",
    )
    parser.add_argument("--seconds", type=float, default=60, help="how long it may take (60)")
    parser.add_argument("--lock", type=Path, default=ROOT / "requirements.lock")
    parser.add_argument("--also", type=Path, default=ROOT / "requirements-dev.lock")
    chosen = parser.parse_args(words)
    targets = [Target(machine, python) for machine in MACHINES for python in PYTHONS]
    locked, asking = read_lock(chosen.lock), Asking(chosen.seconds)
    try:
        lacks = lacks_of(locked, asking, targets)
        is_caught = is_control_caught(locked, asking)
    except Unreachable as cause:
        print(f"The package registry could not be asked. {cause}", file=sys.stderr)
        print("Look at the network and pip's own settings (pip config list), then run it again.",
              file=sys.stderr)  # fmt: skip
        return NOT_ASKED
    for lack in lacks:
        print(lack)
    if not is_caught:
        print(f"{CONTROL} has a wheel for {ARM64.name} now, so this check has no control any more. "
              "See decision 0030, which may be undone.")  # fmt: skip
    if lacks or not is_caught:
        return LACKING
    print(f"{len(locked)} packages, {len(targets)} kinds of machine and Python: a wheel for each.")
    _tell_of_tests(chosen.also, {one.pin for one in locked}, asking, targets)
    return FOUND


def _tell_of_tests(lock: Path, known: set[str], asking: Asking, targets: Sequence[Target]) -> None:
    only_there = [one for one in read_lock(lock) if one.pin not in known]
    try:
        for lack in lacks_of(only_there, asking, targets):
            print(f"for the tests only: {lack}")
    except Unreachable as cause:
        print(f"for the tests only: not all could be asked. {cause}")


if __name__ == "__main__":
    sys.exit(main())
