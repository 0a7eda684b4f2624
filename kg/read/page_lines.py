"""The lines of an element of a web page as a browser shows them: a block a line, a row of a table a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.read.tables import row

_SILENT = frozenset(
    "script style noscript iframe template select option button input textarea object embed svg head nav rt rp".split()
)
_BLOCKS = frozenset(
    "p div section article main header footer aside ul ol li dl dt dd h1 h2 h3 h4 h5 h6 table caption blockquote pre"
    " center fieldset figure figcaption address hr tr td th thead tbody tfoot body form details summary".split()
)
_LETTER = re.compile(r"\w")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WHITE_SPACE = re.compile(r"white-space(?:-collapse)?\s*:\s*([a-z-]+)", re.IGNORECASE)
# Stands for a line end that is shown; no text of a page holds this character.
_LINE_END = "\x0b"
# A line end of the source between two Chinese characters, which is no space of the text.
_CHINESE = "\u3001-\u303f\u3400-\u9fff\uff00-\uffef"
_BROKEN = re.compile(rf"(?<=[{_CHINESE}])[ \t\r\f]*+\n\s*+(?=[{_CHINESE}])")


def lines_of(node: Any) -> Iterator[str]:
    """The lines of an element as a browser shows them: a block a line, a row of a table a line."""
    if node.tag == "table":
        yield from _table(node)
        return
    words: list[str] = []
    number = _first_number(node)
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            words.append(_text(child))
        elif is_silent(child):
            continue
        elif child.tag == "br":
            yield from _shown(words)
        elif child.tag in _BLOCKS:
            yield from _shown(words)
            lines = lines_of(child)
            if number is not None and child.tag == "li":
                first = next(lines, "")
                yield f"{number}.{first}"
                number += 1
            yield from lines
        elif any(inner.tag in _BLOCKS or inner.tag == "br" for inner in child.traverse()):
            # A block within a span, as editors leave them.
            first, *rest = [*lines_of(child)] or [""]
            words.append(first)
            for line in rest:
                yield from _shown(words)
                words.append(line)
        else:
            words.extend(words_of(child))
    yield from _shown(words)


def _shown(words: list[str]) -> Iterator[str]:
    """The line of words that were gathered, which are then forgotten."""
    shown = "".join(words)
    words.clear()
    for part in shown.split(_LINE_END):
        if line := joined(part):
            yield line


def _text(node: Any) -> str:
    """The words of a node of text; line ends that a browser shows (<pre>) are marked."""
    text = node.text_content or ""
    return text.replace("\n", _LINE_END) if "\n" in text and _keeps_line_ends(node.parent) else text


def _keeps_line_ends(node: Any) -> bool:
    while node is not None:
        if node.tag == "pre":
            return True
        if found := _WHITE_SPACE.search(node.attributes.get("style") or ""):
            return found[1].lower().startswith("pre")
        node = node.parent
    return False


def _first_number(node: Any) -> int | None:
    if node.tag != "ol":
        return None
    start = node.attributes.get("start") or "1"
    return int(start) if start.isdigit() else 1


def _table(table: Any) -> Iterator[str]:
    shared: dict[int, int] = {}
    for line in _rows(table):
        cells: list[list[str]] = []
        for cell in line.iter():
            if cell.tag not in ("td", "th") or is_silent(cell):
                continue
            _pass(cells, shared)
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            for column in range(len(cells), len(cells) + width):
                shared[column] = height - 1
            cells.append(list(lines_of(cell)))
            cells += [[]] * (width - 1)
        _pass(cells, shared)
        yield from row(cells)


def _pass(cells: list[list[str]], shared: dict[int, int]) -> None:
    """An empty cell for each column here that a cell of a row above still fills."""
    while shared.get(len(cells), 0):
        shared[len(cells)] -= 1
        cells.append([])


def _rows(part: Any) -> Iterator[Any]:
    for child in part.iter():
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _span(cell: Any, name: str) -> int:
    value = cell.attributes.get(name) or "1"
    return min(int(value), 60) if value.isdigit() and value != "0" else 1


def is_silent(node: Any) -> bool:
    """Whether a browser shows no words for a node: scripts, fields, comments, what is hidden; menus count as such."""
    if node.tag in _SILENT or node.tag.startswith(("!", "-")):
        return True
    marks = node.attributes
    style = (marks.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style or "hidden" in marks


def joined(text: str) -> str:
    """Words of a source as one line: its line ends and runs of spaces are one space, or none within Chinese."""
    return _SPACE.sub(" ", _BROKEN.sub("", text)).strip()


def words_of(node: Any, linked: bool = True) -> Iterator[str]:
    """All words within a node, or those that are no link."""
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            yield _text(child)
        elif not is_silent(child) and (linked or not _is_link(child)):
            yield from words_of(child, linked)


def letters_of(node: Any) -> int:
    """How many letters stand in an element that are no link."""
    return sum(len(_LETTER.findall(words)) for words in words_of(node, linked=False))


def _is_link(node: Any) -> bool:
    # Without an address it is a mark that others point to, and may hold a heading or a whole text.
    return node.tag == "a" and bool(node.attributes.get("href"))
