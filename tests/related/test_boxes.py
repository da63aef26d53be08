"""What stands in a finished page: which links, in which order, where, and in whose language."""

import re
from pathlib import Path

import pytest

import adlayout
from adlayout.cli.outline import outline
from adlayout.cli.words import words_of
from adlayout.related.index import Index
from tests.checked import finish_checked
from tests.related.sites import FOUR, four, indexed, jsonld, links, page, rules, write

URL = "https://leysum.example/{}/"
HEADINGS = {
    "de-AT": "Lesen Sie auch", "en": "Read also", "fr": "Lire aussi", "it": "Leggi anche", "es": "Lea también",
    "nl": "Lees ook", "pl": "Czytaj także", "ja": "あわせて読みたい",
}  # fmt: skip


def site(folder: Path, **pages: bytes) -> Index:
    """The four articles and others, indexed."""
    indexed(write(four(folder / "site"), pages), folder / "index")
    return Index(folder / "index")


def finished(folder: Path, name: str, box: str = 'at = "end"\nminimum = 0', index: Index | None = None) -> bytes:
    html = (folder / "site" / name / "index.html").read_bytes()
    found = index or Index(folder / "index")
    return finish_checked(html, rules(folder / "site", box=box), related=found).html


def left_out(folder: Path, html: bytes, box: str, index: Index | None) -> list[str]:
    found = adlayout.finish(html, rules(folder, box=box), related=index)
    return [one.reason for one in found.plan.left_out]


def test_without_an_index_a_box_without_links_stays_out(tmp_path: Path) -> None:
    assert left_out(tmp_path / "x", page("brot", FOUR["brot"]), 'at = "end"', None) == ["no-links"]


def test_the_box_takes_the_nearest_and_never_the_page_itself(tmp_path: Path) -> None:
    site(tmp_path)
    assert links(finished(tmp_path, "brot")) == [URL.format("muehle")]
    all_of_them = links(finished(tmp_path, "brot", 'at = "end"\ncount = 9\nminimum = 0'))
    assert all_of_them[0] == URL.format("muehle")
    assert URL.format("brot") not in all_of_them


def test_an_empty_box_is_better_than_a_bad_link(tmp_path: Path) -> None:
    index = site(tmp_path)
    html = page("brot", FOUR["brot"])
    assert left_out(tmp_path / "site", html, 'at = "end"\nminimum = 1', index) == ["no-relevant-links"]
    assert left_out(tmp_path / "site", page("neu", "x"), 'at = "end"', index) == ["not-indexed"]


def test_what_the_text_links_is_not_linked_again(tmp_path: Path) -> None:
    linking = page("brot", FOUR["brot"] + ' Mehr <a href="/muehle/index.html#rad">dort</a>.')
    site(tmp_path, brot=linking)
    assert URL.format("muehle") not in links(finished(tmp_path, "brot", 'at = "end"\ncount = 9\nminimum = 0'))


def test_two_boxes_never_link_the_same(tmp_path: Path) -> None:
    site(tmp_path)
    box = 'at = "end"\ncount = 2\nminimum = 0\n[[related]]\nname = "first"\nat = "top"\nminimum = 0'
    found = links(finished(tmp_path, "brot", box))
    assert len(found) == len(set(found)) == 3


def test_the_fixed_links_of_a_later_box_are_not_taken_before(tmp_path: Path) -> None:
    site(tmp_path)
    fixed = 'links = [{ title = "Die Mühle", url = "/muehle/" }]'
    found = links(finished(tmp_path, "brot", f'at = "end"\nminimum = 0\n[[related]]\nname = "o"\nat = "top"\n{fixed}'))
    assert found[0] == "/muehle/"
    assert URL.format("muehle") not in found


def test_a_box_without_a_place_leaves_its_links_to_the_others(tmp_path: Path) -> None:
    site(tmp_path)
    box = 'at = "sidebar"\nminimum = 0\n[[related]]\nname = "other"\nat = "end"\nminimum = 0'
    assert links(finished(tmp_path, "brot", box)) == [URL.format("muehle")]


def test_sources_come_in_their_order(tmp_path: Path) -> None:
    given = jsonld(headline="Brot", relatedLink=["/hafen/"])
    given += '<link rel="related" href="/reederei/" title="Von der Reederei">'
    site(tmp_path, brot=page("brot", FOUR["brot"], given))
    box = 'at = "end"\ncount = 3\nminimum = 0'
    html = finished(tmp_path, "brot", box)
    assert links(html) == [URL.format("hafen"), URL.format("reederei"), URL.format("muehle")]
    assert b"Von der Reederei" in html
    fixed = f'{box}\nlinks = [{{ title = "Fest", url = "/fest/" }}]'
    assert links(finished(tmp_path, "brot", fixed)) == ["/fest/"]


def test_a_link_that_the_page_gives_twice_keeps_its_first_place(tmp_path: Path) -> None:
    given = jsonld(headline="Brot", relatedLink=["/hafen/", "/reederei/"])
    site(tmp_path, brot=page("brot", FOUR["brot"], given + '<link rel="related" href="/hafen/">'))
    assert links(finished(tmp_path, "brot", 'at = "end"\ncount = 2\nminimum = 0')) == [
        URL.format("hafen"),
        URL.format("reederei"),
    ]


