"""What Chromium shows of an article: its height, and the part of it that ads take. Shares no line with adlayout.

The articles of this folder lie flat behind their ``h1``, so no one has to be asked what their blocks are.
"""

from dataclasses import dataclass
from pathlib import Path

import adlayout
from adlayout.article import PROFILES, understand
from adlayout.rulefile import Rules
from adlayout.source import read
from tests.dom.chromium import Chromium
from tests.heights.themes import ARTICLES, Theme

VIEWPORTS = ((390, 844), (1280, 900))
PICTURES = ((1200, 800), (800, 1000), (1600, 900), (900, 600))
_SCRIPT = """() => {
    const flow = [...document.querySelector("h1").parentElement.children];
    const texts = flow.slice(flow.findIndex((one) => one.localName === "h1") + 1);
    const blocks = texts.filter((one) => !one.dataset.adlayout);
    const box = (one) => one.getBoundingClientRect();
    const inside = texts.slice(texts.indexOf(blocks[0]), texts.indexOf(blocks.at(-1)));
    const px = (one, side) => parseFloat(getComputedStyle(one)["margin-" + side]);
    const ads = inside.filter((one) => one.dataset.adlayout);
    return {
        height: box(blocks.at(-1)).bottom - box(blocks[0]).top,
        ads: ads.reduce((sum, one) => sum + box(one).height + px(one, "top") + px(one, "bottom"), 0),
        count: ads.length,
    };
}"""


@dataclass(frozen=True, slots=True)
class Shown:
    """Px of an article and of the ads between its first and its last block, margins included, and their number."""

    height: float
    ads: float
    count: int

    @property
    def density(self) -> float:
        """Per cent of the height that ads take."""
        return 100 * self.ads / self.height


class Judge:
    """One theme's articles in a folder, as files of a site."""

    def __init__(self, chromium: Chromium, theme: Theme, folder: Path) -> None:
        self.chromium = chromium
        self.folder = folder
        (folder / "img").mkdir(parents=True)
        (folder / "package").symlink_to(theme.folder() / "package")
        for width, height in PICTURES:
            picture = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"></svg>'
            (folder / "img" / f"{width}x{height}.svg").write_text(picture, "utf-8")
        for path in sorted(ARTICLES.glob("*.html")):
            (folder / path.name).write_bytes(theme.html(path.stem, path.read_text("utf-8")))
        self.pages = sorted(folder.glob("*.html"))

    def shown(self, page: bytes) -> list[Shown]:
        """The page as it stands, per profile."""
        path = self.folder / "shown.htm"
        path.write_bytes(page)
        return [Shown(**self.chromium.laid_out(path, viewport, _SCRIPT)) for viewport in VIEWPORTS]

    def errors(self, path: Path, rules: Rules) -> list[float]:
        """By how many per cent the model is above what is shown, per profile."""
        page = path.read_bytes()
        blocks = understand(read(page), heights=rules.heights.rows).blocks
        return [
            100 * (sum(block.heights[number] for block in blocks) / one.height - 1)
            for number, one in enumerate(self.shown(page))
        ]

    def too_dense(self, path: Path, rules: Rules) -> tuple[list[str], int]:
        """Where the finished page is above a limit, in words; and how many ads count on it."""
        limits = dict(rules.limits.density)
        shown = self.shown(adlayout.finish(path.read_bytes(), rules).html)
        found = [
            f"{path.name} {name}: {one.density:.1f} %"
            for name, one in zip(PROFILES, shown, strict=True)
            if one.density > limits[name]
        ]
        return found, shown[0].count
