"""A question as it is read: its language, its places, dates, numbers and identifiers, and what else it says."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from kg.ask.dates import SaidDate, find_date
from kg.ask.names import BODY, REGION, Name, Names
from kg.ask.sounds import from_pinyin, pinyin, sounding

PLACE, DATE = "▲", "◆"
_HAN = re.compile(r"[\u3400-\u9fff]")
_SPACES = re.compile(r"(?<![a-z0-9])\s+|\s+(?![a-z0-9])")
_QUOTED = re.compile(r"[“\"「《‘]([^”\"」》’]+)[”\"」》’]")
_FACT = re.compile(
    r"document/[\w.~-]+(?:/(?:commitment|figure|responsibility|note|mention|section)(?:/[\w.~-]+)+)?"
)
_NUMBER = re.compile(
    r"(?:至少|不少于|at least|min(?:imum)?)?\s*(\d+|[两二三四五六七八九十])\s*(?:个|座|份)?\s*(?:以上)?的?(?:不同的?)?"
    r"(?:地区|城市|地方|市|区|places|cities|regions|districts)"
)
_DIGITS = {c: str(n) for n, c in enumerate("零一二三四五六七八九十")} | {"两": "2"}
# Words that show a question to be English where it also names something in Chinese.
_ENGLISH = re.compile(
    r"\b(?:who|what|which|where|why|how|is|are|of|for|the|in|find|compare|tasks?|figures?|list)\b"
)


@dataclass(frozen=True, slots=True)
class SaidPlace:
    """A region that a question names."""

    name: Name
    said: str
    how: str


@dataclass(slots=True)
class Question:
    """A question, read: `text` is folded, `masked` has marks for places and dates."""

    asked: str
    lang: str
    text: str
    masked: str
    places: list[SaidPlace] = field(default_factory=list)
    day: SaidDate | None = None
    number: str | None = None
    fact: str | None = None
    quoted: str | None = None
    typed_in_pinyin: bool = False


def read_question(asked: str, names: Names) -> Question:
    """Read a question with the names of a graph."""
    text = unicodedata.normalize("NFKC", asked).strip().lower()
    text, latin = _characters(text, names)
    lang = "en" if not _HAN.search(text) or len(_ENGLISH.findall(text)) > 1 or _starts_english(text) else "zh"
    if lang == "zh":
        text = _SPACES.sub("", text)
    question = Question(asked, lang, text, text, typed_in_pinyin=latin)
    if fact := _FACT.search(unicodedata.normalize("NFKC", asked)):
        question.fact = fact[0].rstrip(".")
        question.masked = question.masked.replace(question.fact.lower(), " ")
    if quoted := _QUOTED.search(question.masked):
        question.quoted = quoted[1]
    if number := _NUMBER.search(text):
        question.number = _DIGITS.get(number[1], number[1])
    question.day = find_date(question.masked, names.this_year)
    if question.day:
        question.masked = question.masked[: question.day.start] + DATE + question.masked[question.day.end :]
    _places(question, names)
    return question


def _starts_english(text: str) -> bool:
    return _ENGLISH.match(text) is not None


def _characters(text: str, names: Names) -> tuple[str, bool]:
    """The text with traditional characters made simplified, and pinyin made characters."""
    if not _HAN.search(text):
        if (
            re.fullmatch(r"[a-z' ?.,!]+", text)
            and not _ENGLISH.search(text)
            and (said := from_pinyin(text, names))
        ):
            return said, True
        return text, False
    if any(c in "為誰負責區縣請醫療嗎這個項標達" for c in text):
        from opencc import OpenCC

        return str(OpenCC("t2s").convert(text)), False
    return text, False


def _places(question: Question, names: Names) -> None:
    regions = names.of(REGION)
    with_documents = set(names.places)
    # A place with documents before one of the same name without.
    order = sorted(regions, key=lambda n: (-len(n.spelling), n.iri not in with_documents, n.iri))
    masked = _without_bodies(question, names)
    for name in order:
        spelling = name.spelling if question.lang == "zh" or not name.spelling.isascii() else None
        if spelling and spelling in masked:
            _take(question, masked.index(spelling), len(spelling), name, "name")
            masked = masked.replace(spelling, PLACE)
            question.masked = question.masked.replace(spelling, PLACE)
    if question.lang == "en":
        _latin_places(question, order)
    if not question.places and question.lang == "zh":
        near = [n for n in order if n.iri in with_documents]
        if found := sounding(masked, near):
            name, at = found
            said = masked[at : at + len(name.spelling)]
            _take(question, at, len(said), name, "sound")
            question.masked = question.masked.replace(said, PLACE)
    question.places.sort(key=lambda p: question.text.find(p.said))


def _take(question: Question, at: int, size: int, name: Name, how: str) -> None:
    if all(place.name.iri != name.iri for place in question.places):
        said = name.spelling if how == "name" else question.masked[at : at + size]
        question.places.append(SaidPlace(name, said, how))


def _without_bodies(question: Question, names: Names) -> str:
    """The masked text with the names of bodies blanked: 常州市 in 常州市急救中心 is no place that is asked about."""
    masked = question.masked
    for name in names.of(BODY):
        if len(name.spelling) > 3 and name.spelling in masked:
            masked = masked.replace(name.spelling, " " * len(name.spelling))
    return masked


def _latin_places(question: Question, order: list[Name]) -> None:
    sounds: dict[str, Name] = {}
    for name in order:
        sounds.setdefault(pinyin(name.spelling), name)
    for word in re.findall(r"[a-z']+(?: (?:city|district|county))?", question.masked):
        bare = re.sub(r"('s)?( city| district| county)?$", "", word).replace("'", "")
        if len(bare) > 3 and bare in sounds:
            _take_latin(question, word, sounds[bare])


def _take_latin(question: Question, word: str, name: Name) -> None:
    if all(place.name.iri != name.iri for place in question.places):
        question.places.append(SaidPlace(name, word, "sound"))
    question.masked = question.masked.replace(word, PLACE)
