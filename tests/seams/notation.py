"""The one-line notation of the cases: a page of blocks in, rules in, and out comes where everything stands.

``L20 P60 H4 F P40`` is a lead of 20 words, a paragraph of 60, a subheading of 4, a figure and a paragraph (the letters
are those of ``tests/article/outline.py``). ``P60.mark`` has a class; ``(`` and ``)`` are a section around blocks,
``(.mark`` one with a class; ``P[…]`` writes markup as it is. ``section=Sport``, ``tag=…``, ``published=…``,
``lang=de-AT`` and ``url=…`` are what the head says; ``aside`` is a side column. What comes out is the same line with
``<name>`` where an insertion stands, and behind ``|`` what was left out and the reason; the rule and its two values
follow where the reason is a rule. ``may name 1 3`` lists the seams that each copy may take, by their numbers from 0.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from adlayout.pipeline import Understood, placed
from tests.article.outline import sentence

CASES = Path(__file__).parent / "cases"
FACTS = ("section", "tag", "published")
MARKUP = {
    "P": "<p{}>{}</p>",
    "L": '<p class="lead"{}>{}</p>',
    "H": "<h2{}>{}</h2>",
    "T": "<p{}><strong>{}</strong></p>",
    "U": "<ul{}><li>{}</li><li>Harbour</li></ul>",
    "Q": "<blockquote{}><p>{}</p></blockquote>",
    "F": '<figure{}><img src="a.jpg" alt="" width="700" height="350">{}</figure>',
    "A": '<div class="ad-slot"{}>{}</div>',
    "N": '<div class="newsletter-signup"{}><p>Get our letter {}</p><form><input type="email"></form></div>',
}
TOKEN = re.compile(r"\((?:\.\w+)?|\)|[A-Z]\[.*?\]|[A-Z]\d*(?:\.\w+)?|aside|[\w-]+=\S+")


@dataclass(frozen=True, slots=True)
class Case:
    """A case of a file: its page in the notation, its rules as TOML, and what is expected."""

    name: str
    line: str
    rules: str
    expected: tuple[str, ...]


def cases() -> Iterator[Case]:
    """Every case in every file: a title, the page's line, the rules (indented), and lines that begin with ``--- ``."""
    for path in sorted(CASES.glob("*.txt")):
        for text in path.read_text(encoding="utf-8").split("=== ")[1:]:
            title, line, *rest = text.splitlines()
            rules = "\n".join(one.strip() for one in rest if one.startswith("    "))
            expected = tuple(one.removeprefix("--- ") for one in rest if one.startswith("--- "))
            yield Case(f"{path.stem}: {title}", line, rules, expected)


def page(line: str) -> tuple[bytes, str | None]:
    """The page, and its address."""
    facts = dict(one.split("=", 1) for one in TOKEN.findall(line) if re.match(r"[\w-]+=", one))
    head = "".join(
        f'<meta property="article:{"published_time" if key == "published" else key}" content="{value}">'
        for key, value in facts.items()
        if key in FACTS
    )
    body = "".join(map(_markup, _blocks(line)))
    aside = '<aside class="sidebar"><p>Weather</p></aside>' if "aside" in line.split() else ""
    html = (
        f'<!doctype html><html lang="{facts.get("lang", "en")}"><head><title>x</title>{head}</head>'
        f"<body><article>{body}</article>{aside}</body></html>"
    )
    return html.encode(), facts.get("url")


def _blocks(line: str) -> list[str]:
    return [one for one in TOKEN.findall(line) if one[0] in "()" or one[0].isupper()]


def _markup(token: str) -> str:
    if token == ")":
        return "</section>"
    if token[1:2] == "[":
        return token[2:-1]
    letter, words, mark = re.fullmatch(r"(.)(\d*)(?:\.(\w+))?", token).groups()  # type: ignore[union-attr]
    attribute = f' id="{mark}" data-mark="{mark}"' if mark else ""
    if letter == "(":
        return f"<section{attribute}>"
    return MARKUP[letter].format(attribute, sentence(int(words)) if words else "")


def told(line: str, known: Understood) -> str:
    """Where everything stands, as one line."""
    plan, seams = placed(known), known.layout.seams
    blocks = [one for one in _blocks(line) if one[0].isupper()]
    flow = known.article.blocks
    assert len(blocks) == len(flow), f"the article room sees {[block.kind for block in flow]}"
    parts = [f"<{one.name}>" for one in plan.insertions if one.seam is None and one.offset <= flow[0].start]
    for number in range(len(seams)):
        parts += [f"<{one.name}>" for one in plan.insertions if one.seam == number]
        parts += blocks[number : number + 1]
    beside = [f"<{one.name}>" for one in plan.insertions if one.seam is None and one.offset > flow[0].start]
    left = []
    for one in plan.left_out:
        why = one.forbidden
        times = f"×{one.copies}" if one.copies > 1 else ""
        said = f" ({'' if why.rule == one.reason else why.rule + ': '}{why.required}; {why.actual})" if why else ""
        left.append(f"{one.name}{times} {one.reason}{said}")
    return " ".join(parts) + (f" + {' '.join(beside)}" if beside else "") + "".join(f" | {one}" for one in left)


def may(name: str, known: Understood) -> str:
    """The seams that each copy of a slot or box may take."""
    found = [item for item in known.layout.problem.items if item.name == name]
    return " / ".join(" ".join(map(str, sorted(item.rungs[0].seams))) for item in found)
