"""What the long runs found stays found: each page as small as it can be, before all judges."""

from pathlib import Path

import pytest

from tests.fuzzing.judged import JUDGES, judged
from tests.fuzzing.sources import RULES, loaded

FOUND = Path(__file__).with_name("found")
CASES = [line.split("\t") for line in (FOUND / "index.tsv").read_text("utf-8").splitlines() if line[:1] != "#"]
BY_NAME = {Path(name).name: name for name in RULES}


@pytest.mark.parametrize(("page", "rules", "becomes"), [case[:3] for case in CASES])
def test_what_broke_once_holds(page: str, rules: str, becomes: str) -> None:
    found = judged((FOUND / f"{page}.html").read_bytes(), loaded(BY_NAME[rules]), loaded("default"))
    assert found.broken == ""
    assert found.becomes == becomes
    assert found.judges == (JUDGES if becomes == "finished" else ())


def test_each_page_is_in_the_index() -> None:
    assert {case[0] for case in CASES} == {path.stem for path in FOUND.glob("*.html")}
