"""What a person should look at: damage in the source, figures that were lost, bodies that could not be resolved.

A lost figure is said, never guessed: 床位数从张增加到张 has its verbs and its measure words, but no number.
"""

from __future__ import annotations

import re

from kg.extract.candidates import FoundTarget
from kg.extract.context import Context
from kg.extract.institutions import Body
from kg.extract.quantities import find_quantities

# A verb that carries a figure, or a comparator, directly before a measure word or the clause's end: the number between is gone.
_LOST = re.compile(
    r"(?:达到?|增加到|增至|提高到|下降到|降至|减少到|稳定在|控制在|新增|建成|新建|招聘|完成|由|从)(?:了)?"
    r"(?:[个家所名张台次例人件项](?![庭医人目账有性体才员民口群力次均别案中老师长科优属])|%|‰|/10万|左右|以上|以下|以内)"
)
_LOST_YEAR = re.compile(
    r"年(?<![\d今去明前后当本每全半多近几老青少中成童一二三四五六七八九十两届]年)(?=全市|全区|全县|全省|是“|工作|卫生|健康|的人增加)"
)


def find_notes(
    context: Context, targets: list[FoundTarget], bodies: list[Body]
) -> list[tuple[int | None, str, int, int]]:
    """(clause index or None, reason, start, end) with offsets into the source."""
    text, clean = context.text, context.outline.clean
    notes: list[tuple[int | None, str, int, int]] = [(None, d.reason, d.start, d.end) for d in clean.damages]
    with_target = {t.clause.index for t in targets}
    lost, lost_year = _LOST.search(text), _LOST_YEAR.search(text)
    for clause in context.clauses if lost or lost_year else ():
        start, end = clause.clause.start, clause.clause.end
        for found in _LOST.finditer(text, start, end):
            if clause.index in with_target and _has_number_near(text, found.start(), found.end()):
                continue
            notes.append(
                (clause.index, "value missing in source", *clean.to_source(found.start(), found.end()))
            )
        for found in _LOST_YEAR.finditer(text, start, end):
            notes.append(
                (clause.index, "year missing in source", *clean.to_source(found.start(), found.end() + 1))
            )
    notes += [(None, "unresolved body", *clean.to_source(*b.places[0])) for b in bodies if _unresolved(b)]
    return notes


def _has_number_near(text: str, start: int, end: int) -> bool:
    return bool(find_quantities(text, start, min(len(text), end + 2)))


def _unresolved(body: Body) -> bool:
    """A body that still begins with 市, 区 or 县: the document does not tell of which place."""
    return (
        bool(body.places)
        and not body.generic
        and body.kind != "collective"
        and bool(re.match(r"(?:市|区|县|省|州)(?![级属直区])", body.name))
    )
