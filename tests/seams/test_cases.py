"""A page of blocks and rules in, where everything stands out. See ``notation.py``."""

import re
from pathlib import Path
from typing import Any

import pytest

from adlayout.pipeline import understood
from adlayout.rulefile import Position, Rules, Slot, load_rules
from adlayout.rulefile.model import ALLOW, NEVER, When
from tests.checked import finish_checked
from tests.seams.notation import Case, cases, may, page, told

ALL = list(cases())


@pytest.mark.parametrize("case", ALL, ids=[case.name for case in ALL])
def test_where_everything_stands(case: Case, tmp_path: Path) -> None:
    file = tmp_path / "adlayout.toml"
    file.write_text(f'{case.rules}\n[article]\ncontainer = "article"\n', encoding="utf-8")
    data, url = page(case.line)
    rules = load_rules(file)
    known = understood(data, rules, url)
    for expected in case.expected:
        if expected.startswith("may "):
            _, name, seams = expected.split(" ", 2)
            assert may(name, known) == seams
        else:
            assert told(case.line, known) == expected
    finish_checked(data, rules, url=url)


def test_each_rule_forbids_in_a_case_and_is_lifted_in_another() -> None:
    said = [(case, " ".join(case.expected)) for case in ALL]
    for rule in (*ALLOW, *NEVER):
        assert any(f" {rule} (" in expected for _, expected in said), f"no case shows what {rule} forbids"
    for rule in ALLOW:
        lifts = [case for case, expected in said if f'allow = ["{rule}"]' in case.rules and "|" not in expected]
        assert lifts, f"no case shows that {rule} can be lifted"


@pytest.mark.parametrize(
    ("at", "beside"),
    [
        ("first-in section", b'<section id="s" data-mark="s"><aside'),
        ("last-in section", b"</aside></section>"),
        ("before section", b'</p><aside data-adlayout="x"'),
        ("after section", b"</section><aside"),
    ],
)
def test_an_anchor_between_wrappers_is_kept_to_the_element(at: str, beside: bytes) -> None:
    data, _ = page("L20 P60 (.s P80 P70 ) P90")
    slot = Slot("x", Position(*at.split()))
    finished = finish_checked(data, Rules(container="article", slots=(slot,)))
    assert beside in finished.html
    assert [one.seam for one in finished.plan.insertions] == [4 if at.startswith(("after", "last")) else 2]


@pytest.mark.parametrize(("has", "names"), [("p", ["above"]), (".no-such", ["first"])])
def test_before_the_first_paragraph_is_free_where_nothing_goes_to_the_top(has: str, names: list[str]) -> None:
    data = re.sub(rb"</?article>", b"", page("P60 P80 P70 P90")[0])
    above = Slot("above", Position("top"), when=When(has=(has,)))
    first = Slot("first", Position("before", "p"))
    finished = finish_checked(data, Rules(container="body", slots=(first, above)))
    assert [one.name for one in finished.plan.insertions] == names


@pytest.mark.parametrize(
    ("body", "beside"),
    [
        (b"<p>", b'<body><aside data-adlayout="x"'),
        (b"<!-- a --><style>p { margin: 0 }</style> <style>i {}</style><p>", b'i {}</style><aside data-adlayout="x"'),
        (b"<style>p { margin: 0 }</style>Text<style>i {}</style><p>", b'0 }</style><aside data-adlayout="x"'),
        (b"Text<style>i {}</style><p>", b'<body><aside data-adlayout="x"'),
    ],
)
def test_the_top_leaves_a_style_sheet_first_in_the_body(body: bytes, beside: bytes) -> None:
    data, _ = page("L20 P60 P80 P70 P90")
    data = re.sub(rb"<body>\s*", b"<body>" + body + b"Ein Satz.</p>", data, count=1)
    finished = finish_checked(data, Rules(container="article", slots=(Slot("x", Position("top")),)))
    assert beside in finished.html


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [((("mobile", ((300, 250),)),), [True, False]), ((("desktop", ((728, 90),)),), [False, True]), ((), [True, True])],
)
def test_a_slot_takes_height_where_it_is_shown(sizes: Any, shown: list[bool]) -> None:
    rules = Rules(container="article", slots=(Slot("body", Position("mid-body"), sizes=sizes),))
    problem = understood(page("P60 P80 P70 P90")[0], rules).layout.problem
    assert [bool(height) for height in problem.items[0].rungs[0].heights] == shown
