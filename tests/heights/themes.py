"""Stock style sheets of the registry, each with the markup that its documentation gives an article."""

from dataclasses import dataclass
from pathlib import Path

from tests.npm import package

ARTICLES = Path(__file__).parent / "articles"


@dataclass(frozen=True, slots=True)
class Theme:
    """``page``: what stands around the article, at ``%s``. ``classes``: what the theme wants its elements to be.
    ``style``: what its documentation adds in the page's head.
    """

    package: str
    version: str
    css: str
    page: str
    classes: tuple[tuple[str, str], ...] = ()
    style: str = ""

    @property
    def name(self) -> str:
        """The package's name without its owner."""
        return self.package.split("/")[-1]

    def html(self, title: str, body: str) -> bytes:
        """A whole page."""
        for plain, classed in self.classes:
            body = body.replace(plain, classed)
        article = f"<h1>{title}</h1>\n{body}"
        return (
            '<!doctype html>\n<html lang="de">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta property="og:type" content="article">\n'
            f'<title>{title}</title>\n<link rel="stylesheet" href="package/{self.css}">\n'
            f"<style>{self.style}</style>\n</head>\n"
            f"{self.page % article}\n</html>\n"
        ).encode()

    def folder(self) -> Path:
        """The package as ``package`` in a folder of the cache; fetched from the registry on first use."""
        return package(self.package, self.version, "themes")


_MAIN = "<body>\n<main>\n<article>\n%s</article>\n</main>\n</body>"
THEMES = (
    Theme(
        "bootstrap", "5.3.9", "dist/css/bootstrap.min.css",
        '<body>\n<main class="container py-4">\n<div class="row justify-content-center">\n<article class="col-lg-8">\n'
        "%s</article>\n</div>\n</main>\n</body>",
        (("<table>", '<table class="table">'), ("<img ", '<img class="img-fluid" '),
         ("<figure>", '<figure class="figure">'), ("<blockquote>", '<blockquote class="blockquote">')),
    ),
    Theme(
        "bulma", "1.0.4", "css/bulma.min.css",
        '<body>\n<section class="section">\n<div class="container is-max-desktop">\n<article class="content">\n'
        "%s</article>\n</div>\n</section>\n</body>",
    ),
    Theme("@picocss/pico", "2.1.1", "css/pico.min.css", '<body>\n<main class="container">\n%s</main>\n</body>'),
    Theme("water.css", "2.1.1", "out/water.min.css", _MAIN),
    Theme("sakura.css", "1.5.1", "css/sakura.css", "<body>\n%s</body>"),
    Theme(
        "tufte-css", "1.9.0", "tufte.min.css", "<body>\n<article>\n<section>\n%s</section>\n</article>\n</body>"
    ),
    Theme(
        "github-markdown-css", "5.9.0", "github-markdown-light.css",
        '<body>\n<article class="markdown-body">\n%s</article>\n</body>',
        style=".markdown-body { box-sizing: border-box; max-width: 980px; margin: 0 auto; padding: 45px; }\n"
        "@media (max-width: 767px) { .markdown-body { padding: 15px; } }\n",
    ),
    Theme("@exampledev/new.css", "1.1.3", "new.css", _MAIN),
    Theme("mvp.css", "1.18.0", "mvp.css", _MAIN),
    Theme("milligram", "1.4.1", "dist/milligram.min.css", '<body>\n<main class="container">\n%s</main>\n</body>'),
    Theme("simpledotcss", "2.3.7", "simple.min.css", _MAIN),
    Theme(
        "spectre.css", "0.5.9", "dist/spectre.min.css",
        '<body>\n<div class="container grid-md">\n%s</div>\n</body>',
        (("<table>", '<table class="table">'), ("<img ", '<img class="img-responsive" ')),
    ),
    Theme(
        "foundation-sites", "6.9.0", "dist/css/foundation.min.css",
        '<body>\n<div class="grid-container">\n<div class="grid-x grid-padding-x align-center">\n'
        '<article class="cell large-8">\n%s</article>\n</div>\n</div>\n</body>',
    ),
    Theme(
        "uikit", "3.25.29", "dist/css/uikit.min.css",
        '<body>\n<div class="uk-container uk-container-small">\n<article class="uk-article">\n%s</article>\n</div>\n'
        "</body>",
        (("<table>", '<table class="uk-table">'), ("<ul>", '<ul class="uk-list uk-list-disc">')),
    ),
)  # fmt: skip
