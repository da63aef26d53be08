"""The pages, the tools and their runs: each run of a tool is a process of its own over all pages of a folder."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import turbohtml
from webencodings import lookup

from benchmarks._jobs import JOBS, chosen
from tests.corpus import pages as corpus

ROOT = Path(__file__).parents[1]
NODE = ROOT / ".cache" / "peers"
PACKAGES = {"rehype": "13.0.2", "posthtml": "0.16.7", "html-rewriter-wasm": "0.4.1", "iconv-lite": "0.7.3"}
NODE_JOBS = ("rehype", "posthtml", "part, html-rewriter-wasm")
BARE = "lxml, parse + serialise"


@dataclass(frozen=True)
class Given:
    """A page: a file's name, its bytes, and the encoding that HTTP would name."""

    file: str
    data: bytes
    charset: str


@dataclass(frozen=True)
class Run:
    """A tool's run: seconds of the processor a page, of the clock in all, MB at the start and at the peak."""

    seconds: list[float]
    clock: float
    start: float
    peak: float
    failed: dict[str, str]


def given() -> Iterator[Given]:
    """The corpus where it is, and the example magazine."""
    for one in corpus():
        yield Given(f"{one.name}.html", one.data, one.charset)
    site = ROOT / "examples" / "magazin"
    for path in sorted(site.rglob("*.html")):
        yield Given("-".join(path.relative_to(site).parts), path.read_bytes(), "utf-8")


def write(folder: Path, pages: Iterable[Given]) -> None:
    """The pages as files, and what the jobs are told of each."""
    folder.mkdir(parents=True)
    told = []
    for page in pages:
        (folder / page.file).write_bytes(page.data)
        codec = lookup(page.charset).codec_info.name
        told.append({"file": page.file, "codec": codec, "told": places(page.data.decode(codec, "replace"))})
    (folder / "pages.json").write_text(json.dumps(told), "utf-8")


def places(text: str) -> list[int]:
    """The number, among all ``<p>`` tags, of those behind which a slot goes: what rewriters cannot find out."""
    found = turbohtml.parse(text, scripting=True, source_locations=True).find_all("p")
    tags = [p for p in found if p.source_location]  # a stray </p> makes one without a tag
    numbers = {
        p: number for number, p in enumerate(sorted(tags, key=lambda p: p.source_location.start_tag.start_offset))
    }
    return [numbers[p] for p in chosen((p.parent, p, len(p.text)) for p in found) if p in numbers]


def tools() -> list[str]:
    """All jobs; those of Node only where npm can install them."""
    return [*JOBS, *(NODE_JOBS if _node() else ())]


def _node() -> bool:
    if not shutil.which("npm"):
        return False
    wanted = {"name": "peers", "private": True, "dependencies": PACKAGES}
    file = NODE / "package.json"
    if not file.is_file() or json.loads(file.read_text("utf-8")) != wanted:
        NODE.mkdir(parents=True, exist_ok=True)
        install = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--silent", "--no-save"]
        subprocess.run([*install, *(f"{name}@{version}" for name, version in PACKAGES.items())], check=True, cwd=NODE)
        file.write_text(json.dumps(wanted), "utf-8")
    return True


def command(tool: str, folder: Path, out: Path | None = None) -> tuple[list[str], Path]:
    """What to call, and in which folder."""
    places = [str(folder), *([str(out)] if out else [])]
    if tool in JOBS:
        return [sys.executable, "-m", "benchmarks._jobs", tool, *places], ROOT
    return ["node", str(ROOT / "benchmarks" / "_jobs.mjs"), tool, *places], NODE


def run(tool: str, folder: Path, out: Path | None = None) -> Run:
    """One process over all pages; ``out`` takes what it writes."""
    if out:
        out.mkdir(parents=True, exist_ok=True)
    call, where = command(tool, folder, out)
    return Run(**json.loads(subprocess.run(call, check=True, stdout=subprocess.PIPE, cwd=where).stdout))


def part(tool: str) -> str:
    """The tool's name as tables have it."""
    return re.sub(r"part, (.*)", r"\1 (part)", tool)
