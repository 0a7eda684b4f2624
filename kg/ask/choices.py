"""What to ask back: the things that a question without one may mean, and the questions that a graph can answer."""

from __future__ import annotations

from collections.abc import Iterable

from kg.ask.answer import Choice
from kg.ask.bodies import body_meant
from kg.ask.names import BODY, INDICATOR, POPULATION, PROGRAMME, REGION, THEME, Names
from kg.ask.phrases import KINDS
from kg.ask.question import Question
from kg.ask.values import Filled
from kg.query import library, named
from kg.query.folding import fold_words

_MOST = 8
# What can be asked of a thing that is named without a question.
_OF_KIND = {
    PROGRAMME: (("owners", "task"), ("places", "programme"), ("commitments", "programme"), ("spellings", "name")),
    BODY: (("tasks", "body"), ("parts", "body"), ("co-owners", "body")),
    INDICATOR: (("targets", "indicator"), ("ranking", "indicator")),
    REGION: (("programmes", "region"), ("promised", "region"), ("unowned", "region"), ("weakest", "region"), ("documents", "region")),
}  # fmt: skip
# What is told of what can be asked.
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
_TELLING = 0.5


def bare(read: Question, names: Names, lang: str) -> list[Choice]:
    """Choices for a question that only names something; none where it says what it asks."""
    from kg.ask.lexicon import lexicon

    weight = lexicon().weight
    if (
        any(min(weight[c] for c in word) > _TELLING or word & {"LOOKUP"} for word in read.concepts)
        or read.fact
        or read.english
    ):
        return []
    phrases = [phrase for phrase in read.phrases if not phrase.quoted]
    if len(phrases) > 1 or read.day or len(read.places) > 1:
        return []
    place = read.places[0] if read.places else None
    if any("WORK" in word for word in read.concepts) and body_meant(read, names):
        return []  # 宣传处的工作 asks for the tasks
    found: list[tuple[str, str, str]] = []
    if place and not phrases:
        found.append((REGION, names.region_value(place.name.iri), place.name.label))
    for phrase in phrases:
        form = fold_words(phrase.forms[-1])
        for kind in (PROGRAMME, BODY, INDICATOR):
            if any(form in name.spelling for name in names.of(kind)):
                found.append((kind, form, form))
    region = {"region": names.region_value(place.name.iri)} if place and phrases else {}
    return [
        Choice(f"{named(query).title(lang)}：{label}", query, {param: value, **_taken(query, region)})
        for kind, value, label in found
        for query, param in _OF_KIND[kind]
    ]


def _taken(query: str, values: dict[str, str]) -> dict[str, str]:
    params = {param.name for param in named(query).params}
    return {name: value for name, value in values.items() if name in params}


def going_on(best: Filled, names: Names, lang: str) -> list[Choice]:
    """The ways to go on with a query that a value is missing for, or that several things fit."""
    if best.choices or not best.missing:
        return best.choices
    param = best.missing[0]
    title = best.query.title(lang)
    return [
        Choice(f"{title}：{label}", best.query.name, {**best.params, param: value})
        for value, label in _values(param, names)
        if value not in best.params.values()
    ][:_MOST]


def _values(param: str, names: Names) -> Iterable[tuple[str, str]]:
    """Values of a kind that a graph has, those first that it says most of."""
    if param in ("region", "a", "b"):
        return [(names.region_value(iri), names.labels.get(iri, iri)) for iri in names.places]
    kinds = KINDS.get(param, ())
    if BODY in kinds and param == "body":
        return [(label, label) for label in names.busiest]
    if POPULATION in kinds:
        return [(label, label) for label in names.populations]
    if INDICATOR in kinds or PROGRAMME in kinds or THEME in kinds:
        wanted = [iri for iri, kind in names.kinds.items() if kind == kinds[0] and iri in names.labels]
        wanted.sort(key=lambda iri: (-names.uses.get(iri, 0), iri))
        return [(names.labels[iri], names.labels[iri]) for iri in wanted[: 2 * _MOST]]
    return []


def known_questions(lang: str, names: Names) -> list[Choice]:
    """Some queries that a graph can answer, with values that it has."""
    place = next((names.region_value(iri) for iri in names.places), None)
    found = []
    for query in library():
        if query.name in _SHOWN:
            values = {p.name: p.example for p in query.params if p.example}
            if place and "region" in values:
                values["region"] = place
            found.append(Choice(query.title(lang), query.name, values))
    return found
