"""Extraction: from the outline of one document to its records."""

from kg.extract.document import extract, extract_with_trace

__all__ = ["extract", "extract_with_trace"]
