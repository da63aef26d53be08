"""Asks Chromium: how high the blocks of a publisher's own pages are, to fit the height model to them, and what it shows
of the slots on finished ones.

trace      which node of the browser's tree each block is
browser    Chromium, without the net and without scripts
sample     what each block measures, its share of the margins included
fit        rows of metrics out of what was measured, in plain numbers
slots      what a reader meets of each slot of a finished page
result     both profiles as a rule file holds them, and the error that is left
"""

from adlayout.measure.browser import browser
from adlayout.measure.result import Result, fitted
from adlayout.measure.sample import Sample, sample
from adlayout.measure.slots import slots

__all__ = ["Result", "Sample", "browser", "fitted", "sample", "slots"]
