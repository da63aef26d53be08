"""The byte judge finds what is ours, and can fail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dom.alignment import NotOnlyInsertions, inserted

PAGE = b"<!DOCTYPE html>\r\n<p>One<p class=x>Two &amp; <a href=/>more</a>\x80</P>"
AD = b'<aside class="c" data-adlayout="lead" style="a:b"><p>Anzeige</p><img src="/x"><!-- </aside> --></aside>'
STYLE = b'<style data-adlayout="style">aside>p{top:0}</style>'
NESTED = b'<div data-adlayout=body><div><svg><path d="m"/></svg><script>"</div>"</script></div></div>'
PIECES = [AD, STYLE, NESTED, b'<link rel=x data-adlayout="css">', b'<amp-ad data-adlayout="a"></amp-ad>']


@pytest.mark.parametrize("offset", [0, 17, 23, 36, 41, 55, len(PAGE)])
@pytest.mark.parametrize("piece", PIECES)
def test_finds_an_insertion_wherever_it_is(piece: bytes, offset: int) -> None:
    found = inserted(PAGE, PAGE[:offset] + piece + PAGE[offset:])
    assert [(one.offset, one.start, one.end) for one in found] == [(offset, offset, offset + len(piece))]
    assert found[0].text.encode("latin-1") == piece


@given(st.lists(st.tuples(st.integers(0, len(PAGE)), st.sampled_from(PIECES)), max_size=6))
def test_finds_all_insertions_in_order(wanted: list[tuple[int, bytes]]) -> None:
    wanted.sort(key=lambda one: one[0])
    out, last = b"", 0
    for offset, piece in wanted:
        out, last = out + PAGE[last:offset] + piece, offset
    found = inserted(PAGE, out + PAGE[last:])
    assert [(one.offset, one.text.encode("latin-1")) for one in found] == wanted


@pytest.mark.parametrize("offset", [0, 10, 36])
@pytest.mark.parametrize(
    "piece",
    [
        b"<aside>Anzeige</aside>",
        b"\n" + AD,
        AD + b"\n",
        b"<!-- ours -->" + AD,
        b'<aside data-adlayout="lead"><p>Anzeige</aside>',
        b'<aside data-adlayout="lead"><b><i></b></i></aside>',
        b'<aside data-adlayout="lead">Anzeige',
        b'<section data-adlayout="lead">Anzeige</section>',
        b'<aside title="data-adlayout=lead">Anzeige</aside>',
        b'<aside title="<" data-adlayout="lead">Anzeige</aside>',
    ],
)
def test_refuses_what_is_no_insertion(piece: bytes, offset: int) -> None:
    with pytest.raises(NotOnlyInsertions):
        inserted(PAGE, PAGE[:offset] + piece + PAGE[offset:])


@given(st.integers(0, len(PAGE) - 1), st.binary(max_size=1), st.booleans())
def test_refuses_any_change_of_a_byte_of_the_page(at: int, other: bytes, with_ad: bool) -> None:
    changed = PAGE[:at] + other + PAGE[at + 1 :]
    if changed != PAGE:
        with pytest.raises(NotOnlyInsertions):
            inserted(PAGE, (AD if with_ad else b"") + changed)


@pytest.mark.parametrize(("codec", "bom"), [("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")])
def test_reads_utf_16_in_units_of_two_bytes(codec: str, bom: bytes) -> None:
    head, tail, piece = (
        bom + "<p>Größe 𝄞".encode(codec),
        "<p>x".encode(codec) + b"<",
        AD.decode().encode(codec),
    )
    assert [one.offset for one in inserted(head + tail, head + piece + tail)] == [len(head)]
    bare = inserted(head[2:] + tail, head[2:] + piece + tail, encoding=codec)
    assert [one.offset for one in bare] == [len(head) - 2]
    with pytest.raises(NotOnlyInsertions):
        inserted(head + tail, head + b"\0" + piece + tail)


def test_leaves_the_page_its_own_marks() -> None:
    marked = PAGE + AD
    assert inserted(marked, marked) == []
    assert [one.offset for one in inserted(marked, AD + marked)] == [0]
    assert [one.name for one in inserted(marked, STYLE + marked)] == ["style"]


def test_says_where_the_pages_differ() -> None:
    with pytest.raises(NotOnlyInsertions, match="byte 20 of the page: expected 'One"):
        inserted(PAGE, AD + PAGE.replace(b"One", b"Eins"))
