"""A page to put slots on, and rule files from a few lines."""

from pathlib import Path

from adlayout.rulefile import Rules, load_rules

SENTENCE = "Am Morgen lag Nebel über dem Hafen, und die Fähren warteten auf Wind und auf die Post aus der Stadt. "
HEAD = """<meta charset="utf-8">{head}<meta name="viewport" content="width=device-width, initial-scale=1">
<meta property="og:type" content="article"><meta property="article:section" content="{section}">
{tags}<title>Der Hafen am Morgen</title>
<style>body{{margin:0;font:17px/1.5 sans-serif}}article{{max-width:700px;margin:0 auto;padding:0 20px}}</style>"""
LIMITS = """language = "{language}"
[limits]
density = {{ mobile = "100%", desktop = "100%" }}
[article]
container = "article"
"""
GPT_SLOTS = """
[[slot]]
name = "top"
at = "after paragraph 1"
kind = "gpt"
unit = "/1234/hafen/oben"
keys = { ressort = "{section}", thema = "{tags}", pos = "oben" }
sizes = { mobile = ["300x250", "320x100"], desktop = ["728x90"] }
fallback = '<p class="house">Den Hafenboten lesen</p>'

[[slot]]
name = "body"
at = "after paragraph 8"
kind = "gpt"
unit = "/1234/hafen/text"
sizes = { mobile = ["300x250"], desktop = ["300x600", "300x250"] }

[[slot]]
name = "end"
at = "end"
kind = "gpt"
unit = "/1234/hafen/unten"
sizes = { mobile = ["300x250"], desktop = ["728x90"] }
"""


def page(
    *, head: str = "", section: str = "Hafen", tags: tuple[str, ...] = ("Fähre", "Nebel"), paragraphs: int = 14
) -> bytes:
    """An article of short paragraphs with section and tags."""
    metas = "".join(f'<meta property="article:tag" content="{tag}">' for tag in tags)
    text = "\n".join(f"<p>{number}. {SENTENCE * 3}</p>" for number in range(paragraphs))
    told = HEAD.format(head=head, section=section, tags=metas)
    body = f"<article><h1>Hafen</h1>\n{text}\n</article>"
    return f'<!DOCTYPE html>\n<html lang="de"><head>{told}</head>\n<body>{body}</body></html>\n'.encode()


def rules(folder: Path, slots: str, *, ads: str = "", language: str = "de") -> Rules:
    """A rule file of these slots, loaded."""
    path = folder / "adlayout.toml"
    path.write_text(LIMITS.format(language=language) + (f"[ads]\n{ads}\n" if ads else "") + slots, encoding="utf-8")
    return load_rules(path)
