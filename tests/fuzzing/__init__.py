"""Pages that nobody was kind to: mutated ones, finished under rules that want insertions everywhere.

mutate.py    a page with some of its tags, attributes and bytes deleted, doubled, moved, or put in from a list
judged.py    one page under one rule file: which promise is broken, if any
__main__.py  the long run: ``make fuzz ARGS="--pages 200000"``
guided.py    the run that looks for pages which reach new lines: ``make fuzz-guided``
found/       what these found, as small as it can be: ``index.tsv`` says what was wrong
rules/       the rule files
"""
