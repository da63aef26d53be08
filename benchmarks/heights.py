"""How far the height model is from Chromium on stock style sheets, per theme and profile, before and after
``rules measure``: fitted on half of the articles and judged on the other half, both ways.

python benchmarks/heights.py

``median``: of the error of an article's height. ``most``: by how many per cent the model was too high at most, which
is what density leaves room for. ``density``: the most that Chromium shows of 30 %, with rules that want many ads.
"""

import sys
import tempfile
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


import adlayout
from adlayout.article import PROFILES
from adlayout.rulefile import Rules, load_rules
from tests.dom.chromium import running
from tests.heights.judge import Judge
from tests.heights.test_heights import DENSE, measure
from tests.heights.themes import THEMES


def main() -> None:
    print(f"{'':>20}" + "".join(f" | {name:<10}{'before':<21}{'after':<12}" for name in PROFILES))
    print(f"{'':>20}" + f" | {'':8}{'median  most density' + '  ' + 'median  most density'}" * len(PROFILES))
    with running() as chromium, tempfile.TemporaryDirectory() as folder:
        if chromium is None:
            print("no Chromium on the path: nothing measured")
            return
        every = [table(Judge(chromium, theme, Path(folder) / theme.name), theme.name) for theme in THEMES]
    for number, name in enumerate(PROFILES):
        before, after = ([error for one in every for error in one[fit][number]] for fit in (0, 1))
        print(
            f"{name}: median {middle(before):.1f} % before, {middle(after):.1f} % after; "
            f"too high by {max(before):.1f} and {max(after):.1f} % at most; {len(before)} pages"
        )


def table(judge: Judge, name: str) -> list[list[list[float]]]:
    """Prints a theme's line; gives its errors before and after, per profile."""
    rules = judge.folder / "adlayout.toml"
    rules.write_text(DENSE, "utf-8")
    before, after = load_rules(rules), []
    for seen in (judge.pages[::2], judge.pages[1::2]):
        rules.write_text(DENSE, "utf-8")
        measure(*seen, "--write")
        after.append(load_rules(rules))
    judged = [(path, after[1 - number % 2]) for number, path in enumerate(judge.pages)]
    found = [turned(judge, [(path, before) for path in judge.pages]), turned(judge, judged)]
    line = f"{name:>20}"
    for number in range(len(PROFILES)):
        line += " | " + " " * 8 + "  ".join(
            f"{middle(errors[number]):6.1f} {max(errors[number]):5.1f} {dense[number]:7.1f}" for errors, dense in found
        )  # fmt: skip
    print(line, flush=True)
    return [errors for errors, _ in found]


def turned(judge: Judge, pages: list[tuple[Path, Rules]]) -> tuple[list[list[float]], list[float]]:
    """Per profile: the errors of the pages, and the highest density of the finished ones."""
    errors = [judge.errors(path, rules) for path, rules in pages]
    dense = [
        [one.density for one in judge.shown(adlayout.finish(path.read_bytes(), rules).html)] for path, rules in pages
    ]
    return [list(one) for one in zip(*errors, strict=True)], [max(one) for one in zip(*dense, strict=True)]


def middle(errors: list[float]) -> float:
    return median(map(abs, errors))


if __name__ == "__main__":
    main()
