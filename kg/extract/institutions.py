"""The bodies of a document: each once, under its full name, with its spellings and where they stand.

Names without a place of their own get that of the document, short ones their full form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.body_cues import boundary
from kg.extract.issuer import as_its_authority, unabbreviated
from kg.extract.mentions import Mention
from kg.extract.owners import Owner
from kg.extract.place import DocumentPlace
from kg.extract.spelled import Spelled
from kg.model.spans import Spans
from kg.registers.bodies import load_bodies

# The rule by which the body that issues a document is one of its bodies.
OF_THE_ISSUER = "issuer-of-the-document"


@dataclass(slots=True)
class Body(Spelled):
    """A body of the document: full name, spellings in order of first mention, and where they stand (clean offsets)."""

    name: str
    kind: str
    generic: bool
    rule: str


_LONGER, _SHORTER = "中医医院", "中医院"


_COUNTY_HOSPITAL = re.compile("[我本]?[县旗区]医院")


class FullNames:
    """The full names of bodies as a document of `place` means them; each wording is looked up once.

    中医院 is short for 中医医院 in some places and the whole name in others: it stays where `text` never has the longer one.
    """

    def __init__(self, place: DocumentPlace | None, text: str = _LONGER) -> None:
        self._place = place
        self._keeps = _LONGER not in text
        self._text = text
        self._known: dict[str, str] = {}

    def of(self, name: str) -> str:
        if name not in self._known:
            full = full_name(name, self._place)
            if self._keeps and _LONGER in full and _SHORTER in name:
                full = full.replace(_LONGER, _SHORTER)
            if _COUNTY_HOSPITAL.fullmatch(name) and full not in self._text:
                # 县医院 is the people's hospital, unless the document calls it 云屏县医院.
                full = f"{full.removesuffix('医院')}人民医院"
            self._known[name] = full
        return self._known[name]


def collect(
    text: str, full_names: FullNames, mentions: list[Mention], owners: list[Owner], issuer: str | None
) -> list[Body]:
    """The bodies of a document, each once, in order of first mention; short names of the same body join it."""
    bodies: dict[str, Body] = {}
    if issuer:
        _body(bodies, issuer, OF_THE_ISSUER)
    named = [(m.start, m.end, m.text, m.rule) for m in mentions] + [
        (o.start, o.end, o.name, o.rule) for o in owners
    ]
    for start, end, name, rule in sorted(
        [*named, *_campuses(text, mentions), *_branches(text, mentions, issuer)]
    ):
        own = _OF_THE_ISSUER.match(name)
        own = own if own and issuer and issuer.endswith(own["house"]) else None
        # 我院新农合办公室: an office of the issuer, under its own name.
        full = f"{issuer}{name[own.end() :]}" if own else full_names.of(name)
        _body(bodies, full, rule).add(name, start, end)
        # A branch named alone does not stand where its hospital is named.
        if rule != "branch-of-the-issuer" and "院" in full and (found := _HOSPITAL_PART.match(full)):
            length = len(_HOSPITAL_PART.match(name)[1]) if _HOSPITAL_PART.match(name) else 0  # type: ignore[index]
            _body(bodies, found[1], "body-of-a-part").add(
                name[:length] or found[1], start, start + length if length else end
            )
    return _joined(text, list(bodies.values()))


_OF_THE_ISSUER = re.compile("[我本](?P<house>院|中心|所|站|校)(?=[\u4e00-\u9fff]{2,})")
_HOSPITAL_PART = re.compile(
    r"(.{1,60}?(?:医院|保健院|[一二三四五六七八九]院|医疗中心(?=（集团）))(?:（集团）)?)(?=[\u4e00-\u9fff]{1,10}(?:院区|中心)$|[南北东西新老]院$|[\u4e00-\u9fff]{2,6}分院$)"
)

# 清和市人民医院|新院区: a campus or a branch of a hospital.
CAMPUS = re.compile(
    r"(?P<hospital>.{1,60}?(?:医院|保健院|[一二三四五六七八九]院))(?:[\u4e00-\u9fff]{1,10}院区|[南北东西新老]院|[\u4e00-\u9fff]{2,6}分院)"
)


_CAMPUS_ALONE = re.compile(r"(?<=[、和及与，])[\u4e00-\u9fff]{2,4}院区")


def _campuses(text: str, mentions: list[Mention]) -> list[tuple[int, int, str, str]]:
    """A campus without its hospital (… 和城中院区搬迁) is of the hospital named before it."""
    found = []
    words = boundary()
    for campus in _CAMPUS_ALONE.finditer(text) if "院区" in text else ():
        start, end = campus.span()
        if any(words.at(text, i, end) > i for i in range(start, end - 2)):
            continue
        if any(m.start <= start < m.end for m in mentions):
            continue
        before = [(m.end, h[1]) for m in mentions if m.end <= start and (h := _HOSPITAL_PART.match(m.text))]
        if before and start - before[-1][0] < _NEAR:
            found.append((start, end, before[-1][1] + campus.group(), "campus-of-the-hospital-before"))
    return found


_BRANCH = re.compile(r"(?:(?<=[、和及与，。；：）\n])|\A)[\u4e00-\u9fff]{2,4}分院(?!长|区)")


def _branches(text: str, mentions: list[Mention], issuer: str | None) -> list[tuple[int, int, str, str]]:
    """东屏分院 in the plan of a hospital is a branch of that hospital."""
    if issuer is None or "分院" not in text or load_bodies().kind_of(issuer) != "hospital":
        return []
    words = boundary()
    taken = Spans((m.start, m.end) for m in mentions)
    return [
        (*found.span(), issuer + found.group(), "branch-of-the-issuer")
        for found in _BRANCH.finditer(text)
        if not taken.meeting(*found.span())
        and not any(words.at(text, i, found.end()) > i for i in range(found.start(), found.end() - 2))
    ]


# A list of building projects names its hospital at most so many characters before the next campus.
_NEAR = 40


def full_name(name: str, place: DocumentPlace | None) -> str:
    """The full name of a body as a document of `place` means it."""
    table_ = load_bodies()
    if name.startswith("各") and re.match(r"各.*(?:办事处|街道|乡|镇|村|社区)", name):
        return name
    name = unabbreviated(name, place)
    full = (
        as_its_authority(table_.full_name(name, place.full, place.level), place)
        if place
        else table_.expand(name)
    )
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
        # 各乡镇卫生院: a list of owners means all of them, not a class.
        generic = table_.is_generic(full) and not (rule.startswith("owner") and table_.is_collective(full))
        bodies[full] = Body(full, table_.kind_of(full), generic, rule)
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
    return [b for b in bodies if b.places and b.name not in short]
