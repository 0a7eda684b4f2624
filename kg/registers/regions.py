"""The register of regions: administrative divisions by their GB/T 2260 code, official zones, former names.

The table is `ontology/regions.csv` (made by `bench/make_regions.py`; where it comes from and which revision it is
stands in `ontology/regions.toml`); the names that are also ordinary words are in `ontology/region-words.txt`.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias

from kg import paths
from kg.errors import KgError
from kg.registers.tables import table

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

Level: TypeAlias = Literal["province", "prefecture", "county", "zone", "town"]

# A bare 经开区 or 高新区 is the one of the region whose document says it.
BARE_ZONES = frozenset({"经开区", "高新区"})
_RANK = {"province": 0, "prefecture": 1, "county": 2, "zone": 3, "town": 4}
# Regions named in full after their prefecture: a county-level city or a county of a prefecture stands alone.
_JOINED = ("区",)


@dataclass(frozen=True, slots=True)
class Region:
    """A unit of the register, or a town (`level` town, no code) as a text names it.

    `short` is the name without its kind and equals `name` where nothing shorter is used (沙县). `parent` is the
    code of the unit above (None for a province). `since` and `until` are years: of the unit or its name, and of
    its end (None: it exists).
    """

    code: str | None
    name: str
    short: str
    level: Level
    parent: str | None
    aliases: tuple[str, ...] = ()
    note: str = ""
    since: int | None = None
    until: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Name, short name and aliases, each once."""
        return tuple(dict.fromkeys((self.name, self.short, *self.aliases)))


