"""All records of one document, put together from what each part of extraction found."""

from __future__ import annotations

from kg.extract.commitments import find_commitments
from kg.extract.context import Context, read_clauses
from kg.extract.figures import find_figures
from kg.extract.genre import is_of_the_genre
from kg.extract.head import Head, read_head
from kg.extract.hierarchy import Pair, find_pairs
from kg.extract.institutions import collect
from kg.extract.mentions import find_mentions
from kg.extract.notes import find_notes
from kg.extract.owners import read_owners
from kg.extract.place import DocumentPlace, issuer_of, place_of, with_authority
from kg.extract.programs import find_programs
from kg.extract.regions import find_places
from kg.extract.subjects import find_subjects
from kg.extract.targets import find_targets
from kg.extract.writing import Writer
from kg.model.records import Document, DocumentRecords, PartOf
from kg.model.text import Outline, Source


def extract(source: Source, outline: Outline, *, keep_text: bool = True) -> DocumentRecords:
    """The records of a document. Without `keep_text` no clause or heading is kept, only names, figures, places."""
    head = read_head(outline, source.name)
    if not is_of_the_genre(outline.clean.text):
        return DocumentRecords(_document(source, head, None, None))
    text = outline.clean.text
    place = place_of(text, head)
    issuer = issuer_of(text, head, place)
    place = with_authority(place, issuer)
    lists = tuple((o.start, o.end) for o in outline.owner_lists)
    mentions = find_mentions(text, place, lists)
    context = Context(outline, head, read_clauses(outline, head, [(m.start, m.end) for m in mentions]))
    targets, _ = find_targets(context)
    commitments = find_commitments(context, frozenset(t.clause.index for t in targets))
    owners = read_owners(text, outline.owner_lists)
    bodies = collect(text, place, mentions, owners, issuer)
    programmes = find_programs(text, commitments, place, bodies, _body_start(context))
    regions = find_places(text, place)
    write = Writer(context, keep_text)
    return DocumentRecords(
        _document(source, head, place, issuer),
        sections=write.sections(),
        commitments=write.commitments(commitments),
        targets=write.targets(targets, find_figures(context)),
        responsibilities=write.responsibilities(owners, find_subjects(context, commitments, bodies), place),
        institutions=write.institutions(bodies),
        regions=write.regions(regions),
        programs=write.programs(programmes),
        part_of=_part_of(find_pairs(text, place, regions, bodies, programmes)),
        notes=write.notes(find_notes(context, targets, bodies)),
    )


def _document(source: Source, head: Head, place: DocumentPlace | None, issuer: str | None) -> Document:
    return Document(
        id=source.name,
        title=head.title,
        genre=head.genre,
        period=head.period,
        region=place.code if place else None,
        issuer=issuer,
        number=head.number,
        published=head.published,
        source=source.source,
        sha256=source.sha256,
        chars=len(source.text),
    )


def _body_start(context: Context) -> int:
    """Where the document's own wording begins: its first clause that is no part of the head."""
    return next((c.clause.start for c in context.clauses if not c.in_head), 0)


def _part_of(pairs: list[Pair]) -> tuple[PartOf, ...]:
    return tuple(PartOf(f"p{i}", p.kind, p.child, p.parent, p.basis, p.rule) for i, p in enumerate(pairs, 1))
