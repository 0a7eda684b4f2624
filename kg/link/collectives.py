"""Collectives that can be spelled out: by the register of regions, or by the document that names them.

各辖市（区）卫生健康局 is one bureau in each of the regions of the register. 各委属医院 are the hospitals that the document
lists as such, 委机关各处室 the offices of the commission that it names. What the document does not say stays open, and 相关
and 有关 always do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg import ids
from kg.link.bodies import BodyLinker, named_bodies
from kg.link.decision import Decision
from kg.link.places import official_name
from kg.model.records import DocumentRecords, Responsibility
from kg.registers.bundle import Registers

_OPEN = re.compile(r"相关|有关")
_EACH = re.compile(r"^各(?:辖|设区)?(?P<kinds>[市县区州盟旗辖、()]+)(?P<body>[^、,市县区州盟旗()]{2,})$")
# Bodies of which every region has one.
_ONE_IN_EACH = ("局", "委员会", "人民政府", "政府", "疾病预防控制中心")
_OFFICES = re.compile(
    r"^(?P<body>.{4,}?)(?:机关)?各(?P<which>业务|职能)?(?:处室|科室|股室|处|科|股|处\(室\)|科\(室\))$"
)
_OFFICE = re.compile(r"(?:处|科|股|室|办公室)$")
# Offices that serve the house itself are none of its 业务处室.
_OF_THE_HOUSE = re.compile(r"办公室|人事|组织|财务|审计|机关党委|纪委|纪检|老干部|离退休|工会|团委|后勤|党建")


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the collective of a responsibility: the responsibility, a key of its own, and what it is."""

    responsibility: str
    key: str
    decision: Decision


def members(records: DocumentRecords, bodies: BodyLinker, registers: Registers) -> Iterator[Member]:
    """The members of every collective that answers for something in a document, each once."""
    for responsibility in records.responsibilities:
        name = ids.plain_name(responsibility.institution)
        if _OPEN.search(name):
            continue
        found = list(_in_regions(responsibility, name, records, registers))
        if not found:
            found = [
                *_listed(responsibility, name, records, bodies),
                *_offices(responsibility, name, records, bodies),
            ]
        yield from {member.decision.thing: member for member in found}.values()


def _in_regions(
    responsibility: Responsibility, name: str, records: DocumentRecords, registers: Registers
) -> Iterator[Member]:
    found, own = _EACH.match(name), records.document.region
    if found is None or own is None:
        return
    body = registers.bodies.expand(found["body"])
    if body.endswith(_ONE_IN_EACH):
        for code in _parts(own, found["kinds"], registers):
            full = official_name(code, registers.regions) + body
            yield Member(
                responsibility.id, code, Decision(ids.institution(full), full, ("member",), place=code)
            )


def _parts(code: str, kinds: str, registers: Registers) -> list[str]:
    """The codes of the regions directly within `code` whose name ends in one of `kinds`."""
    around = registers.regions.by_code(code)
    if around is None or (around.level == "province" and set(kinds) & set("县区旗")):
        return []  # the counties of a province are not its direct parts
    parts = registers.regions.children(code)
    return sorted(r.code for r in parts if r.code and r.level != "zone" and r.name[-1] in kinds)


def _listed(
    responsibility: Responsibility, name: str, records: DocumentRecords, bodies: BodyLinker
) -> Iterator[Member]:
    """The bodies that the document says are part of the collective."""
    parts = {
        pair.child
        for pair in records.part_of
        if pair.type == "institution" and pair.basis == "text" and ids.plain_name(pair.parent) == name
    }
    for body in named_bodies(records):
        if body.name in parts:
            decision = bodies.decide(body, records.document)
            yield Member(responsibility.id, body.record, _because(decision, "listed-member"))


def _offices(
    responsibility: Responsibility, name: str, records: DocumentRecords, bodies: BodyLinker
) -> Iterator[Member]:
    """The offices of the body that the document names."""
    found = _OFFICES.match(name)
    if found is None:
        return
    for body in named_bodies(records):
        plain = ids.plain_name(body.name)
        office = plain.removeprefix(found["body"])
        if office != plain and _is_one_of(office, found["which"]):
            decision = bodies.decide(body, records.document)
            yield Member(responsibility.id, body.record, _because(decision, "named-office"))


def _is_one_of(office: str, which: str | None) -> bool:
    if not _OFFICE.search(office) or _OPEN.search(office) or office.removeprefix("机关").startswith("各"):
        return False
    return which != "业务" or not _OF_THE_HOUSE.search(office)


def _because(decision: Decision, feature: str) -> Decision:
    return Decision(decision.thing, decision.name, (feature,), place=decision.place)
