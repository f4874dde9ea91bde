"""One process of the web server, forked from the one that looks after all of them.

Forked, because everything is loaded there already: one that was killed is back within a tenth of a
second, however busy the machine is, and what is loaded is in memory once.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
from contextlib import suppress
from types import FrameType
from typing import NoReturn

from django.core.wsgi import get_wsgi_application

from porchlight.parent import stop_with_parent
from porchlight.postgresql.owners import named_owners_only
from porchlight.server.lanes import ALL, RESERVED, Lanes
from porchlight.server.listener import MOST_CONNECTIONS, Server

BACKLOG = 1024
# The loop has to come in between threads that compute, several times for each connection. With
# Python's own 5 ms, four of them kept Help waiting for half a second.
SWITCH_S = 0.001
FILES_BESIDE_CONNECTIONS = 256


def listen_at(host: str, port: int) -> socket.socket:
    """The socket that the processes share; it outlives each of them. OSError when it is taken."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(BACKLOG)
    except OSError:
        listening.close()
        raise
    return listening


def load() -> None:
    """Load what every process needs, before the first of them is forked."""
    from django.urls import get_resolver

    get_wsgi_application()
    get_resolver().url_patterns  # noqa: B018 - imports every view
    gc.collect()
    gc.freeze()  # what is looked at by no collection stays shared


def run(listening: socket.socket, parent: int, is_reserved: bool = False) -> None:
    """Serve until SIGTERM. `is_reserved`: Help and leaving, and nothing else."""
    stop_with_parent(parent)
    named_owners_only()
    sys.setswitchinterval(SWITCH_S)
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the parent tells us
    _allow_open_files(MOST_CONNECTIONS + FILES_BESIDE_CONNECTIONS)
    lanes = Lanes(RESERVED if is_reserved else ALL)
    Server(get_wsgi_application(), listening, lanes).run()
    os._exit(0)  # what the parent had in hand when it forked is the parent's to end


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    """The loop ends its requests and returns."""
    raise SystemExit(0)


def _allow_open_files(n_files: int) -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = n_files if most == resource.RLIM_INFINITY else min(n_files, most)
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
