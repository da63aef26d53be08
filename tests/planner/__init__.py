"""The planner against oracles that know nothing of it."""
