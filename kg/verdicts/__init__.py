"""What a target and an achievement on one indicator say to each other: a verdict with its reason.

Pure functions of two figures and their dates. `kg.build` sets figures of documents side by side and writes the verdicts.
"""

from kg.verdicts.figure import Figure
from kg.verdicts.periods import achieved_at, due, period_span
from kg.verdicts.verdict import Verdict, judge

__all__ = ["Figure", "Verdict", "achieved_at", "due", "judge", "period_span"]
