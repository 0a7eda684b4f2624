"""What lies beside a store so that questions are answered faster: the index of words and the ready answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.query.answers import ANSWERS_FILE, Answers, make_answers, open_answers
from kg.query.words import WORDS_FILE, Words, make_words, open_words

FILES = (WORDS_FILE, ANSWERS_FILE)


@dataclass(frozen=True, slots=True)
class Beside:
    """What is at hand of it; without it every question gets the same answer from the store alone."""

    words: Words | None = None
    answers: Answers | None = None


NOTHING = Beside()


def make_beside(build: Path) -> None:
    """Make it anew of the store of a build folder."""
    make_words(build)
    make_answers(build)


def open_beside(build: Path) -> Beside:
    """What of it fits the store of a build folder."""
    return Beside(open_words(build), open_answers(build))
