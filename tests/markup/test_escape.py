"""Untrusted text, wherever it goes; and bytes in the page's encoding."""

import pytest
import webencodings
from hypothesis import given
from hypothesis import strategies as st

from adlayout.errors import UsageError
from adlayout.markup import attribute, encode, link, text
from tests.markup.parsed import one_root, words


@pytest.mark.parametrize("url", ["/", "/a/b/?x=1&y=2#z", "https://magazin.example/a", "HTTP://a.example"])
def test_good_links_stay_what_they_are(url: str) -> None:
    root = one_root(f'<div><a href="{link(url)}">x</a></div>')
    assert root[0].get("href") == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "//other.example/a",
        "/\\other.example/a",
        "/\t/other.example",
        "https:///a",
        "https:\\\\other.example",
        "article.html",
        "?page=2",
        "mailto:a@b.example",
        "https://a.example/with blank",
    ],
)
def test_other_links_are_refused(url: str) -> None:
    with pytest.raises(UsageError, match="write https://"):
        link(url)


@given(st.text())
def test_text_comes_back_as_it_went_in(value: str) -> None:
    made = text(value)
    assert not set(made) & set("<>")
    root = one_root(f"<div><b>{made}</b></div>")
    assert len(root) == 1
    assert len(root[0]) == 0
    if value.isprintable():
        assert words(root) == " ".join(value.split())


@given(st.text())
def test_an_attribute_holds_no_raw_tag_character(value: str) -> None:
    made = attribute(value)
    assert not set(made) & set("<>\"'")
    root = one_root(f'<div title="{made}"></div>')
    assert set(root.keys()) == {"title"}
    if value.isprintable():
        assert root.get("title") == " ".join(value.split())


@pytest.mark.parametrize(
    ("markup", "encoding", "written"),
    [
        ("Größe", "utf-8", "Größe".encode()),
        ("Größe", "iso-8859-1", b"Gr\xf6\xdfe"),
        ("„€“", "latin1", b"\x84\x80\x93"),
        ("中", "windows-1252", b"&#20013;"),
        ("😀", "iso-8859-1", b"&#128512;"),
        ("é", "shift_jis", b"&#233;"),
        ("é", "no-such-encoding", b"&#233;"),
        (
            "中<script>'中😀'</script>中",
            "latin1",
            b"&#20013;<script>'\\u4e2d\\ud83d\\ude00'</script>&#20013;",
        ),
        ("<STYLE>a{content:'中'}</STYLE >中", "latin1", b"<STYLE>a{content:'\\004e2d'}</STYLE >&#20013;"),
    ],
)
def test_what_an_encoding_cannot_hold_becomes_a_reference(markup: str, encoding: str, written: bytes) -> None:
    assert encode(markup, encoding) == written


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"])),
    st.sampled_from(["utf-8", "latin1", "koi8-r", "gbk"]),
)
def test_encoded_text_reads_back(value: str, encoding: str) -> None:
    decoded, _ = webencodings.decode(encode(f"<div>{text(value)}</div>", encoding), encoding)
    assert words(one_root(decoded)) == " ".join(words(one_root(f"<div>{text(value)}</div>")).split())
