"""The values that a question gives for the parameters of a query, what is missing or not one thing, and how it all fits."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.ask.answer import Choice, Understood
from kg.ask.intents import Intent
from kg.ask.meaning import ALL_OF
from kg.ask.names import Name, Names
from kg.ask.phrases import KINDS
from kg.ask.places import SaidPlace
from kg.ask.question import Question
from kg.ask.readings import KNOWN_LEFT, Readings
from kg.query.library import LibraryQuery, Param, named

_MOST_CHOICES, _SHORT = 8, 2
# What asks for all bodies of a name.
_ALL_OF_THEM = re.compile(r"各家|各个|各地的?|所有的?|每家|每个|\b(?:all|every|each)\b")
# What a value tells for a query that takes it, what one costs that it needs and does not have, and what one costs that it cannot take.
_WORDS, _NO_WORDS = 1.7, 2.5
_REGION, _NO_REGION = 0.5, 1.5
_DAY, _DEFAULT_DAY = 1.2, 0.5
_FACT, _NO_FACT = 3.0, 4.0
_DOCUMENT, _WHICH_DOCUMENT = 0.8, 0.3
_PLACE_LEFT, _DAY_LEFT, _PERIOD_LEFT, _NUMBER_LEFT, _FACT_LEFT = 0.9, 0.9, 0.2, 0.3, 4.0
# What a year costs that nothing in the graph is about.
_STRANGE_YEAR = 4.0
_MOST_LEFT, _BODY_LEFT = 2, 0.4
# How much the words weigh, how much what is learned, and how unlikely a query may seem at the most.
_SHOWN, _LEARNED, _LEAST_LIKELY = 0.6, 1.2, -6.0


@dataclass(slots=True)
class Filled:
    """A query with the values found so far; `missing` names the parameters that were not, `choices` ways to go on."""

    intent: Intent
    query: LibraryQuery
    shown: float
    """How well the words of the question alone show that this is asked for."""
    likely: float
    """The natural logarithm of how likely this is asked for, as learned."""
    valued: float = 0.0
    """What its values tell for it, less what is missing."""
    lost: float = 0.0
    """What it costs that the question says more than it takes."""
    params: dict[str, str] = field(default_factory=dict)
    understood: list[Understood] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    """What the question says and the query does not take."""

    @property
    def score(self) -> float:
        """How well all this explains the question."""
        return self.meant + self.valued - self.lost

    @property
    def meant(self) -> float:
        """How well the words and what is learned show that this is asked for, whatever its values."""
        return _SHOWN * self.shown + _LEARNED * max(self.likely, _LEAST_LIKELY)

    @property
    def by_default(self) -> bool:
        """Whether the question itself gave no value."""
        return all(understood.how == "default" for understood in self.understood)

    @property
    def complete(self) -> bool:
        return not self.missing and not self.choices

    def put(self, param: str, value: str, said: str, label: str, how: str) -> None:
        """Give a parameter its value."""
        self.params[param] = value
        self.understood.append(Understood(said, param, value, label, how))


def fill(intent: Intent, readings: Readings, likely: float) -> Filled:
    """The values for an intent's query from a question, and how well the question fits."""
    filled = Filled(intent, named(intent.query), intent.fit(readings.question.concepts), likely)
    taken: set[int] = set()
    for param in filled.query.params:
        _fill(param, filled, readings, taken)
    _left_over(filled, readings, taken)
    return filled


def _fill(param: Param, filled: Filled, readings: Readings, taken: set[int]) -> None:
    question, names = readings.question, readings.names
    if param.name in KINDS:
        _words(param.name, filled, readings, taken)
    elif param.type == "region" or param.name in ("a", "b"):
        _region(param, filled, question, names)
    elif param.type == "date":
        _date(param.name, filled, question, names)
    elif param.type == "integer":
        if question.number:
            filled.put(param.name, question.number, question.number, question.number, "number")
        elif param.example:
            filled.put(param.name, param.example, "", param.example, "default")
    elif param.name == "document":
        _document(filled, question, names)
    elif question.fact and question.fact.count("/") > 1:
        filled.put(param.name, question.fact, question.fact, question.fact, "identifier")
        filled.valued += _FACT
    else:
        filled.missing.append(param.name)
        filled.valued -= _NO_FACT


def _words(param: str, filled: Filled, readings: Readings, taken: set[int]) -> None:
    found = readings.of(param)
    if found is None:
        filled.missing.append(param)
        filled.valued -= _NO_WORDS
        return
    taken.add(found.at)
    filled.valued += _WORDS * found.quality
    if (
        found.among
        and len(_ending_of_all(found.among)) > _SHORT
        and _ALL_OF_THEM.search(readings.question.text)
    ):
        ending = _ending_of_all(found.among)
        filled.put(param, ending, found.said, ending, found.how)
    elif found.among:
        title = filled.query.title(readings.question.lang)
        filled.choices += [
            Choice(f"{title}：{name.label}", filled.query.name, {**filled.params, param: name.label})
            for name in found.among[:_MOST_CHOICES]
        ]
    else:
        filled.put(param, found.value, found.said, found.label, found.how)


