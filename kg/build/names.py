"""The names that the statements about one document use: its records' nodes and the things they are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg import ids
from kg.build.terms import iri
from kg.model.links import Link, LinkKind
from kg.model.records import DocumentRecords


@dataclass(frozen=True, slots=True)
class Names:
    """Terms for one document; look-ups give None where the records point at nothing."""

    base: str
    records: DocumentRecords
    document: str
    region: str | None
    nodes: Mapping[str, str]
    """Record id → term of its section, fact, note or mention."""
    links: Mapping[tuple[LinkKind, str], Link]
    bodies: Mapping[str, str]
    """Name or spelling of an institution → record id that was linked."""

    @property
    def id(self) -> str:
        return self.records.document.id

    def path(self, path: str) -> str:
        """The term of a path of `kg.ids`."""
        return iri(ids.iri(self.base, path))

    def node(self, record: str | None) -> str | None:
        """The term of a record's own node."""
        return self.nodes.get(record) if record else None

    def thing(self, kind: LinkKind, record: str) -> str | None:
        """The term of the thing that a record is about."""
        found = self.links.get((kind, record))
        return self.path(found.thing) if found else None

    def body(self, name: str | None) -> str | None:
        """The term of an institution by a name that this document's records use."""
        record = self.bodies.get(name or "")
        return self.thing("institution", record) if record else None


def names_of(records: DocumentRecords, links: Iterable[Link], base: str) -> Names:
    """The names for a document, from the links of its records."""
    own = {(found.kind, found.record): found for found in links}
    region = own.get(("region", records.document.id))
    return Names(
        base=base,
        records=records,
        document=iri(ids.iri(base, ids.document(records.document.id))),
        region=iri(ids.iri(base, region.thing)) if region else None,
        nodes={record: iri(ids.iri(base, path)) for record, path in _paths(records).items()},
        links=own,
        bodies=_bodies(records, own),
    )


def _paths(records: DocumentRecords) -> dict[str, str]:
    doc = records.document.id
    sections = ids.distinct(ids.section(doc, s.number) for s in records.sections)
    paths = {s.id: path for s, path in zip(records.sections, sections, strict=True)}
    paths.update((c.id, ids.fact(doc, "commitment", c.id)) for c in records.commitments)
    paths.update((t.id, ids.fact(doc, "figure", t.id)) for t in records.targets)
    paths.update((r.id, ids.fact(doc, "responsibility", r.id)) for r in records.responsibilities)
    paths.update((n.id, ids.fact(doc, "note", n.id)) for n in records.notes)
    for kind, things in (
        ("institution", records.institutions),
        ("region", records.regions),
        ("program", records.programs),
    ):
        # What has no place in the text (a region known from the head of the page only) is no mention.
        paths.update((t.id, ids.mention(doc, kind, t.id)) for t in things if t.mentions)
    return paths


def _bodies(records: DocumentRecords, links: Mapping[tuple[LinkKind, str], Link]) -> dict[str, str]:
    """Names before spellings, so that a spelling never takes another body's name."""
    found: dict[str, str] = {}
    for i in records.institutions:
        found.setdefault(i.name, i.id)
    for r in records.responsibilities:
        if ("institution", r.id) in links:
            found.setdefault(r.institution, r.id)
    document = records.document
    if document.issuer and ("institution", document.id) in links:
        found.setdefault(document.issuer, document.id)
    for i in records.institutions:
        for alias in i.aliases:
            found.setdefault(alias, i.id)
    return found
