"""Chooses, exactly, which insertion goes to which seam. Knows numbers, and nothing of HTML or of rule files."""

from adlayout.planner.model import Choice, Evenness, Gap, Item, Kind, Plan, Problem, Profile, Rung, Score

__all__ = ["Choice", "Evenness", "Gap", "Item", "Kind", "Plan", "Problem", "Profile", "Rung", "Score"]
