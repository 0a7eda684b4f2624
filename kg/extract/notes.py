"""What a person should look at: damage in the source, figures that were lost, bodies that could not be resolved.

A lost figure is said, never guessed: 床位数从张增加到张 has its verbs and its measure words, but no number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

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
    for index, start, end in _in_clauses(_LOST, context):
        if not (index in with_target and _has_number_near(text, start, end)):
            notes.append((index, "value missing in source", *clean.to_source(start, end)))
    for index, start, end in _in_clauses(_LOST_YEAR, context):
        notes.append((index, "year missing in source", *clean.to_source(start, end + 1)))
    notes += [
        (None, "unresolved body", *clean.to_source(*next(iter(b.places)))) for b in bodies if _unresolved(b)
    ]
    return notes


def _in_clauses(lost: re.Pattern[str], context: Context) -> Iterator[tuple[int, int, int]]:
    """(clause index, start, end) of what a pattern finds in the clauses: what it accepts holds no mark that ends one."""
    starts: list[int] = []
    for found in lost.finditer(context.text):
        # Hardly a text has lost any.
        starts = starts or [clause.clause.start for clause in context.clauses]
        index = bisect_right(starts, found.start()) - 1
        if index >= 0 and found.end() <= context.clauses[index].clause.end:
            yield index, found.start(), found.end()


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
