"""What `kg compare` prints: tables for the terminal, CSV, and plain lists for JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from kg import terms
from kg.compare.figures import ComparisonRow, FigureRow, IndicatorView
from kg.compare.places import Place, depths
from kg.compare.promises import PromiseRow
from kg.compare.things import Thing
from kg.query.labels import value_labels
from kg.query.table import table, visible

_WORDS = {
    "place": ("地区", "place"), "period": ("时期", "period"), "status": ("状态", "status"),
    "amount": ("数值", "figure"), "converted": ("换算", "converted"), "deadline": ("期限", "deadline"),
    "population": ("人群", "population"), "document": ("文件", "document"), "section": ("章节", "section"),
    "at": ("位置", "at"), "words": ("原文", "words"), "owners": ("责任单位", "owners"), "verdict": ("结论", "verdict"),
    "because": ("理由", "because"), "target": ("目标", "target"), "achieved": ("完成", "achievement"),
    "kind": ("类别", "kind"), "name": ("名称", "name"), "places": ("地区数", "places"),
    "documents": ("文件数", "documents"), "indicator": ("指标", "indicator"), "programme": ("项目", "programme"),
    "measure": ("计量", "measure"), "operator": ("比较", "operator"), "value": ("值", "value"),
    "value_max": ("上限", "upper value"), "unit": ("单位", "unit"), "printed": ("原文写法", "as printed"),
    "start": ("起", "start"), "end": ("止", "end"), "verdicts": ("对照", "verdicts"),
    "none": ("原文未写明责任单位", "no owner named in the source"),
    "does not convert": ("不能换算", "does not convert"), "lost": ("原文缺失", "lost in the source"),
    "beside": ("目标与完成对照", "Targets beside achievements"),
    "also": ("又作", "also"), "better": ("期望方向", "better"),
}  # fmt: skip
_SIGNS = {"=": "", ">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "~": "≈ "}
_CHANGES = {"increase": ("增加 ", "up "), "decrease": ("减少 ", "down ")}
_SPELLINGS_SHOWN = 6


def _say(key: str, lang: str) -> str:
    return _WORDS[key][lang == "en"]


def _label(prop: str, code: str, lang: str) -> str:
    return value_labels()[prop].get(code, {}).get(lang, code)


def _joined(words: Iterable[str], lang: str) -> str:
    return ("; " if lang == "en" else "、").join(words)


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(row: FigureRow, lang: str) -> str:
    """A figure in short: change, comparator, value, unit (`≥ 4.5个`)."""
    change = _CHANGES.get(row.measure, ("", ""))[lang == "en"]
    if row.value is None:
        return f"{change}{_say('lost', lang)}"
    upper = f"-{_plain(row.value_max)}" if row.value_max is not None else ""
    return f"{change}{_SIGNS.get(row.operator, row.operator)}{_plain(row.value)}{upper}{row.unit or ''}"


def _indented(places: Iterable[Place], lang: str) -> dict[str, str]:
    """By id, the name of each place, set in below the place that it lies in."""
    shown = tuple(places)
    depth = depths(dict.fromkeys(shown))
    return {p.id: "　" * depth[p.id] + visible(p.name) for p in shown}


def _only_where_said(head: list[str], rows: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """Without the columns that are empty in every row."""
    kept = [i for i in range(len(head)) if any(row[i] for row in rows)]
    return [head[i] for i in kept], [[row[i] for i in kept] for row in rows]


def _table(head: list[str], rows: list[list[str]], width: int | None, right: Sequence[str] = ()) -> str:
    head, rows = _only_where_said(head, rows)
    return table(head, rows, [h in right for h in head], width)


def indicator_page(view: IndicatorView, lang: str, width: int | None) -> str:
    """The indicator, a row for each figure, and a row for each comparison."""
    keys = (
        "place",
        "period",
        "status",
        "amount",
        "converted",
        "deadline",
        "population",
        "document",
        "section",
        "at",
    )
    names = _indented((row.place for row in view.figures), lang)
    rows = [
        [
            names[row.place.id], row.period, _label(terms.STATUS, row.status, lang), amount(row, lang),
            _in_common_unit(row, view, lang), row.deadline or "", visible(row.population or ""), row.document,
            row.section or "", f"{row.start}–{row.end}",
        ]
        for row in view.figures
    ]  # fmt: skip
    parts = [_title(view.indicator, _about(view, lang), lang)]
    parts.append(_table([_say(key, lang) for key in keys], rows, width))
    if view.comparisons:
        parts.append(_say("beside", lang) + "\n\n" + _comparisons(view, lang, width))
    return "\n".join(parts)


def _title(thing: Thing, about: str, lang: str) -> str:
    name = thing.name_en if lang == "en" and thing.name_en else thing.name
    other = thing.name if name != thing.name else thing.name_en
    spellings = [s for s in thing.spellings[:_SPELLINGS_SHOWN] if s not in (thing.name, thing.name_en)]
    lines = [f"{name}  {other}".rstrip()]
    if spellings:
        more = " …" if len(thing.spellings) > _SPELLINGS_SHOWN else ""
        lines.append(f"{_say('also', lang)}: {_joined(spellings, lang)}{more}")
    return (
        visible(lines[0]) + "\n" + "".join(f"{line}\n" for line in (*map(visible, lines[1:]), about) if line)
    )


def _about(view: IndicatorView, lang: str) -> str:
    unit = f"{_say('unit', lang)}: {view.unit}" if view.unit else ""
    better = f"{_say('better', lang)}: {_label(terms.DIRECTION, view.direction, lang)}"
    return "  ".join(part for part in (unit, better) if part)


def _in_common_unit(row: FigureRow, view: IndicatorView, lang: str) -> str:
    """The value in the common unit, where the row's own is another."""
    if row.value is None or row.measure != "level" or row.unit == view.unit:
        return ""
    if row.converted is None:
        return _say("does not convert", lang)
    return "" if row.converted == row.value else f"{_plain(row.converted)}{view.unit or ''}"


