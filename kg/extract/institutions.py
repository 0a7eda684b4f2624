"""Bodies in running text: where they are named, under which full name, and of which kind.

A name is found by its ending (医院, 卫健委, 疾控中心 …) and followed to the left: to the place before it, else to the last word that cannot be
part of a name. Names without a place of their own get that of the document, short ones their full form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kg.extract.lexicon import WordSet
from kg.extract.owners import Owner
from kg.extract.place import DocumentPlace
from kg.registers.bodies import load_bodies
from kg.registers.regions import load_regions
from kg.registers.tables import table, words

# The longest part before an ending in the source documents (世界孟河医派发展|联盟) has 8 characters, the longest with a place 14.
_REACH = 16
_NAME_CHAR = re.compile(r"[\u4e00-\u9fffA-Za-z·]")
_ELIDED = "市区县省州"
_SHORT_PLACE = re.compile(r"^(?:[我本]?(?:省|市|区|县|州|自治区|自治州))")
_CAMPUS = re.compile(r"(?:[\u4e00-\u9fff]{1,4}院区|[南北东西新老]院(?:区)?|[\u4e00-\u9fff]{2,6}分院)")
_DIVISION_END = re.compile(r"[\u4e00-\u9fff]{1,6}(?:省|自治区|市|区|县|州|盟|旗|镇|乡|街道)$")
_LISTED_GROUP = re.compile(
    r"(?P<names>(?:[\u4e00-\u9fff]{2,5}、)+[\u4e00-\u9fff]{2,5}(?:(?:和|及|与)[\u4e00-\u9fff]{2,5})?)(?:等)?(?:[两二三四五六七八九十\d]+(?:个|大|家|所)(?:街道的?)?)?(?P<kind>医疗集团|医共体|社区卫生服务中心|卫生院|中心卫生院)"
)


@dataclass(slots=True)
class Body:
    """A body of the document: full name, spellings in order of first mention, and where they stand (clean offsets)."""

    name: str
    kind: str
    generic: bool
    rule: str
    spellings: list[str] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)

    def add(self, spelling: str, start: int, end: int) -> None:
        if spelling not in self.spellings:
            self.spellings.append(spelling)
        if (start, end) not in self.places:
            self.places.append((start, end))


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text that names a body, with the wording and the rule that found it."""

    start: int
    end: int
    text: str
    rule: str


@cache
def _endings() -> tuple[Any, tuple[str, ...]]:
    from ahocorasick_rs import AhoCorasick, MatchKind

    bodies = load_bodies()
    known = tuple(
        dict.fromkeys(
            e
            for e in (*bodies.suffixes, *bodies.abbreviations(), *bodies.party)
            if len(e) >= 2 and e not in _NEVER
        )
    )
    return AhoCorasick(list(known), matchkind=MatchKind.Standard), known


_NEVER = frozenset(["机构", "单位", "部门", "办公", "门诊", "病房", "病区", "中心", "工作室", "平台", "集团", "公司", "基地", "机关", "实验室", "学科", "村卫生室", "卫生室", "诊所", "支部", "党支部", "党委", "党组", "委员", "工会", "科室", "处室", "分部"])  # fmt: skip


@cache
def _cues() -> tuple[WordSet, frozenset[str], frozenset[str], re.Pattern[str]]:
    rows = table("cues", "bodies.toml")
    set_up = "|".join(words(rows["centres"]["set_up"]))
    return (
        WordSet(words(rows["boundary"]["words"])),
        frozenset(words(rows["weak"]["endings"])),
        frozenset(words(rows["centres"]["classes"])),
        re.compile(rf"(?:{set_up})(?:了)?(?P<name>[\u4e00-\u9fff]{{4,12}}中心)(?=[，。；、并]|$)"),
    )


def find_mentions(
    text: str, place: DocumentPlace | None, skip: tuple[tuple[int, int], ...] = ()
) -> list[Mention]:
    """Every place in the text that names a body, longest reading first, in text order, without overlaps."""
    found = [*_by_ending(text, place), *_lists(text), *_centres(text)]
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start, -(m.end - m.start))):
        if any(a <= mention.start < b for a, b in skip):
            continue
        if kept and mention.start < kept[-1].end:
            if mention.end - mention.start > kept[-1].end - kept[-1].start:
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept


