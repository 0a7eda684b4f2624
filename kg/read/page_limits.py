"""Which pages are refused before they are parsed: parsers take minutes over them, and no article is like them."""

from __future__ import annotations

import re

from kg.read.kinds import Unreadable

_LARGEST, _DEEPEST, _MOST_MARKS = 5_000_000, 200, 1_000
_TAG = re.compile(r"<!--|<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*+)>?")
_ENDS = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in ("script", "style")}
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# Shapes of a drawing, of which one holds hundreds side by side.
_SHAPES = frozenset("path circle rect line polygon polyline ellipse use stop image animate".split())
# What may be left open, and is closed by the next of its name within the same of these.
_UNCLOSED = frozenset("p li td th tr dt dd option thead tbody tfoot colgroup".split())
_WITHIN = frozenset("table ul ol dl select div section article".split())


def refuse_bombs(source: str) -> None:
    """Raises Unreadable for a page's source that is too long, nested too deeply, or has too many marks on one tag."""
    if len(source) > _LARGEST:
        raise Unreadable(
            f"is a web page of more than {_LARGEST // 1_000_000} million characters", "save its text as .txt"
        )
    opened: list[str] = []
    at = 0
    while tag := _TAG.search(source, at):
        at = tag.end()
        name = (tag[2] or "").lower()
        if not name:
            at = source.find("-->", at)
        elif tag[1]:
            _close(opened, name)
        elif name in _ENDS:
            end = _ENDS[name].search(source, at)
            at = end.start() if end else -1
        elif tag[3].count("=") > _MOST_MARKS:
            raise Unreadable("is a web page with thousands of marks on one tag", "save its text as .txt")
        elif name not in _VOID and not (name in _SHAPES and tag[3].endswith("/")):
            if name in _UNCLOSED:
                _close(opened, name, _WITHIN)
            opened.append(name)
            if len(opened) > _DEEPEST:
                raise Unreadable("is a web page nested too deeply", "save its text as .txt")
        if at < 0:
            break


def _close(opened: list[str], name: str, within: frozenset[str] = frozenset()) -> None:
    """The last tag of a name is closed, and with it those within that were left open (<td><font>…</td>)."""
    if name not in opened:
        return
    for at in range(len(opened) - 1, -1, -1):
        if opened[at] == name:
            del opened[at:]
        if at >= len(opened) or opened[at] in within:
            break
