"""A related-article box: links to other articles of the same site, as a line in the text, a teaser or a list.

A ``<nav>``, named by its heading, which is plain text and never ``<h2>``: the outline is the article's own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from adlayout.errors import UsageError
from adlayout.markup import look as looks
from adlayout.markup.escape import attribute, clean, link, text
from adlayout.markup.escape import title as cut
from adlayout.template import Shown, render

FORMS = ("line", "teaser", "list")

# A heading that ends so needs no colon.
_ENDS = (":", "?", "!", "…", ".")
LONGEST = 160
"""Characters of a title that are shown; headlines have 40 to 100."""
PICTURE = (128, 72)
"""px that a teaser's picture takes, in the shape of most press pictures (16:9)."""


def box(  # noqa: PLR0913  (what a box says and how it looks)
    name: str,
    *,
    heading: str,
    links: Sequence[tuple[str, str]],
    form: str = "line",
    ordinal: int = 1,
    look: str = "sheet",
    pictures: Mapping[str, str] | None = None,
) -> str:
    """One ``<nav>`` with ``links``, pairs of title and URL (one or more). A teaser shows the picture that ``pictures``
    has for its URL, not on AMP pages.

    ``form``: ``"line"`` reads "HEADING: Title", ``"teaser"`` puts the titles below the heading, ``"list"``
    makes a list of them. ``ordinal`` counts the page's boxes with this heading. ``look`` as for ``slot``. A
    link that is neither http(s) nor a path on the site is a ``UsageError``.
    """
    if form not in FORMS:
        raise UsageError(f"form {form!r} of box {name!r} is not known: write one of {', '.join(FORMS)}")
    spoken = clean(heading) if ordinal == 1 else f"{clean(heading)} {ordinal}"
    links = [(cut(title, LONGEST), url) for title, url in links]
    if form == "teaser":
        inside = _teaser(heading, links, look, {} if look == "amp" else pictures or {})
    else:
        inside = {"line": _line, "list": _list}[form](heading, links, look)
    root = looks.styled(look, looks.ROOT, looks.BOX, defended=True)
    return f'<nav data-adlayout="{attribute(name)}" aria-label="{attribute(spoken)}"{root}>{inside}</nav>'


def templated(name: str, text: str, *, heading: str, links: Sequence[Shown], ordinal: int = 1) -> str:
    """A box by a publisher's own template ``text``; the rest as for ``box``."""
    spoken = clean(heading) if ordinal == 1 else f"{clean(heading)} {ordinal}"
    safe = [
        replace(one, title=cut(one.title, LONGEST), url=_plain(one.url), picture=_plain(one.picture)) for one in links
    ]
    return render(text, name, clean(heading), spoken, safe)


def _plain(url: str) -> str:
    """An address that may be linked, as it is: the template escapes it. Empty stays empty."""
    if url:
        link(url)
    return url.strip()


def _line(heading: str, links: Sequence[tuple[str, str]], look: str) -> str:
    colon = "" if clean(heading).endswith(_ENDS) else ":"
    titles = " · ".join(_link(title, url, look, looks.LINK) for title, url in links)
    return f"<span{looks.styled(look, looks.HEADING, defended=True)}>{text(heading)}{colon}</span> {titles}"


def _teaser(heading: str, links: Sequence[tuple[str, str]], look: str, pictures: Mapping[str, str]) -> str:
    titles = " ".join(_link(title, url, look, looks.LINK_BELOW, pictures.get(url, "")) for title, url in links)
    return f"{_above(heading, look)} {titles}"


def _list(heading: str, links: Sequence[tuple[str, str]], look: str) -> str:
    item = f"<li{looks.styled(look, looks.ITEM, defended=True)}>"
    items = "".join(f"{item}{_link(title, url, look, looks.LINK)}</li>" for title, url in links)
    return f"{_above(heading, look)}<ul{looks.styled(look, looks.LIST, defended=True)}>{items}</ul>"


def _above(heading: str, look: str) -> str:
    return f"<b{looks.styled(look, looks.HEADING_ABOVE, defended=True)}>{text(heading)}</b>"


def _link(title: str, url: str, look: str, style: str, picture: str = "") -> str:
    return f'<a href="{link(url)}"{looks.styled(look, style, defended=True)}>{_picture(picture, look)}{text(title)}</a>'


def _picture(url: str, look: str) -> str:
    """Without words of its own: the title beside it says what the link is."""
    if not url:
        return ""
    width, height = PICTURE
    style = looks.styled(look, looks.PICTURE, defended=True)
    return f'<img src="{link(url)}" alt="" width="{width}" height="{height}" loading="lazy" decoding="async"{style}/>'
