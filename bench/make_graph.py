"""A synthetic graph of about N nodes, with its source texts: for the explorer's tests and its budgets.

    python bench/make_graph.py OUT [--nodes 1000] [--hostile]
    python bench/make_graph.py OUT --triples 1000000

Every place, body, figure and sentence is invented. The pages take turns in what is hard about the genre:
with and without owner lists, plan and report, plain simplified text and a traditional web page with pinyin
glosses.
"""

from __future__ import annotations

import argparse
import itertools
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg import ids

BASE = ids.DEFAULT_BASE
HC = "https://w3id.org/health-commitments/ontology#"
OA = "http://www.w3.org/ns/oa#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"

CITIES = ("清和市", "临溪市", "朔方市", "南陵山市", "云渡市", "白榆市", "东篱市", "鹿鸣市")
PROGRAMMES = (
    "健康细胞建设", "家庭医生签约服务", "优质服务基层行活动", "“两癌”筛查", "普惠托育服务", "紧密型县域医共体建设",
    "慢性病防治", "心理健康服务", "智慧医院建设", "老年友善医疗机构建设", "无结核社区建设", "公立医院综合改革",
    "卫生应急能力建设", "中医馆提升工程", "重大传染病防控", "医养结合服务", "互联网诊疗", "妇幼健康促进行动",
    "健康教育进校园", "职业病危害治理", "血液保障工程", "名医名科引育", "基层卫生人才招录", "医疗质量安全整治",
)  # fmt: skip
INDICATORS = (
    ("每千人口托位数", "个/千人", 4, 5), ("高血压患者规范管理率", "%", 60, 95), ("孕产妇死亡率", "‰", 0, 1),
    ("家庭医生重点人群签约率", "%", 70, 95), ("村卫生室新建数", "个", 2, 30),
    ("适龄妇女筛查人数", "人次", 5000, 90000), ("县域就诊率", "%", 80, 95), ("每千人口床位数", "张/千人", 5, 8),
    ("药占比", "%", 8, 30), ("培训基层人员", "名", 40, 600), ("居民健康素养水平", "%", 25, 45),
    ("电子病历应用水平达标机构", "家", 1, 9),
)  # fmt: skip
THEMES = ("基层卫生", "疾病防控", "妇幼与托育", "医院与质量", "健康促进")
OFFICES = (
    "疾病预防控制处", "基层卫生健康处", "医政医管处", "妇幼健康处", "规划信息处", "人事处", "中医药管理处",
)  # fmt: skip
HOSPITALS = ("第一人民医院", "中医医院", "妇幼保健院", "疾病预防控制中心", "急救中心")
OPERATORS = {">=": ("达到", "以上"), "=": ("达到", ""), "<=": ("控制在", "以内"), "~": ("保持在", "左右")}
VERDICTS = (
    ("met", "reached"), ("not met", "short"), ("not met", "short later"), ("met", "reached early"),
    ("not comparable", "population", "unit"), ("on course", "pace kept"), ("not comparable", "no date"),
)  # fmt: skip
HOSTILE = (
    "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", 'javascript:alert(1) href="#"',
    "\u202e倒置的名称\u202c", "零\u200b宽\u200b名称", "{{constructor.constructor('alert(1)')()}}",
    '=HYPERLINK("x")',
)  # fmt: skip


_COMMON = ("graph/registers", "graph/summaries")
_YEARS = 5


def literal(value: str, kind: str = "") -> str:
    """An RDF literal in N-Quads: `kind` is `@zh`, an XSD type's name, or empty for a plain string."""
    text = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    if kind.startswith("@") or not kind:
        return f'"{text}"{kind}'
    return f'"{text}"^^<{XSD}{kind}>'


@dataclass
class Page:
    """A page while it is written: its plain text, and the places of facts as offsets into it."""

    name: str
    glossed: bool
    pieces: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, text: str) -> tuple[int, int]:
        start = self.length
        self.pieces.append(text)
        self.length += len(text)
        return start, self.length

    def source(self) -> tuple[str, list[int]]:
        """The page as a website shows it, and for each plain offset the offset in it."""
        plain = "".join(self.pieces)
        if not self.glossed:
            return plain, list(range(len(plain) + 1))
        from opencc import OpenCC
        from pypinyin import Style, lazy_pinyin

        turned = OpenCC("s2t").convert(plain)
        out, places = [], []
        at = 0
        for i, (before, after) in enumerate(zip(plain, turned, strict=True)):
            shown = after
            if before != after and i % 3 == 0:
                shown += f"({lazy_pinyin(before, style=Style.TONE)[0]})"
            places.append(at)
            out.append(shown)
            at += len(shown)
        return "".join(out), [*places, at]


