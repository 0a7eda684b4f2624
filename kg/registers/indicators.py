"""The vocabulary of indicators (`ontology/indicators.ttl`) and the look-up of a name as a document writes it.

`named` knows two kinds of rules, both listed here: spellings that mean the same (`每千常住人口` and `每千人口`), and
words before a name that only say whose figure it is (`全市`). Anything else must stand in the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TypeAlias

from kg import ids, paths, terms

Properties: TypeAlias = dict[str, list[str]]
"""Property, with @ and language for texts → values in the order of the file."""

# Words before an indicator that name the reporting area or year and leave the indicator the same.
MODIFIERS: tuple[str, ...] = (
    "全国", "全省", "全市", "全区", "全县", "全州", "全旗", "全镇", "全域", "我国", "我省", "我市", "我区", "我县", "本省", "本市",
    "本区", "本县", "辖区内", "辖区", "区域内", "市域内", "县域内", "城乡", "居民", "年度", "年",
)  # fmt: skip

# Spellings of one thing: (pattern, what it becomes), applied in this order to names and labels alike.
_SPELLING_ROWS: tuple[tuple[str, str], ...] = (
    (r"[()\[\]〔〕【】、,·的]", ""),
    (r"(?<=\d)[—–―~〜至](?=\d)", "-"),
    (r"周岁", "岁"),
    (r"及其?(?=以[上下])", ""),
    (r"一(?=岁)", "1"),
    (r"三(?=岁)", "3"),
    (r"五(?=岁)", "5"),
    (r"七(?=岁)", "7"),
    (r"十(?=万)", "10"),
    (r"(?:^|每)(\d*[千万])名?(?:城乡)?(?:常住)?(?:人口|居民|人)(?:拥有)?", r"每\1人口"),
    (r"所?占比[例重率]|比[例重]", "占比"),
    (r"(?<=.)(?:总数|数量|数)$", ""),
)
_SPELLINGS = tuple((re.compile(pattern), becomes) for pattern, becomes in _SPELLING_ROWS)
# Most labels need no rule at all; one search tells.
_ANY_SPELLING = re.compile("|".join(f"(?:{pattern})" for pattern, _ in _SPELLING_ROWS))


@dataclass(frozen=True, slots=True)
class IndicatorConcept:
    """One indicator. `unit` has no 万 or 亿 and is None where a figure is a bare ratio."""

    id: str
    """Its name in IRIs (`maternal-mortality-ratio`), see `kg.ids.indicator`."""
    label: str
    label_en: str
    alt_labels: tuple[str, ...]
    definition: str
    unit: str | None
    direction: str
    """`higher` or `lower` is better, or `none`."""
    broader: str
    """A wider indicator or a theme."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A group of indicators."""

    id: str
    label: str
    label_en: str


@dataclass(frozen=True, slots=True)
class IndicatorVocabulary:
    """All indicators and themes, by id; make it with `load_indicators()`."""

    concepts: Mapping[str, IndicatorConcept]
    themes: Mapping[str, Theme]
    _by_name: Mapping[str, IndicatorConcept] = field(repr=False)

    def by_id(self, concept: str) -> IndicatorConcept | None:
        """The indicator with this id."""
        return self.concepts.get(concept)

    def named(self, name: str) -> IndicatorConcept | None:
        """The indicator that a name means, or None; `全市孕产妇死亡率` is 孕产妇死亡率.

        What is counted per other people (每万人口 for 每千人口) is the same indicator, where no other has the name; its
        figures convert, see `kg.registers.units`.
        """
        readings = tuple(_readings(normalised(name)))
        keys = (*readings, *(other for key in readings for other in _per_other_people(key)))
        return next((self._by_name[key] for key in keys if key in self._by_name), None)

    def theme_of(self, concept: IndicatorConcept) -> Theme:
        """The theme under which an indicator stands, through its wider indicators."""
        broader = concept.broader
        while broader in self.concepts:
            broader = self.concepts[broader].broader
        return self.themes[broader]


def normalised(name: str) -> str:
    """The form in which names are compared: NFKC, no quotes, spaces and brackets, one spelling of each thing.

    >>> normalised("每千名常住人口执业（助理）医师数")
    '每千人口执业助理医师'
    """
    text = ids.plain_name(name)
    if _ANY_SPELLING.search(text) is None:
        return text
    for pattern, becomes in _SPELLINGS:
        text = pattern.sub(becomes, text)
    return text


def _readings(text: str) -> Iterator[str]:
    """The name as it is, then with one leading modifier after the other taken off."""
    yield text
    modifier = next((m for m in MODIFIERS if text.startswith(m) and len(text) > len(m)), None)
    if modifier is not None:
        yield from _readings(normalised(text[len(modifier) :]))


_PEOPLE = ("每千人口", "每万人口", "每10万人口", "每百人口")


def _per_other_people(text: str) -> Iterator[str]:
    """每万人口托位 → 每千人口托位, …"""
    own = next((people for people in _PEOPLE if text.startswith(people)), None)
    if own is not None:
        yield from (other + text.removeprefix(own) for other in _PEOPLE if other != own)


@cache
def load_indicators() -> IndicatorVocabulary:
    """The vocabulary of indicators; read once."""
    subjects = _subjects()
    concepts = {i: _concept(i, p) for i, p in subjects.items() if terms.INDICATOR in p[terms.RDF_TYPE]}
    themes = {i: Theme(i, p[_LABEL][0], p[_LABEL_EN][0]) for i, p in subjects.items() if _TOP in p}
    by_name = {normalised(name): c for c in concepts.values() for name in (c.label, *c.alt_labels)}
    return IndicatorVocabulary(concepts, themes, by_name)


_LABEL, _LABEL_EN = terms.PREF_LABEL + "@zh", terms.PREF_LABEL + "@en"
_ALT_LABEL, _DEFINITION = terms.ALT_LABEL + "@zh", terms.SKOS + "definition@zh"
_BROADER, _TOP = terms.SKOS + "broader", terms.SKOS + "topConceptOf"


def _subjects() -> dict[str, Properties]:
    """Everything that the vocabulary says, by the last part of the subject's IRI."""
    import pyoxigraph as ox

    subjects: dict[str, Properties] = {}
    literal, named = ox.Literal, ox.NamedNode
    for subject, predicate, value, _ in ox.parse(
        path=paths.ontology("indicators.ttl"), format=ox.RdfFormat.TURTLE
    ):
        if not isinstance(subject, named):
            continue
        properties = subjects.setdefault(_local(subject.value), {})
        if isinstance(value, literal):
            key = f"{predicate.value}@{value.language}" if value.language else predicate.value
            properties.setdefault(key, []).append(value.value)
        elif isinstance(value, named):
            properties.setdefault(predicate.value, []).append(value.value)
    return subjects


def _local(iri: str) -> str:
    return iri.rpartition("/")[2]


def _concept(concept: str, properties: Properties) -> IndicatorConcept:
    return IndicatorConcept(
        id=concept,
        label=properties[_LABEL][0],
        label_en=properties[_LABEL_EN][0],
        alt_labels=tuple(properties.get(_ALT_LABEL, ())),
        definition=properties[_DEFINITION][0],
        unit=properties.get(terms.UNIT, [None])[0],
        direction=properties[terms.DIRECTION][0],
        broader=_local(properties[_BROADER][0]),
    )
