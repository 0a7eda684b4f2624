"""What stands before a question and asks nothing: who asks, and what for. 我是一名记者，最近在写稿子，…"""

from __future__ import annotations

import re

from kg.ask.names import REGION, Names
from kg.registers.tables import table

_CLAUSE = re.compile(r"[^,。;!?]+[,。;!?]*")
# How somebody begins who tells of himself, of those who sent him, or of what the answer is for.
_BEGINS = re.compile(
    r"(?:你好|您好|不好意思|打扰一?下?|麻烦|请问)?"
    r"(?:我|咱|俺|本人|在下|受|应|因为?|由于|为了?|昨天|今天|明天|刚才?|最近|近期|下周|这周|上次|之前|听说|听人|看到|正在|准备|"
    r"家里|家中|马上|快要|眼看|[处局院科]里|[^,。;!?谁哪几多]{0,4}(?:领导|主任|老板|老师|同事|导师|编辑|记者|审计组?|督查组?|公众号|论文|课题|报告|稿子|材料|汇报|调研))"
)
# What asks, or tells what to do: such a clause is no background.
_ASKS = re.compile(
    "[谁哪啥?]|什么|多少|[几吗呢]|怎么|如何|为何|有没有|是不是|是否|有无|列|查|排|比较|对比|对照|统计|导出|检索|搜|找"
    "|看看|给我|负责|牵头|承诺|目标|项目|指标|任务|到期"
)
# A body by a short name may be what is asked about, though the graph does not spell it so.
_BODY = re.compile(
    r"(?:卫健|[市区县省镇院]|中心|医).{0,6}?(?:局|委|处|院|科|站|所|集团|办)|[\u3400-\u9fff]{2}(?:处|科室|局|集团)"
)
_ENGLISH = re.compile(
    r"^(?:hi|hello|hey|sorry)?[, ]*(?:as an? |for (?:my|our|an?|the) |i(?:'m| am) |we(?:'re| are) "
    r"|my (?:boss|editor|teacher|professor|manager) )"
    r"[^,:;?!.]{3,80}(?:[,:;.]| -+) +(?=\S)"
)
_ASKS_IN_ENGLISH = re.compile(
    r"\b(?:who|what|which|where|when|how|why|list|show|give|compare|find|tell|target|commitments?|programmes?)\b"
)
_LEAST = 3


def without_background(text: str, names: Names) -> str:
    """The text (folded) without the clauses before the question that ask nothing; of them only places and names are left.

    A clause is left as it is where it may ask, quotes, or may name a body; the last clause always. Names other than of
    places are left only where the question itself names nothing.
    """
    if found := _ENGLISH.match(text):
        said = found[0]
        return (
            text
            if _ASKS_IN_ENGLISH.search(said)
            else " ".join([*_latin_places(said, names), text[len(said) :]])
        )
    clauses = _CLAUSE.findall(text)
    for at, clause in enumerate(clauses[:-1]):
        if not _BEGINS.match(clause) or _ASKS.search(clause) or _BODY.search(clause):
            break
        if re.search(r"[“\"《‘「'/]", clause):
            break
        rest = "".join(clauses[at + 1 :])
        clauses[at] = _left(clause, rest, names)
    return "".join(clauses)


def _left(clause: str, rest: str, names: Names) -> str:
    """What of a clause is kept, with a comma behind each: places that the rest does not name, names where it has none."""
    bare = not any(
        len(name.spelling) >= _LEAST and name.kind != REGION and name.spelling in rest for name in names.all
    )
    if bare and any(term in clause for term in table("questions.toml")["terms"].values()):
        return clause  # 我在写托育的稿子: it may be all that the question is about
    found: list[tuple[int, int]] = []
    for name in names.all:
        if name.kind != REGION and not (bare and len(name.spelling) >= _LEAST):
            continue
        at = clause.find(name.spelling)
        if at < 0 or (name.kind == REGION and name.spelling in rest):
            continue
        if all(at >= end or at + len(name.spelling) <= start for start, end in found):
            found.append((at, at + len(name.spelling)))
    return "".join(f"{clause[start:end]}," for start, end in sorted(found))


def _latin_places(said: str, names: Names) -> list[str]:
    """The words of an English clause that are the names of places in pinyin."""
    from kg.ask.sounds import pinyin

    sounds = {pinyin(name.spelling) for name in names.of(REGION)}
    return [f"{word}," for word in re.findall(r"[a-z]{4,}", said) if word in sounds]
