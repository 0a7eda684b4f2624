"""Whose figure it is: the document's own region, or a smaller one that the clause names."""

from __future__ import annotations

from bisect import bisect_left

from kg.build.names import Names


class Scope:
    """The regions that a document's clauses name."""

    def __init__(self, names: Names) -> None:
        self._names = names
        bodies = [span for i in names.records.institutions for span in i.mentions]
        self._bodies = sorted(bodies)
        self._places = sorted(
            (start, end, region.id)
            for region in names.records.regions
            for start, end in region.mentions
            if not self._in_body(start, end) and self._is_within(region.code)
        )

    def region_at(self, start: int, end: int) -> str | None:
        """The term of the one smaller region named in a clause, else that of the document."""
        first = bisect_left(self._places, (start, 0, ""))
        named = set()
        for place_start, place_end, record in self._places[first:]:
            if place_start >= end:
                break
            if place_end <= end:
                named.add(record)
        return self._names.thing("region", named.pop()) if len(named) == 1 else self._names.region

    def _in_body(self, start: int, end: int) -> bool:
        """Whether the words are part of a body's name (溧阳市 in 溧阳市中医医院)."""
        return any(a <= start and end <= b for a, b in self._bodies)

    def _is_within(self, code: str | None) -> bool:
        """Whether a code lies below the document's: 320481 in 320400, 320400 in 320000."""
        own = self._names.records.document.region
        return bool(code and own and code != own and code.startswith(own.rstrip("0")) and own[-2:] == "00")
