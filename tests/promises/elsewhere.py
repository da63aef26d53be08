"""Another machine: a process with another hash seed, clock, zone, locale and folder, which finishes drawn cases.

``python -m tests.promises.elsewhere`` reads a case a line as JSON and answers with the finished page in base64.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from base64 import b64decode, b64encode
from types import TracebackType

from tests.corpus import ROOT
from tests.promises.drawn import Drawn

SURROUNDINGS = {"TZ": "Pacific/Apia", "LC_ALL": "C", "LANG": "C", "PYTHONPATH": str(ROOT)}


class Elsewhere:
    """The process. ``seed``: of its hashes; days: how far off its clock is."""

    def __init__(self, seed: int) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.promises.elsewhere"],
            env=os.environ | SURROUNDINGS | {"PYTHONHASHSEED": str(seed)},
            cwd=self._folder.name,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def finish(self, drawn: Drawn) -> bytes:
        """The finished page's bytes, as that process makes them."""
        assert self._process.stdin
        assert self._process.stdout
        told = [b64encode(drawn.page).decode(), drawn.toml, drawn.url, sorted(drawn.articles)]
        self._process.stdin.write(json.dumps(told) + "\n")
        self._process.stdin.flush()
        return b64decode(self._process.stdout.readline())

    def __enter__(self) -> "Elsewhere":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.communicate()
        self._folder.cleanup()


def main() -> None:
    """Answers line by line, and lives in another year with every call."""
    random.seed(os.getpid())
    for number, line in enumerate(sys.stdin):
        page, toml, url, articles = json.loads(line)
        time.time = lambda years=number: 86_400.0 * 366 * years  # type: ignore[assignment, misc]
        html = Drawn(b64decode(page), toml, url, frozenset(articles)).finish().html
        print(b64encode(html).decode(), flush=True)


if __name__ == "__main__":
    main()
