"""The explanation as plain text, for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Iterator

import click

from kg.explain.facts import Told
from kg.explain.passages import Explained, Explanation, Run
from kg.explain.words import word
from kg.query.labels import words_for
from kg.query.table import display_width
from kg.registers.rules import load_rules

# Which mark wins where several lie on one run, and how it looks; 16 colours, so that the terminal's own theme holds.
_LOOKS: tuple[tuple[str, dict[str, object]], ...] = (
    ("notes", {"fg": "red", "reverse": True}),
    ("targets", {"fg": "yellow", "bold": True}),
    ("action", {"bold": True, "underline": True}),
    ("programmes", {"fg": "green"}),
    ("bodies", {"fg": "blue"}),
    ("places", {"fg": "cyan"}),
    ("deadlines", {"fg": "magenta"}),
    ("refused", {"fg": "red", "dim": True}),
)
_LABELS = {"commitments": "green", "targets": "yellow", "owners": "blue", "notes": "red", "refused": "red"}
_INDENT = " " * 14


def as_text(made: Explanation, colour: bool = False) -> str:
    """The whole explanation; with `colour` marks are painted by ANSI sequences."""
    return "\n".join(line.rstrip() for line in _Printer(made, colour).lines()) + "\n"


class _Printer:
    def __init__(self, made: Explanation, colour: bool) -> None:
        self.made, self.lang, self.colour = made, made.lang, colour
        self.used: dict[str, None] = {}
        self.before = ""
        # The other fields stand in the line that tells the fact.
        self.also = {word(name, self.lang) for name in ("status", "deadline", "population", "baseline")}
        labels = (word(kind, self.lang) for kind in made.counts())
        self.wide = max(display_width(label) for label in labels)

    def lines(self) -> Iterator[str]:
        yield from self._head()
        for told in self.made.whole:
            yield f"{told.words}  {self._reason(told)}"
        for number, passages in self.made.by_section():
            self.before = ""
            yield ""
            heading = self.made.heading_of(number) or word("no-heading", self.lang)
            yield self._look(f"{number}  {heading}" if number else word("outside", self.lang), bold=True)
            for one in passages:
                yield from self._passage(one)
        yield from self._rules()

    def _look(self, text: str, **look: object) -> str:
        return click.style(text, **look) if self.colour else text  # type: ignore[arg-type]

    def _head(self) -> Iterator[str]:
        document = self.made.records.document
        yield self._look(f"{document.id}  {document.title or word('no-title', self.lang)}", bold=True)
        region = next((r.name for r in self.made.records.regions), None)
        known = (words_for("genre", document.genre, self.lang), document.period, region, document.issuer,
                 document.number, document.published)  # fmt: skip
        yield " · ".join(value for value in known if value)
        yield " · ".join(
            f"{word(kind + '-many', self.lang)} {count}" for kind, count in self.made.counts().items()
        )

    def _passage(self, one: Explained) -> Iterator[str]:
        place = f"L{one.line} {one.passage.start}"
        text = "".join(self._run(run) for run in one.runs).replace("\n", " ")
        lead = f"  {self._look(f'{place:<{len(_INDENT) - 2}}', dim=True)}"
        alone = one.told[0] if len(one.told) == 1 and one.told[0].refused == "commitment" else None
        before, self.before = self.before, alone.rule if alone else ""
        if alone:
            why = f"{alone.words}{self._sign}{self._reason(alone)}"
            why = word("ditto", self.lang) if alone.rule == before else why
            yield f"{lead}{self._look(text, dim=True)}  ← {why}"
            return
        yield lead + text
        for told in one.told:
            yield self._told(told)

    @property
    def _sign(self) -> str:
        return "：" if self.lang == "zh" else ": "

    def _run(self, run: Run) -> str:
        look = next((look for mark, look in _LOOKS if mark in run.marks), None)
        return self._look(run.text, **look) if look else run.text

    def _told(self, told: Told) -> str:
        label = told.label + " " * (self.wide - display_width(told.label))
        label = self._look(label, fg=_LABELS.get(told.kind))
        if told.kind == "refused":
            return f"{_INDENT}{label}  {told.words}{self._sign}{self._reason(told)}"
        if told.rule:
            self.used[told.rule] = None
        rule = self._look(f"[{told.rule}]", dim=True) if told.rule else ""
        rest = [f"{name} {value}" for name, value in told.fields if value and name in self.also]
        rest = rest if told.kind in ("commitments", "targets") else []
        return "  ".join(part for part in (f"{_INDENT}{label}", told.words, " · ".join(rest), rule) if part)

    def _reason(self, told: Told) -> str:
        return f"{told.reason(self.lang)} {self._look(f'[{told.rule}]', dim=True)}"

    def _rules(self) -> Iterator[str]:
        """What the rules named above look at, in the order of the rule table."""
        used = [rule for name, rule in load_rules().items() if name in self.used]
        if used:
            yield ""
            yield self._look(word("rules-used", self.lang), bold=True)
            wide = max(len(rule.name) for rule in used)
            yield from (f"  {rule.name:<{wide}}  {rule.text(self.lang)}" for rule in used)
