"""Sites made by real generators, as ``docs/steps`` tells it from an empty folder, finished by the step, and checked.

Then built again, and again with one story changed: but for what the generator itself writes anew, only that page may
be another one.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from shutil import which

import pytest

import adlayout
from tests.integrations.following import ROOT, again, follow
from tests.needs import missing

pytestmark = pytest.mark.registry

STORIES = range(1, 11)


@dataclass(frozen=True, slots=True)
class Host:
    """``page`` of the docs; where finished pages and a story's source lie; ``needs`` is a command of the machine."""

    page: str
    out: str
    finished: str
    source: str
    needs: str = "python3"

    def pages(self, folder: Path) -> dict[str, bytes]:
        """All pages of the finished site."""
        out = folder / self.out
        return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*.html"))}


HOSTS = [
    Host("pelican.md", "output", "the-ferry-part-{}.html", "content/story-{}.md"),
    Host("mkdocs.md", "site", "story-{}/index.html", "docs/story-{}.md"),
    Host("sphinx.md", "_build/html", "story-{}.html", "story-{}.rst"),
    Host("hugo.md", "finished", "posts/story-{}/index.html", "content/posts/story-{}.md"),
    Host(
        "jekyll.md",
        "finished",
        "valley/2026/10/{0:02}/story-{0:02}.html",
        "_posts/2026-10-{0:02}-story-{0:02}.md",
        "jekyll",
    ),
    Host("eleventy.md", "_site", "story-{}/index.html", "story-{}.md", "npm"),
    Host("astro.md", "dist", "story-{}/index.html", "src/pages/story-{}.md", "npm"),
    Host("next.md", "out", "story-{}.html", "stories/story-{}.txt", "npm"),
]


def told(host: Host) -> object:
    """The hosts of Node and Ruby take up to minutes each: for ``make prove``."""
    marks = [] if host.page in ("pelican.md", "mkdocs.md", "hugo.md") else [pytest.mark.slow]
    return pytest.param(host, id=host.page.removesuffix(".md"), marks=marks)


@pytest.mark.parametrize("host", [told(host) for host in HOSTS])
def test_a_site_is_finished_and_stays_so(host: Host, tmp_path: Path) -> None:
    if not which(host.needs):
        missing("hosts", f"there is no {host.needs}")
    follow(host.page, tmp_path)
    first = host.pages(tmp_path)
    names = {number: host.finished.format(number) for number in STORIES}
    for name in names.values():
        assert first[name].count(b"<aside data-adlayout=") >= 2, name
    rules = adlayout.load_rules(tmp_path / "adlayout.toml")
    assert {name: adlayout.check(page, rules) for name, page in first.items() if adlayout.check(page, rules)} == {}

    if host.page == "next.md":
        react_keeps_the_ads(tmp_path)

    again(host.page, tmp_path)
    assert changed(first, host.pages(tmp_path)) == set(), "built again, nothing changes"

    with (tmp_path / host.source.format(3)).open("a", encoding="utf-8") as story:
        story.write("\nIn the evening it was gone, and nobody had seen it leave its pier.\n")
    again(host.page, tmp_path)
    third = host.pages(tmp_path)
    assert b"nobody had seen it leave" in third[names[3]]
    assert third[names[3]].count(b"<aside data-adlayout=") >= 2
    assert changed(first, third) == set(), "what was rendered the same is finished the same"
    others = set(names.values()) - {names[3]}
    assert {name for name in others if third[name] == first[name]}, "the change is not everywhere"


def react_keeps_the_ads(folder: Path) -> None:
    """Next's pages once React has taken them over."""
    command = [sys.executable, "-m", "tests.integrations.hydrated", str(folder / "out"), "story-3.html"]
    found = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=120).stdout)
    if found is None:
        missing("browser", "no Chromium on the path")
    assert found == {"kept": 2, "errors": []}


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    """Pages that are other ones, although the generator rendered the same."""
    assert before.keys() == after.keys()
    return {
        name
        for name, page in after.items()
        if page != before[name] and adlayout.strip(page) == adlayout.strip(before[name])
    }
