"""Whether the page is an article at all. A home page, a section front, a gallery, a shop, a form has no
flow to cut.

What counts is running text in one place; what the head says tips the scales.
"""

from adlayout.article.draft import Draft
from adlayout.article.facts import Head
from adlayout.article.judge import is_solid

LEAST = 40
"""Words of running text of an article."""
UNSAID = 180
"""The same on a page that does not say that it is one."""
SHARE = 0.4
"""Share of the container's text that must be running text."""

_ARTICLE = frozenset(
    [
        "Article",
        "NewsArticle",
        "BlogPosting",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "ReviewNewsArticle",
        "BackgroundNewsArticle",
        "LiveBlogPosting",
        "Report",
        "ScholarlyArticle",
        "TechArticle",
        "Recipe",
        "Review",
        "HowTo",
    ]
)
_OTHER = frozenset(
    "SearchResultsPage CollectionPage Product ItemList ProfilePage CheckoutPage ImageGallery".split()  # noqa: SIM905
)


def reason(head: Head, drafts: list[Draft], body: list[Draft], words: int) -> str | None:
    """``None`` for an article; ``short-article`` where the page says that it is one, but has hardly any text;
    ``no-article``. ``drafts`` is all the container holds, ``body`` its text.
    """
    solid = [d for d in body if is_solid(d)]
    said = head.type == "article" or bool(head.types & _ARTICLE)
    if not solid or words < (LEAST if said else UNSAID):
        return "short-article" if said and not head.is_root else "no-article"
    if head.is_root and not head.types & _ARTICLE:
        return "no-article"
    if head.types & _OTHER and not said:
        return "no-article" if len(solid) < 4 else None
    text, links = sum(len(d.text) for d in drafts), sum(d.links for d in drafts)
    running = sum(len(d.text) for d in solid)
    if not said and (running < SHARE * text or links > 0.5 * text):
        return "no-article"
    return None
