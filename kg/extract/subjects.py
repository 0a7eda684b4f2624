"""Who does it: named bodies that are the grammatical subject of commitments, and partners named beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.commitments import Found
from kg.extract.institutions import Body
from kg.extract.lexicon import adverbs, prepositions, verbs
from kg.model.text import Clause
from kg.model.trace import Refusal

# A body is a partner where one of these stands before it, a source or an object where one of _NOT_OWNERS does.
_PARTNERS = re.compile(r"(?:会同|联合|协同|配合|协助|携手)$")
_PARTICLES = re.compile(r"^(?:的|等|之|与|和|及|以及|、)")
_LEAD = re.compile(
    r"^(?:要|各(?=[^级类种项])|将|应|须|则|还|也|均|都|分别|共同|牵头|具体|负责|统筹|率先|先后|正式|成功|顺利|已|已经|目前|全面)"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """A body that answers for a commitment: its full name, role, the commitment and where it stands (clean offsets)."""

    institution: str
    role: str
    commitment: Found
    start: int
    end: int
    rule: str


def find_subjects(
    text: str, commitments: list[Found], bodies: list[Body], refused: list[Refusal] | None = None
) -> list[Subject]:
    """The subjects of the commitments in text order; a subject carries over the clauses of its sentence.

    `refused` takes the bodies that open a clause and are not its subject.
    """
    named = [(start, end, body) for body in bodies if not body.generic for start, end in body.places]
    places = sorted(named, key=lambda p: (p[0], -p[1], p[2].name))
    made: list[Subject] = []
    carried = _Carried()
    for commitment in commitments:
        carried.enter(commitment.clause.clause)
        own = _subjects(text, commitment, places, refused)
        made += [Subject(b.name, role, commitment, s, e, "subject-of-the-clause") for s, e, b, role in own]
        heads = [(s, e, b) for s, e, b, role in own if role != "support"]
        if not heads and _THE_SAME.match(text, commitment.start):
            made += carried.over(commitment, "subject-named-again", carried.last)
            carried.now = carried.last
        elif heads:
            carried.now = carried.last = heads
        elif carried.now and _continues(text, commitment):
            made += carried.over(commitment, "subject-carried-over", carried.now)
        elif not _only_a_figure(text, commitment):
            carried.now = []
    return made


# 该院还牵头…: the body named last.
_THE_SAME = re.compile(r"该(?:院|中心|集团|所|局|站|校|单位)(?!区)")


class _Carried:
    """The subject that a sentence goes on with, and the last one of the section."""

    def __init__(self) -> None:
        self.now: list[tuple[int, int, Body]] = []
        self.last: list[tuple[int, int, Body]] = []
        self.sentence, self.section = -1, -2

    def enter(self, clause: Clause) -> None:
        if clause.section != self.section:
            self.section, self.last = clause.section, []
        if clause.sentence != self.sentence:
            self.sentence, self.now = clause.sentence, []

    @staticmethod
    def over(commitment: Found, rule: str, heads: list[tuple[int, int, Body]]) -> list[Subject]:
        return [Subject(b.name, "responsible", commitment, s, e, rule) for s, e, b in heads]


def _subjects(
    text: str,
    commitment: Found,
    places: list[tuple[int, int, Body]],
    refused: list[Refusal] | None = None,
) -> list[tuple[int, int, Body, str]]:
    """The bodies that open a clause and are followed by its predicate."""
    start, end = commitment.clause.clause.start, commitment.end
    at = _behind_time(text, commitment.clause.reading.start)
    found: list[tuple[int, int, Body, str]] = []
    for body_start, body_end, body in places:
        if body_start < start or body_start >= end:
            continue
        if body_start == at:
            found.append((body_start, body_end, body, "responsible"))
            at = body_end
            while at < end and text[at] in "、和与及":
                at += 1
        elif _PARTNERS.search(text[start:body_start]) and body_start - start <= 16:
            found.append((body_start, body_end, body, "support"))
    heads = [f for f in found if f[3] == "responsible"]
    if heads and not _predicate_follows(text, heads[-1][1], end):
        found = [f for f in found if f[3] != "responsible"]
        if refused is not None:
            refused += [Refusal(s, e, "responsibility", "no-predicate-behind-the-body") for s, e, *_ in heads]
    if heads and text.startswith("牵头", heads[-1][1]):
        found = [(s, e, b, "lead" if role == "responsible" else role) for s, e, b, role in found]
    return found


def _behind_time(text: str, at: int) -> int:
    found = re.match(
        r"(?:20\d{2}年(?:上半年|底)?|上半年|下半年|今年|全年|目前|由|由于|截至.{2,8}?月底?)",
        text[at : at + 12],
    )
    return at + found.end() if found else at


def _predicate_follows(text: str, at: int, end: int) -> bool:
    """Whether the clause's predicate begins at `at` (an adverb, a verb or a preposition), so that what precedes is its subject."""
    if at >= end or _PARTICLES.match(text[at:end]):
        return False
    if _LEAD.match(text[at:end]):
        return True
    behind = adverbs().at(text, at, end)
    if behind - at >= 2:
        return True
    if behind > at and (
        verbs().at(text, behind, end) > behind
        or adverbs().at(text, behind, end) > behind
        or prepositions().at(text, behind, end) > behind
    ):
        return True
    verb = verbs().at(text, at, end)
    if verb - at >= 2:
        return not re.match(
            r"(?:能力|水平|工作|体系|质量|服务|中心|项目|建设|工程|科|室|医共体|实验室)", text[verb:end]
        )
    return prepositions().at(text, at, end) - at >= 2 or text[at : at + 1] in "对为将把与"


def _continues(text: str, commitment: Found) -> bool:
    """A clause without a subject of its own goes on with the one before it."""
    if _only_a_figure(text, commitment) or re.match(
        r"(?:力争|争取|确保)", text[commitment.start : commitment.start + 2]
    ):
        return False
    return commitment.rule in (
        "verb-opens-clause",
        "verb-behind-phrase",
        "verb-behind-its-object",
        "with-as-lever",
    )


def _only_a_figure(text: str, commitment: Found) -> bool:
    """规范处置率100%, 减免费用120万元: the clause states a figure of what the sentence is about."""
    return commitment.rule in ("figure-without-verb", "verb-carries-figure") or bool(
        re.match(
            r"[^，]{2,12}(?:率|占比|比例)(?:达到?|为|保持在)?\d", text[commitment.start : commitment.end]
        )
    )
