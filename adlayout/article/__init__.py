"""Finds the article of a page and says what it is made of. Knows HTML and journalism, and nothing of ads
to come.

weigh, find    which element holds the text
flow, kinds/   its blocks, in reading order
judge, trim    what is no text after all; where the text begins and ends
lead, sidebar  its neighbours
groups, ties/  what stays together
text, heights  what each block measures
"""

from adlayout.article.facts import canonical
from adlayout.article.model import KINDS, PROFILES, Article, Block, Facts, Group
from adlayout.article.understand import understand

__all__ = ["KINDS", "PROFILES", "Article", "Block", "Facts", "Group", "canonical", "understand"]
