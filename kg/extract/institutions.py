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
_ELIDED = "市区县省州镇"
_SHORT_PLACE = re.compile(r"^(?:[我本]?(?:省|市|区|县|州|自治区|自治州))")
_CAMPUS = re.compile(r"(?:[\u4e00-\u9fff]{1,4}院区|[南北东西新老]院(?:区)?|[\u4e00-\u9fff]{2,6}分院)")
_DIVISION_END = re.compile(r"[\u4e00-\u9fff]{1,6}(?:省|自治区|市|区|县|州|盟|旗|镇|乡|街道)$")
_LISTED_GROUP = re.compile(
    r"(?P<names>(?:[\u4e00-\u9fff]{2,5}、)+[\u4e00-\u9fff]{2,5}?(?:(?:和|及|与)[\u4e00-\u9fff]{2,5}?)?)(?:等)?(?:[两二三四五六七八九十\d]+(?:个|大|家|所)(?:街道的?)?)?(?P<kind>医疗集团|医共体|社区卫生服务中心|卫生院|中心卫生院)"
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
            for e in (*bodies.suffixes, *_famous(), *bodies.party)
            if len(e) >= 2 and e not in _listed("never") and not e.endswith("机构")
        )
    )
    return AhoCorasick(list(known), matchkind=MatchKind.Standard), known


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


@cache
def _listed(name: str) -> frozenset[str]:
    """A list of endings of `ontology/cues/bodies.toml`."""
    return frozenset(words(table("cues", "bodies.toml")["endings"][name]))


def find_mentions(
    text: str, place: DocumentPlace | None, skip: tuple[tuple[int, int], ...] = ()
) -> list[Mention]:
    """Every place in the text that names a body, longest reading first, in text order, without overlaps."""
    found = [*_by_ending(text, place), *_lists(text), *_centres(text), *_departments(text)]
    kept: list[Mention] = []
    listed = [(m.start, m.end) for m in found if m.rule == "body-in-a-list"]
    found = [
        m
        for m in found
        if m.rule == "body-in-a-list" or not any(a < m.end and m.start < b for a, b in listed)
    ]
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
        if mention := _around(text, start, end, ending, place):
            yield mention


def _around(
    text: str, ending_start: int, end: int, ending: str, place: DocumentPlace | None
) -> Mention | None:
    """The name around an ending, or None where the ending stands for a class or is part of another word."""
    after = text[end : end + 1]
    if after and (
        ending + after in load_bodies().types or (ending[-1] in "委局院所站处" and after in _RUNS_ON)
    ):
        return None
    start, rule = _start(text, ending_start, place)
    end = _with_part(text, end)
    name = text[start:end]
    if not _is_particular(text, start, ending_start, ending, rule) or load_bodies().is_generic(name):
        return None
    return Mention(start, end, name, rule)


# 卫健委员, 医院长, 院内: the ending goes on as another word.
_RUNS_ON = "员长内外级办属区"


def _start(text: str, ending_start: int, place: DocumentPlace | None) -> tuple[int, str]:
    """Where the name begins: at the place behind the last boundary, else behind the boundary itself."""
    boundary, *_ = _cues()
    low = max(0, ending_start - _REACH)
    begin = ending_start
    while begin > low and _NAME_CHAR.match(text[begin - 1]):
        begin -= 1
    if begin > 0 and text[begin - 1].isdigit() and text[begin : begin + 1] in _COUNTERS:
        begin += 1
    at = ending_start
    while at > begin:
        first = boundary.ends_at(text, begin, at)
        if first < at and not _inside_a_place(text, first, at, place):
            begin = at
            break
        at -= 1
    return _at_place(text, begin, ending_start, place)


_COUNTERS = "家所个名"


def _is_place(name: str, place: DocumentPlace | None) -> bool:
    """Whether a string names a place that a body of this document may sit in: any province or prefecture, a county of the
    document's own province."""
    register = load_regions()
    candidates = register.named(name)
    if not candidates or register.is_word_like(name):
        return False
    region = register.resolve(name, place.code if place else None)
    if region is None:
        return False
    if region.level in ("province", "prefecture", "zone"):
        return True
    own = place.code[:2] if place and place.code else None
    return (region.code or region.parent or "")[:2] == own


