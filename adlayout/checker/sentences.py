"""Each finding's name and what it says must hold, in a sentence: for docs/check.md, and for SARIF's readers.

Those of ``BROWSER`` only Chromium can tell; the others are read from the bytes.
"""

BYTES: dict[str, dict[str, str]] = {
    "The page and what is marked": {
        "only-insertions": "Without its insertions the page is what came in, byte for byte (`--verify` alone).",
        "foreign-mark": "What carries `data-adlayout` is one whole, balanced insertion with a valid name, and none is "
        "inside of another.",
        "unknown-name": "The rule file has a slot or box of that name.",
        "wrong-element": "A slot is an `aside`, a box a `nav`.",
        "style": "A style or script stands once, in the head, and only where something was inserted.",
        "tree": "A browser builds the tree that the bytes show, with and without scripts, and the page keeps its own.",
        "excluded": "A page that `[pages] none` lists gets nothing.",
        "no-ads": "A page that `[pages] no-ads` lists gets no ad.",
        "no-article": "What is to stand in a text stands on a page that has one.",
    },
    "The label": {
        "no-label": "The label of the rule file is the slot's first text.",
        "label-hidden": "Neither `hidden`, `inert`, `aria-hidden`, adlayout's own style nor a class or id that content "
        "blockers hide takes the label away; on a profile that it has no size for, the slot may be hidden as a whole.",
        "label-small": "Adlayout's own style makes the label 12 px or larger.",
        "label-word": "The label is a word that the country of the rule file's `language` accepts for an ad, or the "
        "page's language has for it.",
        "accessible-name": "Each insertion has an `aria-label` that no other has; a slot's begins with its label.",
    },
    "The ad's tag": {
        "no-space": "A slot keeps free, on each profile, what its smallest size takes and 24 px for the label.",
        "unescaped": "Nothing in a slot or box can only have come from data that was not escaped: broken attributes, "
        "handlers, addresses that run, a script cut short, markup in a label or title.",
        "duplicate-id": "An id in an insertion stands nowhere else on the page.",
        "same-unit": "No two slots of different names have one ad unit (Ad Manager, AdSense, AMP, Prebid).",
    },
    "Places and numbers": {
        "wrong-place": "An insertion stands where its `at` wants it.",
        "one-per-seam": "One insertion stands at a place; at the text's end an ad and a box below it.",
        "after-heading": "Text stands between a heading and an insertion.",
        "inside-group": "Blocks that belong together stay together.",
        "inside-block": "An insertion stands between two blocks, and in nothing that may not hold it.",
        "beside-ad": "No ad of the page's own is a neighbour, or nearer than `gap-own`.",
        "under-box": "No teasers stand right above an ad.",
        "gap": "`gap`, `gap-related` and `gap-between` hold.",
        "before-first": "`first` holds for ads in the text.",
        "after-last": "`last` holds for ads in the text.",
        "too-short": "`least` holds where ads stand in the text.",
        "count": "No more insertions than `repeat`, `ads` and `boxes` allow.",
        "density": "Ads take no more of the text's height than `density` allows, by the height model.",
    },
}
BROWSER: dict[str, str] = {
    "label-unseen": "The label is seen: rendered, within the page, not clipped, not transparent.",
    "label-size": "The label's text is 12 px or larger.",
    "label-contrast": "The label's text has a contrast of 4.5:1 or more to what is behind it, in light and in dark.",
    "label-unspoken": "The label is in the accessibility tree, in a landmark whose name begins with it.",
    "space-lost": "The slot is as high as its smallest size and the label take.",
    "column-hidden": "The page shows the part of it in which the slot stands.",
}
RULES: dict[str, str] = {rule: told for family in BYTES.values() for rule, told in family.items()} | BROWSER
