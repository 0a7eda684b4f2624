"""What reading a clause gives: where its wording begins, what is done, and to what."""

from __future__ import annotations

from dataclasses import dataclass

# What stands for a character of a body's name: no word of any table holds it.
NAME = "\ue000"


# Not frozen, as making a frozen one takes three times as long, and there is one for every clause. Nothing changes it.
@dataclass(slots=True)
class Reading:
    """What a clause says. All places are clean offsets.

    `start` is behind connectives and list numbers; `verb_start == verb_end` where no action was found. `object_start` to
    `object_end` is what is acted on; `lead_end` ends what stands before the verb and its adverbs (a subject or a phrase).
    `frame` names the rule of a clause that only frames others.
    """

    start: int
    end: int
    lead_end: int
    verb_start: int
    verb_end: int
    object_start: int
    object_end: int
    rule: str
    frame: str = ""


# The frame of what stands in a section on problems: it says what is wanting, not what is done.
PROBLEM = "in-a-section-of-problems"


# Frames of clauses that say where something lies, how large it is, what there is: also with figures they commit to nothing.
DESCRIPTIONS = frozenset(
    [
        "where-it-lies",
        "how-large-it-is",
        "what-there-is",
        "what-is-known",
        "what-a-disease-is-like",
        "shortcoming",
    ]
)

# The frames of clauses whose subject is another than the place: what is done abroad, what research says.
OF_OTHERS = frozenset(["done-elsewhere", "research-says"])


def passed_over(reading: Reading, frame: str) -> Reading:
    """The reading of a clause that commits to nothing, for the reason that `frame` names."""
    start, end = reading.start, reading.end
    return Reading(start, end, start, end, end, end, end, "", frame)


def leads_in(reading: Reading) -> bool:
    """Whether a clause before a colon only leads to what follows: 到2025年实现：, 优秀单位为：."""
    acts_on_nothing = reading.object_end - reading.object_start < _SHORTEST_OBJECT
    return reading.verb_end > reading.verb_start and (
        acts_on_nothing or reading.rule == "verb-carries-figure"
    )


_SHORTEST_OBJECT = 2
