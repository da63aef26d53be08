"""What the site makes of links: files outside of ``docs/`` come along as text, and other pages go by their titles."""

import re
from pathlib import Path
from posixpath import join, normpath
from typing import Any

from mkdocs.structure.files import File

ROOT = Path(__file__).resolve().parents[1]
_OUTSIDE = re.compile(r"\]\(((?:\.\./)+[^)#\s]+)\)")
_BY_NAME = re.compile(r"\[([\w/.-]+\.md)\]\((\1(?:#[\w-]+)?)\)")


def on_page_markdown(markdown: str, *, page: Any, config: Any, files: Any) -> str:
    """The page with the links that a site can follow."""
    own = page.file.src_uri
    folder = (ROOT / "docs" / own).parent

    def brought_along(found: "re.Match[str]") -> str:
        path = (folder / found[1]).resolve()
        if not path.is_file() or path.is_relative_to(ROOT / "docs"):
            return found[0]
        name = f"source/{path.relative_to(ROOT).as_posix()}.txt"
        if files.get_file_from_path(name) is None:
            files.append(File.generated(config, name, content=path.read_bytes()))
        return f"]({'../' * own.count('/')}{name})"

    def by_title(found: "re.Match[str]") -> str:
        other = files.get_file_from_path(normpath(join(own, "..", found[1])))
        title = other.page.title if other is not None and other.page is not None else found[1]
        return f"[{title}]({found[2]})"

    return _BY_NAME.sub(by_title, _OUTSIDE.sub(brought_along, markdown))
