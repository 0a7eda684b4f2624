"""The body that a question means: by its whole name, by the end of it, or by a short form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.ask.meaning import Meant
from kg.ask.names import BODY, Name, Names
from kg.ask.question import Phrase, Question
from kg.query.folding import fold_words
from kg.registers.tables import table

_NUMBERED = re.compile(r"^市?([一二三四五六七八九十])院$")
_LEVEL = re.compile(r"^[市区县省](?=..)")
_SHORTEST_OFFICE = 2


def body_meant(question: Question, names: Names) -> Meant | None:
    """The one body that a question names, or those that it may be; None where it names none."""
    known = names.of(BODY)
    for phrase in question.phrases:
        for form in phrase.forms:
            if found := _read(fold_words(form), phrase, known, question):
                return found
    return None


def _read(form: str, phrase: Phrase, known: tuple[Name, ...], question: Question) -> Meant | None:
    exact = next((n for n in known if len(n.spelling) > 2 and n.spelling in form), None)
    if exact is not None and (office := _office(form, exact, known)):
        return _one(form, office, phrase, question, "words", 1.0)
    found: list[Meant] = []
    if exact is not None and (len(exact.spelling) > 3 or 2 * len(exact.spelling) >= len(form)):
        # A short name of one body may end the names of others: 人民医院.
        also = exact.spelling if exact.spelling != fold_words(exact.label) else "\0"
        same = [n for n in known if n.spelling == exact.spelling or fold_words(n.label).endswith(also)]
        found.append(_one(exact.spelling, same, phrase, question, "name", 1.0))
    if form.endswith(_endings()):
        for said in _spellings(form):
            if holding := [n for n in known if said in n.spelling]:
                found.append(_one(said, holding, phrase, question, "words", 0.95))
            if short := _shortest(_by_short_form(said, known)):
                found.append(_one(said, short, phrase, question, "short form", 0.85))
    # A body of the place that the question names before one elsewhere.
    here = [m for m in found if any(place.name.label in m.label for place in question.places)]
    return next(iter(here or found), None)


def _office(form: str, above: Name, known: tuple[Name, ...]) -> list[Name]:
    """The offices of a body that an expression names behind it: 市卫健委信息处 is no 市卫健委."""
    _, _, said = form.partition(above.spelling)
    if len(said) < _SHORTEST_OFFICE or not said.endswith(_endings()):
        return []
    return [
        n for n in known if n.label != above.label and n.label.startswith(above.label) and n.spelling == said
    ]


def _spellings(form: str) -> Iterator[str]:
    """The ways to write a name: with and without the level of its place, 一院 in full."""
    if match := _NUMBERED.match(form):
        yield f"第{match[1]}人民医院"
        return
    yield form
    if _LEVEL.match(form):
        yield form[1:]


def _by_short_form(form: str, known: tuple[Name, ...]) -> list[Name]:
    from kg.ask.phrases import by_short_form

    # The end of a short form is the end of the name: 卫监所 is no 卫生监督局.
    return by_short_form(
        form, [n for n in known if n.spelling.endswith((form[-1], form[-1] + "员会"))], most=6
    )


def _shortest(found: list[Name]) -> list[Name]:
    """Of names that a short form fits, those without more than it needs: a body, not its offices."""
    return [n for n in found if not any(o.iri != n.iri and n.label.startswith(o.label) for o in found)]


def _one(said: str, found: list[Name], phrase: Phrase, question: Question, how: str, quality: float) -> Meant:
    """The one body that is meant, or several to choose from: bodies one within another by name are one."""
    bodies = {name.iri: name for name in sorted(found, key=lambda n: (len(n.label), n.label, n.iri))}
    here = [n for n in bodies.values() if any(place.name.label in n.label for place in question.places)]
    pool = here or list(bodies.values())
    tops = [n for n in pool if not any(n.label != o.label and n.label.startswith(o.label) for o in pool)]
    ending = [n for n in tops if fold_words(n.label).endswith(said) and how != "name"]
    if len(ending) == 1:
        tops = ending
    elif here and len(tops) > 1:
        # 常州的卫健委 is the one right after the name of the place.
        near = [
            n
            for n in tops
            if any(fold_words(n.label) == fold_words(p.name.label) + said for p in question.places)
        ]
        tops = near or tops
    first = tops[0]
    among = tuple(tops) if len(tops) > 1 else ()
    return Meant(phrase.said, first.label, first.label, how, quality, phrase.start, among)


@lru_cache(maxsize=1)
def _endings() -> tuple[str, ...]:
    return tuple(table("questions.toml")["resolve"]["bodies"].split())