def _comparisons(view: IndicatorView, lang: str, width: int | None) -> str:
    rows = {row.fact: row for row in view.figures}
    shown = [
        [
            _side(rows[c.target], lang), _side(rows[c.achieved], lang), _label(terms.VERDICT, c.verdict, lang),
            _joined((_label(terms.VERDICT_REASON, r, lang) for r in c.reasons), lang),
        ]
        for c in view.comparisons
    ]  # fmt: skip
    return _table([_say(k, lang) for k in ("target", "achieved", "verdict", "because")], shown, width)


def _side(row: FigureRow, lang: str) -> str:
    return f"{row.place.name} {row.deadline or row.period} {amount(row, lang)}"


def programme_page(programme: Thing, rows: Sequence[PromiseRow], lang: str, width: int | None) -> str:
    """The programme and a row for each commitment with its owners."""
    keys = ("place", "period", "status", "words", "owners", "deadline", "document", "section", "at")
    names = _indented((row.place for row in rows), lang)
    shown = [
        [
            names[row.place.id], row.period, _label(terms.STATUS, row.status, lang), visible(row.words),
            _owners(row, lang), row.deadline or "", row.document, row.section or "", f"{row.start}–{row.end}",
        ]
        for row in rows
    ]  # fmt: skip
    return _title(programme, "", lang) + "\n" + _table([_say(key, lang) for key in keys], shown, width)


def _owners(row: PromiseRow, lang: str) -> str:
    if not row.owners:
        return _say("none", lang)
    return _joined(
        (
            name if role == "responsible" else f"{name}（{_label(terms.ROLE, role, lang)}）"
            for name, role in row.owners
        ),
        lang,
    )


def things_page(things: Sequence[Thing], lang: str, width: int | None) -> str:
    """What can be compared."""
    rows = [[_say(t.kind, lang), visible(t.name), str(t.places), str(t.documents)] for t in things]
    head = [_say(key, lang) for key in ("kind", "name", "places", "documents")]
    return table(head, rows, [False, False, True, True], width)


