"""Where insertions may go and what each place costs: the bridge from article and rules to the planner's numbers.

seam.py      a seam, and what forbids it for everything
forbid.py    the hard rules, one function each
prefer.py    the soft costs, one function each
where.py     which seams, or places beside the text, a position names
conditions.py  whether a page is listed, and whether a slot or box is meant for it
problem.py   slots and boxes as the planner's items
"""

from adlayout.seams.conditions import listed
from adlayout.seams.problem import Layout, Wish, lay_out
from adlayout.seams.seam import Forbidden, Seam, find_seams

__all__ = ["Forbidden", "Layout", "Seam", "Wish", "find_seams", "lay_out", "listed"]
