"""What the expressions of a question mean, each looked up once, and what it costs to leave one aside."""

from __future__ import annotations

from dataclasses import replace

from kg.ask.meaning import Meant
from kg.ask.model import puts, puts_in_english
from kg.ask.names import Names
from kg.ask.phrases import meant
from kg.ask.question import Phrase, Question
from kg.query.folding import fold_words

# The parameters of words for which each expression is looked up by itself.
KINDS_ALONE = ("task", "indicator", "body", "theme", "population")
# What an expression costs that the graph knows, one that neither it nor questions know, and one of several English words.
KNOWN_LEFT, STRANGE_LEFT, _UNKNOWN_LEFT, _GLOSS_LEFT = 1.4, 1.7, 0.5, 0.4
# What one costs that questions are put with, and that the graph knows as well.
_PUT, _KNOWN_PUT = 0.2, 0.8
_TOPICS = ("task", "programme", "indicator", "words")
_SURELY_A_BODY, _AS_TOPIC, _KNOWN, _SURELY, _FEW_WORDS = 0.65, 0.5, 0.7, 0.9, 2


def _alone(question: Question, phrase: Phrase) -> Question:
    """A question that says one expression alone."""
    return replace(question, phrases=[phrase], english=(), concepts=[], places=[])


class Readings:
    """What the expressions of one question mean, each looked up once."""

    def __init__(self, question: Question, names: Names) -> None:
        self.question = question
        self.names = names
        self._found: dict[str, Meant | None] = {}
        self._alone: dict[int | None, dict[str, Meant | None]] = {}

    def of(self, param: str) -> Meant | None:
        """What the question means for a parameter of words."""
        if param not in self._found:
            found = meant(self.question, param, self.names)
            body = self.of("body") if found and param in _TOPICS else None
            if (
                found
                and body
                and found.quality < 1
                and body.at == found.at
                and body.quality >= _SURELY_A_BODY
            ):
                # The name of a body is no task: who is responsible for it is not asked for.
                same = param == "task" and found.value in fold_words(body.label)
                found = None if same else replace(found, quality=found.quality * _AS_TOPIC)
            self._found[param] = found
        return self._found[param]

    def cost_of_english(self) -> float:
        """What it costs to leave the English words of the question aside; beside Chinese ones they are a gloss."""
        if self.question.phrases:
            return _GLOSS_LEFT
        if puts_in_english(self.question.english):
            return _PUT
        known = any(self.of(param) is not None for param in ("task", "indicator", "body", "theme"))
        # Several words that the graph does not know are more than a way to put it.
        few = len(self.question.english) <= _FEW_WORDS
        return KNOWN_LEFT if known or not few else _UNKNOWN_LEFT

    def alone(self, index: int | None) -> dict[str, Meant | None]:
        """What an expression means by itself, for each of `KINDS_ALONE`; `None` are the English words."""
        if index not in self._alone:
            asked = self.question
            one = (
                replace(asked, phrases=[], concepts=[], places=[])
                if index is None
                else _alone(asked, asked.phrases[index])
            )
            self._alone[index] = {param: meant(one, param, self.names) for param in KINDS_ALONE}
        return self._alone[index]

    def can_be(self, param: str) -> bool:
        """Whether an expression of the question is known as a value of a parameter."""
        indices = [*range(len(self.question.phrases)), *([None] if self.question.english else [])]
        return any((m := self.alone(at)[param]) is not None and m.quality >= _KNOWN for at in indices)

    def cost(self, index: int) -> float:
        """What it costs to leave an expression of the question aside."""
        phrase = self.question.phrases[index]
        found = self.alone(index)
        qualities = {
            param: m.quality for param, m in found.items() if m is not None and param != "population"
        }
        if max(qualities.values(), default=0) >= 1 or qualities.get("indicator", 0) >= _SURELY:
            return STRANGE_LEFT
        known = max(qualities.values(), default=0) >= _KNOWN
        if known or phrase.quoted or phrase.modifies:
            return _KNOWN_PUT if puts(phrase.said) else KNOWN_LEFT
        return _PUT if puts(phrase.said) else STRANGE_LEFT
