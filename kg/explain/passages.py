"""A document as passages in text order, each with what is told of it and the marks to paint."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.explain.facts import KINDS, Told, of_deadline, of_records, of_refusal
from kg.model.records import DocumentRecords, Span
from kg.model.text import CleanText
from kg.model.trace import Passage, Trace


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a passage's wording with the marks that lie on it (kinds of what is told, and `action`), and why."""

    text: str
    marks: tuple[str, ...] = ()
    why: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Explained:
    """A passage with its line in the source, its wording as found, what is told of it, and its wording in marked runs."""

    passage: Passage
    line: int
    found: str
    told: tuple[Told, ...]
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A document explained; `lang` is the language in which it is told."""

    records: DocumentRecords
    lang: str
    passages: tuple[Explained, ...]
    whole: tuple[Told, ...] = ()
    """What is told of the document as a whole."""

    def counts(self) -> dict[str, int]:
        """How often each kind is told."""
        found = Counter(told.kind for one in self.passages for told in one.told)
        return {kind: found[kind] for kind in KINDS}

    def heading_of(self, number: str | None) -> str:
        """The heading of a section by its number; empty where it has none."""
        return next((s.heading or "" for s in self.records.sections if s.number == number), "")

    def by_section(self) -> Iterator[tuple[str | None, list[Explained]]]:
        """The passages in runs of one section, in text order."""
        held: list[Explained] = []
        for one in self.passages:
            if held and held[-1].passage.section != one.passage.section:
                yield held[-1].passage.section, held
                held = []
            held.append(one)
        if held:
            yield held[-1].passage.section, held


def explanation(
    clean: CleanText, records: DocumentRecords, trace: Trace, source: str, lang: str
) -> Explanation:
    """The explanation of a document from its records and their trace; `source` is its text as read."""
    teller = _Teller(clean, source, lang)
    told = [*of_records(records, lang)]
    told += [of_refusal(no, teller.wording(no.start, no.end), lang) for no in trace.refusals]
    whole = tuple(t for t in told if t.refused == "document")
    return Explanation(
        records, lang, tuple(teller.passages(trace, [t for t in told if t not in whole])), whole
    )


def _rank(told: Told) -> int:
    """That a clause is no commitment is told where the commitment would be."""
    return 0 if told.refused == "commitment" else KINDS.index(told.kind)


class _Teller:
    """Puts what is told to the passages of one document."""

    def __init__(self, clean: CleanText, source: str, lang: str) -> None:
        self.clean, self.source, self.lang = clean, source, lang
        self.breaks = [i for i, c in enumerate(source) if c == "\n"]

    def wording(self, start: int, end: int) -> str:
        """The cleaned text of a place in the source."""
        return self.clean.text[slice(*self._cleaned(start, end))]

    def _cleaned(self, start: int, end: int) -> Span:
        first = bisect_right(self.clean.ends, start)
        return first, max(first, bisect_left(self.clean.starts, end))

    def passages(self, trace: Trace, told: list[Told]) -> Iterator[Explained]:
        """The passages in order; what stands outside all of them gets one of its own."""
        starts = [p.start for p in trace.passages]
        of: list[list[Told]] = [[] for _ in starts]
        apart: list[tuple[Passage, list[Told]]] = []
        for one in told:
            i = bisect_right(starts, one.place[0]) - 1
            if i >= 0 and one.place[0] < max(trace.passages[i].end, trace.passages[i].start + 1):
                of[i].append(one)
            else:
                section = trace.passages[i].section if i >= 0 else None
                at, _ = self._cleaned(*one.place)
                apart.append((Passage("apart", *one.place, self.wording(*one.place), at, section), [one]))
        rows = [*zip(trace.passages, of, strict=True), *apart]
        for passage, found in sorted(rows, key=lambda row: (row[0].start, row[0].end)):
            yield self._explained(passage, found)

    def _explained(self, passage: Passage, found: list[Told]) -> Explained:
        if dated := passage.deadline:
            deadline = of_deadline(passage, self.wording(*dated.place), self.lang)
            kinds = {t.kind for t in found}
            if deadline and kinds & {"commitments", "targets"}:
                found = [*found, deadline]
        owners = {t.place for t in found if t.kind == "owners"} if passage.kind == "owners" else set()
        found = [t for t in found if t.kind != "bodies" or t.place not in owners]
        found = sorted(found, key=lambda t: (_rank(t), t.place, t.words))
        line = bisect_left(self.breaks, passage.start) + 1
        as_found = self.source[passage.start : passage.end]
        return Explained(passage, line, as_found, tuple(found), tuple(self._runs(passage, found)))

    def _runs(self, passage: Passage, found: list[Told]) -> Iterator[Run]:
        """The wording cut where a mark begins or ends."""
        base, stop = passage.at, passage.at + len(passage.text)
        marks: list[tuple[int, int, str, Told | None]] = []
        if passage.action and any(t.kind == "commitments" for t in found):
            marks.append((*self._cleaned(*passage.action), "action", None))
        for told in found:
            # A commitment, or a clause that is none, is the passage itself; a subject may stand in a clause before.
            if told.kind not in ("commitments", "owners") and told.refused != "commitment":
                marks.append((*self._cleaned(*told.place), told.kind, told))
        marks = [
            (max(a, base), min(b, stop), kind, told) for a, b, kind, told in marks if a < stop and b > base
        ]
        cuts = sorted({base, stop, *(m[0] for m in marks), *(m[1] for m in marks)})
        marks.sort(key=lambda m: (m[0], m[1], m[2]), reverse=True)
        here: list[tuple[int, int, str, Told | None]] = []
        for start, end in pairwise(cuts):
            while marks and marks[-1][0] <= start:
                here.append(marks.pop())
            here = [m for m in here if m[1] > start]
            why = tuple(told for *_, told in here if told)
            yield Run(self.clean.text[start:end], tuple(dict.fromkeys(m[2] for m in here)), why)
