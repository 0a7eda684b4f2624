"""Whether a doer does something: what stands behind its name begins a predicate."""

from __future__ import annotations

import re

from kg.extract.lexicon import adverbs, prepositions, verbs

_PARTICLES = re.compile(r"^(?:的|等|之|与|和|及|以及|、)")
_LEAD = re.compile(
    r"^(?:要|各(?=[^级类种项])|将|应|须|则|还|也|均|都|分别|共同|牵头|具体|负责|统筹|率先|先后|正式|成功|顺利|已|已经|目前|全面|突出|聚焦|围绕|立足|紧扣|按照|根据|结合|通过|依托|坚持|作为|承担|协助|按季|按月|按年|继续|现)"
)
WHEN = re.compile(
    r"(?:(?:于|在|至|到|拟于)?(?:20\d{2}年|今年|明年|年)?(?:上半年|下半年|内|底|末|初|[1-9]\d?月(?:份|底|末|上旬|中旬|下旬)?|"
    r"第?[一二三四1-4]季度末?)(?:之?前|起|以来)?|[到至]?20\d{2}年|(?:按|每)[年季月周]度?|连续[一二两三四五六七八九十\d]+[年届季月次])+"
)


def predicate_follows(text: str, at: int, end: int) -> bool:
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
        return text[at:verb] in _NO_NOUN or _MAKES_A_NOUN.match(text, verb, end) is None
    return prepositions().at(text, at, end) - at >= 2 or text[at : at + 1] in "对为将把与以在因向"


# 完成|能力验证: these are no part of a noun, whatever follows.
_NO_NOUN = frozenset("完成 开展 实施 建立 启动 承担 制定 成立 组建 新增 推进 落实 实现 通过 建成".split())
# 管理|水平, 建设|项目: with one of these behind it a verb is part of a noun; 成立|工作专班 is done.
_MAKES_A_NOUN = re.compile(
    r"能力|水平|工作(?!专班|小?组|领导|方案|机制|计划|站|室|制度|台账|会)|体系|质量|服务|中心|项目|建设|工程|科|室|医共体(?![\u4e00-\u9fff]{2})|实验室"
)


def acts_at_a_time(text: str, at: int, end: int) -> bool:
    """Whether a time stands at `at` and the predicate behind it (6月底前上线…); behind 每月 whatever follows is one."""
    when = WHEN.match(text, at, end)
    if when is None or when.end() >= end:
        return False
    return when.group().startswith(("每", "按")) or predicate_follows(text, when.end(), end)
