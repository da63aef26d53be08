"""Chooses which insertion goes to which seam; knows numbers, and nothing of HTML.

model.py         the problem and the plan as plain values
keys.py          a plan's order of merit as one integer
case.py          the problem with the number of copies fixed
tables.py        what ads alone and boxes alone cost at least
search.py        finds the least plan
alternatives.py  the second best, and the best without a place
export.py        the problem as JSON
"""

from adlayout.planner.model import Choice, Evenness, Gap, Item, Kind, Plan, Problem, Profile, Rung, Score

__all__ = ["Choice", "Evenness", "Gap", "Item", "Kind", "Plan", "Problem", "Profile", "Rung", "Score"]
