"""Programmes: the concepts of the vocabulary that a document names, and the lines of work that it names otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from kg.extract.commitments import Found
from kg.extract.field import Field
from kg.extract.institutions import Body
from kg.extract.place import DocumentPlace
from kg.extract.program_context import Surroundings
from kg.extract.program_lines import line_name, lines_of_work
from kg.extract.program_names import key_of, local_name, speaks_of_health, why_no_name
from kg.extract.program_sets import members_of_sets
from kg.extract.program_variants import find_variants
from kg.extract.program_wordings import (
    QUOTED,
    acted_on,
    campaigns_of_places,
    full_wordings,
    headings,
    items,
    quoted,
    sites,
)
from kg.extract.spelled import Spelled
from kg.model.records import Span
from kg.model.spans import Spans
from kg.model.trace import Refusal
from kg.registers.programmes import ProgrammeHit, find_programmes, load_programmes

# A concept that makes up at least so much of what a verb acts on is what is acted on (家庭病床|服务机制); below that the wording names
# something of its own (艾滋病|警医协作精准防控工作机制). Set on the source documents.
_COVERS = 0.5


# 中医馆|内涵建设, 医共体|深度融合: so much behind a concept only says how it goes on.
_REST = 4


# 卫生科技 within 公共卫生科技实验楼 is no name: the words before belong to it.
_RUNS_ON_FROM = ("公共", "医疗", "医药")


# The span of a hit.
_PLACE = itemgetter(0, 1)


@dataclass(slots=True)
class Programme(Spelled):
    """A programme of the document: name, concept id, spellings and places (clean offsets)."""

    name: str
    concept: str | None
    rule: str


class _Collected:
    """Programmes by what they are, and the characters that names already hold."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: dict[str, Programme] = {}
        self.used = bytearray(len(text))
        self.vocabulary = load_programmes()

    def concept(self, concept: str, spelling: str, start: int, end: int, rule: str) -> None:
        key = "concept " + concept
        found = self.found.get(key)
        if found is None:
            known = self.vocabulary.by_id(concept)
            assert known is not None
            found = self.found[key] = Programme(
                known.name, concept, rule, spellings={spelling: None}, places={(start, end): None}
            )
        else:
            found.add(spelling, start, end)

    def spell(self, concept: str, wording: str) -> None:
        """A further spelling of a concept that the document names, without a place of its own."""
        found = self.found.get("concept " + concept)
        if found:
            found.spell(wording)

    def local(self, name: str, start: int, end: int, rule: str) -> None:
        """A name that no concept has; it holds its place."""
        key = "local " + key_of(name)
        if key not in self.found:
            self.found[key] = Programme(name, None, rule)
        self.found[key].add(self.text[start:end], start, end)
        self.hold(start, end)

    def hold(self, start: int, end: int) -> None:
        self.used[start:end] = b"\1" * (end - start)

    def holds(self, start: int, end: int) -> bool:
        return 1 in self.used[start:end]


def find_programs(
    text: str,
    commitments: list[Found],
    place: DocumentPlace | None,
    bodies: list[Body],
    body: int,
    field: Field,
    owners: Sequence[Span],
    refused: list[Refusal] | None = None,
) -> list[Programme]:
    """The programmes of a document in order of first mention; `body` is where its own text begins, `field` says what it is about,
    `owners` are the places of its lists of owners (clean offsets).

    `refused` takes the wordings that looked like the name of one.
    """
    around = Surroundings(text, body, bodies, owners)
    hits = [
        hit
        for hit in _hits(text, body, around)
        # In a text on all that a government does, a name that does not speak of health itself must stand beside what does.
        if field.on_health or speaks_of_health(hit.spelling) or field.holds_closely(hit.start, hit.end)
    ]
    named = Spans(map(_PLACE, hits))
    objects = acted_on(text, commitments)
    worded = [
        *quoted(text, body),
        *headings(text, body),
        *sites(text, commitments, bodies),
        *items(text, objects),
        *lines_of_work(text, body),
    ]
    own = [i for i in worded if not _is_concept(i, named)]
    taken = Spans((s, e) for s, e, _ in own)
    collected = _Collected(text)
    for hit in hits:
        if not taken.hold(hit.start, hit.end):
            collected.concept(hit.concept, hit.spelling, hit.start, hit.end, "programme-of-the-vocabulary")
    for hit, wording in full_wordings(text, objects, hits, named):
        collected.spell(hit.concept, wording)
    for v in find_variants(text, body):
        in_bracket = "（" in text[v.start : v.end]
        if around.lists_owners(v.start, v.end):
            continue
        if in_bracket or not (named.hold(v.start, v.end) or taken.hold(v.start, v.end)):
            collected.concept(v.concept, v.spelling, v.start, v.end, "form-shared-in-a-list")
    for start, end in campaigns_of_places(text, place, body):
        if not named.meeting(start, end):
            collected.concept("healthy-china-action", text[start:end], start, end, "campaign-of-the-place")
            collected.hold(start, end)
    no = _add_wordings(collected, own, place, around, field)
    _add_sets(collected, body)
    if refused is not None:
        refused += [
            *no,
            *(Refusal(*q.span(), "program", "quotes-alone") for q in QUOTED.finditer(text, body)),
        ]
    return sorted(collected.found.values(), key=lambda p: (min(p.places), p.name))


