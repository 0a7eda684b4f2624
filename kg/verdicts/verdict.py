"""The verdict on a target and an achievement of one indicator.

First what keeps the two from being compared at all: the region, the measure, the population, the unit, a lost number. Then the
numbers: what is achieved lies within what the target allows, or outside, or that is open. Then the dates:

- of the due day: met or not met;
- reached before it: met where the figure counts what was done (it stays done), else on course, as a level may change again;
- not reached before it: on course where a count of what is to be done has kept pace with the time, else not yet to be said;
- of a later day: only a count that is still short was surely short before.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kg.registers.units import amount, convertible, per_people, unit_of
from kg.verdicts.figure import Figure
from kg.verdicts.interval import Interval, stated
from kg.verdicts.populations import same_population

MET, ON_COURSE, NOT_MET, NOT_COMPARABLE = "met", "on course", "not met", "not comparable"
# What stands in the name of a mean or a rate: its figure does not add up over the year.
_MEAN = re.compile("[人次户床日平年]均|率$|占比|比例|每")


class Verdict(NamedTuple):
    """What comes of the comparison, and the reasons: one for a verdict, all that apply where the two do not compare."""

    verdict: str
    reasons: tuple[str, ...]


def judge(target: Figure, result: Figure, direction: str, indicator: str) -> Verdict:
    """The verdict on a target by an achievement of the same indicator.

    `direction` (higher, lower, none) says what is better where the target's own words do not; `indicator` is the
    indicator's name, which tells a population that need not be stated again.
    """
    unlike = tuple(_unlike(target, result, indicator))
    if unlike:
        return Verdict(NOT_COMPARABLE, unlike)
    adds_up = _adds_up(target, indicator)
    allowed = _allowed(target, "higher" if direction == "none" and adds_up else direction)
    if allowed is None:
        return _open("direction")
    undated = _date_problem(target, result, adds_up and allowed.high is None)
    if undated:
        return _open(undated)
    reached = _reached(allowed, _said(result, target))
    if result.op == "~" or (target.op == "~" and not reached):
        return _open("approximate")
    if reached is None:
        return _open("range")
    return _dated(target, result, reached, adds_up and allowed.high is None)


def _open(reason: str) -> Verdict:
    return Verdict(NOT_COMPARABLE, (reason,))


def _unlike(target: Figure, result: Figure, indicator: str) -> list[str]:
    """What keeps the two figures from being compared, the weightiest first."""
    found = []
    if target.region != result.region:
        found.append("region")
    if (target.measure == "level") != (result.measure == "level"):
        found.append("measure")
    if not same_population(target.population, result.population, indicator):
        found.append("population")
    if target.value is None or result.value is None:
        found.append("value missing")
    elif "measure" not in found and not _units_meet(target, result):
        found.append("unit")
    return found


def _units_meet(target: Figure, result: Figure) -> bool:
    # Zero without a unit is zero in any.
    if any(f.value == 0 and f.unit is None for f in (target, result)):
        return True
    return convertible(target.unit, result.unit)


def _adds_up(target: Figure, indicator: str) -> bool:
    """Whether a target counts what is to be done (建成10家): what was done stays done, and more keeps it too."""
    counted = unit_of(target.unit).once and bool(target.value)
    return counted and per_people(indicator) is None and not _MEAN.search(indicator)


def _allowed(target: Figure, direction: str) -> Interval | None:
    """The numbers with which the target is kept, in its own unit; None where its words leave that open."""
    assert target.value is not None
    own = stated(target.op, target.value, target.value_max)
    if target.measure == "decrease":
        # 下降5%: more of it keeps it as well.
        return (Interval(own.low, None) if target.op in ("=", "~") else own).turned()
    if target.op not in ("=", "~"):
        return own
    aim = "higher" if target.measure == "increase" else direction
    if aim == "higher":
        return Interval(own.low, None)
    if aim == "lower":
        return Interval(None, own.high)
    return own if target.value_max is not None else None


def _said(result: Figure, target: Figure) -> Interval:
    """What the achievement says, in the unit of the target."""
    assert result.value is not None
    own = stated(result.op, result.value, result.value_max)
    if result.measure == "decrease":
        own = own.turned()
    if not convertible(result.unit, target.unit):
        return own
    return Interval(_in(own.low, result, target), _in(own.high, result, target), own.low_open, own.high_open)


def _in(value: Decimal | None, result: Figure, target: Figure) -> Decimal | None:
    if value is None or result.unit == target.unit:
        return value
    has, one = amount(value, result.unit, target.unit)
    return has / one


def _reached(allowed: Interval, said: Interval) -> bool | None:
    """Whether the target is reached; None where what is said leaves it open."""
    if allowed.holds(said):
        return True
    return False if allowed.is_apart_from(said) else None


def _date_problem(target: Figure, result: Figure, adds_up: bool) -> str | None:
    """Why the dates allow no verdict whatever the numbers are."""
    (begins, by), (since, of) = target.span, result.span
    if begins is not None and of is not None and of < begins:
        return "before the plan"
    if by is None or of is None:
        return "no date"
    if adds_up and begins and since and since < begins:
        return "other period"
    if target.measure != "level" and not adds_up:
        if of != by:
            return "not yet due" if of < by else "after the deadline"
        if not _is_whole(target, result):
            return "other period"
    return None


def _is_whole(target: Figure, result: Figure) -> bool:
    """Whether the achievement covers the target's time from its beginning, as far as the two say."""
    begins, since = target.span.first, result.span.first
    return begins is None or since is None or since <= begins


def _dated(target: Figure, result: Figure, reached: bool, adds_up: bool) -> Verdict:
    by, of = target.span.last, result.span.last
    assert by is not None and of is not None
    if of < by:
        return _early(target, result, reached, adds_up)
    whole = _is_whole(target, result)
    if of > by:
        late = adds_up and whole and not reached
        return Verdict(NOT_MET, ("short later",)) if late else _open("after the deadline")
    if reached:
        return Verdict(MET, ("reached",))
    return Verdict(NOT_MET, ("short",)) if whole or not adds_up else _open("other period")


def _early(target: Figure, result: Figure, reached: bool, adds_up: bool) -> Verdict:
    if reached:
        return Verdict(MET, ("reached early",)) if adds_up else Verdict(ON_COURSE, ("level reached",))
    if adds_up and _is_whole(target, result) and _keeps_pace(target, result):
        return Verdict(ON_COURSE, ("pace kept",))
    return _open("not yet due")


def _keeps_pace(target: Figure, result: Figure) -> bool:
    """Whether at least the share of the count is done that the share of the time has passed."""
    (begins, by), of = target.span, result.span.last
    low = _said(result, target).low
    if begins is None or by is None or of is None or low is None or not target.value:
        return False
    # 达到1200张 may be the beds there are, most of which stood before the year began; 新建40张 and 不少于400人次 are not.
    if target.op != "=" and not unit_of(target.unit).flow:
        return False
    return low * _days(begins, by) >= target.value * _days(begins, of)


def _days(first: date, last: date) -> int:
    return (last - first).days + 1
