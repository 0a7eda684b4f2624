"""What a check found, and how it is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kg.errors import NEEDS_A_LOOK, OK

Severity: TypeAlias = Literal["violation", "warning", "info"]
Lang: TypeAlias = Literal["zh", "en"]

SEVERITIES: tuple[Severity, ...] = ("violation", "warning", "info")
_WORDS = {
    "zh": {
        "violation": "错误",
        "warning": "提醒",
        "info": "说明",
        "whole": "全图",
        "at": "字符{}–{}",
        "section": "第{}节",
    },
    "en": {
        "violation": "error",
        "warning": "warning",
        "info": "note",
        "whole": "whole graph",
        "at": "characters {}–{}",
        "section": "section {}",
    },
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding lies: document id, characters of its source text (end exclusive), section number."""

    document: str | None = None
    start: int | None = None
    end: int | None = None
    section: str | None = None

    def key(self) -> tuple[str, int, int, str]:
        """Sorts by document, then text position; what has no document comes first."""
        return (self.document or "", _first(self.start), _first(self.end), self.section or "")


@dataclass(frozen=True, slots=True)
class Finding:
    """One broken rule: `rule` is the name of the shape or check, `focus` the IRI of what breaks it."""

    place: Place
    rule: str
    severity: Severity
    zh: str
    en: str
    focus: str
    value: str | None = None

    def message(self, lang: Lang) -> str:
        """What is wrong and what to do."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All findings of a check, sorted by document, place, rule, severity and focus."""

    findings: tuple[Finding, ...]
    documents: int
    triples: int

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong; warnings are allowed."""
        return not any(f.severity == "violation" for f in self.findings)

    @property
    def exit_code(self) -> int:
        """The code for the command: 0 where the graph conforms, else 1."""
        return OK if self.conforms else NEEDS_A_LOOK

    def count(self, severity: Severity) -> int:
        """How many findings there are of a severity."""
        return sum(f.severity == severity for f in self.findings)

    def render(self, lang: Lang = "zh", limit: int = 20) -> str:
        """The report in words: at most `limit` findings of each rule in each document, then the totals."""
        lines: list[str] = []
        for document, findings in _by_document(self.findings):
            lines += [document or _WORDS[lang]["whole"], *_told(findings, lang, limit), ""]
        return "\n".join([*lines, self._totals(lang)]) + "\n"

    def _totals(self, lang: Lang) -> str:
        errors, warnings = self.count("violation"), self.count("warning")
        if lang == "zh":
            verdict = "图谱合格。" if self.conforms else "图谱不合格。"
            counts = f"{self.documents}篇文件，{self.triples:,}条三元组：{errors}个错误，{warnings}个提醒。"
            return counts + verdict
        verdict = "The graph conforms." if self.conforms else "The graph does not conform."
        size = f"{_plural(self.documents, 'document')}, {_plural(self.triples, 'triple')}"
        return f"{size}: {_plural(errors, 'error')}, {_plural(warnings, 'warning')}. {verdict}"


def make_report(findings: list[Finding], documents: int, triples: int) -> CheckReport:
    """The report of findings in any order; the same finding counts once."""
    ordered = sorted(set(findings), key=_key)
    return CheckReport(tuple(ordered), documents, triples)


def _key(finding: Finding) -> tuple[tuple[str, int, int, str], str, int, str, str]:
    severity = SEVERITIES.index(finding.severity)
    return (finding.place.key(), finding.rule, severity, finding.focus, finding.value or "")


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def _first(offset: int | None) -> int:
    return -1 if offset is None else offset


def _by_document(findings: tuple[Finding, ...]) -> Iterator[tuple[str | None, list[Finding]]]:
    groups: dict[str | None, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.place.document, []).append(finding)
    yield from groups.items()


def _told(findings: list[Finding], lang: Lang, limit: int) -> Iterator[str]:
    told: Counter[str] = Counter()
    for finding in findings:
        told[finding.rule] += 1
        if told[finding.rule] <= limit:
            yield from _lines(finding, lang)
    for rule, count in sorted(told.items()):
        if count > limit:
            more = count - limit
            yield f"  另有{more}处违反 {rule}。" if lang == "zh" else f"  {more} more of {rule}."


def _lines(finding: Finding, lang: Lang) -> Iterator[str]:
    words, place = _WORDS[lang], finding.place
    where = []
    if place.start is not None:
        where.append(words["at"].format(place.start, place.end))
    if place.section is not None:
        where.append(words["section"].format(place.section))
    head = f"  {words[finding.severity]} [{finding.rule}]"
    yield " ".join([head, *where])
    yield f"    {finding.message(lang)}"
    yield f"    <{finding.focus}>" + (f" {finding.value}" if finding.value else "")
