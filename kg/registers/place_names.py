"""Which regions a running text names, and where.

A full name (武进区) counts where it can be resolved. A short one (武进) counts where it is no ordinary word and the
document's own region makes it clear, beside its parent (江苏海安), in a list of its siblings (秦都、渭城), and in a slogan
(健康钟楼); not as a part of the name of a school, a hospital, a street or a paper (南京医科大学). 市, 全区, 省级 name nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.model.trace import Refusal
from kg.registers.region_names import short_name
from kg.registers.regions import BARE_ZONES, Region, RegionRegister, load_regions
from kg.registers.tables import alternatives, table, words
from kg.registers.towns import TownHit, find_towns
from kg.registers.unlisted import find_unlisted

# The last two letters of a title before a person's name: 局|长, 主|任, but not 市|长沙市 (a place in full).
_TITLE = re.compile(
    r"[局院处科所校站市县区镇乡村部厅会队组班股董]长(?![\u4e00-\u9fff]{1,3}[市区县])|主任(?!丘市)"
)
_KINDS_AT_END = ("省", "市", "区", "县", "州", "盟", "旗", "新城", "基地", "委员会")
_JOINT = re.compile(r"[、和与及]")
_SHARED_KIND = re.compile(r"等?[两二三四五六七八九十]{1,4}个?(?P<kind>[省市区县州盟旗])")


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """A region named in a text: the span `start:end` holds `spelling`. A town's region has no code."""

    start: int
    end: int
    region: Region
    spelling: str


def find_regions(
    text: str,
    within: str | None = None,
    refused: list[Refusal] | None = None,
    own: tuple[str, ...] = (),
) -> list[PlaceHit]:
    """Every region and town that a text names, by position and without overlap.

    `within` is the code of the region whose document it is; without it only full names, provinces and prefectures
    are found. `own` names a document's place, and those above it, where the register does not hold them. Text is
    cleaned text; offsets are into it. `refused` takes the names that mean no place here.
    """
    reader = _Reader(text, within, load_regions(), own)
    hits = reader.hits()
    if refused is not None:
        refused += reader.passed_over(hits)
    return hits


