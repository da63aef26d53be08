"""Markup as html5lib reads it in the middle of an article: the one root, its attributes, its texts."""

import warnings
import xml.etree.ElementTree as ElementTree

import html5lib
from html5lib.constants import DataLossWarning


def one_root(markup: str) -> ElementTree.Element:
    """The only element that ``markup`` makes between two paragraphs; nothing else may come of it."""
    page = f"<!DOCTYPE html><title>t</title><body><main><p>before</p>{markup}<p>after</p></main>"
    with warnings.catch_warnings():
        # Says that a character (a form feed, U+FFFE) cannot stand in XML; here nothing becomes XML.
        warnings.simplefilter("ignore", DataLossWarning)
        tree = html5lib.parse(page, treebuilder="etree", namespaceHTMLElements=False)
    main = tree.find("body/main")
    assert main is not None
    before, root, after = main
    assert [before.text, before.tail, root.tail, after.text] == ["before", None, None, "after"]
    assert len(tree.findall(".//title")) == 1
    return root


def words(root: ElementTree.Element) -> str:
    """All text of it, white space collapsed."""
    return " ".join("".join(root.itertext()).split())
