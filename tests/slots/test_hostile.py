"""Texts that want to be markup, script or address, through every kind of slot and box: none runs, none asks.

``hostile.txt`` holds them. All of them stand on one page, each in every place where a text can come to stand.
"""

import html
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from adlayout import markup
from adlayout.errors import UsageError
from adlayout.markup.escape import clean
from adlayout.markup.kinds import Context, tags
from adlayout.rulefile.model import KINDS, Ads, Bidder, Link, Picture, Political, Position, Related, Slot
from adlayout.rulefile.tags import NOT_IN_VALUES
from tests.checked import finish_checked
from tests.dom.chromium import Chromium
from tests.slots.articles import GPT_SLOTS, page, rules
from tests.slots.stage import Stage

LINES = Path(__file__).with_name("hostile.txt").read_text("utf-8").splitlines()
HOSTILE = [json.loads(line) for line in LINES if line.startswith('"')]
SIZES = (("desktop", ((728, 90),)), ("mobile", ((300, 250),)))
ADS = Ads(consent="tcf", adsense="ca-pub-1234567890", prebid="/js/prebid.js")
AMP_AD = "https://cdn.ampproject.org/v0/amp-ad-0.1.js"
BEFORE = "window.HITS = []; window.HIT = (...said) => HITS.push(said.join()); window.alert = HIT;"
OURS = {"aside", "nav", "span", "b", "ul", "li", "a", "img", "div", "template", "ins", "p", "amp-ad", "amp-img"}
ASKED = """() => {
  const all = [...document.querySelectorAll("body *")];
  all.push(...all.filter(one => one.content).flatMap(one => [...one.content.querySelectorAll("*")]));
  const addresses = ["href", "src", "srcset", "action", "formaction", "data", "ping", "background"];
  return {
    hits: HITS,
    scripts: document.scripts.length,
    names: [...new Set(all.map(one => one.localName))],
    handlers: all.filter(one => [...one.attributes].some(each => /^on/i.test(each.name))).map(one => one.outerHTML),
    addresses: all.flatMap(one => addresses.map(name => one[name]).filter(said => typeof said === "string"))
      .filter(Boolean).filter(said => !said.startsWith(location.origin)),
    labels: [...document.querySelectorAll("aside > span:first-child")].map(one => one.textContent),
    titles: [...document.querySelectorAll("nav a")].map(one => one.textContent),
  };
}"""


def slots(text: str, number: int) -> list[Slot]:
    """A slot of each kind, hostile wherever a text is free."""
    base = Slot(f"s{number}", Position("end"), label=f"Anzeige {text}", sizes=SIZES, unit="/1/u", fallback="<p>Abo</p>")
    base = replace(
        base, keys=(("own", (text,)), ("page", ("{section}", "{tags}"))), src="/w/{section}?t={tags}&l={language}"
    )
    base = replace(base, bidders=(Bidder(text, json.dumps({"p": text, text: [text]})),), html="<p>Abo</p>")
    base = replace(base, political=Political(f"A{text}", "/notice"))
    house = replace(base, kind="house", html="", picture=Picture("/p.png", "/abo/", text))
    network = replace(base, amp=(("type", "x"), ("data-own", text), ("data-page", "{section} {tags}")))
    return [house, network, *(replace(base, kind=kind) for kind in KINDS if kind != "house")]


def parts(text: str, number: int, look: str) -> Iterator[str]:
    """All slots and boxes with one text."""
    amp = look == "amp"
    for consent in ("tcf", "inert"):
        ads = replace(ADS, consent=consent, inert=(("data-name", text),))
        context = Context(text, (text, f"{text}2"), text, amp, ads)
        made = tags(context, [(one, slot, 0) for one, slot in enumerate(slots(text, number))])
        if consent == "inert":
            yield made.script(text)
            continue
        for one, placed in made.placed.items():
            slot = placed.slot
            notice = markup.Notice(slot.political, "de", slot.notice_lines) if slot.political else None
            sizes = {profile: ladder[0] for profile, ladder in slot.sizes}
            inside = made.inside(one, look)
            yield markup.slot(slot.name, label=slot.label, sizes=sizes, html=inside, notice=notice, look=look)
        yield made.script(text)
    for form in ("line", "teaser", "list"):
        links = [(text, "/ok"), *([(text, text)] if is_link(text) else [])]
        pictures = {url: url for _, url in links}
        yield markup.box(f"b{number}", heading=f"A{text}", links=links, form=form, look=look, pictures=pictures)


