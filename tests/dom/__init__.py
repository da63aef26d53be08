"""The judges: a browser, html5lib and a comparison of bytes. None shares a line with adlayout.

tree.py        a DOM as a flat list of nodes; merge, take insertions out, compare, look beside an insertion
chromium.py    the DOM that Chromium builds, with scripting on or off and no script run; labels a reader sees
html5.py       the same from html5lib
alignment.py   the inserted spans, found by comparing input and output bytes
"""
