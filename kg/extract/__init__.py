"""Extraction: from the outline of one document to its records."""

from kg.extract.document import extract

__all__ = ["extract"]
