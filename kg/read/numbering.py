"""The lists of a .docx file: a paragraph names a list and a level, itself or by its style (ECMA-376 part 1, section 17.9)."""

from __future__ import annotations

from typing import Any

from kg.read.list_numbers import LEVELS, Counting, Level

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Numbers:
    """The list numbers of a document, asked once for each paragraph in order."""

    def __init__(self, document: Any) -> None:
        self._styles = {
            style.get(_W + "styleId"): style for style in _all(_part(document, "styles"), "style")
        }
        root = _part(document, "numbering")
        every = _all(root, "abstractNum")
        # A list that is a style of lists stands where that style is described.
        styled = {_value(a.find(_W + "styleLink")): a for a in every}
        abstract = {
            a.get(_W + "abstractNumId"): styled.get(_value(a.find(_W + "numStyleLink")) or "?", a)
            for a in every
        }
        lists: dict[str, tuple[str, dict[int, Level]]] = {}
        for one in _all(root, "num"):
            number, of = one.get(_W + "numId"), _value(one.find(_W + "abstractNumId"))
            if of in abstract:
                levels = _levels(abstract[of])
                # A list with starts of its own counts by itself, others of one pattern go on.
                own = {int(o.get(_W + "ilvl", "0")): o for o in _all(one, "lvlOverride")}
                for level, override in own.items():
                    levels |= _levels(override)
                    start = _value(override.find(_W + "startOverride"))
                    if start.isdigit() and level in levels:
                        levels[level] = levels[level]._replace(start=int(start))
                lists[number] = (f"{of}/{number}" if own else of, levels)
        self._lists = lists
        self._counting = Counting(lists)

    def of(self, paragraph: Any) -> str:
        """The number that Word shows before a paragraph, or nothing (also for bullets)."""
        return self._counting.of(*self._list(paragraph))

    def _list(self, paragraph: Any) -> tuple[str, int]:
        """The list and level that a paragraph names, else its style or the style that this is based on."""
        holder, named_by = paragraph, ""
        style = _value(paragraph.find(f"{_W}pPr/{_W}pStyle"))
        for _ in range(LEVELS):
            named = holder.find(f"{_W}pPr/{_W}numPr")
            if named is not None:
                level = _value(named.find(_W + "ilvl"))
                number = _value(named.find(_W + "numId"))
                if number:
                    at = int(level) if level.isdigit() else self._level_of(number, named_by)
                    return number, at
            if style not in self._styles:
                break
            holder, named_by = self._styles[style], style
            style = _value(holder.find(_W + "basedOn"))
        return "0", 0

    def _level_of(self, number: str, style: str) -> int:
        """The level of a list that belongs to a style; the first where none does."""
        levels = self._lists[number][1] if number in self._lists else {}
        return next((at for at, level in sorted(levels.items()) if style and level.style == style), 0)

    def style_of(self, paragraph: Any) -> str:
        """The name of a paragraph's style in small letters (`heading 1`, `toc 2`), or nothing."""
        style = self._styles.get(_value(paragraph.find(f"{_W}pPr/{_W}pStyle")))
        return "" if style is None else _value(style.find(_W + "name")).lower()


def _part(document: Any, name: str) -> Any:
    """The root of a part beside the document's text; None where it has none."""
    for related in document.part.rels.values():
        if not related.is_external and related.reltype.endswith("/" + name):
            part = related.target_part
            if hasattr(part, "element"):
                return part.element
            from docx.oxml.parser import parse_xml

            return parse_xml(part.blob)
    return None


def _all(root: Any, name: str) -> list[Any]:
    return [] if root is None else root.findall(_W + name)


def _value(element: Any) -> str:
    return "" if element is None else element.get(_W + "val") or ""


def _levels(holder: Any) -> dict[int, Level]:
    found = {}
    for level in _all(holder, "lvl"):
        at, start = level.get(_W + "ilvl", "0"), _value(level.find(_W + "start"))
        if at.isdigit():
            found[int(at)] = Level(
                int(start) if start.isdigit() else 1,
                _value(level.find(_W + "numFmt")) or "decimal",
                _value(level.find(_W + "lvlText")),
                level.find(_W + "isLgl") is not None,
                int(restart) if (restart := _value(level.find(_W + "lvlRestart"))).isdigit() else LEVELS,
                _value(level.find(_W + "pStyle")),
            )
    return found
