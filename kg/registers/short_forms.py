"""Short forms inside the names of public bodies, written out: 疾控中心, 一院, 南医大, 邵逸夫医院.

A short form counts where it ends the name or stands before a part of the body (市一院 + 高新院区).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_NUMERALS = "一二三四五六七八九十"
# Letters after which a numeral belongs to what stands before it: 第一院区, 十一院, 附属一院.
_COUNTED_ON = ("第", "附", "属", "医", *_NUMERALS, *"百0123456789")
_LONGEST_UNIVERSITY = 8


@dataclass(frozen=True, slots=True)
class ShortForm:
    """One short form, its full form, and where it does not count."""

    short: str
    full: str
    after_place: bool
    not_after: tuple[str, ...]

    def stands_at(self, name: str, start: int) -> bool:
        """Whether the letters at `start` are this short form and no piece of its full form or of a number."""
        if not name.startswith(self.short, start) or (self.after_place and start == 0):
            return False
        before = name[:start]
        if before.endswith(self.not_after) or (self.short[0] in _NUMERALS and before.endswith(_COUNTED_ON)):
            return False
        inside = self.full.find(self.short)
        return inside < 0 or inside > start or not name.startswith(self.full, start - inside)


@dataclass(frozen=True, slots=True)
class Famous:
    """A hospital that is known by a short name; `places` limits the row to documents of these places."""

    full: str
    places: tuple[str, ...]

    def counts_in(self, place: str) -> bool:
        """Whether a document of `place` means this hospital."""
        return not self.places or any(p in place for p in self.places)


@dataclass(frozen=True, slots=True)
class ShortForms:
    """All short forms, with the endings of the parts (处, 院区) before which they count."""

    forms: Mapping[str, tuple[ShortForm, ...]]
    """By their first two letters, longest first."""
    form_begins: re.Pattern[str]
    """The first two letters of any of them."""
    famous: Mapping[str, tuple[Famous, ...]]
    universities: Mapping[str, str]
    beginnings: frozenset[str]
    """The first two letters of every famous hospital and university: most names begin with none of them."""
    continuations: tuple[str, ...]
    """What may follow a university's short form of two letters."""
    parts: tuple[str, ...]

    def all(self) -> tuple[ShortForm, ...]:
        """Every short form of a body, sorted."""
        return tuple(sorted((f for forms in self.forms.values() for f in forms), key=lambda f: f.short))

    def expand(self, name: str, place: str = "") -> str:
        """The name with its short forms written out; `place` decides where hospitals share a short name."""
        if name[:2] in self.beginnings:
            name = self.famous_form(name, place) or self._university_form(name) or name
        at, behind, pieces = 0, 0, []
        while begins := self.form_begins.search(name, at):
            at = begins.start()
            form = self._form_at(name, at)
            if form is None:
                at += 1
                continue
            pieces += [name[behind:at], form.full]
            at = behind = at + len(form.short)
        return "".join([*pieces, name[behind:]]) if pieces else name

    def is_part(self, rest: str) -> bool:
        """Whether `rest`, standing after a body's name, names a part of that body; nothing is one too."""
        return not rest or rest.endswith(self.parts)

    def famous_form(self, name: str, place: str = "") -> str | None:
        """The name with the famous short name at its beginning written out, or None if there is none."""
        if name[:2] not in self.beginnings:
            return None
        for end in range(len(name), 1, -1):
            rows = self.famous.get(name[:end])
            row = next((r for r in rows if r.counts_in(place)), None) if rows else None
            if row is not None and self.is_part(name[end:]):
                return row.full + name[end:]
        return None

    def _form_at(self, name: str, at: int) -> ShortForm | None:
        form = next((f for f in self.forms[name[at : at + 2]] if f.stands_at(name, at)), None)
        if form is None:
            return None
        rest = name[at + len(form.short) :]
        return form if self.is_part(rest) and not rest.startswith("公室") else None

    def _university_form(self, name: str) -> str | None:
        for end in range(min(len(name), _LONGEST_UNIVERSITY), 1, -1):
            short, rest = name[:end], name[end:]
            full = self.universities.get(short)
            if full is None or name.startswith(full):
                continue
            # 北大 and 南中医 also begin other names (北大街, 南中医院); longer short forms do not.
            telling = end > 2 and not short.endswith("医")
            if telling or not rest or rest.startswith(self.continuations):
                return full + rest
        return None


def short_forms(data: Mapping[str, Any], parts: tuple[str, ...]) -> ShortForms:
    """The tables `[[short]]`, `[[famous]]` and `[university]` of `ontology/bodies.toml`."""
    university = data["university"]
    famous = _famous(data["famous"])
    universities = {s: full for full, shorts in university["names"].items() for s in shorts}
    forms = _forms(data["short"])
    return ShortForms(
        forms=forms,
        form_begins=re.compile("|".join(forms)),
        famous=famous,
        universities=universities,
        beginnings=frozenset(name[:2] for name in (*famous, *universities)),
        continuations=tuple(university["continuations"]),
        parts=parts,
    )


def _forms(rows: Iterable[Mapping[str, Any]]) -> dict[str, tuple[ShortForm, ...]]:
    forms = [
        ShortForm(short, row["full"], row.get("after_place", False), tuple(row.get("not_after", ())))
        for row in rows
        for short in row["short"]
    ]
    forms.sort(key=lambda f: (-len(f.short), f.short))
    found: dict[str, list[ShortForm]] = {}
    for form in forms:
        found.setdefault(form.short[:2], []).append(form)
    return {letters: tuple(found[letters]) for letters in sorted(found)}


def _famous(rows: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Famous, ...]]:
    """Short name → rows, those for particular places before the one for everywhere."""
    found: dict[str, list[Famous]] = {}
    for row in rows:
        for short in row["short"]:
            found.setdefault(short, []).append(Famous(row["full"], tuple(row.get("in", ()))))
    return {short: tuple(sorted(known, key=lambda f: not f.places)) for short, known in found.items()}
