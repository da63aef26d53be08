"""The fewest selectors that find the most articles.

Each article's container is called in every way that might last; of all these forms the one is taken that finds most
articles and least besides, then the next one for the articles that are left.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from adlayout.initial.names import Form, cost, first, forms_of, written
from adlayout.initial.pages import Seen
from adlayout.initial.sorts import Sorted

HELD = 0.9
"""Share of the article's words that a container has to hold."""
WIDE = 0.25
"""Text beside the article's, as a share of it, that a container may hold."""
SPOILT = 4
"""What an article lost, or a page made an article, takes from a form's worth: more than an article found brings."""
FEW = 0.01
"""Share of the articles that a selector must find: a long list of rarities is read by nobody."""
CHOICE = 400
"""Forms that are tried at length: the ones that most containers can be called by."""


@dataclass(frozen=True, slots=True)
class Container:
    """A selector and the names of the articles that it is for."""

    form: Form
    pages: tuple[str, ...]

    @property
    def css(self) -> str:
        """The selector."""
        return written(self.form)


@dataclass(frozen=True, slots=True)
class _Trial:
    """What a form finds in the sample: where it matches on each article; the names of articles ``held``, and of those
    where it finds the very element that detection found (``exact``) or one around it (``outer``); how many articles
    it takes for something else, pages for articles, and lists for articles.
    """

    form: Form
    starts: dict[str, int]
    held: frozenset[str]
    exact: frozenset[str]
    outer: frozenset[str]
    lost: int
    made: int
    lists: int

    def worth(self, done: dict[str, int], left: frozenset[str]) -> tuple[int, int, int, int, int, str]:
        """Articles found, thrice where it is the very element, less what it spoils; fewest lists; the plainest name.
        An element around the very one costs: it takes the page from a selector of its own template.

        ``done`` is where the selectors chosen so far match on the articles that they hold.
        """
        exact = len(self.exact & left)
        # In a list of selectors the first match in the page wins, so an outer element takes the page from an inner one.
        taken = sum(name in done and start < done[name] for name, start in self.starts.items())
        found = (
            len(self.held & left) + 2 * exact - 2 * len(self.outer & left) - SPOILT * (self.lost + self.made + taken)
        )
        return found, -self.lists, exact, -cost(self.form), -len(self.form), written(self.form)


def choose(pages: Sorted) -> tuple[Container, ...]:
    """Selectors in the order of how many articles they find. Articles that no lasting selector finds are left out."""
    trials = [_tried(form, pages) for form in _candidates(pages.articles)]
    left = frozenset(page.name for page in pages.articles)
    done: dict[str, int] = {}
    chosen: list[Container] = []
    while trials:
        best = max(trials, key=lambda trial: trial.worth(done, left))
        held = best.held & left
        if best.worth(done, left)[0] <= 0 or len(held) < FEW * len(pages.articles):
            break
        chosen.append(Container(best.form, tuple(sorted(held))))
        done |= {name: best.starts[name] for name in held}
        left -= held
    return tuple(chosen)


def _tried(form: Form, pages: Sorted) -> _Trial:
    spans = {page.name: span for page in pages.articles if (span := _span(page, form)) is not None}
    held = {page.name for page in pages.articles if page.name in spans and _is_held(page, spans[page.name])}
    found = [page for page in pages.articles if page.name in spans]
    return _Trial(
        form,
        {name: span[0] for name, span in spans.items()},
        frozenset(held),
        frozenset(page.name for page in found if page.name in held and spans[page.name] == page.span),
        frozenset(page.name for page in found if page.name in held and _is_around(spans[page.name], page.span)),
        # Behind the text's beginning another match does no harm.
        sum(page.name not in held and spans[page.name][0] < page.blocks[0][0] for page in found),
        sum(_is_made(page, form) for page in pages.others),
        sum(_span(page, form) is not None for page in pages.lists),
    )


def _candidates(articles: Iterable[Seen]) -> list[Form]:
    count: dict[Form, int] = {}
    for page in articles:
        number = _own(page)
        for form in () if number is None else set(forms_of(page.nodes, number)):
            count[form] = count.get(form, 0) + 1
    ranked = sorted(count, key=lambda form: (-count[form], cost(form), written(form)))
    # A template with few pages must keep its names, too: the cheapest of each count, and the cheapest of all.
    return sorted({*ranked[:CHOICE], *sorted(count, key=lambda form: (cost(form), written(form)))[:CHOICE]})


def _own(page: Seen) -> int | None:
    """The number of the node that detection took for the container."""
    return next((n for n, node in enumerate(page.nodes) if (node.start, node.end) == page.span), None)


def _span(page: Seen, form: Form) -> tuple[int, int] | None:
    number = first(form, page.nodes, page.having)
    return None if number is None else (page.nodes[number].start, page.nodes[number].end)


def _is_held(page: Seen, span: tuple[int, int]) -> bool:
    """Whether a span is the article: its words, and not much besides."""
    return _holds(page, span) and _is_near(page, span)


def _is_around(span: tuple[int, int], inner: tuple[int, int]) -> bool:
    return span != inner and span[0] <= inner[0] and inner[1] <= span[1]


def _holds(page: Seen, span: tuple[int, int]) -> bool:
    inside = sum(words for start, end, words in page.blocks if span[0] <= start and end <= span[1])
    return inside >= HELD * page.words


def _is_near(page: Seen, span: tuple[int, int]) -> bool:
    own = _text(page, page.span)
    return _text(page, span) - own <= WIDE * own


def _text(page: Seen, span: tuple[int, int]) -> int:
    return sum(size for at, size in page.runs if span[0] <= at < span[1])


def _is_made(page: Seen, form: Form) -> bool:
    """Whether the form makes an article of a page that is none: of its text where detection found no text at all."""
    span = _span(page, form)
    return span is not None and not (page.blocks and _holds(page, span)) and _text(page, span) > 0
