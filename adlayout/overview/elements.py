"""HTML and SVG as values: a text is always escaped, because the library that writes it does nothing else."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, tostring


def h(
    name: str, attributes: "dict[str, object] | None" = None, *children: "Element | str | Iterable[Element]"
) -> Element:
    """An element; attributes that are None stay away, "class" may be given as such."""
    made = Element(name, {key: clean(str(value)) for key, value in (attributes or {}).items() if value is not None})
    for child in children:
        if isinstance(child, Element):
            made.append(child)
        elif isinstance(child, str):
            _text(made, clean(child))
        else:
            made.extend(child)
    return made


def html(elements: Iterable[Element]) -> str:
    """As HTML, one below the other."""
    return "\n".join(tostring(one, "unicode", "html") for one in elements)


def clean(text: str) -> str:
    """What may stand in a file of UTF-8: a name's bytes that are no text become escapes, controls a blank."""
    safe = text.encode("utf-8", "backslashreplace").decode()
    return "".join(one if one >= " " or one in "\n\t" else " " for one in safe)


def _text(made: Element, text: str) -> None:
    if len(made):
        made[-1].tail = (made[-1].tail or "") + text
    else:
        made.text = (made.text or "") + text
