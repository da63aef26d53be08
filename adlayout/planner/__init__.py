"""Chooses which insertion goes to which seam; knows numbers, and nothing of HTML.

model.py    the problem and the plan as plain values
search.py   finds the least plan
"""

from adlayout.planner.model import Choice, Evenness, Gap, Item, Kind, Plan, Problem, Profile, Rung, Score

__all__ = ["Choice", "Evenness", "Gap", "Item", "Kind", "Plan", "Problem", "Profile", "Rung", "Score"]
