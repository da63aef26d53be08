"""The docs as a site: built without a warning, no link into nothing, nothing asked of other hosts."""

import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOADED = re.compile(
    r"""<(?:script|img|iframe|source)[^>]*?\ssrc=["']?([^"'\s>]+)|<link[^>]*?\shref=["']?([^"'\s>]+)|url\(["']?([^)"']+)""",
    re.I,
)
LINK = re.compile(r"""<a\s[^>]*?href=["']?([^"'\s>]+)""", re.I)
ID = re.compile(r"""\s(?:id|name)=["']?([^"'\s>]+)""", re.I)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", folder],
        cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert (run.returncode, run.stdout + run.stderr) == (0, "")
    return folder


def pages(site: Path) -> dict[str, str]:
    return {
        f"/{path.relative_to(site).as_posix()}".removesuffix("index.html"): path.read_text("utf-8")
        for path in site.rglob("*.html")
    }


def test_each_document_is_a_page(site: Path) -> None:
    documents = [path.relative_to(ROOT / "docs").with_suffix("") for path in (ROOT / "docs").rglob("*.md")]
    wanted = {
        "/" if str(name) == "index" else f"/{name}/".replace("/README/", "/") for name in map(Path.as_posix, documents)
    }
    assert set(pages(site)) - {"/404.html"} == wanted


def test_each_link_leads_somewhere(site: Path) -> None:
    known = pages(site)
    for name, page in known.items():
        if name == "/404.html":
            continue  # its links are from the root of a server
        for link in LINK.findall(page):
            target = urlsplit(urljoin(name, unescape(link)))
            if target.scheme:
                continue
            path = unquote(target.path)
            assert path in known or (site / path.lstrip("/")).is_file(), f"{name}: {link} leads nowhere"
            if target.fragment and path in known:
                ids = set(map(unescape, ID.findall(known[path]))) | {"__skip", "__toc", "__drawer"}
                assert unquote(target.fragment) in ids, f"{name}: nothing is called {link}"


def test_nothing_is_asked_of_other_hosts(site: Path) -> None:
    sheets = {path.name: path.read_text("utf-8") for path in site.rglob("*.css")}
    for name, text in {**pages(site), **sheets}.items():
        for found in LOADED.findall(text):
            address = urlsplit(next(filter(None, found)))
            assert address.scheme in ("", "data"), f"{name} asks {address.geturl()}"
