"""The files that a page wants: those of its own site come along as data, all others are listed and stay away.

Only style sheets, pictures and fonts below ``root`` are ever read, links followed: a page may ask for any path.
"""

from base64 import b64encode
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote

from adlayout.addresses import join, split

HOST = "http://page.invalid"
"""Where a page is taken to lie, so that its addresses can be resolved; no such host exists."""
TYPES = {
    ".css": "text/css;charset=utf-8",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".svg": "image/svg+xml",
    ".ico": "image/x-icon",
    ".bmp": "image/bmp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
}
LARGEST_FILE, LARGEST_SUM = 8_000_000, 40_000_000
"""Bytes of one file, and of all: a preview has to open at once."""


@dataclass(slots=True)
class Assets:
    """The files of one page. ``base`` is the page's address below ``HOST``, ``own`` the site's host, if known.

    ``data`` are the files that came along, as data URLs: a place-holder in the page names each by its number.
    ``remote``, ``missing`` and ``heavy`` count what stayed away.
    """

    root: Path
    base: str
    own: str = ""
    data: list[str] = field(default_factory=list)
    files: dict[Path, int] = field(default_factory=dict)
    remote: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    heavy: Counter[str] = field(default_factory=Counter)

    def address(self, url: str, base: str | None = None) -> str:
        """The whole address of ``url`` as the page means it; empty for one that cannot be read."""
        whole = join(base or self.base, url.strip())
        return whole if any(split(whole)) else ""

    def file(self, address: str) -> Path | None:
        """The file that a whole address means, if it may come along; else it is counted."""
        parts = split(address)
        if parts.scheme not in ("http", "https"):
            return None
        if f"{parts.scheme}://{parts.netloc}" != HOST and (not self.own or parts.netloc != self.own):
            self.remote[address] += 1
            return None
        found = self._below(unquote(parts.path, errors="surrogateescape").lstrip("/"))
        if found is None:
            self.missing[parts.path] += 1
        elif found not in self.files and self._is_heavy(found):
            self.heavy[parts.path] += 1
            return None
        return found

    def number(self, file: Path) -> int:
        """The number of a picture's or font's data."""
        if file not in self.files:
            kind = TYPES[file.suffix.lower()]
            self.keep(file, f"data:{kind};base64,{b64encode(file.read_bytes()).decode()}")
        return self.files[file]

    def keep(self, file: Path, data: str) -> int:
        """Notes the data of a file; its number."""
        self.files[file] = len(self.data)
        self.data.append(data)
        return self.files[file]

    def _below(self, name: str) -> Path | None:
        """Below the root, or else below the nearest folder of the page: a site's root is somewhere above its pages."""
        if not name or "\0" in name:
            return None
        root = self.root.resolve()
        page = root / unquote(split(self.base).path, errors="surrogateescape").lstrip("/")
        folders = [root, *(one for one in page.parents if one != root and one.is_relative_to(root))]
        for folder in folders:
            found = (folder / name).resolve()
            if found.suffix.lower() in TYPES and found.is_relative_to(root) and found.is_file():
                return found
        return None

    def _is_heavy(self, file: Path) -> bool:
        size = file.stat().st_size
        return size > LARGEST_FILE or size + sum(map(len, self.data)) > LARGEST_SUM


def address_of(name: str) -> str:
    """The address below ``HOST`` of a file with this name below the root."""
    return f"{HOST}/{quote(name, errors='surrogateescape')}"


def style_data(css: str) -> str:
    """A style sheet as a data URL in which place-holders stay readable."""
    return f"data:{TYPES['.css']},{quote(css)}"


def grey(width: str, height: str, *, large: bool) -> str:
    """A picture that is not there, as a data URL of its size; without one 600 x 400 px, or 24 x 24 outside of texts."""
    usual = ("600", "400") if large else ("24", "24")
    w, h = (
        one if one.isdigit() and 0 < int(one) < 10_000 else other
        for one, other in zip((width, height), usual, strict=True)
    )
    box = f"<svg xmlns='http://www.w3.org/2000/svg' width='{w}' height='{h}' viewBox='0 0 {w} {h}'>"
    return "data:image/svg+xml," + quote(f"{box}<rect width='100%' height='100%' fill='#8883'/></svg>", safe="/:='")
