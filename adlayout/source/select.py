"""CSS selectors, by lxml and cssselect over a copy of the tree, made only when a rule file asks."""

from cssselect import HTMLTranslator
from lxml import etree

from adlayout.source.tree import Element

_NUMBER = "adlayout-number"


class Selection:
    """A tree, ready to be asked."""

    def __init__(self, root: Element) -> None:
        self.elements: list[Element] = []
        self.copy = self._copied(root)
        self.translator = HTMLTranslator()

    def find(self, css: str) -> list[Element]:
        """Elements that match, in document order. Raises ``cssselect.SelectorError``."""
        found = etree.XPath(self.translator.css_to_xpath(css))(self.copy)
        nodes = found if isinstance(found, list) else []
        return [self.elements[int(node.get(_NUMBER, "0"))] for node in nodes if isinstance(node, etree._Element)]

    def _copied(self, root: Element) -> etree._Element:
        """In document order and without recursion: pages nest deep."""
        builder = etree.TreeBuilder()
        work: list[Element | None] = [root]
        names: list[str] = []
        while work:
            element = work.pop()
            if element is None:
                builder.end(names.pop())
                continue
            names.append(element.name if _is_xml_name(element.name) else "unknown")
            builder.start(names[-1], self._attributes(element))
            work.append(None)
            work.extend(child for child in reversed(element.children) if isinstance(child, Element))
        return builder.close()

    def _attributes(self, element: Element) -> dict[str | bytes, str | bytes]:
        self.elements.append(element)
        found: dict[str | bytes, str | bytes] = {_NUMBER: str(len(self.elements) - 1)}
        for key, value in element.attributes().items():
            if _is_xml_name(key):
                found[key] = "".join(sign if _is_xml_sign(sign) else " " for sign in value)
        return found


def _is_xml_name(name: str) -> bool:
    plain = name.replace("-", "").replace("_", "")
    return plain.isalnum() and name.isascii() and not name[0].isdigit() and name[0] != "-"


def _is_xml_sign(sign: str) -> bool:
    return (sign >= " " or sign in "\t\n\r") and sign not in "\ufffe\uffff" and not "\ud800" <= sign <= "\udfff"
