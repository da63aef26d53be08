"""builder: a whole site: every page finished or stripped, in parallel; everything else carried over untouched."""

from adlayout.builder.model import Outcome, Totals, Wanted
from adlayout.builder.site import build
from adlayout.builder.write import write_whole

__all__ = ["Outcome", "Totals", "Wanted", "build", "write_whole"]
