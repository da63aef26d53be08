"""Pages that attack whoever looks at them: nothing of theirs runs, nothing leaves, nothing covers the preview."""

from pathlib import Path

import pytest

from tests.dom.chromium import Chromium
from tests.preview.watch import Watched, watched, written

HERE = Path(__file__).parent / "hostile"
TEXT = (
    "<p>Der Fluss stieg in der Nacht um zwei Meter und blieb dann stehen. "
    "Die Feuerwehr pumpte bis zum Morgen durch.</p>"
)
ATTACKS = (HERE / "attacks.txt").read_text("utf-8").splitlines()
CONTEXTS = {
    "text": "<!doctype html><title>T</title><article><h1>T</h1>{text}{attack}{text}</article>",
    "title": "<!doctype html><title>{attack}</title><article><h1>T</h1>{text}{text}</article>",
    "attribute": (
        "<!doctype html><title>T</title><article><h1 title='{attack}' class=\"{attack}\">T</h1>{text}{text}</article>"
    ),
    "heading": "<!doctype html><title>T</title><article><h1>T</h1>{text}<h2>{attack}</h2>{text}</article>",
}


def is_contained(seen: Watched) -> None:
    seen.tab.wait_for_timeout(30)
    assert seen.tab.evaluate("window.hacked") is None
    assert seen.outside == []
    assert seen.dialogs == []
    assert seen.errors == []
    assert seen.tab.url.startswith("file:")
    assert len(seen.tab.context.pages) == 1
    assert [frame.url for frame in seen.frames()] == ["about:blank"] * 2, "the frames still show the page"


def test_a_page_that_tries_everything(chromium: Chromium, tmp_path: Path) -> None:
    raw = (HERE / "everything.html").read_text("utf-8").replace("PARAGRAPHS", TEXT * 20).encode()
    with watched(chromium) as seen:
        seen.open(written(tmp_path, raw, "default").as_uri())
        seen.tab.wait_for_timeout(500)
        is_contained(seen)
        assert seen.said == []
        seen.tab.locator(".rail button.place").nth(3).click()
        assert seen.tab.locator(".why .headline").inner_text(), "the page covers nothing of the preview"
        seen.tab.mouse.click(600, 500)
        is_contained(seen)
        names = seen.tab.locator(".addresses").first.text_content() or ""
        assert "https://img.test/1.png" in names, "what was blocked is listed"
        assert "root:x:0" not in (tmp_path / "preview.html").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("context", CONTEXTS)
def test_attack_strings_stay_text(chromium: Chromium, tmp_path: Path, context: str) -> None:
    assert len(ATTACKS) * len(CONTEXTS) >= 200
    with watched(chromium) as seen:
        for attack in ATTACKS:
            raw = CONTEXTS[context].replace("{text}", TEXT * 6).replace("{attack}", attack).encode()
            seen.open(written(tmp_path, raw, "default").as_uri())
            is_contained(seen)


def test_the_judge_sees_a_request_and_a_script(chromium: Chromium, tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text("<html data-ready><script>window.hacked=1</script><img src=https://x.test/>", "utf-8")
    with watched(chromium) as seen:
        seen.open(page.as_uri())
        assert seen.outside == ["https://x.test/"]
        assert seen.tab.evaluate("window.hacked") == 1


def test_files_outside_of_the_site_stay_there(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "secret.css").write_text("body{--secret:1}", "utf-8")
    (site / "link.css").symlink_to(tmp_path / "secret.css")
    (site / "note.txt").write_text("a secret note", "utf-8")
    (site / "own.css").write_text("body{--own:1}", "utf-8")
    links = "".join(
        f"<link rel=stylesheet href='{one}'>"
        for one in (
            "../secret.css",
            "link.css",
            "/../secret.css",
            "%2e%2e/secret.css",
            str(tmp_path / "secret.css"),
            "own.css",
            "note.txt",
        )
    )
    html = written(
        tmp_path, f"<!doctype html>{links}<article>{TEXT * 9}</article>".encode(), "default", root=site
    ).read_text("utf-8")
    assert "--own" in html
    assert "--secret" not in html
    assert "secret note" not in html