class _Reader:
    """One text on its way: accepted spans grow, from what is sure to what leans on it."""

    def __init__(self, text: str, within: str | None, register: RegionRegister, own: tuple[str, ...]) -> None:
        self.text, self.within, self.register, self.own_names = text, within, register, own
        self.spans = register.occurrences(text)
        here = register.by_code(within) if within else None
        self.own = (here, *register.above(here)) if here else ()
        """The region whose document it is, and those above it."""
        self.accepted: dict[tuple[int, int], Region] = {}
        self.ending: dict[int, list[Region]] = {}
        self._meant: dict[str, Region | None] = {}
        """What short names mean by themselves: a text repeats its places."""

    def hits(self) -> list[PlaceHit]:
        self._read_full_names()
        self._read_short_names()
        self._read_lists()
        chosen = self._without_overlap()
        chosen = self._with_unlisted(chosen)
        ends = frozenset(hit.end for hit in chosen)
        towns = find_towns(self.text, ends, tuple((hit.start, hit.end) for hit in chosen))
        over = {hit.end: hit.region for hit in chosen}
        found = chosen + [self._town(town, over.get(town.start)) for town in towns]
        return sorted(found, key=lambda hit: hit.start)

    def _with_unlisted(self, listed: list[PlaceHit]) -> list[PlaceHit]:
        """The places of the register, and those that it does not hold."""
        ends = frozenset(hit.end for hit in listed)
        taken = tuple((hit.start, hit.end) for hit in listed)
        found = [
            PlaceHit(
                hit.start,
                hit.end,
                Region(None, hit.name, short_name(hit.name), hit.level, None),
                self.text[hit.start : hit.end],
            )
            for hit in find_unlisted(self.text, ends, taken, self.own_names)
        ]
        return sorted([*listed, *found], key=lambda hit: hit.start)

    def passed_over(self, hits: list[PlaceHit]) -> Iterator[Refusal]:
        """The names of the register that stand outside the hits, and why they mean no place here."""
        named = bytearray(len(self.text))
        for hit in hits:
            named[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
        for span in self.spans:
            if not any(named[slice(*span)]):
                yield Refusal(*span, "region", *self._why_not(span))

    def _why_not(self, span: tuple[int, int]) -> tuple[str, str]:
        """(rule, what it speaks of) of a name that was passed over."""
        name = self.text[slice(*span)]
        if self.register.is_word_like(name):
            return "word-like-place-name", ""
        if _is_part_of_name(self.text, span[1]):
            return "place-within-another-name", ""
        if name in BARE_ZONES or _carries_kind(name):
            return "full-place-name-unresolved", ""
        region = self.register.resolve(name, self.within)
        if region is None:
            full = (
                self.register.full_name(r.code, province=True) for r in self.register.named(name) if r.code
            )
            return "place-name-of-several", "、".join(sorted(set(full)))
        return "place-elsewhere", self.register.full_name(region.code, province=True) if region.code else ""

    def _accept(self, span: tuple[int, int], region: Region) -> None:
        if span not in self.accepted:
            self.accepted[span] = region
            self.ending.setdefault(span[1], []).append(region)

    def _read_full_names(self) -> None:
        """Full names, first without, then with the help of the others (鼓楼区 beside 南京市)."""
        full = [span for span in self.spans if self._is_full(*span)]
        also: frozenset[str] = frozenset()
        for _ in range(2):
            meant: dict[str, Region | None] = {}
            for span in full:
                region = self._below_left(span)
                if region is None:
                    name = self.text[span[0] : span[1]]
                    if name not in meant:
                        meant[name] = self._in_full(name, also)
                    region = meant[name]
                if region is not None:
                    self._accept(span, region)
            if not self.accepted:
                return
            full = [span for span in full if span not in self.accepted]
            also = frozenset(r.code for r in self.accepted.values() if r.code)

    def _in_full(self, name: str, also: frozenset[str]) -> Region | None:
        region = self.register.resolve(name, self.within, also)
        return None if self.register.is_word_like(name) and region not in self.own else region

    def _is_full(self, start: int, end: int) -> bool:
        """Whether a name carries its kind, and the kind belongs to it (not 渭城|区域)."""
        name = self.text[start:end]
        if name in BARE_ZONES:
            return True
        if not _carries_kind(name) or (len(name) == 2 and not self._is_bounded(start)):
            return False
        return self.text[end : end + 1] not in _after_kind(name[-1])

    def _is_of_a_title(self, start: int) -> bool:
        """局长|沙忠飞, 主任|丘向东: the first letter ends a title, what follows is a person's name."""
        return _TITLE.match(self.text, start - 1) is not None

    def _is_bounded(self, start: int) -> bool:
        before = self.text[start - 1 : start] if start else ""
        return not before or not "\u4e00" <= before <= "\u9fff" or before in _settings()["before"]

    def _read_short_names(self) -> None:
        for span in self.spans:
            name = self.text[slice(*span)]
            if span in self.accepted or _carries_kind(name):
                continue
            region = self._below_left(span) or self._in_slogan(span) or self._local(name)
            if region is None or _is_part_of_name(self.text, span[1]) or self._is_of_a_title(span[0]):
                continue
            self._accept(span, region)

    def _below_left(self, span: tuple[int, int]) -> Region | None:
        """The candidate whose parent ends where the name begins (绍兴市|上虞区)."""
        if span[0] not in self.ending:
            return None
        name = self.text[slice(*span)]
        above = [region.code for region in self.ending[span[0]] if region.code]
        below = [r for r in self.register.named(name) if r.code not in above]
        if self.register.is_word_like(name):  # 甘肃合作 is not 合作市, two levels down
            return _single(r for r in below if r.parent in above)
        return _single(r for r in below if any(self.register.is_within(r, code) for code in above))

    def _in_slogan(self, span: tuple[int, int]) -> Region | None:
        if not self.text.endswith(_brands(), 0, span[0]):
            return None
        own = self.own
        return _single(r for r in self.register.named(self.text[slice(*span)]) if r in own)

    def _local(self, name: str) -> Region | None:
        """What a short name that is no word means, if the document's region or its rank makes that clear."""
        if name not in self._meant:
            self._meant[name] = self._without_help(name)
        return self._meant[name]

    def _without_help(self, name: str) -> Region | None:
        if name in BARE_ZONES or self.register.is_word_like(name):
            return None
        region = self.register.resolve(name, self.within)
        return region if region is not None and self._is_near(region) else None

    def _is_near(self, region: Region) -> bool:
        if region.level in ("province", "prefecture"):
            return True
        own = self.own
        if not own:
            return False
        around = own[0] if own[0].level != "county" or len(own) < 2 else own[1]
        return region == own[0] or self.register.is_within(region, around.code or "")

    def _read_lists(self) -> None:
        """Names in a list with one accepted (秦都、渭城) or with a kind that they share (和平、河西两区)."""
        by_end = _by(self.spans, 1)
        by_start = _by(self.spans, 0)
        for span in [s for s in self.spans if s in self.accepted]:
            self._spread(span, by_end, by_start)
        for span in self.spans:
            shared = _SHARED_KIND.match(self.text, span[1])
            if shared and span not in self.accepted:
                self._read_shared(span, shared["kind"], by_end)

    def _spread(self, span: tuple[int, int], by_end: _Index, by_start: _Index) -> None:
        """Accept the siblings of an accepted name to its left and right, as far as the list goes."""
        for step in (-1, 1):
            at = span
            while True:
                edge = at[0] - 1 if step < 0 else at[1]
                if not _JOINT.match(self.text, max(edge, 0)):
                    break
                near = by_end.get(edge, ()) if step < 0 else by_start.get(edge + 1, ())
                found = [(s, r) for s in near if (r := self._sibling(s, self.accepted[span])) is not None]
                if not found:
                    break
                at, region = max(found, key=lambda f: f[0][1] - f[0][0])
                if at in self.accepted:  # it spreads itself
                    break
                self._accept(at, region)

    def _sibling(self, span: tuple[int, int], of: Region) -> Region | None:
        if span in self.accepted:
            return self.accepted[span] if self.accepted[span].parent == of.parent else None
        left = self.text[span[0] - 1 : span[0]]
        if _is_part_of_name(self.text, span[1]) or (left and not self._is_item(span, of)):
            return None
        named = self.register.named(self.text[slice(*span)])
        return _single(r for r in named if r.parent == of.parent and r.level == of.level and r.until is None)

    def _is_item(self, span: tuple[int, int], of: Region) -> bool:
        """Whether a name fills its place in the list: on both sides something that is not its continuation."""
        before, after = self.text[span[0] - 1 : span[0]], self.text[span[1] : span[1] + 1]
        joined = _JOINT.match(before) is not None or self._is_bounded(span[0])
        return joined and (
            not after or not "\u4e00" <= after <= "\u9fff" or after in "和与及等两三四五六七八九十"
        )

    def _read_shared(self, span: tuple[int, int], kind: str, by_end: _Index) -> None:
        at: tuple[int, int] | None = span
        while at is not None:
            region = self.register.resolve(self.text[slice(*at)] + kind, self.within)
            if region is None or not self._is_near(region):
                return
            self._accept(at, region)
            left = by_end.get(at[0] - 1, ()) if _JOINT.match(self.text, max(at[0] - 1, 0)) else ()
            at = max(left, key=lambda s: s[1] - s[0], default=None)

    def _without_overlap(self) -> list[PlaceHit]:
        """Of two accepted names that overlap the longer one, then the first."""
        covered = bytearray(len(self.text))
        chosen: list[PlaceHit] = []
        for start, end in sorted(self.accepted, key=lambda s: (s[0] - s[1], s)):
            if not any(covered[start:end]):
                covered[start:end] = b"\1" * (end - start)
                chosen.append(PlaceHit(start, end, self.accepted[start, end], self.text[start:end]))
        return sorted(chosen, key=lambda hit: hit.start)

    def _town(self, town: TownHit, over: Region | None) -> PlaceHit:
        here = self.own[:1]
        parent = (
            over.code or over.parent if over else here[0].code if here and here[0].level == "county" else None
        )
        spelling = self.text[town.start : town.end]
        region = Region(
            None, town.name, re.sub(r"(?<=..)(?:街道|镇|乡|社区|村)$", "", town.name), "town", parent
        )
        return PlaceHit(town.start, town.end, region, spelling)


_Index = dict[int, tuple[tuple[int, int], ...]]


def _by(spans: Iterable[tuple[int, int]], side: int) -> _Index:
    found: dict[int, list[tuple[int, int]]] = {}
    for span in spans:
        found.setdefault(span[side], []).append(span)
    return {at: tuple(here) for at, here in found.items()}


def _single(regions: Iterable[Region] | Iterator[Region]) -> Region | None:
    """The one existing region, or the one of all where none exists any more."""
    found = list(regions)
    found = [r for r in found if r.until is None] or found
    return found[0] if len(found) == 1 else None


def _carries_kind(name: str) -> bool:
    """Whether a name ends with its kind: 武进区, 沙县; not 福州, whose two letters are a short name."""
    return name.endswith("县") if len(name) == 2 else name.endswith(_KINDS_AT_END)


def _is_part_of_name(text: str, end: int) -> bool:
    """Whether what follows a short name makes it a part of the name of a body, a street or a paper."""
    return _continuation().match(text, end) is not None


@cache
def _continuation() -> re.Pattern[str]:
    setting = _settings()
    schools, houses = (alternatives(words(setting[key])) for key in ("schools", "houses"))
    modifiers, streets = (alternatives(words(setting[key])) for key in ("house_modifiers", "streets"))
    own_words = "[\u4e00-\u9fff]{0,4}?"
    return re.compile(
        rf"(?:医科|中医药|理工|师范|交通|职业|卫生|高等|技术|财经|工业|农业|科技|{own_words}医科){{0,3}}(?:{schools})(?!生)"
        rf"|(?:{modifiers}){{0,5}}(?:{houses})|(?:{streets})|[一二三四五六七八九十]院"
    )


@cache
def _brands() -> tuple[str, ...]:
    return words(_settings()["brands"])


def _after_kind(letter: str) -> tuple[str, ...]:
    """The letters after which a kind at the end of a name is the beginning of the next word."""
    return tuple(_settings()["not_a_kind"].get(letter, ""))


def _settings() -> dict[str, Any]:
    found: dict[str, Any] = table("regions.toml")["text"]
    return found
