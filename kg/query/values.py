"""Terms of an answer as plain values of Python."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from kg.query.result import Term
from kg.terms import XSD_BOOLEAN, XSD_DATE, XSD_DECIMAL, XSD_INTEGER

_READERS: dict[str, Any] = {
    XSD_INTEGER: int,
    XSD_DECIMAL: Decimal,
    XSD_DATE: date.fromisoformat,
    XSD_BOOLEAN: lambda text: text in ("true", "1"),
}


def python_value(term: Term) -> Any:
    """A str (IRIs and text), int, Decimal, date or bool; None where the variable has no value."""
    datatype = getattr(getattr(term, "datatype", None), "value", None)
    text = getattr(term, "value", None)
    if datatype is None or text is None:
        return text
    try:
        return _READERS.get(datatype, str)(text)
    except (ValueError, ArithmeticError):  # a malformed number or date stays as it is written
        return text
