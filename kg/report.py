"""The report of a run: what was read, what it holds, what places share, and what a person should look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.compare import namings_of_records, shared
from kg.link.features import SHARED
from kg.model.links import Link
from kg.model.records import DocumentRecords
from kg.query.labels import words_for
from kg.query.table import display_width, table
from kg.registers.bundle import load_registers
from kg.whole_files import write_whole

FILE_NAME = "report.txt"
_SHOWN = 20
_PLACES = 3

_WORDS: Mapping[str, tuple[str, str]] = {
    "title": ("卫健承诺图谱：运行报告", "Health commitments: report of the run"),
    "documents": ("一、文件", "1. Documents"),
    "document": ("文件", "document"),
    "name": ("标题", "title"),
    "place": ("地区", "place"),
    "period": ("时期", "period"),
    "genre": ("文种", "genre"),
    "commitments": ("承诺", "commitments"),
    "targets": ("目标", "targets"),
    "achievements": ("完成值", "achieved"),
    "stated": ("列明责任", "stated owners"),
    "subjects": ("主语责任", "subjects"),
    "total": ("合计", "total"),
    "owners": ("二、责任单位", "2. Owners"),
    "no-owners": (
        "原文没有列出责任单位的文件（{n} 篇）：{names}",
        "Documents that list no owners ({n}): {names}",
    ),
    "all-owners": ("每篇文件都列出了责任单位。", "Every document lists owners."),
    "busiest": ("责任最多的机构：", "Bodies with most responsibilities:"),
    "shared": ("三、共有项目（见于两个以上地区，共 {n} 项）", "3. Shared programmes (in two or more places: {n})"),
    "programme": ("项目", "programme"),
    "count": ("文件数", "documents"),
    "where": ("见于", "where"),
    "more": ("另有 {n} 项，见 kg shared。", "{n} more: kg shared"),
    "none": ("没有。", "None."),
    "look": ("四、需要人工查看", "4. What needs a look"),
    "failed": ("未能读取的文件", "Files that could not be read"),
    "empty": ("没有发现承诺的文件", "Documents without a commitment"),
    "notes": ("原文有缺损或存疑之处", "Places that are damaged or doubtful"),
    "unresolved": ("名称不含地名、暂按本地单位处理的机构", "Bodies named without a place, taken as of this region"),
    "at": ("位置 {places}", "at {places}"),
    "unknown": ("不明", "unknown"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """What there is to tell; the texts are made by `render`."""

    records: tuple[DocumentRecords, ...]
    links: tuple[Link, ...]
    failed: tuple[tuple[str, str], ...]
    """File and message of each file that could not be read."""


def summarise(
    records: Sequence[DocumentRecords], links: Sequence[Link], failed: Sequence[tuple[str, str]] = ()
) -> Report:
    """The report on some documents, their links, and the files (name, message) that failed."""
    ordered = sorted(records, key=lambda r: r.document.id)
    return Report(tuple(ordered), tuple(links), tuple(sorted(failed)))


def write(report: Report, folder: Path, lang: str = "zh") -> Path:
    """Write `report.txt` into a folder; returns its path. Raises KgError where that is not possible."""
    path = folder / FILE_NAME
    write_whole(path, render(report, lang), "name another folder with -o DIR")
    return path


def render(report: Report, lang: str = "zh") -> str:
    """The report as plain text in Chinese (`zh`) or English (`en`), columns aligned for a terminal."""
    parts = (_documents, _owners, _shared, _look)
    head = _say("title", lang)
    return "\n".join([head, "=" * display_width(head), *(part(report, lang) for part in parts)])


def _say(key: str, lang: str, **values: object) -> str:
    return _WORDS[key][lang == "en"].format(**values)


def _section(key: str, lang: str, *lines: str, **values: object) -> str:
    return "\n".join(["", _say(key, lang, **values), "", *(line.rstrip("\n") for line in lines), ""])


def _documents(report: Report, lang: str) -> str:
    columns = (
        "document",
        "place",
        "period",
        "genre",
        "commitments",
        "targets",
        "achievements",
        "stated",
        "subjects",
    )
    rows = [_row(records, report, lang) for records in report.records]
    totals = [_say("total", lang), "", "", ""]
    totals += [str(sum(int(row[i]) for row in rows)) for i in range(4, len(columns))]
    counts = table([_say(c, lang) for c in columns], [*rows, totals], [i > 3 for i in range(len(columns))])
    titles = table(
        [_say("document", lang), _say("name", lang)],
        [[r.document.id, r.document.title or _say("unknown", lang)] for r in report.records],
        [False, False],
    )
    return _section("documents", lang, counts, "", titles)


def _row(records: DocumentRecords, report: Report, lang: str) -> list[str]:
    document = records.document
    achieved = sum(target.status == "achieved" for target in records.targets)
    bases = Counter(r.basis for r in records.responsibilities)
    counts = (
        len(records.commitments),
        len(records.targets) - achieved,
        achieved,
        bases["stated"],
        bases["subject"],
    )
    place = _place(document.id, report) or _say("unknown", lang)
    genre = words_for("genre", document.genre, lang)
    return [document.id, place, document.period or _say("unknown", lang), genre, *(str(n) for n in counts)]


def _place(document: str, report: Report) -> str | None:
    """The name of a document's own region."""
    return next(
        (
            a.name
            for a in report.links
            if a.kind == "region" and a.document == document and a.record == document
        ),
        None,
    )


