"""What is part of what among the things that a document names: places, bodies, programmes.

A pair is stated by the text, or follows from the names themselves (an office bears its bureau's name, a campus its hospital's), or from an
official hierarchy (a city's disease control centre stands under its health commission).
"""

from __future__ import annotations

import re

from kg.extract.institutions import Body
from kg.extract.members import listed_members, members_of_groups
from kg.extract.pair import Pair
from kg.extract.place import DocumentPlace
from kg.extract.program_sets import sets
from kg.extract.programs import Programme
from kg.extract.region_pairs import region_pairs
from kg.extract.regions import Place
from kg.model.spans import Spans
from kg.registers.bodies import load_bodies

# Public bodies that the field's law puts under the health authority of the same place (疾控机构, 卫生监督, 急救, 血站 …).
_UNDER_AUTHORITY = re.compile(
    r"(?:疾病预防控制中心|卫生监督所|卫生监督中心|卫生综合行政执法(?:支队|大队)|急救中心|中心血站|血站|卫生健康综合监督执法局|卫生监督局|妇幼保健计划生育服务中心|健康教育所|爱国卫生运动委员会办公室|医疗急救指挥中心|卫生健康服务中心|精神卫生中心)$"
)
_AUTHORITY = re.compile(r"卫生健康(?:委员会|局)|卫生和计划生育(?:委员会|局)|卫生局")
_OFFICE = re.compile(r"(?:处|处室|科|科室|股|办公室)$")


def find_pairs(
    text: str,
    place: DocumentPlace | None,
    regions: list[Place],
    bodies: list[Body],
    programmes: list[Programme],
) -> list[Pair]:
    """All pairs, places first, then bodies, then programmes; each once."""
    members = [
        Pair("institution", member.name, whole.name, "text", "listed-as-a-member")
        for member, whole in listed_members(text, bodies)
    ]
    members += [
        Pair("institution", member.name, group.name, "text", "hospital-in-its-group")
        for member, group in members_of_groups(text, bodies)
    ]
    pairs = [
        *region_pairs(text, regions, place),
        *_body_pairs(bodies),
        *members,
        *_set_pairs(text, programmes),
    ]
    return list(dict.fromkeys(pairs))


def _body_pairs(bodies: list[Body]) -> list[Pair]:
    names = [b.name for b in bodies if not b.generic]
    departments = {b.name for b in bodies if b.rule == "department-of-the-issuer"}
    many = {b.name for b in bodies if b.kind == "collective"}
    known = frozenset(names)
    pairs = []
    for name in names:
        if name in many:
            continue
        begins = (name[:end] for end in range(len(name) - 1, 0, -1))
        around = next((begin for begin in begins if begin in known), None)
        if around and _is_group(name[len(around) :]):
            pairs.append(Pair("institution", around, name, "text", "hospital-in-its-group"))
        elif around and (name in departments or _is_part(name[len(around) :])):
            pairs.append(Pair("institution", name, around, "text", "name-bears-its-body"))
        elif authority := _authority_of(name, names):
            pairs.append(Pair("institution", name, authority, "register", "under-the-health-authority"))
    return pairs


def _is_group(rest: str) -> bool:
    """What follows a hospital's name makes it the name of the group that it leads (市中医医院 in 市中医医院医共体)."""
    return load_bodies().types.get(rest) == "group"


def _is_part(rest: str) -> bool:
    """What follows a body's name is an office, a campus, a centre or a department of it."""
    return bool(
        _OFFICE.search(rest)
        or load_bodies().short_forms.is_part(rest)
        or rest.endswith(("院区", "分院", "中心", "院", "科"))
    )


def _authority_of(name: str, names: list[str]) -> str | None:
    """The health authority of the same place, for bodies that the law puts under it."""
    found = _UNDER_AUTHORITY.search(name)
    if not found:
        return None
    seat = name[: found.start()]
    return next((n for n in names if n.startswith(seat) and _AUTHORITY.fullmatch(n[len(seat) :])), None)


def _set_pairs(text: str, programmes: list[Programme]) -> list[Pair]:
    """The members of a set that the text lists (胸痛、卒中、创伤等五大中心), where both are programmes of the document.

    The pair bears the spellings of the text: a name or a spelling of one of the document's programmes.
    """
    listed = list(sets(text))
    if not listed:
        return []
    named = _Named(programmes, listed)
    pairs = []
    for name, members in listed:
        parent = named.bearing(name)
        for start, end, member in members:
            child = named.standing_at(start, end, member)
            if parent and child and parent != child:
                pairs.append(Pair("program", child, parent, "text", "member-of-a-named-set"))
    return pairs


class _Named:
    """The programmes of a document by those names of the sets `listed` that they bear, and by the places they stand at among
    the members; the first in order has the word."""

    def __init__(
        self, programmes: list[Programme], listed: list[tuple[str, list[tuple[int, int, str]]]]
    ) -> None:
        self._programmes = programmes
        asked = {bare for name, _ in listed for bare in _names_of_a_set(name)}
        first = min(start for _, members in listed for start, _, _ in members)
        last = max(end for _, members in listed for _, end, _ in members)
        self._names: dict[str, tuple[int, str]] = {}
        for programme in programmes:
            for known in (programme.name, *programme.spellings):
                bare = known.replace("“", "").replace("”", "") if "“" in known or "”" in known else known
                if bare in asked:
                    self._names.setdefault(bare, (len(self._names), known))
        self._at = {
            place: nth
            for nth in range(len(programmes) - 1, -1, -1)
            for place in programmes[nth].places
            if place[0] < last and place[1] > first
        }
        self._places = Spans(self._at)

    def bearing(self, name: str) -> str | None:
        """The name or spelling of a programme that bears a set's name."""
        found = [self._names[n] for n in _names_of_a_set(name) if n in self._names]
        return min(found)[1] if found else None

    def standing_at(self, start: int, end: int, name: str) -> str | None:
        """The name or spelling of the programme that stands at a place: `name` itself where it is one of them."""
        found = [self._at[place] for place in self._places.meeting(start, end)]
        if not found:
            return None
        programme = self._programmes[min(found)]
        if name in (programme.name, *programme.spellings):
            return name
        return next(iter(programme.spellings)) if programme.concept else programme.name


def _names_of_a_set(name: str) -> tuple[str, str]:
    """五大中心建设 is also called 五大中心."""
    return name, name.removesuffix("建设")
