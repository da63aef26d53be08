"""A finished page as a document for the preview's frame: it looks the same, does nothing and asks for nothing.

It is the page's own bytes with some attributes replaced, so a browser builds the same tree as of the page. Blocks and
seams are marked by comments, which no style sheet sees. Its frame runs no scripts, so the tree without them counts.

Place-holders ``TOKEN-7-`` stand for the files of ``Assets``, ``TOKEN-vh-`` and the like for a hundredth of the window;
the token is made from the page's own digest, so no page can hold it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

import turbohtml

from adlayout.preview.assets import Assets, address_of, grey, style_data
from adlayout.preview.css import rewritten
from adlayout.source import Page

_PICTURES = frozenset(
    [("img", "src"), ("input", "src"), ("video", "poster"), ("image", "href"), ("image", "xlink:href")]
)
_AWAY = frozenset(
    [
        *((name, "src") for name in ("script", "iframe", "frame", "embed", "audio", "video", "source", "track")),
        ("script", "href"), ("script", "xlink:href"), ("iframe", "srcdoc"), ("object", "data"), ("base", "href"),
        ("link", "imagesrcset"), ("html", "manifest"), ("feimage", "href"), ("use", "xlink:href"), ("use", "href"),
        ("link", "integrity"),
    ]
)  # fmt: skip
"""What would load something that does not come along. The attribute stays, under another name."""
_TEXTS = frozenset(["figure", "picture", "article"])
_OFF = "data-adlayout-off"
_KEPT_RELS = frozenset(["stylesheet", "canonical", "author", "license", "alternate"])
_FONT = re.compile(r"\.(?:woff2?|[ot]tf|eot)(?:[?#]|$)", re.IGNORECASE)
_NO_FONT = 'local("adlayout-none")'
"""A font that is not there, without a browser's complaint that it cannot be read."""
_DEEPEST_IMPORT, _MOST_IMPORTS = 8, 1_000
"""Style sheets in one another, and all of a page's: files that import each other many times would never end."""
_CANDIDATE = re.compile(r"[\s,]*+(?P<url>\S*[^\s,])(?:,|\s*(?P<size>[^,]*))")
"""A picture of a ``srcset``, as browsers read it: an address may hold commas, a comma behind it ends the candidate."""


@dataclass(frozen=True, slots=True)
class Change:
    """``text`` instead of the bytes from ``start`` to ``end``."""

    start: int
    end: int
    text: str


def token_of(page: bytes) -> str:
    """The place-holder's beginning for a page."""
    return f"adlayout-{sha256(page).hexdigest()[:16]}-"


def frame(page: Page, marks: Iterable[tuple[int, str]], assets: Assets, token: str) -> str:
    """The document. ``marks``: offsets in the page and what the comment there says."""
    changes = [Change(offset, offset, f"<!--{token}{said}-->") for offset, said in marks]
    changes += _Frame(page, assets, token).changes()
    return _spliced(page, changes)


def _spliced(page: Page, changes: list[Change]) -> str:
    decode = page.coding.codec().decode
    parts, position = [], 0
    for one in sorted(changes, key=lambda one: (one.start, one.end)):
        if one.start < position:
            continue
        parts += [decode(page.raw[position : one.start], "replace")[0], one.text]
        position = one.end
    return "".join([*parts, decode(page.raw[position:], "replace")[0]]).removeprefix("\ufeff")


