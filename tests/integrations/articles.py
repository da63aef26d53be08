"""Invented articles as pages, as many as a test needs."""

from html import escape

from tests.initial.stories import Story, stories

_TAGS = {"paragraph": "p", "heading": "h2", "quote": "blockquote"}


def pages(count: int, language: str = "de") -> list[str]:
    """``count`` pages, all different, each long enough for several slots."""
    return [page(story) for story in stories(language, count)]


def page(story: Story) -> str:
    """One story as a page; lists are left out."""
    text = "\n".join(f"<{_TAGS[k]}>{escape(t)}</{_TAGS[k]}>" for k, t in story.blocks if k in _TAGS)
    head = (
        f'<!DOCTYPE html><html lang="{story.language}"><head><meta charset="utf-8"><title>{story.title}</title></head>'
    )
    return f"{head}\n<body><article><h1>{story.title}</h1>\n{text}\n</article></body></html>\n"