def is_link(text: str) -> bool:
    try:
        return bool(markup.link(text))
    except UsageError:
        return False


def whole(look: str, *, xhtml: bool = False) -> str:
    body = "".join(part for number, text in enumerate(HOSTILE) for part in parts(text, number, look))
    style = markup.head_style({"ad", "box", "home", "house", "notice"}) if look == "sheet" else ""
    head = f'<meta charset="utf-8"/><title>t</title>{style}'
    root = '<html xmlns="http://www.w3.org/1999/xhtml">' if xhtml else "<!DOCTYPE html><html>"
    return f"{root}<head>{head}</head><body>{body}</body></html>"


def test_there_are_two_hundred() -> None:
    assert len(set(HOSTILE)) == len(HOSTILE) >= 200


@pytest.mark.parametrize(
    ("look", "path"),
    [
        pytest.param("sheet", "/page.html", id="sheet"),
        pytest.param("inline", "/page.html", id="inline", marks=pytest.mark.slow),
        pytest.param("amp", "/page.html", id="amp", marks=pytest.mark.slow),
        pytest.param("sheet", "/page.xhtml", id="xhtml", marks=pytest.mark.slow),
    ],
)
def test_none_runs_and_none_asks(chromium: Chromium, stage: Stage, look: str, path: str) -> None:
    given = whole(look, xhtml=path.endswith("xhtml"))
    with stage.shown(chromium, given.encode("utf-8", "replace"), scripts={}, before=BEFORE, path=path) as tab:
        tab.wait_for_timeout(300)
        told: dict[str, Any] = tab.evaluate(ASKED)
        assert told["hits"] == []
        assert set(stage.asked) <= ({AMP_AD} if look == "amp" else set())
        assert set(told["names"]) <= OURS | {"script"}
        assert told["handlers"] == []
        assert [one for one in told["addresses"] if not one.startswith(("https://", "http://"))] == []
        assert told["scripts"] == 2 * len(HOSTILE), "a script is ours"
        per_text = len(slots("x", 0))
        assert told["labels"] == [clean(f"Anzeige {text}") for text in HOSTILE for _ in range(per_text)]


def test_the_judge_sees_one_that_runs(chromium: Chromium, stage: Stage) -> None:
    given = b"<!DOCTYPE html><body><img src=x onerror=HIT()><script src=https://evil.example/x.js></script>"
    with stage.shown(chromium, given, scripts={}, before=BEFORE) as tab:
        tab.wait_for_timeout(200)
        told = tab.evaluate(ASKED)
        assert told["hits"]
        assert told["handlers"]
        assert stage.asked == ["https://evil.example/x.js"]


def test_a_page_that_says_all_of_it(chromium: Chromium, stage: Stage, tmp_path: Path) -> None:
    """Through the whole house: as tags and section of the page, as titles and heading of a box; to the ad server."""
    known = rules(tmp_path, GPT_SLOTS + '[[slot]]\nname = "edge"\nat = "end"\nkind = "ssi"\nsrc = "/w?t={tags}"\n')
    links = tuple(Link(f"A{text}", "/ok") for text in HOSTILE)
    box = Related(
        "more", Position("paragraph", number=3), heading=f"A{HOSTILE[0]}", form="list", count=999, links=links
    )
    known = replace(known, related=(box,))
    told = tuple(html.escape(text.encode("utf-8", "replace").decode()) for text in HOSTILE)
    finished = finish_checked(page(section=told[0], tags=told, paragraphs=20), known)
    assert {one.name for one in finished.plan.insertions} >= {"top", "body", "more"}
    with stage.shown(chromium, finished.html, before=BEFORE) as tab:
        tab.wait_for_function("document.querySelector('#al-top-1 iframe')")
        said = tab.evaluate(ASKED)
        assert said["hits"] == []
        assert said["handlers"] == []
        assert len(said["titles"]) == len(HOSTILE)
        assert [url.split("?")[0] for url in stage.asked] == ["https://securepubads.g.doubleclick.net/tag/js/gpt.js"]
        values = stage.requests[0][0]["targeting"]["thema"]
        assert len(values) > 100
        assert all(0 < len(value) <= 40 and not set(value) & set(NOT_IN_VALUES) for value in values)
