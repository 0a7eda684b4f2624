"""Why: a document clause by clause, with what was found, by which rule, and what was seen and refused.

made = explanation(cleaned, records, trace, source_text, "zh")
print(as_text(made, colour=False))
write(Path("why.html"), as_page(made))
"""

from __future__ import annotations

from kg.explain.facts import KINDS, Told
from kg.explain.page import as_page
from kg.explain.passages import Explained, Explanation, explanation
from kg.explain.rules import rule_card, rule_list
from kg.explain.selecting import selected
from kg.explain.terminal import as_text
from kg.explain.writing import write

__all__ = [
    "KINDS", "Explained", "Explanation", "Told", "as_page", "as_text", "explanation", "rule_card", "rule_list", "selected", "write",
]  # fmt: skip
