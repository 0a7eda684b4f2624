"""The departments of the body whose document it is: 医务科, 护理部, 心血管内科 in a hospital's plan, 基层卫生股 in a bureau's.

A department bears no name of its own body. In a plan of a house that has departments (a hospital, a centre for disease
control) one is what opens a clause and acts, and a heading that is nothing else; in a bureau's plan only the offices of
the table of bodies are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Any

from kg.extract.acting import acts_at_a_time, predicate_follows
from kg.extract.clause_words import where_wording_begins
from kg.extract.lexicon import adverbs, verbs
from kg.extract.mentions import Mention
from kg.model.spans import Spans
from kg.model.text import Clause, Outline
from kg.registers.bodies import HOUSES, load_bodies
from kg.registers.tables import table, words

# 医院感染管理与疾病控制科: no name of a department is longer.
_LONGEST = 12
_JOINED = "、和与及"


def find_departments(text: str, outline: Outline, issuer: str | None, named: list[Mention]) -> list[Mention]:
    """Where a document names departments of its `issuer`, under the issuer's name, in text order and clear of `named`."""
    kind = load_bodies().kind_of(issuer) if issuer else ""
    if issuer is None or (kind not in HOUSES and kind != "government"):
        return []
    house = kind in HOUSES
    spans = {
        span
        for clause in _with_a_rank(text, outline)
        for span in _acting(text, clause.start, clause.end, house=house)
    }
    if house:
        spans |= set(_headings(text, outline))
    if not spans:
        return []
    taken = Spans((m.start, m.end) for m in named)
    return [
        Mention(start, end, issuer + _OWN_BUREAU.sub("", text[start:end]), "department-of-the-issuer")
        for start, end in sorted(spans)
        if not taken.meeting(start, end)
    ]


def _with_a_rank(text: str, outline: Outline) -> list[Clause]:
    """The clauses in whose first words the name of a department may end: few, so they are looked for in the whole text."""
    clauses = outline.clauses
    starts = [clause.start for clause in clauses]
    found: dict[int, Clause] = {}
    for rank in _ranks().finditer(text):
        at = bisect_right(starts, rank.start()) - 1
        if at >= 0 and rank.start() < starts[at] + 2 * _LONGEST:
            found[at] = clauses[at]
    return list(found.values())


def _acting(text: str, start: int, end: int, *, house: bool) -> list[tuple[int, int]]:
    """The departments that open a clause, with the predicate behind the last of them."""
    if not _ranks().search(text, start, min(end, start + 2 * _LONGEST)):
        return []
    at = where_wording_begins(text, start, end)
    at += text.startswith("由", at)
    found: list[tuple[int, int]] = []
    while stop := _department_end(text, at, end, house=house):
        found.append((at, stop))
        if text[stop : stop + 1] not in _JOINED or stop == end:
            break
        at = stop + 1
    if not found or not (_acts(text, found[-1][1], end) or (house and _goes_on(text, found, end))):
        return []
    return found


def _department_end(text: str, at: int, end: int, *, house: bool) -> int:
    """Where the department that begins at `at` ends, with another one joined or a predicate behind it; 0 where none does."""
    for rank in _ranks().finditer(text, at + 1, min(end, at + _LONGEST)):
        stop = rank.end()
        if _is_department(text[at : rank.start()], text[at:stop], house=house) and (
            text[stop : stop + 1] in _JOINED
            or _acts(text, stop, end)
            or (house and _goes_on(text, [(at, stop)], end))
        ):
            return stop
    return 0


def _acts(text: str, at: int, end: int) -> bool:
    return predicate_follows(text, at, end) or acts_at_a_time(text, at, end)


def _goes_on(text: str, names: list[tuple[int, int]], end: int) -> bool:
    """Whether a predicate stands behind departments of the table: whatever is no noun that they would only describe."""
    behind = names[-1][1]
    known = all(_is_known(text[start:stop]) for start, stop in names)
    return known and behind < end and _DESCRIBED.match(text, behind, end) is None


# 内科、外科|建设, 骨科|患者
_DESCRIBED = re.compile(
    r"[等的了各（、]|[一二两三四五六七八九十\d]|建设|能力|水平|门诊|病房|病区|专业|专科|学科|科室|诊疗|人才|医[生师务护]|护士|患者|病人|疾病|床位|服务|主任|技术|质量|管理|用房|设备|装修|搬迁|改造|扩建|手术|就诊|诊室|住院|大楼|楼|中心"
)


def _headings(text: str, outline: Outline) -> Iterator[tuple[int, int]]:
    """Headings, and words before a colon, that are nothing but the name of a department."""
    spans = [(p.heading_start, p.heading_end) for p in outline.parts]
    spans += [(c.start, c.end) for c in outline.clauses if c.closes in "：\n" and c.end - c.start <= _LONGEST]
    for start, end in spans:
        found = _HEADING.fullmatch(text, start, end)
        if found and _is_department(found["stem"], found.group(), house=True):
            yield start, end


_HEADING = re.compile(r"(?P<stem>[\u4e00-\u9fff、]{1,10})(?:科|部|办公室|办|室|股|处)")


def _is_department(stem: str, name: str, *, house: bool) -> bool:
    if not house:
        return load_bodies().is_office(_OWN_BUREAU.sub("", name))
    if _is_known(name):
        return True
    classes = _known()[1]
    if name.endswith("中心") or name.endswith(classes) or len(stem) < _SHORTEST_UNKNOWN:
        return False
    return not any(
        lexicon.at(stem, 0, len(stem)) >= _A_WORD for lexicon in (verbs(), adverbs())
    ) and not _NO_STEM.search(stem)


# 局|办公室, 委|督查办, 我局|财务股
_OWN_BUREAU = re.compile("^[我本]?[局委](?:机关)?")


def _is_known(name: str) -> bool:
    known, _ = _known()
    if len(name) == _ONE_LETTER_AND_RANK and name[-1] == "部":
        # 内部, 外部: no departments.
        return False
    return name in known or _RANK_AT_END.sub("", name) in known or load_bodies().is_office(name)


_RANK_AT_END = re.compile("(?:科|部|办公室|办|室|股|处)$")
_SHORTEST_UNKNOWN, _A_WORD, _ONE_LETTER_AND_RANK = 2, 2, 2
_NO_STEM = re.compile(r"^[派请到转赴送抽由]|[的是各全本我该其某级类个家所名两]|医院|机构|\d")


@cache
def _ranks() -> re.Pattern[str]:
    return re.compile(
        "科(?![技学研普教])|部(?!分|门|署|队)|办公室|办(?!公|理|法|学)|室|股|处(?!理|置|方|于)|中心"
    )


@cache
def _known() -> tuple[frozenset[str], tuple[str, ...]]:
    """Names and stems (without their rank) of departments, and the endings of names of classes (专科, 学科)."""
    rows: dict[str, Any] = table("cues", "bodies.toml")["departments"]
    return frozenset((*words(rows["stems"]), *words(rows["names"]))), words(rows["classes"])
