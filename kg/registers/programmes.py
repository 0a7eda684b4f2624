"""The vocabulary of programmes (`ontology/programmes.ttl`), and the programmes that a running text names.

Names are compared without what only typography adds (quotation marks, spaces, width), so 妇女“两癌”筛查 is 妇女两癌筛查.
A name may carry general words at its end (家医签约 + 服务 + 工作): the code knows those, the vocabulary need not list them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from kg import ids, paths, terms

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

Properties: TypeAlias = dict[str, list[str]]
"""Property, with @ and language for texts → values in the order of the file."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A line of work, or a theme: a theme has no spellings, nothing broader, and is its own theme."""

    id: str
    """Its name in IRIs (`family-doctor-contract`), see `kg.ids.programme`."""
    name: str
    english: str
    spellings: tuple[str, ...]
    """What else it is called, without `name`."""
    broader: tuple[str, ...]
    theme: str
    definition: str
    not_same: tuple[str, ...]
    """Ids of look-alikes that are something else."""


class ProgrammeHit(NamedTuple):
    """A programme named in a text: the span `start:end` holds `spelling`, with the quotation marks in or round it."""

    start: int
    end: int
    concept: str
    spelling: str


# Words that a name may carry at its end without meaning anything else, and the signs that would make of such a
# word the beginning of another one (工作 + 室: a studio, not the work).
_TAILS: Mapping[str, tuple[str, ...]] = {
    "工作": ("室", "站", "者", "人员", "组", "日", "会", "坊", "量", "群"),
    "项目": ("组", "库", "点", "部", "办", "单位", "资金", "经费"),
    "服务": ("中心", "站", "点", "机构", "能力", "量", "圈", "人", "网", "包", "对象", "费", "价格", "于", "质量", "水平", "团队"),
    "建设": ("单位", "用地", "者", "银行"),
    "活动": ("室", "周", "日", "月", "中心", "季"),
    "行动": ("不便", "力", "者", "指南"),
    "工程": ("师", "中心"),
    "计划": ("生育", "免疫", "单列"),
    "机制": (),
    "制度": ("化",),
    "体系": (),
    "试点": ("单位", "城市", "地区", "县", "市", "区", "省", "医院", "机构"),
    "品牌": (),
    "创建": ("单位",),
    "改革": ("委", "开放"),
}  # fmt: skip
_TAIL_LENGTH = 2
# With less than this left, a name without its general words says too little (托育 + 服务).
_SHORTEST_STEM = 4

# Runs that hold a spelling by chance: matched first, they name nothing (法规培训 is no 规培, 全国考核 no 国考, and
# 卫生健康 is one word, so that what begins with 健康 does not begin in its middle).
_CHANCE_RUNS = (
    "卫生健康", "全国考", "国考核", "国考试", "国考察", "法规培", "规培训", "住培训", "专培训", "新筛查", "结婚检", "怀孕优",
    "延长处方", "创卫生", "中医美", "科普法", "卫生监督所", "卫生监督局", "卫生监督站", "卫生监督员", "卫生监督大队", "卫生监督支队",
    "卫生监督中心", "卫生监督机构", "计划生育服务中心", "计划生育服务站", "计划生育局", "计划生育委", "精神卫生中心",
    "计划生育技术服务中心", "计划生育技术服务站", "妇幼保健计划生育服务中心", "卫生和计划生育", "人口和计划生育局",
    "人口和计划生育委", "人口计生", "职业卫生监督所", "乡村医疗", "村医疗", "村医院", "村医药", "村医务",
)  # fmt: skip

# Most names need no folding, and one look tells.
_PLAIN = re.compile(r"[\u4e00-\u9fff、0-9A-Za-z]+")
_BREAKS = frozenset("\n\r\x0b\x0c\x85\u2028\u2029")
_OPENING = dict(zip("”’」』》〉", "“‘「『《〈", strict=True))
_CLOSING = {opening: closing for closing, opening in _OPENING.items()}
_QUOTE = re.compile(f"[{''.join([*_OPENING, *_CLOSING])}]")


