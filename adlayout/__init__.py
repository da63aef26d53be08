"""adlayout finishes article pages: labelled ad slots and related boxes, every other byte left alone."""

__version__ = "0.1.0"
