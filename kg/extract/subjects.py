"""Who does it: named bodies that are the grammatical subject of commitments, and partners named beside them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from kg.extract.acting import WHEN, acts_at_a_time, predicate_follows
from kg.extract.built import what_is_built
from kg.extract.commitments import Found
from kg.extract.context import Context, ReadClause
from kg.extract.institutions import CAMPUS, OF_THE_ISSUER, Body
from kg.extract.lexicon import verbs
from kg.model.records import Span
from kg.model.text import Clause
from kg.model.trace import Refusal

# A body is a partner where one of these stands before it, a source or an object where one of _NOT_OWNERS does.
_PARTNERS = re.compile(r"(?:会同|联合|协同|配合|协助|携手)$")


class Subject(NamedTuple):
    """A body that answers for a commitment: its full name, role, the commitment and where it stands (clean offsets)."""

    institution: str
    role: str
    commitment: Found
    start: int
    end: int
    rule: str


def find_subjects(
    context: Context, commitments: list[Found], bodies: list[Body], refused: list[Refusal] | None = None
) -> list[Subject]:
    """The subjects of the commitments in text order.

    A subject carries over the clauses of its sentence, also from a clause that commits to nothing (市一院立足实际，…), and over the
    lines below it where it stands on a line of its own in a table of duties. `refused` takes the bodies that open a clause and
    are not its subject.
    """
    text = context.text
    standing = _standing(context, bodies)
    if not standing:
        return []
    promised = {c.clause.index: c for c in commitments}
    heads_of_lines = _heads_of_lines(context, standing)
    made: list[Subject] = []
    carried = _Carried()
    for clause in context.clauses:
        here = clause.clause
        if here.sentence != carried.sentence or here.section != carried.section:
            carried.enter(here)
        if clause.index in heads_of_lines:
            carried.line = heads_of_lines[clause.index]
            continue
        inside = standing.get(clause.index, [])
        if not inside and not (carried.now or carried.line or carried.last):
            continue
        commitment = promised.get(clause.index)
        own = _subjects(text, clause, inside, refused if commitment else None) if inside else []
        heads = [(s, e, b) for s, e, b, role in own if role != "support"] if own else []
        if commitment is None:
            carried.pass_over(text, clause, own)
            continue
        if own:
            made += [
                Subject(b.name, role, commitment, s, e, "subject-of-the-clause") for s, e, b, role in own
            ]
        if not heads and text[commitment.start] == "该" and _THE_SAME.match(text, commitment.start):
            made += carried.over(commitment, "subject-named-again", carried.last)
            carried.now = carried.last
            carried.helpers = []
        elif heads:
            carried.go_on_with(heads)
        elif carried.now and _continues(text, commitment):
            made += carried.over(commitment, "subject-carried-over", carried.now, carried.helpers)
        elif carried.line:
            made += carried.over(commitment, "body-heads-its-lines", carried.line)
        elif carried.now and not _only_a_figure(text, commitment):
            carried.now = []
    return made


# …建设妇科、儿科，五级中医馆等科室: a comma in a list.
_REST_OF_A_LIST = re.compile(r"等[\u4e00-\u9fff]{1,6}\Z")


def _span(clause: ReadClause) -> Span:
    return clause.clause.start, clause.clause.end


_Standing: TypeAlias = tuple[int, int, Body]
"""A body where it stands: start, end (clean offsets), and which."""

# 该院还牵头…: the body named last.
_THE_SAME = re.compile(r"该(?:院|中心|集团|所|局|站|校|单位)(?!区)")


class _Carried:
    """The subject that a sentence goes on with, the last one of the section, and the one that stands above the lines."""

    def __init__(self) -> None:
        self.now: list[_Standing] = []
        self.last: list[_Standing] = []
        self.line: list[_Standing] = []
        self.helpers: list[_Standing] = []
        """Who supports the subject of the sentence (县疾控中心配合)."""
        self.leads = False
        self.sentence, self.section = -1, -2

    def enter(self, clause: Clause) -> None:
        if clause.section != self.section:
            self.section, self.last, self.line = clause.section, [], []
        if clause.sentence != self.sentence:
            self.sentence = clause.sentence
            self.go_on_with([], last=False)

    def go_on_with(self, heads: list[_Standing], *, leads: bool = False, last: bool = True) -> None:
        """Take the subject of a clause for the clauses behind it; `leads` says that it only leads them."""
        self.now, self.helpers, self.leads = heads, [], leads
        if last:
            self.last = heads

    def pass_over(self, text: str, clause: ReadClause, own: list[tuple[int, int, Body, str]]) -> None:
        """A clause that commits to nothing: its subject goes on, a frame or the rest of a list changes nothing, all else ends it.

        由县卫健局牵头，县疾控中心配合，开展…: one leads what is said behind, the other supports it.
        """
        heads = [(s, e, b) for s, e, b, role in own if role != "support"]
        said = text[heads[-1][1] : clause.clause.end] if heads else ""
        if clause.reading.frame and heads and all(b.rule == OF_THE_ISSUER for _, _, b in heads):
            # 县卫健局以…为指导，…: the issuer answers by default for what its own document says.
            self.go_on_with([], last=False)
        elif heads and said in _SUPPORTING:
            self.helpers = [*self.helpers, *heads]
        elif heads:
            self.go_on_with(heads, leads=said in _LEADING)
        elif self.now and _OTHERS_SUPPORT.fullmatch(text, *_span(clause)):
            return
        elif self.now and not clause.reading.frame and not _REST_OF_A_LIST.search(text, *_span(clause)):
            self.now = []

    def over(
        self, commitment: Found, rule: str, heads: list[_Standing], helpers: Sequence[_Standing] = ()
    ) -> list[Subject]:
        role = "lead" if self.leads and heads is self.now else "responsible"
        made = [Subject(b.name, role, commitment, s, e, rule) for s, e, b in heads]
        return made + [Subject(b.name, "support", commitment, s, e, rule) for s, e, b in helpers]


_LEADING = frozenset(["牵头", "牵头负责", "负责", "主办", "总牵头"])
_SUPPORTING = frozenset(["配合", "协助", "参与", "协同", "协办", "支持", "密切配合", "积极配合"])
# 各乡镇卫生院配合, 市妇联等部门按职责分工负责: a class of those who help the subject leaves it in its place.
_OTHERS_SUPPORT = re.compile(
    r"(?:(?:各|有关|相关|其他|其余|成员|全[市县区])[\u4e00-\u9fff、（）]{1,16}?|[\u4e00-\u9fff、（）]{2,60}?等(?:有关|相关)?(?:部门|单位))"
    rf"(?:按照?(?:各自)?职责(?:分工)?)?(?:{'|'.join(sorted(_SUPPORTING))}|负责|落实)"
)


def _standing(context: Context, bodies: list[Body]) -> dict[int, list[_Standing]]:
    """The particular bodies that begin in each clause, by its index, in order; of a campus the hospital that it belongs to."""
    clauses = context.outline.clauses
    starts = [clause.start for clause in clauses]
    by_name = {body.name: body for body in bodies}
    found: dict[int, list[tuple[int, int, str, Body]]] = {}
    for body in bodies:
        campus = None if body.generic else CAMPUS.fullmatch(body.name)
        whole = by_name.get(campus["hospital"], body) if campus else body
        for start, end in () if body.generic else body.places:
            at = bisect_right(starts, start) - 1
            if at >= 0 and start < clauses[at].end:
                found.setdefault(at, []).append((start, -end, body.name, whole))
    return {
        at: [(start, -end, body) for start, end, _, body in (sorted(here) if len(here) > 1 else here)]
        for at, here in found.items()
    }


# A page has a signature or two on lines of their own; a table of duties has a body above every row.
_A_TABLE_OF_DUTIES = 3
_BESIDE_NAMES = re.compile(r"[、，和与及（）\s]*")


def _heads_of_lines(context: Context, standing: dict[int, list[_Standing]]) -> dict[int, list[_Standing]]:
    """The clauses that are nothing but the names of bodies on a line of their own, where a document has several such."""
    text = context.text
    found: dict[int, list[_Standing]] = {}
    for index, inside in standing.items():
        clause = context.clauses[index]
        start, end = _span(clause)
        if inside[0][0] > start or clause.in_head or clause.clause.closes not in _LINE_ENDS:
            continue
        if end - start > _LONGEST_HEAD or not _is_a_line(text, start, end) or _SIGNED.match(text, end):
            continue
        if _only_names(text, start, end, inside):
            found[index] = _outermost(inside)
    return found if len(found) >= _A_TABLE_OF_DUTIES else {}


# A body above a date signs a letter.
_SIGNED = re.compile(r"(?<!\n)\n++(?:（[^（）\n]{1,20}）\n+)*20\d{2}[年\-./]")
# 省人力资源社会保障厅、省卫生健康委: the head of a row names a body or two.
_LONGEST_HEAD = 40


_LINE_ENDS = ("", "\n", "\t", "|")


def _is_a_line(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in _LINE_ENDS and text[end : end + 1] in _LINE_ENDS


def _only_names(text: str, start: int, end: int, inside: list[_Standing]) -> bool:
    at = start
    for first, stop, _ in inside:
        if first > at and not _BESIDE_NAMES.fullmatch(text, at, first):
            return False
        at = max(at, stop)
    return _BESIDE_NAMES.fullmatch(text, at, end) is not None


def _outermost(inside: list[_Standing]) -> list[_Standing]:
    """Without the bodies that stand within another's name."""
    kept: list[_Standing] = []
    for one in inside:
        if not kept or one[0] >= kept[-1][1]:
            kept.append(one)
    return kept


