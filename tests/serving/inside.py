"""The product's own web server inside the test's process, on the test's database."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Any

from django.core.wsgi import get_wsgi_application

from porchlight.server.lanes import ALL, Lanes
from porchlight.server.listener import Server
from porchlight.server.process import listen_at
from tests.server import HOST


@dataclass
class Inside:
    """A server whose loop runs in a thread of its own, for the site or another application."""

    application: Any = None
    lanes: Any = ALL
    _is_ready: threading.Event = field(default_factory=threading.Event)
    _must_stop: bool = False

    def __post_init__(self) -> None:
        self._thread = threading.Thread(target=self._loop)
        self._thread.start()
        assert self._is_ready.wait(30)

    def _loop(self) -> None:
        listening = listen_at(HOST, 0)
        self.port = int(listening.getsockname()[1])
        application = self.application or get_wsgi_application()
        self.server = Server(application, listening, Lanes(self.lanes))
        self._is_ready.set()
        while not self._must_stop:
            self.server.asyncore.loop(timeout=0.02, map=self.server._map, use_poll=True, count=1)
        self.server.lanes.shutdown()
        for channel in list(self.server.active_channels.values()):
            channel.handle_close()  # and what is kept for its reader
        self.server.asyncore.close_all(self.server._map)
        listening.close()
        self.server.pages.close()

    def stop(self) -> None:
        self._must_stop = True
        self._thread.join()