def indicator_csv(view: IndicatorView, lang: str, bom: bool) -> str:
    """A row for each figure, with the verdicts on it in the last column."""
    keys = (
        "place", "period", "status", "measure", "operator", "value", "value_max", "unit", "converted", "deadline", "population",
        "printed", "words", "document", "section", "start", "end", "verdicts",
    )  # fmt: skip
    facts = {row.fact: row for row in view.figures}
    rows = []
    for row in view.figures:
        coded = {"status": terms.STATUS, "measure": terms.MEASURE}
        cells = {
            **asdict(row),
            "place": row.place.name,
            "verdicts": _verdicts(row, view.comparisons, facts, lang),
        }
        rows.append([_label(coded[k], cells[k], lang) if k in coded else _cell(cells[k]) for k in keys])
    return _csv([_say(key, lang) for key in keys], rows, bom)


def _verdicts(
    row: FigureRow, comparisons: Iterable[ComparisonRow], facts: dict[str, FigureRow], lang: str
) -> str:
    told = []
    for c in comparisons:
        if row.fact in (c.target, c.achieved):
            other = facts[c.achieved if row.fact == c.target else c.target]
            reasons = _joined((_label(terms.VERDICT_REASON, r, lang) for r in c.reasons), lang)
            told.append(f"{_side(other, lang)}: {_label(terms.VERDICT, c.verdict, lang)} ({reasons})")
    return "; ".join(told)


def programme_csv(rows: Sequence[PromiseRow], lang: str, bom: bool) -> str:
    """A row for each commitment."""
    keys = ("place", "period", "status", "words", "owners", "deadline", "document", "section", "start", "end")
    made = []
    for row in rows:
        cells = {**asdict(row), "place": row.place.name, "owners": _owners(row, lang),
                 "status": _label(terms.STATUS, row.status, lang)}  # fmt: skip
        made.append([_cell(cells[key]) for key in keys])
    return _csv([_say(key, lang) for key in keys], made, bom)


def things_csv(things: Sequence[Thing], lang: str, bom: bool) -> str:
    """A row for each thing that can be compared."""
    head = [_say(key, lang) for key in ("kind", "name", "places", "documents")]
    return _csv(head, [[_say(t.kind, lang), t.name, str(t.places), str(t.documents)] for t in things], bom)


def _csv(head: Sequence[str], rows: Iterable[Sequence[str]], bom: bool) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(rows)
    return ("\ufeff" if bom else "") + out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return _plain(value) if isinstance(value, Decimal) else str(value)


def as_json(of: IndicatorView | tuple[Thing, Sequence[PromiseRow]] | Sequence[Thing]) -> Any:
    """A view as lists and dicts of JSON; numbers as in the records, places by name and id."""
    if isinstance(of, IndicatorView):
        return {**_thing(of.indicator), "unit": of.unit, "direction": of.direction,
                "figures": [_json_row(row) for row in of.figures],
                "comparisons": [asdict(c) for c in of.comparisons]}  # fmt: skip
    if isinstance(of, tuple) and len(of) == 2 and isinstance(of[0], Thing) and not isinstance(of[1], Thing):
        return {**_thing(of[0]), "commitments": [_json_row(row) for row in of[1]]}
    return [_thing(thing) for thing in of if isinstance(thing, Thing)]


def _thing(thing: Thing) -> dict[str, Any]:
    return {**asdict(thing), "spellings": list(thing.spellings)}


def _json_row(row: FigureRow | PromiseRow) -> dict[str, Any]:
    cells = {**asdict(row), "place": row.place.name, "place_id": row.place.id}
    if isinstance(row, PromiseRow):
        cells["owners"] = [{"name": name, "role": role} for name, role in row.owners]
    return {key: _json_value(value) for key, value in cells.items()}


def _json_value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
