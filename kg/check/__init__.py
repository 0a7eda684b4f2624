"""Does the graph keep to its shapes? Findings with document, place, rule, and what to do."""

from kg.check.report import CheckReport, Finding, Lang, Place, Severity
from kg.check.run import check, check_store

__all__ = ["CheckReport", "Finding", "Lang", "Place", "Severity", "check", "check_store"]
