"""Places in the html5lib-tests: what ``places`` calls sure is sure in the oddest markup there is."""

from collections.abc import Iterator

import pytest

from adlayout.errors import PassThrough
from adlayout.source import read
from tests.corpus import SHARED
from tests.source.placed import Judge, places

SUITE = SHARED / "html5lib-tests" / "tree-construction"
AHEAD = b"<!doctype html><body><article><p>Der Hafen schlief, als die Lotsin kam.</p>"
BEHIND = b"<p>Am Morgen lag Nebel auf dem Wasser.</p>"


def cases() -> Iterator[bytes]:
    """The cases' pages, without those of fragments, each once."""
    seen = set()
    for path in sorted(SUITE.glob("*.dat")):
        for case in path.read_bytes().split(b"#data\n")[1:]:
            data, _, rest = case.partition(b"\n#errors")
            if b"\n#document-fragment" not in rest and data not in seen:
                seen.add(data)
                yield data


def pages() -> Iterator[bytes]:
    for case in cases():
        yield AHEAD + case + BEHIND


def main_():
    import sys, time, collections
    t=time.time(); sure=refused=n=0; bad=[]
    for data in pages():
        try: page=read(data,"utf-8"); page.body
        except PassThrough as e: continue
        n+=1
        found,no=places(page); sure+=len(found); refused+=no
        j=Judge(data,page)
        for f in found:
            w=j.wrong(f)
            if w: bad.append((data[len(AHEAD):-len(BEHIND)],f.offset-len(AHEAD),f.parent,f.before,f.after,w))
        if found and (w:=j.wrong_together(found)): bad.append((data,'ALL',w))
    for b in bad: print(*b)
    print(n,sure,refused,len(bad),time.time()-t)