def _add_wordings(
    collected: _Collected, wordings: list[tuple[int, int, str]], place: DocumentPlace | None, around: Surroundings, field: Field,
) -> list[Refusal]:  # fmt: skip
    """Collect the wordings that are names which no concept has, and give back those that are none."""
    refused: list[Refusal] = []
    for start, end, rule in wordings:
        wording = collected.text[start:end]
        name = local_name(line_name(wording) if rule == "matter-and-what-is-done" else wording, place)
        if collected.holds(start, end) or around.lists_owners(start, end):
            continue
        if not (field.holds(start, end) if "“" in name else field.holds_closely(start, end)):
            refused.append(Refusal(start, end, "program", "of-another-field"))
        elif (why := why_no_name(name, rule, wording)) is None:
            collected.local(name, start, end, rule)
        else:
            refused.append(Refusal(start, end, "program", why))
    return refused


def _hits(text: str, body: int, around: Surroundings) -> Iterator[ProgrammeHit]:
    """The names of the vocabulary that stand for programmes, not in the name of a body or an office."""
    speak_of_work = around.speak_of_work
    for hit in find_programmes(text):
        start, end, _, spelling = hit
        if start < body or (text[end : end + 1] in _OFFICE_LETTERS and _OFFICE.match(text, end)):
            continue
        if spelling.startswith("卫生") and text.endswith(_RUNS_ON_FROM, 0, start):
            continue
        if spelling.endswith("支付") and _is_what_is_paid(text, hit):
            continue
        if speak_of_work(hit):
            yield hit


def _add_sets(collected: _Collected, body: int) -> None:
    members = list(members_of_sets(collected.text, body))
    if not members:
        return
    first, last = min(start for start, _, _ in members), max(end for _, end, _ in members)
    for programme in collected.found.values():
        for start, end in programme.places:
            # Only what stands among the members is in their way.
            if start < last and end > first:
                collected.hold(start, end)
    rule = "member-of-a-named-set"
    for start, end, name in members:
        if collected.holds(start, end):
            continue
        if member := collected.vocabulary.named(name):
            collected.concept(member.id, collected.text[start:end], start, end, rule)
            collected.hold(start, end)
        else:
            collected.local(name, start, end, rule)


# 、妇幼健康处）: an office named after its work.
_OFFICE = re.compile(
    r"[处科股](?=[）、，。；：\n|]|(?:副?主任|负责人|护士长|医师|医生)|(?<=[处科股])副?长|$)"
)
_OFFICE_LETTERS = frozenset("处科股")


# 纳入医保支付|范围: what the insurance pays for is no reform of how it pays.
_WHAT_IS_PAID = ("范围", "目录", "比例", "标准", "限额")
_IS_PAID = ("纳入", "列入", "进入")


def _is_what_is_paid(text: str, hit: ProgrammeHit) -> bool:
    return text.startswith(_WHAT_IS_PAID, hit.end) or text[max(0, hit.start - 2) : hit.start] in _IS_PAID


def _is_concept(item: tuple[int, int, str], hits: Spans) -> bool:
    """Whether a concept of the vocabulary makes up most of the wording, or ends it."""
    start, end, rule = item
    if rule == "building-project":
        return False
    inside = hits.meeting(start, end)
    if not inside:
        return False
    if any(a <= start and end - b <= _REST for a, b in inside):
        return True
    covered = sum(min(b, end) - max(a, start) for a, b in inside)
    return covered >= _COVERS * (end - start) or any(b >= end for _, b in inside)
