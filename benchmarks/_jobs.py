"""The same work, done with each Python library: find the article, insert a slot after given blocks, write the page.

The article is the element whose own paragraphs hold the most text; a slot goes behind its third and its sixth one. Each
library is used as its manual says, and is told the page's encoding. A job ``part, …`` cannot find the article: it is
told behind which of all ``<p>`` tags a slot goes. Run as a command, one job goes over a folder of pages in one process:

    python -m benchmarks._jobs JOB FOLDER [OUT]
"""

import json
import re
import sys
import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

AFTER = (3, 6)
SLOT = '<aside data-adlayout="slot">Anzeige</aside>'
T = TypeVar("T")
Job = Callable[[bytes, str, Sequence[int]], bytes]
"""From the page's bytes, its codec's name, and what rewriters are told, to the bytes of the page with slots."""


def chosen(found: Iterable[tuple[Hashable, T, int]]) -> list[T]:
    """Behind which paragraphs slots go, of all, given as their parent, themselves and their characters."""
    groups: dict[Hashable, list[T]] = defaultdict(list)
    weights: Counter[Hashable] = Counter()
    for parent, paragraph, chars in found:
        groups[parent].append(paragraph)
        weights[parent] += chars
    best = groups[max(weights, key=weights.__getitem__)] if weights else []
    return [best[number - 1] for number in AFTER if number <= len(best)]


def lxml_bare() -> Job:
    from lxml import etree, html

    return lambda page, codec, told: etree.tostring(etree.fromstring(page, html.HTMLParser()))


def lxml_html() -> Job:
    from lxml import etree, html

    def job(page: bytes, codec: str, told: Sequence[int]) -> bytes:
        name = codec.replace("_", "-").replace("utf-16-", "utf-16")  # as libxml2 calls it
        root = etree.fromstring(page, html.HTMLParser(encoding=name))
        found = ((p.getparent(), p, sum(map(len, p.itertext()))) for p in root.iter("p"))
        for p in chosen(found):
            p.addnext(html.fragment_fromstring(SLOT))
        return etree.tostring(root.getroottree(), method="html", encoding=name)

    return job


def beautifulsoup(parser: str) -> Job:
    from bs4 import BeautifulSoup

    def job(page: bytes, codec: str, told: Sequence[int]) -> bytes:
        soup = BeautifulSoup(page, parser, from_encoding=codec)
        for p in chosen((id(p.parent), p, len(p.get_text())) for p in soup.find_all("p")):
            slot = soup.new_tag("aside", attrs={"data-adlayout": "slot"})
            slot.string = "Anzeige"
            p.insert_after(slot)
        return soup.encode(codec)

    return job


def html5lib_() -> Job:
    import html5lib

    def job(page: bytes, codec: str, told: Sequence[int]) -> bytes:
        parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree", fullTree=True), namespaceHTMLElements=False)
        root = parser.parse(page, transport_encoding=codec)
        inside = ((parent, p) for parent in root.iter() for p in parent if p.tag == "p")
        found = ((parent, (parent, p), sum(map(len, p.itertext()))) for parent, p in inside)
        for parent, p in chosen(found):
            (slot,) = html5lib.parseFragment(SLOT, namespaceHTMLElements=False)
            slot.tail, p.tail = p.tail, None
            parent.insert(list(parent).index(p) + 1, slot)
        options = {"omit_optional_tags": False, "quote_attr_values": "always", "inject_meta_charset": False}
        return html5lib.serialize(root, encoding=codec, **options)

    return job


def selectolax_() -> Job:
    from selectolax.lexbor import LexborHTMLParser

    def job(page: bytes, codec: str, told: Sequence[int]) -> bytes:
        tree = LexborHTMLParser(page.decode(codec, "replace"))
        for p in chosen((p.parent.mem_id, p, len(p.text())) for p in tree.css("p")):
            slot = tree.create_node("aside")
            slot.attrs["data-adlayout"] = "slot"
            slot.insert_child("Anzeige")
            p.insert_after(slot)
        return tree.html.encode(codec, "xmlcharrefreplace")

    return job


def turbohtml_bare() -> Job:
    import turbohtml

    return lambda page, codec, told: turbohtml.parse(page.decode(codec, "replace")).serialize().encode(codec, "replace")


