"""Why two names are one thing or are not: what speaks for it and against, and what people judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kg.errors import BadCall
from kg.judgements import to_row
from kg.link.comparison import Comparison, Profile, compare
from kg.link.features import OPEN
from kg.link.judged import Judged
from kg.link.things import Names, Node, Thing, things_of
from kg.model.judgements import KINDS, Judgement
from kg.model.links import Link, Reason, in_words
from kg.model.records import DocumentRecords
from kg.registers.bundle import Registers

Result: TypeAlias = Literal["same", "different", "open"]

# More pairs than these are not explained one by one.
_MOST_PAIRS = 6

_RESULTS: dict[Result, tuple[str, str]] = {
    "same": ("同一事物", "one thing"),
    "different": ("不同事物", "two things"),
    "open": ("未定，请人工判定", "not settled: a person should judge"),
}


@dataclass(frozen=True, slots=True)
class Why:
    """What two names mean, whether that is one thing, and everything that decided it."""

    a: Thing
    b: Thing
    result: Result
    judgements: tuple[Judgement, ...]
    """Those that decided, as a chain; empty where matching did."""
    undecided: tuple[Judgement, ...]
    comparison: Comparison | None
    """None where matching gave both names one thing from the start."""
    namings: tuple[tuple[str, tuple[str, ...], float, tuple[Reason, ...]], ...]
    """Of that one thing: document, spellings, score and reasons of each link."""


def why(
    a: str, b: str, judged: Judged, documents: Sequence[DocumentRecords], registers: Registers
) -> tuple[Why, ...]:
    """The explanation for two names, paths, or names of one document (`qinghe-2024#一院`).

    Where a name may mean several things there is one for each pair of them. Raises BadCall where a name is not
    there or means too many.
    """
    names = Names(things_of(documents, judged.matched))
    return tuple(_explained(one, other, names, judged, registers) for one, other in _meant(a, b, names))


def _explained(one: Node, other: Node, names: Names, judged: Judged, registers: Registers) -> Why:
    first, second = (names.things[path] for path, _ in (one, other))
    by_people = _decided(one, other, judged)
    comparison = None
    if first is not second:
        comparison = compare(Profile(first, registers), Profile(second, registers), registers)
    undecided = _about(one, other, judged, "undecided")
    namings = _namings(first, judged.matched) if first is second else ()
    result = _by_people(by_people) if by_people else _by_score(comparison)
    return Why(first, second, result, by_people, undecided, comparison, namings)


def _by_people(judgements: Sequence[Judgement]) -> Result:
    return "different" if judgements[-1].verdict == "different" else "same"


def _by_score(comparison: Comparison | None) -> Result:
    # Matching joins by what a name is known by, never by its letters alone.
    if comparison is None:
        return "same"
    return "different" if comparison.score < OPEN else "open"


def _meant(a: str, b: str, names: Names) -> list[tuple[Node, Node]]:
    found = {kind: (names.find(a, kind), names.find(b, kind)) for kind in KINDS}
    for name, at in ((a, 0), (b, 1)):
        if not any(pair[at] for pair in found.values()):
            near = "、".join(names.near(name)) or "kg link --json"
            raise BadCall(name, "记录中没有这个名称 is not in the records", f"相近的有 near it: {near}")
    both = [(x, y) for one, other in found.values() if one and other for x in one for y in other]
    if not both:
        kinds = " / ".join(kind for at in (0, 1) for kind, pair in found.items() if pair[at])
        raise BadCall(
            f"{a}, {b}",
            f"不是同类事物 are of different kinds ({kinds})",
            "请给出同类的两个名称 name two of one kind",
        )
    if len(both) > _MOST_PAIRS:
        paths = "\n  ".join(sorted({_reference(node) for pair in both for node in pair}))
        raise BadCall(
            f"{a}, {b}",
            f"可指多个事物 may mean several things:\n  {paths}",
            "请用上列路径或“文件#名称” use a path, or DOCUMENT#NAME",
        )
    return both


def _reference(node: Node) -> str:
    return node[0] if node[1] is None else f"{node[0]} ({node[1]})"


def _decided(a: Node, b: Node, judged: Judged) -> tuple[Judgement, ...]:
    """The judgements by which the two are one, or by which they are not; none where matching decides."""
    partition = judged.partition
    if partition.are_one(a, b):
        return tuple(j for j in partition.way(a, b) if j is not None)
    if not partition.are_apart(a, b):
        return ()
    for node, judgements in judged.about.items():
        for judgement in (j for j in judgements if j.verdict == "different"):
            ends = [n for n, known in judged.about.items() if judgement in known]
            for x, y in ((p, q) for p in ends for q in ends if p != q and node == p):
                if partition.are_one(a, x) and partition.are_one(b, y):
                    ways = (*partition.way(a, x), *partition.way(y, b))
                    return (*(j for j in ways if j is not None), judgement)
    return ()


def _about(a: Node, b: Node, judged: Judged, verdict: str) -> tuple[Judgement, ...]:
    both = (j for j in judged.about.get(a, ()) if j in judged.about.get(b, ()))
    return tuple(j for j in both if j.verdict == verdict)


def _namings(
    thing: Thing, links: Sequence[Link]
) -> tuple[tuple[str, tuple[str, ...], float, tuple[Reason, ...]], ...]:
    found = {
        (link.document, tuple(sorted(thing.spellings[link.document])), link.score, link.because)
        for link in links
        if link.thing == thing.path
    }
    return tuple(sorted(found, key=lambda row: (row[0], -row[2], row[1])))


def render(found: Why, lang: str) -> str:
    """The explanation as text in a language (zh or en)."""
    english = lang == "en"
    lines = [_heading(found.a, english)]
    if found.b is not found.a:
        lines.append(_heading(found.b, english))
    for document, spellings, score, because in found.namings:
        lines.append(f"  {document}  {'、'.join(spellings)}  {score:.2f}  {in_words(because, lang)}")
    for reason in found.comparison.because if found.comparison else ():
        lines.append(f"  {reason.weight:+.2f}  {reason.en if english else reason.zh}")
    if found.comparison is not None:
        lines.append(_scored(found.comparison, english))
    lines += [_judged(judgement, english) for judgement in (*found.judgements, *found.undecided)]
    zh, en = _RESULTS[found.result]
    basis = ("人工判定", "by judgement") if found.judgements else ("匹配", "by matching")
    lines.append(f"Result: {en}, {basis[1]}." if english else f"结果：{zh}（{basis[0]}）。")
    return "\n".join(lines) + "\n"


def _heading(thing: Thing, english: bool) -> str:
    documents = ", ".join(sorted(thing.spellings))
    return (
        f"{thing.name} ({thing.path}; {documents})"
        if english
        else f"{thing.name}（{thing.path}；{documents}）"
    )


def _scored(comparison: Comparison, english: bool) -> str:
    if not comparison.because:
        return (
            "  No letters in common that matching looks at." if english else "  名称没有足以比较的相同用字。"
        )
    if english:
        return (
            f"  Score {comparison.score:.2f}: below {OPEN:.2f} keeps apart; from there on a person is asked."
        )
    return f"  得分 {comparison.score:.2f}：{OPEN:.2f} 以下分开，及以上由人判定。"


def _judged(judgement: Judgement, english: bool) -> str:
    j = judgement
    words = {"same": "同一", "different": "不同", "undecided": "待定"}
    if english:
        return f"  judged {j.verdict}: {j.a} / {j.b} ({j.who}, {j.when}{': ' + j.why if j.why else ''})"
    return f"  人工判定{words[j.verdict]}：{j.a} / {j.b}（{j.who}，{j.when}{'：' + j.why if j.why else ''}）"


def as_row(found: Why) -> dict[str, object]:
    """The explanation as plain values for JSON; reasons with their weights, those below 0 against."""
    because = found.comparison.because if found.comparison else ()
    return {
        "result": found.result,
        "by": "judgement" if found.judgements else "matching",
        "a": {"thing": found.a.path, "name": found.a.name, "documents": sorted(found.a.spellings)},
        "b": {"thing": found.b.path, "name": found.b.name, "documents": sorted(found.b.spellings)},
        "score": found.comparison.score if found.comparison else 1.0,
        "reasons": [{"feature": r.feature, "weight": r.weight, "zh": r.zh, "en": r.en} for r in because],
        "namings": [
            {
                "document": document,
                "spellings": list(spellings),
                "score": score,
                "because": [r.feature for r in why],
            }
            for document, spellings, score, why in found.namings
        ],
        "judgements": [to_row(j) for j in (*found.judgements, *found.undecided)],
    }
