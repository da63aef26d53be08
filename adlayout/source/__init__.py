"""Bytes, encodings, offsets: turns a page's bytes into the tree a browser builds from them, every element with its
exact place in the bytes. Knows nothing of articles or ads.

    encoding.py   which encoding a browser would use
    offsets.py    from the decoded page's characters to its bytes
    tree.py       elements and text, a thin mirror of the parser's (turbohtml, which builds the HTML Standard's tree)
    noscript.py   whether readers with and without scripts get the same tree
    places.py     where a browser puts an element that is inserted beside or into another
    page.py       Page, what the other rooms hold
    fragment.py   whether a piece of markup stays where it is put
"""

from adlayout.source.fragment import fragment_error, fragment_ids
from adlayout.source.page import Page, css_error, read
from adlayout.source.places import Place, ahead, behind, first_in, last_in
from adlayout.source.tree import Element, Text

__all__ = [
    "Element",
    "Page",
    "Place",
    "Text",
    "ahead",
    "behind",
    "css_error",
    "first_in",
    "fragment_error",
    "fragment_ids",
    "last_in",
    "read",
]
