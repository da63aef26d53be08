"""The page this project is for, among articles of its site: the index alone finds the one on the same alliance."""

from pathlib import Path

import pytest

import adlayout
from adlayout.builder.indexing import Site, index
from tests.corpus import SHARED
from tests.related.sites import page, write

SEED = SHARED / "seed" / "article.html"
AROUND = {
    "nato-ukraine-hilfe": "Japan und die NATO wollen der Ukraine gemeinsam helfen. Das Militärbündnis und die "
    "Regierung "
    "in Tokio stimmen ihre Unterstützung ab, sagte der Generalsekretär. Es geht um Sanktionen gegen Russland und um "
    "Güter für die Ukraine.",
    "kirschbluete": "In Kyoto blühen die Kirschen so früh wie selten. Die Tempel haben ihre Gärten geöffnet, "
    "und an den "
    "Wochenenden sind alle Züge voll. Japan feiert den Frühling.",
    "tokio-haushalt": "Das Parlament in Tokio hat den Haushalt beschlossen. Die Regierung gibt mehr für "
    "Familien und die "
    "Rente aus. Die Opposition in Japan stimmte dagegen.",
    "shinkansen": "Der Shinkansen fährt bald bis in den Norden. Japan baut seit zehn Jahren an der Strecke, "
    "und die Bahn "
    "erwartet mehr Gäste aus dem Ausland.",
    "sumo": "Beim Turnier in Osaka hat ein junger Ringer alle Kämpfe gewonnen. Der Verband ehrt ihn mit dem höchsten "
    "Rang, den es im Sumo gibt.",
    "yen": "Der Yen ist so schwach wie lange nicht. Die Notenbank will die Zinsen nicht erhöhen, und die "
    "Einfuhren nach "
    "Japan werden teurer.",
    "taiwan-wahl": "In Taiwan wird gewählt. China beobachtet die Wahl genau, und auch die USA haben sich geäußert. Die "
    "Regierung in Taipeh bittet um Ruhe.",
}


@pytest.mark.skipif(not SEED.is_file(), reason="no ../shared/seed beside the repository")
def test_the_index_alone_picks_the_article_on_the_same_alliance(tmp_path: Path) -> None:
    site = write(tmp_path / "site", {name: _at_home(page(name, text)) for name, text in AROUND.items()})
    (site / "seed.html").write_bytes(SEED.read_bytes())
    rules = adlayout.load_rules("magazin")
    made = index(Site(site, rules), tmp_path / "index").made
    assert made.articles == len(AROUND) + 1
    finished = adlayout.finish(SEED.read_bytes(), rules, related=tmp_path / "index")
    assert "inline" in [one.name for one in finished.plan.insertions]
    assert b'<a href="https://magazin.example/nato-ukraine-hilfe/"' in finished.html


def _at_home(html: bytes) -> bytes:
    return html.replace(b"leysum.example", b"magazin.example")