@dataclass
class Graph:
    """The quads so far, as lines; places in texts do not count as nodes."""

    lines: set[str] = field(default_factory=set)
    common: set[str] = field(default_factory=set)
    """Lines that several documents may say."""
    nodes: set[str] = field(default_factory=set)

    def add(self, graph: str, subject: str, predicate: str, value: str) -> None:
        """`subject` is a path, `predicate` a full IRI, `value` a literal or a path."""
        if "/span/" not in subject:
            self.nodes.add(subject)
        shown = value if value.startswith(('"', "<")) else f"<{BASE}{value}>"
        lines = self.common if graph in _COMMON else self.lines
        lines.add(f"<{BASE}{subject}> <{predicate}> {shown} <{BASE}{graph}> .")

    def thing(self, path: str, kind: str, name: str, **more: str) -> str:
        """A thing of the registers: its class, preferred label and further properties (`hc:` names)."""
        self.add("graph/registers", path, RDF + "type", f"<{HC}{kind}>")
        self.add("graph/registers", path, SKOS + "prefLabel", literal(name, "@zh"))
        for key, value in more.items():
            self.add("graph/registers", path, HC + key, value)
        return path


@dataclass
class Maker:
    """Writes document after document until the graph has the wanted size."""

    nodes: int
    hostile: bool
    full: bool = False
    """Whether documents name their programmes and bodies (mentions) and give deadlines, as built graphs do."""
    graph: Graph = field(default_factory=Graph)
    sources: dict[str, str] = field(default_factory=dict)
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    named: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    """For each place the programmes that its documents name."""
    planned: list[_Document] = field(default_factory=list)
    """The plans of a place that no report has answered yet."""

    def run(self) -> None:
        for number in range(10_000):
            document = _Document(self, number)
            document.write()
            if number >= 2 and len(self.graph.nodes) >= self.nodes:
                return

    def programme(self, number: int) -> str:
        kinds = len(PROGRAMMES)
        name = PROGRAMMES[number % kinds] + (f"（第{number // kinds + 1}类）" if number >= kinds else "")
        if self.hostile and number < len(HOSTILE):
            name = HOSTILE[number]
        path = f"programme/p{number}"
        self.graph.thing(path, "Program", name)
        if number == 1:
            self.graph.add("graph/registers", path, SKOS + "altLabel", literal("家医签约", "@zh"))
        if self.full:
            theme = f"programme/theme-{number % len(THEMES)}"
            self.graph.add("graph/registers", theme, RDF + "type", f"<{SKOS}Concept>")
            self.graph.add(
                "graph/registers", theme, SKOS + "prefLabel", literal(THEMES[number % len(THEMES)], "@zh")
            )
            self.graph.add("graph/registers", path, HC + "partOf", theme)
        return path

    def indicator(self, number: int) -> tuple[str, str, int, int, str]:
        name, unit, low, high = INDICATORS[number % len(INDICATORS)]
        more = {"unit": literal(unit)}
        if self.full:
            more["direction"] = literal("lower" if name in ("孕产妇死亡率", "药占比") else "higher")
        path = self.graph.thing(f"indicator/i{number % len(INDICATORS)}", "Indicator", name, **more)
        return name, unit, low, high, path

    def compare(self, report: _Document) -> None:
        """The verdicts on the targets of a place's plans by a report's figures of the same indicators."""
        for plan in self.planned:
            for target, indicator in plan.figures.items():
                for figure in (f for f, measured in report.figures.items() if measured == indicator):
                    self._comparison(plan, target, report, figure, indicator)
        self.planned.clear()

    def _comparison(
        self, plan: _Document, target: str, report: _Document, figure: str, indicator: str
    ) -> None:
        path = ids.comparison(plan.name, target, report.name, figure)
        ends = ids.fact(plan.name, "figure", target), ids.fact(report.name, "figure", figure)
        verdict, *reasons = self.chance.choice(VERDICTS)
        self.graph.add("graph/links", path, RDF + "type", f"<{HC}Comparison>")
        rows = [
            ("comparesTarget", ends[0]), ("comparesAchievement", ends[1]), ("indicator", indicator),
            ("verdict", literal(verdict)), *(("verdictReason", literal(reason)) for reason in reasons),
            *(("evidence", document.places[end]) for document, end in zip((plan, report), ends, strict=True)),
        ]  # fmt: skip
        for name, value in rows:
            self.graph.add("graph/links", path, HC + name, value)

    def summarise(
        self, documents: Counter[str], spans: Counter[str], figures: Counter[tuple[str, str]]
    ) -> None:
        """The counts over all documents, as `kg.build.summaries` makes them."""
        counts: dict[tuple[str, str], int] = {}
        for programme, number in documents.items():
            counts[programme, "sharedBy"] = number
            counts[programme, "mentionCount"] = counts[programme, "commitmentCount"] = spans[programme]
        for (indicator, name), number in figures.items():
            counts[indicator, name] = number
        for (subject, name), number in counts.items():
            self.graph.add("graph/summaries", subject, HC + name, literal(str(number), "integer"))


