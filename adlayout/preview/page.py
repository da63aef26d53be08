"""One page's preview as one HTML file that needs nothing beside it."""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from adlayout.preview.knobs import knobs
from adlayout.preview.look import Json, Look
from adlayout.preview.texts import texts
from adlayout.rulefile import Rules

_FACE = Path(__file__).with_name("face")
_PAGE = ("base.js", "frames.js", "overlay.js", "rail.js", "reasons.js", "panel.js", "knobs.js", "page.js")
_SITE = ("base.js", "thumbnail.js", "site.js")
Phrases = Mapping[str, Mapping[str, str]]


def page_html(
    look: Look, wanted: Sequence[tuple[Rules, str]], words: Phrases, *, back: str = "", served: str = ""
) -> str:
    """The preview of a page under one or two rule files (each with its name).

    ``words``: what fixed words mean, per language. ``back``: the address of the site's list, if there is one.
    ``served``: the name by which the server knows the page; then knobs can be turned.
    """
    data = {
        **page_data(look, wanted),
        "language": wanted[0][0].language,
        "words": texts(words),
        "back": back,
        "served": served,
        "knobs": [asdict(one) for one in knobs(wanted[0][0])] if served else [],
    }
    return document(look.subject.name, data, _PAGE, served=bool(served))


def page_data(look: Look, wanted: Sequence[tuple[Rules, str]]) -> Json:
    """What the preview is drawn from: a version for each rule file, and the files of the page."""
    versions = [look.version(rules, name) for rules, name in wanted]
    assets = look.assets
    return {
        "page": look.subject.name,
        "title": versions[0]["title"],
        "token": look.token,
        "versions": versions,
        "assets": assets.data,
        "away": {
            name: sorted(counted) for name in ("remote", "missing", "heavy") if (counted := getattr(assets, name))
        },
        "bytes": sum(map(len, assets.data)),
    }


def site_document(data: Json, *, served: bool) -> str:
    """The list of a site's pages."""
    return document(data["site"], data, _SITE, served=served)


def document(name: str, data: Json, scripts: Sequence[str], *, served: bool) -> str:
    """A page that its own script draws from ``data``."""
    language = "de" if str(data["language"]).lower().startswith("de") else "en"
    needs = escape(data["words"]["needs-scripts"][language])
    body = f'<noscript>{needs}</noscript>\n<script type="application/json" id="data">{_json(data)}</script>\n'
    style = (_FACE / "look.css").read_text("utf-8")
    return html_file(name, language, body, style, _script(tuple(scripts)), served=served)


def html_file(name: str, language: str, body: str, style: str, script: str, *, served: bool = False) -> str:
    """One HTML file with a policy under which nothing is requested: only our own ``script`` runs, by its digest.

    A frame inherits the policy; ``frame-src`` keeps it from going elsewhere. ``name`` is a text, ``body`` is HTML.
    """
    digest = b64encode(sha256(script.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline' data:; img-src data:; "
        f"font-src data:; connect-src {chr(39)}{'self' if served else 'none'}{chr(39)}; frame-src 'none'; "
        "form-action 'none'; base-uri 'none'"
    )
    return _TEMPLATE.format(
        language=language,
        policy=escape(policy),
        name=escape(name),
        style=(_FACE / "base.css").read_text("utf-8") + style,
        body=body,
        script=script,
    )


def broken_html(message: str) -> str:
    """A page that says what is wrong with a rule file, and looks again every two seconds."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="2">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        "<title>adlayout</title><style>body{font:16px/1.5 system-ui;margin:10vh auto;max-width:46rem;padding:0 1rem;"
        "color-scheme:light dark}pre{white-space:pre-wrap}</style></head>"
        f"<body><h1>adlayout</h1><pre>{escape(message)}</pre></body></html>"
    )


_TEMPLATE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{name} · adlayout</title>
<link rel="icon" href="data:,">
<style>
{style}</style>
</head>
<body>
{body}<script>{script}</script>
</body>
</html>
"""


@cache
def _script(names: tuple[str, ...]) -> str:
    parts = "".join((_FACE / name).read_text("utf-8") for name in names)
    return f'"use strict";\n(() => {{\n{parts}}})();\n'


def _json(data: Any) -> str:
    """JSON that may stand in a script element: no "<" in it, so nothing ends it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
