"""Towns and streets in running text: 清溪镇, 菱角塘街道, “东柳巷、菱角塘两个街道”, 在银杏社区.

They are in no register, so the left end of a name must be sure: the beginning of the text, punctuation, a region's
name, or a word that cannot be part of it (`ontology/regions.toml`). Without a sure left end nothing is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.registers.lists import lists_around
from kg.registers.tables import alternatives, table, words

_LONGEST = 4  # letters of a town's name before its kind; longer ones (民族乡) have a hit or a word inside
_KIND = re.compile(r"街道|镇|乡")
# Every Chinese character lies between these two.
_FIRST, _LAST = "\u4e00", "\u9fff"
_NUMBER = r"(?:[两二三四五六七八九十]+|\d{1,3})"
_ITEM = rf"[\u4e00-\u9fff]{{2,{_LONGEST}}}"
_LIST = re.compile(
    rf"(?P<items>(?:{_ITEM}、){{0,19}}{_ITEM}(?:、|和|与|及){_ITEM}?)(?:等?{_NUMBER}个|等?{_NUMBER}|等)(?P<kind>乡镇|镇街|镇乡|街镇|街道|镇|乡)(?![村级域民])"
)
_LIST_END = re.compile(r"[等个两二三四五六七八九十](?:街道|镇|乡|街镇)")
# 石桥、双河等16个乡镇: of which kind each is, it does not say.
_OF_SEVERAL_KINDS = frozenset(["乡镇", "镇街", "镇乡", "街镇"])
_VILLAGE = re.compile(rf"[在于](?P<name>{_ITEM}?)(?P<kind>社区|村)")


@dataclass(frozen=True, slots=True)
class TownHit:
    """A town in a text: its span, and its name with its kind (菱角塘街道, also where the text shares the kind)."""

    start: int
    end: int
    name: str


def find_towns(
    text: str, ends: frozenset[int] = frozenset(), taken: tuple[tuple[int, int], ...] = ()
) -> list[TownHit]:
    """Every town, street, and village after 在 or 于, by position and without overlap.

    `ends` are positions where a name of a region ends (a town's name may begin there); nothing is found that
    overlaps one of the spans `taken`.
    """
    found: list[TownHit] = []
    covered = bytearray(len(text))
    for start, end in taken:
        covered[start:end] = b"\1" * (end - start)
    for hit in (*_in_lists(text, ends), *_single(text, ends), *_villages(text)):
        if not any(covered[hit.start : hit.end]):
            found.append(hit)
            covered[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
    return sorted(found, key=lambda hit: hit.start)


def _single(text: str, ends: frozenset[int]) -> Iterator[TownHit]:
    for match in _KIND.finditer(text):
        start = left_end(text, match.start(), ends)
        if start is None or not _is_name(text[start : match.start()], match[0]):
            continue
        if text[match.end() : match.end() + 1] in _after(match[0]):
            continue
        yield TownHit(start, match.end(), text[start : match.end()])


def _in_lists(text: str, ends: frozenset[int]) -> Iterator[TownHit]:
    for match in lists_around(text, _LIST_END, _LIST):
        kind, at = match["kind"], match.start()
        for item in re.split(r"([、和与及])", match["items"]):
            stop = at + len(item)
            start = left_end(text, stop, ends) if at == match.start() else at
            name = text[start:stop] if start is not None else ""
            if (
                start is not None
                and len(item) > 1
                and _is_name(name, "镇" if kind in _OF_SEVERAL_KINDS else kind)
            ):
                whole = name.endswith(("镇", "乡", "街道")) or kind in _OF_SEVERAL_KINDS
                yield TownHit(start, stop, name if whole else name + kind)
            at = stop


def _villages(text: str) -> Iterator[TownHit]:
    for match in _VILLAGE.finditer(text):
        name, kind = match["name"], match["kind"]
        if text[match.end() : match.end() + 1] in _after(kind) or _TOWN_OF_A_HOUSE.match(text, match.end()):
            continue
        if _is_name(name, kind):
            yield TownHit(match.start("name"), match.end(), name + kind)


# 在石塘|村头卫生院: the letter of the kind begins the name of the house's town.
_TOWN_OF_A_HOUSE = re.compile(r"[\u4e00-\u9fff](?:中心)?卫生院")


def left_end(text: str, stop: int, ends: frozenset[int], also: re.Pattern[str] | None = None) -> int | None:
    """Where a name that ends at `stop` surely begins, or None; `also` finds further words that may stand before it."""
    for start in range(stop - 1, stop - _LONGEST - 1, -1):
        if start < 0:
            break
        if not _FIRST <= text[start] <= _LAST:
            return None
        if start in ends or start == 0 or not _FIRST <= text[start - 1] <= _LAST:
            return start
        if _stops().search(text, max(0, start - 2), start):
            return start
        if also is not None and also.search(text, max(0, start - 2), start):
            return start
        if text[start - 1] == "和" and (
            start - 1 in ends or text[start - 2 : start - 1] in ("镇", "乡", "道")
        ):
            return start
    return None


@cache
def _stops() -> re.Pattern[str]:
    """What stands directly before a town's name. Searched in the two letters before it, so it must reach their end."""
    towns = _words()
    letters = "".join(sorted(set(towns["stop_letters"])))
    return re.compile(rf"(?:[{letters}]|{alternatives(words(towns['stop_words']))})\Z")


def _is_name(name: str, kind: str) -> bool:
    """Whether the letters before a kind can be the name of one town."""
    towns = _words()
    if len(name) < 2 or name in words(towns["class_names"]) or name[-1] in towns["numerals"] + "个":
        return False
    if name[0] == "个" or (name[0] in towns["numerals"] and name[1:2] in ("个", "家", "批", "级")):
        # 11|个街镇, 三个乡镇: how many.
        return False
    if kind == "镇" and name.endswith(("乡", "城", "村", "小")) and not _OF_A_TOWN_ON_CITY.fullmatch(name):
        return False
    if kind == "乡" and name[-1] in towns["before_xiang"]:
        return False
    return not any(word in name for word in words(towns["class_words"]))


# 云城|镇, but not 小城镇, 县城镇
_OF_A_TOWN_ON_CITY = re.compile("[^新老旧小大中县市省全各区村乡镇古名都围主]城")


@cache
def _after(kind: str) -> tuple[str, ...]:
    return tuple(_words()["after"][kind])


def _words() -> dict[str, Any]:
    found: dict[str, Any] = table("regions.toml")["towns"]
    return found
