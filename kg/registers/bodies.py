"""What the names of public bodies look like: kinds, offices, collectives, full names.

The tables are in `ontology/bodies.toml`. Pure string code: no register of regions is asked; the place of a
document comes in as its name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, TypeAlias

from kg.registers.seats import Level, Place, Seat
from kg.registers.short_forms import ShortForms, short_forms
from kg.registers.tables import table

Pattern: TypeAlias = tuple[re.Pattern[str], str]
"""A compiled pattern and an example that it accepts."""

_OWN_COMMISSION = re.compile(r"(我|本)?(委|局)(?!员会)(.*)")
_YOUTH_LEAGUE = re.compile(r"(?:共青团|团)(省|市|区|县|州|旗)委")
_PARTY_OF = re.compile(r"(?:中共)?(?P<place>[\u4e00-\u9fff]{2,8}?(?:自治[区州县]|[省市区县州旗盟]))(?=委)")
_OFFICES_OF_ONE = re.compile(r"(?:机关)?(?:各|相关|有关).{0,6}(?:处室|科室|股室|处|科|股)$")
_DEPARTMENT = re.compile(r"(.{1,60}?)(?:行政)?(?:主管)?部门")
_NOISE = re.compile(r"[\s“”‘’\"'「」『』《》]+")
# The patterns of collectives nest lists; no real name of one is longer.
_LONGEST_PATTERN_NAME = 60


# The kinds of bodies that are houses with departments of their own.
HOUSES = frozenset(["hospital", "primary-care", "public-health"])


@dataclass(frozen=True, slots=True)
class BodyTable:
    """The tables of `ontology/bodies.toml`, ready for look-ups; make it with `load_bodies()`."""

    types: Mapping[str, str]
    """Ending of a name → institution type (government, hospital, …)."""
    bare: frozenset[str]
    """Endings that are a whole name once a place stands before them (人民医院)."""
    short_forms: ShortForms
    party: Mapping[str, str]
    """Short name of a party body → its form, with `{place}` where the place stands."""
    departments: Mapping[str, Mapping[str, str]]
    """Field of a department (卫生健康) → its body at each level."""
    offices: tuple[str, ...]
    """The offices of a health commission, longest first; 与, 和 and 、 inside a name separate nothing."""
    national: Mapping[str, str]
    """Full and short names of the bodies of the state → full name; they are whole without a place."""
    not_a_place: tuple[str, ...]
    collectives: tuple[Pattern, ...]
    generics: tuple[Pattern, ...]
    _offices: frozenset[str]
    _topics: frozenset[str]
    """What an office is for, without its rank."""
    _offices_end: frozenset[str]
    """The last letters of the offices."""
    _collective: Callable[[str], bool]
    """Whether one of the patterns of collectives accepts a normal name; `_generic` of those of classes."""
    _generic: Callable[[str], bool]
    _longest_ending: int
    """The length of the longest key of `types`."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Every ending of a body's name, full and short, longest first."""
        return _longest_first([*self.types, *(form.short for form in self.short_forms.all())])

    def abbreviations(self) -> dict[str, str]:
        """Short → full for bodies, universities and famous hospitals, without a place; sorted."""
        known = {form.short: form.full for form in self.short_forms.all()}
        known.update(self.short_forms.universities)
        for short, rows in self.short_forms.famous.items():
            known.update((short, row.full) for row in rows if not row.places)
        return dict(sorted(known.items()))

    def kind_of(self, name: str) -> str:
        """The institution type of a name by its longest known ending; `other` if none is known.

        A part (处, 院区) has the type of the body that it belongs to.
        """
        clean = _normal(name)
        if clean in self.national or (clean.endswith("司") and self._ministry_of(clean)):
            return "government"
        if self._collective(clean):
            return "collective"
        if self.is_office(clean) or self._is_own_part(clean) or self._department_row(clean):
            return "government"
        full = self.short_forms.expand(clean)
        ending = self._ending(full)
        if len(ending) < 3 or self.types[ending] == "other":
            return self._type_within(full) or self.types.get(ending, "other")
        return self.types[ending]

    def expand(self, name: str) -> str:
        """The name with its short forms written out, the place left as it is (市人医 → 市人民医院)."""
        clean = _trim(name)
        return self.national.get(clean) or self.short_forms.expand(clean)

    def full_name(self, name: str, place: str, level: Level) -> str:
        """The full name of a body as a document of `place` means it.

        `place` is the document's region, best with its parents (`江苏省常州市钟楼区`), `level` its level. A
        district's bodies carry the city before the district, those of a county or a county-level city do not.
        A prefix that `place` does not hold (省 for `常州市`) and names of other places are only expanded.
        """
        clean = _trim(name)
        if "团" in clean:
            clean = _YOUTH_LEAGUE.sub(r"\1团委", clean)
            if clean.startswith("共青团") and clean.endswith("委"):
                return clean + "员会"
        if clean in self.national:
            return self.national[clean]
        if clean.endswith("司") and (of := self._ministry_of(clean)):
            return self.national[of] + clean[len(of) :]
        clean = _OF_A_GOVERNMENT.sub("人民政府", clean)
        region = Place.of(place, level)
        if zone := _ZONE_COMMITTEE.fullmatch(clean):
            # A zone bears the name of its city or county without the kind.
            return f"{region.stem}{zone[1]}管理委员会"
        if self._addresses_many(clean) or self.short_forms.famous_form(clean, place):
            return self.short_forms.expand(clean, place)
        seat = region.find(clean.removeprefix("中共"), self.not_a_place, self._is_bare)
        if seat is not None:
            return (
                self._party_body(seat)
                or self._department(seat)
                or self._with_office(seat)
                or self._body(seat)
            )
        return (
            self._own_body(region.seat(clean))
            or self._party_elsewhere(clean)
            or self.short_forms.expand(clean, place)
        )

    def _party_elsewhere(self, name: str) -> str | None:
        """云岭省委, 中共云岭省委办公厅: a party body of another place, which its name holds in full."""
        found = _PARTY_OF.match(name)
        form = self.party.get(name[found.end("place") :]) if found else None
        return form.replace("{place}", found["place"]) if found and form else None

    def _ministry_of(self, name: str) -> str | None:
        """The body of the state that a name begins with (国家卫健委|医政司)."""
        begins = (name[:end] for end in range(len(name) - 1, 1, -1))
        return next((begin for begin in begins if begin in self.national), None)

    def is_collective(self, name: str) -> bool:
        """Whether the name stands for many bodies (各委属医院), to be expanded through a register only."""
        return self._collective(_normal(name))

    def is_generic(self, name: str) -> bool:
        """Whether the name is a class of bodies (二级以上医疗机构, 村卫生室) and no particular one."""
        clean = _normal(name)
        return clean not in self.national and self._generic(clean)

    def is_office(self, name: str) -> bool:
        """Whether the name is, alone, an office of a health commission (规划发展与信息化处)."""
        clean = _normal(name)
        return clean in self._offices or self._of_two_topics(clean)

    def _of_two_topics(self, name: str) -> bool:
        """妇幼|人口股, 规划|项目股: small bureaus join what larger ones have an office for each of."""
        stem = name[:-1]
        if name[-1:] not in _RANKS or not _OF_TWO <= len(stem) <= _OF_TWO_LONGEST:
            return False
        return any(
            stem[:at] in self._topics and stem[at:].lstrip("与和") in self._topics
            for at in range(2, len(stem) - 1)
        )

    def offices_ending(self, name: str) -> Iterator[str]:
        """The offices that a name, as written, ends with; the longest first."""
        longest = len(self.offices[0])
        if name[-1:] not in self._offices_end:
            return iter(())
        ends = (name[at:] for at in range(max(0, len(name) - longest), len(name)))
        return (end for end in ends if end in self._offices)

    def _ending(self, full: str, shortest: int = 1) -> str:
        """The longest known ending of a name, or nothing."""
        for at in range(max(0, len(full) - self._longest_ending), len(full) - shortest + 1):
            if full[at:] in self.types:
                return full[at:]
        return ""

    def _type_within(self, full: str) -> str | None:
        """The type of the body of which `full` names a part: of the last body named before the part."""
        parts = self.short_forms.parts
        part = next((p for p in parts if full.endswith(p)), None) if full.endswith(parts) else None
        if part is None:
            return None
        inner = (self._ending(full[:end], 2) for end in range(len(full) - len(part), 1, -1))
        return next((self.types[e] for e in inner if e and self.types[e] != "other"), None)

    def _addresses_many(self, name: str) -> bool:
        """A class, or a collective that is not the offices of one body (各委属医院, not 委机关各处室)."""
        return self.is_generic(name) or (self.is_collective(name) and not _OFFICES_OF_ONE.search(name))

    def _is_bare(self, name: str) -> bool:
        """Whether a body, perhaps with a part, is a whole name once a place stands before it."""
        # One letter stands for the place: 一院 counts only after something.
        full = self.short_forms.expand("某" + name)[1:]
        ends = (end for end in range(len(full), 1, -1) if full[:end] in self.bare)
        return any(self.short_forms.is_part(full[end:]) for end in ends)

    def _own_body(self, seat: Seat) -> str | None:
        """A name without a place that means the document's own body: 卫健局, 委医政处, 卫生健康部门."""
        if self.is_office(seat.rest) or _OFFICES_OF_ONE.match(seat.rest):
            return seat.place + self.departments["卫生健康"][seat.level] + seat.rest
        if self._is_own_part(seat.rest):
            return _OWN_COMMISSION.sub(lambda m: seat.place + _COMMISSIONS[m[2]] + m[3], seat.rest)
        if seat.rest in self.party and not seat.rest.startswith("委"):
            return self._party_body(seat)
        return self._body(seat) if self._is_bare(seat.rest) else self._department(seat)

    def _is_own_part(self, name: str) -> bool:
        """我委, or an office after 委 or 局 (委医政处, 局机关支部, 委机关各处室)."""
        found = _OWN_COMMISSION.fullmatch(name)
        if found is None:
            return False
        return self.short_forms.is_part(found[3]) if found[3] else bool(found[1])

    def _party_body(self, seat: Seat) -> str | None:
        form = self.party.get(seat.rest)
        if form is not None:
            return form.replace("{place}", seat.place)
        if (
            seat.rest.startswith("委")
            and not seat.rest.startswith(_NO_COMMITTEE)
            and self.short_forms.is_part(seat.rest[1:])
        ):
            return f"中共{seat.place}委{self.short_forms.expand(seat.rest[1:])}"
        return None

    def _department(self, seat: Seat) -> str | None:
        row = self._department_row(seat.rest)
        return None if row is None else seat.place + row[seat.level]

    def _department_row(self, name: str) -> Mapping[str, str] | None:
        found = _DEPARTMENT.fullmatch(name) if name.endswith("部门") else None
        return self.departments.get(found[1] if found else name)

    def _with_office(self, seat: Seat) -> str | None:
        """县卫健局|扶贫办: the office of a bureau bears its own name, though it is short for another body elsewhere."""
        for office in self.offices_ending(seat.rest):
            bureau = self.short_forms.expand(seat.place + seat.rest[: -len(office)], seat.place)
            if bureau != seat.place and self._ending(bureau) in self.bare:
                return bureau + office
        return None

    def _body(self, seat: Seat) -> str:
        return self.short_forms.expand(seat.place + seat.rest, seat.place)


