"""A file per promise of the design's first section, each judged by something that adlayout does not share.

``drawn.py`` draws pages, rules and indexes together; each promise is asked of them, and each judge is shown to fail
when the promise is broken on purpose (``broken.py``).
"""
