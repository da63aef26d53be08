"""AMP pages of our own, valid before anything is done to them: bodies in ``amp/``, one head for all."""

import re
from pathlib import Path

from tests.cases import ROOT

FOLDER = Path(__file__).parent / "amp"
SITE = ROOT / "examples" / "magazin" / "amp" / "brueckensperrung.html"
EXTENSION = '<script async custom-element="{}" src="https://cdn.ampproject.org/v0/{}.js"></script>'


def pages() -> dict[str, bytes]:
    """By name; the example site's is one of them."""
    made = {path.stem: _page(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.html"))}
    return made | {"magazin": SITE.read_bytes()}


def _page(told: str) -> bytes:
    found = re.match(r'<!-- lang="([^"]*)" extensions="([^"]*)" -->\n', told)
    assert found is not None
    extensions = "".join(EXTENSION.format(name[: name.rindex("-")], name) for name in found[2].split())
    head = SITE.read_text(encoding="utf-8")
    boilerplate = head[head.index("<style amp-boilerplate>") : head.index("<style amp-custom>")]
    return (
        f'<!doctype html>\n<html amp lang="{found[1]}"><head><meta charset="utf-8">\n'
        f'<script async src="https://cdn.ampproject.org/v0.js"></script>{extensions}\n'
        '<title>AMP</title><link rel="canonical" href="https://post.example/a.html">\n'
        '<meta name="viewport" content="width=device-width">'
        f"{boilerplate}<style amp-custom>body{{margin:16px;font:18px/1.5 serif}}</style></head>\n"
        f"<body>\n{told[found.end() :]}</body></html>\n"
    ).encode()
