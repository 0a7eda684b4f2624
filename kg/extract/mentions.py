"""Where a text names bodies: by their endings, in lists that share one, as centres that are set up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.extract.body_cues import boundary, centres, crossing, endings, listed
from kg.extract.body_extent import ELIDED, is_accreditation, name_start, with_part
from kg.extract.lexicon import WordSet, verbs
from kg.extract.particular import COMMITTEES, is_particular
from kg.extract.place import DocumentPlace
from kg.model.spans import Spans
from kg.model.trace import Refusal
from kg.registers.bodies import load_bodies
from kg.registers.lists import lists_around
from kg.registers.regions import load_regions

_LISTED_GROUP = re.compile(
    r"(?P<names>(?:[\u4e00-\u9fff]{2,5}、){1,12}[\u4e00-\u9fff]{2,5}?(?:(?:和|及|与)[\u4e00-\u9fff]{2,5}?)?|[\u4e00-\u9fff]{2,12}(?:和|及|与)[\u4e00-\u9fff]{2,5}?(?=[两2]))(?:等)?(?:[两二三四五六七八九十\d]+(?:个|大|家|所|处)(?:街道的?|乡镇|镇街)?)?(?P<kind>医疗集团|医共体|社区卫生服务中心|卫生院|中心卫生院|(?<=[个家所处])[镇乡](?:中心)?卫生院)"
)


class Mention(NamedTuple):
    """A place in the text that names a body, with the wording and the rule that found it."""

    start: int
    end: int
    text: str
    rule: str


def find_mentions(
    text: str,
    place: DocumentPlace | None,
    skip: tuple[tuple[int, int], ...] = (),
    refused: list[Refusal] | None = None,
) -> list[Mention]:
    """Every place in the text that names a body, longest reading first, in text order, without overlaps.

    `refused` takes the endings of bodies that name none.
    """
    found = [*_by_ending(text, place, refused), *_lists(text), *_centres(text), *_departments(text)]
    kept: list[Mention] = []
    listed = Spans((m.start, m.end) for m in found if m.rule == "body-in-a-list")
    found = [m for m in found if m.rule == "body-in-a-list" or not listed.meeting(m.start, m.end)]
    passed_over = Spans(skip)
    for mention in sorted(found, key=lambda m: (m.start, -(m.end - m.start))):
        if passed_over.hold(mention.start, mention.start + 1):
            continue
        if kept and mention.start < kept[-1].end:
            if mention.end - mention.start > kept[-1].end - kept[-1].start:
                kept[-1] = mention
            continue
        kept.append(mention)
    return _with_siblings(text, kept)


_JOINED = re.compile(r"[、和与及]")


def _with_siblings(text: str, kept: list[Mention]) -> list[Mention]:
    """县人民医院、中医院: a bare name joined to one with an elided place is of the same place."""
    made: list[Mention] = []
    taken = {m.start for m in kept}
    for mention in kept:
        made += _in_places_before(text, mention, taken)
        made.append(mention)
        made += _siblings_in_towns(text, mention, taken)
        last, place = mention, _elided_place(mention)
        while place and _JOINED.match(text, last.end) and last.end + 1 not in taken:
            start = last.end + 1
            end = _bare_names().at(text, start, len(text))
            if end == start:
                break
            last = Mention(start, end, place + text[start:end], "body-that-shares-its-place")
            made.append(last)
    return made


_A_COUNTY = re.compile(r"[\u4e00-\u9fff]{1,8}?[县市区旗]")
_COUNTIES_BEFORE = re.compile(r"(?:[\u4e00-\u9fff]{1,8}[县市区旗]、)+\Z")
_LONGEST_LIST_OF_COUNTIES = 40


def _in_places_before(text: str, mention: Mention, taken: set[int]) -> Iterator[Mention]:
    """云屏县、白石县|清溪县人民医院: a body of each of the counties in a list before the one that bears it.

    Not of one whose level is another (县、|市中心医院), nor where the name goes on with a place (市|铜山区人民医院).
    """
    own = _A_COUNTY.match(mention.text) if mention.rule == "body-with-its-place" else None
    if own is None or text[mention.start - 1 : mention.start] != "、":
        return
    rest, named = mention.text[own.end() :], load_regions().named
    levels = {region.level for region in named(own.group())}
    if not levels or _A_COUNTY.match(rest):
        return
    low = max(0, mention.start - _LONGEST_LIST_OF_COUNTIES)
    before = _COUNTIES_BEFORE.search(text[low : mention.start])
    at = low + before.start() if before else mention.start
    for item in re.split("(?<=、)", text[at : mention.start]):
        name = next((n for i in range(len(item) - 2) if named(n := item[i:-1])), "")
        start = at + len(item) - 1 - len(name)
        if start not in taken and any(region.level in levels for region in named(name)):
            yield Mention(start, start + len(name), name + rest, "body-that-shares-its-place")
        at += len(item)


_IN_A_TOWN = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{2,7}?[县区市旗])[\u4e00-\u9fff]{2,4}(?P<kind>卫生院|中心卫生院|社区卫生服务中心)"
)
_NEXT_IN_A_TOWN = re.compile(
    r"[、和与及](?P<name>(?!中心|乡镇|街道|基层|各|所有|部分|其他)[\u4e00-\u9fff]{2,4}?(?P<kind>中心卫生院|卫生院|社区卫生服务中心))(?![\d所长级])"
)


def _siblings_in_towns(text: str, mention: Mention, taken: set[int]) -> Iterator[Mention]:
    """清溪县石塘卫生院、麦坪卫生院: a house in a list that bears its town alone is of the county of the one before it."""
    first = _IN_A_TOWN.fullmatch(mention.text)
    at = mention.end
    while first and (found := _NEXT_IN_A_TOWN.match(text, at)) and found.start("name") not in taken:
        if any(boundary().at(text, i, found.end("name")) > i + 1 for i in range(*found.span("name"))):
            return
        at = found.end("name")
        yield Mention(found.start("name"), at, first["place"] + found["name"], "body-that-shares-its-place")


def _elided_place(mention: Mention) -> str:
    return mention.text[0] if mention.rule == "body-with-elided-place" and mention.text[0] in ELIDED else ""


@cache
def _bare_names() -> WordSet:
    """Names that are whole once a place stands before them, in full and short (中医院, 疾控中心)."""
    bodies = load_bodies()
    full = {form.short for form in bodies.short_forms.all() if form.full in bodies.bare}
    return WordSet(tuple(name for name in bodies.bare | full if len(name) >= _SHORTEST_BARE))


# 一院, 纪委: so short a name is as easily part of another word.
_SHORTEST_BARE = 3


def _by_ending(text: str, place: DocumentPlace | None, refused: list[Refusal] | None) -> Iterator[Mention]:
    automaton, known = endings()
    longest: dict[int, tuple[int, str]] = {}
    for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        if end not in longest or start < longest[end][0]:
            longest[end] = (start, known[index])
    for end, (start, ending) in sorted(longest.items()):
        if mention := _around(text, start, end, ending, place):
            yield mention
        elif refused is not None:
            refused.append(_passed_over(text, start, end, ending, place))


_LEVEL_BEFORE = re.compile(r"[一二三级及或]{0,7}以$")


def _passed_over(text: str, ending_start: int, end: int, ending: str, place: DocumentPlace | None) -> Refusal:
    """Why an ending that `_around` refuses names no body."""
    longer = ending + text[end : end + 1]
    if longer in load_bodies().types or text.startswith(crossing(), end - 2) or _runs_on(text, ending, end):
        return Refusal(ending_start, end, "institution", "ending-of-a-longer-word", longer)
    start, rule = name_start(text, ending_start, place)
    if text[start - 1 : start] == "以" and text[start] in "上下":
        # 二级以上医院: no name goes over 以, the wording does.
        start -= len(text[max(0, start - 8) : start]) - len(
            _LEVEL_BEFORE.sub("", text[max(0, start - 8) : start])
        )
    lead = text[start:ending_start]
    if rule == "body-by-its-ending":
        return Refusal(start, end, "institution", "kind-of-body-alone")
    if load_bodies().is_generic(text[start:end]) or re.search(r"[级各类家个属]|以上", lead):
        return Refusal(start, end, "institution", "class-of-bodies")
    return Refusal(start, end, "institution", "no-name-of-its-own")


def _around(
    text: str, ending_start: int, end: int, ending: str, place: DocumentPlace | None
) -> Mention | None:
    """The name around an ending, or None where the ending stands for a class or is part of another word."""
    bodies = load_bodies()
    if ending in bodies.national:
        return (
            None
            if text[end : end + 1] in _NO_NAME_BEFORE
            else Mention(ending_start, end, ending, "body-of-the-state")
        )
    if ending in _YOUTH_LEAGUES:
        # 团市委, 共青团市委: the letter of the place stands within the name.
        start = ending_start - len("共青") * text.endswith("共青", 0, ending_start)
        no_name = text[start - 1 : start] == "集" or text[end : end + 1] in _NO_NAME_BEFORE
        return None if no_name else Mention(start, end, text[start:end], "body-by-its-ending")
    after = text[end : end + 1]
    if after and (
        ending + after in bodies.types or text.startswith(crossing(), end - 2) or _runs_on(text, ending, end)
    ):
        return None
    start, rule = name_start(text, ending_start, place)
    if ending in COMMITTEES and (league := text.find("共青团", max(0, start - 3), end)) >= 0:
        # 共青团|清和市委
        start = league
    # First, as it refuses most of them, and what follows the ending does not matter to it.
    if not is_particular(text, start, ending_start, ending, rule):
        return None
    end = _without_other_sign(text, start, with_part(text, end, place))
    name = text[start:end]
    if (rule in _OWN_NAME and _COUNTED.match(text, end)) or is_accreditation(name) or bodies.is_generic(name):
        return None
    if place and rule == "body-by-its-ending" and ending in listed("with_a_duty"):
        name = place.name[-1] + name
    return Mention(start, end, name, rule)


# 宣城医院房山院区|暨国家医学中心: what a house is besides is no part of its name. 市中医院|新院区: nor is what it is to have.
_OTHER_SIGN = re.compile("暨|(?<=[院校])新(?:院区|校区)")


def _without_other_sign(text: str, start: int, end: int) -> int:
    found = _OTHER_SIGN.search(text, start + _SHORTEST_BARE, end)
    return found.start() if found else end


# 新建智慧化接种门诊|12个: what is counted is a class.
_OWN_NAME = frozenset(["body-by-its-ending", "body-with-its-name"])
_COUNTED = re.compile(r"(?:共|各|近|约)?\d{1,4}(?:余|多)?[个家所处间]|模式|品牌")
# 国家卫生健康委|医政司
_OF_A_MINISTRY = re.compile(r"[\u4e00-\u9fff]{2,8}?司(?![法机长])")
_YOUTH_LEAGUES = frozenset(["团省委", "团市委", "团区委", "团县委", "团州委", "团旗委"])
# 财政部门, 教育部署: the ministry's name begins another word.
_NO_NAME_BEFORE = frozenset("门署位分件队级属长委")
# 卫健委员, 医院长, 院内: the ending goes on as another word.
_RUNS_ON = re.compile("[员长内外级属区]|办(?![结理好])")


def _runs_on(text: str, ending: str, end: int) -> bool:
    """卫健委|员, 监督所|内: but 监督所|办结 is what the body does."""
    return ending[-1] in "委局院所站处" and _RUNS_ON.match(text, end) is not None


_KIND_OF_GROUP = re.compile("医疗集团|医共体|社区卫生服务中心|卫生院")
_A_WHOLE_VERB = 2


def _lists(text: str) -> Iterator[Mention]:
    """邹区、开发区、城中和老城厢四大医疗集团: as many bodies as names."""
    for found in lists_around(text, _KIND_OF_GROUP, _LISTED_GROUP):
        names = [n for n in re.split(r"[、和及与]", found["names"]) if n]
        lead = re.match(
            r"(?:.*(?:形成|成立|组建|建设|建立|实现|合并|包括|整合|推进|组成|打造|支持|依托))?(?P<name>.+)",
            names[0],
        )
        names[0] = lead["name"] if lead else names[0]
        if (verb := verbs().at(names[0], 0, len(names[0]))) >= _A_WHOLE_VERB:
            names[0] = names[0][verb:]
        if any(not n or _no_name_of_a_group(n) for n in names):
            continue
        at = found.start("names")
        for name in names:
            start = text.index(name, at)
            at = start + len(name)
            yield Mention(start, at, name + found["kind"], "body-in-a-list")


def _no_name_of_a_group(name: str) -> bool:
    """A kind of unit, or a place with its kind (清溪县); the stem alone is a name (城中)."""
    if re.search(r"[级类型家个所院市县]$|医院|机构|中心|[市区县](?:域|级)", name):
        return True
    return any(name == region.name for region in load_regions().named(name))


_DEPARTMENT = re.compile(r"中心(?!医院)(?=[\u4e00-\u9fff]{2,5}科(?:[、，。被]|$))", re.M)
_NAME_OF_CENTRE = re.compile(r"(?:^|(?<=[，。；、：和及由]))[\u4e00-\u9fff]{2,3}\Z", re.M)


def _departments(text: str) -> Iterator[Mention]:
    """北港中心康复科: what has a department is a body."""
    behind = 0
    for found in _DEPARTMENT.finditer(text):
        if lead := _NAME_OF_CENTRE.search(text, max(behind, found.start() - 3), found.start()):
            behind = found.end()
            yield Mention(lead.start(), behind, text[lead.start() : behind], "centre-with-a-department")


def _centres(text: str) -> Iterator[Mention]:
    """启用儿童健康管理中心: what is set up as a centre."""
    classes, pattern = centres()
    for found in pattern.finditer(text):
        stem = found["name"][:-2]
        if any(
            stem == c or (stem.endswith(c) and len(stem) - len(c) < 2) for c in classes
        ) or stem.startswith(("区域", "县域", "市域", "全", "国家", "省级", "市级")):
            continue
        yield Mention(found.start("name"), found.end("name"), found["name"], "centre-that-is-set-up")
