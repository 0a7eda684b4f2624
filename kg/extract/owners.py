"""Owner lists read: which bodies answer for the item that a list closes, in which role.

A list divides into groups by commas and labels, a group into members by 、. A member without a place or bureau of its own
takes that of the member before it (市卫生健康委医政医管处、人事处), one without an ending that of the member behind it
(溧阳市、武进区卫健局). A name from the table of offices is never divided, nor is anything in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from kg.extract.deadlines import Deadline, find_deadline
from kg.model.text import OwnerList
from kg.registers.bodies import HOUSES, load_bodies
from kg.registers.owner_labels import NOT_OF_BODIES, WHEN_DONE, ends_of_time_labels, labels_in, owner_labels
from kg.registers.tables import table


@dataclass(frozen=True, slots=True)
class Owner:
    """A body in an owner list: the name as it stands (completed), where it stands (clean offsets), its role and the list."""

    name: str
    start: int
    end: int
    role: str
    section: int
    rule: str


@cache
def _closing() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(row["pattern"] + "$"), row["role"]) for row in table("cues", "owners.toml")["closing"]
    )


def read_owners(text: str, lists: tuple[OwnerList, ...]) -> list[Owner]:
    """The owners that the lists of a document state, in text order."""
    owners: list[Owner] = []
    for listed in lists:
        for start, end, role in _fields(text, listed):
            if role not in NOT_OF_BODIES:
                owners += _owners(text, start, end, role, listed)
    return owners


def under_the_issuer(owners: list[Owner], issuer: str | None) -> list[Owner]:
    """The owners, where a list names an office without a body (质控科) under the name of the `issuer` whose office it is.

    A bureau's own offices that the table of bodies knows get its name with it; those it does not know, and all of a hospital's,
    get it here.
    """
    if not issuer:
        return owners
    kind = load_bodies().kind_of(issuer)
    house = kind in HOUSES
    if not house and not issuer.endswith(_HEALTH_AUTHORITIES):
        return owners
    return [
        replace(owner, name=issuer + owner.name) if _is_an_office(owner.name, house=house) else owner
        for owner in owners
    ]


_HEALTH_AUTHORITIES = ("卫生健康局", "卫生健康委员会", "卫生和计划生育局", "卫生和计划生育委员会", "卫生局")
_OFFICE_OF_A_HOUSE = re.compile("[\u4e00-\u9fff]{1,9}(?:科|(?<!办事)处|室|股|部|办)")
_OFFICE_OF_A_BUREAU = re.compile("(?![省市区县州旗镇乡各委局我本])[\u4e00-\u9fff]{2,9}(?<!办事)[科处股]")


def _is_an_office(name: str, *, house: bool) -> bool:
    if house:
        return _OFFICE_OF_A_HOUSE.fullmatch(name) is not None and name[0] not in "省市区县州各委局我本"
    return _OFFICE_OF_A_BUREAU.fullmatch(name) is not None and not load_bodies().is_office(name)


def list_deadlines(text: str, lists: tuple[OwnerList, ...], year: int | None) -> dict[int, Deadline]:
    """For each section whose list states a time (完成时限：6月底前) that date; of several stages (5月底前招标，10月底前投用) the last."""
    found: dict[int, Deadline] = {}
    for listed in lists:
        if when := WHEN_DONE.search(text, listed.start, listed.end - 1):
            _keep_last(
                found, listed, (_date_of(text, *stage, year) for stage in _split(text, *when.span(), "，；"))
            )
        if listed.rule != "owner-list-table-cell" and not ends_of_time_labels().search(
            text, listed.start, listed.end
        ):
            continue
        for start, end, role in _fields(text, listed):
            if role != "time":
                continue
            _keep_last(
                found, listed, (_date_of(text, *stage, year) for stage in _split(text, start, end, "，；"))
            )
    return found


def _keep_last(found: dict[int, Deadline], listed: OwnerList, stages: Iterable[Deadline | None]) -> None:
    """Of the stages that a list states the last is the time of its section."""
    if stated := [deadline for deadline in stages if deadline]:
        found[listed.section] = max(stated, key=lambda deadline: deadline.date)


# 2025年6月（跨年度）
_IN_BRACKETS = re.compile(r"（[^（）]*）\Z")


def _date_of(text: str, start: int, end: int, year: int | None) -> Deadline | None:
    """完成时限：11月: behind this label a bare day, month or year is a deadline too."""
    if found := find_deadline(text, start, end, year):
        return found
    stated = _IN_BRACKETS.sub("", text[start:end].rstrip("。；")).rstrip("）")
    stated += "前" if stated.endswith("日") else "底前"
    found = find_deadline(stated, 0, len(stated), year)
    return Deadline(start, end, found.date, found.rule) if found else None


def _fields(text: str, listed: OwnerList) -> Iterator[tuple[int, int, str]]:
    """(start, end, role) of what stands behind each label of a list; a list without labels is one field."""
    start, end = listed.start, listed.end
    default = (
        owner_labels().get(re.sub(r"[（）\s]", "", listed.label), "")
        if listed.rule in ("owner-list-table-cell", "owner-list-in-a-sentence")
        else ""
    )
    if text[start] in "（〔【":
        start, end = start + 1, end - (text[end - 1] in "）〕】")
    while end > start and text[end - 1] in "。；，\n":
        end -= 1
    found = list(labels_in(text, start, end))
    if not found or found[0].start > start + 1:
        yield start, found[0].start if found else end, default
    for i, label in enumerate(found):
        yield label.end, found[i + 1].start if i + 1 < len(found) else end, owner_labels()[label.word]


def _owners(text: str, start: int, end: int, role: str, listed: OwnerList) -> list[Owner]:
    owners: list[Owner] = []
    if when := WHEN_DONE.search(text, start, end):
        end = when.start()
    waiting: list[tuple[str, int, int, str]] = []
    for group_start, group_end in _groups(text, start, end):
        stop, own_role = _group_role(text, group_start, group_end)
        waiting += [_marked(*member) for member in _members(text, group_start, stop)]
        if own_role or role:
            owners += [_owner(member, own_role or role, listed) for member in waiting]
            waiting = []
    return owners + [_owner(member, "responsible", listed) for member in waiting]


def _owner(member: tuple[str, int, int, str], role: str, listed: OwnerList) -> Owner:
    name, start, end, own_role = member
    return Owner(name, start, end, own_role or role, listed.section, listed.rule)


# 县医保局（牵头）: the role of one member, in brackets behind it.
_MARKED_ROLE = re.compile(r"（(?P<label>[\u4e00-\u9fff]{2,4})）$")


def _marked(name: str, start: int, end: int) -> tuple[str, int, int, str]:
    """A member without the role that stands behind it in brackets, and that role; none where it has none of its own."""
    found = _MARKED_ROLE.search(name)
    role = owner_labels().get(found["label"]) if found else None
    if found is None or role is None:
        return name, start, end, ""
    return name[: found.start()], start, end - len(found.group()), role


def _groups(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    yield from _split(text, start, end, "，；;。\n")


def _split(text: str, start: int, end: int, marks: str) -> Iterator[tuple[int, int]]:
    """Runs between the marks, brackets held together."""
    depth, begin = 0, start
    for at in range(start, end):
        char = text[at]
        depth += (char in "（〔") - (char in "）〕")
        if char in marks and depth <= 0:
            if begin < at:
                yield begin, at
            begin = at + 1
    if begin < end:
        yield begin, end


def _group_role(text: str, start: int, end: int) -> tuple[int, str]:
    """Where the bodies of a group end, and the role that its closing words give (… 按职责分工负责)."""
    for pattern, role in _closing():
        if found := pattern.search(text[start:end]):
            return start + found.start(), role
    return end, ""


_CLASS_TAIL = re.compile(r"等(?:有关|相关|部门|单位|各|市|区|县|省|成员)?.*$|等$")


# 省财政厅等部门|及各市州政府: who follows the class of those named before.
_AND_EACH = re.compile(
    r"等(?:有关|相关)?(?:部门|单位)?(?:以及|和|及|与)(?=各[\u4e00-\u9fff（）]{2,16}(?:政府|局|委|管委会|办事处|中心|医院|单位|卫生院)\Z)"
)


def _behind_a_class(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A member, or it and those that a class of its like stands before."""
    joint = _AND_EACH.search(text, start, end)
    return [(start, joint.start()), (joint.end(), end)] if joint else [(start, end)]


