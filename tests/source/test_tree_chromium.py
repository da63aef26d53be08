"""The tree is the one that Chromium builds, with scripting on and off: places are chosen on it, so P4 rests on this."""

import pytest

import adlayout
from adlayout.errors import PassThrough
from adlayout.source import read
from tests.cases import Case, rules_of, some_cases
from tests.checked import bare
from tests.dom.chromium import Chromium
from tests.dom.ours import our_tree, plain
from tests.dom.tree import assert_same


@pytest.mark.parametrize("scripting", [True, False], ids=["scripting", "no-scripting"])
@pytest.mark.parametrize("case", some_cases())
def test_our_tree_is_the_browsers(chromium: Chromium, case: Case, scripting: bool) -> None:
    data = bare(case.data)
    try:
        page = read(data)
    except PassThrough:
        assert adlayout.finish(data, rules_of(case.rules)).html == data, "without a tree a page is left alone"
        return
    if page.encoding in ("gbk", "gb18030"):
        pytest.xfail("Python's codec reads some characters of GBK otherwise than the Encoding Standard")
    root = page.parsed(scripting=scripting).root
    browser = chromium.known_tree(data, scripting=scripting)
    if browser[0].value.split()[0] != page.encoding:
        browser = chromium.tree(data, scripting=scripting, encoding=page.encoding)
    assert_same(plain(browser), our_tree(root))