def test_pinned_banned_and_older(tmp_path: Path) -> None:
    new = page("muehle", FOUR["muehle"], jsonld(headline="Mühle", datePublished="2025-01-02"))
    old = page("brot", FOUR["brot"], jsonld(headline="Brot", datePublished="2025-01-01"))
    site(tmp_path, muehle=new, brot=old)
    box = 'at = "end"\ncount = 2\nminimum = 0\n'
    assert links(finished(tmp_path, "brot", f'{box}pinned = ["/hafen/"]')) == [
        URL.format("hafen"),
        URL.format("muehle"),
    ]
    assert URL.format("muehle") not in links(finished(tmp_path, "brot", f'{box}banned = ["/mue*"]'))
    assert URL.format("muehle") not in links(finished(tmp_path, "brot", f"{box}older = true"))


@pytest.mark.parametrize("language", HEADINGS)
def test_the_heading_is_in_the_pages_language(language: str, tmp_path: Path) -> None:
    pages = {name: page(name, text, language=language) for name, text in FOUR.items()}
    site(tmp_path, **pages)
    assert f'aria-label="{HEADINGS[language]}"' in finished(tmp_path, "brot").decode()


def test_a_teaser_has_the_articles_picture(tmp_path: Path) -> None:
    picture = jsonld(headline="Die Mühle", image={"@type": "ImageObject", "url": "/m.jpg", "width": 800, "height": 450})
    site(tmp_path, muehle=page("muehle", FOUR["muehle"], picture))
    html = finished(tmp_path, "brot", 'at = "end"\nform = "teaser"\nminimum = 0').decode()
    (image,) = re.findall(r"<img[^>]*>", html)
    assert 'src="https://leysum.example/m.jpg"' in image
    assert all(part in image for part in ('alt=""', 'width="128"', 'height="72"', 'loading="lazy"'))


HOSTILE = {
    "markup": ("<script>alert(1)</script>\"'&", "&lt;script&gt;"),
    "turning": ("\u202egnippohs\u202c und \u2066mehr\u2069", ">gnippohs und mehr<"),
    "endless": ("Wort " * 2000, "Wort…<"),
}


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_stay_text(title: str, tmp_path: Path) -> None:
    given, shown = HOSTILE[title]
    head = jsonld(headline=given).replace("</script>\\", "<\\/script>\\").replace("(1)</script>", "(1)<\\/script>")
    site(tmp_path, muehle=page("muehle", FOUR["muehle"], head))
    html = finished(tmp_path, "brot")
    assert shown in html.decode()
    assert len(links(html)) == 1


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example/",
        "https://user@evil.example/",
        "/a b<c>",
        "https://[evil",
    ],
)
def test_hostile_addresses_are_refused(address: str, tmp_path: Path) -> None:
    head = jsonld(headline="Brot", relatedLink=[{"url": address, "name": "Gewinn"}])
    site(tmp_path, brot=page("brot", FOUR["brot"], head))
    assert links(finished(tmp_path, "brot")) == [URL.format("muehle")]


@pytest.mark.parametrize("address", ["https://[", "//[x", "http://a]b/"])
def test_a_page_whose_own_address_is_none_is_finished_and_never_recommended(address: str, tmp_path: Path) -> None:
    bad = page("muehle", FOUR["muehle"]).replace(b"https://leysum.example/muehle/", address.encode())
    site(tmp_path, muehle=bad)
    assert not [
        link for name in FOUR for link in links(finished(tmp_path, name)) if address in link or "muehle" in link
    ]


def test_the_box_stands_where_the_text_speaks_of_its_article(tmp_path: Path) -> None:
    words = ("Abend", "Kissen", "Fenster", "Garten", "Lampe", "Teppich")
    filler = [
        f"<p>{one} ist ein Wort, von dem hier die Rede ist, und niemand weiß genau, weshalb.</p>" for one in words
    ]
    for at in range(1, 4):
        spoken = [*filler[:at], f"<p>{FOUR['muehle']}</p>", *filler[at:]]
        html = page("lang", f"Ein Text über vieles, und auch Mehl aus der Mühle kommt vor. {'Es ist so. ' * 6}")
        html = html.replace(b"</article>", "".join(spoken).encode() + b"</article>")
        index = site(tmp_path / str(at), lang=html)
        done = finished(tmp_path / str(at), "lang", 'at = "mid-body"\nminimum = 0').decode()
        assert links(done.encode())[0] in (URL.format("muehle"), URL.format("brot"))
        before = done[: done.index('<nav data-adlayout="more"')]
        assert before.rstrip().endswith("Wasserrad laufen.</p>"), at
        told = adlayout.explain(html, rules(tmp_path / str(at), box='at = "mid-body"\nminimum = 0'), related=index)
        speaks = told["related"]["more"]["speaks"]
        most = told["article"]["blocks"][speaks.index(1)]
        assert html[most["start"] : most["end"]].endswith(b"Wasserrad laufen.</p>")
        assert len(speaks) == len(told["article"]["blocks"])
        assert next("text-speaks" in one["reasons"] for one in told["plan"]["insertions"] if one["name"] == "more")
        said = outline(words_of("de"), told)
        assert f"Vom ersten handelt der Text am meisten in Block {speaks.index(1) + 1} (paragraph, 100 %)" in said


def test_explain_tells_of_candidates_and_near_misses(tmp_path: Path) -> None:
    index = site(tmp_path)
    html = (tmp_path / "site" / "brot" / "index.html").read_bytes()
    told = adlayout.explain(html, rules(tmp_path / "site", box='at = "end"\nminimum = 0.3'), related=index)
    first, *others = told["related"]["more"]["candidates"]
    assert first["taken"]
    assert first["url"] == URL.format("muehle")
    assert set(first["parts"]) == {"terms", "latent", "title", "tags", "hub", "time"}
    assert {one["why"] for one in others} <= {"below-minimum", "enough"}
    assert others
