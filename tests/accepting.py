"""What the pages of ``tests/pages`` become, and how that is written down anew: ``make accept``.

A folder there holds ``page.html`` and, if need be, ``rules.toml``; ``finished.html`` and ``plan.json`` are what came
out of it, looked at by a person once. Nothing here is told of a single page: a new folder needs no code.
"""

import json
from pathlib import Path
from typing import Any

import adlayout
from adlayout.errors import PassThrough
from adlayout.pipeline import understood
from tests.article.outline import outline
from tests.cases import Case, own_cases, rules_of
from tests.checked import finish_checked

PAGES = Path(__file__).parent / "pages"
PASSED = PAGES / "passed_through.json"


def outcome(case: Case) -> tuple[bytes, dict[str, Any]]:
    """The finished page, and its plan without what other numbers in the rules would change: costs and heights."""
    page, rules = case.data, rules_of(case.rules)
    finished = finish_checked(page, rules)
    stripped = adlayout.strip(page)
    return finished.html, {
        "status": finished.status,
        "reason": finished.reason,
        "warnings": list(finished.warnings),
        "article": _outline(page, rules),
        "insertions": [
            {"name": one.name, "at": one.at, "offset": one.offset, "before": _shown(stripped[one.offset :])}
            for one in finished.plan.insertions
        ],
        "left_out": [[one.name, one.reason] for one in finished.plan.left_out],
    }


def _outline(page: bytes, rules: Any) -> str | None:
    try:
        return outline(understood(page, rules).article)
    except PassThrough:
        return None


def _shown(rest: bytes) -> str:
    """The beginning of what follows an insertion, for the reader of the file."""
    return rest[:32].decode("ascii", "backslashreplace")


def written(plan: Any) -> str:
    """A value as its file holds it."""
    return json.dumps(plan, ensure_ascii=False, indent=1) + "\n"


def passed_through(plans: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Why each page that was left as it is was left so."""
    return {name: plan["reason"] for name, plan in plans.items() if plan["status"] == "passed"}


def accept() -> None:
    """Writes all anew."""
    plans = {}
    for case in own_cases():
        if case.defect:
            continue
        folder = case.path.parent
        html, plans[folder.name] = outcome(case)
        (folder / "plan.json").write_text(written(plans[folder.name]), encoding="utf-8")
        if html == case.data:
            (folder / "finished.html").unlink(missing_ok=True)
        else:
            (folder / "finished.html").write_bytes(html)
    PASSED.write_text(written(passed_through(plans)), encoding="utf-8")
    print(f"{len(plans)} pages written; look at `git diff tests/pages` before you keep it")


if __name__ == "__main__":
    accept()
