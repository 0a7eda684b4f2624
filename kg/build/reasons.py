"""Why each link was made: the score and the reasons, on the node that says what a document names.

A mention tells it of a body, region or programme, a figure of its indicator, a responsibility of a body that only an
owner list names or that a collective was expanded to, and the document of its own region and issuer.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg import terms as t
from kg.build.names import Names
from kg.build.owners import node_of_member
from kg.build.statements import Triple, about
from kg.build.terms import decimal, text
from kg.model.links import Link, in_words

_OF_DOCUMENT = {"region": ("地区", "region"), "institution": ("印发单位", "issuer")}


def reasons(names: Names) -> Iterator[Triple]:
    """`hc:score` and `hc:linkedBecause` in both languages for every link of a document."""
    own: list[Link] = []
    for (kind, record), link in sorted(names.links.items()):
        if record == names.id or (kind == "institution" and _is_issuer_unnamed(names, record)):
            own.append(link)
        elif node := _node(names, link):
            zh, en = (in_words(link.because, lang) for lang in ("zh", "en"))
            yield from _said(node, link.score, zh, en)
    if own:
        said = [(_OF_DOCUMENT[link.kind], link.because) for link in own]
        zh = "。".join(f"{label[0]}：{in_words(because, 'zh')}" for label, because in said)
        en = ". ".join(f"{label[1]}: {in_words(because, 'en')}" for label, because in said)
        yield from _said(names.document, min(link.score for link in own), zh, en)


def _node(names: Names, link: Link) -> str | None:
    if link.expanded_from is not None:
        return node_of_member(names, link.record, link.expanded_from)
    return names.node(link.record)


def _is_issuer_unnamed(names: Names, record: str) -> bool:
    """Whether a record is the issuer, known from the head of the page and named nowhere in the text."""
    issuer = names.records.document.issuer
    return record not in names.nodes and any(
        i.id == record and issuer in (i.name, *i.aliases) for i in names.records.institutions
    )


def _said(node: str, score: float, zh: str, en: str) -> Iterator[Triple]:
    return about(
        node,
        (t.SCORE, decimal(score)),
        (t.LINKED_BECAUSE, text(zh, "zh")),
        (t.LINKED_BECAUSE, text(en, "en")),
    )