def _ending_of_all(bodies: tuple[Name, ...]) -> str:
    """What the names of bodies end with alike: 卫生健康委员会 of those of several cities."""
    labels = [body.label for body in bodies]
    shared = max(
        (
            n
            for n in range(min(map(len, labels)) + 1)
            if all(x.endswith(labels[0][len(labels[0]) - n :]) for x in labels)
        ),
        default=0,
    )
    ending = labels[0][len(labels[0]) - shared :]
    return re.sub(r"^[市区县省](?=...)", "", ending)


def _region(param: Param, filled: Filled, question: Question, names: Names) -> None:
    used = {u.value for u in filled.understood if u.param in ("a", "b")}
    free = [p for p in question.places if names.region_value(p.name.iri) not in used]
    all_of_them = any("LIST" in word for word in question.concepts)
    needed = param.example is not None or (param.name in filled.intent.needs and not all_of_them)
    if filled.intent.takes.get(param.name) == "last-below":
        free = sorted(free, key=lambda p: names.region_value(p.name.iri).endswith("00"))
    elif len(free) > 1 and not needed:
        free = []  # several places: the answer is not limited to one of them
    if free:
        _put_place(param.name, free[0], filled, names)
        filled.valued += _REGION
    elif needed:
        filled.missing.append(param.name)
        filled.valued -= _NO_REGION


def _put_place(param: str, place: SaidPlace, filled: Filled, names: Names) -> None:
    filled.put(param, names.region_value(place.name.iri), place.said, place.name.label, place.how)


def _date(param: str, filled: Filled, question: Question, names: Names) -> None:
    if question.day is not None:
        said = question.day.day.isoformat()
        filled.put(param, said, said, said, "date")
        filled.valued += _DAY
    elif filled.intent.default.get(param) == "this year" and names.this_year:
        said = f"{names.this_year}-12-31"
        filled.put(param, said, "", said, "default")
        filled.valued -= _DEFAULT_DAY
    else:
        filled.missing.append(param)
        filled.valued -= _NO_WORDS


def _document(filled: Filled, question: Question, names: Names) -> None:
    """A document by its identifier, or by the place whose only one it is."""
    ids = [doc for doc in names.documents if doc.lower() in question.text]
    if not ids:
        here = {place.name.iri for place in question.places}
        ids = [doc for doc, (region, _, _) in names.documents.items() if region in here]
    if not ids and len(names.documents) == 1:
        ids = list(names.documents)
    if len(ids) == 1:
        filled.put("document", f"document/{ids[0]}", ids[0], ids[0], "identifier")
        filled.valued += _DOCUMENT
        return
    filled.valued -= _WHICH_DOCUMENT
    title = filled.query.title(question.lang)
    filled.choices += [
        Choice(
            f"{title}：{names.documents[doc][2] or doc}", filled.query.name, {"document": f"document/{doc}"}
        )
        for doc in (ids or list(names.documents))[:_MOST_CHOICES]
    ]


def _left_over(filled: Filled, readings: Readings, taken: set[int]) -> None:
    """What the question says beside the values counts against the query."""
    question = readings.question
    params = {p.name for p in filled.query.params}
    filled.left = [
        p.said
        for p in question.phrases
        if p.start not in taken and not (filled.intent.query == "collectives" and p.said.startswith(ALL_OF))
    ]
    if question.fact or "document" in filled.params:
        filled.left = [said for said in filled.left if said not in filled.params.get("document", "")]
    costs = [readings.cost(at) for at, p in enumerate(question.phrases) if p.said in filled.left]
    left = sum(sorted(costs, reverse=True)[:_MOST_LEFT])
    body = readings.of("body") if filled.left and filled.intent.query == "owners" else None
    if body is not None and body.said in filled.left:
        left -= min(left, KNOWN_LEFT) - _BODY_LEFT  # whether a body owns a task is told by its owners
    # English words are read as one expression.
    if question.english and -1 not in taken:
        filled.left += [" ".join(question.english)]
        left += readings.cost_of_english()
    has_places = params & {"region", "a", "b", "body", "document"} and (
        "region" not in params or "region" in filled.params or not question.places
    )
    if question.places and not has_places:
        left += _PLACE_LEFT
    if len(question.places) > 1 and not params & {"b"} and "region" in params and not filled.intent.takes:
        left += _PLACE_LEFT
    if question.day is not None and "by" not in params:
        left += _PERIOD_LEFT if question.day.whole else _DAY_LEFT
    # A year without anything that falls due is the time that is asked about.
    about = question.day is not None and (
        "by" not in params or not any("DUE" in w for w in question.concepts)
    )
    if about and question.day is not None and question.day.day.year not in readings.names.years:
        filled.left += [question.text[question.day.start : question.day.end]]
        left += _STRANGE_YEAR
    if question.number and "min" not in params:
        left += _NUMBER_LEFT
    if question.fact and "fact" not in params and "document" not in params:
        left += _FACT_LEFT
    filled.lost = left
