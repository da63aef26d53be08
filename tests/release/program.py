"""A small program of a user's, for the type checkers: all public names, with their types said out loud."""

from pathlib import Path

import adlayout
from adlayout import Finding, Finished


def words_before_ads(finished: Finished) -> list[tuple[str, int]]:
    """Names of what was placed, and where."""
    return [(one.name, one.offset) for one in finished.plan.insertions]


def main(page: Path) -> int:
    """Finishes a page, looks at it, and takes it back."""
    rules = adlayout.load_rules("default")
    raw: bytes = page.read_bytes()
    finished: Finished = adlayout.finish(raw, rules, url="https://magazin.example/artikel/")
    if finished.status == "passed":
        print(finished.reason)
    findings: tuple[Finding, ...] = adlayout.check(finished.html, rules)
    for finding in findings:
        print(finding.rule)
    for out in finished.plan.left_out:
        print(out.name, out.reason)
    print(words_before_ads(finished), adlayout.explain(raw, rules)["status"])
    version: str = adlayout.__version__
    return int(adlayout.strip(finished.html) != raw or not version)


if __name__ == "__main__":
    raise SystemExit(main(Path("page.html")))
