"""A page of ``docs/steps`` followed word by word in an empty folder, as a reader would.

A block of ``sh`` is typed into a shell, one shell for the whole page. A block after a line that ends with a file's name
and a colon (`` `mkdocs.yml`: ``) is written to that file. A block of ``text`` is what the commands before it have to
print, line by line; ``…`` stands for anything. Other blocks are for reading.
"""

import os
import re
import signal
import subprocess
import sys
import venv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile, mkdtemp

import adlayout
from tests.needs import missing

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "steps"
_BLOCK = re.compile(r"(?P<before>[^\n]*)\n+```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.M | re.S)
_FILE = re.compile(r"`(?P<name>[\w./\[\]-]+)`:$")
_UNREACHABLE = ("No matching distribution", "Failed to establish a new connection", "ENOTFOUND", "EAI_AGAIN", "E404")
_MARK = "== block {} =="


@dataclass(frozen=True, slots=True)
class Block:
    """One block: ``kind`` is ``sh``, ``text`` or ``file``; ``section`` is the heading above it."""

    kind: str
    text: str
    name: str = ""
    section: str = ""


def blocks(page: str) -> Iterator[Block]:
    """The blocks of a page that a reader acts on, in order."""
    text = (DOCS / page).read_text(encoding="utf-8")
    for found in _BLOCK.finditer(text):
        section = re.findall(r"^## (.+)$", text[: found.start() + len(found["before"])], re.M)
        where = section[-1] if section else ""
        if named := _FILE.search(found["before"]):
            yield Block("file", found["text"], named["name"], where)
        elif found["kind"] in ("sh", "text"):
            yield Block(found["kind"], found["text"], "", where)


def follow(page: str, folder: Path, instead: tuple[str, str] = ("", "")) -> str:
    """Does what the page says in ``folder``; asserts that what it shows is what comes. Gives all that was printed.

    ``instead``: an address that the page names, and the one that stands for it here.
    """
    acts = [replace(act, text=act.text.replace(*instead)) if instead[0] else act for act in blocks(page)]
    script = "".join(_typed(number, act) for number, act in enumerate(acts))
    said = shell(script, folder)
    for number, act in enumerate(acts):
        if act.kind == "text":
            _same(act.text, said.split(_MARK.format(number))[0].rpartition("== block")[2], page)
    return said


def again(page: str, folder: Path, section: str = "Build") -> str:
    """Types the commands of one section again."""
    return shell("".join(act.text for act in blocks(page) if act.kind == "sh" and act.section == section), folder)


def _typed(number: int, act: Block) -> str:
    text = act.text
    if act.kind == "file":
        text = f"mkdir -p \"$(dirname '{act.name}')\"\ncat > '{act.name}' <<'THE-END'\n{act.text}THE-END\n"
    return f"echo '{_MARK.format(number)}'\n" + ("" if act.kind == "text" else text)


def shell(script: str, folder: Path) -> str:
    """A shell with ``adlayout`` as it is installed from its wheel; what it leaves running is ended."""
    environment = {**os.environ, **_environment()}
    environment.pop("PYTHONPATH", None)
    with NamedTemporaryFile("w", encoding="utf-8", suffix=".sh", delete=False) as typed:
        typed.write("trap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n" + script)
    process = subprocess.Popen(
        ["bash", "-e", typed.name], cwd=folder, env=environment, start_new_session=True, encoding="utf-8",
        errors="replace", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        said, _ = process.communicate(timeout=280)
    finally:
        Path(typed.name).unlink()
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    if process.returncode and any(sign in said for sign in _UNREACHABLE):
        missing("registry", "a package registry cannot be reached: " + said[-500:])
    assert process.returncode == 0, said[-4000:]
    return said


def _same(shown: str, said: str, page: str) -> None:
    for line in shown.splitlines():
        pattern = ".*".join(map(re.escape, line.strip().split("…")))
        assert re.search(pattern, said), f"{page} shows {line!r}; what came is:\n{said}"


@cache
def _environment() -> dict[str, str]:
    """A virtual environment for this run, and pip told that adlayout is the wheel of this tree, wherever else it is."""
    room = Path(mkdtemp(prefix="adlayout-steps-"))
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    built = subprocess.run(
        [*pip, "wheel", "--no-deps", "--wheel-dir", room, ROOT], capture_output=True, text=True, check=False
    )
    if built.returncode and any(sign in built.stderr for sign in _UNREACHABLE):
        missing("registry", "the package registry cannot be reached")
    assert built.returncode == 0, built.stderr
    venv.create(room / "venv", with_pip=True)
    (room / "constraint").write_text(f"adlayout=={adlayout.__version__}\n")
    return {
        "PATH": f"{room / 'venv' / 'bin'}:{os.environ['PATH']}",
        "VIRTUAL_ENV": str(room / "venv"),
        "PIP_FIND_LINKS": f"{room} {os.environ.get('PIP_FIND_LINKS', '')}".strip(),
        "PIP_CONSTRAINT": str(room / "constraint"),
        "PIP_QUIET": "1",
        "CI": "1",
    }
