"""The body that issues a document, in full, and the names of the health authority of its place."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.head import Head
from kg.extract.place import DocumentPlace
from kg.registers.bodies import load_bodies
from kg.registers.regions import load_regions

# A report names its own body in its first paragraphs; further down the name may be of any list of owners.
_OPENING = 1200
_OWN_BODY = re.compile(
    r"(?:[市区县州省]|我)(?:卫生健康委员会|卫生健康委|卫健委|卫生健康局|卫健局|卫生和计划生育委员会|卫生和计划生育局|卫生计生委|卫生计生局|卫计委|卫计局|卫生局)(?![\u4e00-\u9fff]*(?:处|科)[、，）])"
)
_OWN_WORD = re.compile(r"卫生健康委|卫健委|卫生健康局|卫健局|我委|我局")


# 政府工作报告（摘登）, but not the tasks that are made of it.
_OF_GOVERNMENT = re.compile("政府工作报告(?!.*(?:任务|分解|分工|清单|方案))")


def issuer_of(text: str, head: Head, place: DocumentPlace | None) -> str | None:
    """The body that issues the document, in full: as the head states it, else the health authority that speaks of itself."""
    table = load_bodies()
    if head.issuer:
        return (
            table.full_name(unabbreviated(head.issuer, place), place.full, place.level)
            if place
            else table.expand(head.issuer)
        )
    if place is None or head.genre == "news":
        return None
    if letter := _LETTER_OF_GOVERNMENT.search(head.number or ""):
        # 云政办发〔2024〕3号, 云政发〔2024〕3号
        body = "人民政府办公室" if letter["office"] else "人民政府"
        return table.full_name(place.name + body, place.full, place.level)
    if _OF_GOVERNMENT.search(head.title or ""):
        return table.full_name(place.name + "人民政府", place.full, place.level)
    for found in _OWN_BODY.finditer(text[:_OPENING]):
        if found.group()[0] not in ("我", place.name[-1]):
            # 省卫生健康委 or 区卫生健康局 in a city's document is another's.
            continue
        name = found.group().removeprefix("我")
        return table.full_name(name, place.full, place.level)
    if head.title and re.search(r"卫生健康|卫健|卫生", head.title) and _OWN_WORD.search(text):
        return table.full_name("卫生健康部门", place.full, place.level)
    return None


_LETTER_OF_GOVERNMENT = re.compile("政(?P<office>办)?[发字函]?[〔（]")
_AUTONOMOUS = ("自治州", "自治县", "自治旗")


def unabbreviated(name: str, place: DocumentPlace | None) -> str:
    """阜蒙县卫生健康局 with the place's name in full, where the register knows the short one. 自治县医院 is that of the
    document's county, 自治区疾控中心 that of its region.
    """
    if name.startswith("自治区"):
        province = load_regions().by_code(place.code[:2] + "0000") if place and place.code else None
        return province.name + name[3:] if province and province.name.endswith("自治区") else name
    if name.startswith(_AUTONOMOUS):
        return name[2:]
    region = load_regions().by_code(place.code) if place and place.code else None
    for alias in region.aliases if region else ():
        if region and name.startswith(alias) and not name.startswith(region.name):
            return region.name + name.removeprefix(alias)
    return name


# What the health authority of a place is called now, and what reforms have ended.
_AUTHORITIES = ("卫生健康委员会", "卫生健康局")
_FORMER = ("卫生和计划生育委员会", "卫生和计划生育局", "卫生计生局", "卫生局")


def with_authority(place: DocumentPlace | None, issuer: str | None) -> DocumentPlace | None:
    """The place, with its health authority as the issuer names it."""
    known = (*_AUTHORITIES, *_FORMER)
    return replace(place, authority=issuer) if place and issuer and issuer.endswith(known) else place


def as_its_authority(full: str, place: DocumentPlace) -> str:
    """清溪县卫生健康局医政科 is of the 委员会 where the county has one, and of the 卫生局 in 2012: the register knows only what is
    usual now."""
    own = next(
        (a for a in (*_AUTHORITIES, *_FORMER) if place.authority and place.authority.endswith(a)), None
    )
    if own is None or place.authority is None:
        return full
    seat = place.authority.removesuffix(own)
    usual = next((a for a in _AUTHORITIES if a != own and full.startswith(seat + a)), None)
    return place.authority + full.removeprefix(seat + usual) if usual else full
