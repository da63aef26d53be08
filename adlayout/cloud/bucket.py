"""A bucket as a place for a site, by the library obstore: its requests, and its errors in our words.

Nothing else in adlayout imports the library, and this file only when an address is given.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from adlayout.cloud.model import Changed, Gone, Held, Refused, Stored, Stream
from adlayout.errors import AdlayoutError, UsageError

try:
    import obstore
    from obstore import exceptions
    from obstore.store import from_url
except ImportError as error:
    raise UsageError(f"buckets need another package ({error.name}): pip install 'adlayout[cloud]'") from None

PATIENCE = timedelta(minutes=3)
"""How long a request is tried again before the build stops: most outages and throttlings are over by then."""
LARGEST_COPY = 5_000_000_000
"""Bytes. A store copies no larger object by itself in one request (S3); it goes through this machine then."""
_EPOCH = datetime.fromtimestamp(0, UTC)
_RETRIES = {
    "max_retries": 100_000,  # the pauses are random and may stay short, so only the time may end it
    "retry_timeout": PATIENCE,
    "backoff": {"init_backoff": timedelta(milliseconds=100), "max_backoff": timedelta(seconds=5), "base": 2},
}
_STRANGER = {
    "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken", "TokenRefreshRequired",
    "AuthenticationFailed", "InvalidAuthenticationInfo", "RequestTimeTooSkewed",
}  # fmt: skip
"""What stores call credentials that are none: no object will be read with them."""
_KEYS = {
    "s3": "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (AWS_SESSION_TOKEN, AWS_REGION, AWS_ENDPOINT_URL as needed)",
    "gs": "GOOGLE_APPLICATION_CREDENTIALS",
    "az": "AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY",
}


class Bucket:
    """A site in a bucket: all objects whose names begin with the address's path. ``said`` is the address."""

    shared = True

    def __init__(self, address: str) -> None:
        self.said = address.rstrip("/")
        scheme, _, rest = self.said.partition("://")
        parts = rest.split("/")
        depth = 2 if scheme == "az" else 1  # az://account/container/path
        if len(parts) < depth or not all(parts):
            form = "az://ACCOUNT/CONTAINER/PATH" if scheme == "az" else f"{scheme}://BUCKET/PATH"
            raise UsageError(f"{address}: is no address of a bucket; it looks like {form}")
        self.root = f"{scheme}://{'/'.join(parts[:depth])}"
        self.prefix = "".join(part + "/" for part in parts[depth:])
        self.scheme = scheme
        self._store = self._opened()

    def _opened(self) -> Any:
        options = {"allow_http": True} if os.environ.get("AWS_ENDPOINT_URL", "").startswith("http://") else {}
        make = cast(Any, from_url)
        try:
            return make(self.root, retry_config=_RETRIES, client_options={"timeout": "120s", **options})
        except (exceptions.BaseError, ValueError) as error:
            raise UsageError(f"{self.said}: {_first(error)}; set {_KEYS[self.scheme]}") from None

    def listed(self, below: str = "") -> Iterator[Stored]:
        """All objects, or those below a folder, a page of the listing (1,000) at a time."""
        prefix = self.prefix + below
        with self._answers(""):
            for page in obstore.list(self._store, prefix=prefix or None, chunk_size=1000):
                yield from (self._stored(meta) for meta in page if meta["path"].startswith(prefix))

    def look(self, name: str) -> Stored | None:
        """An object, None if there is none."""
        try:
            with self._answers(name):
                return self._stored(obstore.head(self._store, self.prefix + name))
        except Gone:
            return None

    def read(self, name: str) -> Held:
        """An object, whole. Raises ``Gone``, ``Refused``."""
        with self._answers(name):
            got = obstore.get(self._store, self.prefix + name)
            return Held(self._stored(got.meta), bytes(got.bytes()), _plain(got.attributes))

    def stream(self, name: str) -> Stream:
        """An object's headers, and its content piece by piece; what is not asked for is not fetched."""
        with self._answers(name):
            got = obstore.get(self._store, self.prefix + name)
            return Stream(self._stored(got.meta), _plain(got.attributes), self._pieces(name, got))

    def _pieces(self, name: str, got: Any) -> Iterator[bytes]:
        with self._answers(name):
            yield from map(bytes, got.stream(min_chunk_size=1 << 16))

    def write(self, name: str, data: bytes, attributes: dict[str, str], over: Stored | None) -> Stored:
        """Puts an object there, if what stands there is still what was seen (If-Match, If-None-Match).

        Raises ``Changed``, ``Refused``.
        """
        with self._answers(name):
            put = cast(Any, obstore.put)  # whole, in one request: a multipart upload knows no conditions
            how = {"attributes": attributes, "mode": self._mode(name, over), "use_multipart": False}
            made = put(self._store, self.prefix + name, data, **how)
            return self._put(name, made, len(data))

    def receive(self, name: str, pieces: Iterator[bytes], attributes: dict[str, str], over: Stored | None) -> Stored:
        """The same with a content that comes piece by piece; a multipart upload knows no conditions, so we look."""
        self._expected(name, over)
        with self._answers(name):
            made = cast(Any, obstore.put)(self._store, self.prefix + name, pieces, attributes=attributes)
            return self._put(name, made, -1)

    def copies_from(self, source: object, size: int) -> bool:
        """Whether the store can copy an object of ``size`` bytes from there by itself."""
        return isinstance(source, Bucket) and source.root == self.root and size <= LARGEST_COPY

    def copy(self, name: str, source: Any, over: Stored | None) -> Stored:
        """Has the store copy an object of the same bucket, headers and metadata with it."""
        self._expected(name, over)
        with self._answers(name):
            obstore.copy(self._store, source.prefix + name, self.prefix + name)
            return self._stored(obstore.head(self._store, self.prefix + name))

    def remove(self, name: str) -> None:
        """Takes an object away, if it is there."""
        with self._answers(name):
            obstore.delete(self._store, self.prefix + name)

    def _expected(self, name: str, over: Stored | None) -> None:
        there = self.look(name)
        if (there and there.stamp) != (over and over.stamp):
            raise Changed(name)

    def _mode(self, name: str, over: Stored | None) -> Any:
        if over is None:
            return "create"
        if self.scheme == "gs" and over.version is None:  # Google's conditions go by generation, not by ETag
            there = self.look(name)
            if there is None or there.stamp != over.stamp:
                raise Changed(name)
            over = there
        return {"e_tag": over.stamp, "version": over.version} if over.version else {"e_tag": over.stamp}

    def _put(self, name: str, made: Any, size: int) -> Stored:
        known = self.look(name) if made.get("e_tag") is None else None
        if known is not None:
            return known
        return Stored(name, str(made["e_tag"]), size, _EPOCH, made.get("version"))

    def _stored(self, meta: Any) -> Stored:
        name = meta["path"].removeprefix(self.prefix)
        return Stored(name, str(meta["e_tag"]), meta["size"], meta["last_modified"], meta.get("version"))

    @contextmanager
    def _answers(self, name: str) -> Iterator[None]:
        """The library's errors in our words: what concerns one object is raised as its answer, the rest stops."""
        try:
            yield
        except (exceptions.AlreadyExistsError, exceptions.PreconditionError) as error:
            raise Changed(name) from error
        except (exceptions.BaseError, FileNotFoundError, OSError, ValueError) as error:
            self._raise(name, error)

    def _raise(self, name: str, error: Exception) -> None:
        text = str(error)
        code = (re.findall(r"<Code>(\w+)</Code>", text) or [""])[0]
        status = (re.findall(r"status code: (\d+)", text) or [""])[0]
        if code == "NoSuchBucket" or (status == "404" and not name):
            raise UsageError(f"{self.root}: there is no such bucket") from None
        if code in _STRANGER or status == "401" or (status == "403" and not name):
            raise UsageError(
                f"{self.root}: refused by the store ({code or status}); set {_KEYS[self.scheme]}"
            ) from None
        if isinstance(error, FileNotFoundError | exceptions.NotFoundError) or status == "404":
            raise Gone(name) from error
        if status == "403" or isinstance(error, exceptions.PermissionDeniedError):
            raise Refused(f"refused by the store ({code or status})") from error
        raise AdlayoutError(self._lost(code, status, text)) from None

    def _lost(self, code: str, status: str, text: str) -> str:
        if status in ("301", "307", "400") and not code:
            return f"{self.root}: the store answers {status}; does the bucket lie in another region? Set AWS_REGION"
        if "instance-metadata" in text or "169.254.169.254" in text or "credential" in text.lower():
            return f"{self.root}: there are no credentials; set {_KEYS[self.scheme]}"
        what = code or (f"status {status}" if status else _first(text))
        return (
            f"{self.root}: the store does not answer, tried for {PATIENCE.seconds // 60} minutes ({what}). "
            "What is done stays done: the same command goes on from there"
        )


def _plain(attributes: Any) -> dict[str, str]:
    return {str(name): str(value) for name, value in attributes.items()}


def _first(error: object) -> str:
    """The first line of an error of the library, without its tale."""
    return str(error).partition("\n")[0].partition("Debug source")[0].strip()[:300]