class _Frame:
    def __init__(self, page: Page, assets: Assets, token: str) -> None:
        self.tree = page.parsed(scripting=False)
        self.page, self.assets, self.token = page, assets, token
        self.imports = 0
        self.base = assets.base
        base = next((one for one in self.tree.named("base") if one.has("href")), None)
        if base is not None:
            self.base = assets.address(base.get("href")) or assets.base

    def changes(self) -> Iterator[Change]:
        for node in _elements(self.tree.document.iter_elements()):
            if node.attrs and node.source_location is not None:
                yield from self._attributes(node)
            if node.tag == "style":
                yield from self._sheet(node)
            elif node.tag == "script" and node.source_location is not None:
                yield from self._no_script(node)

    def _attributes(self, node: turbohtml.Element) -> Iterator[Change]:
        name = node.tag.lower()
        for key, span in node.source_location.attrs.items():  # type: ignore[union-attr]
            made = self._attribute(node, name, key)
            if made is not None:
                start, end = self.tree.offset(span.start_offset), self.tree.offset(span.end_offset)
                new, value = made
                yield Change(start, end, f'{new}="{escape(value)}"')

    def _attribute(self, node: turbohtml.Element, name: str, key: str) -> tuple[str, str] | None:
        """The attribute's name and value in the frame; None where it stays."""
        value = node.attr(key) or ""
        if name == "use" and value.startswith("#"):
            return None
        if key.startswith("on") or key == "autofocus" or (name, key) in _AWAY:
            return _OFF, self._noted(name, key, value)
        if (name, key) in _PICTURES:
            return key, self._picture(node, value)
        if key == "srcset":
            return self._candidates(value)
        if key in ("style", "background"):
            return self._styled(key, value)
        if name == "meta" and key == "http-equiv" and value.strip().lower() != "content-type":
            return _OFF, value
        return self._link(node, key, value) if name == "link" else None

    def _noted(self, name: str, key: str, value: str) -> str:
        """Counts a remote file that stays away."""
        if key in ("src", "data") and value and name != "base":
            self._whole(value)
        return value

    def _whole(self, url: str, base: str = "") -> Path | None:
        return self.assets.file(self.assets.address(url, base or self.base))

    def _no_script(self, node: turbohtml.Element) -> Iterator[Change]:
        """Of two attributes of one name the first counts: a script that is none makes no noise."""
        start = self.tree.offset(node.source_location.start_tag[2])  # type: ignore[union-attr]
        width = 2 if self.page.encoding.startswith("utf-16") else 1
        behind = start + width * len("<script")
        yield Change(behind, behind, ' type="text/plain"')

    def _picture(self, node: turbohtml.Element, url: str) -> str:
        if url.strip().lower().startswith("data:image/"):
            return url.strip()
        found = self._whole(url)
        if found is not None and found.suffix != ".css":
            return f"{self.token}{self.assets.number(found)}-"
        in_text = any(isinstance(one, turbohtml.Element) and one.tag in _TEXTS for one in node.ancestors)
        return grey(_said(node, "width"), _said(node, "height"), large=in_text)

    def _candidates(self, srcset: str) -> tuple[str, str]:
        """Those pictures of a ``srcset`` that came along; if there are none, ``src`` counts."""
        kept = []
        for one in _CANDIDATE.finditer(srcset.rstrip(", \t\n\f\r")):
            found = None if one["url"].lower().startswith("data:") else self._whole(one["url"])
            if found is not None and found.suffix != ".css":
                kept.append(f"{self.token}{self.assets.number(found)}- {one['size'] or ''}".strip())
        return ("srcset", ", ".join(kept)) if kept else (_OFF, srcset)

    def _styled(self, key: str, value: str) -> tuple[str, str] | None:
        if key == "background":
            found = self._whole(value)
            return (key, f"{self.token}{self.assets.number(found)}-") if found is not None else (_OFF, value)
        lower = value.lower()
        if "url(" not in lower and "vh" not in lower and "vm" not in lower:
            return None
        return key, self._css(value, self.base)

    def _link(self, node: turbohtml.Element, key: str, value: str) -> tuple[str, str] | None:
        rels = set(_said(node, "rel").lower().split())
        if key == "rel":
            return None if rels <= _KEPT_RELS else (_OFF, value)
        if key != "href" or "stylesheet" not in rels:
            return None
        found = self._whole(value)
        if found is None:
            return "href", "data:text/css,"
        if found not in self.assets.files:
            self.assets.keep(found, style_data(self._file(found)))
        return "href", f"{self.token}{self.assets.files[found]}-"

    def _sheet(self, node: turbohtml.Element) -> Iterator[Change]:
        location = node.source_location
        if location is None or location.end_tag is None:
            return
        start, end = self.tree.offset(location.start_tag[5]), self.tree.offset(location.end_tag[2])
        css = self.page.coding.codec().decode(self.page.raw[start:end], "replace")[0]
        made = self._css(css, self.base).replace("</", "<\\/")
        if node.attr("data-adlayout"):
            # What is not shown where no scripts run keeps its space for all other readers.
            made = made.replace("@media(scripting:none)", "@media not all")
        if made != css:
            yield Change(start, end, made)

    def _file(self, file: Path, way: tuple[Path, ...] = ()) -> str:
        """A style sheet of the site, its own addresses resolved from where it lies. ``way``: those that import it."""
        css = file.read_bytes().decode("utf-8-sig", "replace")
        below = file.relative_to(self.assets.root.resolve()).as_posix()
        return self._css(css, address_of(below), (*way, file))

    def _css(self, css: str, base: str, way: tuple[Path, ...] = ()) -> str:
        """``way``: the files that lead here; one of them imported again adds nothing, as in browsers."""

        def url(given: str) -> str:
            if given.startswith("#") or given.lower().startswith("data:"):
                return _as_url(given.replace('"', "%22"))
            found = self._whole(given, base)
            if found is not None:
                return _as_url(f"{self.token}{self.assets.number(found)}-")
            return _NO_FONT if _FONT.search(given) else _as_url("data:,")

        def sheet(given: str) -> str:
            found = self._whole(given, base)
            self.imports += 1
            if found is None or found in way or len(way) > _DEEPEST_IMPORT or self.imports > _MOST_IMPORTS:
                return ""
            return self._file(found, way)

        return rewritten(css, url, sheet, self.token)


def _as_url(address: str) -> str:
    return f'url("{address}")'


def _said(node: turbohtml.Element, key: str) -> str:
    value: Any = node.attr(key)
    return value if isinstance(value, str) else ""


def _elements(nodes: Iterable[Any]) -> Iterator[turbohtml.Element]:
    """All of them, and those in declared shadow trees, which browsers show as well."""
    for node in nodes:
        if isinstance(node, turbohtml.Element):
            yield node
            if node.shadow_root is not None:
                yield from _elements(node.shadow_root.descendants)
