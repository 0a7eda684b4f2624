"""Two things side by side: what speaks for their being one, and what against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kg import ids
from kg.link.bodies import is_short_for
from kg.link.features import OPEN, weigh
from kg.link.indicators import bare_indicator
from kg.link.places import find_seat
from kg.link.stems import is_site, is_slogan, is_telling, stem
from kg.link.things import Thing
from kg.model.links import LinkKind, Reason
from kg.registers.bundle import Registers

# Of two names at least this share of letter pairs is the same (Dice) where most letters are. Set on the names of the source
# documents: 慢性病防治中心 and 慢性病防治院 have 0.73, 儿童友好医院 and 生育友好单位 0.2.
_MOST = 0.6
# One letter more or less says little of two long names, and much of two short ones.
_SHORTEST_HELD = 3
_NUMBERS = re.compile(r"第?[一二三四五六七八九十百千万0-9]+|[NX]?\+[NX0-9]+|[NX]\+")
# Numerals that count nothing: 一体化, 统一, 唯一.
_NO_NUMBERS = re.compile(r"一体|统一|唯一|万家|三甲|一站|一网|一码|千家")
_RATE = re.compile(r"[率比]$|比例$|比重$")


@dataclass(frozen=True, slots=True)
class Comparison:
    """The features of a pair, the score that they give, and the reasons in words."""

    a: Thing
    b: Thing
    score: float
    because: tuple[Reason, ...]

    @property
    def is_open(self) -> bool:
        """Whether matching cannot tell, so that a person should: letters alone never join."""
        return self.score >= OPEN


class Profile:
    """A thing as comparing needs it: its names without place and general words, its place and type."""

    def __init__(self, thing: Thing, registers: Registers) -> None:
        self.thing = thing
        self._registers = registers

    @cached_property
    def cores(self) -> tuple[str, ...]:
        """Every name of the thing, and every one of the vocabulary, without place and general words; sorted."""
        found = {self._core(name) for name in (*self.thing.names, *self._listed())}
        return tuple(sorted(core for core in found if core))

    @cached_property
    def letter_pairs(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Each of `cores` with its pairs of neighbouring letters."""
        return tuple((core, frozenset(pairs_of(core))) for core in self.cores)

    @cached_property
    def type(self) -> str:
        """The institution type that the name tells."""
        return self._registers.bodies.kind_of(self.thing.name) if self.thing.kind == "institution" else ""

    def _listed(self) -> tuple[str, ...]:
        entry, registers = self.thing.entry, self._registers
        if entry and self.thing.kind == "program":
            concept = registers.programmes.by_id(entry)
            return (concept.name, *concept.spellings) if concept else ()
        if entry and self.thing.kind == "indicator":
            known = registers.indicators.by_id(entry)
            return (known.label, *known.alt_labels) if known else ()
        return ()

    def _core(self, name: str) -> str:
        if self.thing.kind == "program":
            return stem(name)
        if self.thing.kind == "indicator":
            return bare_indicator(name)
        plain = ids.plain_name(name)
        if self.thing.kind == "region":
            return plain
        seat = find_seat(plain, self.thing.place, self._registers.regions)
        return self._registers.bodies.expand("某" + (seat.rest if seat else plain))[1:]


def compare(a: Profile, b: Profile, registers: Registers) -> Comparison:
    """The comparison of two things of one kind, whichever is named first; 0 where nothing speaks for their being one."""
    first, second = sorted((a, b), key=lambda p: p.thing.path)
    alike = max(_alike(first, second), key=lambda found: weigh(found)[0], default=())
    against = tuple(_against(first, second, registers)) if alike else ()
    score, because = weigh(tuple(sorted({*alike, *against}))) if alike else (0.0, ())
    return Comparison(first.thing, second.thing, score, because)


def may_be_open(a: Profile, b: Profile) -> bool:
    """Whether two things have names so alike that comparing them may leave the pair open; quick, and never wrongly False."""
    bodies = a.thing.kind == "institution"
    return any(
        x == y
        or _share(p, q) >= _MOST
        or x in y
        or y in x
        or (bodies and (is_short_for(x, y) or is_short_for(y, x)))
        for x, p in a.letter_pairs
        for y, q in b.letter_pairs
    )