@dataclass(frozen=True, slots=True)
class ProgrammeVocabulary:
    """All programmes and themes by id, in the order of the file; make it with `load_programmes()`."""

    concepts: Mapping[str, Concept]
    themes: Mapping[str, Concept]
    _by_name: Mapping[str, str] = field(repr=False)
    _by_stem: Mapping[str, str] = field(repr=False)
    begins: frozenset[str] = field(repr=False)
    """The first four letters of every name as names are compared: a longer Chinese wording that begins otherwise means none."""

    def by_id(self, concept: str) -> Concept | None:
        """The programme or theme with this id."""
        return self.concepts.get(concept) or self.themes.get(concept)

    def named(self, name: str) -> Concept | None:
        """The programme that a name means: as listed, else with the fewest general words taken off its end."""
        stem = normalised(name)
        found = self._by_name.get(stem)
        while found is None and stem[-_TAIL_LENGTH:] in _TAILS and len(stem) - _TAIL_LENGTH >= _SHORTEST_STEM:
            stem = stem[:-_TAIL_LENGTH]
            found = self._by_name.get(stem)
        found = found or self._by_stem.get(stem)
        return self.concepts[found] if found else None

    def spellings(self) -> Mapping[str, str]:
        """Every listed name, normalised → the id of what it names."""
        return self._by_name

    def parents(self, concept: str) -> tuple[str, ...]:
        """Everything broader than a concept, the nearest first, the themes last."""
        found: dict[str, None] = {}
        level: tuple[str, ...] = self._broader(concept)
        while level:
            found.update(dict.fromkeys(level))
            level = tuple(above for one in level for above in self._broader(one))
        return tuple(sorted(found, key=lambda c: c in self.themes))

    def _broader(self, concept: str) -> tuple[str, ...]:
        known = self.by_id(concept)
        return known.broader if known else ()


def normalised(name: str) -> str:
    """The form in which names are compared: NFKC, one case, no spaces, no quotation marks.

    >>> normalised("《健康》 “两癌” 筛查（ＨＰＶ）")
    '健康两癌筛查(hpv)'
    """
    return (name if _PLAIN.fullmatch(name) else ids.plain_name(name)).casefold()


def without_tails(key: str) -> str:
    """A normalised name without the general words at its end; unchanged where too little would be left.

    >>> without_tails("家庭医生签约服务工作")
    '家庭医生签约'
    """
    stem = key
    while stem[-_TAIL_LENGTH:] in _TAILS:
        stem = stem[:-_TAIL_LENGTH]
    return stem if len(stem) >= _SHORTEST_STEM else key


@cache
def load_programmes() -> ProgrammeVocabulary:
    """The vocabulary of programmes; read once."""
    subjects = _subjects()
    labelled = {s: p for s, p in subjects.items() if _LABEL in p}
    concepts = {s: _concept(s, labelled) for s, p in labelled.items() if _TOP not in p}
    themes = {s: _concept(s, labelled) for s, p in labelled.items() if _TOP in p}
    by_name = {normalised(name): c.id for c in concepts.values() for name in (c.name, *c.spellings)}
    begins = frozenset(name[:_SHORTEST_STEM] for name in by_name)
    return ProgrammeVocabulary(concepts, themes, by_name, _stems(by_name), begins)


def find_programmes(text: str) -> list[ProgrammeHit]:
    """The programmes of the vocabulary that a text names, by position, without overlap, the longest name first.

    Text is cleaned text; offsets are into it. A name never runs over a line's end.
    """
    in_folds = _folded(text)
    folded, moves, shifts = in_folds
    matcher, concepts, in_letters = _matcher()
    hits = []
    move = 0
    matches = matcher.find_matches_as_indexes(folded)
    for number, (pattern, start, end) in enumerate(matches, 1):
        concept = concepts[pattern]
        if concept is None:
            continue
        if pattern in in_letters and _is_cut_from_a_word(folded, start, end):
            continue
        if folded[end : end + _TAIL_LENGTH] in _TAILS:
            # A general word that opens the next name is that one's (…采购|创建三甲医院).
            over = _over_tails(in_folds, text, start, end)
            following = matches[number][1] if number < len(matches) else len(folded)
            end = over if over <= following else end
        while moves[move] <= start:
            move += 1
        if moves[move] >= end and moves[move - 1] != start:
            # Nothing was folded away within or right before it, so no quotation mark either, as for most.
            first, last = start + shifts[move], end + shifts[move]
            hits.append(ProgrammeHit(first, last, concept, text[first:last]))
        elif hit := _hit(text, in_folds.at(start), in_folds.at(end - 1) + 1, concept):
            hits.append(hit)
    return hits


