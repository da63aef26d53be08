"""markup: a planned slot or box as HTML that is correct by construction: escaped, balanced, one root element.

Plain values in, ``str`` out. Nothing here knows the page or the plan; ``kinds`` knows the rule file's slots. What is
written is well-formed XML too, so that it may stand in an XHTML page.
"""

from adlayout.markup.box import box, templated
from adlayout.markup.escape import attribute, encode, link, text
from adlayout.markup.head import head_style
from adlayout.markup.headings import heading
from adlayout.markup.slot import Notice, slot

__all__ = ["Notice", "attribute", "box", "encode", "head_style", "heading", "link", "slot", "templated", "text"]
