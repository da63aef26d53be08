"""Plugins of generators where something is wrong: the host's own people see what, in the host's own way."""

from pathlib import Path

import pytest

from adlayout.errors import UsageError
from adlayout.integrations.site import finish_site
from tests.integrations.articles import pages
from tests.integrations.following import shell

WRONG = "[limits]\nads = -1\n"
SITES = {
    "pelican": (
        "pip install 'pelican[markdown]'\nmkdir content\n"
        "printf 'Title: A\\nDate: 2026-11-03\\n\\nText.' > content/a.md\n"
        "echo 'TIMEZONE = \"UTC\"' > pelicanconf.py\n",
        "pelican content",
    ),
    "mkdocs": (
        "pip install mkdocs\nmkdir docs\necho '# A' > docs/index.md\n"
        "printf 'site_name: A\\nplugins: [adlayout]\\n' > mkdocs.yml\n",
        "mkdocs build",
    ),
    "sphinx": (
        "pip install sphinx\nprintf 'A\\n=\\n' > index.rst\n"
        "echo 'extensions = [\"adlayout.integrations.sphinx\"]' > conf.py\n",
        "sphinx-build -b html . out",
    ),
}


@pytest.mark.registry
@pytest.mark.parametrize("host", ["pelican", "mkdocs", pytest.param("sphinx", marks=pytest.mark.slow)])
def test_a_wrong_rule_file_ends_the_build_with_its_mistake(host: str, tmp_path: Path) -> None:
    make, build = SITES[host]
    (tmp_path / "adlayout.toml").write_text(WRONG)
    said = shell(f"pip install adlayout\n{make}{build} && echo 'IT WENT THROUGH' || echo 'IT ENDED'\n", tmp_path)
    assert "IT ENDED" in said
    assert "ads" in said
    assert "adlayout.toml:2" in "".join(said.split())


@pytest.mark.registry
def test_pelican_finishes_nothing_that_nobody_asked_for(tmp_path: Path) -> None:
    make, build = SITES["pelican"]
    text = "\\n\\n".join(["Am Hafen lag das Boot, und niemand wusste, wem es gehörte, bis der Wind drehte. " * 3] * 12)
    story = f"printf 'Title: B\\nDate: 2026-11-03\\n\\n{text}' > content/b.md\n"
    count = "grep -c data-adlayout output/b.html || true\n"
    asked = "echo 'ADLAYOUT_RULES = \"default\"' >> pelicanconf.py\n"
    said = shell(f"pip install adlayout\n{make}{story}{build}\n{count}{asked}{build}\n{count}", tmp_path)
    before, after = [int(line) for line in said.splitlines() if line.isdecimal()]
    assert before == 0
    assert after > 0


def test_rules_are_found_from_the_sources_and_not_from_the_output(tmp_path: Path) -> None:
    """A live preview's output lies in some temporary folder."""
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "adlayout.toml").write_text('extends = "default"\n[pages]\nnone = ["/**"]\n')
    site = tmp_path / "site"
    site.mkdir()
    (site / "page.html").write_text(pages(1)[0], encoding="utf-8")
    assert "1 page: excluded" in finish_site(site, tmp_path / "project").said
    assert "1 finished" in finish_site(site, tmp_path / "project", "default").said
    with pytest.raises(UsageError, match="there is no such rule file or preset"):
        finish_site(site, tmp_path / "project", "other.toml")
