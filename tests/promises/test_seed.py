"""The page this project is for: preset ``magazin`` and one fixed link make the finished text of it, line for line."""

import re
from pathlib import Path

import pytest

import adlayout
from tests.corpus import SHARED
from tests.text import MARK, lines

SEED = SHARED / "seed"
pytestmark = pytest.mark.skipif(not SEED.is_dir(), reason="no ../shared/seed beside the repository")


def test_the_seed_page_is_finished_line_for_line(tmp_path: Path) -> None:
    wanted = [" ".join(line.split()) for line in (SEED / "finished.txt").read_text("utf-8").splitlines()]
    title = next(line for line in wanted if line.upper().startswith("LESEN SIE AUCH")).split(":", 1)[1].strip()
    rules = tmp_path / "adlayout.toml"
    rules.write_text(
        f'extends = "magazin"\n[[related]]\nname = "inline"\nlinks = [{{ title = "{title}", url = "/x/" }}]\n', "utf-8"
    )
    finished = adlayout.finish((SEED / "article.html").read_bytes(), adlayout.load_rules(rules))
    got = [re.sub(r"\s+", " ", line.replace(MARK, "")).strip() for line in lines(finished.html)]
    assert [line.upper() for line in got if line] == [line.upper() for line in wanted if line]
