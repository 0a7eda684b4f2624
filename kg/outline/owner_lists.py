"""Where an item's list of owners stands: in brackets at its end, or in a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.model.text import OwnerList, Part
from kg.registers.bodies import load_bodies
from kg.registers.owner_labels import WHEN_DONE, label_before, labels_in
from kg.registers.tables import table

# No owner list in brackets is longer; the longest of the documents at hand has 75 characters.
_LONGEST = 600
_BODY_END = "委局厅处科室院部办所队站会府社司校中心单位部门团组企业机构街道镇乡县区市"


@cache
def _closing() -> re.Pattern[str]:
    rows = table("cues", "owners.toml")["closing"]
    return re.compile("(?:" + "|".join(row["pattern"] for row in rows) + r")[。；]?$")


def owner_lists(text: str) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, label, rule) of every owner list in the text, brackets included, in order."""
    taken = 0
    for found in _candidates(text):
        if found[0] >= taken:
            yield found
            taken = found[1]


def _candidates(text: str) -> list[tuple[int, int, str, str]]:
    found = [*_labelled(text), *_in_sentences(text), *_closing_brackets(text)]
    return sorted(found, key=lambda f: (f[0], -f[1]))


def _labelled(text: str) -> Iterator[tuple[int, int, str, str]]:
    # A bare 牵头 / 责任 / 配合 is a label only before a colon; so is every other, so that prose stays prose.
    for start, behind, word in labels_in(text):
        bracket = text[start] if text[start] in "（【〔" else ""
        before = text[start - 1] if start else "\n"
        if bracket == "（":
            yield start, _bracket_end(text, start), word, "owner-list-labelled-bracket"
        elif before in "\n。；，\t|）" or bracket:
            yield start, _line_end(text, behind), word, "owner-list-labelled-line"


# The pattern begins with the last letter of the noun, so that all else is passed over at once.
_SAYS_WHO = re.compile(r"[位门室构](?<=[单部处科股机].)(?:分别)?[为是](?=[\u4e00-\u9fff])")
# 省农业农村厅、省林业局按职责分工负责。: who answers, as a clause of its own says it.
_BY_DUTY = re.compile(r"按照?(?:各自)?职责(?:分工)?(?:分别)?负责(?=[，。；\n]|\Z)")
_BEFORE_WHO = "，。；：\n（）"
_END_OF_WHO = re.compile(r"[，。；：\n（）]")


def _in_sentences(text: str) -> Iterator[tuple[int, int, str, str]]:
    """该事项牵头部门为市卫生健康委，配合单位为市财政局: a label and its list as a sentence says them."""
    for found in _SAYS_WHO.finditer(text):
        label = label_before(text, found.start() + 1)
        end = _END_OF_WHO.search(text, found.end())
        stop = end.start() if end else len(text)
        if label and _names_bodies(text[found.end() : stop]):
            yield found.end(), stop, label, "owner-list-in-a-sentence"
    for duty in _BY_DUTY.finditer(text):
        start = max(text.rfind(mark, 0, duty.start()) for mark in _BEFORE_WHO) + 1
        if _names_bodies(text[start : duty.start()]):
            yield start, duty.end(), "", "owner-list-in-a-sentence"


def _line_end(text: str, at: int) -> int:
    """The end of a labelled list: its line's end, or the next full stop before it."""
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    stop = text.find("。", at, end)
    return stop + 1 if stop >= 0 else end


_CLOSES = {"（": "）", "〔": "〕", "【": "】"}
_EDGES = {opening: re.compile(f"[{opening}{closing}\n]") for opening, closing in _CLOSES.items()}


def _bracket_end(text: str, start: int) -> int:
    opening, closing = text[start], _CLOSES[text[start]]
    depth = 0
    limit = min(len(text), start + _LONGEST)
    if text.find(closing, start, limit) < 0:
        end = text.find("\n", start, limit)
        return end if end >= 0 else limit
    for found in _EDGES[opening].finditer(text, start, limit):
        edge, at = found.group(), found.start()
        if edge == opening:
            depth += 1
        elif edge == closing:
            depth -= 1
            if depth == 0:
                return at + 1
        else:
            return at
    return limit


# The pattern begins with the bracket itself, so that all else is passed over at once.
_BRACKET = re.compile(r"[（〔【](?<=[。；，”）\u4e00-\u9fff].)(?=[^）〕】]{4})")