def _alike(a: Profile, b: Profile) -> Iterator[tuple[str, ...]]:
    """For each pair of names how they are alike, and what in the same two names speaks against it."""
    for x in a.cores:
        for y in b.cores:
            found = _letters(x, y, a.thing.kind)
            if found:
                yield found, *_differences(x, y, a.thing.kind)


def _letters(x: str, y: str, kind: LinkKind) -> str:
    if x == y:
        return "same-name" if kind == "indicator" else "same-letters"
    short, long = sorted((x, y), key=len)
    if kind == "institution" and len(short) >= _SHORTEST_HELD and is_short_for(short, long):
        return "runs-short"
    if len(short) >= _SHORTEST_HELD and short in long and 2 * len(short) >= len(long):
        return "holds"
    if likeness(x, y) >= _MOST:
        return "most-letters"
    # Said for whoever asks why: alone it is less than OPEN.
    return "some-letters" if len(short) - min(map(len, rests(x, y))) >= _SHORTEST_HELD else ""


def likeness(x: str, y: str) -> float:
    """The share of letter pairs that two names have in common (Dice), from 0 to 1.

    >>> round(likeness("慢性病防治中心", "慢性病防治院"), 2)
    0.73
    """
    return _share(frozenset(pairs_of(x)), frozenset(pairs_of(y)))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def pairs_of(name: str) -> set[str]:
    """The pairs of neighbouring letters of a name."""
    return {name[i : i + 2] for i in range(len(name) - 1)}


def _differences(x: str, y: str, kind: LinkKind) -> Iterator[str]:
    if x == y:
        return
    numbers = [set(_NUMBERS.findall(_NO_NUMBERS.sub("", name))) for name in (x, y)]
    if all(numbers) and numbers[0] != numbers[1]:
        yield "other-numbers"
    if min(len(rest) for rest in rests(x, y)) >= 2:
        yield "other-words"
    if kind == "indicator" and bool(_RATE.search(x)) != bool(_RATE.search(y)):
        yield "other-measure"


def rests(x: str, y: str) -> tuple[str, str]:
    """What is left of two names without what they have in common at the beginning and the end.

    >>> rests("新生儿出生一件事", "中医处方一件事")
    ('新生儿出生', '中医处方')
    """
    head = next((i for i, (p, q) in enumerate(zip(x, y, strict=False)) if p != q), min(len(x), len(y)))
    x, y = x[head:], y[head:]
    tail = next(
        (i for i, (p, q) in enumerate(zip(x[::-1], y[::-1], strict=False)) if p != q), min(len(x), len(y))
    )
    return x[: len(x) - tail], y[: len(y) - tail]


def _against(a: Profile, b: Profile, registers: Registers) -> Iterator[str]:
    one, other = a.thing, b.thing
    if one.entry and other.entry:
        yield "other-entry"
    if set(one.spellings) & set(other.spellings):
        yield "named-apart"
    if one.kind in ("institution", "region"):
        yield from _places_apart(one, other, registers)
    if one.kind == "institution":
        yield from _bodies_apart(a, b, registers)
    if one.kind == "program" and not (one.entry or other.entry):
        yield from _says_too_little(a, b)


def _places_apart(one: Thing, other: Thing, registers: Registers) -> Iterator[str]:
    if one.place and other.place and one.place != other.place:
        pairs = ((one.place, other.place), (other.place, one.place))
        if not any(p in {r.code for r in registers.regions.ancestors(q)} for p, q in pairs):
            yield "other-region"
        elif one.kind == "institution":
            yield "wider-region"


def _bodies_apart(a: Profile, b: Profile, registers: Registers) -> Iterator[str]:
    if a.type != b.type and "other" not in (a.type, b.type):
        yield "other-type"
    yield from sorted({*a.thing.against, *b.thing.against} & {"class", "collective"})
    short, long = sorted((a.thing.name, b.thing.name), key=len)
    if long.startswith(short) and registers.bodies.short_forms.is_part(long[len(short) :]):
        yield "part-of"


def _says_too_little(a: Profile, b: Profile) -> Iterator[str]:
    stems = [stem(p.thing.name) for p in (a, b)]
    if any(is_slogan(s) for s in stems):
        yield "slogan"
    elif any(is_site(s) for s in stems):
        yield "site"
    elif not all(is_telling(s) for s in stems):
        yield "short-name"