def _code(seat: int) -> str:
    return str(990000 + (seat + 1) * 10)


class _Document:
    """One document: its head, its items with clauses, and what they say as quads."""

    def __init__(self, maker: Maker, number: int) -> None:
        self.maker, self.number, self.graph = maker, number, maker.graph
        self.chance = maker.chance
        cities = len(CITIES)
        # As in a real collection a place has several years; the explorer's samples have a place a document.
        seat = self.seat = number // _YEARS if maker.full else number
        self.city = CITIES[seat % cities] if seat < cities else f"第{seat}号{CITIES[seat % cities]}"
        self.code = _code(seat)
        self.name = f"sample{number:03d}-{2021 + number % 5}"
        self.path = ids.document(self.name)
        self.here = ids.document_graph(self.name)
        self.owners, self.report = number % 3 == 0, number % 5 == 4
        self.page = Page(self.name, glossed=number % 4 == 3)
        self.facts: list[tuple[str, str, int, int, str]] = []
        self.count = 0
        self.named: dict[str, str] = {}
        self.spans: Counter[str] = Counter()
        self.measured: list[str] = []
        self.figures: dict[str, str] = {}
        self.places: dict[str, str] = {}

    def write(self) -> None:
        self.region = self._region()
        self.bureau = f"{self.city}卫生健康委员会"
        self.bodies = list(self._bodies())
        self._head()
        for chapter in range(1, 4):
            self._chapter(chapter)
        self._places()

    def _region(self) -> str:
        province = self.graph.thing("region/990000", "Region", "云岭省", code=literal("990000"))
        # Of three places the first is the city of the other two.
        above = (
            ids.region(_code(self.seat - self.seat % 3)) if self.maker.full and self.seat % 3 else province
        )
        return self.graph.thing(
            ids.region(self.code), "Region", self.city, code=literal(self.code), partOf=above
        )

    def _bodies(self) -> Iterator[tuple[str, str]]:
        bureau = self.graph.thing(
            ids.institution(self.bureau), "Institution", self.bureau, region=self.region,
            institutionType=literal("government"),
        )  # fmt: skip
        for name in OFFICES:
            full = self.bureau + name
            more = {"partOf": bureau, "region": self.region, "institutionType": literal("government")}
            yield name, self.graph.thing(ids.institution(full), "Institution", full, **more)
        for name in HOSPITALS:
            full = self.city + name
            more = {"region": self.region, "institutionType": literal("hospital")}
            yield name, self.graph.thing(ids.institution(full), "Institution", full, **more)

    def _head(self) -> None:
        year = 2021 + self.number % 5
        title = f"{self.city}{year}年卫生健康工作" + ("总结" if self.report else "要点")
        number = f"样卫发〔{year}〕{self.number + 1}号"
        self.page.add(f"{title}\n{number}\n\n各有关单位：\n")
        self.fact(self.path, "type", f"<{HC}Document>", RDF)
        self.fact(self.path, "title", literal(title, "@zh"), DCTERMS)
        self.fact(self.path, "issued", literal(f"{year}-03-01", "date"), DCTERMS)
        self.fact(self.path, "source", literal(f"{self.name}.txt"), DCTERMS)
        self.fact(self.path, "genre", literal("report" if self.report else "plan"))
        self.fact(self.path, "period", literal(str(year)))
        self.fact(self.path, "region", self.region)
        self.fact(self.path, "issuer", ids.institution(self.bureau))
        self.fact(self.path, "number", literal(number))

    def fact(self, subject: str, name: str, value: str, prefix: str = HC) -> None:
        self.graph.add(self.here, subject, prefix + name, value)

    def _chapter(self, chapter: int) -> None:
        self.page.add(f"\n{'一二三'[chapter - 1]}、")
        path = ids.section(self.name, str(chapter))
        heading = ("夯实服务基础", "防治重点疾病", "提升群众感受")[chapter - 1]
        span = self.page.add(heading)
        self._section(path, str(chapter), heading, self.path)
        self.page.add("\n")
        for item in range(1, 5):
            self._item(path, f"{chapter}/{item}")
        self.facts.append((path, "section", span[0], self.page.length, ""))

    def _section(self, path: str, number: str, heading: str, parent: str) -> None:
        self.fact(path, "type", f"<{HC}Section>", RDF)
        self.fact(path, "number", literal(number))
        self.fact(path, "label", literal(heading, "@zh"), RDFS)
        self.fact(path, "partOf", parent)
        if self.maker.full:
            self.fact(path, "document", self.path)

    def _item(self, chapter: str, number: str) -> None:
        # As many programmes as some documents may name, the same number in each of a place's years.
        pool = min(len(PROGRAMMES) + (self.seat if self.maker.full else self.number) // 2, 160)
        first = self.chance.randrange(pool)
        if self.maker.hostile and self.number < 2:
            first = (int(number[0]) * 4 + int(number[-1])) % len(HOSTILE)
        programme = self.maker.programme(first)
        name = PROGRAMMES[first % len(PROGRAMMES)]
        path = ids.section(self.name, number)
        self._section(path, number, f"抓好{name}", chapter)
        start = self.page.add(f"{int(number[-1])}. ")[1]
        self.page.add(f"抓好{name}。")
        for order in range(3):
            self._clause(path, programme, name, order)
        if self.owners:
            self._owner_list(path)
        self.page.add("\n")
        self.facts.append((path, "section", start, self.page.length, ""))

    def _clause(self, section: str, programme: str, name: str, order: int) -> None:
        self.count += 1
        path = ids.fact(self.name, "commitment", f"c{self.count}")
        body = self.chance.choice(self.bodies) if order == 1 and not self.owners else None
        start = self.page.length
        said = self.page.add(body[0]) if body else None
        action, thing = (("推进", name), ("完善", f"{name}工作机制"), ("提高", ""))[order]
        self.page.add(action + thing)
        if order == 2:
            self._figure(path, programme)
        end = self.page.length
        self.page.add("；" if order < 2 else "。")
        self._commitment(path, section, programme, action, thing or "服务水平", (start, end))
        if body and said:
            self._responsibility(body[1], path, "subject", said)

    def _commitment(
        self, path: str, section: str, programme: str, action: str, thing: str, span: tuple[int, int]
    ) -> None:
        label = "".join(self.page.pieces)[span[0] : span[1]]
        self.fact(path, "type", f"<{HC}Commitment>", RDF)
        self.fact(path, "label", literal(label, "@zh"), RDFS)
        self.fact(path, "action", literal(action, "@zh"))
        self.fact(path, "object", literal(thing, "@zh"))
        self.fact(path, "status", literal("achieved" if self.report else "planned"))
        self.fact(path, "partOf", section)
        self.fact(path, "document", self.path)
        self.fact(path, "region", self.region)
        self.fact(path, "program", programme)
        self.fact(path, "rule", literal("action-verb"))
        self.facts.append((path, "commitment", *span, label))
        if self.maker.full:
            self._mention(programme, "program", label, span)
            if self.count % 7 == 0:
                month = self.chance.randint(1, 12)
                self.fact(path, "deadline", literal(f"{2021 + self.number % 5}-{month:02d}-28", "date"))
            self._firmness(path, (self.count - 1) % 3, has_deadline=self.count % 7 == 0)

    def _firmness(self, commitment: str, order: int, *, has_deadline: bool) -> None:
        if self.report:
            return
        stated = [
            name
            for name, holds in (
                ("figure", order == 2),
                ("deadline", has_deadline),
                ("owner", self.owners or order == 1),
            )
            if holds
        ]
        self.graph.add("graph/summaries", commitment, HC + "firmness", literal(str(len(stated)), "integer"))
        for name in stated:
            self.graph.add("graph/summaries", commitment, HC + "states", literal(name))

    def _mention(self, thing: str, kind: str, words: str, span: tuple[int, int]) -> None:
        """That the document names a thing, once for each of its places."""
        new = thing not in self.named
        self.spans[thing] += 1
        path = self.named.setdefault(thing, ids.mention(self.name, kind, f"m{len(self.named) + 1}"))
        if new:
            self.fact(path, "type", f"<{HC}Mention>", RDF)
            self.fact(path, "mentions", thing)
            self.fact(path, "document", self.path)
            self.graph.add("graph/links", path, HC + "score", literal("1", "decimal"))
            for because, lang in (("名称相同", "@zh"), ("the same name", "@en")):
                self.graph.add("graph/links", path, HC + "linkedBecause", literal(because, lang))
        self.fact(path, "printed", literal(words))
        self.facts.append((path, "mention", *span, words))

    def _figure(self, commitment: str, programme: str) -> None:
        name, unit, low, high, indicator = self.maker.indicator(self.count // 3 + self.number)
        operator = "=" if self.report else self.chance.choice(list(OPERATORS))
        if operator == ">=" and name in ("孕产妇死亡率", "药占比"):
            operator = "<="
        before, after = OPERATORS[operator]
        value, top = self.chance.randint(low, high), ""
        if self.chance.random() < 0.2 and operator == "=":
            top = str(value + 2)
        printed = f"{value}{'-' + top if top else ''}{unit.split('/')[0]}"
        self.page.add(name + before)
        place = self.page.add(printed)
        self.page.add(after)
        self.measured.append(indicator)
        self.figures[f"t{self.count}"] = indicator
        path = ids.fact(self.name, "figure", f"t{self.count}")
        kind = "Achievement" if self.report else "Target"
        rows: dict[str, str] = {
            "commitment": commitment, "indicator": indicator, "measure": literal("level"),
            "operator": literal(operator), "value": literal(str(value), "decimal"), "unit": literal(unit),
            "printed": literal(printed), "status": literal("achieved" if self.report else "planned"),
            "region": self.region, "document": self.path,
        }  # fmt: skip
        if top:
            rows["maxValue"] = literal(top, "decimal")
        self.fact(path, "type", f"<{HC}{kind}>", RDF)
        for key, shown in rows.items():
            self.fact(path, key, shown)
        self.facts.append((path, "figure", *place, printed))
        self.fact(commitment, "targets", indicator)
        self.graph.add("graph/summaries", programme, HC + "targets", indicator)
        if self.count % 11 == 0:
            note = ids.fact(self.name, "note", f"n{self.count}")
            self.fact(note, "type", f"<{HC}Note>", RDF)
            self.fact(note, "about", path)
            self.fact(note, "reason", literal("value missing in source"))
            self.facts.append((note, "note", *place, ""))

    def _owner_list(self, section: str) -> None:
        self.page.add("（责任单位：")
        for place, body in enumerate(self.chance.sample(self.bodies, 3)):
            if place:
                self.page.add("、")
            said = self.page.add(body[0])
            self._responsibility(body[1], section, "stated", said)
        self.page.add("）")

    def _responsibility(self, body: str, what: str, basis: str, span: tuple[int, int]) -> None:
        path = ids.fact(self.name, "responsibility", f"r{len(self.facts)}")
        self.fact(path, "type", f"<{HC}Responsibility>", RDF)
        self.fact(path, "institution", body)
        self.fact(path, "answersFor", what)
        self.fact(path, "role", literal("responsible"))
        if self.maker.full:
            self.fact(path, "document", self.path)
        self.fact(path, "basis", literal(basis))
        self.fact(body, "responsibleFor", what)
        if self.maker.full:
            self.fact(path, "covers", what)
            if basis == "stated":  # an item's owners reach each commitment in it
                for number in range(self.count - 2, self.count + 1):
                    commitment = ids.fact(self.name, "commitment", f"c{number}")
                    self.fact(body, "responsibleFor", commitment)
                    self.fact(path, "covers", commitment)
            self._mention(body, "institution", "".join(self.page.pieces)[span[0] : span[1]], span)
        self.facts.append((path, "responsibility", *span, ""))

    def count_into(
        self, documents: Counter[str], spans: Counter[str], figures: Counter[tuple[str, str]]
    ) -> None:
        """Count what the document says of programmes and indicators, and what it holds itself."""
        programmes = {thing for thing in self.named if thing.startswith("programme/")}
        for programme in programmes - self.maker.named[self.seat]:
            documents[programme] += 1
        self.maker.named[self.seat] |= programmes
        spans.update(self.spans)
        done, planned = (
            ("achievementCount", "targetCount") if self.report else ("targetCount", "achievementCount")
        )
        for indicator in self.measured:
            figures[indicator, done] += 1
            figures[indicator, planned] += 0
        kinds = Counter(kind for _, kind, *_ in self.facts)
        for name, number in (
            ("commitmentCount", kinds["commitment"]),
            (done, kinds["figure"]),
            (planned, 0),
            ("responsibilityCount", kinds["responsibility"]),
            ("unownedCount", 0 if self.owners else kinds["commitment"] - kinds["responsibility"]),
            ("noteCount", kinds["note"]),
        ):
            self.graph.add("graph/summaries", self.path, HC + name, literal(str(number), "integer"))

    def _places(self) -> None:
        """The evidence of every fact, in offsets of the page as it is shown."""
        source, places = self.page.source()
        self.maker.sources[self.name] = source
        begins: dict[str, int] = {}
        for subject, kind, first, last, text in self.facts:
            start, end = places[first], places[last]
            span = ids.span(self.name, start, end)
            self.fact(subject, "evidence", span)
            self.places[subject] = span
            begins[subject] = min(start, begins.get(subject, start))
            if kind in ("commitment", "figure", "responsibility"):
                self.fact(subject, "rule", literal("sample-rule"))
            self.fact(span, "type", f"<{OA}SpecificResource>", RDF)
            self.fact(span, "hasSource", self.path, OA)
            self.fact(span, "hasSelector", f"{span}/position", OA)
            self.fact(f"{span}/position", "type", f"<{OA}TextPositionSelector>", RDF)
            self.fact(f"{span}/position", "start", literal(str(start), "integer"), OA)
            self.fact(f"{span}/position", "end", literal(str(end), "integer"), OA)
            if text:
                self.fact(span, "hasSelector", f"{span}/quote", OA)
                self.fact(f"{span}/quote", "type", f"<{OA}TextQuoteSelector>", RDF)
                self.fact(f"{span}/quote", "exact", literal(text, "@zh"), OA)
        for subject, start in begins.items():
            self.fact(subject, "start", literal(str(start), "integer"))


def make(out: Path, nodes: int = 1000, *, hostile: bool = False, sources: bool = True) -> int:
    """Write `out/graph.nq` and `out/sources/*.txt`; the number of nodes (places in texts not counted)."""
    maker = Maker(nodes, hostile)
    maker.run()
    out.mkdir(parents=True, exist_ok=True)
    text = "\n".join(sorted(maker.graph.lines | maker.graph.common)) + "\n"
    (out / "graph.nq").write_text(text, encoding="utf-8", newline="\n")
    if sources:
        (out / "sources").mkdir(exist_ok=True)
        for name, source in maker.sources.items():
            (out / "sources" / f"{name}.txt").write_text(source, encoding="utf-8", newline="\n")
    return len(maker.graph.nodes)


def make_full(out: Path, triples: int) -> int:
    """Write a graph of about so many triples as built graphs are, page after page; the number of triples."""
    out.mkdir(parents=True, exist_ok=True)
    maker = Maker(0, False, full=True)
    documents: Counter[str] = Counter()
    spans: Counter[str] = Counter()
    figures: Counter[tuple[str, str]] = Counter()
    written = 0
    with (out / "graph.nq").open("w", encoding="utf-8", newline="\n") as file:
        for number in itertools.count():
            document = _Document(maker, number)
            document.write()
            document.count_into(documents, spans, figures)
            if document.report:
                maker.compare(document)
            else:
                maker.planned.append(document)
            file.writelines(f"{line}\n" for line in sorted(maker.graph.lines))
            written += len(maker.graph.lines)
            maker.graph.lines.clear()
            maker.sources.clear()
            if written + len(maker.graph.common) >= triples:
                break
        maker.summarise(documents, spans, figures)
        file.writelines(f"{line}\n" for line in sorted(maker.graph.common))
    return written + len(maker.graph.common)


def main(argv: list[str] | None = None) -> None:
    parser: Any = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("out", type=Path)
    parser.add_argument("--nodes", type=int, default=1000)
    parser.add_argument(
        "--triples", type=int, help="a graph of this size, as built graphs are, without texts"
    )
    parser.add_argument("--hostile", action="store_true", help="labels that try to break the page")
    given = parser.parse_args(argv)
    if given.triples:
        print(make_full(given.out, given.triples), "triples in", given.out)
        return
    print(make(given.out, given.nodes, hostile=given.hostile), "nodes in", given.out)


if __name__ == "__main__":
    main()
