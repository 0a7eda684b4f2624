"""Which thing each document's naming is about once the judgements are known, and the reasons that say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kg import ids
from kg.link.features import BY_NAME, SHARED
from kg.link.partition import Partition
from kg.link.things import Node, Thing
from kg.model.judgements import Judgement
from kg.model.links import Link, LinkKind, Reason


@dataclass(frozen=True, slots=True)
class _Bearer:
    """What the links of one set are about."""

    path: str
    name: str
    entry: str | None
    place: str | None


class Renaming:
    """The links as judgements make them; what no judgement touches stays as it is."""

    def __init__(
        self,
        things: Mapping[str, Thing],
        partition: Partition[Node, Judgement | None],
        about: Mapping[Node, tuple[Judgement, ...]],
    ) -> None:
        self._things, self._partition, self._about = things, partition, about
        self._touched = frozenset(path for path, _ in about)
        nodes: list[Node] = []
        for path in sorted(self._touched):
            nodes.append((path, None))
            for document in sorted(things[path].spellings):
                # Matching holds where no judgement forbids it.
                partition.join((path, None), (path, document), None)
                nodes.append((path, document))
        self._members = partition.sets(nodes)
        self._bearers = {root: self._bearer(members) for root, members in self._members.items()}

    def of(self, link: Link) -> Link:
        """A link after the judgements."""
        if link.thing not in self._touched:
            return link
        node: Node = (link.thing, link.document)
        root = self._partition.root(node)
        bearer, reasons = self._bearers[root], tuple(self._reasons(node, self._members[root]))
        if not reasons:
            return link
        named_for = tuple(reason for reason in link.because if reason.weight > 0)
        kept = named_for if reasons[0].feature == "judged-same" else ()
        return replace(
            link, thing=bearer.path, name=bearer.name, entry=bearer.entry, place=bearer.place,
            score=1.0, because=(*reasons, *kept),
        )  # fmt: skip

    def _bearer(self, members: list[Node]) -> _Bearer:
        """Of the things in a set an entry of a register goes first, then one known beyond its place, then the shortest."""
        things = [self._things[path] for path, document in members if document is None]
        if things:
            best = min(things, key=lambda t: (t.entry is None, t.score < SHARED, len(t.path), t.path))
            return _Bearer(best.path, best.name, best.entry, best.place)
        path, document = min(members, key=lambda node: (node[1] or "", node[0]))
        thing = self._things[path]
        name = min(thing.spellings[document or ""], default=thing.name)
        return _Bearer(_own_path(thing.kind, name, document or ""), name, None, thing.place)

    def _reasons(self, node: Node, members: list[Node]) -> Iterable[Reason]:
        """The judgements that decided about a naming: those that joined it to others, those that took it out."""
        path, _ = node
        whole: Node = (path, None)
        here = [j for n in (node, whole, *members) for j in self._about.get(n, ())]
        own = [j for n in (node, whole) for j in self._about.get(n, ())]
        if any(other != path for other, _ in members):
            same = [j for j in own if j.verdict == "same"]
            yield from self._worded(path, same or (j for j in here if j.verdict == "same"))
        if not self._partition.are_one(node, whole):
            yield from self._worded(path, (j for j in here if j.verdict == "different"))

    def _worded(self, path: str, judgements: Iterable[Judgement]) -> Iterable[Reason]:
        own = {path, *self._things[path].names}
        for judgement in dict.fromkeys(judgements):
            yield worded(judgement, judgement.b if judgement.a in own else judgement.a)


def worded(judgement: Judgement, other: str) -> Reason:
    """A judgement as a reason: what was decided about which other name, by whom, when, and why."""
    feature = BY_NAME["judged-same" if judgement.verdict == "same" else "judged-different"]
    zh = f"{feature.zh}：“{other}”（{judgement.who}，{judgement.when}"
    en = f"{feature.en}: {other} ({judgement.who}, {judgement.when}"
    why = (f"：{judgement.why}）", f": {judgement.why})") if judgement.why else ("）", ")")
    return Reason(feature.name, zh + why[0], en + why[1], feature.weight)


def _own_path(kind: LinkKind, name: str, document: str) -> str:
    """The path of a name within one document."""
    if kind == "institution":
        return ids.institution(name, document)
    if kind == "program":
        return ids.local_programme(name, document)
    return ids.local_region(document, name) if kind == "region" else ids.local_indicator(name, document)
