"""Start the site on loopback: web processes and one worker, started again if they stop."""

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
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from porchlight import room
from porchlight.people.actions import make_link, replay_erasures
from porchlight.people.models import Community, OneTimeLink
from porchlight.supervised import Forked, Spawned, Supervised

LOOPBACK = "127.0.0.1"
BETWEEN_LOOKS = 0.25  # seconds


def add_commands(subparsers: Any) -> None:
    serve_parser = subparsers.add_parser("serve", help="start the site on this machine")
    serve_parser.add_argument("--port", type=int, default=8000)
    serve_parser.add_argument(
        "--help-port", type=int, help="one more port, with Help and leaving alone, for a proxy"
    )
    serve_parser.add_argument(
        "--empty", action="store_true", help="start a real community, without made-up people"
    )
    serve_parser.set_defaults(func=serve)
    prepare_parser = subparsers.add_parser("prepare", help="bring the data folder up to date")
    prepare_parser.set_defaults(func=lambda arguments: 0)  # cli.py does it before every command
    worker_parser = subparsers.add_parser("worker", help="run one more worker")
    worker_parser.set_defaults(func=lambda arguments: _work_until_stopped())


def serve(arguments: argparse.Namespace) -> int:
    ports = [arguments.port, *([arguments.help_port] if arguments.help_port else [])]
    taken = [port for port in ports if _is_taken(port)]
    if taken:
        print(f"Port {taken[0]} is in use. Choose another: script/serve --port 8001")
        return 1
    if not Community.objects.exists() and not arguments.empty:
        print("Making the demo community. This takes a moment, once.", flush=True)
        _run("demo", quiet=True)
    is_told = _stop_when_told()
    replay_erasures(timezone.now())
    room.keep()
    processes = [*_web_processes(*ports), Spawned(_command("worker"), _environment())]
    _say_hello(arguments.port)
    return _keep_running(processes, is_told)


def _web_processes(port: int, help_port: int | None = None) -> list[Supervised]:
    """As many as the settings say on one port, and one for Help and leaving on the other.

    Nothing of the database is open while they are forked.
    """
    from porchlight.server.process import listen_at, load, run

    load()
    connections.close_all()
    listening = listen_at(LOOPBACK, port)
    processes: list[Supervised] = [
        Forked(partial(run, listening, os.getpid())) for _ in range(settings.WEB_PROCESSES)
    ]
    if help_port:
        reserved = partial(run, listen_at(LOOPBACK, help_port), os.getpid(), is_reserved=True)
        processes.append(Forked(reserved))
    return processes


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
    signals: list[int] = []

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        signals.append(number)

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    return lambda: bool(signals)


def _keep_running(processes: Sequence[Supervised], is_told: Callable[[], bool]) -> int:
    """Until told to stop, start again what stops, unless it never gets going."""
    while not is_told():
        time.sleep(BETWEEN_LOOKS)
        connections.close_all()  # a process may be forked now
        if not all(process.look_after() for process in processes):
            break
    for process in processes:
        process.terminate()
    for process in processes:
        process.see_out()
    return 0 if is_told() else 1


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return True
    return False


def _work_until_stopped() -> int:
    from porchlight.directory.finder.indexer import keep
    from porchlight.outbox.kinds import all_kinds
    from porchlight.outbox.worker import loops
    from porchlight.schedule import all_jobs

    is_told, stop = _stop_when_told(), threading.Event()
    # Each beside the other, because a long job must not keep a change from being seen.
    threads = [
        threading.Thread(target=keep, args=(stop,), name="finder"),
        *loops(all_jobs(), all_kinds(), stop),
    ]
    for thread in threads:
        thread.start()
    while not is_told() and all(thread.is_alive() for thread in threads):
        time.sleep(BETWEEN_LOOKS)
    stop.set()
    for thread in threads:
        thread.join()
    return 0 if is_told() else 1
