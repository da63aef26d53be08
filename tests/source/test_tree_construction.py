"""The tree construction, against the html5lib-tests where they are, and cases of our own."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from adlayout.errors import PassThrough
from adlayout.source import Element, Page, read
from adlayout.source.encoding import detect

SUITE = Path(__file__).parents[3] / "shared" / "html5lib-tests" / "tree-construction"
# Known to differ: framesets (passed through), the old <select> rules that Chromium has left behind, and a few more.
LEAST_SHARE = 0.965


def build(data: bytes, *, scripting: bool) -> Element:
    page = read(data, "utf-8") if data.strip() else Page(data, detect(data, "utf-8"))
    return page.parsed(scripting=scripting).root


def outline(element: Element) -> str:
    inner = []
    for child in element.children:
        if isinstance(child, Element):
            inner.append(outline(child))
        elif not inner or inner[-1] != '"':
            inner.append('"')
    return f"{element.name}({' '.join(inner)})" if inner else element.name


def body(markup: str, *, scripting: bool = True) -> str:
    document = build(markup.encode(), scripting=scripting)
    return " ".join(outline(child) for child in document.children if isinstance(child, Element))


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>a<figure>b</figure>", 'head body(p(") figure("))'),
        ("<p>a</p>b</p>", 'head body(p(") " p)'),
        ("<table><tr><td>a", 'head body(table(tbody(tr(td(")))))'),
        ("<table>a<tr><td>b", 'head body(" table(tbody(tr(td(")))))'),
        ("<h2>a<h3>b</h3></h2>", 'head body(h2(") h3("))'),
        ("<b>a<p>b</b>c</p>", 'head body(b(") p(b(") "))'),
        ('<div title="a<b>c">d</div>', 'head body(div("))'),
        ("<svg><title><b>x</title></svg>y", 'head body(svg(title(b("))))'),
        ("<script><!-- <script></script> --></script>x", 'head(script(")) body(")'),
        ("<title><p></title><p>x", 'head(title(")) body(p("))'),
        ("<ul><li>a<li>b</ul>", 'head body(ul(li(") li(")))'),
        ("<noscript><p>a</p></noscript>", 'head(noscript(")) body'),
        ("a</body>b", 'head body(")'),
    ],
)
def test_a_case(markup: str, expected: str) -> None:
    assert body(markup).replace('" "', '"') == expected


def test_noscript_holds_elements_without_scripting() -> None:
    assert body("<body><noscript><p>a</p></noscript>", scripting=False) == 'head body(noscript(p(")))'


def test_elements_know_their_bytes() -> None:
    data = b'<!doctype html><div a="<p>"><p>one<p>two</p></div>'
    first, second = read(data).named("p")
    assert data[first.start : first.inner] == b"<p>"
    assert data[first.inner : first.close] == b"one"
    assert first.close == first.end
    assert data[second.start : second.end] == b"<p>two</p>"


@pytest.mark.parametrize(("markup", "reason"), [("<div>" * 600, "too-deep"), ("<frameset>", "frameset")])
def test_what_browsers_read_otherwise_is_passed_through(markup: str, reason: str) -> None:
    with pytest.raises(PassThrough) as caught:
        _ = read(markup.encode()).body
    assert caught.value.reason == reason


def cases() -> Iterator[tuple[bytes, list[str], bool]]:
    for path in sorted(SUITE.glob("*.dat")):
        for case in path.read_bytes().split(b"#data\n")[1:]:
            parts = re.split(
                r"(?m)^#(errors|new-errors|document-fragment|document|script-off|script-on)(?:\n|$)",
                case.decode("utf-8", "surrogateescape"),
            )
            sections = dict(zip(parts[1::2], parts[2::2], strict=True))
            if "document-fragment" in sections or "document" not in sections:
                continue
            wanted = expected(sections["document"])
            if any("frameset" in line for line in wanted):
                continue
            modes = [False] if "script-off" in sections else [True] if "script-on" in sections else [False, True]
            for scripting in modes:
                yield parts[0][:-1].encode("utf-8", "surrogateescape"), wanted, scripting


def expected(document: str) -> list[str]:
    found: list[str] = []
    for line in document.splitlines():
        text = line[2:]
        depth, node = len(text) - len(text.lstrip(" ")), text.strip(" ")
        if not line.startswith("| ") or node.startswith("<!") or not node.startswith(("<", '"', "content")):
            continue
        entry = " " * depth + ('"' if node.startswith('"') else node.lower())
        if not (entry.endswith('"') and found and found[-1] == entry):
            found.append(entry)
    return found


def ours(element: Element, depth: int = 0) -> Iterator[str]:
    yield " " * depth + f"<{element.space + ' ' if element.space else ''}{element.name.lower()}>"
    depth += 2
    if element.name == "template" and not element.space:
        yield " " * depth + "content"
        depth += 2
    was_text = False
    for child in element.children:
        if isinstance(child, Element):
            yield from ours(child, depth)
            was_text = False
        else:
            if not was_text:
                yield " " * depth + '"'
            was_text = True


@pytest.mark.corpus
@pytest.mark.skipif(not SUITE.is_dir(), reason="../shared/html5lib-tests is not there")
def test_html5lib_tests() -> None:
    right = wrong = 0
    for data, wanted, scripting in cases():
        try:
            document = build(data, scripting=scripting)
        except PassThrough:
            document = None
        if document is not None and list(ours(document)) == wanted:
            right += 1
        else:
            wrong += 1
    assert right + wrong > 2_500
    assert right / (right + wrong) >= LEAST_SHARE, f"{wrong} of {right + wrong} differ"
