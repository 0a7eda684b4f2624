"""A question with what it names put as signs of its kind: who asks for 托育 and who asks for 急救 ask alike.

Text is folded to small letters, so capital letters are free to be signs: P a place, B a body, C all bodies of a kind, T a programme or
task, I an indicator, G a group of people, D a day, N a number of places, F a fact or document, Q words in quotation marks that the graph
does not know, U what neither the graph knows nor questions are put with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from kg.ask.meaning import ALL_OF, Meant
from kg.ask.question import Question
from kg.ask.readings import Readings
from kg.ask.tokens import split, strange

_DOCUMENT = re.compile(r"[a-z]+[\w.]*-20\d\d[\w-]*")
_BODY, _INDICATOR, _TASK, _EXACT = 0.85, 0.9, 0.7, 1.0


def tokens(readings: Readings, pairs: Set[str]) -> list[str]:
    """The question in tokens: characters of Chinese, words of English without their endings, signs.

    `pairs` are the pairs of characters, and the English words, that questions are put with, whatever they are about.
    """
    return split(masked(readings, pairs))


def masked(readings: Readings, pairs: Set[str]) -> str:
    """The text of a question with signs for what it names."""
    question = readings.question
    text = list(question.text)
    for start, end, kind in sorted(_spans(readings, pairs), reverse=True):
        text[start:end] = [kind]
    shown = "".join(text)
    if not question.english:
        return shown
    if sign := _sign(readings, None):
        said = "|".join(map(re.escape, sorted(set(question.english), key=lambda w: (-len(w), w))))
        return re.sub(rf"\b(?:{said})\b(?:\W+(?:{said})\b)*", sign, shown)
    unknown = [word for word in question.english if not set(split(word)) <= pairs]
    said = "|".join(map(re.escape, sorted(set(unknown), key=lambda w: (-len(w), w))))
    return re.sub(rf"\b(?:{said})\b(?:\W+(?:{said})\b)*", "U", shown) if unknown else shown


def _spans(readings: Readings, pairs: Set[str]) -> Iterator[tuple[int, int, str]]:
    """(start, end, sign), none over another."""
    question = readings.question
    taken = bytearray(len(question.text))
    for start, end, sign in _named(readings, question, pairs):
        if 0 <= start < end <= len(taken) and not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            yield start, end, sign


def _named(readings: Readings, question: Question, pairs: Set[str]) -> Iterator[tuple[int, int, str]]:
    if question.fact:
        at = question.text.find(question.fact.lower())
        yield at, at + len(question.fact), "F"
    yield from ((*m.span(), "F") for m in _DOCUMENT.finditer(question.text))
    for place in question.places:
        yield place.at, place.at + len(place.said), "P"
    if question.day is not None:
        yield question.day.start, question.day.end, "D"
    if question.number_at:
        yield (*question.number_at, "N")
    for index, phrase in enumerate(question.phrases):
        sign = _sign(readings, index)
        if phrase.said.startswith(ALL_OF) and (sign == "B" or phrase.quoted):
            sign = "C"
        if phrase.quoted or sign == "C":
            yield phrase.start, phrase.start + len(phrase.said), sign or "Q"
        elif sign:
            yield (*_within(phrase.start, phrase.forms, readings.alone(index)), sign)
        else:
            end = phrase.start + len(phrase.said)
            yield from ((*span, "U") for span in strange(question.text, phrase.start, end, pairs))


def _within(start: int, forms: tuple[str, ...], found: dict[str, Meant | None]) -> tuple[int, int]:
    """Where the words stand that were understood: a part of an expression, or the longest form of it."""
    best = max((m for m in found.values() if m is not None), key=lambda m: m.quality)
    for form in sorted(forms, key=len):
        if (at := form.find(best.value)) >= 0:
            return start + at, start + at + len(best.value)
    said = min(forms, key=len)
    return start, start + len(said)


def _sign(readings: Readings, index: int | None) -> str | None:
    found = readings.alone(index)

    def quality(param: str) -> float:
        meant = found[param]
        return meant.quality if meant is not None else 0.0

    if quality("population") >= _EXACT:
        return "G"
    if quality("indicator") >= _EXACT and quality("task") < _EXACT:
        return "I"
    if quality("body") >= _BODY and quality("task") < _EXACT:
        return "B"
    if quality("indicator") >= _INDICATOR > quality("task"):
        return "I"
    if max(quality("task"), quality("theme")) >= _TASK:
        return "T"
    return "I" if quality("indicator") >= _TASK else None
