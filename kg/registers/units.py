"""Units: which of them convert, by the table `ontology/units.toml`, and how many people a figure is counted per.

A unit may end in what it is counted per (`个/千人`). All is exact: sizes are Decimals, and two figures are compared by
what they amount to in the smallest common measure, without a division.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import cache

from kg.registers.tables import table

# Sizes lie between 10^-10 and 10^8; figures of documents have far fewer digits than this leaves.
_EXACT = Context(prec=60)
_PER = {"百": 100, "千": 1000, "万": 10**4, "10万": 10**5, "十万": 10**5, "百万": 10**6}
_SIZES = "10万|十万|百万|百|千|万"
# 每千人口…, 千人托位数; 千人计划 is a programme.
_WORDING = re.compile(
    rf"(?:每|^)(?P<size>{_SIZES})(?=名|人(?!计划|工程|行动)|常住|户籍|城乡|居民|老年|活产|儿童)"
)
_SUFFIX = re.compile(rf"^(?P<unit>.*)/(?P<size>{_SIZES})人$")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: the `kind` of thing that it measures, its `size` in the kind's common measure, `per` how many people.

    `once` says that what it counts stays done once it was done, `flow` that it is counted anew each year.
    """

    kind: str
    size: Decimal
    per: int = 1
    once: bool = False
    flow: bool = False


@cache
def _units() -> Mapping[str, Unit]:
    rows = table("units.toml")["group"]
    return {
        name: Unit(row["kind"], Decimal(size), 1, row.get("once", False), row.get("flow", False))
        for row in rows
        for name, size in row["units"].items()
    }


def unit_of(name: str | None) -> Unit:
    """The unit of a name; one that the table does not list is a kind of its own, and no name is a bare ratio.

    >>> unit_of("万元")
    Unit(kind='money', size=Decimal('10000'), per=1, once=False, flow=False)
    >>> unit_of("个/千人").per
    1000
    """
    bare, per = _split(name or "")
    known = _units().get(bare) or Unit(bare, Decimal(1), 1, bare == table("units.toml")["anything"]["unit"])
    return Unit(known.kind, known.size, per, known.once and per == 1, known.flow and per == 1)


def _split(name: str) -> tuple[str, int]:
    found = _SUFFIX.match(name)
    return (found["unit"], _PER[found["size"]]) if found else (name, 1)


def convertible(unit: str | None, other: str | None) -> bool:
    """Whether a value in one unit can be told in the other.

    >>> convertible("%", "‰"), convertible("家", "个"), convertible("人", "人次"), convertible("%", "个百分点")
    (True, True, False, False)
    """
    one, two = unit_of(unit), unit_of(other)
    if (one.per == 1) != (two.per == 1):
        return False
    return one.kind == two.kind or _stands_for(one.kind, two.kind) or _stands_for(two.kind, one.kind)


def _stands_for(general: str, kind: str) -> bool:
    anything = table("units.toml")["anything"]
    return general == anything["unit"] and kind in anything["kinds"]


def amount(value: Decimal, unit: str | None, other: str | None) -> tuple[Decimal, Decimal]:
    """What `value` in `unit`, and 1 in `other`, amount to in one common measure of the two; exact.

    The two units must be convertible.
    """
    one, two = unit_of(unit), unit_of(other)
    return _EXACT.multiply(_EXACT.multiply(value, one.size), two.per), _EXACT.multiply(two.size, one.per)


def convert(value: Decimal, unit: str | None, to: str | None) -> Decimal | None:
    """The value in another unit, without needless zeros, or None where the units do not convert.

    >>> convert(Decimal("1.43"), "‰", "%"), convert(Decimal("8647"), "万元", "元")
    (Decimal('0.143'), Decimal('86470000'))
    >>> convert(Decimal("45"), "个/万人", "个/千人")
    Decimal('4.5')
    """
    if not convertible(unit, to):
        return None
    has, one = amount(value, unit, to)
    return plain(_EXACT.divide(has, one))


def plain(value: Decimal) -> Decimal:
    """The same number without an exponent and without zeros at the end of its fraction.

    >>> plain(Decimal("4.50")), plain(Decimal("1E+4"))
    (Decimal('4.5'), Decimal('10000'))
    """
    short = value.normalize(_EXACT)
    return Decimal(format(short, "f"))


def per_people(wording: str) -> int | None:
    """How many people a measure is counted per, by its wording; None where it does not say.

    >>> per_people("每千人口拥有3岁以下婴幼儿托位数"), per_people("千人计划入选者"), per_people("每10万人口全科医生数")
    (1000, None, 100000)
    """
    found = _WORDING.search(wording)
    return _PER[found["size"]] if found else None


def unit_per_people(unit: str | None, wording: str, label: str) -> str | None:
    """The unit of a figure, with what it is counted per where its own wording says another number than its indicator.

    >>> unit_per_people("个", "每万人口托位数", "每千人口托位数")
    '个/万人'
    >>> unit_per_people("个", "千人托位数", "每千人口托位数")
    '个'
    """
    own, usual = per_people(wording), per_people(label)
    if own is None or usual is None or own == usual:
        return unit
    return f"{unit or ''}/{_SIZE_NAMES[own]}人"


def full_unit(unit: str | None, label: str) -> str | None:
    """The unit of a figure with what its indicator counts it per, where it does not say so itself.

    >>> full_unit("个", "每千人口托位数"), full_unit("个/万人", "每千人口托位数"), full_unit("‰", "每千人口发病率")
    ('个/千人', '个/万人', '‰')
    """
    per, own = per_people(label), unit_of(unit)
    if per is None or own.per != 1 or own.kind == "ratio":
        return unit
    return f"{unit}/{_SIZE_NAMES[per]}人"


_SIZE_NAMES = {size: name for name, size in _PER.items() if name != "十万"}
