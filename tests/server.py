"""The real server in processes of its own, on a folder of its own, and visitors to it over HTTP."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urljoin

from tests.prepared import fill_with_copy

CHECKOUT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """`porchlight serve --empty` on `folder/data`; what it prints goes to `folder/log`."""

    folder: Path
    wsgi: str = ""  # another application than the product's, for the controls
    module: str = "waitress"  # what serves that application
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    settings: dict[str, str] = field(default_factory=dict)  # beyond those every server here has
    is_copied: bool = True  # begin with a copy of a folder that is prepared, and not with nothing

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def environment(self) -> dict[str, str]:
        """On SQLite whatever the other tests run on; temporary files are kept with the rest."""
        (self.folder / "tmp").mkdir(parents=True, exist_ok=True)
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        return {
            **kept,
            "PORCHLIGHT_DATA_DIR": str(self.data),
            "PYTHONPATH": str(CHECKOUT),
            "TMPDIR": str(self.folder / "tmp"),
            **self.settings,
        }

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "porchlight.cli", *words],
            env=self.environment(), cwd=CHECKOUT, capture_output=True, text=True, check=True,
        )  # fmt: skip

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"

    @contextmanager
    def running(self) -> Iterator[Server]:
        self.start()
        try:
            yield self
        finally:
            self.stop()

    def run_code(self, code: str) -> list[str]:
        """The lines that Python prints which runs on the folder of this server."""
        made = subprocess.run(
            [sys.executable, "-c", code],
            env={**self.environment(), "DJANGO_SETTINGS_MODULE": "porchlight.settings"},
            cwd=CHECKOUT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return made.stdout.splitlines()

    def start(self, within: float = 90) -> float:
        """Start it and wait for its first answer; the seconds that took, without the copying."""
        self._fill()
        began = time.monotonic()
        self.start_without_waiting()
        assert self.process is not None
        while time.monotonic() - began < within:
            assert self.process.poll() is None, self.log()
            if self.answers():
                return time.monotonic() - began
            time.sleep(0.02)
        raise AssertionError(f"no answer within {within} s\n{self.log()}")

    def start_without_waiting(self) -> None:
        """In a process group of its own, so that `kill` reaches all of it."""
        self._fill()
        words = ["-m", "porchlight.cli", "serve", "--empty", "--port", str(self.port)]
        if self.wsgi:
            words = ["-m", self.module, f"--listen={HOST}:{self.port}", "--threads=4", self.wsgi]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *words],
                env=self.environment(), cwd=CHECKOUT, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip

    def _fill(self) -> None:
        if self.is_copied:
            fill_with_copy(self.data, "empty", self._prepare)

    def _prepare(self, data: Path) -> None:
        subprocess.run(
            [sys.executable, "-m", "porchlight.cli", "prepare"],
            env={**self.environment(), "PORCHLIGHT_DATA_DIR": str(data)},
            cwd=CHECKOUT, check=True, capture_output=True,
        )  # fmt: skip

    def answers(self) -> bool:
        try:
            return Visitor(self.port, timeout=2).get("/health/").status == 200
        except (OSError, http.client.HTTPException):
            return False

    def kill(self) -> None:
        """kill -9 of the whole process group, at once."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """Ask it to stop, as Ctrl-C does; whatever is left of its group after that is killed."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=20)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    def set_up_path(self) -> str:
        """Of the link that it prints, which may come after its first answers."""
        deadline = time.monotonic() + 60
        while not (found := re.findall(r"http://\S+(/set-up/\S+/)", self.log())):
            assert time.monotonic() < deadline, self.log()
            time.sleep(0.05)
        return str(found[-1])


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", errors="replace")

    @property
    def location(self) -> str:
        return self.headers.get("Location", "")


@dataclass
class Visitor:
    """Somebody with a browser that keeps cookies, follows nothing, and runs no script. `source` is
    the address of their own machine, where it matters."""

    port: int
    timeout: float = 40
    cookies: dict[str, str] = field(default_factory=dict)
    source: str | None = None

    def get(self, path: str) -> Answer:
        return self._send("GET", path, None)

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        """With the form's token as it is now: signing in gives a new one."""
        token = {"csrfmiddlewaretoken": self.cookies.get("form", "")}
        return self._send("POST", path, urlencode({**fields, **token}).encode())

    def _send(self, method: str, path: str, body: bytes | None) -> Answer:
        source = (self.source, 0) if self.source else None
        connection = http.client.HTTPConnection(HOST, self.port, self.timeout, source)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            got = connection.getresponse()
            answer = Answer(got.status, got.headers, got.read())
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return answer


