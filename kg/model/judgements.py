"""What a person decided about two names: the same thing, different things, or undecided."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

from kg.model.links import LinkKind

Verdict: TypeAlias = Literal["same", "different", "undecided"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
KINDS: tuple[LinkKind, ...] = get_args(LinkKind)


@dataclass(frozen=True, slots=True)
class Judgement:
    """That a person took `a` and `b` for one thing, or for two, or could not tell.

    Each of the two is the path of a thing (`institution/清和市第一人民医院`), a name or spelling that means one
    thing of its kind, or a name as one document uses it (`qinghe-2024#一院`).
    """

    kind: LinkKind
    a: str
    b: str
    verdict: Verdict
    who: str
    when: str
    """An ISO date, with or without time; of two judgements of one pair the later counts."""
    why: str
    origin: str = field(default="", compare=False)
    """Where it was read, for messages (`judgements.jsonl:3`)."""

    @property
    def pair(self) -> tuple[str, str, str]:
        """What it is about, whichever of the two is named first."""
        return (self.kind, min(self.a, self.b), max(self.a, self.b))
