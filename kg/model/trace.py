"""Why a document's records are what they are: what extraction looked at, and what it saw and refused."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.records import Span


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that was seen and not taken, and the rule that refused it.

    `what` is the kind of record that it did not become (`commitment`, `target`, `responsibility`, `institution`, `region`,
    `program`, `document`); `about` names what the rule speaks of, where that helps (the places that a name may mean). The offsets
    are those of the cleaned text while extraction runs, and of the source in a `Trace`.
    """

    start: int
    end: int
    what: str
    rule: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """The deadline that holds for a passage: the date, the rule, and where the text says it."""

    date: str
    rule: str
    place: Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the text as extraction looked at it, in offsets into the source.

    `text` is its cleaned wording, `at` where that begins in the cleaned text (two cleaned characters may stand for one place).
    `kind` is `clause`, `owners` (a list of bodies) or `row` (of a table of indicators). `action` and `object` are where the
    clause's verb and what it acts on stand.
    """

    kind: str
    start: int
    end: int
    text: str
    at: int
    section: str | None
    heading: bool = False
    action: Span | None = None
    object: Span | None = None
    deadline: Dated | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """What was looked at, in text order, and what was refused, in text order."""

    passages: tuple[Passage, ...] = ()
    refusals: tuple[Refusal, ...] = ()
