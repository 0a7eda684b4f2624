"""From a question to its reply."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.ask.answer import Answer, Choice
from kg.ask.choices import bare, going_on, known_questions
from kg.ask.deciding import decide, says_why
from kg.ask.intents import intents
from kg.ask.learned import NONE, RELATIONS, likelihoods
from kg.ask.names import Names
from kg.ask.question import read_question
from kg.ask.readings import Readings
from kg.ask.sentence import evidence, sentence
from kg.ask.unknown import unknown_place, without_documents
from kg.ask.values import Filled, fill
from kg.query import NOTHING, Beside, named, open_beside, run_on
from kg.query.arguments import bind
from kg.query.values import python_value
from kg.store import open_store

if TYPE_CHECKING:
    import pyoxigraph

_LONGEST = 500


def ask(
    graph: Path | pyoxigraph.Store,
    question: str,
    *,
    lang: str | None = None,
    limit: int | None = None,
    names: Names | None = None,
    beside: Beside = NOTHING,
    sources: Path | None = None,
) -> Answer:
    """Answer a question on a build folder or an open store.

    The same question on the same graph has the same reply. `lang` is the language of the reply, else that of the
    question; `limit` the most rows; `names` are the names of the graph where they were read before, `beside`
    what lies beside an open store, `sources` the folder of the texts (that of a build folder is found). Raises BadCall
    where there is no graph.
    """
    store = open_store(graph) if isinstance(graph, Path) else graph
    at_hand = open_beside(graph) if isinstance(graph, Path) else beside
    texts = graph / "sources" if isinstance(graph, Path) else sources
    known = names if names is not None else Names(store)
    read = read_question(question[:_LONGEST], known)
    told = lang or read.lang
    readings = Readings(read, known)
    if any(_is_measure(readings, phrase.said) for phrase in read.phrases):
        read.concepts.append(frozenset({"MEASURE"}))
    if choices := bare(read, known, told):
        return Answer(question, "choices", told, _UNCLEAR[told], choices=tuple(choices))
    likely = likelihoods(readings)
    tried = understand(readings, likely)
    best = tried[0]
    if place := unknown_place(read, best, known):
        return _cannot(question, told, known, _UNKNOWN[told].format(place=place, places=_places(known, told)))
    if likely[RELATIONS] >= _SURELY_RELATIONS:
        triples = Choice(named(RELATIONS).title(told), RELATIONS, {})
        return Answer(question, "choices", told, _TRIPLES[told], choices=(triples,))
    decision = decide(tried, likely[NONE], read.pointing)
    if decision.reply == "answer":
        answer = _answered(question, told, best, store, at_hand, limit, texts)
        if not answer.rows and (place := without_documents(best, known)):
            return _cannot(
                question, told, known, _UNKNOWN[told].format(place=place, places=_places(known, told))
            )
        return answer
    if decision.reply == "choices" and (choices := going_on(decision.filled, known, told)):
        return Answer(question, "choices", told, _asked_back(decision.filled, told), choices=tuple(choices))
    if best.by_default and (read.following or (read.pointing and decision.reply == "cannot")):
        return Answer(question, "choices", told, _WHICH[told], choices=tuple(known_questions(told, known)))
    left = next(iter(best.left), None) if decision.reply != "beyond" and says_why(best) else None
    return _cannot(question, told, known, _NOT_THERE[told].format(words=left) if left else _CANNOT[told])


def understand(readings: Readings, likely: dict[str, float]) -> list[Filled]:
    """The queries with the values that were found for them, that first which explains most of a question."""
    if readings.question.fact is None:
        # Where words stand is told by a search: only a fact by its identifier has an entry of its own.
        likely = {**likely, "find": max(likely["find"], likely["evidence"])}
    found = [fill(intent, readings, likely[intent.query]) for intent in intents()]
    return sorted(found, key=lambda filled: -filled.score)


_SURE = 0.9
_MEASURES = ("率", "数", "占比", "比例", "水平", "人次", "比重", "比", "标准", "人数")


def _is_measure(readings: Readings, said: str) -> bool:
    """Whether an expression is the name of an indicator, so that its value is asked for."""
    found = readings.of("indicator")
    return (
        found is not None
        and found.said == said
        and said.endswith(_MEASURES)
        and (found.quality >= _SURE or found.how == "sound")
    )


_SURELY_RELATIONS = -0.5
_WHICH = {
    "zh": "没有说明指的是哪一个。可以这样问：",
    "en": "It is not said which one is meant. Ask for example:",
}
_TRIPLES = {
    "zh": "这要的是图，不是表，用 kg query relations 取：",
    "en": "That is a graph and no table; kg query relations gives it:",
}
_UNCLEAR = {
    "zh": "问题可以有几种理解，请选一种：",
    "en": "The question can be taken in several ways; choose one:",
}
_ASK_BACK = {
    "zh": "要回答“{title}”，还要知道{what}。请选一种：",
    "en": "“{title}” needs {what}. Choose one:",
}
_CANNOT = {
    "zh": "回答不了这个问题。可以这样问：",
    "en": "This is no question that the graph can answer. Ask for example:",
}
_NOT_THERE = {
    "zh": "图谱中没有找到“{words}”，回答不了这个问题。可以这样问：",
    "en": "The graph has nothing called “{words}”, so this cannot be answered. Ask for example:",
}
_UNKNOWN = {
    "zh": "图谱中没有{place}。有文件的地区：{places}。可以这样问：",
    "en": "{place} is not in this graph. There are documents of {places}. Ask for example:",
}


def _places(names: Names, lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(names.labels.get(iri, iri) for iri in names.places)


def _asked_back(best: Filled, lang: str) -> str:
    if not best.missing:
        return _UNCLEAR[lang]
    what = next(p for p in best.query.params if p.name == best.missing[0])
    return _ASK_BACK[lang].format(title=best.query.title(lang), what=what.zh if lang == "zh" else what.en)


def _answered(
    question: str,
    lang: str,
    filled: Filled,
    store: pyoxigraph.Store,
    beside: Beside,
    limit: int | None,
    sources: Path | None,
) -> Answer:
    result = run_on(store, filled.query, filled.params, limit, beside)
    rows = tuple(_row(result.columns, row) for row in result.rows)
    return Answer(
        question, "answer", lang, sentence(filled, result, rows, lang), filled.query.name, filled.query.title(lang),
        filled.params, tuple(filled.understood), bind(filled.query, filled.params, store), result.columns, rows,
        result.truncated, evidence(rows, sources), (), result,
    )  # fmt: skip


def _row(columns: tuple[str, ...], row: tuple[Any, ...]) -> dict[str, Any]:
    return {column: python_value(term) for column, term in zip(columns, row, strict=True)}


def _cannot(question: str, lang: str, names: Names, said: str) -> Answer:
    return Answer(question, "cannot", lang, said, choices=tuple(known_questions(lang, names)))