class RegionRegister:
    """Look-up by code and by name, the hierarchy, and which names a text holds."""

    def __init__(self, regions: Iterable[Region], words: Collection[str] = (), revision: str = "") -> None:
        self.regions = tuple(regions)
        self.revision = revision
        self._words = frozenset(words)
        self._by_code = {r.code: r for r in self.regions if r.code}
        children: dict[str, list[Region]] = {}
        named: dict[str, list[Region]] = {}
        for region in self.regions:
            children.setdefault(region.parent or "", []).append(region)
            for name in region.names:
                named.setdefault(name, []).append(region)
        self._last: tuple[str, tuple[tuple[int, int], ...]] = "", ()
        self._children = {code: tuple(found) for code, found in children.items()}
        self._named = {name: tuple(found) for name, found in named.items()}

    def by_code(self, code: str) -> Region | None:
        """The region of a GB/T 2260 code, or None."""
        return self._by_code.get(code)

    def named(self, name: str) -> tuple[Region, ...]:
        """Every region that bears this name, short name or alias, in the order of the register."""
        return self._named.get(name, ())

    def names(self) -> Mapping[str, tuple[Region, ...]]:
        """Every string that names a region, with the regions it may mean."""
        return MappingProxyType(self._named)

    def is_word_like(self, short: str) -> bool:
        """Whether a name is an ordinary word or part of one, so that alone it does not name a region."""
        return short in self._words or (len(short) == 2 and short.endswith("县"))

    def ancestors(self, code: str) -> tuple[Region, ...]:
        """The regions above, from the nearest up; empty for a province and for an unknown code."""
        return self.above(self._by_code.get(code))

    def above(self, region: Region | None) -> tuple[Region, ...]:
        """The regions above one that may have no code (a zone), from the nearest up."""
        found: list[Region] = []
        while region is not None and region.parent is not None:
            region = self._by_code.get(region.parent)
            if region is not None:
                found.append(region)
        return tuple(found)

    def children(self, code: str) -> tuple[Region, ...]:
        """The existing units and zones directly below, in the order of the register."""
        return tuple(r for r in self._children.get(code, ()) if r.until is None)

    def is_within(self, region: Region, code: str) -> bool:
        """Whether a region is the one of this code or lies below it."""
        return region.code == code or any(r.code == code for r in self.above(region))

    def full_name(self, code: str, province: bool = False) -> str:
        """The name with its prefecture before a district (绍兴市上虞区) or, if `province`, with all above it.

        A county or county-level city stands alone (海安市) unless `province` asks for the chain
        (江苏省南通市海安市). Raises KgError for an unknown code.
        """
        region = self._by_code.get(code)
        if region is None:
            raise KgError(
                code, "is no code of a region", f"use a GB/T 2260 code (register of {self.revision})"
            )
        above = [r.name for r in reversed(self.ancestors(code))]
        if province:
            return "".join((*above, region.name))
        joined = above[-1:] if region.level == "county" and region.name.endswith(_JOINED) else []
        return "".join((*joined, region.name))

    def resolve(self, name: str, within: str | None = None, also: Collection[str] = ()) -> Region | None:
        """The region that `name` means in a document of the region `within`, or None where it is open.

        Asked in this order: the region itself, those above it, below it, beside it, in or below the regions `also`
        (codes that the document names elsewhere), in its province, in the country. A step decides if it holds
        one candidate, or one that lies above all the others; a full name goes before a short one or an alias,
        an existing unit before one that has ended.
        """
        candidates = self.named(name)
        if name in BARE_ZONES:
            zones = self.children(within) if within else ()
            return _only([r for r in zones if r.level == "zone" and r.short.endswith(name)])
        for step in self._steps(candidates, within, also):
            if step:  # an open step ends the search: a wider one holds the same candidates
                return self._one(step, name)
        return None

    def _steps(
        self, candidates: tuple[Region, ...], within: str | None, also: Collection[str]
    ) -> Iterator[list[Region]]:
        here = self._by_code.get(within) if within else None
        above = self.ancestors(within) if within else ()
        if here is not None:
            yield [r for r in candidates if r == here]
            yield [r for r in candidates if r in above]
        # 河南 is the province everywhere but in its namesakes' own documents.
        yield [r for r in candidates if r.level == "province"]
        if here is not None:
            yield [r for r in candidates if r.parent == here.code]
            yield [r for r in candidates if r.parent == here.parent and here.parent is not None]
        yield [r for r in candidates if any(self.is_within(r, code) for code in also)]
        if here is not None:
            province = (above[-1] if above else here).code or ""
            yield [r for r in candidates if self.is_within(r, province)]
        yield list(candidates)

    def _one(self, candidates: list[Region], name: str) -> Region | None:
        existing = [r for r in candidates if r.until is None] or candidates
        in_full = [r for r in existing if r.name == name] or existing
        if len(in_full) < 2:
            return _only(in_full)
        top = min(in_full, key=lambda r: _RANK[r.level])
        code = top.code
        return top if code is not None and all(self.is_within(r, code) for r in in_full) else None

    def in_text(self, text: str) -> dict[str, tuple[Region, ...]]:
        """The names of the register that stand in a text, by position, with the regions that each may mean.

        Of two that overlap the longer one counts, then the one that is no ordinary word, then the first.
        """
        found = sorted(
            self.occurrences(text), key=lambda o: (o[0] - o[1], self.is_word_like(text[o[0] : o[1]]), o)
        )
        kept: list[tuple[int, int]] = []
        covered = bytearray(len(text))
        for start, end in found:
            if not any(covered[start:end]):
                kept.append((start, end))
                covered[start:end] = b"\1" * (end - start)
        return {text[start:end]: self.named(text[start:end]) for start, end in sorted(kept)}

    def occurrences(self, text: str) -> tuple[tuple[int, int], ...]:
        """Start and end of every name of the register in a text, the ones within others too, in order.

        Those of the last text are kept: each document is asked twice, for its own place and for those it names.
        """
        last, found = self._last
        if last is not text:
            matches = self._automaton.find_matches_as_indexes(text, overlapping=True)
            found = tuple(sorted([(start, end) for _, start, end in matches]))
            self._last = text, found
        return found

    @cached_property
    def _automaton(self) -> AhoCorasick:
        from ahocorasick_rs import AhoCorasick

        return AhoCorasick((*self._named, *sorted(BARE_ZONES)))


def _only(candidates: list[Region]) -> Region | None:
    return candidates[0] if len(candidates) == 1 else None


def _region(row: list[str]) -> Region:
    code, name, short, level, parent, aliases, since, until, note = row
    return Region(
        code or None, name, short, level, parent or None, tuple(aliases.split()), note,  # type: ignore[arg-type]
        int(since) if since else None, int(until) if until else None,
    )  # fmt: skip


@cache
def load_regions() -> RegionRegister:
    """The register that is shipped, read once. Raises KgError where its table is damaged."""
    path = paths.ontology("regions.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows, None)
        try:
            regions = [_region(row) for row in rows]
        except ValueError as error:
            raise KgError(
                path, f"line {rows.line_num} is damaged ({error})", "install the package again"
            ) from error
    return RegionRegister(regions, _words(), table("regions.toml")["revision"])


def _words() -> frozenset[str]:
    text = paths.ontology("region-words.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
