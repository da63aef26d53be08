"""Small sites, written to a folder as a publisher's system would."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import adlayout
from adlayout.builder.indexing import Indexed, Site, index
from adlayout.rulefile import Rules

FOUR = {
    "hafen": "Der Hafen von Leysum bekommt einen neuen Kai. Die Schiffe der Reederei legen dort an, und der "
    "Hafenmeister "
    "rechnet mit mehr Containern. Die Kaimauer wird im Frühjahr gegossen.",
    "reederei": "Die Reederei aus Leysum hat zwei Schiffe gekauft. Im Hafen ist der Kai zu kurz für sie, sagt der "
    "Hafenmeister. Container kommen deshalb mit der Bahn.",
    "brot": "Brot aus Roggen braucht Zeit. Der Bäcker lässt den Teig einen Tag lang ruhen. Sauerteig macht die Krume "
    "saftig, und das Mehl kommt aus der Mühle im Tal.",
    "muehle": "In der Mühle im Tal wird wieder Roggen gemahlen. Das Mehl geht an den Bäcker, der daraus Brot mit "
    "Sauerteig bäckt. Der Müller lässt das Wasserrad laufen.",
}


def page(name: str, text: str, head: str = "", language: str = "de", body: str = "") -> bytes:
    """One article of the site https://leysum.example."""
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{name.title()}</title>'
        f'<link rel="canonical" href="https://leysum.example/{name}/"><meta property="og:type" content="article">'
        f"{head}</head><body><main><article><h1>{name.title()}</h1><p>{text}</p>"
        f"{body}</article></main></body></html>"
    ).encode()


def write(folder: Path, pages: Mapping[str, bytes]) -> Path:
    """The pages as files, each in a folder of its own."""
    for name, html in pages.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / "index.html").write_bytes(html)
    return folder


def four(folder: Path) -> Path:
    """Two articles on a port, two on bread."""
    return write(folder, {name: page(name, text) for name, text in FOUR.items()})


def indexed(source: Path, file: Path, text: str = "", **wanted: Any) -> Indexed:
    """The index of a site."""
    return index(Site(source, rules(source, text), **wanted), file)


def rules(folder: Path, text: str = "", box: str = 'at = "end"\nminimum = 0') -> Rules:
    """No slots and one box, and whatever else is said."""
    file = folder.parent / "rules.toml"
    slots = "".join(f'[[slot]]\nname = "{name}"\nenabled = false\n' for name in ("lead", "body", "end"))
    file.write_text(f'extends = "default"\n{slots}[[related]]\nname = "more"\n{box}\n{text}', "utf-8")
    return adlayout.load_rules(file)


def jsonld(**facts: Any) -> str:
    """A NewsArticle for the head."""
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **facts})}</script>'


def links(html: bytes) -> list[str]:
    """The addresses in the boxes of a finished page."""
    import turbohtml

    found: Iterable[Any] = turbohtml.parse(html.decode()).select("nav[data-adlayout] a")
    return [one.attr("href") for one in found]
