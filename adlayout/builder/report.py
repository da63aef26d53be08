"""The report for programs: a JSON line a page, the totals last."""

import json


def line(value: dict[str, object]) -> str:
    """One line of the report. A name that is not UTF-8 is written with escapes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
