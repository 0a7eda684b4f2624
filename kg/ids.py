"""Names of things: readable identifiers made from content and structure, the same in every run.

Every function returns a path relative to the base IRI (`document/qinghe-2024`); `iri` puts the base before it.
So the steps can decide what is one thing without knowing where the graph will be published.

Two names that differ only in width, spaces or quotation marks give one path; any other difference is kept.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import count

DEFAULT_BASE = "https://w3id.org/health-commitments/"

QUOTES = frozenset("“”‘’„‟‚‛\"'`´「」『』《》〈〉«»‹›〝〞〟")
_LETTERS_AND_MARKS = frozenset("-._~!$&()*+,;=:@")
# Unicode categories without a visible shape: controls, formats (zero width, bidi), surrogates, separators.
_INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Zs", "Zl", "Zp"))
# Private use and unassigned code points are no `ucschar` of RFC 3987 and are percent-encoded.
_NOT_IN_IRIS = frozenset(("Co", "Cn"))


def plain_name(name: str) -> str:
    """A name without what only typography adds: NFKC, no spaces, no quotation marks, nothing invisible.

    >>> plain_name("“两癌” 筛查（ＨＰＶ）")
    '两癌筛查(HPV)'
    """
    folded = unicodedata.normalize("NFKC", name)
    kept = (c for c in folded if c not in QUOTES and unicodedata.category(c) not in _INVISIBLE)
    return unicodedata.normalize("NFC", "".join(kept))


@lru_cache(maxsize=1 << 14)
def segment(name: str) -> str:
    """One segment of an IRI path for a name; what RFC 3987 does not allow there is percent-encoded.

    >>> segment("“1+N” 托育模式")
    '1+N托育模式'
    >>> segment("AED/急救 100%")
    'AED%2F急救100%25'
    >>> segment("..")
    '%2E%2E'
    """
    plain = plain_name(name)
    if not plain.strip("."):
        return "%2E" * len(plain) or "_"
    return "".join(c if _allowed(c) else _encoded(c) for c in plain)


def _allowed(c: str) -> bool:
    if c.isascii():
        return c.isalnum() or c in _LETTERS_AND_MARKS
    return unicodedata.category(c) not in _NOT_IN_IRIS


def _encoded(c: str) -> str:
    return "".join(f"%{byte:02X}" for byte in c.encode("utf-8"))


def iri(base: str, path: str) -> str:
    """The full IRI of a path.

    >>> iri(DEFAULT_BASE, "region/320400")
    'https://w3id.org/health-commitments/region/320400'
    """
    return base + path


def document(doc: str) -> str:
    """The path of a document by its id.

    >>> document("qinghe-2024")
    'document/qinghe-2024'
    """
    return f"document/{segment(doc)}"


def section(doc: str, number: str) -> str:
    """The path of a section by its number, from the chapter down.

    >>> section("qinghe-2024", "3/10")
    'document/qinghe-2024/section/3/10'
    """
    return f"{document(doc)}/section/" + "/".join(segment(part) for part in number.split("/"))


def fact(doc: str, kind: str, record: str) -> str:
    """The path of a fact of a document: `kind` is commitment, figure, responsibility or note.

    >>> fact("qinghe-2024", "figure", "t12")
    'document/qinghe-2024/figure/t12'
    """
    return f"{document(doc)}/{kind}/{segment(record)}"


def comparison(target_doc: str, target: str, achieved_doc: str, achieved: str) -> str:
    """The path of the comparison of a target with an achievement, each by its document and its record.

    >>> comparison("qinghe-2024", "t1", "qinghe-report", "t5")
    'comparison/qinghe-2024/t1/qinghe-report/t5'
    """
    return "comparison/" + "/".join(map(segment, (target_doc, target, achieved_doc, achieved)))


def mention(doc: str, kind: str, record: str) -> str:
    """The path of what a document says of a thing: `kind` is institution, region or program.

    >>> mention("qinghe-2024", "region", "r1")
    'document/qinghe-2024/mention/region/r1'
    """
    return f"{document(doc)}/mention/{kind}/{segment(record)}"


def span(doc: str, start: int, end: int) -> str:
    """The path of a place in a document, in characters of the source text.

    >>> span("qinghe-2024", 120, 134)
    'document/qinghe-2024/span/120-134'
    """
    return f"{document(doc)}/span/{start}-{end}"


def region(code: str) -> str:
    """The path of a region by its code (GB/T 2260).

    >>> region("320400")
    'region/320400'
    """
    return f"region/{segment(code)}"


def local_region(scope: str, name: str) -> str:
    """The path of a region without a code, within `scope`: the code of the region around it.

    >>> local_region("320404", "邹区镇")
    'region/320404/邹区镇'
    """
    return f"region/{segment(scope)}/{segment(name)}"


def institution(name: str, scope: str | None = None) -> str:
    """The path of a body by its full name, or within `scope` where the name alone is not one body.

    >>> institution("清和市卫生健康委员会")
    'institution/清和市卫生健康委员会'
    >>> institution("各委属医院", "320400")
    'institution/320400/各委属医院'
    """
    return (
        f"institution/{segment(name)}" if scope is None else f"institution/{segment(scope)}/{segment(name)}"
    )


def programme(concept: str) -> str:
    """The path of a programme of the vocabulary.

    >>> programme("medical-alliances")
    'programme/medical-alliances'
    """
    return f"programme/{segment(concept)}"


def local_programme(name: str, scope: str | None = None) -> str:
    """The path of a programme outside of the vocabulary; `scope` keeps a slogan (“六个一”) to its own place.

    >>> local_programme("银龄学堂进社区")
    'programme/local/银龄学堂进社区'
    >>> local_programme("“六个一”", "qinghe-2024")
    'programme/local/qinghe-2024/六个一'
    """
    return _scoped("programme/local", scope, name)


def indicator(concept: str) -> str:
    """The path of an indicator of the vocabulary.

    >>> indicator("maternal-mortality-ratio")
    'indicator/maternal-mortality-ratio'
    """
    return f"indicator/{segment(concept)}"


def local_indicator(name: str, scope: str | None = None) -> str:
    """The path of an indicator outside of the vocabulary; `scope` keeps one to the document that is judged to mean another.

    >>> local_indicator("普惠托位")
    'indicator/local/普惠托位'
    """
    return _scoped("indicator/local", scope, name)


def graph(name: str) -> str:
    """The path of a named graph: `registers`, `links`, `summaries`.

    >>> graph("registers")
    'graph/registers'
    """
    return f"graph/{name}"


def document_graph(doc: str) -> str:
    """The path of the named graph of one document.

    >>> document_graph("qinghe-2024")
    'graph/document/qinghe-2024'
    """
    return f"graph/document/{segment(doc)}"


def activity(version: str) -> str:
    """The path of the extraction run by a version of this program.

    >>> activity("0.1.0")
    'activity/extraction/0.1.0'
    """
    return f"activity/extraction/{segment(version)}"


def agent(version: str) -> str:
    """The path of a version of this program.

    >>> agent("0.1.0")
    'agent/health-commitments/0.1.0'
    """
    return f"agent/health-commitments/{segment(version)}"


def distinct(paths: Iterable[str]) -> list[str]:
    """The same paths in the same order, each once: a repeated one is counted on.

    Outlines that start counting again in each chapter without naming the chapter give such paths.

    >>> distinct(["a/1", "a/2", "a/1", "a/1"])
    ['a/1', 'a/2', 'a/1~2', 'a/1~3']
    """
    taken: set[str] = set()
    result = []
    for path in paths:
        candidates = (path if n == 1 else f"{path}~{n}" for n in count(1))
        result.append(next(c for c in candidates if c not in taken))
        taken.add(result[-1])
    return result


def _scoped(root: str, scope: str | None, name: str) -> str:
    return "/".join([root, *([] if scope is None else [segment(scope)]), segment(name)])
