"""The control of the slow clients, never part of the product: a thread for each body it waits for.

`python -m tests.faults.holding --listen=HOST:PORT --threads=4 MODULE:APPLICATION`
"""

from __future__ import annotations

import argparse
import io
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server


class Holding(WSGIServer):
    """Each connection has one of a few threads, from its first byte to its last."""

    request_queue_size = 1024
    threads: ThreadPoolExecutor

    def process_request(self, request: Any, client_address: Any) -> None:
        self.threads.submit(self._serve, request, client_address)

    def _serve(self, request: Any, client_address: Any) -> None:
        try:
            self.finish_request(request, client_address)
        except OSError:
            pass
        finally:
            self.shutdown_request(request)


class Quiet(WSGIRequestHandler):
    def get_environ(self) -> dict[str, Any]:
        environ = super().get_environ()
        body = self.rfile.read(int(environ.get("CONTENT_LENGTH") or 0))
        self.rfile = io.BytesIO(body)  # type: ignore[assignment]
        return environ

    def log_message(self, *words: object) -> None:
        pass


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--listen")
    parser.add_argument("--threads", type=int)
    parser.add_argument("application")
    chosen = parser.parse_args()
    host, port = chosen.listen.split(":")
    module, name = chosen.application.split(":")
    application = getattr(import_module(module), name)
    with make_server(host, int(port), application, Holding, Quiet) as server:
        server.threads = ThreadPoolExecutor(chosen.threads)
        server.serve_forever()


if __name__ == "__main__":
    main()
