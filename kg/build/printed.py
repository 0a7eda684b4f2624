"""A figure in words: as the source prints it, and as a short label."""

from __future__ import annotations

from decimal import Decimal

from kg.model.records import Target

_SIGNS = {"=": "", ">=": "≥", "<=": "≤", ">": ">", "<": "<", "~": "约"}
_CHANGES = {"increase": "增加", "decrease": "减少"}


def printed(record: Target, source: str | None) -> str | None:
    """The number with its unit as the source has it: cut from the source text, or from the record's own wording.

    None where neither is at hand: records without text are not made up from their value.
    """
    if source is not None:
        return source[record.number_start : record.number_end] or None
    # The wording has had page noise removed; only where nothing was removed do its letters stand where the source's do.
    if record.text and len(record.text) == record.end - record.start:
        return record.text[record.number_start - record.start : record.number_end - record.start] or None
    return None


def figure_label(record: Target) -> str:
    """A figure in short: indicator, comparator, value, unit (`规范管理率 ≥ 95%`)."""
    return " ".join(
        part for part in (record.indicator, _CHANGES.get(record.measure), _amount(record)) if part
    )


def _amount(record: Target) -> str:
    if record.value is None:
        return f"?{record.unit or ''}"
    value = _plain(record.value) + (f"-{_plain(record.value_max)}" if record.value_max is not None else "")
    return f"{_SIGNS.get(record.op, record.op)} {value}{record.unit or ''}".strip()


def _plain(value: Decimal | int) -> str:
    plain = format(Decimal(str(value)), "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