_NO_COMMITTEE = ("委员会", "委属", "委直")
_COMMISSIONS = {"委": "卫生健康委员会", "局": "卫生健康局"}


def _trim(name: str) -> str:
    """Without spaces and quotation marks; letters and brackets stay as written."""
    return name if name.isalnum() else _NOISE.sub("", name)


def _normal(name: str) -> str:
    return _trim(name if unicodedata.is_normalized("NFKC", name) else unicodedata.normalize("NFKC", name))


def _any_of(patterns: Iterable[Pattern]) -> Callable[[str], bool]:
    """Whether one of the patterns accepts a normal name. Each name of a document is asked for several times, by those who
    look for it and those who write it out."""
    accepts = re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in patterns)).fullmatch

    @lru_cache(maxsize=1024)
    def is_one(normal: str) -> bool:
        return len(normal) <= _LONGEST_PATTERN_NAME and accepts(normal) is not None

    return is_one


def _longest_first(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names), key=lambda name: (-len(name), name)))


@cache
def load_bodies() -> BodyTable:
    """The table of public bodies; read once."""
    return _table(table("bodies.toml"))


def _table(data: Mapping[str, Any]) -> BodyTable:
    bodies = [(suffix, row) for row in data["kind"] for suffix in row["suffixes"]]
    offices = _longest_first(_office_names(data["office"]))
    parts = _longest_first(name for row in data["part"] for name in row["names"])
    collectives = _patterns(data["collective"], data["pattern"])
    generics = _patterns(data["generic"], data["pattern"])
    return BodyTable(
        types={suffix: row["type"] for suffix, row in bodies},
        bare=frozenset(suffix for suffix, row in bodies if row["bare"]),
        short_forms=short_forms(data, parts),
        party={short: row["full"] for row in data["party"] for short in row["short"]},
        departments={name: row for row in data["department"] for name in row["names"]},
        offices=offices,
        national={name: full for full, short in data["national"].items() for name in (full, *short)},
        not_a_place=tuple(data["prefix"]["not_a_place"]),
        collectives=collectives,
        generics=generics,
        _offices=frozenset(offices),
        _topics=frozenset((*data["office"]["topics"], *data["office"]["joined"])),
        _offices_end=frozenset(office[-1] for office in offices),
        _collective=_any_of(collectives),
        _generic=_any_of(generics),
        _longest_ending=max(len(suffix) for suffix, _ in bodies),
    )


# 县政府|有关部门
_OF_A_GOVERNMENT = re.compile("(?<!人民)政府(?=(?:各)?(?:有关|相关|所属|直属|组成)?(?:部门|单位))")
_ZONE_COMMITTEE = re.compile(
    "((?:经济|经济技术|高新技术产业|高新技术|工业|产业|旅游)?开发区|高新区|经开区|(?:工业|产业|科技|农业)园区?)(?:管委会|管理委员会)"
)
_RANKS, _OF_TWO, _OF_TWO_LONGEST = frozenset("处科股室"), 4, 9


def _office_names(row: Mapping[str, Any]) -> list[str]:
    return [topic + rank for topic in row["topics"] for rank in row["ranks"]] + list(row["names"])


def _patterns(rows: Iterable[Mapping[str, str]], pieces: Mapping[str, str]) -> tuple[Pattern, ...]:
    """Patterns with their examples; `{division}` and its like are filled in from `[pattern]`."""
    filled = re.compile("|".join(rf"\{{{name}\}}" for name in pieces))
    return tuple(
        (re.compile(filled.sub(lambda m: pieces[m[0][1:-1]], row["pattern"])), row["example"]) for row in rows
    )
