"""Pages with a trap each: what becomes of them is pinned, byte for byte, and so is why some are left as they are.

`make accept` writes the files anew; the difference is for a person to look at. A folder with a ``defect.txt`` holds a
page that breaks a promise yet; whoever mends it takes the file away and accepts what comes out.
"""

import json

import pytest

from tests.accepting import PAGES, PASSED, outcome, passed_through, written
from tests.cases import LARGE, Case, own_cases

CASES = [case for case in own_cases() if not case.defect]
# Finishing the largest twice and twice more takes a while: the long run has it.
PARAMETERS = [
    pytest.param(case, id=case.path.parent.name, marks=[pytest.mark.slow] if case.path.stat().st_size > LARGE else [])
    for case in CASES
]
DEFECTS = [
    pytest.param(case, id=case.path.parent.name, marks=pytest.mark.xfail(strict=True, reason=case.defect))
    for case in own_cases()
    if case.defect
]


@pytest.mark.parametrize("case", PARAMETERS)
def test_a_page_becomes_what_was_accepted(case: Case) -> None:
    html, plan = outcome(case)
    kept = case.path.with_name("finished.html")
    assert written(plan) == case.path.with_name("plan.json").read_text(encoding="utf-8")
    assert kept.is_file() == (html != case.data)
    assert html == (kept.read_bytes() if kept.is_file() else case.data)


@pytest.mark.parametrize("case", DEFECTS)
def test_a_page_with_a_known_defect_keeps_the_promises(case: Case) -> None:
    outcome(case)


def test_the_reasons_for_leaving_pages_alone_are_pinned() -> None:
    plans = {path.parent.name: json.loads(path.read_text("utf-8")) for path in sorted(PAGES.glob("*/plan.json"))}
    assert written(passed_through(plans)) == PASSED.read_text("utf-8")
    assert len(plans) == len(CASES) >= 25
