"""Related articles: what the site's own pages are about, and which of them are linked from which.

    entry, jsonld, facts, leaving_out   a page as an article, by its own word; or why it is none
    words, compounds, vectors           its terms
    neighbours, settle, series          which articles are near, and who recommends whom
    store, extract, making              the index on disk
    index, given, choose, near, boxes   a page's links, when it is finished
    needs                               what they depend on, so that it is finished again when they change

Making an index needs the extra ``adlayout[related]``; finishing pages with one does not.
"""
