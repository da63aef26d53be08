"""What a worker process does: one page, from the bytes of its object to the bytes of the finished one."""

import gzip
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from email.message import Message
from functools import cache
from pathlib import Path

from adlayout import checker, pipeline
from adlayout.builder.diff import difference
from adlayout.builder.model import Outcome
from adlayout.builder.outcomes import KILLED, outcome_of, said
from adlayout.builder.walk import address
from adlayout.related.index import Index
from adlayout.related.needs import Needs, digest
from adlayout.rulefile import Rules, load_rules

LARGEST = 200_000_000
"""Bytes of a page, unpacked: adlayout reads no larger ones."""


@dataclass(frozen=True, slots=True)
class Job:
    """A page: its name, its object's bytes and headers, and the name of its rules."""

    name: str
    data: bytes
    attributes: dict[str, str]
    rules: str


@dataclass(frozen=True, slots=True)
class Made:
    """What came of it; ``data`` are the object's bytes, packed as they were; ``needs`` and ``links`` as in ``Row``."""

    outcome: Outcome
    data: bytes
    needs: str = ""
    links: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What is the same for all pages of a build."""

    url: str = ""
    encoding: str | None = None
    related: Path | None = None
    verify: bool = False
    diff: bool = False


_bench: list[tuple[Settings, Index | None]] = []


def prepare(settings: Settings) -> None:
    """Sets this process up, once."""
    _bench[:] = [(settings, Index(settings.related) if settings.related else None)]


def work(job: Job) -> Made:
    """Finishes one page. Never raises: what goes wrong is its outcome, and the page stays as it came."""
    started = time.perf_counter()
    try:
        made = _made(job)
    except Exception as error:  # noqa: BLE001  (the page boundary: one bad page never stops a build)
        made = Made(Outcome(job.name, "failed", said(error)), job.data)
    return replace(made, outcome=replace(made.outcome, seconds=time.perf_counter() - started))


def lost(job: Job) -> Made:
    """What comes of a page on which the worker process itself died."""
    return Made(Outcome(job.name, "failed", KILLED), job.data)


def _made(job: Job) -> Made:
    coding = _header(job.attributes, "Content-Encoding").strip().lower()
    html = _unpacked(job.data, coding)
    if html is None:
        return Made(Outcome(job.name, "passed", "content-encoding", warnings=(coding,)), job.data)
    settings, related = _bench[0]
    encoding = settings.encoding or charset(job.attributes)
    outcome, finished, needs = _finished(job.name, html, _rules(job.rules), encoding, related)
    if settings.diff:
        outcome = replace(outcome, diff=difference(job.name, html, finished))
    data = job.data if finished == html else gzip.compress(finished, 9, mtime=0) if coding == "gzip" else finished
    if needs is None or related is None:
        return Made(outcome, data)
    return Made(outcome, data, needs.text(), digest(related, needs).hex())


def _finished(
    name: str, html: bytes, rules: Rules, encoding: str | None, related: Index | None
) -> tuple[Outcome, bytes, Needs | None]:
    settings = _bench[0][0]
    url = f"{settings.url.rstrip('/')}/{address(name)}"
    made, known = pipeline.finish_and_tell(html, rules, url=url, encoding=encoding, related=related)
    if settings.verify and known:
        checker.proven(html, made.html, rules, (known.page, known.article), url=url, encoding=encoding)
    return outcome_of(name, made, known), made.html, known.needs if known else None


def charset(attributes: Mapping[str, str]) -> str | None:
    """What the object's Content-Type says of the encoding."""
    message = Message()
    message["Content-Type"] = _header(attributes, "Content-Type")
    return message.get_content_charset()


def content_type(attributes: Mapping[str, str]) -> str:
    """``text/html``, or whatever the object's headers say; empty where they do not."""
    return _header(attributes, "Content-Type").partition(";")[0].strip().lower()


def _header(attributes: Mapping[str, str], name: str) -> str:
    return next((value for key, value in attributes.items() if key.lower() == name.lower()), "")


def _unpacked(data: bytes, coding: str) -> bytes | None:
    """The page inside of the content coding; None for a coding that is not known here, and for what is none."""
    if coding in ("", "identity", "aws-chunked"):
        return data
    if coding != "gzip":
        return None
    reader = zlib.decompressobj(wbits=31)
    try:
        html = reader.decompress(data, LARGEST)
    except zlib.error:
        return None
    return html if reader.eof and not reader.unused_data else None


@cache
def _rules(name: str) -> Rules:
    return load_rules(name)
