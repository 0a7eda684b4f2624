"""What `link` decides: which thing each record of each document is about, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

LinkKind: TypeAlias = Literal["institution", "region", "program", "indicator"]


@dataclass(frozen=True, slots=True)
class Reason:
    """A feature that spoke for or against a decision: its name in the table, its wording for people, its weight.

    A weight below 0 speaks against.
    """

    feature: str
    zh: str
    en: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Link:
    """That a record of a document is about a thing.

    `record` is the record that names the thing: an institution, region or program; a target for its
    indicator; the document for its issuer and its region; a responsibility for a body that no institution
    record bears. For a member of a collective it is made from the responsibility in `expanded_from`.
    """

    kind: LinkKind
    document: str
    record: str
    thing: str
    """The path of the thing, as `kg.ids` makes it."""
    name: str
    """The thing's name, the same in all its links."""
    entry: str | None
    """Its concept in a vocabulary or its code in the register of regions."""
    place: str | None
    """The code of the region that it lies in, where its name or its document tells."""
    score: float
    """From 0 to 1: the weight of the strongest reason, which stands first in `because`, less those against."""
    because: tuple[Reason, ...]
    expanded_from: str | None = None


def in_words(because: Iterable[Reason], lang: str) -> str:
    """Reasons as one line in a language (zh or en): those for, then after a “but” those against.

    >>> in_words([Reason("a", "名称相同", "same name", 0.8), Reason("b", "是口号", "a slogan", -0.5)], "en")
    'same name; but: a slogan'
    """
    reasons = list(because)
    stop, but = ("; ", "; but: ") if lang == "en" else ("；", "；但：")
    said = [
        stop.join(reason.en if lang == "en" else reason.zh for reason in side)
        for side in ([r for r in reasons if r.weight >= 0], [r for r in reasons if r.weight < 0])
    ]
    return but.join(text for text in said if text)
