"""Pages and rule files from disk and standard input, results to disk and standard output, with messages for people."""

import sys
from pathlib import Path

from adlayout.errors import PageError, UsageError
from adlayout.rulefile import Rules, find_rules, load_rules


def rules_for(page: Path | None, name: str | None) -> Rules:
    """The rules of a page: those named, else the nearest file upward (standard input: from here), else ``default``."""
    if name:
        return load_rules(name)
    return load_rules(find_rules(page if page else Path.cwd() / "-") or "default")


def read_page(
    name: str, *, folder: str = "for a whole site use: adlayout build {} -o OUT"
) -> tuple[bytes, Path | None]:
    """A page's bytes from a file or, with "-", standard input. ``folder``: what to do where a folder was given."""
    if name == "-":
        return sys.stdin.buffer.read(), None
    path = Path(name)
    if path.is_dir():
        raise UsageError(f"{name}: is a folder; {folder.format(name)}")
    try:
        return path.read_bytes(), path
    except FileNotFoundError:
        raise UsageError(f"{name}: there is no such file; is the path right, seen from {Path.cwd()}?") from None
    except OSError as error:
        raise PageError(f"{name}: cannot be read: {error.strerror}") from None


def put(data: bytes, output: Path | None) -> None:
    """To a file, whole or not at all, or to standard output."""
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    from adlayout.builder.write import write_whole

    if output.is_dir():
        raise UsageError(f"{output}: is a folder; -o takes the name of the file to write")
    if not output.parent.is_dir():
        raise UsageError(f"{output}: there is no folder {output.parent}; make it first")
    try:
        write_whole(output, data)
    except OSError as error:
        raise PageError(f"{output}: cannot be written: {error.strerror}") from None


def same(data: bytes, raw: bytes, output: Path | None) -> bool:
    """Whether writing ``data`` would change nothing: towards the file at ``output``, else towards the input."""
    if output is None:
        return data == raw
    return output.is_file() and output.read_bytes() == data
