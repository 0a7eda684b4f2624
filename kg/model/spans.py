"""Spans of a text that can be asked by place, without a look at each of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Spans:
    """Spans in order of where they begin; they may overlap."""

    __slots__ = ("_reach", "_spans", "_starts")

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        starts, ends = zip(*self._spans, strict=True) if self._spans else ((), ())
        self._starts: tuple[int, ...] = starts
        # How far the spans up to each one reach: they end in no order of their own.
        self._reach = list(accumulate(ends, max))

    def hold(self, start: int, end: int) -> bool:
        """Whether one of them holds all of `start`..`end`."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._reach[before - 1] >= end

    def begin_within(self, start: int, end: int) -> bool:
        """Whether one of them begins in `start`..`end`."""
        first = bisect_left(self._starts, start)
        return first < len(self._starts) and self._starts[first] < end

    def only(self, start: int, end: int) -> tuple[int, int] | None:
        """The one that shares a character with `start`..`end`, where no other does."""
        reach = self._reach
        at = bisect_left(self._starts, end) - 1
        if at < 0 or reach[at] <= start:
            return None
        if not at or reach[at - 1] <= start:
            return self._spans[at]
        inside = self.meeting(start, end)
        return inside[0] if len(inside) == 1 else None

    def meeting(self, start: int, end: int) -> list[tuple[int, int]]:
        """Those that share a character with `start`..`end`, in order."""
        reach = self._reach
        at = bisect_left(self._starts, end) - 1
        if at < 0 or reach[at] <= start:
            return []
        found = []
        while at >= 0 and reach[at] > start:
            span = self._spans[at]
            if span[1] > start:
                found.append(span)
            at -= 1
        found.reverse()
        return found
