"""Where a text goes on with what is done: news and reports that have told what was done tell more of it until they say the contrary."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.extract.leads import SURE
from kg.model.text import Clause

# What a clause says so much of is said.
_SAYS_SO = 1.5


def going_on_with_what_is_done(
    text: str, weights: Sequence[float], clauses: Sequence[Clause], of_news: Mapping[int, float]
) -> list[bool]:
    """For each clause whether the last sentence that said so told what is done (近年来，…。推进…；建立…), and its own says nothing of
    what is to be done. What is put out or met for (日前，…开会) opens news of what is to be done as well, and tells nothing of the
    rest; a plan that is put out (公布《…规划》) turns to what it holds.
    """
    said: dict[int, float] = {}
    for at, (weight, clause) in enumerate(zip(weights, clauses, strict=True)):
        own = weight - of_news.get(at, 0.0)
        if at in of_news and _A_PLAN.search(text, clause.start, clause.end):
            own = SURE
        if abs(own) < _SAYS_SO:
            continue
        before = said.get(clause.sentence, 0.0)
        # 到2025年，环境明显改善: what is to be reached is told as if it were.
        said[clause.sentence] = max(before, own) if max(before, own) > 0 else min(before, own)
    goes_on: list[bool] = []
    done, sentence = False, -1
    for clause in clauses:
        own = said.get(clause.sentence, 0.0)
        if clause.sentence != sentence:
            sentence = clause.sentence
            done = own < 0 if own else done
        goes_on.append(done)
    return goes_on


_A_PLAN = re.compile("《[^》]{2,60}(?:规划|方案|意见|计划|办法|措施|行动|通知|细则|清单|要点)[^》]{0,16}》")