def _hit(text: str, start: int, end: int, concept: str | None) -> ProgrammeHit | None:
    """The hit with its quotation marks; a name that runs over half a quotation ends where that one does, if it may."""
    if not _QUOTE.search(text, start, end):
        start, end = _in_quotes(text, start, end)
        return ProgrammeHit(start, end, concept, text[start:end]) if concept else None
    start, end = _with_quotes(text, start, end)
    if _QUOTE.search(text, start, end) and any(_unpaired(text[start:end])):
        end = start + next(i for i, c in enumerate(text[start:end]) if c in _OPENING or c in _CLOSING)
        concept = load_programmes().spellings().get(normalised(text[start:end]))
    return ProgrammeHit(start, end, concept, text[start:end]) if concept else None


_LABEL, _LABEL_EN = terms.PREF_LABEL + "@zh", terms.PREF_LABEL + "@en"
_ALT_LABEL, _DEFINITION = terms.ALT_LABEL + "@zh", terms.SKOS + "definition@zh"
_BROADER, _TOP = terms.SKOS + "broader", terms.SKOS + "topConceptOf"


def _subjects() -> dict[str, Properties]:
    """Everything that the vocabulary says, by the last part of the subject's IRI."""
    import pyoxigraph as ox

    subjects: dict[str, Properties] = {}
    literal = ox.Literal
    # Terms are compared as Rust objects: turning each predicate into a string again would double the time.
    predicates: dict[object, str] = {}
    path = paths.ontology("programmes.ttl")
    for subject, predicate, value, _ in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
        if (key := predicates.get(predicate)) is None:
            key = predicates[predicate] = predicate.value
        if isinstance(value, literal):
            key, local = (f"{key}@{value.language}" if value.language else key), value.value
        else:
            local = value.value.rpartition("/")[2]
        subjects.setdefault(subject.value.rpartition("/")[2], {}).setdefault(key, []).append(local)
    return subjects


def _concept(concept: str, subjects: Mapping[str, Properties]) -> Concept:
    properties = subjects[concept]
    return Concept(
        id=concept,
        name=properties[_LABEL][0],
        english=properties[_LABEL_EN][0],
        spellings=tuple(properties.get(_ALT_LABEL, ())),
        broader=tuple(properties.get(_BROADER, ())),
        theme=_theme(concept, subjects),
        definition=properties[_DEFINITION][0],
        not_same=tuple(properties.get(terms.NOT_SAME_AS, ())),
    )


def _theme(concept: str, subjects: Mapping[str, Properties]) -> str:
    """Where the first broader concepts lead to."""
    while broader := subjects[concept].get(_BROADER):
        concept = broader[0]
    return concept


def _stems(by_name: Mapping[str, str]) -> dict[str, str]:
    """Names without general words → the concept, where only one has such a name."""
    found: dict[str, set[str]] = {}
    for name, concept in by_name.items():
        found.setdefault(without_tails(name), set()).add(concept)
    return {stem: next(iter(named)) for stem, named in found.items() if len(named) == 1}


