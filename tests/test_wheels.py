"""`script/wheels` finds what cannot be installed, asked of a small registry in a folder."""

from __future__ import annotations

import hashlib
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from script import wheels
from script.wheels import ARM64, MACHINES, X86_64, Asking, Target, Unreachable, lacks_of, read_lock

OLD_X86, NEW_ARM = Target(X86_64, "3.11"), Target(ARM64, "3.14")
EVERYWHERE = "py3-none-any"
ON_X86, ON_ARM = "cp311-cp311-manylinux_2_28_x86_64", "cp314-cp314-manylinux_2_17_aarch64"


class Registry:
    """A folder laid out as a registry's list of packages, which pip is pointed at."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, name: str, *tags: str) -> str:
        """Wheels of release 1 with these tags; a line of a lock for them."""
        shelf = self.folder / name
        shelf.mkdir(parents=True)
        hashes = [_write_wheel(shelf / f"{name}-1-{tag}.whl", name) for tag in tags]
        links = (f'<a href="{tag_file.name}#sha256={_sha256(tag_file)}">{tag_file.name}</a>'
                 for tag_file in sorted(shelf.iterdir()))  # fmt: skip
        (shelf / "index.html").write_text("<!DOCTYPE html>" + "".join(links), encoding="utf-8")
        return " ".join([f"{name}==1", *(f"--hash=sha256:{one}" for one in hashes)])


def _write_wheel(path: Path, name: str) -> str:
    tag = path.stem.split("-1-")[1]
    info = f"{name}-1.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
        archive.writestr(f"{info}/WHEEL", f"Wheel-Version: 1.0\nGenerator: x\nTag: {tag}\n")
        archive.writestr(f"{info}/RECORD", "")
    return _sha256(path)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def registry(tmp_path, monkeypatch):
    """The only place that pip asks, whatever this machine's own settings are."""
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_INDEX_URL", (tmp_path / "registry").as_uri())
    for name in ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_CONSTRAINT"):
        monkeypatch.delenv(name, raising=False)
    return Registry(tmp_path / "registry")


@pytest.fixture
def lock(tmp_path):
    def write(*lines: str) -> Path:
        path = tmp_path / "some.lock"
        path.write_text(
            "".join(line.replace(" --hash", " \\\n    --hash") + "\n" for line in lines)
        )
        return path

    return write


def lacks(lock: Path) -> list[str]:
    return lacks_of(read_lock(lock), Asking(300), [OLD_X86, NEW_ARM])


def test_what_is_there_for_all_is_not_told(registry, lock):
    path = lock(registry.add("alder", EVERYWHERE), registry.add("birch", ON_X86, ON_ARM))
    assert lacks(path) == []


def test_what_lacks_a_wheel_somewhere_is_told_with_where(registry, lock):
    path = lock(registry.add("alder", EVERYWHERE), registry.add("cedar", ON_X86),
                registry.add("hazel", ON_X86), registry.add("birch", ON_ARM))  # fmt: skip
    assert sorted(lacks(path)) == [
        "birch==1 has no wheel for Linux on x86-64, Python 3.11",
        "cedar==1 has no wheel for Linux on ARM64, Python 3.14",
        "hazel==1 has no wheel for Linux on ARM64, Python 3.14",
    ]


def test_a_marker_is_read_for_the_machine_asked_about(registry, lock):
    only_x86 = registry.add("cedar", ON_X86).replace(
        "==1", "==1 ; sys_platform != 'linux' or platform_machine != 'aarch64'"
    )
    older = registry.add("hazel", ON_X86).replace("==1", "==1 ; python_full_version < '3.12'")
    assert lacks(lock(only_x86, older)) == []


def test_a_wheel_whose_hash_is_not_in_the_lock_is_told(registry, lock):
    line = registry.add("birch", ON_X86, ON_ARM)
    assert lacks(lock(line.rsplit(" ", 1)[0])) == [
        f"birch==1 is locked without the hash of birch-1-{ON_ARM}.whl, "
        "for Linux on ARM64, Python 3.14"
    ]


def test_the_control_is_caught_and_is_told_when_it_has_a_wheel(registry, lock, monkeypatch):
    (control,) = read_lock(lock(registry.add(wheels.CONTROL, ON_X86)))
    assert wheels.is_control_caught([control], Asking(300))
    (found,) = read_lock(lock(registry.add("birch", ON_ARM)))
    monkeypatch.setattr(wheels, "CONTROL", "birch")
    assert not wheels.is_control_caught([found], Asking(300))


class Refusing(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_error(403)

    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture
def refusing():
    """The address of a registry that answers nobody."""
    with HTTPServer(("127.0.0.1", 0), Refusing) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize("is_there", [False, True])
def test_a_registry_that_gives_no_answer_is_told_in_words(
    is_there, refusing, registry, lock, monkeypatch, capsys
):
    monkeypatch.setenv("PIP_INDEX_URL", refusing if is_there else "http://127.0.0.1:9/")
    path = lock(f"alder==1 --hash=sha256:{'0' * 64}")
    assert wheels.main(["--lock", str(path)]) == wheels.NOT_ASKED
    said = capsys.readouterr().err
    assert "could not be asked" in said
    assert "pip config list" in said


def test_it_takes_no_longer_than_it_may(registry, lock):
    path = lock(registry.add("alder", EVERYWHERE))
    with pytest.raises(Unreachable, match="time was over"):
        lacks_of(read_lock(path), Asking(0), [OLD_X86])


def test_the_projects_own_locks_name_a_hash_of_every_release():
    for name in ("requirements.lock", "requirements-dev.lock"):
        locked = read_lock(wheels.ROOT / name)
        assert len(locked) > 20
        assert all(one.hashes and "==" in one.pin for one in locked)


def test_a_newer_sqlite_is_locked_once_for_every_machine():
    locked = read_lock(wheels.ROOT / "requirements.lock")
    for machine in MACHINES:
        target = Target(machine, "3.13")
        names = {one.requirement.name for one in locked if one.is_for(target)}
        assert len(names & {"pysqlite3", "sqlcipher3"}) == 1, machine.name
