"""All records of one document, put together from what each part of extraction found."""

from __future__ import annotations

from kg.extract.collectives import find_collectives
from kg.extract.collector import collector_paused
from kg.extract.commitments import find_commitments
from kg.extract.context import Context, read_clauses
from kg.extract.departments import find_departments
from kg.extract.field import Field
from kg.extract.figures import find_figures
from kg.extract.genre import is_of_the_genre
from kg.extract.head import Head, read_head
from kg.extract.hierarchy import find_pairs
from kg.extract.institutions import FullNames, collect
from kg.extract.issuer import issuer_of, with_authority
from kg.extract.mentions import find_mentions
from kg.extract.notes import find_notes
from kg.extract.owners import read_owners, under_the_issuer
from kg.extract.pair import Pair
from kg.extract.place import DocumentPlace, place_of
from kg.extract.programs import find_programs
from kg.extract.regions import find_places
from kg.extract.subjects import find_subjects
from kg.extract.targets import find_targets
from kg.extract.tracing import Seen
from kg.extract.writing import Writer
from kg.model.records import Document, DocumentRecords, PartOf, Span
from kg.model.text import Outline, Source
from kg.model.trace import Trace


def extract(source: Source, outline: Outline, *, keep_text: bool = True) -> DocumentRecords:
    """The records of a document. Without `keep_text` no clause or heading is kept, only names, figures, places."""
    return _extracted(source, outline, keep_text, None)[0]


def extract_with_trace(source: Source, outline: Outline) -> tuple[DocumentRecords, Trace]:
    """The records of a document, and why they are what they are: what was looked at, what was seen and refused."""
    seen = Seen()
    records, taken = _extracted(source, outline, True, seen)
    return records, seen.trace(outline, taken)


@collector_paused()
def _extracted(
    source: Source, outline: Outline, keep_text: bool, seen: Seen | None
) -> tuple[DocumentRecords, dict[str, list[Span]]]:
    """The records, and the clean places of bodies, places and programmes; `seen` takes what is refused."""
    head = read_head(outline, source.name)
    text = outline.clean.text
    if not is_of_the_genre(text):
        return DocumentRecords(_document(source, head, None, None)), {}
    place = place_of(text, head)
    issuer = issuer_of(text, head, place)
    place = with_authority(place, issuer)
    refused = seen.refused if seen else None
    lists = tuple((o.start, o.end) for o in outline.owner_lists)
    mentions = find_mentions(text, place, lists, refused)
    if departments := find_departments(text, outline, issuer, mentions):
        mentions = sorted([*mentions, *departments])
    if collectives := find_collectives(text, outline, mentions):
        mentions = sorted([*mentions, *collectives])
    context = Context(outline, head, read_clauses(outline, head, [(m.start, m.end) for m in mentions]))
    targets, no_targets = find_targets(context)
    if seen:
        seen.context = context
        seen.numbers(no_targets)
    commitments = find_commitments(context, frozenset(t.clause.index for t in targets), refused)
    owners = under_the_issuer(read_owners(text, outline.owner_lists), issuer)
    full_names = FullNames(place, text)
    bodies = collect(text, full_names, mentions, owners, issuer)
    field = Field(text, head, issuer)
    programmes = find_programs(text, commitments, place, bodies, _body_start(context), field, lists, refused)
    regions = find_places(text, place, refused)
    subjects = find_subjects(context, commitments, bodies, refused)
    write = Writer(context, keep_text)
    records = DocumentRecords(
        _document(source, head, place, issuer),
        sections=write.sections(),
        commitments=write.commitments(commitments),
        targets=write.targets(targets, find_figures(context)),
        responsibilities=write.responsibilities(owners, subjects, full_names),
        institutions=write.institutions(bodies),
        regions=write.regions(regions),
        programs=write.programs(programmes),
        part_of=_part_of(find_pairs(text, place, regions, bodies, programmes)),
        notes=write.notes(find_notes(context, targets, bodies)),
    )
    return records, {
        "institution": [place for body in bodies for place in body.places],
        "region": [place for region in regions for place in region.places],
        "program": [place for programme in programmes for place in programme.places],
    }


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