_BEHIND_A_LIST = frozenset(["", "\n", "。", "；", "（"])


def _closing_brackets(text: str) -> Iterator[tuple[int, int, str, str]]:
    """（省卫生健康委牵头，省教育厅、团省委按职责分工负责） at a sentence's end, without a label."""
    for match in _BRACKET.finditer(text):
        end = _bracket_end(text, match.start())
        after = text[end : end + 1]
        behind_a_sentence = text[match.start() - 1] in "。；"
        if after not in _BEHIND_A_LIST and not behind_a_sentence:
            continue
        if text[end - 1] != _CLOSES[match.group()]:
            continue
        inner = WHEN_DONE.sub("", text[match.end() : end - 1])
        if _closing().search(inner) and _names_a_body(inner):
            yield match.start(), end, "", "owner-list-closing-bracket"
        elif after in ("", "\n", "。") and _names_offices(inner):
            yield match.start(), end, "", "owner-list-of-offices"
        elif after in ("", "\n", "。") and behind_a_sentence and _names_bodies(inner):
            yield match.start(), end, "", "owner-list-of-bodies"


def _names_a_body(inner: str) -> bool:
    first = re.split(r"[，、；]|牵头|负责|按", inner, maxsplit=1)[0]
    return first.endswith(_NAME_ENDS)


_NAME_ENDS = (*_BODY_END, "各级", "联", "中心")
_JOINT = re.compile("[、，；和]")
# In a list that offices open, whole bodies may follow (财务处、信息处；市立医院).
_WHOLE_BODY = re.compile(r"[\u4e00-\u9fff]{2,14}(?:医院|保健院|中心|局|委|委员会|所|站|卫生院)")


def _names_offices(inner: str) -> bool:
    """（医政处、财务处）: the offices of a bureau, and perhaps bodies behind them, and nothing else."""
    names = _JOINT.split(_INNER_BRACKET.sub("", inner))
    offices = [_is_office(name) for name in names]
    return offices[0] and all(
        office or _WHOLE_BODY.fullmatch(name) for office, name in zip(offices, names, strict=True)
    )


def _is_office(name: str) -> bool:
    """医政处, 市卫健委医政处: an office of a bureau, with the bureau before it or without."""
    bodies = load_bodies()
    return bodies.is_office(name) or any(
        _BUREAU_AT_END.search(name[: -len(office)]) for office in bodies.offices_ending(name)
    )


# 各县〔市、区〕卫健局
_INNER_BRACKET = re.compile("[（〔][^（）〔〕]{1,12}[）〕]")
_BUREAU_AT_END = re.compile("(?:委员会|[委局厅办])$")
# 各社区卫生服务中心, 市中医院: what a list of owners may name without a word for what they do.
_BODY = re.compile(
    r"(?!含|包括|包含|如|即|见|其中|原|指)[\u4e00-\u9fff]{2,18}(?:[委局厅联]|委员会|医院|保健院|卫生院|中心|办公室|政府|红十字会|协会|学会)"
)


def _names_bodies(inner: str) -> bool:
    """（区疾控中心、各社区卫生服务中心） behind a full stop: nothing but the names of bodies."""
    names = _JOINT.split(_INNER_BRACKET.sub("", inner))
    return all(_BODY.fullmatch(name) or _is_office(name) for name in names)


def of_whole_sections(text: str, parts: list[Part], lists: list[OwnerList]) -> list[OwnerList]:
    """The lists, those of a whole section under it: a line of its own behind the last of several items that have none."""
    items: dict[int, list[int]] = {}
    for index, part in enumerate(parts):
        items.setdefault(part.parent, []).append(index)
    having = {listed.section for listed in lists}

    def of(listed: OwnerList) -> OwnerList:
        parent = parts[listed.section].parent if listed.section >= 0 else -1
        among = items.get(parent, [])
        whole = (
            parent >= 0
            and len(among) > 1
            and among[-1] == listed.section
            and having.isdisjoint(among[:-1])
            and text[listed.start - 1 : listed.start] == "\n"
            and text[listed.end : listed.end + 1] in ("", "\n")
        )
        return listed._replace(section=parent) if whole else listed

    return [of(listed) for listed in lists]
