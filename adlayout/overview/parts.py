"""The parts of the page, each from the sums of one site, or of two to be compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from xml.etree.ElementTree import Element

from adlayout.overview.elements import h
from adlayout.overview.plots import Axis, Counts, heat, histogram
from adlayout.overview.speech import Speech
from adlayout.overview.sums import DENSITY_STEP, GAP_MOST, GAP_STEP, LENGTHS, PROFILES, Folder, Seen, Sums
from adlayout.overview.tables import Cell, bar, num, table

SERIES = ("one", "two")
_MOST_REASONS = 40


@dataclass(frozen=True, slots=True)
class Shown:
    """What is drawn: one site's sums, or those before and after; ``names`` say which is which."""

    speech: Speech
    sums: tuple[Sums, ...]
    names: tuple[str, ...]

    @property
    def many(self) -> bool:
        """Whether two are compared."""
        return len(self.sums) > 1


def section(shown: Shown, title: str, *children: Element, hint: str = "") -> Element:
    """A card with its heading."""
    say = shown.speech.say
    helps = [h("p", {"class": "quiet"}, say(hint))] if hint else []
    return h("section", {"class": "part"}, h("h2", {}, say(title)), helps, children)


def slots(shown: Shown) -> Element:
    """A row for each slot and box, with those that stand nowhere last."""
    say = shown.speech.say
    names = list(dict.fromkeys(name for one in shown.sums for _, name in one.names()))
    kinds = {name: kind for one in shown.sums for kind, name in one.standing}
    rows = [_slot(shown, name, kinds.get(name, "")) for name in names]
    per_site = [say("share"), say("in-all")]
    if shown.many:
        per_site = [f"{word} ({say(which)})" for which in ("before", "after") for word in per_site]
    heads = [say("name"), say("kind"), *per_site, say("left-out-most")]
    return section(shown, "slots", table(say("slots"), heads, rows), hint="slots-help")


def _slot(shown: Shown, name: str, kind: str) -> list[Cell]:
    speech = shown.speech
    cells = []
    for one, series in zip(shown.sums, SERIES, strict=False):
        standing = one.standing.get((kind, name))
        pages, copies = (standing.pages, standing.copies) if standing else (0, 0)
        share = pages / one.pages if one.pages else 0.0
        cells += [Cell(bar(share, speech.percent(1000 * share), series), share), num(speech.number(copies), copies)]
    last = shown.sums[-1]
    because = [(many, why) for (of, why), many in last.out.items() if of == name]
    many, why = max(because, default=(0, ""))
    said = speech.say("on-n", reason=speech.reason(why), count=speech.number(many)) if why else ""
    return [Cell(name), Cell(speech.say(kind or "nowhere")), *cells, Cell(said, many)]


def density(shown: Shown) -> Element:
    """Two histograms beside each other."""
    plots = [_density(shown, number, name) for number, name in enumerate(("phones", "desktops"))]
    return section(shown, "density", h("div", {"class": "pair"}, plots), hint="density-help")


def _density(shown: Shown, number: int, profile: str) -> Element:
    speech = shown.speech
    counts = [one.density[number] for one in shown.sums]
    limits = shown.sums[-1].limits[number]
    limit = max(limits, key=lambda one: (limits[one], one)) if limits else 1000
    most = max(chain([0], *counts)) + 1
    shown_limit = limit / DENSITY_STEP if limit < 1000 else None
    bins = max(4, most, int(shown_limit or 0) + 1)
    axis = Axis(
        bins,
        lambda edge: speech.percent(edge * DENSITY_STEP, 0 if edge * DENSITY_STEP % 10 == 0 else 1),
        lambda edge: f"{speech.percent(edge * DENSITY_STEP, 1)} – {speech.percent((edge + 1) * DENSITY_STEP, 1)}",
        speech.say("plot-density", profile=speech.say(profile)),
        shown_limit,
    )
    means = [speech.percent(one.mean_density[number].value, 1) for one in shown.sums]
    return _plot(shown, speech.say(profile), counts, axis, means)


def gaps(shown: Shown) -> Element:
    """The histogram of words between neighbouring ads."""
    speech = shown.speech
    counts = [one.gaps for one in shown.sums]
    bins = max(4, max(chain([0], *counts)) + 1)

    def title(edge: int) -> str:
        low = speech.number(edge * GAP_STEP)
        if edge * GAP_STEP >= GAP_MOST:
            return speech.say("words-more", **{"from": low})
        return speech.say("words-range", **{"from": low, "to": speech.number((edge + 1) * GAP_STEP)})

    axis = Axis(bins, lambda edge: speech.number(edge * GAP_STEP), title, speech.say("plot-gaps"))
    means = [speech.number(one.mean_gap.value) for one in shown.sums]
    return section(shown, "gaps", _plot(shown, "", counts, axis, means), hint="gaps-help")