def _by_ending(text: str, place: DocumentPlace | None) -> Iterator[Mention]:
    automaton, known = _endings()
    longest: dict[int, tuple[int, str]] = {}
    for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        if end not in longest or start < longest[end][0]:
            longest[end] = (start, known[index])
    for end, (start, ending) in sorted(longest.items()):
        if mention := _around(text, start, end, ending):
            yield mention


def _around(text: str, ending_start: int, end: int, ending: str) -> Mention | None:
    """The name around an ending, or None where the ending stands for a class or is part of another word."""
    after = text[end : end + 2]
    if (
        ending[-1] in "委局院所站处"
        and after[:1] in "员部内长外面级办属"
        and ending + after[:1] not in load_bodies().types
    ):
        return None
    start, rule = _start(text, ending_start)
    end = _with_part(text, end)
    name = text[start:end]
    if not _is_particular(name, ending, start == ending_start, text, start):
        return None
    return Mention(start, end, name, rule)


def _start(text: str, ending_start: int) -> tuple[int, str]:
    """Where the name begins: behind the last boundary, at the place within what is left."""
    boundary, *_ = _cues()
    low = max(0, ending_start - _REACH)
    begin = ending_start
    while begin > low and _NAME_CHAR.match(text[begin - 1]):
        begin -= 1
    at = ending_start
    while at > begin:
        first = boundary.ends_at(text, begin, at)
        if first < at and not _inside_a_place(text, first, at):
            begin = at
            break
        at -= 1
    return _at_place(text, begin, ending_start)


def _inside_a_place(text: str, start: int, end: int) -> bool:
    """和 in 和平区 or 到 in 到保: the word belongs to a place's name."""
    for length in (3, 2):
        for first in range(max(0, end - length), start + 1):
            if load_regions().named(text[first : first + length]) and text[first + length - 1] in "市区县州":
                return True
    return False


def _at_place(text: str, begin: int, ending_start: int) -> tuple[int, str]:
    """The name begins with its place, where one stands between the boundary and the ending."""
    register = load_regions()
    for at in range(begin, ending_start):
        for length in (8, 7, 6, 5, 4, 3, 2):
            name = text[at : at + length]
            if (
                at + length <= ending_start
                and register.named(name)
                and (length > 2 or not register.is_word_like(name))
            ):
                return at, "body-with-its-place"
    found = re.search(rf"[我本]?[{_ELIDED}](?![级属直域内外民场政])", text[begin:ending_start])
    if found and (found.start() == 0 or text[begin + found.start() - 1] not in "城社地"):
        lead = text[begin : begin + found.start()]
        if lead and len(lead) >= 2:
            return begin, "body-with-a-place"
        return begin + found.start(), "body-with-elided-place"
    return begin, "body-with-its-name" if begin < ending_start else "body-by-its-ending"


def _with_part(text: str, end: int) -> int:
    """…医院|高新院区: a campus or branch belongs to the name."""
    found = _CAMPUS.match(text, end)
    if found and not re.match(r"(?:在|与|和|的|新建|改)", found.group()):
        return found.end()
    return end


def _is_particular(name: str, ending: str, bare: bool, text: str, start: int) -> bool:
    _, weak, *_ = _cues()
    bodies = load_bodies()
    if bodies.is_generic(name) or re.match(
        r"(?:[省市区县]?级|乡镇|基层|公立|民营|二级|三级|专科|综合|上级|委属|直属|全[省市区县])", name
    ):
        return False
    if bare:
        if (
            ending in bodies.abbreviations()
            and ending not in _NEEDS_PLACE
            and ending not in bodies.bare
            and not bodies.is_office(ending)
        ):
            return len(ending) >= 3 and bodies.expand(ending) != ending and text[start - 1 : start] not in "“"
        if ending not in bodies.bare or ending in weak:
            return False
        return text[start - 1 : start] not in ("级", "各", "家", "个", "所", "的") and not _is_a_class_here(
            text, start, start + len(ending)
        )
    if bodies.is_collective(name):
        return False
    lead = name[: len(name) - len(ending)] if name.endswith(ending) else name
    return (
        not (ending in weak and len(lead) < 2 and lead not in ("市", "区", "县", "省", "州"))
        and len(lead) >= 1
    )