def kind_of(path: str) -> str:
    """The path without what names one row or one day."""
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+(-\d+)*", "*", path.split("?")[0])


@dataclass(frozen=True)
class Field:
    """One thing a form sends. `choices` are the values it offers, when it offers any."""

    name: str
    kind: str
    value: str = ""
    choices: tuple[str, ...] = ()
    hint: str = ""  # inputmode

    @property
    def is_typed(self) -> bool:
        return self.kind in {"text", "textarea", "password", "search", "url", "tel", "email",
                             "number", "date"}  # fmt: skip


@dataclass
class Form:
    """A form of a page. Where its first button has no name, Enter sends none: then the named ones
    are `other_buttons` (name and value), and pressing one is another way to send the form."""

    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)
    other_buttons: list[tuple[str, str]] = field(default_factory=list)
    has_main_button: bool = False

    @property
    def identity(self) -> tuple[str, str, tuple[str, ...]]:
        """The same form on another row's page counts as the same form."""
        return kind_of(self.action), self.method, tuple(sorted(self.fields))


class Page(HTMLParser):
    """The forms and the links of a page, read as a browser without scripts reads them."""

    def __init__(self, path: str, html: str) -> None:
        super().__init__()
        self.path, self.forms, self.links = path, list[Form](), list[str]()
        self._form: Form | None = None
        self._select = self._textarea = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.links.append(urljoin(self.path, given["href"]).split("#")[0])
        elif tag == "form":
            action = urljoin(self.path, given.get("action") or self.path)
            self._form = Form(action, given.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form is not None:
            self._handle_field(tag, given)

    def _handle_field(self, tag: str, given: dict[str, str]) -> None:
        assert self._form is not None
        name = given.get("name", "")
        if tag == "option" and self._select:
            self._offer(self._select, "select", given.get("value", ""))
        if tag == "button" and self._is_of_its_own(name, given.get("value", "")):
            return
        if not name:
            return
        if tag == "select":
            self._select = name
            self._form.fields[name] = Field(name, "select")
        elif tag == "textarea":
            self._form.fields[name] = Field(name, "textarea")
        elif tag == "button" or given.get("type") in {"radio", "checkbox", "submit"}:
            kind = "button" if tag == "button" else given["type"]
            self._offer(name, kind, given.get("value", "on"))
        elif tag == "input":
            kind, hint = given.get("type", "text"), given.get("inputmode", "")
            self._form.fields[name] = Field(name, kind, given.get("value", ""), hint=hint)

    def _is_of_its_own(self, name: str, value: str) -> bool:
        """Whether a button is the main one, which sends nothing, or stands beside that one."""
        assert self._form is not None
        is_first = all(given.kind != "button" for given in self._form.fields.values())
        if not name and is_first:
            self._form.has_main_button = True
        elif name and self._form.has_main_button:
            self._form.other_buttons.append((name, value))
        return self._form.has_main_button

    def _offer(self, name: str, kind: str, choice: str) -> None:
        assert self._form is not None
        held = self._form.fields.get(name)
        choices = (*held.choices, choice) if held else (choice,)
        self._form.fields[name] = Field(name, kind, choices=choices)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""


HOST_ACCOUNT = {
    "community": "The Long Table",
    "name": "Mo",
    "passphrase": "a quiet walk by the water",
    "country": "US",
    "zone": "America/Chicago",
    "language": "en",
    "adult": "on",
    "account": "recovery",
}


def set_up_community(server: Server, **other: str) -> Visitor:
    """Make the community and its host, who is the visitor given back."""
    visitor, path = Visitor(server.port), server.set_up_path()
    visitor.get(path)
    answer = visitor.post(path, {**HOST_ACCOUNT, **other})
    assert answer.status == 303, answer.text
    return visitor


def join(server: Server, name: str) -> Visitor:
    visitor = Visitor(server.port)
    visitor.get("/join/")
    account = {**HOST_ACCOUNT, "name": name, "passphrase": f"{name} by the quiet water"}
    answer = visitor.post("/join/", account)
    assert answer.status == 303, answer.text
    return visitor