@cache
def _matcher() -> tuple[AhoCorasick, tuple[str | None, ...], frozenset[int]]:
    """The automaton over all names, what they name pattern by pattern (None: nothing), and which begin or end in letters."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    patterns: dict[str, str | None] = dict.fromkeys(_CHANCE_RUNS)
    patterns.update(load_programmes().spellings())
    matcher = AhoCorasick(list(patterns), matchkind=MatchKind.LeftmostLongest)
    in_letters = frozenset(at for at, name in enumerate(patterns) if name[0].isascii() or name[-1].isascii())
    return matcher, tuple(patterns.values()), in_letters


class _Fold(dict[str, str]):
    """What each character becomes in the form in which names are compared; filled as characters are met."""

    def __missing__(self, char: str) -> str:
        self[char] = char if char in _BREAKS else normalised(char)
        return self[char]


_FOLD = _Fold()
# All other characters stay as they are: a pattern passes over them without making a string of each.
_UNUSUAL = re.compile(r"[^\u4e00-\u9fff、。0-9a-z\n，：；（）“”]")
# These become others, and stand in every text.
_USUAL = "，：；（）“”"


class _Folded(NamedTuple):
    """A text as names are compared. Its character `i` is the one at `i + shifts[n]` of the text, where `n` of `moves` lie at or
    before `i`; the last of `moves` lies behind everything."""

    text: str
    moves: list[int]
    shifts: list[int]

    def at(self, place: int) -> int:
        """The place in the text of a character of the folded one."""
        return place + self.shifts[bisect_right(self.moves, place)]


def _folded(text: str) -> _Folded:
    """The text as names are compared.

    A text holds few characters that become others, and what they become stays as it is: replacing one after the other costs
    less than looking up every character.
    """
    met = {char for char in _USUAL if char in text}.union(_UNUSUAL.findall(text))
    changed = {char: _FOLD[char] for char in met if _FOLD[char] != char}
    folded = text
    for char, becomes in changed.items():
        folded = folded.replace(char, becomes)
    moving = "".join(sorted(char for char, becomes in changed.items() if len(becomes) != 1))
    moves: list[int] = []
    shifts = [0]
    shift = 0
    for found in re.finditer(f"[{re.escape(moving)}]", text) if moving else ():
        place, becomes = found.start(), changed[found.group()]
        if not becomes:
            moves.append(place - shift)
            shift += 1
            shifts.append(shift)
        for _ in becomes[1:]:
            shift -= 1
            moves.append(place - shift)
            shifts.append(shift)
    moves.append(len(folded) + 1)
    shifts.append(shift)
    return _Folded(folded, moves, shifts)


def _is_cut_from_a_word(folded: str, start: int, end: int) -> bool:
    """Whether a name in letters or digits goes on beside the span: AED in AEDs, 12345 in a telephone number."""
    return _is_one_word(folded[start - 1 : start + 1]) or _is_one_word(folded[end - 1 : end + 1])


def _is_one_word(pair: str) -> bool:
    """Whether two characters are of one word in letters or one number: AED86台 counts what AED names."""
    return len(pair) == 2 and pair.isascii() and (pair.isalpha() or pair.isdigit())


def _over_tails(folded: _Folded, text: str, start: int, end: int) -> int:
    """Where a name ends that ends at `end` but for the general words that follow at once."""
    while (tail := folded.text[end : end + _TAIL_LENGTH]) in _TAILS:
        after = end + _TAIL_LENGTH
        if folded.text.startswith(_TAILS[tail], after):
            break
        if _leaves_quotes_open(text, folded.at(start), folded.at(after - 1)):
            break
        end = after
    return end


def _leaves_quotes_open(text: str, start: int, last: int) -> bool:
    """Whether a quotation begins or ends within a span that does not hold all of it: “三甲医院”建设 from 医院 on."""
    return any(
        opening or text[start - 1 : start] != _OPENING[closing]
        for opening, closing in _unpaired(text[start : last + 1])
    )


def _with_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the quotation marks that belong: those that pair with one inside, or stand round all of it."""
    for opening, closing in _unpaired(text[start:end]):
        if closing and text[start - 1 : start] == _OPENING[closing]:
            start -= 1
        elif opening and text[end : end + 1] == _CLOSING[opening]:
            end += 1
    return _in_quotes(text, start, end)


def _in_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the pair of quotation marks that stands round all of it."""
    closing = _CLOSING.get(text[start - 1 : start])
    return (start - 1, end + 1) if closing and text.startswith(closing, end) else (start, end)


def _unpaired(span: str) -> Iterator[tuple[str, str]]:
    """Quotation marks in a span without a partner in it, as (opening, "") or ("", closing)."""
    waiting: list[str] = []
    for char in _QUOTE.findall(span):
        if char in _CLOSING:
            waiting.append(char)
        elif waiting and waiting[-1] == _OPENING[char]:
            waiting.pop()
        else:
            yield "", char
    yield from ((opening, "") for opening in waiting)