def _subjects(
    text: str, clause: ReadClause, inside: list[_Standing], refused: list[Refusal] | None
) -> list[tuple[int, int, Body, str]]:
    """The bodies, of those that begin in a clause, that open it and are followed by its predicate."""
    start, end = _span(clause)
    at = _behind_time(text, clause.reading.start)
    if size := _OF_SIZE.match(text, at, end):
        at = size.end()
    found: list[tuple[int, int, Body, str]] = []
    helped = -1
    for body_start, body_end, body in inside:
        if body_start == at:
            found.append((body_start, body_end, body, "responsible"))
            at = body_end
            while at < end and text[at] in "、和与及" and not text.startswith("及时", at):
                at += 1
        elif (helped == body_start - 1 and text[helped] in "、和与及") or (
            body_start - (found[-1][1] if found else start) <= _NEAR
            and _is_partner(text, start, body_start, body_end)
        ):
            # 会同县财政局、县医保局: the partners of a list.
            found.append((body_start, body_end, body, "support"))
            helped = body_end
    heads = [f for f in found if f[3] == "responsible"]
    if heads and (built := what_is_built(text, heads[-1][1], end)):
        found = [f for f in found if f[3] != "responsible"]
        if refused is not None:
            refused += [Refusal(s, e, "responsibility", built) for s, e, *_ in heads]
        return found
    if heads and not _acts(text, clause, _behind_kind(text, heads[-1][1], end)):
        found = [f for f in found if f[3] != "responsible"]
        if refused is not None:
            refused += [Refusal(s, e, "responsibility", "no-predicate-behind-the-body") for s, e, *_ in heads]
    if heads and _LEADS.match(text, heads[-1][1]):
        found = [(s, e, b, "lead" if role == "responsible" else role) for s, e, b, role in found]
    return found


