"""Start the site on loopback: one server process, and the worker beside it."""

from __future__ import annotations

import argparse
import os
import threading
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from porchlight.demo import build_demo, cast_links
from porchlight.outbox.worker import work
from porchlight.people.actions import make_link
from porchlight.people.models import Community, OneTimeLink
from porchlight.schedule import JOBS

LOOPBACK = "127.0.0.1"


def add_commands(subparsers: Any) -> None:
    serve_parser = subparsers.add_parser("serve", help="start the site on this machine")
    serve_parser.add_argument("--port", type=int, default=8000)
    serve_parser.add_argument(
        "--empty", action="store_true", help="start a real community, without made-up people"
    )
    serve_parser.set_defaults(func=serve)
    prepare_parser = subparsers.add_parser("prepare", help="bring the data folder up to date")
    prepare_parser.set_defaults(func=lambda arguments: 0)
    worker_parser = subparsers.add_parser("worker", help="run one more worker")
    worker_parser.set_defaults(func=lambda arguments: _work_until_stopped())


def serve(arguments: argparse.Namespace) -> int:
    if not Community.objects.exists() and not arguments.empty:
        print("Making the demo community. This takes a moment, once.", flush=True)
        build_demo(timezone.now())
    address = f"http://{LOOPBACK}:{arguments.port}"
    _say_hello(address)
    stop = threading.Event()
    worker = threading.Thread(target=work, args=(JOBS, stop), name="worker")
    worker.start()
    try:
        _run_server(arguments.port)
    finally:
        stop.set()
        worker.join()
    return 0


def _say_hello(address: str) -> None:
    print(f"\nPorchlight is at {address}/\n")
    community = Community.objects.first()
    if community is None:
        token = make_link(OneTimeLink.Kind.SET_UP, None, timezone.now())
        print("Name your community and make the host's account (this link works once):")
        print(f"  {address}{reverse('set-up', args=[token])}\n")
    elif community.is_demo:
        print("Made-up people to try it as (each link works once):")
        for name, who, token in cast_links(timezone.now()):
            print(f"  {name:<5} {who:<24} {address}{reverse('sign-in-link', args=[token])}")
        print()
    print("Load real meetings with one line:")
    print("  script/porchlight import meeting-guide https://your-area.example/feed.json "
          "--source your-area\n")  # fmt: skip
    print("Stop with Ctrl-C.", flush=True)


def _run_server(port: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces

    os.environ.setdefault("PYTHONPATH", str(settings.BASE_DIR))
    Granian(
        target="porchlight.wsgi:application",
        address=LOOPBACK,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        websockets=False,
        log_enabled=False,
        respawn_failed_workers=True,
    ).serve()


def _work_until_stopped() -> int:
    stop = threading.Event()
    try:
        work(JOBS, stop)
    except KeyboardInterrupt:
        stop.set()
    return 0
