"""Finds the article of a page and says what it is made of. Knows HTML and journalism, and nothing of ads to come."""

from adlayout.article.model import KINDS, PROFILES, Article, Block, Facts, Group

__all__ = ["KINDS", "PROFILES", "Article", "Block", "Facts", "Group"]
