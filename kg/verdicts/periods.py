"""Dates: what a document's period spans, when its targets are due, and of which day its achievements are."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

_PERIOD = re.compile(r"(\d{4})(?:-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?")
_MONTHS = {"H1": (1, 6), "H2": (7, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12)}
_DAY = timedelta(days=1)


class Span(NamedTuple):
    """From the first to the last day; None where that end is not known."""

    first: date | None
    last: date | None


_OPEN = Span(None, None)


def period_span(period: str | None) -> Span:
    """The days of a period as documents have it.

    >>> [str(d) for d in period_span("2024-H1")], [str(d) for d in period_span("2021/2025")]
    (['2024-01-01', '2024-06-30'], ['2021-01-01', '2025-12-31'])
    """
    ends = [_PERIOD.fullmatch(part) for part in (period or "").split("/")]
    if len(ends) > 2 or ends[0] is None or ends[-1] is None:
        return _OPEN
    return Span(_days(ends[0])[0], _days(ends[-1])[1])


def _days(found: re.Match[str]) -> tuple[date, date]:
    year, part = max(int(found[1]), 1), found[2]
    first, last = _MONTHS[part] if part in _MONTHS else (int(part), int(part)) if part else (1, 12)
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def due(genre: str, period: str | None, deadline: str | None) -> Span:
    """From when a target counts and by when it is due.

    A plan's targets count from the beginning of its period and are due by their deadline, else by its end. Those of a
    report or a news text come after what it reports, and without a deadline they have no date.
    """
    span, by = period_span(period), _day(deadline)
    if genre == "plan":
        return Span(span.first, by or span.last)
    return Span(span.last + _DAY if span.last and genre == "report" else span.first, by)


def achieved_at(genre: str, period: str | None, published: str | None, own: str | None = None) -> Span:
    """Since when an achievement was counted and of which day it is at the earliest; `own` is a date that it states.

    A report speaks of the end of its period. What a plan has achieved lies before its period. A news text says only
    that it was so by the day of publication; of a year without a day, the first day is all that is sure.
    """
    span = period_span(period)
    if stated := _day(own):
        return Span(span.first if genre == "report" else None, stated)
    if genre == "report":
        return span
    if genre == "plan":
        return Span(None, span.first - _DAY if span.first and span.first > date.min else None)
    return Span(None, _day(published) or span.first)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
