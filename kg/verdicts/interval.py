"""Intervals of numbers: what a target allows, and what an achievement says."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Interval(NamedTuple):
    """The numbers from `low` to `high`; None has no end, an open end does not hold its own number."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    def holds(self, other: Interval) -> bool:
        """Whether every number of `other` is in this one."""
        return self._low_within(other) and self._high_within(other)

    def _low_within(self, other: Interval) -> bool:
        if self.low is None:
            return True
        if other.low is None:
            return False
        return other.low > self.low or (other.low == self.low and (not self.low_open or other.low_open))

    def _high_within(self, other: Interval) -> bool:
        if self.high is None:
            return True
        if other.high is None:
            return False
        return other.high < self.high or (other.high == self.high and (not self.high_open or other.high_open))

    def is_apart_from(self, other: Interval) -> bool:
        """Whether no number is in both."""
        return _before(self, other) or _before(other, self)

    def turned(self) -> Interval:
        """The same with the sign of every number turned: a decrease as a negative increase."""
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        return Interval(low, high, self.high_open, self.low_open)


def _before(one: Interval, other: Interval) -> bool:
    if one.high is None or other.low is None:
        return False
    return one.high < other.low or (one.high == other.low and (one.high_open or other.low_open))


def stated(op: str, value: Decimal, value_max: Decimal | None) -> Interval:
    """The numbers that a figure's own words allow: 4.5, 42 to 45, at least 90."""
    if op in (">=", ">"):
        return Interval(value, None, op == ">")
    if op in ("<=", "<"):
        return Interval(None, value, high_open=op == "<")
    return Interval(value, max(value, value_max) if value_max is not None else value)
