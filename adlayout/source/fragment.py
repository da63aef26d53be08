"""Whether a browser keeps a piece of markup where it is put: all of it, and nothing that comes behind."""

from functools import lru_cache

from adlayout.errors import PassThrough
from adlayout.source.page import Page, read

_AHEAD, _BEHIND = "<!doctype html><body><div><aside>", "</aside><p>x</p></div>"
_REST = "<div><p>x</p></div>"


def fragment_error(markup: str) -> str:
    """What goes wrong in a browser with markup that is put into an ``aside``; empty if nothing does."""
    try:
        page = read((_AHEAD + markup + _BEHIND).encode("utf-8", "surrogatepass"), "utf-8")
    except PassThrough as reason:
        return reason.detail
    return _error(page, scripting=True) or _error(page, scripting=False)


@lru_cache
def fragment_ids(markup: str) -> frozenset[str]:
    """The ids in markup that is put into an ``aside``."""
    page = read((_AHEAD + markup + _BEHIND).encode("utf-8", "surrogatepass"), "utf-8")
    return frozenset(one.get("id") for one in page.select("[id]"))


def _error(page: Page, *, scripting: bool) -> str:
    tree = page.parsed(scripting=scripting)
    aside = next(tree.named("aside"))
    repaired = next((one.name for one in aside.within() if not one.is_whole), "")
    if repaired:
        return f"browsers repair its <{repaired}>: something in it is not closed where it was opened"
    body = next(tree.named("body"))
    rest = body.node.inner_html.replace(aside.node.html, "", 1)
    if not aside.closed or aside.end != len(page.raw) - len(_BEHIND) + len("</aside>") or rest != _REST:
        return (
            "browsers let something in it reach out of the slot: a tag that nothing may follow, or formatting left open"
        )
    return ""
