"""Places and programmes as a network: which places are alike, which programmes go together, what is particular to a place.

Rare programmes tell more than common ones: a programme weighs `log(1 + places / places that name it)`. All is the same for
the same namings in any order; the search for communities starts from a fixed seed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from math import fsum, log, sqrt
from typing import TYPE_CHECKING

from kg.compare.namings import Naming
from kg.compare.places import Place

if TYPE_CHECKING:
    import networkx

_SEED = 20240101


@dataclass(frozen=True, slots=True)
class Similarity:
    """How alike two places are, from 0 to 1: by what both name of what either names, and by the angle between them.

    `shared` counts the programmes of both; both measures weigh rare programmes more.
    """

    one: Place
    other: Place
    jaccard: float
    cosine: float
    shared: int


@dataclass(frozen=True, slots=True)
class Community:
    """Programmes that go together, and the places that name most of them; both by their names."""

    programmes: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Particular:
    """What only one place names, the programmes of the vocabulary first."""

    place: Place
    programmes: tuple[str, ...]
    of: int
    """How many programmes the place names in all."""


def programme_network(namings: Iterable[Naming]) -> networkx.Graph:
    """The bipartite graph of places and programmes.

    Nodes are ids (`region/320400`, `programme/…`) with `label`, `kind` (Region or Program) and, of a programme, `rarity`. An edge
    says that the place names the programme: `mentions` times, in the `documents` and `spellings` given, with the programme's
    rarity as `weight`.
    """
    import networkx

    known = sorted(namings, key=lambda n: (n.place, n.programme, n.document))
    rarity = _rarity(known)
    network = networkx.Graph()
    for n in known:
        network.add_node(n.place.id, label=n.place.name, kind="Region")
        network.add_node(n.programme, label=n.name, kind="Program", rarity=rarity[n.programme])
        edge = network.get_edge_data(n.place.id, n.programme) or {
            "mentions": 0,
            "documents": (),
            "spellings": (),
        }
        network.add_edge(
            n.place.id, n.programme, weight=rarity[n.programme], mentions=edge["mentions"] + n.mentions,
            documents=(*edge["documents"], n.document), spellings=tuple(sorted({*edge["spellings"], *n.spellings})),
        )  # fmt: skip
    return network


def similarities(namings: Iterable[Naming]) -> tuple[Similarity, ...]:
    """Every pair of places, the most alike first."""
    known = tuple(namings)
    rarity, named = _rarity(known), _named(known)
    weights = {place: fsum(rarity[p] for p in found) for place, found in named.items()}
    lengths = {place: sqrt(fsum(rarity[p] ** 2 for p in found)) for place, found in named.items()}
    pairs = []
    for one, other in combinations(sorted(named), 2):
        both = [rarity[p] for p in named[one] & named[other]]
        shared = fsum(both)
        jaccard = shared / (weights[one] + weights[other] - shared)
        cosine = fsum(weight**2 for weight in both) / (lengths[one] * lengths[other])
        pairs.append(Similarity(one, other, round(jaccard, 4), round(cosine, 4), len(both)))
    return tuple(sorted(pairs, key=lambda pair: (-pair.jaccard, -pair.cosine, pair.one, pair.other)))


def communities(namings: Iterable[Naming], minimum: int = 2) -> tuple[Community, ...]:
    """The programmes of at least `minimum` places in groups that go together, the largest group first.

    Found by Louvain's method on the network of places and programmes; a place belongs to the group of which it names
    most, by weight.
    """
    import networkx

    known = tuple(namings)
    rarity, named = _rarity(known), _named(known)
    shared = {p for p in rarity if sum(p in found for found in named.values()) >= minimum}
    network = programme_network(n for n in known if n.programme in shared)
    if not network:
        return ()
    ordered = networkx.Graph()
    ordered.add_nodes_from(sorted(network))
    ordered.add_weighted_edges_from(sorted((*sorted(e), d["weight"]) for *e, d in network.edges(data=True)))
    found = networkx.community.louvain_communities(ordered, weight="weight", seed=_SEED)
    groups = [sorted(node for node in group if node in shared) for group in found]
    return _with_places([group for group in groups if group], known, named, rarity)


def _with_places(
    groups: list[list[str]], known: tuple[Naming, ...], named: dict[Place, set[str]], rarity: dict[str, float]
) -> tuple[Community, ...]:
    names = {n.programme: n.name for n in known}
    groups.sort(key=lambda group: (-len(group), group))
    home: dict[int, list[Place]] = defaultdict(list)
    for place in sorted(named):
        shares = [fsum(rarity[p] for p in group if p in named[place]) for group in groups]
        if max(shares) > 0:
            home[shares.index(max(shares))].append(place)
    return tuple(
        Community(tuple(sorted(names[p] for p in group)), tuple(home[i])) for i, group in enumerate(groups)
    )


def particular(namings: Iterable[Naming]) -> tuple[Particular, ...]:
    """For each place what no other place names; a place in which another lies counts as another."""
    known = tuple(namings)
    named = _named(known)
    details = {n.programme: (not n.is_listed, n.name) for n in known}
    count = {p: sum(p in found for found in named.values()) for p in details}
    return tuple(
        Particular(
            place,
            tuple(name for _, name in sorted(details[p] for p in named[place] if count[p] == 1)),
            len(named[place]),
        )
        for place in sorted(named)
    )


def _named(namings: Iterable[Naming]) -> dict[Place, set[str]]:
    named: dict[Place, set[str]] = defaultdict(set)
    for naming in namings:
        named[naming.place].add(naming.programme)
    return named


def _rarity(namings: Iterable[Naming]) -> dict[str, float]:
    named = _named(namings)
    count: dict[str, int] = defaultdict(int)
    for found in named.values():
        for programme in found:
            count[programme] += 1
    return {programme: log(1 + len(named) / n) for programme, n in count.items()}
