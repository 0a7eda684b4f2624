"""What people judged overrides what matching found: sets are joined, names taken out, and each such link says so.

A node is a thing, or a thing as one document names it. Judgements join and separate nodes; then each document's
naming stays with the thing that matching gave it, unless a judgement forbids it. So judgements hold transitively,
and the result does not depend on their order or that of the documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kg.errors import BadInput
from kg.ids import plain_name
from kg.judgements import effective
from kg.link.partition import Partition
from kg.link.renaming import Renaming
from kg.link.things import Names, Node, things_of
from kg.model.judgements import Judgement
from kg.model.links import Link
from kg.model.records import DocumentRecords

# A join that matching made has no judgement.
Joins: TypeAlias = Partition[Node, Judgement | None]


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A judgement that could not be used, and why."""

    judgement: Judgement
    zh: str
    en: str

    @property
    def message(self) -> str:
        """One line in both languages, with the place of the judgement where it was read from a file."""
        j = self.judgement
        return f"{j.origin or 'judgements'}: {j.a} / {j.b}: {self.zh}，判定未用 {self.en}: judgement not used"


@dataclass(frozen=True, slots=True)
class Judged:
    """The links after judgements, the judgements that could not be used, and what is one or apart by them."""

    links: tuple[Link, ...]
    unmatched: tuple[Unmatched, ...]
    partition: Joins
    about: Mapping[Node, tuple[Judgement, ...]]
    """For each node the judgements that name it, `undecided` ones too."""
    matched: tuple[Link, ...]
    """The links as matching alone made them."""


@dataclass(frozen=True, slots=True)
class _Used:
    """A judgement with the nodes that it means; the second may be several namings of one thing."""

    judgement: Judgement
    a: Node
    b: tuple[Node, ...]


def judge(
    links: Sequence[Link], documents: Sequence[DocumentRecords], judgements: Iterable[Judgement]
) -> Judged:
    """The links with the judgements applied. Raises BadInput where two judgements contradict each other."""
    counting = effective(judgements)
    if not counting:
        return Judged(tuple(links), (), Partition(), {}, tuple(links))
    names = Names(things_of(documents, links))
    used, unmatched = _meant(counting, names)
    partition = _partition(used)
    about: dict[Node, tuple[Judgement, ...]] = defaultdict(tuple)
    for one in used:
        for node in (one.a, *one.b):
            about[node] += (one.judgement,)
    renaming = Renaming(names.things, partition, about)
    return Judged(tuple(map(renaming.of, links)), unmatched, partition, dict(about), tuple(links))


def _partition(used: Sequence[_Used]) -> Joins:
    partition: Joins = Partition()
    for one in used:
        for node in one.b[1:]:
            partition.join(one.b[0], node, None)
        if one.judgement.verdict == "same":
            partition.join(one.a, one.b[0], one.judgement)
    for one in used:
        if one.judgement.verdict == "different" and not partition.separate(one.a, one.b[0]):
            raise _contradiction(one.judgement, partition.way(one.a, one.b[0]))
    return partition


def _meant(judgements: Iterable[Judgement], names: Names) -> tuple[list[_Used], tuple[Unmatched, ...]]:
    """The judgements with what they mean in the records, and those that mean nothing there."""
    used: list[_Used] = []
    unmatched: list[Unmatched] = []
    for judgement in judgements:
        a, b = (names.find(reference, judgement.kind) for reference in (judgement.a, judgement.b))
        if not len(a) == len(b) == 1:
            unmatched.append(_unmatched(judgement, a, b))
        elif a != b:
            used.append(_Used(judgement, a[0], (b[0],)))
        elif judgement.verdict == "different":
            split = _split(judgement, a[0][0], names)
            used += [split] if split else []
            unmatched += [] if split else [_inseparable(judgement)]
    return used, tuple(unmatched)


def _split(judgement: Judgement, path: str, names: Names) -> _Used | None:
    """Two spellings of what matching took for one thing: the documents that write the second leave it.

    None where one document writes both for one thing. The name that the thing bears keeps its path.
    """
    thing = names.things[path]
    first, second = (
        [doc for doc, found in thing.spellings.items() if plain_name(r) in map(plain_name, found)]
        for r in (judgement.a, judgement.b)
    )
    if not first or not second or set(first) & set(second):
        return None
    leaving = first if plain_name(judgement.b) == plain_name(thing.name) else second
    return _Used(judgement, (path, None), tuple((path, doc) for doc in sorted(leaving)))


def _unmatched(judgement: Judgement, a: list[Node], b: list[Node]) -> Unmatched:
    reference, nodes = (judgement.a, a) if len(a) != 1 else (judgement.b, b)
    if not nodes:
        return Unmatched(judgement, f"记录中没有“{reference}”", f"{reference} is not in the records")
    paths = ", ".join(path for path, _ in nodes)
    return Unmatched(
        judgement, f"“{reference}”可指多个事物：{paths}", f"{reference} may mean several things: {paths}"
    )


def _inseparable(judgement: Judgement) -> Unmatched:
    return Unmatched(
        judgement,
        "同一文件把二者写作同一事物，或名称相同；请用“文件#名称”指明",
        "one document writes both for one thing, or they are spelled alike; say which with DOCUMENT#NAME",
    )


def _contradiction(different: Judgement, same: Sequence[Judgement | None]) -> BadInput:
    chain = "; ".join(f"{_place(j)}{j.a} = {j.b}" for j in same if j is not None)
    return BadInput(
        different.origin or "judgements",
        f"{different.a} and {different.b} are judged different, but the same by {chain}",
        "add a later judgement of one of these pairs, or mend the line",
    )


def _place(judgement: Judgement) -> str:
    return f"{judgement.origin} " if judgement.origin else ""
