"""Questions in Chinese or English: each becomes one query of the library with its values, by patterns and names alone."""

from kg.ask.answer import Answer, Choice, Understood
from kg.ask.run import ask

__all__ = ["Answer", "Choice", "Understood", "ask"]
