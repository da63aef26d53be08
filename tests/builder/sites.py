"""Small sites for builds, and what stands in a folder after one."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from adlayout.builder import Outcome, Wanted, build

SENTENCE = "Die Mühle am Wehr mahlt seit dem Frühjahr wieder Roggen und Dinkel aus dem Tal. "
HEAD = "<!DOCTYPE html><html lang=de><head><meta charset=utf-8><title>{0}</title></head>"
RULES = 'extends = "default"\n'
FEWER = RULES + "[limits]\nads = 1\n"


def page(title: str = "Mehl", paragraphs: int = 8) -> bytes:
    """An article that is long enough for slots; with few paragraphs it is not."""
    text = f"<p>{SENTENCE * 4}</p>" * paragraphs
    return f"{HEAD.format(title)}<body><article><h1>{title}</h1>{text}</article></body></html>".encode()


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def site(folder: Path) -> Path:
    """Five pages, two of them in a folder with rules of its own, and two files."""
    names = ("index.html", "a/eins.html", "a/zwei.html", "b/drei.html", "b/vier")
    files = {name: page(name) for name in names}
    others = {"adlayout.toml": RULES.encode(), "b/adlayout.toml": FEWER.encode(), "style.css": b"p{}", "a/bild": b"GIF"}
    return write(folder, files | others)


def built(source: Path, out: Path | None, **options: Any) -> dict[str, Outcome]:
    """The outcomes of a build by name."""
    return {one.page: one for one in build(Wanted(source, out, **options))}


def tree(folder: Path, without: str = "\0") -> dict[str, tuple[Any, ...]]:
    """All that stands below a folder: links with their targets, files with their mode and content; what ends with
    ``without`` is not looked at.
    """
    return dict(_inside(folder, folder, without))


def _inside(folder: Path, top: Path, without: str) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for path in sorted(one for one in folder.iterdir() if not one.name.endswith(without)):
        name = os.fsencode(path.relative_to(top)).decode("utf-8", "backslashreplace")
        if path.is_symlink():
            yield name, ("link", str(path.readlink()))
        elif path.is_dir():
            yield from _inside(path, top, without)
        else:
            yield name, (path.stat().st_mode, path.read_bytes())
