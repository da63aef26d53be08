"""How far a build is: a bar on a terminal, nothing in a pipe, a file or CI."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from operator import length_hint
from typing import TypeVar

import click

T = TypeVar("T")
Say = Callable[[str], None]
_DOING = {"finish": "Finishing", "strip": "Stripping", "compare": "Comparing"}
_STEPS = 400
"""A bar is drawn at most so often: it takes longer than a small file."""
_CLEAR = "\r\x1b[K"


@contextmanager
def shown(outcomes: Iterable[T], action: str, *, hidden: bool = False) -> Iterator[tuple[Iterable[T], Say]]:
    """The outcomes, drawn as they come, and what prints a line to standard error without spoiling the bar."""
    if hidden or not sys.stderr.isatty() or os.environ.get("CI"):
        yield outcomes, lambda text: click.echo(text, err=True)
        return
    steps = max(1, length_hint(outcomes) // _STEPS)
    bar = click.progressbar(
        outcomes, label=_DOING[action], show_pos=True, file=sys.stderr, update_min_steps=steps, width=30
    )
    with bar as drawn:
        yield drawn, lambda text: click.echo(f"{_CLEAR}{text}", err=True)
