"""Pages per second through one ``finish --lines``, beside ``build --jobs 1`` over the same pages.

    python -m benchmarks.lines [PAGES]

Goal: at least .9 of the build. Both run as the command, from start to end; the pages are invented articles.
"""

import json
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.integrations.articles import pages

COMMAND = [sys.executable, "-m", "adlayout"]


def through_lines(folder: Path, given: list[str]) -> float:
    """Seconds for all pages over standard input and output; asserts that each came back."""
    asked, told = folder / "asked.jsonl", folder / "told.jsonl"
    with asked.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"html": page, "url": f"/{n}/"}) + "\n" for n, page in enumerate(given))
    started = time.perf_counter()
    with asked.open("rb") as stdin, told.open("wb") as stdout:
        subprocess.run([*COMMAND, "finish", "--lines", "--rules", "default"], stdin=stdin, stdout=stdout, check=True)
    seconds = time.perf_counter() - started
    with told.open(encoding="utf-8") as file:
        assert sum(json.loads(line)["status"] == "finished" for line in file) == len(given)
    return seconds


def through_build(folder: Path, given: list[str]) -> float:
    """Seconds for a build of the same pages with one process."""
    for number, page in enumerate(given):
        place = folder / "site" / str(number // 100) / f"{number}.html"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(page, encoding="utf-8")
    command = [*COMMAND, "build", folder / "site", "-o", folder / "out", "--jobs", "1", "--rules", "default", "-q"]
    started = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - started


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    given = pages(count)
    with TemporaryDirectory() as name:
        floor, seconds = through_build(Path(name), given), through_lines(Path(name), given)
    print(f"{count:,} pages of {sum(map(len, given)) / count / 1000:.1f} kB on average")
    print(f"build --jobs 1   {count / floor:7.0f} pages/s")
    print(f"finish --lines   {count / seconds:7.0f} pages/s  {floor / seconds:5.2f} x build")


if __name__ == "__main__":
    main()
