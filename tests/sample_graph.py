"""A small graph of invented places, made by code: two plans and a report that share some of their work.

清和市 and its district 临溪区 publish plans for 2024, 朔方市 a report on 2023. Only 清和市 lists owners.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kg import ids, terms

BASE = ids.DEFAULT_BASE


def literal(value: str, kind: str = "") -> str:
    """A literal in N-Quads; `kind` is `@zh`, the IRI of a datatype, or empty for a plain string."""
    text = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"{kind}' if not kind or kind.startswith("@") else f'"{text}"^^<{kind}>'


def zh(value: str) -> str:
    return literal(value, "@zh")


def decimal(value: str) -> str:
    return literal(value, terms.XSD_DECIMAL)


def integer(value: int) -> str:
    return literal(str(value), terms.XSD_INTEGER)


def date(value: str) -> str:
    return literal(value, terms.XSD_DATE)


def quad(subject: str, predicate: str, value: str, graph: str) -> str:
    """One line; subject, graph and a value that is no literal are paths under the base or full IRIs."""
    shown = value if value.startswith('"') else _node(value)
    return f"{_node(subject)} <{predicate}> {shown} {_node(graph)} ."


def _node(path: str) -> str:
    return f"<{path}>" if "://" in path else f"<{BASE}{path}>"


@dataclass
class SampleGraph:
    """Lines of a graph while it is put together."""

    lines: list[str] = field(default_factory=list)

    def put(self, graph: str, subject: str, rows: Iterable[tuple[str, str | None]]) -> str:
        self.lines += [quad(subject, p, v, graph) for p, v in rows if v is not None]
        return subject

    def thing(self, path: str, cls: str, name: str, *rows: tuple[str, str | None]) -> str:
        base = [(terms.RDF_TYPE, cls), (terms.PREF_LABEL, zh(name))]
        return self.put("graph/registers", path, [*base, *rows])

    def write(self, build: Path) -> Path:
        build.mkdir(parents=True, exist_ok=True)
        text = "\n".join(sorted(set(self.lines))) + "\n"
        (build / "graph.nq").write_text(text, encoding="utf-8", newline="\n")
        return build


@dataclass
class Page:
    """One document of the graph: where its facts go."""

    graph: SampleGraph
    doc: str
    region: str

    @property
    def path(self) -> str:
        return ids.document(self.doc)

    def put(self, subject: str, rows: Iterable[tuple[str, str | None]]) -> str:
        return self.graph.put(ids.document_graph(self.doc), subject, rows)

    def head(self, title: str, genre: str, period: str, issuer: str, number: str | None = None) -> None:
        activity = ids.activity("1.0")
        self.put(
            self.path,
            [
                (terms.RDF_TYPE, terms.DOCUMENT),
                (terms.TITLE, zh(title)),
                (terms.GENRE, literal(genre)),
                (terms.PERIOD, literal(period)),
                (terms.IN_REGION, self.region),
                (terms.ISSUER, issuer),
                (terms.NUMBER, literal(number) if number else None),
                (terms.ISSUED, date(f"{period[:4]}-03-01")),
                (terms.SOURCE, literal(f"{self.doc}.txt")),
                (terms.SHA256, literal(f"{len(self.doc):x}" * 64)),
                (terms.GENERATED_BY, activity),
            ],
        )

    def span(self, start: int, end: int, words: str | None = None) -> str:
        path = ids.span(self.doc, start, end)
        rows: list[tuple[str, str | None]] = [
            (terms.RDF_TYPE, terms.SPECIFIC_RESOURCE),
            (terms.HAS_SOURCE, self.path),
            (terms.HAS_SELECTOR, f"{path}/position"),
            (terms.HAS_SELECTOR, f"{path}/quote" if words else None),
        ]
        self.put(path, rows)
        self.put(
            f"{path}/position",
            [
                (terms.RDF_TYPE, terms.POSITION_SELECTOR),
                (terms.START, literal(str(start), terms.XSD_INTEGER)),
                (terms.END, literal(str(end), terms.XSD_INTEGER)),
            ],
        )
        if words:
            self.put(f"{path}/quote", [(terms.RDF_TYPE, terms.QUOTE_SELECTOR), (terms.EXACT, zh(words))])
        return path

    def section(self, number: str, heading: str, start: int, end: int, parent: str | None = None) -> str:
        return self.put(
            ids.section(self.doc, number),
            [
                (terms.RDF_TYPE, terms.SECTION),
                (terms.NUMBER, literal(number)),
                (terms.LABEL, zh(heading)),
                (terms.PART_OF, parent or self.path),
                (terms.IN_DOCUMENT, self.path),
                (terms.EVIDENCE, self.span(start, end)),
                (terms.BEGINS, integer(start)),
            ],
        )

    def commitment(
        self,
        record: str,
        section: str,
        words: str,
        start: int,
        *programmes: str,
        status: str = "planned",
        deadline: str | None = None,
    ) -> str:
        rows: list[tuple[str, str | None]] = [
            (terms.RDF_TYPE, terms.COMMITMENT),
            (terms.LABEL, zh(words)),
            (terms.ACTION, zh(words[:2])),
            (terms.OBJECT, zh(words[2:])),
            (terms.STATUS, literal(status)),
            (terms.PART_OF, section),
            (terms.DEADLINE, date(deadline) if deadline else None),
            (terms.RULE, literal("action-verb")),
        ]
        rows += [(terms.HAS_PROGRAM, p) for p in programmes]
        return self.fact("commitment", record, rows, (start, start + len(words)), words)

    def fact(
        self,
        kind: str,
        record: str,
        rows: list[tuple[str, str | None]],
        span: tuple[int, int],
        words: str | None,
    ) -> str:
        own = [
            (terms.EVIDENCE, self.span(*span, words)),
            (terms.BEGINS, integer(span[0])),
            (terms.IN_DOCUMENT, self.path),
            (terms.IN_REGION, self.region),
        ]
        return self.put(ids.fact(self.doc, kind, record), [*rows, *own])

    def figure(
        self,
        record: str,
        commitment: str,
        indicator: str,
        printed: str,
        start: int,
        *,
        op: str = ">=",
        value: str | None,
        unit: str,
        status: str = "planned",
        high: str | None = None,
        deadline: str | None = None,
        population: str | None = None,
    ) -> str:
        self.put(commitment, [(terms.TARGETS, indicator if status == "planned" else None)])
        rows: list[tuple[str, str | None]] = [
            (terms.RDF_TYPE, terms.ACHIEVEMENT if status == "achieved" else terms.TARGET),
            (terms.OF_COMMITMENT, commitment),
            (terms.OF_INDICATOR, indicator),
            (terms.SCORE, decimal("1")),
            (terms.LINKED_BECAUSE, zh("词表中的同一条目")),
            (terms.MEASURE, literal("level")),
            (terms.OPERATOR, literal(op)),
            (terms.VALUE, decimal(value) if value else None),
            (terms.MAX_VALUE, decimal(high) if high else None),
            (terms.UNIT, literal(unit)),
            (terms.PRINTED, literal(printed)),
            (terms.STATUS, literal(status)),
            (terms.RULE, literal("quantity")),
            (terms.DEADLINE, date(deadline) if deadline else None),
            (terms.POPULATION, zh(population) if population else None),
        ]
        return self.fact("figure", record, rows, (start, start + len(printed)), printed)

    def responsibility(
        self,
        record: str,
        institution: str,
        what: str,
        printed: str,
        start: int,
        reaches: Iterable[str] = (),
        *,
        role: str = "responsible",
        basis: str = "stated",
    ) -> str:
        for reached in [what, *reaches]:
            self.put(institution, [(terms.RESPONSIBLE_FOR, reached)])
        return self.put(
            ids.fact(self.doc, "responsibility", record),
            [
                (terms.RDF_TYPE, terms.RESPONSIBILITY),
                (terms.OF_INSTITUTION, institution),
                (terms.ANSWERS_FOR, what),
                *((terms.COVERS, reached) for reached in (what, *reaches)),
                (terms.ROLE, literal(role)),
                (terms.BASIS, literal(basis)),
                (terms.RULE, literal("owner-list")),
                (terms.IN_DOCUMENT, self.path),
                (terms.EVIDENCE, self.span(start, start + len(printed), printed)),
                (terms.BEGINS, integer(start)),
            ],
        )

    def mention(self, kind: str, record: str, thing: str, *places: tuple[int, str]) -> str:
        rows: list[tuple[str, str | None]] = [
            (terms.RDF_TYPE, terms.MENTION),
            (terms.MENTIONS, thing),
            (terms.IN_DOCUMENT, self.path),
            (terms.RULE, literal("vocabulary")),
        ]
        for start, words in places:
            rows += [
                (terms.PRINTED, literal(words)),
                (terms.EVIDENCE, self.span(start, start + len(words), words)),
            ]
        rows.append((terms.BEGINS, integer(min(start for start, _ in places))))
        because = [(terms.SCORE, decimal("1")), (terms.LINKED_BECAUSE, zh("同一词表项目"))]
        self.graph.put("graph/links", ids.mention(self.doc, kind, record), because)
        return self.put(ids.mention(self.doc, kind, record), rows)

    def note(self, record: str, about: str, reason: str, start: int, end: int) -> str:
        return self.put(
            ids.fact(self.doc, "note", record),
            [
                (terms.RDF_TYPE, terms.NOTE),
                (terms.ABOUT, about),
                (terms.REASON, literal(reason)),
                (terms.EVIDENCE, self.span(start, end)),
                (terms.BEGINS, integer(start)),
            ],
        )


QINGHE, LINXI, SHUOFANG = ids.region("990100"), ids.region("990102"), ids.region("990200")
BUREAU, DISTRICT = ids.institution("清和市卫生健康委员会"), ids.institution("清和市临溪区卫生健康局")
OFFICE, HOSPITAL = ids.institution("清和市卫生健康委员会人口家庭处"), ids.institution("清和市第一人民医院")
NORTH = ids.institution("朔方市卫生健康委员会")
CHILDCARE, FAMILY_DOCTOR = ids.programme("inclusive-childcare"), ids.programme("family-doctor-service")
CARE, LOCAL = ids.programme("childcare"), ids.local_programme("银龄学堂")
THEME = ids.programme("theme-population-childcare")
PLACES, RATE = ids.indicator("childcare-places"), ids.indicator("contract-rate")


COMPARISON = ids.comparison("qinghe-2024", "t1", "shuofang-2023", "t2")


def sample_graph() -> SampleGraph:
    """The graph; every fact in it keeps to the shapes."""
    graph = SampleGraph()
    _registers(graph)
    _qinghe(Page(graph, "qinghe-2024", QINGHE))
    _linxi(Page(graph, "linxi-2024", LINXI))
    _shuofang(Page(graph, "shuofang-2023", SHUOFANG))
    graph.put("graph/summaries", CHILDCARE, [(terms.TARGETS, PLACES)])
    _summaries(graph)
    graph.put(
        "graph/links",
        COMPARISON,
        [
            (terms.RDF_TYPE, terms.COMPARISON),
            (terms.COMPARES_TARGET, ids.fact("qinghe-2024", "figure", "t1")),
            (terms.COMPARES_ACHIEVEMENT, ids.fact("shuofang-2023", "figure", "t2")),
            (terms.OF_INDICATOR, PLACES),
            (terms.VERDICT, literal("not comparable")),
            (terms.VERDICT_REASON, literal("region")),
            (terms.VERDICT_REASON, literal("before the plan")),
            (terms.EVIDENCE, ids.span("qinghe-2024", 52, 58)),
            (terms.EVIDENCE, ids.span("shuofang-2023", 60, 64)),
        ],
    )
    return graph


def _summaries(graph: SampleGraph) -> None:
    """What the build counts: of documents, programmes, indicators and commitments."""
    for doc, *counts in (
        ("qinghe-2024", 3, 2, 0, 2, 1, 0),
        ("linxi-2024", 3, 2, 0, 1, 2, 1),
        ("shuofang-2023", 1, 0, 2, 0, 1, 0),
    ):
        names = terms.COUNTS[terms.COUNTS.index(terms.COMMITMENT_COUNT) :][: len(counts)]
        rows = [(name, integer(n)) for name, n in zip(names, counts, strict=True)]
        graph.put("graph/summaries", ids.document(str(doc)), rows)
    for programme, regions, mentions, commitments in (
        (CHILDCARE, 2, 2, 3),
        (FAMILY_DOCTOR, 2, 3, 2),
        (LOCAL, 1, 1, 1),
    ):
        rows = [
            (terms.SHARED_BY, integer(regions)),
            (terms.MENTION_COUNT, integer(mentions)),
            (terms.COMMITMENT_COUNT, integer(commitments)),
        ]
        graph.put("graph/summaries", programme, rows)
    for indicator, targets, achievements in ((PLACES, 3, 1), (RATE, 1, 1)):
        rows = [(terms.TARGET_COUNT, integer(targets)), (terms.ACHIEVEMENT_COUNT, integer(achievements))]
        graph.put("graph/summaries", indicator, rows)
    for doc, record, stated in (
        ("qinghe-2024", "c1", ("figure", "deadline", "owner")),
        ("qinghe-2024", "c2", ("owner",)),
        ("qinghe-2024", "c3", ("figure",)),
        ("linxi-2024", "c1", ("figure", "deadline")),
        ("linxi-2024", "c2", ()),
        ("linxi-2024", "c3", ("owner",)),
    ):
        rows = [(terms.FIRMNESS, integer(len(stated))), *((terms.STATES, literal(s)) for s in stated)]
        graph.put("graph/summaries", ids.fact(doc, "commitment", record), rows)


def _registers(graph: SampleGraph) -> None:
    province = graph.thing(ids.region("990000"), terms.REGION, "云岭省", (terms.CODE, literal("990000")))
    for path, name, code, parent in (
        (QINGHE, "清和市", "990100", province),
        (LINXI, "临溪区", "990102", QINGHE),
        (SHUOFANG, "朔方市", "990200", province),
    ):
        graph.thing(path, terms.REGION, name, (terms.CODE, literal(code)), (terms.PART_OF, parent))
    for path, name, kind, region, parent in (
        (BUREAU, "清和市卫生健康委员会", "government", QINGHE, None),
        (OFFICE, "清和市卫生健康委员会人口家庭处", "government", QINGHE, BUREAU),
        (HOSPITAL, "清和市第一人民医院", "hospital", QINGHE, None),
        (DISTRICT, "清和市临溪区卫生健康局", "government", LINXI, None),
        (NORTH, "朔方市卫生健康委员会", "government", SHUOFANG, None),
    ):
        more = [(terms.INSTITUTION_TYPE, literal(kind)), (terms.IN_REGION, region), (terms.PART_OF, parent)]
        graph.thing(path, terms.INSTITUTION, name, *more)
    graph.put("graph/registers", HOSPITAL, [(terms.ALT_LABEL, zh("市一院"))])
    graph.thing(THEME, terms.SKOS + "Concept", "人口、家庭与托育")
    graph.thing(CARE, terms.PROGRAM, "托育服务", (terms.PART_OF, THEME))
    graph.thing(
        CHILDCARE, terms.PROGRAM, "普惠托育服务", (terms.PART_OF, CARE), (terms.ALT_LABEL, zh("普惠托育"))
    )
    graph.thing(FAMILY_DOCTOR, terms.PROGRAM, "家庭医生签约服务", (terms.ALT_LABEL, zh("家医签约")))
    graph.thing(LOCAL, terms.PROGRAM, "银龄学堂")
    unit = literal("个")
    graph.thing(
        PLACES, terms.INDICATOR, "每千人口托位数", (terms.UNIT, unit), (terms.DIRECTION, literal("higher"))
    )
    graph.thing(
        RATE, terms.INDICATOR, "家庭医生签约率", (terms.UNIT, literal("%")), (terms.ALT_LABEL, zh("签约率"))
    )
    agent = ids.agent("1.0")
    graph.put(
        "graph/registers",
        ids.activity("1.0"),
        [
            (terms.RDF_TYPE, terms.ACTIVITY),
            (terms.ASSOCIATED_WITH, agent),
        ],
    )
    graph.put(
        "graph/registers", agent, [(terms.RDF_TYPE, terms.SOFTWARE_AGENT), (terms.LABEL, zh("卫健承诺图谱"))]
    )


def _qinghe(page: Page) -> None:
    page.head("2024年清和市卫生健康工作要点", "plan", "2024", BUREAU, "清卫发〔2024〕3号")
    chapter = page.section("1", "优化服务供给", 20, 400)
    childcare = page.section("1/1", "发展“普惠托育”", 30, 200, chapter)
    places = page.commitment("c1", childcare, "新建托育机构并增加托位", 40, CHILDCARE, deadline="2024-12-31")
    training = page.commitment("c2", childcare, "培训托育从业人员", 60, CHILDCARE)
    page.figure("t1", places, PLACES, "4.5个以上", 52, value="4.5", unit="个", deadline="2024-12-31")
    page.responsibility("r1", OFFICE, childcare, "人口家庭处", 180, [places, training], role="lead")
    page.responsibility("r2", HOSPITAL, childcare, "市一院", 190, [places, training], role="support")
    doctors = page.section("1/2", "做实家医签约", 210, 400, chapter)
    contract = page.commitment("c3", doctors, "提高签约服务质量", 220, FAMILY_DOCTOR)
    page.figure(
        "t2", contract, RATE, "42-45%", 240, op="=", value="42", high="45", unit="%", population="常住人口"
    )
    page.mention("program", "p1", CHILDCARE, (32, "普惠托育"))
    page.mention("program", "p2", FAMILY_DOCTOR, (212, "家医签约"), (225, "签约服务"))
    page.mention("institution", "i1", HOSPITAL, (190, "市一院"))
    page.mention("region", "g1", QINGHE, (5, "清和市"))


def _linxi(page: Page) -> None:
    page.head("2024年临溪区卫生健康工作计划", "plan", "2024", DISTRICT)
    section = page.section("1", "服务重点人群", 10, 300)
    care = page.commitment("c1", section, "扩大普惠托育服务供给", 20, CHILDCARE, deadline="2024-06-30")
    page.commitment("c2", section, "开办银龄学堂十二所", 50, LOCAL)
    page.figure("t1", care, PLACES, "4.2个", 34, op="=", value="4.2", unit="个")
    lost = page.figure("t2", care, PLACES, "个", 45, op="=", value=None, unit="个")
    page.note("n1", lost, "value missing in source", 44, 46)
    centre = page.commitment("c3", section, "市第一人民医院托管区医院", 70)
    page.responsibility("r1", HOSPITAL, centre, "市第一人民医院", 70, basis="subject")
    page.mention("program", "p1", CHILDCARE, (24, "普惠托育服务"))
    page.mention("program", "p2", LOCAL, (52, "银龄学堂"))


def _shuofang(page: Page) -> None:
    page.head("朔方市2023年卫生健康工作总结", "report", "2023", NORTH)
    section = page.section("1", "上年工作", 10, 200)
    done = page.commitment("c1", section, "完成家庭医生签约服务任务", 20, FAMILY_DOCTOR, status="achieved")
    page.figure("t1", done, RATE, "46.3%", 40, op="=", value="46.3", unit="%", status="achieved")
    page.figure("t2", done, PLACES, "4.6个", 60, op="=", value="4.6", unit="个", status="achieved")
    page.mention("program", "p1", FAMILY_DOCTOR, (22, "家庭医生签约服务"))
