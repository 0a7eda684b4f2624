"""Collectives that the register of regions can spell out: 各辖市（区）卫生健康局 is one bureau in each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import ids
from kg.link.decision import Decision
from kg.link.places import official_name
from kg.model.records import DocumentRecords
from kg.registers.bundle import Registers

# 相关 and 有关 leave open which ones, so they are not spelled out.
_EACH = re.compile(r"^各(?:辖|设区)?(?P<kinds>[市县区州盟旗辖、()]+)(?P<body>[^、,市县区州盟旗()]{2,})$")
# Bodies of which every region has one.
_ONE_IN_EACH = ("局", "委员会", "人民政府", "政府", "疾病预防控制中心")


def members(records: DocumentRecords, registers: Registers) -> Iterator[tuple[str, str, Decision]]:
    """For each responsibility of a collective: the responsibility's id, a member's region, the member."""
    own = records.document.region
    for responsibility in records.responsibilities if own else ():
        found = _EACH.match(ids.plain_name(responsibility.institution))
        if found is None:
            continue
        body = registers.bodies.expand(found["body"])
        if body.endswith(_ONE_IN_EACH):
            for code in _parts(own or "", found["kinds"], registers):
                name = official_name(code, registers.regions) + body
                decision = Decision(ids.institution(name), name, ("member",), place=code)
                yield responsibility.id, code, decision


def _parts(code: str, kinds: str, registers: Registers) -> list[str]:
    """The codes of the regions directly within `code` whose name ends in one of `kinds`."""
    around = registers.regions.by_code(code)
    if around is None or (around.level == "province" and set(kinds) & set("县区旗")):
        return []  # the counties of a province are not its direct parts
    parts = registers.regions.children(code)
    return sorted(r.code for r in parts if r.code and r.level != "zone" and r.name[-1] in kinds)
