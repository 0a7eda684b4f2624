"""The thing of the graph that an expression of a question means, for a parameter of a query."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.ask.bodies import body_meant
from kg.ask.english import english_meant
from kg.ask.meaning import Meant
from kg.ask.names import BODY, INDICATOR, POPULATION, PROGRAMME, REGION, THEME, Name, Names
from kg.ask.question import Phrase, Question
from kg.ask.sounds import pinyin, sounding
from kg.query.folding import fold_words
from kg.registers.tables import table

KINDS = {
    "task": (PROGRAMME,), "words": (), "programme": (PROGRAMME,), "indicator": (INDICATOR,), "body": (BODY,),
    "theme": (THEME,), "population": (POPULATION,), "name": (PROGRAMME, BODY, REGION),
}  # fmt: skip
_SHORTEST = 3
# Where the wording of the sources is searched, not only the names of things.
_IN_TEXTS = {"task", "words"}


def meant(question: Question, param: str, names: Names) -> Meant | None:
    """What the question means for a parameter of words, None where it says nothing that the graph knows.

    Of its expressions the one is taken that is known best, then the longest, then the first.
    """
    if param == "body":
        found = body_meant(question, names)
        return found or english_meant(question, param, KINDS[param], names)
    readings = [reading for phrase in question.phrases if (reading := _phrase(phrase, param, names))]
    if param == "name" and (body := body_meant(question, names)) and not body.among:
        readings.append(body)
    if readings:
        return max(readings, key=lambda m: (m.quality, len(m.value), -m.at))
    if param == "name" and (place := next(iter(question.places), None)):
        return Meant(place.said, place.name.label, place.name.label, place.how, 0.8, place.at)
    return english_meant(question, param, KINDS[param], names)


def _phrase(phrase: Phrase, param: str, names: Names) -> Meant | None:
    known = names.of(*KINDS[param])
    for reading in _readings(phrase, param, known, names):
        return replace(reading, at=phrase.start)
    return None


def _readings(phrase: Phrase, param: str, known: tuple[Name, ...], names: Names) -> Iterator[Meant]:
    """The ways to read an expression, the surest first."""
    exact = names.called(*KINDS[param])
    forms = [short for form in phrase.forms for short in _without_work(fold_words(form))]
    for form in forms:
        if form in exact:
            yield Meant(phrase.said, exact[form].spelling, exact[form].label, "name", 1.0)
    for form in forms:
        if _named(form, param, names):
            yield Meant(phrase.said, form, form, "words", 0.9 if param != "theme" else 0.95)
        if param in _IN_TEXTS and holds(form, names):
            yield Meant(phrase.said, form, form, "words", 0.9)
    for form in forms:
        for short in _without_ending(form):
            if _named(short, param, names) or (param in _IN_TEXTS and holds(short, names)):
                yield Meant(phrase.said, short, short, "words", 0.8)
    yield from _within(phrase, forms[-1], known)
    yield from _alternatives(phrase, param, known, names)
    if param not in _IN_TEXTS:
        yield from _short_form(phrase, [*forms, *(s for form in forms for s in _without_ending(form))], known)
    yield from _alike(phrase, forms[-1], known)
    if param not in ("theme", "population"):
        yield from _shortened(phrase, forms[-1], param, known, names)
    if param in _IN_TEXTS:
        yield from _short_form(phrase, forms, known)
    if param in ("task", "programme", "indicator"):
        yield from _at_an_end(phrase, forms[-1], param, names)


def _within(phrase: Phrase, form: str, known: tuple[Name, ...]) -> Iterator[Meant]:
    """A whole name within the expression."""
    common = resolving().common
    name = next(
        (
            n
            for n in known
            if n.spelling in form and n.spelling not in common and 2 * len(n.spelling) >= len(form)
        ),
        None,
    )
    if name is not None:
        yield Meant(phrase.said, name.spelling, name.label, "name", 0.75)


def _alternatives(phrase: Phrase, param: str, known: tuple[Name, ...], names: Names) -> Iterator[Meant]:
    """One of several things that are named side by side: 血站或者献血."""
    for part in re.split(r"或者?|和|与|及|、", phrase.said):
        if part != phrase.said and len(part) > 1:
            for form in (part, *_without_ending(part)):
                if _named(form, param, names) or (param in _IN_TEXTS and holds(form, names)):
                    yield Meant(phrase.said, form, form, "words", 0.6)


def _short_form(phrase: Phrase, forms: list[str], known: tuple[Name, ...]) -> Iterator[Meant]:
    for form in forms:
        if found := by_short_form(form, known):
            yield Meant(phrase.said, found[0].spelling, found[0].label, "short form", 0.7)


def _shortened(
    phrase: Phrase, form: str, param: str, known: tuple[Name, ...], names: Names
) -> Iterator[Meant]:
    """The longest part of an expression that the graph holds."""
    for size in range(len(form) - 1, max(2, 2 * len(form) // 3 - 1), -1):
        for at in range(len(form) - size + 1):
            part = form[at : at + size]
            if _named(part, param, names) or (param in _IN_TEXTS and holds(part, names)):
                yield Meant(phrase.said, part, part, "words", 0.55)


def _at_an_end(phrase: Phrase, form: str, param: str, names: Names) -> Iterator[Meant]:
    """The longest beginning or end of an expression that names hold: 疫苗 of 打疫苗."""
    spelled = names.spelled(*KINDS[param])
    for size in range(len(form) - 1, 1, -1):
        uses = {part: spelled.count(part) for part in (form[-size:], form[:size])}
        part = max(uses, key=lambda part: uses[part])
        if uses[part] and _sayable(part):
            yield Meant(phrase.said, part, part, "words", 0.45)


def _alike(phrase: Phrase, form: str, known: tuple[Name, ...]) -> Iterator[Meant]:
    common = resolving().common
    if found := sounding(form, (n for n in known if n.spelling not in common), least=3):
        yield Meant(phrase.said, found[0].spelling, found[0].label, "sound", 0.6)
    elif len(form) == 2:
        for name in known:
            start = name.spelling[:2]
            # 托玉 for 托育: one of the two characters is right.
            if (start[0] == form[0]) != (start[1] == form[1]) and pinyin(start) == pinyin(form):
                yield Meant(phrase.said, start, name.label, "sound", 0.5)


def _named(form: str, param: str, names: Names) -> bool:
    return _sayable(form) and form in names.spelled(*KINDS[param])


def holds(form: str, names: Names) -> bool:
    """Whether a wording of the sources, or the name of a programme, holds an expression."""
    return _sayable(form) and form in names.texts


def _sayable(form: str) -> bool:
    return len(form) > 1 and form not in resolving().common


def _without_work(form: str) -> tuple[str, ...]:
    """医养结合工作 is 医养结合 first."""
    short = form.removesuffix("工作")
    return (short, form) if short != form and len(short) > 1 else (form,)


def _without_ending(form: str) -> Iterator[str]:
    for ending in resolving().endings:
        if form.endswith(ending) and len(form) - len(ending) > 1:
            yield form.removesuffix(ending)


def by_short_form(form: str, known: Iterable[Name], most: int = 4) -> list[Name]:
    """The names of which an expression leaves characters out (卫健委 of 卫生健康委员会), shortest first.

    A name is at the most `most` times as long as the expression.
    """
    if len(form) < _SHORTEST:
        return []
    fits = [n for n in known if _is_subsequence(form, n.spelling) and len(n.spelling) <= most * len(form)]
    return sorted(fits, key=lambda n: (len(n.spelling), n.spelling, n.iri))


def _is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(c in rest for c in short)


@dataclass(frozen=True, slots=True)
class Resolving:
    """What may be left out of an expression, and what is too common to find a thing by."""

    endings: tuple[str, ...]
    common: frozenset[str]


@lru_cache(maxsize=1)
def resolving() -> Resolving:
    """The table `resolve` of `ontology/questions.toml`."""
    row = table("questions.toml")["resolve"]
    return Resolving(tuple(row["endings"].split()), frozenset(row["common"].split()))
