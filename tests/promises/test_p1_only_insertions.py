"""P1: take the inserted spans out of the finished page, and what is left is the input, byte for byte."""

import pytest

from tests.cases import Case, all_cases, rules_of
from tests.checked import bare, finish_checked
from tests.dom.alignment import inserted

HEAD = ("<style", "<script", "<link")


@pytest.mark.parametrize("case", all_cases())
def test_only_insertions_and_the_plan_names_each(case: Case) -> None:
    page = bare(case.data)
    finished = finish_checked(page, rules_of(case.rules))
    found = inserted(page, finished.html)
    assert bool(found) == (finished.html != page)
    assert finished.status == "finished" or not found
    in_the_body = [(one.name, one.offset) for one in found if not one.text.startswith(HEAD)]
    assert sorted((one.name, one.offset) for one in finished.plan.insertions) == sorted(in_the_body)