def _plot(shown: Shown, title: str, counts: Sequence[Counts], axis: Axis, means: list[str]) -> Element:
    """A histogram with its heading, its key, and its numbers as a table."""
    speech = shown.speech
    if not any(counts):
        return h("p", {"class": "quiet"}, speech.say("none-yet"))
    rows = [
        [Cell(axis.title(edge), edge), *(num(speech.number(one.get(edge, 0)), one.get(edge, 0)) for one in counts)]
        for edge in range(axis.bins)
        if any(one.get(edge) for one in counts)
    ]
    heads = [
        speech.say("from"),
        *([speech.say("before"), speech.say("after")] if shown.many else [speech.say("in-all")]),
    ]
    keys = [
        h(
            "span",
            {"class": f"key {series}"},
            f"{speech.say(which)}, " if shown.many else "",
            speech.say("mean", value=mean),
        )
        for series, which, mean in zip(SERIES, ("before", "after"), means, strict=False)
    ]
    caption = h("figcaption", {}, h("b", {}, title), *keys)
    numbers = h("details", {}, h("summary", {}, speech.say("as-table")), table(axis.said, heads, rows))
    return h("figure", {}, caption, histogram(counts, axis, speech.percent), numbers)


def lengths(shown: Shown) -> Element:
    """A map for each site: how many ads articles of which length hold."""
    say, number = shown.speech.say, shown.speech.number
    columns = 1 + max((ads for one in shown.sums for _, ads in one.lengths), default=0)
    ranges = [f"{number(low)} – {number(high)}" for low, high in pairwise(LENGTHS)]
    names = [*ranges, f"≥ {number(LENGTHS[-1])}"]
    maps = [
        h("figure", {}, h("figcaption", {}, h("b", {}, name if shown.many else "")),
          heat(one.lengths, names, columns, say("plot-lengths", name=name)))
        for one, name in zip(shown.sums, shown.names, strict=True)
    ]  # fmt: skip
    return section(shown, "lengths", h("div", {"class": "pair"}, maps), hint="lengths-help")


def folders(shown: Shown) -> Element:
    """A row for each folder at the top of the site."""
    speech = shown.speech
    heads = [speech.say(word) for word in ("folder", "pages", "articles", "ads", "each", "boxes", "phone", "desktop")]
    last = shown.sums[-1].folders
    return section(
        shown, "folders", table(speech.say("folders"), heads, [_folder(speech, n, f) for n, f in sorted(last.items())])
    )


def _folder(speech: Speech, name: str, of: Folder) -> list[Cell]:
    each = of.ads / of.articles if of.articles else None
    counts = [num(speech.number(value), value) for value in (of.pages, of.articles, of.ads)]
    shares = [num(speech.percent(mean.value, 1), mean.value) for mean in of.density]
    return [Cell(name), *counts, num(speech.number(each, 2), each), num(speech.number(of.boxes), of.boxes), *shares]


def reasons(shown: Shown) -> Element:
    """Why pages stayed as they were, and why slots and boxes found no place."""
    speech, one = shown.speech, shown.sums[-1]
    say = speech.say
    passed = [[Cell(speech.reason(why)), num(speech.number(many), many)] for why, many in one.reasons.most_common()]
    out = [
        [Cell(name), Cell(speech.reason(why)), num(speech.number(many), many)]
        for (name, why), many in one.out.most_common(_MOST_REASONS)
    ]
    found = []
    if passed:
        found += [
            h("h3", {}, say("passed-because")),
            table(say("passed-because"), [say("reason"), say("pages")], passed),
        ]
    if out:
        heads = [say("name"), say("reason"), say("pages")]
        found += [h("h3", {}, say("out-because")), table(say("out-because"), heads, out)]
    return section(shown, "reasons", *(found or [h("p", {"class": "quiet"}, say("none-yet"))]))


def looks(shown: Shown) -> Element:
    """The pages that stand out, each with its reasons."""
    speech, one = shown.speech, shown.sums[-1]
    say, found = speech.say, one.looked()
    if not found:
        return section(shown, "looks", h("p", {}, say("looks-none")))
    said = say("looks-help", shown=speech.number(len(found)), all=speech.number(one.stand_out))
    heads = [say(word) for word in ("page", "why", "words-count", "ads", "boxes", "phone", "desktop", "seconds")]
    rows = [page_cells(speech, seen) for seen in found]
    return section(shown, "looks", h("p", {"class": "quiet"}, said), table(say("looks"), heads, rows, find=True))


def page_cells(speech: Speech, seen: Seen) -> list[Cell]:
    """A page in a list."""
    chips = [h("span", {"class": f"chip {word}"}, _because(speech, seen, word, count)) for word, count in seen.why]
    shares: list[int | None] = [*seen.density] if seen.density else [None] * len(PROFILES)
    return [
        Cell(seen.page),
        Cell(h("span", {"class": "chips"}, chips), seen.weight),
        *(num(speech.number(value), value) for value in (seen.words, seen.ads, seen.boxes)),
        *(num(speech.percent(share, 1), share) for share in shares),
        num(speech.number(seen.seconds, 3), seen.seconds),
    ]


def _because(speech: Speech, seen: Seen, word: str, count: int) -> str:
    said = speech.say(f"why-{word}", count=speech.number(count))
    return f"{said}: {speech.say(seen.reason)}" if word in ("failed", "passed") and seen.reason else said


def slowest(shown: Shown) -> Element:
    """A short list: where a build's time goes."""
    speech, one = shown.speech, shown.sums[-1]
    rows = [[Cell(page), num(speech.number(seconds, 3), seconds)] for seconds, page in sorted(one.slow, reverse=True)]
    heads = [speech.say("page"), speech.say("seconds")]
    return section(shown, "slowest", table(speech.say("slowest"), heads, rows))
