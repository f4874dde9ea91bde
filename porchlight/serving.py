"""Start the site on loopback: one server and one worker, started again if they stop."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from types import FrameType
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from porchlight.parent import stop_with_parent
from porchlight.people.actions import make_link
from porchlight.people.models import Community, OneTimeLink

LOOPBACK = "127.0.0.1"
QUICK = 5.0  # seconds: a process that stops sooner than this did not start well
MOST_QUICK_STOPS = 3
BETWEEN_LOOKS = 0.25  # seconds
MOST_ASKED = 5  # times, a second apart, before a process that does not stop is killed


def add_commands(subparsers: Any) -> None:
    serve_parser = subparsers.add_parser("serve", help="start the site on this machine")
    serve_parser.add_argument("--port", type=int, default=8000)
    serve_parser.add_argument(
        "--empty", action="store_true", help="start a real community, without made-up people"
    )
    serve_parser.set_defaults(func=serve)
    prepare_parser = subparsers.add_parser("prepare", help="bring the data folder up to date")
    prepare_parser.set_defaults(func=lambda arguments: 0)  # cli.py does it before every command
    worker_parser = subparsers.add_parser("worker", help="run one more worker")
    worker_parser.set_defaults(func=lambda arguments: _work_until_stopped())


def serve(arguments: argparse.Namespace) -> int:
    if _is_taken(arguments.port):
        print(f"Port {arguments.port} is in use. Choose another: script/serve --port 8001")
        return 1
    if not Community.objects.exists() and not arguments.empty:
        print("Making the demo community. This takes a moment, once.", flush=True)
        _run("demo", quiet=True)
    is_told = _stop_when_told()
    kept = [_Kept(_server(arguments.port)), _Kept(_command("worker"))]
    _say_hello(arguments.port)
    return _keep_running(kept, is_told)


def _say_hello(port: int) -> None:
    address = f"http://{LOOPBACK}:{port}"
    print(f"\nPorchlight is at {address}/\n")
    community = Community.objects.first()
    if community is None:
        token = make_link(OneTimeLink.Kind.SET_UP, None, timezone.now())
        print("Name your community and make the host's account (this link works once):")
        print(f"  {address}{reverse('set-up', args=[token])}\n")
    elif community.is_demo:
        print("Made-up people to try it as (each link works once):", flush=True)
        _run("links", "--port", str(port))
        print()
    print("Load real meetings with one line:")
    print(
        "  script/porchlight import meeting-guide https://your-area.example/feed.json"
        " --source your-area\n"
    )
    print("Stop with Ctrl-C.", flush=True)


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "porchlight.cli", *words]


def _server(port: int) -> list[str]:
    """A process of its own, so that it holds no more in memory than it needs."""
    options = {
        "--interface": "wsgi",
        "--host": LOOPBACK,
        "--port": str(port),
        "--workers": "1",
        "--blocking-threads": "4",
    }
    words = [word for option in options.items() for word in option]
    flags = ["--no-ws", "--no-log", "--respawn-failed-workers"]
    return [sys.executable, "-m", "granian", *words, *flags, "porchlight.wsgi:application"]


def _run(*words: str, quiet: bool = False) -> None:
    heard = subprocess.DEVNULL if quiet else None
    subprocess.run(_command(*words), check=True, env=_environment(), stdout=heard)  # noqa: S603


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(settings.BASE_DIR)}


def _stop_when_told() -> Callable[[], bool]:
    """Whether this process has been asked to stop.

    The handler takes no lock: an Event set in it waits for ever when the signal comes while the
    main thread is inside that Event's own wait.
    """
    told: list[int] = []

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        told.append(number)

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    return lambda: bool(told)


def _keep_running(kept: Sequence[_Kept], is_told: Callable[[], bool]) -> int:
    """Until told to stop, start again what stops, unless it never gets going."""
    while not is_told():
        time.sleep(BETWEEN_LOOKS)
        if not all(process.look_after() for process in kept):
            break
    for one in kept:
        one.process.terminate()
    for one in kept:
        _see_out(one.process)
    return 0 if is_told() else 1


def _see_out(process: subprocess.Popen[bytes]) -> None:
    """Asked more than once: a server that has only just started does not hear the first time."""
    for _ in range(MOST_ASKED):
        try:
            process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            process.terminate()
        else:
            return
    process.kill()
    process.wait()


class _Kept:
    """A process that is started again when it stops."""

    def __init__(self, command: list[str]) -> None:
        self.command, self.quick_stops = command, 0
        self.start()

    def start(self) -> None:
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - our own words
            self.command, env=_environment(), preexec_fn=partial(stop_with_parent, os.getpid())
        )

    def look_after(self) -> bool:
        """False when it stopped at once, several times over."""
        if self.process.poll() is None:
            return True
        was_quick = time.monotonic() - self.started_at < QUICK
        self.quick_stops = self.quick_stops + 1 if was_quick else 0
        if self.quick_stops >= MOST_QUICK_STOPS:
            return False
        self.start()
        return True


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return True
    return False


def _work_until_stopped() -> int:
    from porchlight.directory.keeping import keep
    from porchlight.outbox.worker import work
    from porchlight.schedule import JOBS

    is_told, stop = _stop_when_told(), threading.Event()
    # Each beside the other, because a long job must not keep a change from being seen.
    threads = [
        threading.Thread(target=keep, args=(stop,), name="finder"),
        threading.Thread(target=work, args=(JOBS, stop), name="jobs"),
    ]
    for thread in threads:
        thread.start()
    while not is_told() and all(thread.is_alive() for thread in threads):
        time.sleep(BETWEEN_LOOKS)
    stop.set()
    for thread in threads:
        thread.join()
    return 0 if is_told() else 1
