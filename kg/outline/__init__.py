"""The outline of a document: its numbered sections, run-in headings, owner lists and clauses."""

from kg.outline.build import outline

__all__ = ["outline"]
