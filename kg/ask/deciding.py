"""Whether a question is answered, asked back or refused, by how well the queries explain it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kg.ask.values import Filled

# What a query must explain to be answered, for the reply to say what is not in the graph, and for a question to be asked back.
_ENOUGH, _ENOUGH_TO_SAY_WHY, _SHOWN = -1.5, -5.0, 1.0
# What is learned tells as well that a query is meant whose values are not there.
_LIKELY = -0.7
# How well a query must be meant that a question asks for of a thing without its name.
_POINTED_AT = -3.5
# By how much `none` must be likelier than the best query, and how much more so for each point that that query explains.
_BEYOND, _BEYOND_SLOPE = 1.5, 0.1


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with a question, and the query that it is about."""

    reply: Literal["answer", "choices", "beyond", "cannot"]
    filled: Filled


def decide(tried: Sequence[Filled], none: float, pointing: bool) -> Decision:
    """`tried` are the queries, that first which explains most; `none` how likely it is that none is asked for.

    `pointing`: the question speaks of a thing without its name, so it is asked back for it where no value was found.
    """
    best = tried[0]
    if none - best.likely > _BEYOND + _BEYOND_SLOPE * best.score:
        return Decision("beyond", best)
    if pointing and best.by_default:
        lacking = max(
            (filled for filled in tried if filled.missing), key=lambda filled: filled.meant, default=None
        )
        if lacking is not None and lacking.meant >= _POINTED_AT and not lacking.left:
            return Decision("choices", lacking)
        if best.params:
            return Decision("cannot", best)
    if best.complete and best.score >= _ENOUGH:
        return Decision("answer", best)
    # What is asked for is told by the words; that its values are missing is the reason to ask back.
    meant = best if best.choices and not best.missing else max(tried, key=lambda filled: filled.meant)
    if not meant.complete and not meant.left and (meant.shown >= _SHOWN or meant.likely >= _LIKELY):
        return Decision("choices", meant)
    return Decision("cannot", best)


def says_why(filled: Filled) -> bool:
    """Whether a query that is not answered is near enough to tell what the graph does not have."""
    return filled.score >= _ENOUGH_TO_SAY_WHY
