"""What changes on a page, as a unified diff that ``patch`` applies."""

from difflib import diff_bytes, unified_diff

_NO_NEWLINE = b"\n\\ No newline at end of file\n"


def difference(name: str, before: bytes, after: bytes) -> bytes:
    """A unified diff, bytes as they are (a page's encoding is its own); empty if nothing changes.

    Lines end with a line feed only, as ``patch`` reads them; a last line without one is marked as ``diff -u`` does.
    """
    shown = name.encode("utf-8", "surrogateescape")
    lines = diff_bytes(unified_diff, _lines(before), _lines(after), shown, shown + b" (finished)")
    return b"".join(line if line.endswith(b"\n") else line + _NO_NEWLINE for line in lines)


def _lines(page: bytes) -> list[bytes]:
    lines = page.split(b"\n")
    return [*(line + b"\n" for line in lines[:-1]), *filter(None, lines[-1:])]
