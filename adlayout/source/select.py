"""CSS selectors, by lxml and cssselect over a copy of the tree, made only when a rule file asks."""

from weakref import WeakKeyDictionary

from cssselect import HTMLTranslator
from lxml import etree

from adlayout.source.page import Page
from adlayout.source.tree import Element

_COPIES: "WeakKeyDictionary[Page, tuple[etree._Element, dict[int, Element]]]" = WeakKeyDictionary()
_TRANSLATOR = HTMLTranslator()


def select(page: Page, css: str) -> list[Element]:
    """Elements of ``page`` that match, in document order."""
    path = etree.XPath(_TRANSLATOR.css_to_xpath(css))
    copy = _COPIES.get(page)
    if copy is None:
        copy = _COPIES[page] = _copy(page)
    root, originals = copy
    found = path(root)
    return [originals[int(node.get("adlayout-nr"))] for node in found if isinstance(node, etree._Element)]


def _copy(page: Page) -> "tuple[etree._Element, dict[int, Element]]":
    originals: dict[int, Element] = {}
    builder = etree.TreeBuilder()
    _write(page.html, builder, originals)
    return builder.close(), originals


def _write(root: Element, builder: "etree.TreeBuilder", originals: dict[int, Element]) -> None:
    """In document order, without recursion: pages nest deep."""
    work: list[Element | None] = [root]
    names: list[str] = []
    while work:
        element = work.pop()
        if element is None:
            builder.end(names.pop())
            continue
        name = _xml_name(element.name)
        attributes = {key: _xml_text(value) for key, value in element.attributes().items() if _is_xml_name(key)}
        attributes["adlayout-nr"] = str(len(originals))
        originals[len(originals)] = element
        builder.start(name, attributes)
        names.append(name)
        work.append(None)
        work.extend(child for child in reversed(element.children) if isinstance(child, Element))


def _is_xml_name(name: str) -> bool:
    return (
        name.replace("-", "").replace("_", "").isalnum() and name.isascii() and not name[0].isdigit() and name[0] != "-"
    )


def _xml_name(name: str) -> str:
    return name if _is_xml_name(name) else "unknown"


def _xml_text(value: str) -> str:
    return "".join(
        sign if sign >= " " or sign in "\t\n\r" else " "
        for sign in value
        if sign not in "\ufffe\uffff" and not "\ud800" <= sign <= "\udfff"
    )