def turbohtml_(lossless: bool) -> Job:
    import turbohtml

    def job(page: bytes, codec: str, told: Sequence[int]) -> bytes:
        text = page.decode(codec, "replace")
        document = turbohtml.parse(text, scripting=True, source_locations=lossless)
        for p in chosen((p.parent, p, len(p.text)) for p in document.find_all("p")):
            p.insert_adjacent_html("afterend", SLOT)
        return (document.to_source() if lossless else document.serialize()).encode(codec, "xmlcharrefreplace")

    return job


def turbohtml_rewrite() -> Job:
    from turbohtml.rewrite import Element, rewrite

    def job(page: bytes, codec: str, told: Sequence[int]) -> bytes:
        number = count()

        def slot(p: Element) -> None:
            if next(number) in told:
                p.after(SLOT, html=True)

        return rewrite(page.decode(codec, "replace"), elements=[("p", slot)]).encode(codec, "replace")

    return job


def lol_html() -> Job:
    import lolhtml

    class Slots:
        def __init__(self, told: Sequence[int]) -> None:
            self.told, self.number = told, count()

        def element(self, p: lolhtml.Element) -> None:
            if next(self.number) in self.told:
                p.after(SLOT, lolhtml.ContentType.HTML)

    def job(page: bytes, codec: str, told: Sequence[int]) -> bytes:
        out: list[bytes] = []
        rewriter = lolhtml.HTMLRewriter(lambda chunk: out.append(bytes(chunk)))
        rewriter.on("p", Slots(told))
        rewriter.write(page)
        rewriter.end()
        return b"".join(out)

    return job


def adlayout_(source: str | Path) -> Job:
    import adlayout

    rules = adlayout.load_rules(source)
    return lambda page, codec, told: adlayout.finish(page, rules, encoding=codec).html


JOBS: dict[str, Callable[[], Job]] = {
    "lxml, parse + serialise": lxml_bare,
    "turbohtml, parse + serialise": turbohtml_bare,
    "adlayout, preset default": lambda: adlayout_("default"),
    "adlayout, same work": lambda: adlayout_(Path(__file__).with_name("_same_work.toml")),
    "lxml.html": lxml_html,
    "selectolax": selectolax_,
    "turbohtml": lambda: turbohtml_(lossless=False),
    "turbohtml, to_source": lambda: turbohtml_(lossless=True),
    "BeautifulSoup, html.parser": lambda: beautifulsoup("html.parser"),
    "BeautifulSoup, lxml": lambda: beautifulsoup("lxml"),
    "html5lib": html5lib_,
    "part, turbohtml.rewrite": turbohtml_rewrite,
    "part, lol-html (Python)": lol_html,
}


def warm(job: Job, page: bytes, one: dict[str, Any]) -> None:
    """One page ahead, whose time is start-up: what is loaded on first use, is."""
    with suppress(Exception):
        job(page, one["codec"], one["told"])


def main(name: str, folder: str, out: str = "") -> None:
    """Prints seconds of the processor a page, MB at the start and at the peak, and the pages that raised."""
    warnings.simplefilter("ignore")
    job = JOBS[name]()
    given = json.loads(Path(folder, "pages.json").read_text("utf-8"))
    warm(job, Path(folder, given[0]["file"]).read_bytes(), given[0])
    start, clock = _memory("VmRSS"), time.perf_counter()
    seconds, failed = [], {}
    for one in given:
        page = Path(folder, one["file"]).read_bytes()
        began = time.process_time()
        try:
            made = job(page, one["codec"], one["told"])
        except Exception as error:  # noqa: BLE001  (whatever a library raises on a page is told)
            made, failed[one["file"]] = page, f"{type(error).__name__}: {error}"[:200]
        seconds.append(time.process_time() - began)
        if out:
            Path(out, one["file"]).write_bytes(made)
    clock = time.perf_counter() - clock
    print(json.dumps({"seconds": seconds, "clock": clock, "start": start, "peak": _memory("VmHWM"), "failed": failed}))


def _memory(name: str) -> float:
    """MB that the process has now (VmRSS) or had at most (VmHWM). Linux's getrusage tells those of the parent, too."""
    said = re.search(rf"{name}:\s+(\d+)", Path("/proc/self/status").read_text("ascii"))
    return int(said[1]) / 1024 if said else 0


if __name__ == "__main__":
    main(*sys.argv[1:])
