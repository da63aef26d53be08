"""P2: stripping gives the input back; finishing again, with any rules, starts from the stripped page."""

import pytest

import adlayout
from tests.cases import Case, all_cases, rules_of
from tests.checked import bare, finish_checked


@pytest.mark.parametrize("case", all_cases())
def test_stripping_gives_the_input_back_and_other_rules_start_from_it(case: Case) -> None:
    page = bare(case.data)
    first = adlayout.finish(page, rules_of(case.rules)).html
    assert adlayout.strip(first) == page
    assert finish_checked(first, rules_of("magazin")).html == adlayout.finish(page, rules_of("magazin")).html
