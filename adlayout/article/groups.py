"""Joins neighbouring blocks that stay together. Each tie is a group of its own; equal ties in a row become
one."""

from adlayout.article.draft import Draft
from adlayout.article.model import Group
from adlayout.article.ties import tie


def groups(drafts: list[Draft]) -> tuple[Group, ...]:
    """The groups of the flow, in order; two groups may share a block (a heading above a sentence with a
    list)."""
    found: list[Group] = []
    for i in range(len(drafts) - 1):
        name = tie(drafts[i], drafts[i + 1])
        if name is None:
            continue
        if found and found[-1].last == i and found[-1].tie == name:
            found[-1] = Group(found[-1].first, i + 1, name)
        else:
            found.append(Group(i, i + 1, name))
    return tuple(found)
