"""A real S3 server (SeaweedFS, from the registry) with authentication on, and a real proxy that can misbehave."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

KEY, SECRET = "adlayout-tests", "not-a-secret"


def find_server() -> str | None:
    """The server's program, if it is installed."""
    beside = Path(sys.executable).with_name("weed")
    return str(beside) if beside.is_file() else shutil.which("weed")


def free_port() -> int:
    """A port that nobody listens on; below 50,000, since the server adds 10,000 for a second one."""
    for _ in range(100):
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            port = int(one.getsockname()[1])
        if port < 50_000:
            return port
    raise RuntimeError("no free port below 50,000")


class Server:
    """The server over a folder; may be killed and started again on the same port."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program, self._folder = program, folder
        self.port = free_port()
        self._others = [free_port() for _ in range(3)]
        access = {"credentials": [{"accessKey": KEY, "secretKey": SECRET}], "name": "tests"}
        reader = {"credentials": [{"accessKey": "reader", "secretKey": SECRET}], "name": "reader"}
        said = [{**access, "actions": ["Admin", "Read", "Write", "List"]}, {**reader, "actions": ["Read", "List"]}]
        (folder / "s3.json").write_text(json.dumps({"identities": said}))
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        (self._folder / "data").mkdir(exist_ok=True)
        master, volume, filer = self._others
        options = (
            f"-dir={self._folder / 'data'} -ip=127.0.0.1 -ip.bind=127.0.0.1 -master.port={master} -volume.port={volume}"
            f" -filer.port={filer} -s3 -s3.port={self.port} -s3.config={self._folder / 's3.json'} -volume.max=40"
            " -master.volumeSizeLimitMB=64 -master.telemetry=false -s3.port.iceberg=0 -s3.port.lance=0"
        )
        with (self._folder / "log").open("ab") as log:
            call = [self._program, "server", *options.split()]
            self._process = subprocess.Popen(call, stdout=log, stderr=log, start_new_session=True)
        until = time.monotonic() + 60
        while not self._answers():
            if time.monotonic() > until or self._process.poll() is not None:
                raise RuntimeError((self._folder / "log").read_text("utf-8", "replace")[-2000:])
            time.sleep(0.05)

    def stop(self) -> None:
        """Kills it, as a power cut would."""
        if self._process:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def _answers(self) -> bool:
        with suppress(OSError, http.client.HTTPException):
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
            try:
                line.request("GET", "/")
                return line.getresponse().status == 403  # it is up, and asks who we are
            finally:
                line.close()
        return False


Answer = Callable[["Request"], "bool"]


class Request(BaseHTTPRequestHandler):
    """One request at the proxy: ``misbehave`` (of the proxy) may answer it and return True; else it goes on."""

    protocol_version = "HTTP/1.1"
    body: bytes

    def handle_one_request(self) -> None:
        with suppress(ConnectionError):
            super().handle_one_request()

    def do_any(self) -> None:
        proxy = self.server
        assert isinstance(proxy, Proxy)
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        proxy.seen.append(f"{self.command} {self.path}")
        if not proxy.misbehave(self):
            self.pass_on()

    do_GET = do_PUT = do_HEAD = do_DELETE = do_POST = do_any  # noqa: N815

    def pass_on(self, *, answer: bool = True) -> None:
        """Has the server do it; with ``answer`` False the line is cut instead of telling what it said."""
        assert isinstance(self.server, Proxy)
        line = http.client.HTTPConnection("127.0.0.1", self.server.behind, timeout=30)
        try:
            line.request(self.command, self.path, self.body, dict(self.headers.items()))
            got = line.getresponse()
            data = got.read()
        except (OSError, http.client.HTTPException):
            return self.cut()
        finally:
            line.close()
        if not answer:
            return self.cut()
        self.send_response(got.status)
        for name, value in got.getheaders():
            if name.lower() not in ("transfer-encoding", "connection", "date", "server"):
                self.send_header(name, value)
        if got.getheader("Content-Length") is None:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return None if self.command == "HEAD" else void(self.wfile.write(data))

    def refuse(self, status: int, code: str) -> None:
        """Answers with an error of S3."""
        data = f"<?xml version='1.0'?><Error><Code>{code}</Code><Message>Please reduce your rate.</Message></Error>"
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data.encode())

    def cut(self) -> None:
        """Cuts the line without an answer."""
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *args: object) -> None:
        """Says nothing."""


class Proxy(ThreadingHTTPServer):
    """Hands every request to the server, unless ``misbehave`` answers it. ``seen``: method and path of each."""

    daemon_threads = True

    def __init__(self, behind: int, misbehave: Answer) -> None:
        super().__init__(("127.0.0.1", 0), Request)
        self.behind, self.misbehave = behind, misbehave
        self.seen: list[str] = []

    def handle_error(self, *args: object) -> None:
        """A line that was cut is no news."""


@contextmanager
def proxy(behind: int, misbehave: Answer = lambda request: False) -> Iterator[Proxy]:
    """A running proxy."""
    made = Proxy(behind, misbehave)
    thread = Thread(target=made.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.shutdown()
        made.server_close()
        thread.join()


def void(value: object) -> None:
    """Nothing, whatever was done."""
