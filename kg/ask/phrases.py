"""The words that a question is about, and the thing of the graph that they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.ask.intents import words
from kg.ask.names import BODY, INDICATOR, POPULATION, PROGRAMME, REGION, THEME, Name, Names
from kg.ask.question import Question
from kg.ask.sounds import sounding
from kg.query.folding import fold_words

_CUT = re.compile(r"[^\w\u3400-\u9fff%·（）()]+|[▲◆|]")
_HAN_RUN = re.compile(r"[\u3400-\u9fff][\u3400-\u9fff\w]*")
_KINDS = {
    "task": (PROGRAMME,), "words": (), "programme": (PROGRAMME,), "indicator": (INDICATOR,), "body": (BODY,),
    "theme": (THEME,), "population": (POPULATION,), "name": (PROGRAMME, BODY, REGION),
}  # fmt: skip
# Where the wording of the sources is searched, not only the names of things.
_IN_TEXTS = {"task", "words"}
_ENOUGH = 0.6
"""Share of the words of an English question that an English label must hold; set on the questions of the tests."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a phrase means: the value for the query, and the bodies that it may be where it is not one."""

    said: str
    value: str
    label: str
    how: str
    among: tuple[Name, ...] = ()


def meant(question: Question, param: str, names: Names, captured: str | None = None) -> Meant | None:
    """What the question means for a parameter of words, None where it says nothing that the graph knows.

    `captured` is what a pattern took out of the question for it.
    """
    if captured and _holds(captured, param, names.of(*_KINDS[param]), names):
        return Meant(captured, captured, captured, "words")
    if question.lang == "en" and not _HAN_RUN.search(question.masked):
        return _english(question, param, names)
    if param == "body":
        return _body(question, names)
    return _chinese(question, param, names)


def runs(text: str) -> list[str]:
    """What is left of a text once the words that say nothing are out, longer runs first.

    >>> runs("谁负责托育服务")
    ['托育服务']
    """
    rest = words().drop.sub("|", text)
    found = (part.strip(words().edges) for part in _CUT.split(rest))
    return sorted({part for part in found if len(part) > 1}, key=lambda part: (-len(part), text.find(part)))


def _chinese(question: Question, param: str, names: Names) -> Meant | None:
    kinds = _KINDS[param]
    known = names.of(*kinds)
    if question.quoted and _holds(question.quoted, param, known, names):
        return Meant(question.quoted, question.quoted, question.quoted, "words")
    masked = question.masked if question.lang == "zh" else " ".join(_HAN_RUN.findall(question.masked))
    phrases = runs(masked)
    name = _longest(masked, known)
    for phrase in phrases:
        if _holds(phrase, param, known, names) and (name is None or _covers(phrase, name.spelling)):
            return Meant(phrase, phrase, phrase, "words")
    bare = _without_ending(phrases, param, known, names)
    if bare and (name is None or len(bare.value) > len(name.spelling)):
        return bare
    if name is not None:
        within = next((p for p in phrases if p in name.spelling and _holds(p, param, known, names)), None)
        value = within if within and param != "indicator" else name.spelling
        return Meant(value, value, name.label, "name")
    if param not in _IN_TEXTS and (short := _short_form(phrases, known)):
        return short
    return _shortened(phrases, param, known, names) or _like(phrases, masked, known)


def _covers(phrase: str, spelling: str) -> bool:
    return spelling in phrase or len(phrase) >= len(spelling)


def _longest(text: str, known: Iterable[Name]) -> Name | None:
    common = words().common
    return next((n for n in known if n.spelling in text and n.spelling not in common), None)


def _holds(phrase: str, param: str, known: tuple[Name, ...], names: Names) -> bool:
    folded = fold_words(phrase)
    if len(folded) < 2 or folded in words().common:
        return False
    if any(folded in name.spelling for name in known):
        return True
    return param in _IN_TEXTS and folded in names.texts


def _without_ending(phrases: list[str], param: str, known: tuple[Name, ...], names: Names) -> Meant | None:
    for phrase in phrases:
        for ending in words().endings:
            short = phrase.removesuffix(ending)
            if short != phrase and _holds(short, param, known, names):
                return Meant(phrase, short, short, "words")
    return None


