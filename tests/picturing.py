"""``make pictures``: the screenshots of the documents, taken anew of the example magazine in Chromium."""

import tempfile
from contextlib import chdir
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from playwright.sync_api import Browser, sync_playwright

from adlayout.cli import main as cli
from tests.dom.chromium import FLAGS, find_chromium

ROOT = Path(__file__).resolve().parents[1]
SITE, DOCS = Path("examples/magazin"), ROOT / "docs"
ARTICLE = "reportage/die-letzte-faehre.html"
COMPARED = 'extends = "{site}/adlayout.toml"\n[limits]\nads = 5\n[[slot]]\nname = "body"\nrepeat = 1\n'
WIDE = (1600, 1000)


def adlayout(*words: object) -> None:
    """A command as a user runs it."""
    run = CliRunner().invoke(cli, [str(one) for one in words])
    assert run.exit_code == 0, run.output


def shoot(browser: Browser, path: Path, name: str, size: tuple[int, int], **how: Any) -> None:
    """One screenshot. ``press``: what is done before, a button's or place's selector; ``scheme``: light or dark;
    ``scroll``: px from the top.
    """
    tab = browser.new_page(
        viewport={"width": size[0], "height": size[1]}, color_scheme=how.get("scheme", "light"), locale="de-DE"
    )
    tab.goto(path.as_uri())
    if how.get("drawn", True):
        tab.wait_for_selector("[data-ready]", state="attached")
    for css in how.get("press", ()):
        tab.locator(css).first.click()
    tab.evaluate(f"scrollTo(0, {how.get('scroll', 0)})")
    tab.wait_for_timeout(400)
    tab.screenshot(path=DOCS / f"{name}.png")
    tab.close()


def main() -> None:
    """All pictures, into docs/."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright, chdir(ROOT):
        folder = Path(name)
        rules = folder / "fewer.toml"
        rules.write_text(COMPARED.format(site=ROOT / SITE), "utf-8")
        adlayout("build", SITE, "-o", folder / "finished", "--report-html", folder / "report.html")
        adlayout("rules", "diff", SITE / "adlayout.toml", rules, SITE, "--report-html", folder / "diff.html")
        adlayout("preview", SITE, "-o", folder / "site")
        adlayout("preview", SITE / ARTICLE, "-o", folder / "page.html")
        adlayout("preview", SITE / ARTICLE, "--against", rules, "-o", folder / "two.html")
        browser = playwright.chromium.launch(executable_path=find_chromium(playwright), args=list(FLAGS))
        finished = folder / "finished" / ARTICLE
        shoot(browser, finished, "finished-desktop", (1280, 1500), drawn=False)
        shoot(browser, finished, "finished-phone", (390, 844), drawn=False)
        shoot(browser, folder / "page.html", "preview", WIDE, press=[".rail .taken-ad[data-seam='5']"])
        shoot(
            browser, folder / "page.html", "preview-dark", WIDE, scheme="dark", press=[".rail .barred[data-seam='11']"]
        )
        shoot(browser, folder / "two.html", "preview-two", WIDE, press=[".rail .taken-box"])
        shoot(browser, folder / "site" / "index.html", "preview-site", (1600, 900))
        shoot(browser, folder / "report.html", "build-report", (1280, 1400), scroll=680)
        shoot(browser, folder / "diff.html", "rules-diff", (1280, 1400), scroll=380)
        browser.close()


if __name__ == "__main__":
    main()
