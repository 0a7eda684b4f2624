"""Which bodies a text lists as the members of a collective: 市一院、市二院等委属医院, 委属医院（市一院、市二院）."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.institutions import Body

_SEPARATORS = "、，和及与"
_OPENING = re.compile(r"[（(](?:包括|包含|含|即|指)?[:：]?")
# A set of so many members is listed nowhere.
_MOST = 60


def listed_members(text: str, bodies: list[Body]) -> Iterator[tuple[Body, Body]]:
    """(member, collective) for each collective whose members the text lists beside it, in the order of the text.

    相关 and 有关 leave open which ones: such a collective has no members.
    """
    collectives = [b for b in bodies if b.kind == "collective" and not re.match("相关|有关", b.name)]
    particular = [b for b in bodies if not b.generic and b.kind != "collective"] if collectives else []
    by_start = {start: (end, b) for b in particular for start, end in sorted(b.places)}
    by_end = {end: (start, b) for b in particular for start, end in sorted(b.places)}
    for collective in collectives:
        for start, end in _named(text, collective):
            found = _in_brackets(text, end, by_start) or _before(text, start, by_end)
            yield from ((member, collective) for member in found)


# 市中医院牵头组建（的）东部医疗集团; 整合县人民医院、县第二医院和12家卫生院，组建清溪县总医院.
_LEADS = re.compile("牵头(?:组建|成立|建立)的?")
_MERGES = re.compile(r"(?:整合|合并|联合|以)[^，。；\n]{0,80}，?(?:组建|成立|组成)(?:了)?\Z")
_GROUP_END = re.compile("(?:集团|医共体|总医院|联合体)$")
_FAR = 90


def members_of_groups(text: str, bodies: list[Body]) -> Iterator[tuple[Body, Body]]:
    """(hospital, group) where a text says that one leads a group that it sets up, or that several are merged into one."""
    groups = [b for b in bodies if not b.generic and (b.kind == "group" or _GROUP_END.search(b.name))]
    if not groups:
        return
    hospitals = [b for b in bodies if not b.generic and b.kind == "hospital"]
    houses = sorted(((*place, b) for b in hospitals for place in b.places), key=lambda h: h[:2])
    for group in groups:
        for at, _ in sorted(group.places):
            if led := _LEADS.search(text, max(0, at - 6), at):
                leaders = [b for _, end, b in houses if end == led.start()]
                yield from ((b, group) for b in leaders if b is not group)
            elif merged := _MERGES.search(text[max(0, at - _FAR) : at]):
                since = max(0, at - _FAR) + merged.start()
                inside = [b for start, _, b in houses if since <= start < at]
                yield from ((b, group) for b in inside if b is not group)


def _named(text: str, collective: Body) -> Iterator[tuple[int, int]]:
    """Where the text names a collective, with or without 各: an owner list says 各委属医院, the text 委属医院."""
    bare = collective.name.removeprefix("各")
    for found in re.finditer(f"各?{re.escape(bare)}", text):
        yield found.span()


def _in_brackets(text: str, at: int, by_start: dict[int, tuple[int, Body]]) -> list[Body]:
    """The bodies of a bracket that holds nothing but bodies."""
    opening = _OPENING.match(text, at)
    found: list[Body] = []
    at = opening.end() if opening else at
    while opening and len(found) < _MOST and at in by_start:
        at, member = by_start[at]
        found.append(member)
        if text[at : at + 1] in ("）", ")"):
            return found
        if text[at : at + 2] in ("等）", "等)"):
            return found
        if text[at : at + 1] not in _SEPARATORS:
            return []
        at += 1
    return []


def _before(text: str, at: int, by_end: dict[int, tuple[int, Body]]) -> list[Body]:
    """The bodies listed before 等 and the collective."""
    if not text[:at].endswith("等"):
        return []
    found: list[Body] = []
    at -= 1
    while at in by_end and len(found) < _MOST:
        at, member = by_end[at]
        found.append(member)
        if at == 0 or text[at - 1] not in _SEPARATORS:
            break
        at -= 1
    return found[::-1]
