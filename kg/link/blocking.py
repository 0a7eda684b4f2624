"""Which pairs of things are worth comparing: those that share a rare pair of letters within one area.

Each thing is put into a block for each of its rarest letter pairs; only things of one block are compared, and a block
that has grown too large says nothing and is left out. So the work grows with the number of things, not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.link.comparison import Profile

# How many of its rarest letter pairs a name is looked for by. Two alike names have most pairs in common, so that one of
# the rarest of either is nearly always among those of the other.
_KEYS = 6
# A letter pair that more things of an area have (医院, 服务) tells nothing.
_LARGEST = 24
# A name of the vocabulary may have dozens of spellings; each is looked for.
_MOST_KEYS = 60


def candidates(profiles: Sequence[Profile]) -> Iterator[tuple[Profile, Profile]]:
    """Pairs of things of one kind that may be one, each pair once, in the order of the things."""
    common = Counter(pair for profile in profiles for pair in _letter_pairs(profile))
    blocks: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for at, profile in enumerate(profiles):
        for key in _keys(profile, common):
            blocks[profile.thing.kind, _area(profile), key].append(at)
    partners: dict[int, set[int]] = defaultdict(set)
    for members in blocks.values():
        if 1 < len(members) <= _LARGEST:
            for place, one in enumerate(members):
                partners[one].update(members[place + 1 :])
    for one in sorted(partners):
        for other in sorted(partners[one]):
            yield profiles[one], profiles[other]


def _letter_pairs(profile: Profile) -> set[str]:
    return {pair for _, pairs in profile.letter_pairs for pair in pairs}


def _keys(profile: Profile, common: Counter[str]) -> Iterable[str]:
    found: set[str] = set()
    for _, pairs in profile.letter_pairs:
        rarest = sorted(pairs, key=lambda pair: (common[pair], pair))
        found.update(rarest[:_KEYS])
        if len(found) >= _MOST_KEYS:
            break
    return sorted(found)


def _area(profile: Profile) -> str:
    """Bodies are compared within their prefecture, or within their province where they are the province's; programmes anywhere."""
    thing = profile.thing
    if thing.kind not in ("institution", "region") or not thing.place:
        return ""
    return thing.place[:2] if thing.place.endswith("0000") else thing.place[:4]
