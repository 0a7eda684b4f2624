"""Counties, cities and official zones that no register holds, named in full in running text: 云屏县, 白石滩新区, “云屏、白石两县”.

A document whose own place is in no register names neighbours that are in none either. As with towns, the left end of a
name must be sure; what stands before the kind must not make it a class (全市, 试点县, 示范区).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.registers.lists import lists_around
from kg.registers.regions import Level
from kg.registers.tables import alternatives, table, words
from kg.registers.towns import left_end

_ITEM = r"[\u4e00-\u9fff]{2,4}"
_LIST = re.compile(
    rf"(?P<items>(?:{_ITEM}、){{0,19}}{_ITEM}(?:、|和|与|及){_ITEM}?)等?(?:[两二三四五六七八九十]|\d{{1,2}})个?(?P<kind>[县区旗])(?![级域域间位])"
)
_LIST_END = re.compile(r"[两二三四五六七八九十\d个][县区旗]")
_LEVELS: dict[str, Level] = {
    "市": "prefecture",
    "州": "prefecture",
    "县": "county",
    "区": "county",
    "旗": "county",
}


@dataclass(frozen=True, slots=True)
class UnlistedHit:
    """A place in a text that no register holds: its span, its name with its kind, its level by the kind."""

    start: int
    end: int
    name: str
    level: Level


def find_unlisted(
    text: str, ends: frozenset[int], taken: tuple[tuple[int, int], ...], own: tuple[str, ...]
) -> list[UnlistedHit]:
    """The places of a text that no register holds, by position and without overlap with each other or with `taken`.

    `ends` are positions where another name of a place ends. `own` names the document's own place and those above it
    where no register holds them: these are found wherever they stand, and with none of them only zones are found, as
    the register holds what else a document of a listed place names.
    """
    covered = bytearray(len(text))
    for start, end in taken:
        covered[start:end] = b"\1" * (end - start)
    found: list[UnlistedHit] = []

    def keep(hits: Iterator[UnlistedHit]) -> None:
        for hit in hits:
            if not any(covered[hit.start : hit.end]):
                found.append(hit)
                covered[hit.start : hit.end] = b"\1" * (hit.end - hit.start)

    keep(_known(text, own))
    ends |= {hit.end for hit in found}
    if own:
        keep(_in_lists(text, ends))
    keep(_single(text, ends, _kinds() if own else _zones()))
    return sorted(found, key=lambda hit: hit.start)


def level_of(name: str) -> Level:
    """The level that the kind at the end of a name says: 市 a prefecture, 县 a county, 新区 a zone."""
    if _zones().search(name, max(0, len(name) - _LONGEST_KIND)) and name[-2:] != "县区":
        return "zone"
    return "province" if name.endswith(("省", "自治区")) else _LEVELS.get(name[-1], "county")


_LONGEST_KIND = 12


def _known(text: str, own: tuple[str, ...]) -> Iterator[UnlistedHit]:
    for name in own:
        at = text.find(name)
        while at >= 0:
            yield UnlistedHit(at, at + len(name), name, level_of(name))
            at = text.find(name, at + len(name))


def _single(text: str, ends: frozenset[int], kinds: re.Pattern[str]) -> Iterator[UnlistedHit]:
    for match in kinds.finditer(text):
        start = left_end(text, match.start(), ends, _settings_stops())
        if start is None or not is_name(text[start : match.start()]):
            continue
        if text[match.end() : match.end() + 1] in _after(match[0][-1]):
            continue
        name = text[start : match.end()]
        yield UnlistedHit(start, match.end(), name, level_of(name))


def _in_lists(text: str, ends: frozenset[int]) -> Iterator[UnlistedHit]:
    """云屏、白石两县: as many counties as names."""
    for match in lists_around(text, _LIST_END, _LIST):
        kind, at = match["kind"], match.start()
        for item in re.split(r"([、和与及])", match["items"]):
            stop = at + len(item)
            start = left_end(text, stop, ends, _settings_stops()) if at == match.start() else at
            stem = text[start:stop] if start is not None else ""
            if start is not None and len(item) > 1 and is_name(stem):
                yield UnlistedHit(start, stop, stem if stem.endswith(kind) else stem + kind, _LEVELS[kind])
            at = stop


def is_name(stem: str) -> bool:
    """Whether the letters before a kind can be the name of one place."""
    if len(stem) < 2 or stem in words(_settings()["class_names"]):
        return False
    towns = table("regions.toml")["towns"]
    if stem[-1] in towns["numerals"] or (
        stem[0] in towns["numerals"] and stem[1:2] in ("个", "家", "批", "级")
    ):
        return False
    return not any(
        word in stem for word in (*words(towns["class_words"]), *words(_settings()["class_words"]))
    )


@cache
def _kinds() -> re.Pattern[str]:
    """A kind at the end of a name; not 全市, 城区, 各县."""
    before = "".join(sorted(set(_settings()["class_letters"])))
    return re.compile(rf"{_zones().pattern}|自治[县旗州]|(?<![{before}])[市县区旗]")


@cache
def _zones() -> re.Pattern[str]:
    return re.compile(alternatives(words(_settings()["zones"])))


@cache
def _settings_stops() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(words(_settings()['stop_words']))}|\d[年月日])\Z")


@cache
def _after(letter: str) -> tuple[str, ...]:
    return tuple(_settings()["after"].get(letter, ""))


def _settings() -> dict[str, Any]:
    found: dict[str, Any] = table("regions.toml")["unlisted"]
    return found