def _owners(report: Report, lang: str) -> str:
    without = [
        r.document.id for r in report.records if all(found.basis != "stated" for found in r.responsibilities)
    ]
    line = (
        _say("no-owners", lang, n=len(without), names=_join(without, lang))
        if without
        else _say("all-owners", lang)
    )
    busiest = [f"  {count:>4}  {name}" for name, count in _duties(report).most_common(_SHOWN // 2)]
    return _section("owners", lang, line, *([_say("busiest", lang), *busiest] if busiest else []))


def _duties(report: Report) -> Counter[str]:
    """How many stated responsibilities each body has, names in order."""
    names = {
        (a.document, a.record): a.name
        for a in report.links
        if a.kind == "institution" and not a.expanded_from
    }
    records = {
        (r.document.id, name): i.id
        for r in report.records
        for i in r.institutions
        for name in (i.name, *i.aliases)
    }
    found = [
        names.get((r.document.id, records.get((r.document.id, duty.institution), duty.id)), duty.institution)
        for r in report.records
        for duty in r.responsibilities
        if duty.basis == "stated"
    ]
    return Counter(sorted(found))


def _shared(report: Report, lang: str) -> str:
    rows = shared(namings_of_records(report.records, report.links, load_registers().regions))
    shown = [
        [row["name"], str(len(row["documents"])), _join(row["documents"], lang)] for row in rows[:_SHOWN]
    ]
    if not shown:
        return _section("shared", lang, _say("none", lang), n=0)
    head = [_say(key, lang) for key in ("programme", "count", "where")]
    more = [_say("more", lang, n=len(rows) - _SHOWN)] if len(rows) > _SHOWN else []
    return _section("shared", lang, table(head, shown, [False, True, False]), *more, n=len(rows))


def _look(report: Report, lang: str) -> str:
    empty = [r.document.id for r in report.records if not r.commitments]
    lists = (
        ("failed", [message for _, message in report.failed]),
        ("empty", empty),
        ("notes", _notes(report, lang)),
        ("unresolved", _unresolved(report, lang)),
    )
    lines = []
    for key, items in lists:
        if items:
            lines += [f"{_say(key, lang)} ({len(items)})", *(f"  - {item}" for item in items)]
    return _section("look", lang, *(lines or [_say("none", lang)]))


def _notes(report: Report, lang: str) -> list[str]:
    """One line for each document and reason, with the first places."""
    lines = []
    for records in report.records:
        by_reason: dict[str, list[int]] = {}
        for note in records.notes:
            by_reason.setdefault(note.reason, []).append(note.start)
        for reason, starts in sorted(by_reason.items()):
            words = words_for("reason", reason, lang)
            at = _say("at", lang, places=_join([str(s) for s in sorted(starts)], lang, _PLACES))
            lines.append(f"{records.document.id}  {words} × {len(starts)}  {at}")
    return lines


def _unresolved(report: Report, lang: str) -> list[str]:
    """One line for each document with the particular bodies that are one thing within its region only."""
    particular = {(r.document.id, i.id) for r in report.records for i in r.institutions if not i.generic}
    found: dict[str, set[str]] = {}
    for link in report.links:
        known = link.score >= SHARED or all(reason.feature != "no-place" for reason in link.because)
        if link.kind == "institution" and not known and (link.document, link.record) in particular:
            found.setdefault(link.document, set()).add(link.name)
    return [
        f"{document}  {_join(sorted(names), lang, _SHOWN // 2)}" for document, names in sorted(found.items())
    ]


def _join(items: Sequence[str] | Mapping[str, object], lang: str, most: int | None = None) -> str:
    names = list(items)
    shown = names if most is None else names[:most]
    return (", " if lang == "en" else "、").join(shown) + (" …" if len(shown) < len(names) else "")
