"""What a rule file finds on a page, as texts: the markup of each block is read by lxml alone."""

from pathlib import Path

from adlayout.article import understand
from adlayout.rulefile import Rules
from adlayout.source import read
from tests.text import lines


def found(page: Path, rules: Rules) -> list[tuple[str, str]]:
    """Kind and text of each block; a lead counts as the paragraph that it is."""
    seen = read(page.read_bytes())
    article = understand(seen, container=rules.container or None, ignore=rules.ignore)
    assert (article.reason, article.warnings) == (None, ()), page
    return [
        (
            "paragraph" if block.kind == "lead" else block.kind,
            "\n".join(lines(b"<p>" + seen.raw[block.start : block.end])),
        )
        for block in article.blocks
    ]
