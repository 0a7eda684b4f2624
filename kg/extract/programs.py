"""Programmes: the concepts of the vocabulary that a document names, and the lines of work that it names otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from kg.extract.commitments import Found
from kg.extract.lexicon import WordSet
from kg.extract.place import DocumentPlace
from kg.registers.programmes import find_programmes, load_programmes
from kg.registers.tables import table, words

_QUOTED = re.compile(r"“(?P<inner>[^“”，。；]{2,16})”")
_AFTER_QUOTE = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6}?(?:专项行动|行动计划|行动|工程|活动|项目|计划|品牌|服务|机制|制度|模式|建设|创建|试点|医院|社区|城市|门诊|应用|场景|示范区|村|学校|筛查|管理|一体化|办理|抽查|监管))"
)
_NUMBERS = re.compile(r"\d|[一二三四五六七八九十百千万]+(?:个|项|家|所|名|张)")
# The longest name of a programme in the genre's own lists (“医育结合”社区家庭育儿营养支持省级综合试点项目) has 24 characters.
_LONGEST = 24
_SHORTEST = 4


@dataclass(slots=True)
class Programme:
    """A programme of the document: name, concept id, spellings and places (clean offsets)."""

    name: str
    concept: str | None
    rule: str
    spellings: list[str] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)

    def add(self, spelling: str, start: int, end: int) -> None:
        if spelling not in self.spellings:
            self.spellings.append(spelling)
        if (start, end) not in self.places:
            self.places.append((start, end))


@cache
def _tables() -> tuple[WordSet, frozenset[str], WordSet]:
    rows = table("cues", "programmes.toml")
    return (
        WordSet(words(rows["tails"]["strong"])),
        frozenset(words(rows["tails"]["vague"])),
        WordSet(words(rows["tails"]["lead"])),
    )


def find_programs(
    text: str, commitments: list[Found], place: DocumentPlace | None, body: int
) -> list[Programme]:
    """The programmes of a document in order of first mention; `body` is where its own text begins."""
    found: dict[str, Programme] = {}
    taken: list[tuple[int, int]] = []
    vocabulary = load_programmes()
    for hit in find_programmes(text):
        if hit.start < body:
            continue
        concept = vocabulary.by_id(hit.concept)
        assert concept is not None
        entry = found.setdefault(
            "concept " + concept.id, Programme(concept.name, concept.id, "programme-of-the-vocabulary")
        )
        entry.add(hit.spelling, hit.start, hit.end)
        taken.append((hit.start, hit.end))
    for start, end, rule in [*_quoted(text, body), *_items(text, commitments)]:
        if any(a < end and start < b for a, b in taken):
            continue
        name = local_name(text[start:end], place)
        if not _is_name(name):
            continue
        entry = found.setdefault("local " + _key(name), Programme(name, None, rule))
        entry.add(text[start:end], start, end)
        taken.append((start, end))
    return sorted(found.values(), key=lambda p: (min(p.places), p.name))


def _quoted(text: str, body: int) -> Iterator[tuple[int, int, str]]:
    """“虞快托”品牌, 推广“浙医互认”应用: a name in quotes with the word for what it is."""
    for found in _QUOTED.finditer(text, body):
        after = _AFTER_QUOTE.match(text, found.end())
        if after and len(after.group()) <= 10:
            yield found.start(), after.end(), "name-in-quotes"


def _items(text: str, commitments: list[Found]) -> Iterator[tuple[int, int, str]]:
    """The members of what a verb acts on that end like the name of a programme."""
    tails, *_ = _tables()
    for commitment in commitments:
        reading = commitment.clause.reading
        if reading.verb_end <= reading.verb_start:
            continue
        for start, end in _members(text, reading.object_start, reading.object_end):
            stop = _without_counting(text, start, end)
            first = tails.ends_at(text, start, stop)
            if first < stop:
                yield start, stop, "object-with-the-tail-of-a-programme"


def _members(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    depth, begin = 0, start
    for at in range(start, end):
        char = text[at]
        depth += (char in "（“《") - (char in "）”》")
        if char in "、，及" and depth <= 0:
            yield begin, at
            begin = at + 1
    yield begin, end


def _without_counting(text: str, start: int, end: int) -> int:
    """Without 等工作, 工作, 任务 and figures at the end."""
    phrase = re.sub(r"(?:等)?(?:各项)?(?:重点)?(?:工作|任务|等)$|\d.*$", "", text[start:end])
    return start + len(phrase)


def local_name(wording: str, place: DocumentPlace | None) -> str:
    """The words that another city would use: without the place, levels and figures."""
    name = re.sub(r"^(?:好|了|的)|(?:等)$", "", wording)
    if place:
        for part in {place.name, place.name[:-1]} if len(place.name) > 2 else {place.name}:
            name = name.replace(part, "")
    *_, lead = _tables()
    while (after := lead.at(name, 0, len(name))) and len(name) - after >= _SHORTEST:
        name = name[after:]
    return name.strip("的、，")


def _is_name(name: str) -> bool:
    tails, vague, _ = _tables()
    bare = re.sub(r"[“”《》（）]", "", name)
    if not _SHORTEST <= len(bare) <= _LONGEST or bare in vague or _NUMBERS.search(bare.split("”")[-1]):
        return False
    first = tails.ends_at(bare, 0, len(bare))
    return bare[:first] not in vague and len(bare[:first]) >= 2


_TAIL = re.compile(r"(?:工作|项目|服务|建设|活动|行动|工程|计划|机制|制度|体系|试点|品牌|创建|改革)$")


def _key(name: str) -> str:
    """The name without quotes and general endings: two spellings with one key are one programme."""
    key = re.sub(r"[“”《》（）\s]", "", name)
    while len(key) > 3 and _TAIL.search(key):
        key = _TAIL.sub("", key)
    return key
