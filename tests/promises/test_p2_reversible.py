"""P2: stripping gives the input back; finishing again, with any rules, starts from the stripped page."""

import pytest

import adlayout
from tests.cases import Case, all_cases, rules_of
from tests.checked import bare, finish_checked


@pytest.mark.parametrize("case", all_cases())
def test_stripping_gives_the_input_back(case: Case) -> None:
    page = bare(case.data)
    assert adlayout.strip(finish_checked(page, rules_of(case.rules)).html) == page


@pytest.mark.parametrize("case", all_cases())
def test_other_rules_start_from_the_stripped_page(case: Case) -> None:
    page = bare(case.data)
    first = adlayout.finish(page, rules_of(case.rules)).html
    assert finish_checked(first, rules_of("magazin")).html == adlayout.finish(page, rules_of("magazin")).html
