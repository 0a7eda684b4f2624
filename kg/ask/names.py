"""The names of a graph: what its places, bodies, programmes, indicators and themes are called, and its words."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg import terms as t
from kg.query.folding import fold_words
from kg.store import select

if TYPE_CHECKING:
    import pyoxigraph

# What `kind` may be.
REGION, BODY, PROGRAMME, INDICATOR, THEME, POPULATION = (
    "region", "body", "programme", "indicator", "theme", "population",
)  # fmt: skip
_CLASSES = {REGION: t.REGION, BODY: t.INSTITUTION, PROGRAMME: t.PROGRAM, INDICATOR: t.INDICATOR}
_MOST_BODIES = 8
_SHORTEST_BODY = 3
_BODY_AT_START = re.compile(r"^.*(?:委员会|卫生健康局|卫生局)(?=.{3,})")
_KIND_AT_END = re.compile(r"(?<=..)(?:市|区|县|省|镇|街道|自治[区州县])$")


@dataclass(frozen=True, slots=True)
class Name:
    """A thing by one of its spellings (folded as the queries fold words)."""

    spelling: str
    kind: str
    iri: str
    label: str


class Names:
    """The names of one graph, read once; `store` stays open for what is looked up later."""

    def __init__(self, store: pyoxigraph.Store) -> None:
        self._store = store
        self._of: dict[tuple[str, ...], tuple[Name, ...]] = {}
        self._spelled: dict[tuple[str, ...], str] = {}
        self._called: dict[tuple[str, ...], dict[str, Name]] = {}

    @cached_property
    def labels(self) -> dict[str, str]:
        """IRI → Chinese preferred label, of all things that have one."""
        return {iri: label for iri, lang, label in self._said(t.PREF_LABEL) if lang != "en"}

    @cached_property
    def english(self) -> dict[str, str]:
        """IRI → English preferred label."""
        return {iri: label.lower() for iri, lang, label in self._said(t.PREF_LABEL) if lang == "en"}

    @cached_property
    def kinds(self) -> dict[str, str]:
        """IRI → kind, of the things that questions name."""
        found = {iri: kind for kind, cls in _CLASSES.items() for iri in self._instances(cls)}
        concepts = self._instances(t.SKOS + "Concept")
        # A concept that is neither programme nor indicator is a theme of the programmes.
        return {**{iri: THEME for iri in concepts if iri not in found}, **found}

    @cached_property
    def all(self) -> tuple[Name, ...]:
        """Every spelling of every thing, longer ones first; places also without 市, 区, 县."""
        found = set()
        alternative = [(iri, label) for iri, lang, label in self._said(t.ALT_LABEL) if lang != "en"]
        for iri, label in [*self.labels.items(), *alternative]:
            kind = self.kinds.get(iri)
            if kind is None:
                continue
            for spelling in self._spellings(label, kind):
                found.add(Name(fold_words(spelling), kind, iri, self.labels.get(iri, label)))
        for population in self.populations:
            found.add(Name(fold_words(population), POPULATION, "", population))
        return tuple(
            sorted(
                (n for n in found if len(n.spelling) > 1), key=lambda n: (-len(n.spelling), n.spelling, n.iri)
            )
        )

    def _spellings(self, label: str, kind: str) -> set[str]:
        """The ways to say a name: a place without 市 or 区, a body without its place, an office without its body."""
        if kind == REGION:
            return {label, _KIND_AT_END.sub("", label)}
        if kind != BODY:
            return {label}
        local = label
        while place := next((p for p in self._region_labels if local.startswith(p)), None):
            local = local.removeprefix(place)
        return {label, _BODY_AT_START.sub("", label), local if len(local) >= _SHORTEST_BODY else label}

    @cached_property
    def _region_labels(self) -> tuple[str, ...]:
        return tuple(
            self.labels[iri] for iri, kind in self.kinds.items() if kind == REGION and iri in self.labels
        )

    def of(self, *kinds: str) -> tuple[Name, ...]:
        """The spellings of things of some kinds, longer ones first."""
        if kinds not in self._of:
            self._of[kinds] = tuple(name for name in self.all if name.kind in kinds)
        return self._of[kinds]

    def spelled(self, *kinds: str) -> str:
        """The spellings of things of some kinds, a line each."""
        if kinds not in self._spelled:
            self._spelled[kinds] = "\n".join(name.spelling for name in self.of(*kinds))
        return self._spelled[kinds]

    def called(self, *kinds: str) -> dict[str, Name]:
        """Spelling → a thing of some kinds that is called so."""
        if kinds not in self._called:
            self._called[kinds] = {name.spelling: name for name in self.of(*kinds)}
        return self._called[kinds]

    @cached_property
    def uses(self) -> dict[str, int]:
        """IRI → how many regions name a programme, or how many figures an indicator has."""
        counts: dict[str, int] = defaultdict(int)
        for predicate in (t.SHARED_BY, t.TARGET_COUNT, t.ACHIEVEMENT_COUNT):
            for iri, _, number in self._said(predicate):
                counts[iri] += int(number)
        return counts

    @cached_property
    def busiest(self) -> tuple[str, ...]:
        """The names of the bodies that answer for most, the first ones."""
        counts: dict[str, int] = defaultdict(int)
        for iri, _, _ in self._said(t.RESPONSIBLE_FOR):
            counts[iri] += 1
        order = sorted(counts, key=lambda iri: (-counts[iri], iri))
        return tuple(self.labels[iri] for iri in order if iri in self.labels)[:_MOST_BODIES]

    @cached_property
    def populations(self) -> tuple[str, ...]:
        """The groups of people that figures are about."""
        return tuple(sorted({label for _, _, label in self._said(t.POPULATION)}))

    @cached_property
    def texts(self) -> str:
        """The wordings of headings and commitments and the names of programmes, folded, a line each."""
        said = [label for predicate in (t.LABEL, t.OBJECT) for _, _, label in self._said(predicate)]
        lines = {fold_words(text) for text in said}
        lines.update(name.spelling for name in self.of(PROGRAMME))
        return "\n".join(sorted(lines))

    @cached_property
    def documents(self) -> dict[str, tuple[str, str, str]]:
        """The end of a document's IRI → its region's IRI, period and title; what is not stated is empty."""
        rows = select(
            self._store,
            """SELECT ?doc ?region ?period ?title { ?doc a hc:Document OPTIONAL { ?doc hc:region ?region }
            OPTIONAL { ?doc hc:period ?period } OPTIONAL { ?doc dcterms:title ?title } } ORDER BY ?doc""",
        )
        return {
            row["doc"].value.partition("/document/")[2]: (
                *(row[c].value if row[c] is not None else "" for c in ("region", "period", "title")),
            )  # type: ignore[misc]
            for row in rows
        }

    @cached_property
    def this_year(self) -> int | None:
        """The year that 今年 means: the latest that a document is about."""
        years = [int(y) for _, period, _ in self.documents.values() for y in re.findall(r"20\d\d", period)]
        return max(years, default=None)

    @cached_property
    def years(self) -> frozenset[int]:
        """The years that something is about: documents, and what is due; and those between them."""
        said = [period for _, period, _ in self.documents.values()] + [
            day for _, _, day in self._said(t.DEADLINE)
        ]
        years = [int(y) for text in said for y in re.findall(r"20\d\d", text)]
        return frozenset(range(min(years), max(years) + 1)) if years else frozenset()

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The IRIs of the regions that have documents, in the order of their codes."""
        return tuple(sorted({region for region, _, _ in self.documents.values() if region}))

    @cached_property
    def _above(self) -> dict[str, str]:
        import pyoxigraph

        part = pyoxigraph.NamedNode(t.PART_OF)
        inside = {name.iri for name in self.of(REGION)}
        quads = self._store.quads_for_pattern(None, part, None, None)
        return {q.subject.value: q.object.value for q in quads if q.subject.value in inside}  # type: ignore[union-attr]

    def around(self, inner: str, outer: str) -> bool:
        """Whether a region lies within another, by their IRIs."""
        seen: set[str] = set()
        while (inner := self._above.get(inner, "")) and inner not in seen:
            if inner == outer:
                return True
            seen.add(inner)
        return False

    def region_value(self, iri: str) -> str:
        """How a region is given to a query: by its code, or its IRI where it has none."""
        return iri.rpartition("/")[2] if re.search(r"/region/\d{6,}$", iri) else iri

    def _said(self, predicate: str) -> list[tuple[str, str, str]]:
        """(IRI, language, text) of a property."""
        import pyoxigraph

        quads = self._store.quads_for_pattern(None, pyoxigraph.NamedNode(predicate), None, None)
        rows = {(q.subject.value, getattr(q.object, "language", "") or "", q.object.value) for q in quads}  # type: ignore[union-attr]
        return sorted(rows)

    def _instances(self, cls: str) -> list[str]:
        import pyoxigraph

        kind, node = pyoxigraph.NamedNode(t.RDF_TYPE), pyoxigraph.NamedNode(cls)
        return sorted({q.subject.value for q in self._store.quads_for_pattern(None, kind, node, None)})  # type: ignore[union-attr]


def by_spelling(names: tuple[Name, ...]) -> dict[str, list[Name]]:
    """Spelling → the things that are called so."""
    found: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        found[name.spelling].append(name)
    return found
