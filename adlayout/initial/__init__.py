"""A first rule file for a site, from what its pages share.

pages       a sample of the site, each page with what is asked of it later, and nothing more
sorts       which pages are articles, lists of articles, imprints, or none of these
names       selectors that a person can read and the next build of the site still has
containers  the fewest selectors that find the most articles
boxes       what stands in the text of many pages and is none of it
text        the rule file, with its reasons beside it
proof       the file, loaded and tried on the sample
report      what was found, for people
"""

from adlayout.initial.site import init

__all__ = ["init"]
