"""Terms of RDF as the N-Quads line writes them: IRIs in angle brackets, literals quoted and escaped."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache

from kg.terms import XSD_BOOLEAN, XSD_DATE, XSD_DECIMAL, XSD_INTEGER

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_TO_ESCAPE = re.compile(r'[\\"\x00-\x1f\x7f]')
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@cache
def iri(value: str) -> str:
    """An IRI; `value` holds only what an IRI may hold, as `kg.ids` and `kg.terms` make them.

    >>> iri("https://example.org/region/320400")
    '<https://example.org/region/320400>'
    """
    return f"<{value}>"


def text(value: str | None, language: str = "") -> str | None:
    """A plain string, or one in a language; None for no value or an empty one.

    >>> text("达到“90%”", "zh")
    '"达到“90%”"@zh'
    """
    if not value:
        return None
    return f'"{_escaped(value)}"' + (f"@{language}" if language else "")


def zh(value: str | None) -> str | None:
    """A string in Chinese."""
    return text(value, "zh")


def decimal(value: Decimal | float | None) -> str | None:
    """An `xsd:decimal` in its shortest form, never with an exponent.

    >>> decimal(Decimal("86600.0"))
    '"86600"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    if value is None:
        return None
    plain = format(Decimal(str(value)), "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return f'"{plain}"^^<{XSD_DECIMAL}>'


def integer(value: int) -> str:
    """An `xsd:integer`."""
    return f'"{value}"^^<{XSD_INTEGER}>'


def boolean(value: bool) -> str:
    """An `xsd:boolean`."""
    return f'"{str(value).lower()}"^^<{XSD_BOOLEAN}>'


def day(value: str | None) -> str | None:
    """An `xsd:date`, or a plain string where the value is no calendar day, which the check then reports."""
    if not value:
        return None
    return f'"{value}"^^<{XSD_DATE}>' if _is_day(value) else text(value)


def _is_day(value: str) -> bool:
    try:
        return bool(_ISO_DATE.fullmatch(value)) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _escaped(value: str) -> str:
    return _TO_ESCAPE.sub(lambda m: _ESCAPES.get(m[0]) or f"\\u{ord(m[0]):04X}", value)
