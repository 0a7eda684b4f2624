"""The answer in a sentence, from the template of its intent, and the places in the sources that it rests on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg.ask.answer import Evidence
from kg.ask.values import Filled
from kg.query.labels import words_for
from kg.query.result import Result

_SLOT = re.compile(r"\{(\w+)([#^+]?)\}")
_MOST = 5
_EVIDENCE = 5
_ENDS, _LONGEST_SENTENCE = "。！？；\n", 200
_NOTHING = {"zh": "没有找到：{what}。", "en": "Nothing found: {what}."}
_ALL = {"zh": "全部", "en": "all regions"}
_WORDS = ("quote", "sentence", "words", "task", "heading", "about", "printed", "spelling")


def sentence(filled: Filled, result: Result, rows: Sequence[dict[str, Any]], lang: str) -> str:
    """The answer in words: lists are cut after five, with how many there are."""
    if not rows:
        said = "，".join(u.label for u in filled.understood if u.how != "default")
        title = filled.query.title(lang)
        return _NOTHING[lang].format(what=f"{title}（{said}）" if said else title)
    labels = {u.param: u.label for u in filled.understood}

    def slot(match: re.Match[str]) -> str:
        name, kind = match.groups()
        if name == "rows":
            return str(len(rows)) + ("+" if result.truncated else "")
        if kind == "" and name in labels:
            return labels[name]
        values = _values(name, result, rows, lang)
        if kind == "#":
            return str(len(dict.fromkeys(values)))
        if kind == "+":
            return str(sum(Decimal(v) for v in values if v))
        if kind == "^":
            return values[0] if values else ""
        return _listed(list(dict.fromkeys(values)), lang) or _ALL[lang]

    return _SLOT.sub(slot, filled.intent.answer[lang])


def _values(column: str, result: Result, rows: Sequence[dict[str, Any]], lang: str) -> list[str]:
    found = [str(row[column]) for row in rows if row.get(column) is not None]
    if lang == "en":
        found = [result.query.words.get(value, value) for value in found]
    return [words_for(column, value, lang) for value in found]


def _listed(values: list[str], lang: str) -> str:
    joint = "、" if lang == "zh" else ", "
    if len(values) <= _MOST:
        return joint.join(values)
    more = f"等{len(values)}个" if lang == "zh" else f" and {len(values) - _MOST} more"
    return joint.join(values[:_MOST]) + more


def evidence(rows: Sequence[dict[str, Any]], sources: Path | None = None) -> tuple[Evidence, ...]:
    """The first places in sources that rows give, each once.

    Where the texts are at hand (`sources`/NAME.txt) with the whole sentence of the source, else with the words of the row.
    """
    texts: dict[str, str] = {}
    found: dict[tuple[str, int], Evidence] = {}
    for row in rows:
        document, start = row.get("document"), row.get("start")
        if document is None or not isinstance(start, int):
            continue
        if document not in texts:
            texts[document] = _source(sources, str(document))
        text = _sentence_at(texts[document], start) or next((str(row[c]) for c in _WORDS if row.get(c)), "")
        found.setdefault((str(document), start), Evidence(str(document), start, text))
        if len(found) == _EVIDENCE:
            break
    return tuple(found.values())


def _source(sources: Path | None, document: str) -> str:
    """The text of a document; empty where it is not at hand."""
    name = document.rpartition("/")[2]
    path = sources / f"{name}.txt" if sources is not None else None
    if path is None or path.name != f"{name}.txt" or not path.is_file():
        return ""
    return path.read_text(encoding="utf-8", errors="replace")


def _sentence_at(text: str, start: int) -> str:
    """The sentence of a source that holds a character, cut where it is long; empty outside of the text."""
    if not 0 <= start < len(text):
        return ""
    first = max(text.rfind(mark, 0, start) for mark in _ENDS) + 1
    last = min((at for mark in _ENDS if (at := text.find(mark, start)) >= 0), default=len(text) - 1)
    said = " ".join(text[first : last + 1].split())
    return said if len(said) <= _LONGEST_SENTENCE else f"{said[:_LONGEST_SENTENCE]}…"