# 市卫生健康委（市中医药管理局）: one body under its first name.
_SECOND_NAME = re.compile(r"([^（）]{3,60})（[^（）、]{2,40}(?:局|委|办|办公室|中心|院|所|会)）")


def _members(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """The bodies of one group with what they share given back."""
    raw = _merged(
        text, [part for run in _split(text, start, end, "、") for part in _behind_a_class(text, *run)]
    )
    members: list[tuple[str, int, int]] = []
    prefix = ""
    for i, (a, b) in enumerate(raw):
        name = text[a:b].strip(" 和及与")
        name = _CLASS_TAIL.sub("", name)
        if other := _SECOND_NAME.fullmatch(name):
            name = other[1]
        if not name:
            continue
        b = a + text[a:b].index(name) + len(name)
        a = b - len(name)
        if office := _office_of(name):
            prefix = name[: -len(office)] or prefix
            name = prefix + office
        else:
            prefix = ""
            name += _elided_ending(text, name, raw[i + 1 :])
        members.append((name, a, b))
    return members


def _merged(text: str, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """各辖市、区卫生健康局 and 县、区人民政府 are one member: a bare 市, 县, 各市 is no body."""
    merged: list[tuple[int, int]] = []
    for start, end in runs:
        if merged and re.fullmatch(
            r"各?(?:辖|相关|有关)?(?:[市县区州旗省]|乡镇|街道|镇|设区市)", text[merged[-1][0] : merged[-1][1]]
        ):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _office_of(name: str) -> str:
    """The office within a bureau that a name ends with (医政医管处), longest known first; nothing for a whole body."""
    table_ = load_bodies()
    for office in table_.offices_ending(name):
        if name == office or _BUREAU_END.search(name[: -len(office)]):
            return office
    found = _OFFICE.fullmatch(name)
    if found and not table_.is_collective(name):
        return found["office"]
    return ""


_BUREAU_END = re.compile(r"(?:委员会|委|局|厅|办|机关|部|中心)$")
_OFFICE = re.compile(
    r"(?P<bureau>.{0,12}(?:委员会|健康委|卫健委|委|卫健局|健康局|局|厅|机关))??(?P<office>[\u4e00-\u9fff]{2,14}(?:处室|处|科室|科|股))"
)


def _elided_ending(text: str, name: str, following: list[tuple[int, int]]) -> str:
    """溧阳市、武进区卫健局: a bare place takes the ending of the next member that has one."""
    if not re.fullmatch(
        r"[\u4e00-\u9fff]{2,6}[市区县旗州镇]|[\u4e00-\u9fff]{2,6}(?:街道|开发区|新区|经开区|高新区)", name
    ):
        return ""
    for start, end in following:
        other = text[start:end]
        found = re.match(
            r"[\u4e00-\u9fff]{2,6}?(?:[市区县旗州镇]|街道|开发区|新区|经开区|高新区)(?P<ending>[\u4e00-\u9fff]{2,})",
            other,
        )
        if found:
            return found["ending"]
    return ""
