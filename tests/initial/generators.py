"""Sites made by real generators with their stock themes, from invented articles.

Each function writes the sources below a folder, calls the generator as its users do, and returns the rendered site
with the story that each article page tells.
"""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from tests.initial.stories import Story, stories
from tests.needs import missing

IMPRINT = {"de": ("impressum", "Impressum"), "en": ("imprint", "Imprint")}
ADDRESS = {
    "de": "Verantwortlich für den Inhalt ist der Verein Talblick, Mühlgasse 4, im Ort neben der alten Post.",
    "en": "The valley club, 4 Mill Lane, next to the old post office, answers for what is published here.",
}


@dataclass(frozen=True, slots=True)
class Site:
    """A rendered site: its folder, and the story behind the path of each article page."""

    folder: Path
    told: dict[str, Story]


def pelican(theme: str, language: str, room: Path) -> Site:
    """A blog: categories, tags, an author, and an imprint as a page."""
    _need("pelican")
    told = {}
    for story in stories(language, 13):
        head = f"Title: {story.title}\nDate: {story.date}\nCategory: Tal\nTags: Berg\nAuthor: Ada Falk\n"
        _write(room / "content" / f"{story.slug}.md", f"{head}Slug: {story.slug}\n\n{story.markdown}")
        told[f"{story.slug}.html"] = story
    slug, title = IMPRINT[language]
    _write(room / "content" / "pages" / f"{slug}.md", f"Title: {title}\nSlug: {slug}\n\n{ADDRESS[language]}\n")
    settings = {
        "SITENAME": "Talblick",
        "DEFAULT_LANG": language,
        "TIMEZONE": "UTC",
        "THEME": theme,
        "FEED_ALL_ATOM": None,
    }
    _write(room / "pelicanconf.py", "".join(f"{key} = {value!r}\n" for key, value in settings.items()))
    _run(room, sys.executable, "-m", "pelican", "content", "-o", "output", "-s", "pelicanconf.py", "--quiet")
    return Site(room / "output", told)


def mkdocs(theme: str, language: str, room: Path) -> Site:
    """A handbook: a page a chapter, and a table of contents in each."""
    _need("mkdocs", *(["material"] if theme == "material" else []))
    told = {}
    for story in stories(language, 12):
        _write(room / "docs" / f"{story.slug}.md", f"# {story.title}\n\n{story.markdown}")
        told[f"{story.slug}/index.html"] = story
    slug, title = IMPRINT[language]
    _write(room / "docs" / f"{slug}.md", f"# {title}\n\n{ADDRESS[language]}\n")
    _write(
        room / "docs" / "index.md", "# Talblick\n\n" + "".join(f"- [{s.title}]({s.slug}.md)\n" for s in told.values())
    )
    locale = f"  language: {language}\n" if theme == "material" else f"  locale: {language}\n"
    _write(room / "mkdocs.yml", f"site_name: Talblick\ntheme:\n  name: {theme}\n{locale}")
    _run(room, sys.executable, "-m", "mkdocs", "build", "--quiet")
    return Site(room / "site", told)


def hugo(language: str, room: Path) -> Site:
    """A blog with the theme that ``hugo new theme`` writes."""
    _need("hugo")
    command = str(Path(sys.executable).with_name("hugo"))
    room.parent.mkdir(parents=True, exist_ok=True)
    _run(room.parent, command, "new", "site", room.name)
    _run(room, command, "new", "theme", "stock")
    told = {}
    for story in stories(language, 12):
        head = f"+++\ntitle = '{story.title}'\ndate = '{story.date}'\ntags = ['tal']\n+++\n\n"
        _write(room / "content" / "posts" / f"{story.slug}.md", head + story.markdown)
        told[f"posts/{story.slug}/index.html"] = story
    slug, title = IMPRINT[language]
    _write(room / "content" / f"{slug}.md", f"+++\ntitle = '{title}'\n+++\n\n{ADDRESS[language]}\n")
    settings = (
        f"baseURL = 'https://talblick.example/'\nlanguageCode = '{language}'\ntitle = 'Talblick'\ntheme = 'stock'\n"
    )
    _write(room / "hugo.toml", settings)
    _run(room, command, "--quiet")
    return Site(room / "public", told)


GENERATORS: dict[str, Callable[[Path], Site]] = {
    "pelican-notmyidea": partial(pelican, "notmyidea", "de"),
    "pelican-simple": partial(pelican, "simple", "en"),
    "mkdocs": partial(mkdocs, "mkdocs", "de"),
    "mkdocs-readthedocs": partial(mkdocs, "readthedocs", "en"),
    "mkdocs-material": partial(mkdocs, "material", "de"),
    "hugo": partial(hugo, "en"),
}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _need(*modules: str) -> None:
    absent = [name for name in modules if find_spec(name) is None]
    if absent:
        missing("registry", f"{', '.join(absent)} is not installed (pip install -e '.[dev]')")


def _run(room: Path, *command: str) -> None:
    ran = subprocess.run(command, cwd=room, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