def _inside_a_place(text: str, start: int, end: int, place: DocumentPlace | None) -> bool:
    """和 in 和平区, 新建 in 新建区: the word belongs to the name of a place."""
    for length in (2, 3, 4, 5, 6):
        for first in range(max(0, end - length), start + 1):
            name = text[first : first + length]
            if first + length > start and name[-1:] in "市区县州" and _is_place(name, place):
                return True
    return False


def _at_place(text: str, begin: int, ending_start: int, place: DocumentPlace | None) -> tuple[int, str]:
    """The name begins with its place, where one stands between the boundary and the ending."""
    known = load_bodies().abbreviations()
    for at in range(begin, ending_start):
        for length in (8, 7, 6, 5, 4, 3, 2):
            name = text[at : at + length]
            if at + length > ending_start:
                continue
            if _is_place(name, place):
                return at, "body-with-its-place"
            if (
                length >= 3
                and name in known
                and name not in load_bodies().types
                and at + length < ending_start
            ):
                return at, "body-with-its-parent"
    elided = list(re.finditer(rf"[我本]?[{_ELIDED}](?![级属直域内外民场政两])", text[begin:ending_start]))
    if len(elided) > 1 and text[begin + elided[-2].end() : begin + elided[-1].start()] in ("", "委"):
        # 区委区政府: two bodies without a mark between them.
        return begin + elided[-1].start(), "body-with-elided-place"
    found = elided[0] if elided else None
    if found and (found.start() == 0 or text[begin + found.start() - 1] not in "城社地"):
        return begin, "body-with-elided-place" if found.start() == 0 else "body-with-a-place"
    return begin, "body-with-its-name" if begin < ending_start else "body-by-its-ending"


_INNER_CENTRE = re.compile(r"[\u4e00-\u9fff]{2,10}?中心(?=[、，。；）]|建设|投入|$)")


def _with_part(text: str, end: int) -> int:
    """…医院|高新院区, …院|临床救治中心: a campus, branch or centre belongs to the name."""
    found = _CAMPUS.match(text, end)
    if found and not re.match(r"(?:在|与|和|的|新建|改)", found.group()):
        return found.end()
    centre = _INNER_CENTRE.match(text, end) if text[end - 1] == "院" else None
    boundary, *_ = _cues()
    if centre and all(boundary.at(text, i, centre.end()) - i < 2 for i in range(end, centre.end())):
        return centre.end()
    return end


def _is_particular(text: str, start: int, ending_start: int, ending: str, rule: str) -> bool:
    """Whether the wording before the ending makes it a particular body."""
    _, weak, *_ = _cues()
    bodies = load_bodies()
    lead = text[start:ending_start]
    if re.search(r"级|[两二三四五六七八九十](?:大|个|家)|各|属", lead) or lead in _listed("class_leads"):
        return False
    if re.search(r"[市区县州旗]、$", text[max(0, start - 2) : start]) and rule != "body-with-its-place":
        return False
    if rule in ("body-with-its-place", "body-with-elided-place", "body-with-its-parent", "body-with-a-place"):
        own = re.sub(rf"^.*?[{_ELIDED}]", "", lead, count=1) if rule != "body-with-its-place" else lead
        return not (ending in _GROUPS and not re.search("院", lead)) and own not in _listed("class_leads")
    if rule == "body-by-its-ending":
        if ending in bodies.short_forms.famous or ending in _famous():
            return True
        bare = ending in bodies.bare and ending not in weak and ending not in _listed("needs_place")
        full = (
            bodies.expand("某" + ending)[1:] in bodies.bare
            and ending not in _listed("needs_place")
            and len(ending) >= 3
        )
        around = text[start - 1 : start]
        return (
            (bare or full)
            and around not in ("级", "各", "家", "个", "所", "的", "类")
            and not _is_a_class_here(text, start, ending_start + len(ending))
        )
    return _by_own_name(text, start, lead, ending, weak)


_GROUPS = frozenset(["医共体", "医联体", "健共体", "健联体"])


@cache
def _famous() -> frozenset[str]:
    return frozenset(n for n in load_bodies().abbreviations() if n.endswith("医院") and len(n) >= 4)


