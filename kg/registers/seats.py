"""The place at the beginning of a body's name, seen from the region whose document names it.

`市卫健委` in a document of 青岚市 begins with a prefix that means 青岚市; `青岚一院` with the stem of its
name. A region comes in as its name, best with its parents (`苍澜省青岚市云麓区`), and is cut into divisions.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

Level: TypeAlias = Literal["province", "prefecture", "county"]

_MUNICIPALITIES = frozenset({"北京市", "天津市", "上海市", "重庆市"})
_KINDS = "特别行政区|自治区|自治州|自治县|自治旗|省|市|地区|盟|州|区|县|旗"
# A division has two letters before its kind (苏州市 is not 苏州 + 市) unless only one is left (沛县).
_DIVISION = re.compile(rf".{{2,}}?(?:{_KINDS})|.(?:市|区|县|旗)|.+")
_KIND_AT_END = re.compile(rf"(?:{_KINDS})$")
_PREFIX = re.compile(r"(?:我|本|全)?(自治区|自治州|地区|省|市|区|县|州|盟|旗|街道|镇|乡(?!镇))(?=.)")
# 县|市场监督管理局 begins like 县市 (counties and cities) and is a body of the county.
_OF_TOWN_OR_MARKET = re.compile("市(?:场|政|容|民)")


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a body sits: the place as its name carries it, that place's level, and the rest of the name."""

    place: str
    level: Level
    rest: str


@dataclass(frozen=True, slots=True)
class Place:
    """A region cut into its divisions, from the highest down (青岚市, 云麓区), with its own level."""

    divisions: tuple[str, ...]
    level: Level
    _chains: tuple[str, ...]
    """Each division with those below it."""
    _stems: tuple[str, ...]
    """Each division without its kind."""

    @staticmethod
    @lru_cache(maxsize=64)
    def of(name: str, level: Level) -> Place:
        """The divisions of a region's name; a name without any is one division. A document asks for its own again and again."""
        divisions = tuple(_DIVISION.findall(name)) or (name,)
        chains = tuple("".join(divisions[at:]) for at in range(len(divisions)))
        return Place(divisions, level, chains, tuple(_KIND_AT_END.sub("", own) for own in divisions))

    @property
    def stem(self) -> str:
        """The region's own name without its kind (云屏)."""
        return self._stems[-1]

    def seat(self, rest: str, index: int = -1) -> Seat:
        """`rest` as a body of the division at `index`; a district's bodies carry its city, others none."""
        at = index % len(self.divisions)
        own, above = self.divisions[at], self.divisions[at - 1] if at else ""
        district = own.endswith("区") and not own.endswith(("自治区", "地区"))
        in_city = district and above.endswith(("市", "州", "盟", "地区"))
        return Seat(above + own if in_city else own, self._level(at), rest)

    def _level(self, at: int) -> Level:
        name = self.divisions[at]
        if at == len(self.divisions) - 1:
            return self.level
        return "province" if name.endswith(("省", "自治区")) or name in _MUNICIPALITIES else "prefecture"

    def find(self, name: str, words: tuple[str, ...], is_bare: Callable[[str], bool]) -> Seat | None:
        """The seat that the beginning of `name` means, or None if it means no division of this place.

        `words` begin like a prefix and are none (市场); `is_bare` tells whether a rest is a whole name once a
        place stands before it, so that the stem of 青岚大学 is not taken for 青岚市.
        """
        return self._by_name(name) or self._by_prefix(name, words) or self._by_stem(name, is_bare)

    def _by_name(self, name: str) -> Seat | None:
        for chain in self._chains:
            if name.startswith(chain) and len(name) > len(chain):
                return self.seat(name[len(chain) :])
        for index in reversed(range(len(self.divisions))):
            own = self.divisions[index]
            if name.startswith(own) and len(name) > len(own):
                return self.seat(name[len(own) :], index)
        return None

    def _by_prefix(self, name: str, words: tuple[str, ...]) -> Seat | None:
        found = _PREFIX.match(name)
        if found is None or (name.startswith(words) and not _OF_TOWN_OR_MARKET.match(name, found.end())):
            return None
        for index in reversed(range(len(self.divisions))):
            if self.divisions[index].endswith(found[1]):
                return self.seat(name[found.end() :], index)
        return None

    def _by_stem(self, name: str, is_bare: Callable[[str], bool]) -> Seat | None:
        for index in reversed(range(len(self.divisions))):
            stem = self._stems[index]
            if len(stem) > 1 and name.startswith(stem) and is_bare(name[len(stem) :]):
                return self.seat(name[len(stem) :], index)
        return None
