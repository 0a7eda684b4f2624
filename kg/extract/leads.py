"""What leads to a list or an answer tells what these are of: 下一步将实施以下行动：一是…；二是…, 有什么打算？….

Clauses come with what they weigh for themselves (`kg.extract.leaning`): above 0 to be done, below 0 done.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.model.text import Clause

# A clause that says so much for itself is believed, whatever its neighbours tell.
SURE = 3.0
# 一是…，二要…: the numbers of items within a line.
ORDINALS = frozenset("一二三四五六七八九十")

_LEADS = frozenset("：？")
_FULL_STOPS = frozenset("。！？")


def carry_to_lists(text: str, clauses: Sequence[Clause], weights: list[float]) -> None:
    """Lets what a clause before a colon says for sure hold for the list behind it, and what a question asks for hold for its answer.

    Changes `weights`, but for those of clauses that are sure for themselves. A list ends at the full stop, or, where each of its
    items has sentences of its own (一是…。…。二是…。), with the paragraph; so does an answer.
    """
    ends = before = 0
    for lead in [at for at, clause in enumerate(clauses) if clause.closes in _LEADS]:
        since, before = before, lead
        if lead < ends or not (sure := _sure_in_its_sentence(text, clauses, weights, lead, since)):
            continue
        ends = _end_of_list(text, clauses, weights, lead, sure)
        holds = sure
        for at in range(lead + 1, ends):
            if _begins_a_sentence(text, clauses, at):
                holds = sure
            if abs(weights[at]) < SURE:
                weights[at] = holds
            elif clauses[lead].closes == "？":
                # A sentence of an answer may tell first of what was done (去年，…).
                holds = 1.0 if weights[at] > 0 else -1.0


def _sure_in_its_sentence(
    text: str, clauses: Sequence[Clause], weights: Sequence[float], lead: int, since: int
) -> float:
    """1 or -1, as the last clause says that is sure of itself up to `lead`, in its sentence and not before `since`; 0 where none is."""
    for at in range(lead, since - 1, -1):
        if abs(weights[at]) >= SURE:
            return 1.0 if weights[at] > 0 else -1.0
        if _begins_a_sentence(text, clauses, at):
            break
    return 0.0


def _end_of_list(
    text: str, clauses: Sequence[Clause], weights: Sequence[float], lead: int, sure: float
) -> int:
    """The clause behind the last of the list, or of the answer, that `lead` opens; what says the contrary ends a list too."""
    is_of_items = is_of_one_sentence = False
    answers = clauses[lead].closes == "？"
    for at in range(lead + 1, len(clauses)):
        is_item = text[clauses[at].start - 1] == "是" and text[clauses[at].start - 2] in ORDINALS
        if _begins_a_sentence(text, clauses, at):
            goes_on = not _begins_a_paragraph(text, clauses, at) or (answers and at == lead + 1)
            of_sentences = goes_on and (answers or (is_of_items and not is_of_one_sentence))
            contrary = weights[at] * sure <= -SURE and not answers
            if contrary or not (is_item or of_sentences):
                return at
        elif is_item:
            is_of_one_sentence = is_of_one_sentence or is_of_items
        is_of_items = is_of_items or is_item
    return len(clauses)


def _begins_a_sentence(text: str, clauses: Sequence[Clause], at: int) -> bool:
    """Whether a clause stands behind a full stop; a semicolon ends no list."""
    return at == 0 or clauses[at - 1].closes in _FULL_STOPS or _begins_a_paragraph(text, clauses, at)


def _begins_a_paragraph(text: str, clauses: Sequence[Clause], at: int) -> bool:
    return at == 0 or text.find("\n", clauses[at - 1].end, clauses[at].start) >= 0
