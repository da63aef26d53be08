"""How soon a preview is there, and how soon a knob is answered; each beside its floor.

    python -m benchmarks.preview

For an article of 5,000 words it prints the time to first paint and until all is drawn in Chromium, beside an empty
page's; and what the server takes to plan again when a knob is turned, beside ``finish`` of the same page (the goals:
1 s more than the empty page, 100 ms). Medians of several runs, on this machine.
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

import adlayout
from adlayout.cli.words import table
from adlayout.preview import Desk, Shown
from tests.dom.chromium import FLAGS, find_chromium
from tests.preview.watch import written

RUNS = 9
SENTENCE = "Der Fluss stieg in der Nacht um zwei Meter und blieb dann stehen. "
PAINT = "performance.getEntriesByName('first-paint')[0]?.startTime ?? performance.now()"


def article(words: int) -> bytes:
    """Paragraphs of five sentences, a subheading before every fifth."""
    count = words // (5 * len(SENTENCE.split()))
    body = "".join("<h2>Noch ein Kapitel</h2>" * (n % 5 == 4) + f"<p>{SENTENCE * 5}</p>" for n in range(count))
    return f"<!doctype html><html lang=de><title>T</title><article><h1>Hochwasser</h1>{body}</article>".encode()


def timed(act: Callable[[], object]) -> float:
    """Milliseconds, the median of several runs."""
    found = []
    for _ in range(RUNS):
        start = time.perf_counter()
        act()
        found.append(1000 * (time.perf_counter() - start))
    return median(found)


def opened(tab: Page, path: Path, ready: str) -> tuple[float, float]:
    """Milliseconds to first paint and until drawn."""
    paints, ends = [], []
    for _ in range(RUNS):
        start = time.perf_counter()
        tab.goto(path.as_uri())
        tab.wait_for_selector(ready, state="attached")
        ends.append(1000 * (time.perf_counter() - start))
        paints.append(float(tab.evaluate(PAINT)))
    return median(paints), median(ends)


def main() -> None:
    raw = article(5_000)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        preview, empty = written(folder, raw, "default"), folder / "empty.html"
        empty.write_text("<!doctype html><title>T</title><body>x", "utf-8")
        browser = playwright.chromium.launch(executable_path=find_chromium(playwright), args=list(FLAGS))
        tab = browser.new_page(viewport={"width": 1680, "height": 1050})
        for said, path, ready in (("empty page", empty, "body"), ("preview, 5,000 words", preview, "[data-ready]")):
            paint, end = opened(tab, path, ready)
            print(f"{said:<24} first paint {paint:7.0f} ms   drawn {end:7.0f} ms")
        browser.close()
        page = folder / "page.html"
        page.write_bytes(raw)
        desk = Desk(Shown(page, folder, "default"), table())
        desk.home()
        turns = iter(range(200, 200 + 10 * RUNS, 10))
        knob = timed(lambda: desk.plan({"page": "page.html", "knobs": {"limits.gap.words": next(turns)}}))
        floor = timed(lambda: adlayout.finish(raw, adlayout.load_rules("default")))
        print(f"a knob turned            {knob:7.1f} ms   finish with its rule file {floor:7.1f} ms")


if __name__ == "__main__":
    main()