_NEEDS_PLACE = frozenset(
    ["一院", "二院", "三院", "四院", "五院", "六院", "七院", "八院", "九院", "中医院", "妇保院", "附院", "卫校", "委办", "办", "纪委"]
)


def _is_a_class_here(text: str, start: int, end: int) -> bool:
    """妇幼保健院、综合医院等: a bare ending in a list of kinds of bodies names no body."""
    around = text[max(0, start - 8) : start] + text[end : end + 6]
    return bool(re.search(r"级(?:以上)?|各类|综合医院|专科医院|医疗机构|等医疗|基层", around))


def _lists(text: str) -> Iterator[Mention]:
    """邹区、开发区、城中和老城厢四大医疗集团: as many bodies as names."""
    for found in _LISTED_GROUP.finditer(text):
        names = [n for n in re.split(r"[、和及与]", found["names"]) if n]
        lead = re.match(
            r"(?:.*(?:形成|成立|组建|建设|建立|实现|合并|包括|整合|推进|组成|打造|支持|依托))?(?P<name>.+)",
            names[0],
        )
        names[0] = lead["name"] if lead else names[0]
        if any(re.search(r"[级类型家个所院]$|(?:医院|机构|中心)", n) for n in names):
            continue
        at = found.start("names")
        for name in names:
            start = text.index(name, at)
            at = start + len(name)
            yield Mention(start, at, name + found["kind"], "body-in-a-list")


def _centres(text: str) -> Iterator[Mention]:
    """启用儿童健康管理中心: what is set up as a centre."""
    *_, classes, pattern = _cues()
    for found in pattern.finditer(text):
        stem = found["name"][:-2]
        if any(
            stem == c or (stem.endswith(c) and len(stem) - len(c) < 2) for c in classes
        ) or stem.startswith(("区域", "县域", "市域", "全", "国家", "省级", "市级")):
            continue
        yield Mention(found.start("name"), found.end("name"), found["name"], "centre-that-is-set-up")


def collect(
    text: str, place: DocumentPlace | None, mentions: list[Mention], owners: list[Owner], issuer: str | None
) -> list[Body]:
    """The bodies of a document, each once, in order of first mention; short names of the same body join it."""
    bodies: dict[str, Body] = {}
    if issuer:
        _body(bodies, issuer, "issuer-of-the-document")
    parent = ""
    named = sorted(
        [
            *((m.start, m.end, m.text, m.rule) for m in mentions),
            *((o.start, o.end, o.name, o.rule) for o in owners),
        ]
    )
    for start, end, name, rule in named:
        full = full_name(name, place)
        if re.fullmatch(r"[\u4e00-\u9fff]{1,4}院区", name) and parent:
            full = parent + name
        elif "院区" not in name and full.endswith("医院"):
            parent = full
        elif (found := re.match(r"(.+医院)[\u4e00-\u9fff]{1,4}院区$", full)) is not None:
            parent = found[1]
        _body(bodies, full, rule).add(name, start, end)
    return _joined(text, list(bodies.values()))


def full_name(name: str, place: DocumentPlace | None) -> str:
    """The full name of a body as a document of `place` means it."""
    table_ = load_bodies()
    return table_.full_name(name, place.full, place.level) if place else table_.expand(name)


def _body(bodies: dict[str, Body], full: str, rule: str) -> Body:
    if full not in bodies:
        table_ = load_bodies()
        bodies[full] = Body(full, table_.kind_of(full), table_.is_generic(full), rule)
    return bodies[full]


def _joined(text: str, bodies: list[Body]) -> list[Body]:
    """北港中心 beside 北港社区卫生服务中心 is its short name; a name within a longer one of the same body is no body."""
    by_stem = {
        m[1]: b
        for b in bodies
        if (m := re.match(r"(?:.*[市区县])?([\u4e00-\u9fff]{2,4}?)(?:街道)?社区卫生服务中心$", b.name))
    }
    for stem, body in by_stem.items():
        for found in re.finditer(re.escape(stem) + "(?:卫生)?中心(?!医院)", text):
            body.add(found.group(), found.start(), found.end())
    return [b for b in bodies if b.places or b.rule == "issuer-of-the-document"]