def _by_own_name(text: str, start: int, lead: str, ending: str, weak: frozenset[str]) -> bool:
    """A body with a proper name and no place: one of a town (邹区人民医院), a group at its clause's start, a learned society."""
    if any(lead.endswith(word) for word in _listed("class_leads")):
        return False
    if ending in ("医疗集团", "医院集团"):
        return 2 <= len(lead) <= 4 and text[start - 1 : start] in ("", "。", "；", "，", "\n", "、", "：")
    if ending in ("联盟", "研究院", "研究所", "协会", "学会"):
        return len(lead) >= 4 and lead.startswith(("世界", "中国", "全国", "中华", "国家", "国际"))
    return ending not in weak and 2 <= len(lead) <= 6 and not re.search(r"[新老]|综合|专科|基层", lead)


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
        if any(
            re.search(r"[级类型家个所院市县]$|医院|机构|中心|[市区县](?:域|级)", n) or load_regions().named(n)
            for n in names
        ):
            continue
        at = found.start("names")
        for name in names:
            start = text.index(name, at)
            at = start + len(name)
            yield Mention(start, at, name + found["kind"], "body-in-a-list")


_DEPARTMENT = re.compile(
    r"(?:^|(?<=[，。；、：和及由]))(?P<name>[\u4e00-\u9fff]{2,3}中心)(?=[\u4e00-\u9fff]{2,5}科(?:[、，。被]|$))",
    re.M,
)


def _departments(text: str) -> Iterator[Mention]:
    """北港中心康复科: what has a department is a body."""
    for found in _DEPARTMENT.finditer(text):
        yield Mention(found.start("name"), found.end("name"), found["name"], "centre-with-a-department")


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
    named = [(m.start, m.end, m.text, m.rule) for m in mentions] + [
        (o.start, o.end, o.name, o.rule) for o in owners
    ]
    for start, end, name, rule in sorted([*named, *_campuses(text, mentions)]):
        full = full_name(name, place)
        _body(bodies, full, rule).add(name, start, end)
        if found := _HOSPITAL_PART.match(full):
            length = len(_HOSPITAL_PART.match(name)[1]) if _HOSPITAL_PART.match(name) else 0  # type: ignore[index]
            _body(bodies, found[1], "body-of-a-part").add(
                name[:length] or found[1], start, start + length if length else end
            )
    return _joined(text, list(bodies.values()))


_HOSPITAL_PART = re.compile(
    r"(.+?(?:医院|保健院|[一二三四五六七八九]院))(?=[\u4e00-\u9fff]{1,10}(?:院区|中心)$|[南北东西新老]院$|[\u4e00-\u9fff]{2,6}分院$)"
)


def _campuses(text: str, mentions: list[Mention]) -> list[tuple[int, int, str, str]]:
    """A campus without its hospital (… 和城中院区搬迁) is of the hospital named before it."""
    found = []
    for campus in re.finditer(r"(?<=[、和及与，])[\u4e00-\u9fff]{2,4}院区", text):
        boundary, *_ = _cues()
        if any(boundary.at(text, i, campus.end()) > i for i in range(campus.start(), campus.end() - 2)):
            continue
        before = [m for m in mentions if m.end <= campus.start() and _HOSPITAL_PART.match(m.text)]
        if (
            before
            and campus.start() - before[-1].end < 40
            and not any(m.start <= campus.start() < m.end for m in mentions)
        ):
            hospital = _HOSPITAL_PART.match(before[-1].text)
            found.append(
                (campus.start(), campus.end(), hospital[1] + campus.group(), "campus-of-the-hospital-before")
            )  # type: ignore[index]
    return found


def full_name(name: str, place: DocumentPlace | None) -> str:
    """The full name of a body as a document of `place` means it."""
    table_ = load_bodies()
    if re.match(r"各.*(?:办事处|街道|乡|镇|村|社区)", name):
        return name
    full = table_.full_name(name, place.full, place.level) if place else table_.expand(name)
    return _one_wording(full) if table_.is_collective(full) else full


def _one_wording(collective: str) -> str:
    """委属医院 and 委属各单位 are 各委属医院 and 各委属单位: one wording for one collective."""
    found = re.fullmatch(
        r"(委|局|市|区|县)(属|直属)各?(单位|医院|医疗机构|医疗单位|医疗卫生机构)", collective
    )
    return f"各{found[1]}{found[2]}{found[3]}" if found else collective


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
    short = {stem + "中心" for stem in by_stem}
    return [b for b in bodies if (b.places or b.rule == "issuer-of-the-document") and b.name not in short]