def _shortened(phrases: list[str], param: str, known: tuple[Name, ...], names: Names) -> Meant | None:
    """The longest part of a phrase that the graph holds."""
    for phrase in phrases:
        for size in range(len(phrase) - 1, max(2, 2 * len(phrase) // 3 - 1), -1):
            for at in range(len(phrase) - size + 1):
                part = phrase[at : at + size]
                if _holds(part, param, known, names):
                    return Meant(phrase, part, part, "words")
    return None


def _short_form(phrases: list[str], known: tuple[Name, ...]) -> Meant | None:
    for phrase in phrases:
        if short := _by_short_form(phrase, known):
            return Meant(phrase, short[0].spelling, short[0].label, "short form")
    return None


def _like(phrases: list[str], text: str, known: tuple[Name, ...]) -> Meant | None:
    """A name of the same sound, or one that a phrase is the short form of."""
    found = sounding(text, (n for n in known if n.spelling not in words().common), least=3)
    if found:
        name, at = found
        return Meant(text[at : at + len(name.spelling)], name.spelling, name.label, "sound")
    return _short_form(phrases, known)


def _by_short_form(phrase: str, known: Iterable[Name]) -> list[Name]:
    """The names of which a phrase leaves characters out (卫健委 of 卫生健康委员会), shortest first."""
    if len(phrase) < 3:
        return []
    fits = [n for n in known if _is_subsequence(phrase, n.spelling) and len(n.spelling) < 6 * len(phrase)]
    return sorted(fits, key=lambda n: (len(n.spelling), n.spelling, n.iri))


def _is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(c in rest for c in short)


def _body(question: Question, names: Names) -> Meant | None:
    known = names.of(BODY)
    text = question.text if question.lang == "zh" else " ".join(_HAN_RUN.findall(question.text))
    exact = _longest(text, known)
    phrase = next(iter(_body_phrases(question, text)), "")
    if exact is not None and (len(exact.spelling) > 3 or len(exact.spelling) >= len(phrase) - 1):
        # A short name of one body may end the names of others: 人民医院.
        also = exact.spelling if exact.spelling != fold_words(exact.label) else "\0"
        same = [n for n in known if n.spelling == exact.spelling or n.label.endswith(also)]
        return _one_body(exact.spelling, same, question, "name")
    if len(phrase) < 2:
        return None
    holding = [n for n in known if fold_words(phrase) in n.spelling]
    if holding:
        return _one_body(phrase, holding, question, "words")
    short = _by_short_form(phrase, known)
    return _one_body(phrase, _shortest(short), question, "short form") if short else None


def _body_phrases(question: Question, text: str) -> Iterator[str]:
    places = {place.said for place in question.places}
    yield from (run for run in runs(text) if run not in places)


def _shortest(found: list[Name]) -> list[Name]:
    """Of names that a short form fits, those without more than it needs: a body, not its offices."""
    return [n for n in found if not any(o.iri != n.iri and n.label.startswith(o.label) for o in found)]


def _one_body(said: str, found: list[Name], question: Question, how: str) -> Meant:
    """The one body that is meant, or several to choose from: bodies one within another by name are one."""
    bodies = {name.iri: name for name in sorted(found, key=lambda n: (len(n.label), n.label, n.iri))}
    tops = [
        n
        for n in bodies.values()
        if not any(n.label != o.label and n.label.startswith(o.label) for o in bodies.values())
    ]
    here = [n for n in tops if any(place.name.label in n.label for place in question.places)]
    tops = here or tops
    ending = [n for n in tops if n.label.endswith(said) and how != "name"]
    if len(ending) == 1:
        tops = ending
    first = tops[0]
    return Meant(said, first.label, first.label, how, tuple(tops) if len(tops) > 1 else ())


def _english(question: Question, param: str, names: Names) -> Meant | None:
    said = [w for w in re.findall(r"[a-z0-9]+", question.masked) if w not in words().drop_en]
    kinds = _KINDS[param]
    if not said or not kinds:
        return _latin(said, param, names)
    wanted = {_stem(w) for w in said}
    best: tuple[float, int, int, str] | None = None
    for iri, label in names.english.items():
        if names.kinds.get(iri) not in kinds:
            continue
        has = {_stem(w) for w in re.findall(r"[a-z0-9]+", label)}
        share = len(wanted & has) / len(wanted)
        # Of labels that fit as well the one that more places use.
        rank = (-share, -names.uses.get(iri, 0), len(has), iri)
        if share >= _ENOUGH and (best is None or rank < best):
            best = rank
    if best is None:
        return _latin(said, param, names)
    label = names.labels.get(best[-1], "")
    return Meant(" ".join(said), label, label, "English label")


def _latin(said: list[str], param: str, names: Names) -> Meant | None:
    """Latin words that names or texts hold as they are: HPV, AED."""
    known = names.of(*_KINDS[param])
    for word in said:
        if _holds(word, param, known, names):
            return Meant(word, word, word, "words")
    return None


def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ing", "ies", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word