# 市一院|牵头, 市一院、市三院|分别牵头.
_LEADS = re.compile(r"(?:分别|各自|共同)?牵头")


def _behind_time(text: str, at: int) -> int:
    found = _TIME.match(text[at : at + 12])
    return at + found.end() if found else at


_TIME = re.compile(
    r"(?:定点医院|牵头医院|牵头单位|承办单位|[1-9]\d?月(?:份|底)?以来|近年来|20\d{2}年(?:上半年|底)?|上半年|下半年|今年|全年|目前|由|由于|截至.{2,8}?月底?)"
)


# 总投资3亿元的|市儿童医院: how large a body is stands before it.
_OF_SIZE = re.compile(
    r"(?:总投资|投资|占地|总?建筑面积|设置?床位|编制床位|拥有床位|位于|坐落|耗资|新落成|新建成)[^，。；：]{0,18}?的(?=[\u4e00-\u9fff])"
)
# 榆园、新桥|两家社区卫生服务中心: what the names of a list share stands behind the last.
_SHARED_KIND = re.compile(
    r"等?(?:[一二两三四五六七八九十\d]{1,4}(?:家|所|个|大))?(?:社区卫生服务中心|(?:中心|乡镇|[镇乡])?卫生院|医疗集团|医共体)|等?[一二两三四五六七八九十\d]{1,3}[家所个](?:总医院|医院|单位|机构|部门|中心)"
)


