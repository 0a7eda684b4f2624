"""The numbers of lists in a Word file, which Word shows but does not store: 一、 （一） 1. ①.

After ECMA-376 part 1, section 17.9 (Numbering): a paragraph names a list and a level, itself or by its style; each level
counts on until a higher one does, and has a pattern (`%1、`) and a way of writing numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9


class _Level(NamedTuple):
    start: int
    format: str
    pattern: str
    decimal: bool
    """Every number of the pattern in Arabic digits, whatever its level says."""


class Numbers:
    """The list numbers of a document, asked once for each paragraph in order."""

    def __init__(self, document: Any) -> None:
        self._styles = {
            style.get(_W + "styleId"): style for style in _all(_part(document, "styles"), "style")
        }
        root = _part(document, "numbering")
        abstract = {a.get(_W + "abstractNumId"): a for a in _all(root, "abstractNum")}
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        for one in _all(root, "num"):
            number, of = one.get(_W + "numId"), _value(one.find(_W + "abstractNumId"))
            if of in abstract:
                levels = _levels(abstract[of])
                # A list with starts of its own counts by itself, others of one pattern go on.
                own = {int(o.get(_W + "ilvl", "0")): o for o in _all(one, "lvlOverride")}
                for level, override in own.items():
                    levels |= _levels(override)
                    start = _value(override.find(_W + "startOverride"))
                    if start.isdigit() and level in levels:
                        levels[level] = levels[level]._replace(start=int(start))
                self._lists[number] = (f"{of}/{number}" if own else of, levels)
        self._counts: dict[str, list[int | None]] = {}

    def of(self, paragraph: Any) -> str:
        """The number that Word shows before a paragraph, or nothing (also for bullets)."""
        number, level = self._list(paragraph)
        if number not in self._lists or not 0 <= level < _LEVELS:
            return ""
        of, levels = self._lists[number]
        counts = self._counts.setdefault(of, [None] * _LEVELS)
        for above in range(level + 1):
            start = levels[above].start if above in levels else 1
            before = counts[above]
            if before is None:
                counts[above] = start
            elif above == level:
                counts[above] = before + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        if level not in levels or levels[level].format in ("bullet", "none"):
            return ""
        return self._shown(levels, level, counts)

    def _shown(self, levels: dict[int, _Level], level: int, counts: list[int | None]) -> str:
        own = levels[level]

        def number(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            way = "decimal" if own.decimal or at not in levels else levels[at].format
            return written(counts[at] or 1, way)

        shown = _PLACE.sub(number, own.pattern)
        return shown + " " if shown and shown[-1].isalnum() else shown

    def _list(self, paragraph: Any) -> tuple[str, int]:
        """The list and level that a paragraph names, else its style or the style that this is based on."""
        holder = paragraph
        style = _value(paragraph.find(f"{_W}pPr/{_W}pStyle"))
        for _ in range(_LEVELS):
            named = holder.find(f"{_W}pPr/{_W}numPr")
            if named is not None:
                level = _value(named.find(_W + "ilvl")) or "0"
                number = _value(named.find(_W + "numId"))
                if number:
                    return number, int(level) if level.isdigit() else 0
            if style not in self._styles:
                break
            holder = self._styles[style]
            style = _value(holder.find(_W + "basedOn"))
        return "0", 0


def _part(document: Any, name: str) -> Any:
    """The root of a part beside the document's text; None where it has none."""
    for related in document.part.rels.values():
        if not related.is_external and related.reltype.endswith("/" + name):
            part = related.target_part
            if hasattr(part, "element"):
                return part.element
            from docx.oxml.parser import parse_xml

            return parse_xml(part.blob)
    return None


def _all(root: Any, name: str) -> list[Any]:
    return [] if root is None else root.findall(_W + name)


def _value(element: Any) -> str:
    return "" if element is None else element.get(_W + "val") or ""


def _levels(holder: Any) -> dict[int, _Level]:
    found = {}
    for level in _all(holder, "lvl"):
        at, start = level.get(_W + "ilvl", "0"), _value(level.find(_W + "start"))
        if at.isdigit():
            found[int(at)] = _Level(
                int(start) if start.isdigit() else 1,
                _value(level.find(_W + "numFmt")) or "decimal",
                _value(level.find(_W + "lvlText")),
                level.find(_W + "isLgl") is not None,
            )
    return found


# --- ways of writing a number (ECMA-376 part 1, 17.18.59 ST_NumberFormat) ---


def written(number: int, way: str) -> str:
    """A number as a list shows it: 12 is 十二, 12, XII, l or ⑫; in digits where the way is not known."""
    return _WAYS.get(way, str)(number)


def _chinese(number: int) -> str:
    """一, 十, 十二, 二十, 一百零三; in digits from a thousand on."""
    if not 0 < number < 1000:
        return str(number)
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    out = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        out += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        out += "零"
    return out + (digits[ones] if ones else "")


def _of_row(row: str) -> Callable[[int], str]:
    return lambda number: row[number - 1] if 0 < number <= len(row) else str(number)


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 780 else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 400:
        return str(number)
    out = ""
    for value, sign in (
        (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        times, number = divmod(number, value)
        out += sign * times
    return out


_CIRCLED = _of_row("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_WAYS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            "chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
            "japaneseCounting", "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital",
        ),
        _chinese,
    ),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _CIRCLED),
    "ideographTraditional": _of_row("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _of_row("子丑寅卯辰巳午未申酉戌亥"),
    "decimalZero": lambda number: f"{number:02}",
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperRoman": _roman,
}  # fmt: skip
