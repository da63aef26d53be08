"""checker: reads finished pages from their bytes and reports what breaks a hard rule of the rule file.

Written from the sentences of the docs, not from the code that plans: it shares *source* and *article* (the measure)
and the rule file's values with the other rooms, and nothing else. So a mistake there is found here.

    read.py      the marked elements of a finished page, and the page without them
    standing.py  where each insertion stands in the article's flow
    findings/    one file for each sort of rule
    judge.py     all of them, over one page
    style.py     what our own style says of an element
    seen.py      what a browser showed of the slots, judged
    formats.py   findings as text, JSON, GitHub annotations and SARIF
"""

from adlayout.checker.finding import Finding
from adlayout.checker.judge import check, proven, read_finished, verify
from adlayout.checker.seen import seen, wanted

__all__ = ["Finding", "check", "proven", "read_finished", "seen", "verify", "wanted"]