def _behind_kind(text: str, at: int, end: int) -> int:
    found = _SHARED_KIND.match(text, at, end)
    return found.end() if found else at


# 心血管内科, 微生物实验室: a department acts for its body.
_DEPARTMENT = re.compile(
    r"[A-Z\d\u4e00-\u9fff]{1,8}?(?:科(?![研技教学普])|实验室|检验中心|门诊部?|病房)(?!的|和|与|、)"
)
_BESIDE = re.compile(r"[与同和]|会同|联合")


# So far from the clause's start a partner stands at most.
_NEAR = 16
_TOGETHER = re.compile(r"(?:联合|共同|合作|携手|一起|一道)")


def _is_partner(text: str, start: int, body_start: int, body_end: int) -> bool:
    """会同|市教育局, 与|市教育局|联合."""
    if _PARTNERS.search(text[start:body_start]):
        return True
    return text[body_start - 1 : body_start] in ("与", "同") and _TOGETHER.match(text, body_end) is not None


def _acts(text: str, clause: ReadClause, at: int) -> bool:
    """Whether a predicate follows the body that ends at `at`: right behind, behind its department, a time, or a partner."""
    end = clause.clause.end
    if predicate_follows(text, at, end):
        return True
    if (department := _DEPARTMENT.match(text, at, end)) and predicate_follows(text, department.end(), end):
        return True
    behind = department.end() if department else at
    if acts_at_a_time(text, behind, end):
        return True
    reading = clause.reading
    return (
        _BESIDE.match(text, at) is not None
        and reading.rule == "verb-behind-subject"
        and reading.verb_start > at
    )


def _continues(text: str, commitment: Found) -> bool:
    """A clause without a subject of its own goes on with the one before it."""
    if _only_a_figure(text, commitment) or _aims_at_another(text, commitment):
        return False
    if _BY_ANOTHER.search(text, commitment.start, commitment.end):
        return False
    return commitment.rule in (
        "verb-opens-clause",
        "verb-behind-phrase",
        "verb-behind-its-object",
        "with-as-lever",
    )


def _aims_at_another(text: str, commitment: Found) -> bool:
    """争取|付费医院扩大到14家: what is to do it stands behind the aim; but 争取|新增专科1个, 力争年底前|启动."""
    at = commitment.start
    if not text.startswith(("力争", "争取"), at):
        return False
    when = WHEN.match(text, at + 2, commitment.end)
    behind = when.end() if when else at + 2
    return verbs().at(text, behind, commitment.end) == behind


# 发现的问题由有关科室限期整改: another one is named as the doer.
_BY_ANOTHER = re.compile(
    r"(?<![自缘理事来])由(?:有关|相关|各|所在|属地|[\u4e00-\u9fff]{1,10}(?:科|处|局|委|院|所|中心|部门|单位|办|政府|财政))"
)


def _only_a_figure(text: str, commitment: Found) -> bool:
    """规范处置率100%, 减免费用120万元: the clause states a figure of what the sentence is about."""
    return commitment.rule in ("figure-without-verb", "verb-carries-figure") or bool(
        _RATE.match(text, commitment.start, commitment.end)
    )


_RATE = re.compile(
    r"[^，]{2,12}(?:率|占比|比例)(?:达到?|为|保持在)?\d|(?:同比|环比|[较比](?:上年|去年|20\d{2}年))[^\d，]{0,12}\d"
)
