"""Real servers on the loopback, and a client that asks them."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SERVERS = {
    "uvicorn": ("uvicorn", "--factory", "--port={port}", "--log-level=warning", "{app}"),
    "waitress": ("waitress", "--call", "--listen=127.0.0.1:{port}", "--threads=8", "{app}"),
    "gunicorn": ("gunicorn", "--bind=127.0.0.1:{port}", "--workers=2", "--threads=4", "--log-level=warning", "{app}()"),
}


@dataclass(frozen=True)
class Response:
    """What came back; names of headers in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """A running server; ``log`` holds what it said."""

    port: int
    log: Path

    def get(self, path: str, headers: dict[str, str] | None = None, method: str = "GET") -> Response:
        """One request on a connection of its own."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, headers=headers or {})
            found = connection.getresponse()
            return Response(found.status, {name.lower(): value for name, value in found.getheaders()}, found.read())
        finally:
            connection.close()


@contextmanager
def running(server: str, app: str, folder: Path) -> Iterator[Server]:
    """``app`` (a function of ``apps.py`` that makes it) under ``server``, until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [word.format(port=port, app=f"tests.integrations.apps:{app}") for word in SERVERS[server]]
    log = folder / "log"
    with log.open("wb") as said:
        process = subprocess.Popen([sys.executable, "-m", *words], cwd=ROOT, stdout=said, stderr=said)
        try:
            _wait(port, process, log)
            yield Server(port, log)
        finally:
            process.terminate()
            process.wait(30)


def _wait(port: int, process: "subprocess.Popen[Any]", log: Path) -> None:
    for _ in range(300):
        assert process.poll() is None, log.read_text()
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server does not answer: " + log.read_text())
