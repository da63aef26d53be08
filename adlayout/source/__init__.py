"""Bytes, encodings, offsets: turns a page's bytes into the tree a browser builds from them, every element with its
exact place in the bytes. Knows nothing of articles or ads.

    encoding.py   which encoding a browser would use, and what to do where 0x3C is not always "<"
    tokens.py     the tokenizer: tags, comments and raw text as one exact regular expression
    tree.py       the tree's plain values
    builder.py    the HTML Standard's tree construction, fast path first
    construction.py  the state it works on
    modes/        ... its insertion modes, one room each
    places.py     where a browser puts an element that is inserted at an offset
    select.py     CSS selectors, by lxml and cssselect, over the same tree
    page.py       Page, what the other rooms hold
"""

from adlayout.source.page import Page, read
from adlayout.source.places import Place, place
from adlayout.source.tree import Element

__all__ = ["Element", "Page", "Place", "place", "read"]
