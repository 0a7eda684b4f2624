"""What comes back for a question: an answer with its evidence, choices, or what can be asked instead."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from kg.query.result import Result


@dataclass(frozen=True, slots=True)
class Understood:
    """How a part of the question was taken: what was said, which value of the query it gives, and what that is."""

    said: str
    param: str
    value: str
    label: str
    how: str
    """`name`, `words`, `sound` (the same pinyin), `short form`, `English label`, `date`, `number`, `identifier` or `default`."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to go on: a query with values, and what it asks in words."""

    label: str
    query: str
    params: dict[str, str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in a source that the answer rests on: offsets in characters, and the words there where they are known."""

    document: str
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply to a question; `result` holds the rows as terms for a reply of kind `answer`."""

    question: str
    reply: Literal["answer", "choices", "cannot"]
    lang: str
    sentence: str
    query: str | None = None
    title: str = ""
    params: dict[str, str] = field(default_factory=dict)
    understood: tuple[Understood, ...] = ()
    sparql: str | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[dict[str, Any], ...] = ()
    truncated: bool = False
    evidence: tuple[Evidence, ...] = ()
    choices: tuple[Choice, ...] = ()
    result: Result | None = field(default=None, repr=False, compare=False)

    def to_json(self) -> dict[str, Any]:
        """The reply as values that JSON can hold: decimals as numbers, dates as text."""
        shallow = {name: getattr(self, name) for name in self.__slots__ if name != "result"}
        for name in ("understood", "evidence", "choices"):
            shallow[name] = [asdict(part) for part in shallow[name]]
        shallow["columns"] = list(self.columns)
        shallow["rows"] = [{c: _plain(v) for c, v in row.items()} for row in self.rows]
        return shallow


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value
