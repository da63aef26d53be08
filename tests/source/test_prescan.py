"""The encoding that a page's meta tags declare, beside html5lib's own prescan (13.2.3.2)."""

import pytest
import webencodings
from html5lib._inputstream import EncodingParser
from hypothesis import example, given
from hypothesis import strategies as st

from adlayout.errors import PassThrough
from adlayout.source.encoding import detect

LABELS = ["utf-8", "latin1", "ISO-8859-2", "koi8-r", "shift_jis", "no-such", ""]
QUOTES = st.sampled_from(['"{}"', "'{}'", "{}"])


def attribute(name: str, values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def written(quotes: str, value: str) -> str:
        # Without quotes a space would begin another attribute.
        return f"{name}={quotes.format(value if len(quotes) > 2 else value.replace(' ', ''))}"

    return st.builds(written, QUOTES, values)


def metas() -> st.SearchStrategy[str]:
    """Of two attributes of one name, and of charset beside content, html5lib takes another one than the standard."""
    labels = st.sampled_from(LABELS)
    contents = st.builds("{}charset={}".format, st.sampled_from(["text/html; ", "600;url=/?", "it's ", ""]), labels)
    names = st.sampled_from(["it's", "description"])
    others = [attribute("name", names), st.sampled_from(["/", "data-charset=koi8-r"])]
    header = [attribute("http-equiv", st.sampled_from(["Content-Type", "refresh"])), attribute("content", contents)]
    kinds = [[attribute("charset", labels), *others], [*header, *others]]
    several = st.sampled_from(kinds).flatmap(
        lambda kind: st.lists(st.one_of(*kind), max_size=4, unique_by=lambda part: part.partition("=")[0])
    )
    return several.map(lambda few: f"<meta {' '.join(few)}>")


def theirs(page: bytes) -> str | None:
    found = EncodingParser(page).getEncoding()
    return None if found is None else found.name


OTHERS = st.sampled_from(["<!-- <meta charset=koi8-r> -->", "<title>x</title>"])


@given(st.lists(st.one_of(metas(), OTHERS), max_size=4))
@example(["<meta name=description content=it's>", "<meta charset=koi8-r>", "<meta name=x content=it's>"])
@example(['<meta name="a>b" charset=koi8-r>'])
def test_meta_tags_are_read_as_browsers_read_them(few: list[str]) -> None:
    page = ("<!DOCTYPE html><html><head>" + "".join(few) + "</head><body><p>Ä").encode("latin-1")
    try:
        found = detect(page)
    except PassThrough:
        pytest.fail("all of these are read by browsers")
    assert (found.name if found.declared else None) == theirs(page)
    assert webencodings.lookup(found.name)
