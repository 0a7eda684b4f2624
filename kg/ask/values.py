"""The values that a question gives for the parameters of a query, and what is missing or not one thing."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.ask.answer import Choice, Understood
from kg.ask.intents import Intent
from kg.ask.names import Names
from kg.ask.phrases import meant
from kg.ask.question import Question, SaidPlace
from kg.query.library import LibraryQuery, Param, named

_MOST_CHOICES = 8
_WORDS = {"task", "words", "programme", "indicator", "body", "theme", "population", "name"}


@dataclass(slots=True)
class Filled:
    """A query with the values found so far; `missing` names the parameters that were not, `choices` ways to go on."""

    intent: Intent
    query: LibraryQuery
    params: dict[str, str] = field(default_factory=dict)
    understood: list[Understood] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    ambiguous: bool = False
    """Whether the words fit several things, so that the choices are what was asked for."""

    @property
    def complete(self) -> bool:
        return not self.missing and not self.choices

    def put(self, param: str, value: str, said: str, label: str, how: str) -> None:
        """Give a parameter its value."""
        self.params[param] = value
        self.understood.append(Understood(said, param, value, label, how))


def fill(intent: Intent, question: Question, names: Names) -> Filled:
    """The values for an intent's query from a question."""
    filled = Filled(intent, named(intent.query))
    for param in filled.query.params:
        _fill(param, filled, question, names)
    for choice_of in [p for p in filled.missing if _offers(p)]:
        filled.choices += _regions(filled, choice_of, names)
    return filled


def _fill(param: Param, filled: Filled, question: Question, names: Names) -> None:
    if param.name in _WORDS:
        _words(param.name, filled, question, names)
    elif param.type == "region":
        _region(param, filled, question, names)
    elif param.type == "date":
        _date(param.name, filled, question)
    elif param.type == "integer":
        if question.number:
            filled.put(param.name, question.number, question.number, question.number, "number")
        elif param.example:
            filled.put(param.name, param.example, "", param.example, "default")
    elif param.name == "document":
        _document(filled, question, names)
    elif question.fact and question.fact.count("/") > 1:
        filled.put(param.name, question.fact, question.fact, question.fact, "identifier")
    else:
        filled.missing.append(param.name)


def _words(param: str, filled: Filled, question: Question, names: Names) -> None:
    found = meant(question, param, names, filled.intent.captured(question.masked, question.lang))
    if found is None:
        filled.missing.append(param)
    elif found.among:
        filled.ambiguous = True
        title = filled.query.title(question.lang)
        filled.choices += [
            Choice(f"{title}：{name.label}", filled.query.name, {**filled.params, param: name.label})
            for name in found.among[:_MOST_CHOICES]
        ]
    else:
        filled.put(param, found.value, found.said, found.label, found.how)


def _region(param: Param, filled: Filled, question: Question, names: Names) -> None:
    taken = {u.value for u in filled.understood if u.param in ("a", "b")}
    free = [p for p in question.places if names.region_value(p.name.iri) not in taken]
    if filled.intent.takes.get(param.name) == "last-below":
        free = sorted(free, key=lambda p: names.region_value(p.name.iri).endswith("00"))
    if free:
        _put_place(param.name, free[0], filled, names)
    elif param.example is not None or param.name in filled.intent.needs:
        filled.missing.append(param.name)


def _put_place(param: str, place: SaidPlace, filled: Filled, names: Names) -> None:
    filled.put(param, names.region_value(place.name.iri), place.said, place.name.label, place.how)


def _date(param: str, filled: Filled, question: Question) -> None:
    if question.day is None:
        filled.missing.append(param)
    else:
        said = question.day.day.isoformat()
        filled.put(param, said, said, said, "date")


def _document(filled: Filled, question: Question, names: Names) -> None:
    """A document by its identifier, or by the place whose only one it is."""
    ids = [doc for doc in names.documents if doc.lower() in question.text]
    if not ids:
        here = {place.name.iri for place in question.places}
        ids = [doc for doc, (region, _, _) in names.documents.items() if region in here]
    if len(ids) == 1:
        filled.put("document", f"document/{ids[0]}", ids[0], ids[0], "identifier")
        return
    title = filled.query.title(question.lang)
    filled.choices += [
        Choice(
            f"{title}：{names.documents[doc][2] or doc}", filled.query.name, {"document": f"document/{doc}"}
        )
        for doc in (ids or list(names.documents))[:_MOST_CHOICES]
    ]


def _offers(param: str) -> bool:
    return param in ("region", "a", "b")


def _regions(filled: Filled, param: str, names: Names) -> list[Choice]:
    """One choice for each place that has documents."""
    if param == "b" and "a" in filled.missing:
        return []
    values = [(names.region_value(iri), names.labels.get(iri, iri)) for iri in names.places]
    return [
        Choice(f"{filled.query.title()}：{label}", filled.query.name, {**filled.params, param: value})
        for value, label in values[:_MOST_CHOICES]
        if value not in filled.params.values()
    ]
