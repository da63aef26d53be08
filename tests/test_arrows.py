"""Which room may import which, no circles, sizes, what a start loads. Imports inside functions count too."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted((ROOT / "adlayout").rglob("*.py"))
BELOW_SEAMS = {"addresses", "errors", "source", "article", "template", "rulefile", "planner"}
BELOW_PIPELINE = BELOW_SEAMS | {"seams", "markup", "edits", "related"}
MAY_IMPORT = {
    "addresses": set(),
    "errors": set(),
    "source": {"errors"},
    "article": {"errors", "source"},
    "template": {"errors", "source"},
    "rulefile": {"errors", "source", "template"},
    "planner": {"errors"},
    "seams": BELOW_SEAMS,
    "markup": {"errors", "source", "template", "rulefile"},
    "edits": {"errors", "source", "markup"},
    "related": {"addresses", "errors", "source", "article", "rulefile"},
    "pipeline": BELOW_PIPELINE,
    "explaining": {*BELOW_PIPELINE, "pipeline"},
    "checker": {"addresses", "errors", "source", "article", "rulefile"},
    "measure": {"errors", "source", "article"},
    "builder": {"", "errors", "source", "rulefile", "related", "pipeline", "checker"},
    "cloud": {"", "errors", "rulefile", "related", "pipeline", "checker", "builder"},
    "preview": {"addresses", "errors", "source", "rulefile", "pipeline", "explaining", "builder"},
    "overview": {"", "builder", "preview"},
    "initial": {"errors", "source", "article", "rulefile", "edits", "builder"},
    "integrations": {"", "errors", "rulefile", "pipeline", "checker"},
    "arrow": {"", "errors", "rulefile", "related", "pipeline", "explaining", "checker", "builder"},
    "spark": {"", "errors", "rulefile", "related", "arrow", "cloud"},
    "cli": {
        "",
        *BELOW_PIPELINE,
        "pipeline",
        "explaining",
        "checker",
        "measure",
        "builder",
        "cloud",
        "preview",
        "overview",
        "initial",
        "integrations",
    },
    "__main__": {"cli"},
    "": {"errors", "rulefile", "pipeline", "explaining", "checker"},
}
NOT_AT_START = (
    "lxml",
    "cssselect",
    "webencodings",
    "html5lib",
    "tomllib",
    "multiprocessing",
    "concurrent.futures",
)
LONGEST_FUNCTION, LONGEST_FILE = 60, 400
MEDIAN_FUNCTION, P90_FUNCTION = 8, 25


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> str:
    """``adlayout.source.tokens`` is in ``source``; ``adlayout`` itself is the room ""."""
    return [*module.split("."), ""][1]


MODULES = {module_of(path): path for path in FILES}


def imported(source: str, module: str, package: bool, known: set[str]) -> Iterator[str]:
    """The modules of the package that a source text imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(source, module)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name in known)
        elif isinstance(node, ast.ImportFrom):
            base = _base(node, module, package)
            for name in node.names:
                target = f"{base}.{name.name}"
                if target in known or base in known:
                    yield target if target in known else base


def _base(node: ast.ImportFrom, module: str, package: bool) -> str:
    if not node.level:
        return node.module or ""
    above = module.split(".")[: len(module.split(".")) - node.level + package]
    return ".".join([*above, *filter(None, [node.module])])


@cache
def arrows() -> dict[str, set[str]]:
    """From each module to the modules that it imports."""
    known = set(MODULES)
    return {
        module: set(imported(path.read_text("utf-8"), module, path.name == "__init__.py", known)) - {module}
        for module, path in MODULES.items()
    }


def circle(graph: dict[str, set[str]]) -> list[str] | None:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return None


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("import adlayout.b", ["adlayout.b"]),
        ("from adlayout import b", ["adlayout.b"]),
        ("from adlayout import __version__", ["adlayout"]),
        ("from adlayout.b import Thing", ["adlayout.b"]),
        ("def f():\n    from adlayout.b.c import Thing", ["adlayout.b.c"]),
        ("from ..b import c", ["adlayout.b.c"]),
        ("from . import z", ["adlayout.a.z"]),
        ("import click, re", []),
        ("'import adlayout.b'", []),
    ],
)
def test_imports_are_found_wherever_they_stand(line: str, found: list[str]) -> None:
    known = {"adlayout", "adlayout.a", "adlayout.a.z", "adlayout.b", "adlayout.b.c"}
    assert list(imported(line, "adlayout.a.y", False, known)) == found


def test_a_circle_is_found() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"a"}})
    assert circle({"a": {"b", "c"}, "b": {"c"}, "c": set()}) is None


def test_every_room_is_known() -> None:
    assert {room_of(module) for module in MODULES} <= set(MAY_IMPORT)


@pytest.mark.parametrize("module", MODULES)
def test_a_room_imports_only_rooms_below_it(module: str) -> None:
    room = room_of(module)
    wrong = {one for one in arrows()[module] if room_of(one) not in MAY_IMPORT[room] | {room}}
    assert not wrong, f"{module} (room {room!r}) may not import {sorted(wrong)}"


def test_the_allowed_arrows_make_no_circle() -> None:
    assert circle({room: set(below) for room, below in MAY_IMPORT.items() if room}) is None


def test_no_circle_of_modules() -> None:
    assert circle(arrows()) is None


def functions() -> Iterator[tuple[str, int]]:
    """Each function with its lines, docstring not counted."""
    for module, path in MODULES.items():
        for node in ast.walk(ast.parse(path.read_text("utf-8"), module)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{module}.{node.name}", _lines(node)


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    text = node.body[0] if ast.get_docstring(node, clean=False) is not None else None
    said = (text.end_lineno or 0) - text.lineno + 1 if text else 0
    return (node.end_lineno or 0) - node.lineno + 1 - said


def test_functions_are_small() -> None:
    sizes = dict(functions())
    assert {name: size for name, size in sizes.items() if size > LONGEST_FUNCTION} == {}
    assert median(sizes.values()) <= MEDIAN_FUNCTION
    assert quantiles(sizes.values(), n=10)[-1] <= P90_FUNCTION


@pytest.mark.parametrize(
    "path", [*FILES, *sorted((ROOT / "tests").rglob("*.py"))], ids=lambda p: str(p.relative_to(ROOT))
)
def test_a_file_is_small_says_what_it_is_for_and_defers_nothing(path: Path) -> None:
    source = path.read_text("utf-8")
    assert source.count("\n") <= LONGEST_FILE
    assert ast.get_docstring(ast.parse(source)), "no head docstring"
    assert not re.search(r"\b(TO" r"DO|FIX" r"ME)\b", source), "write an issue instead"


def test_asking_for_the_version_loads_nothing_heavy() -> None:
    code = "import sys, json\nfrom adlayout.cli import main\nmain(['--version'], standalone_mode=False)\n"
    code += "print(json.dumps(sorted(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(json.loads(run.stdout.splitlines()[-1]))
    assert "click" in loaded
    assert loaded.isdisjoint(NOT_AT_START)
    rooms = {room_of(module) for module in loaded if module.split(".")[0] == "adlayout"}
    assert rooms <= {"", "cli", "errors"}
