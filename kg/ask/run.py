"""From a question to its reply."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.ask.answer import Answer, Choice
from kg.ask.intents import intents
from kg.ask.names import BODY, INDICATOR, PROGRAMME, REGION, Names
from kg.ask.phrases import runs
from kg.ask.question import PLACE, Question, read_question
from kg.ask.sentence import evidence, sentence
from kg.ask.values import Filled, fill
from kg.query import NOTHING, Beside, library, named, open_beside, run_on
from kg.query.arguments import bind
from kg.query.values import python_value
from kg.store import open_store

if TYPE_CHECKING:
    import pyoxigraph

# What can be asked of a thing that is named without a question.
_OF_KIND = {
    PROGRAMME: (("owners", "task"), ("places", "programme"), ("commitments", "programme"), ("spellings", "name")),
    BODY: (("tasks", "body"), ("parts", "body"), ("co-owners", "body")),
    INDICATOR: (("targets", "indicator"), ("ranking", "indicator")),
    REGION: (("programmes", "region"), ("promised", "region"), ("unowned", "region"), ("weakest", "region"), ("documents", "region")),
}  # fmt: skip
_LONGEST = 500


def ask(
    graph: Path | pyoxigraph.Store,
    question: str,
    *,
    lang: str | None = None,
    limit: int | None = None,
    names: Names | None = None,
    beside: Beside = NOTHING,
) -> Answer:
    """Answer a question on a build folder or an open store.

    The same question on the same graph has the same reply. `lang` is the language of the reply, else that of the
    question; `limit` the most rows; `names` are the names of the graph where they were read before, `beside`
    what lies beside an open store. Raises BadCall where there is no graph.
    """
    store = open_store(graph) if isinstance(graph, Path) else graph
    at_hand = open_beside(graph) if isinstance(graph, Path) else beside
    known = names if names is not None else Names(store)
    read = read_question(question[:_LONGEST], known)
    told = lang or read.lang
    if unknown := _unknown_place(read, known):
        return _cannot(question, told, known, unknown)
    tried = _tried(read, known)
    first = next((filled for filled in tried if filled.complete or filled.ambiguous), None)
    if first is not None and first.complete:
        return _answered(question, told, first, store, at_hand, limit)
    offered = first or next((filled for filled in tried if filled.choices), None)
    choices = offered.choices if offered else _bare(read, known, told)
    if choices:
        return Answer(question, "choices", told, _UNCLEAR[told], choices=tuple(choices))
    return _cannot(question, told, known, None)


def _tried(read: Question, names: Names) -> list[Filled]:
    """The intents that fit, as far as their values were found; none after one that is not to be passed over."""
    tried: list[Filled] = []
    for intent in intents():
        if intent.fits(read.masked, read.lang):
            tried.append(fill(intent, read, names))
            if intent.final or tried[-1].complete:
                break
    return tried


_UNCLEAR = {
    "zh": "问题可以有几种理解，请选一种：",
    "en": "The question can be taken in several ways; choose one:",
}
_CANNOT = {
    "zh": "回答不了这个问题。可以这样问：",
    "en": "This is no question that the graph can answer. Ask for example:",
}
_UNKNOWN = {
    "zh": "图谱中没有{place}。有文件的地区：{places}。",
    "en": "{place} is not in this graph. There are documents of {places}.",
}


def _answered(
    question: str, lang: str, filled: Filled, store: pyoxigraph.Store, beside: Beside, limit: int | None
) -> Answer:
    result = run_on(store, filled.query, filled.params, limit, beside)
    rows = tuple(_row(result.columns, row) for row in result.rows)
    return Answer(
        question, "answer", lang, sentence(filled, result, rows, lang), filled.query.name, filled.query.title(lang),
        filled.params, tuple(filled.understood), bind(filled.query, filled.params, store), result.columns, rows,
        result.truncated, evidence(rows), (), result,
    )  # fmt: skip


def _row(columns: tuple[str, ...], row: tuple[Any, ...]) -> dict[str, Any]:
    return {column: python_value(term) for column, term in zip(columns, row, strict=True)}


def _bare(read: Question, names: Names, lang: str) -> list[Choice]:
    """Choices for a question that only names something."""
    phrases = runs(read.masked) or ([read.masked] if len(read.masked) > 1 else [])
    found: list[tuple[str, str, str]] = []
    if len(phrases) <= 1 and read.places and not phrases:
        place = read.places[0]
        found.append((REGION, names.region_value(place.name.iri), place.name.label))
    for phrase in [p for p in phrases[:1] if len(read.masked.replace(PLACE, "")) <= len(p) + 1]:
        for kind in (PROGRAMME, BODY, INDICATOR):
            if any(phrase in name.spelling for name in names.of(kind)):
                found.append((kind, phrase, phrase))
    return [
        Choice(f"{named(query).title(lang)}：{label}", query, {param: value})
        for kind, value, label in found
        for query, param in _OF_KIND[kind]
    ]


def _unknown_place(read: Question, names: Names) -> str | None:
    """A place of the register that the question names and the graph does not have."""
    if read.lang != "zh" or read.places:
        return None
    from kg.registers.regions import load_regions

    register = load_regions()
    covered = names.texts
    for start, end in register.occurrences(read.text):
        said = read.text[start:end]
        levels = {region.level for region in register.named(said)}
        if not register.is_word_like(said) and levels & {"province", "prefecture"} and said not in covered:
            return said
    return None


def _cannot(question: str, lang: str, names: Names, place: str | None) -> Answer:
    places = "、".join(names.labels.get(iri, iri) for iri in names.places)
    said = _UNKNOWN[lang].format(place=place, places=places) if place else _CANNOT[lang]
    choices = tuple(
        Choice(query.title(lang), query.name, {p.name: p.example for p in query.params if p.example})
        for query in library()
        if query.columns and query.name in _SHOWN
    )
    return Answer(question, "cannot", lang, said, choices=choices)


_SHOWN = (
    "owners",
    "tasks",
    "unowned",
    "shared",
    "only-here",
    "targets",
    "ranking",
    "deadlines",
    "progress",
    "find",
)
