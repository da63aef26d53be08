"""The rules, one file for each sort; each function gives the findings of one page.

names.py      names that the rule file knows, elements, styles once and in the head
pages.py      pages that are to get nothing, or no ads
labels.py     each slot's label as text, not hidden, not small; accessible names
words.py      the label's word is one that the country accepts
space.py      the space that a slot keeps free
escaping.py   what only data that was not escaped can be
doubles.py    ids and ad units that stand twice
counts.py     how many of each name and kind
places.py     where the rule file wants something
neighbours.py what may not stand above, below or around
distances.py  gaps, first, last and least
density.py    the share of the height that ads take
tree.py       the browser's tree is that of the page, plus insertions
"""

from collections.abc import Callable, Iterator

from adlayout.checker.finding import Finding
from adlayout.checker.findings import (
    counts,
    density,
    distances,
    doubles,
    escaping,
    labels,
    names,
    neighbours,
    pages,
    places,
    space,
    tree,
    words,
)
from adlayout.checker.standing import Reading

CHECKS: tuple[Callable[[Reading], Iterator[Finding]], ...] = (
    names.names,
    names.styles,
    pages.listed,
    pages.no_article,
    labels.labels,
    labels.spoken,
    words.words,
    space.space,
    escaping.unescaped,
    doubles.ids,
    doubles.units,
    counts.counts,
    places.places,
    neighbours.neighbours,
    neighbours.one_a_seam,
    distances.gaps,
    distances.own_ads,
    distances.ends,
    density.density,
    tree.in_order,
    tree.same,
)
