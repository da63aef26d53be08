"""The html5lib-tests, each case a page: insertions forced wherever a page may have one, and browsers asked.

suite.py      the cases, and each as a page with text around it
measure.py    the figures: what was tried, what was passed through, what was wrong
__main__.py   ``python -m tests.conformance``: measures all, writes ``passed_through.txt`` and docs/conformance.md
"""
