"""Targets that tables of indicators state: one figure a row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kg.extract.context import Context
from kg.extract.quantities import Quantity
from kg.model.text import TableFigure

_VALUE = re.compile(
    r"(?P<sign>[≥≤><]|达到|控制在|不低于|不高于|大于|小于)?=?\s{0,8}(?P<number>\d++(?:\.\d++)?)(?P<unit>[%‰])?(?P<behind>以上|以内|以下|左右)?"
)
_SIGNS = {
    "≥": ">=", "≤": "<=", ">": ">", "<": "<", "达到": ">=", "不低于": ">=", "控制在": "<=", "不高于": "<=", "大于": ">", "小于": "<",
    "以上": ">=", "以内": "<=", "以下": "<=", "左右": "~",
}  # fmt: skip
_UNIT = re.compile(r"（(?P<unit>[%‰]|1?/10万|[\u4e00-\u9fff]{1,4}(?:/[\u4e00-\u9fff]{1,4})?)）$")


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A row of a table of indicators as a target, in clean offsets; `year` is that of its value."""

    figure: TableFigure
    indicator: str
    quantity: Quantity
    op: str
    baseline: Decimal | None
    year: int


def find_figures(context: Context) -> list[FoundFigure]:
    """The figures of all tables: the last year's value, the first year's as its baseline."""
    made: list[FoundFigure] = []
    whole = ""
    for figure in context.outline.figures:
        year, span = figure.values[-1]
        value = _VALUE.match(context.text, *span)
        if not value:
            continue
        base = _VALUE.match(context.text, *figure.values[0][1]) if len(figure.values) > 1 else None
        name, unit = _unit_of(figure, value["unit"])
        part = _PART.match(name)
        name = name[part.end() :] + whole if part else _NUMBERED.sub("", name)
        whole = whole if part else name
        size, unit = _size_of(unit)
        quantity = Quantity(value.start("number"), value.end(), Decimal(value["number"]) * size, None, unit)
        op = _SIGNS.get(value["sign"] or value["behind"] or "", "=")
        former = Decimal(base["number"]) * size if base else None
        made.append(FoundFigure(figure, name, quantity, op, former, year))
    return made


def _unit_of(figure: TableFigure, printed: str | None) -> tuple[str, str | None]:
    """The indicator without its unit in brackets, and the unit."""
    found = _UNIT.search(figure.name)
    name = figure.name[: found.start()] if found else figure.name
    return name, figure.unit or (found["unit"] if found else None) or printed


# 3.婴儿死亡率, （3）婴儿死亡率: the number of the row. 其中：公立医院: a part of the figure above.
_NUMBERED = re.compile(r"^(?:\d{1,2}[.．、]|（\d{1,2}）|[①-⑳])\s?")
_PART = re.compile(r"^\s?#?其中[：:]?")


_SIZES = {"万": 10**4, "亿": 10**8, "千": 1000, "百": 100}


def _size_of(unit: str | None) -> tuple[int, str | None]:
    """万张 is ten thousand 张: the size and the measure word; 1/10万 is /10万."""
    if unit and unit.startswith("1/"):
        return 1, unit[1:]
    at, size = 0, 1
    while unit and unit[at : at + 1] in _SIZES and at + 1 < len(unit):
        size *= _SIZES[unit[at]]
        at += 1
    return size, unit[at:] if unit else None
