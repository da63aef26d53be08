"""A preview in Chromium, and all that it did: requests, messages on the console, errors, dialogs, windows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Frame, Page, Request

import adlayout
from adlayout.cli.words import table
from adlayout.preview import Look, Subject, page_html
from tests.dom.chromium import Chromium
from tests.dom.tree import Node

LOCAL = ("file:", "data:", "about:", "blob:")
_COMMENT = "comment"


@dataclass(slots=True)
class Watched:
    """A tab and what was seen of it."""

    tab: Page
    requests: list[Request] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    @property
    def outside(self) -> list[str]:
        """Requests for anything but the machine's files; what the policy stopped never became one."""
        return [one.url for one in self.requests if not one.url.startswith(LOCAL) and one.failure != "csp"]

    def open(self, url: str) -> None:
        """Goes there and waits until everything is drawn."""
        self.requests.clear()
        self.tab.goto(url)
        self.tab.wait_for_selector("[data-ready]", state="attached")

    def frames(self) -> list[Frame]:
        """The frames with the page, from left to right."""
        return [one for one in self.tab.frames if one.parent_frame == self.tab.main_frame]

    def settled(self, act: Any) -> None:
        """Does something and waits until the frames are drawn anew."""
        before = self.tab.evaluate("document.documentElement.dataset.ready")
        act()
        self.tab.wait_for_function("before => document.documentElement.dataset.ready !== before", arg=before)


@contextmanager
def watched(chromium: Chromium, **options: Any) -> Iterator[Watched]:
    """A tab for as long as it is needed."""
    tab = chromium.window(**{"viewport": {"width": 1680, "height": 1050}, **options})
    found = Watched(tab)
    tab.on("request", lambda one: found.requests.append(one))
    tab.on("console", lambda one: found.said.append(f"{one.type}: {one.text}"))
    tab.on("pageerror", lambda one: found.errors.append(str(one)))
    tab.on("dialog", lambda one: (found.dialogs.append(one.message), one.dismiss()))
    try:
        yield found
    finally:
        tab.context.close()


def written(folder: Path, raw: bytes, *names: str, root: Path | None = None, below: str = "page.html") -> Path:
    """The preview of a page by these rules, as a file."""
    rules = [(adlayout.load_rules(name), name) for name in names or ("default",)]
    look = Look(Subject("page.html", root or folder, below), raw)
    path = folder / "preview.html"
    path.write_text(page_html(look, rules, table()), encoding="utf-8")
    return path


def structure(tree: list[Node]) -> list[tuple[int, str, str]]:
    """Elements and text of a tree, neighbouring text joined. Left out are comments, attributes and style sheets, which
    the preview may change.
    """
    found: list[tuple[int, str, str]] = []
    sheet = 0
    for node in tree:
        if node.kind in (_COMMENT, "document") or (node.kind == "text" and node.depth == sheet):
            continue
        if node.kind == "element":
            sheet = node.depth + 1 if node.value in ("style", "svg style") else 0
        if node.kind == "text" and found and found[-1][:2] == (node.depth, "text"):
            found[-1] = (node.depth, "text", found[-1][2] + node.value)
        else:
            found.append((node.depth, node.kind, node.value))
    return found
