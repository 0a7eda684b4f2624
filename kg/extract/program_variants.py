"""Programmes that a list names without their last word, or in brackets: 肺癌和消化道肿瘤筛查, 健康村（社区）.

What members of a list share is given back to each; a form counts only where the vocabulary knows it. So do the
grades that houses strive for (创成三级综合医院), and houses of primary care that are built or renewed (改造村卫生室12个).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.registers.programmes import load_programmes

# The nouns that lists of programmes share at their end.
_TAILS = (
    "专项整治|专项行动|专项治理|专项检查|筛查|接种|防治|防控|监测|建设|救治|培训|试点|中心|疫苗|服务|体检|创建|管理|整治|诊疗|评审|"
    "签约|早诊早治|门诊|工作室|行动|检查"
)
# The joint before a list's last member, which bears the tail; and what no list goes over.
# Most letters begin no tail, and one look at a letter tells.
_BEGINS_TAIL = "".join(sorted({tail[0] for tail in _TAILS.split("|")}))
_JOINT = re.compile(
    rf"[以、和及与](?:(?<=以)及|(?<!以))"
    rf"(?=[^，。；：、和及与\n]{{1,24}}?(?=[{_BEGINS_TAIL}])(?P<tail>{_TAILS})(?!中心|站|所|局|机构|人员|部门))"
)
_TO_MARK = re.compile(r"\A(?s:.*)[，。；：\n“”《》]")
_LONGEST_LIST = 200
_MEMBER = re.compile(r"[^、和及与]+")
_COUNTED = re.compile(r"\d.{0,200}?(?:岁|名|人|个)(?:以上|以下)?")
_BRACKET = re.compile(r"（(?P<other>[\u4e00-\u9fff]{1,3})）")
_WORD_BEFORE = re.compile(r"[\u4e00-\u9fff]{2,6}$")
_LONGEST_WORD = 6
_CHINESE = re.compile(r"[\u4e00-\u9fff]*")
# 结直肠癌 is the shortest name that a list leaves a tail to; a longer head than 10 characters is a clause.
_SHORTEST, _LONGEST = 2, 10


@dataclass(frozen=True, slots=True)
class Variant:
    """A concept named in a shared or bracketed form: where its own words stand, and the full form."""

    start: int
    end: int
    concept: str
    spelling: str


def find_variants(text: str, body: int = 0) -> Iterator[Variant]:
    """The concepts that lists and brackets name, in text order of the lists."""
    yield from _shared_tails(text, body)
    yield from _alternatives(text, body)
    yield from _grades(text, body)
    yield from _houses(text, body)
    for found in _CITY_INSURANCE.finditer(text, body) if "保”" in text else ():
        yield Variant(found.start(), found.end(), "commercial-insurance", found.group())


# “青惠保”, 惠青保: the insurance of a city, under a name of its own everywhere.
_CITY_INSURANCE = re.compile("“[\u4e00-\u9fff]{1,3}(?:惠|康|e家|医)保”|“惠[\u4e00-\u9fff]{1,3}保”")


def _shared_tails(text: str, body: int) -> Iterator[Variant]:
    for start, end, tail in _lists(text, body):
        for member in _MEMBER.finditer(text, start, end):
            wording = _COUNTED.sub("", member.group())
            if variant := _known(wording, tail, member.end()):
                yield variant


def _lists(text: str, body: int) -> Iterator[tuple[int, int, str]]:
    """(start, end, tail) of the members before a list's last joint, up to the first joint with a tail behind it."""
    behind = body
    for found in _JOINT.finditer(text, body):
        joint = found.start()
        if "等" in text[found.end() : found.start("tail")]:
            # 出血热、布病等重点传染病监测: the tail is that of the class.
            behind = found.end("tail")
            continue
        start = max(behind, joint - _LONGEST_LIST)
        if mark := _TO_MARK.match(text[start:joint]):
            start += mark.end()
        if joint - start >= _SHORTEST:
            yield start, joint, found["tail"]
            behind = found.end("tail")


def _known(wording: str, tail: str, end: int) -> Variant | None:
    """The longest end of a member that is a concept with the shared tail."""
    if wording.endswith(tail):
        return None
    vocabulary = load_programmes()
    full, first = wording + tail, max(0, len(wording) - _LONGEST)
    # Letters and signs are folded before names are compared: the first four of a Chinese wording tell at once.
    begins = vocabulary.begins if _CHINESE.fullmatch(wording, first) else None
    for at in range(first, len(wording) - _SHORTEST + 1):
        if (begins is None or full[at : at + 4] in begins) and (concept := vocabulary.named(full[at:])):
            return Variant(end - len(wording) + at, end, concept.id, full[at:])
    return None


def _alternatives(text: str, body: int) -> Iterator[Variant]:
    """健康村（社区） is 健康村 and 健康社区: the bracket replaces the end of the word before it."""
    vocabulary = load_programmes()
    before = body
    for found in _BRACKET.finditer(text, body):
        known = _WORD_BEFORE.search(text, max(before, found.start() - _LONGEST_WORD), found.start())
        if known is None:
            continue
        before = found.end()
        word, start, other = known.group(), known.start(), found["other"]
        for first in range(len(word) - 1):
            full = word[first:-1] + other
            if full[:4] not in vocabulary.begins:
                continue
            concept, own = vocabulary.named(full), vocabulary.named(word[first:])
            if concept is not None and own is not None:
                yield Variant(start + first, found.end(), concept.id, full)
                yield Variant(start + first, found.end(), own.id, word[first:])
                break


_KIND = "(?:综合|专科|公立|中医|中西医结合|民族|口腔|精神|传染病|肿瘤|妇产|儿童|县级|妇女儿童)*"
_RANK, _GRADED = re.compile("级"), frozenset("三二")
_GRADE = rf"[三二]级(?:[甲乙]等)?{_KIND}(?:医院|中医院|妇幼保健院|妇幼保健机构)"
# What is striven for: 创成三级甲等综合医院, “三级甲等中医医院”创建. The level of one (建成三级医院水平) is something else.
_STRIVES = re.compile(
    rf"(?:创建|创成|争创|创|晋升|晋级|升格|升级|升|建成|建设|评为|冲刺)[为成]{{0,2}}(?:[国省市]家?级|全国|\d+[家所个])?"
    rf"“?(?P<house>{_GRADE})”?(?!水平|标准|服务能力|对口|托管|帮扶)"
)
_STRIVED = re.compile(rf"“?(?P<house>{_GRADE})”?(?:等级)?(?:创建|评审|复审|复评|评定|验收|申报|挂牌)")


def _grades(text: str, body: int) -> Iterator[Variant]:
    """The accreditation of hospitals, by what kind of house it is."""
    if "三级" not in text and "二级" not in text:
        return
    # From one letter to the next, as that costs a tenth of looking at every character.
    ranks = [found.start() - 1 for found in _RANK.finditer(text, body + 1)]
    graded = [at for at in ranks if text[at] in _GRADED]
    if not graded:
        return
    for found in (*_STRIVES.finditer(text, body), *_around(_STRIVED, text, body, graded)):
        house = found["house"]
        concept = (
            "maternal-institution-accreditation" if "妇幼" in house
            else "tcm-hospital-accreditation" if "中医" in house
            else "hospital-accreditation"
        )  # fmt: skip
        yield Variant(found.start(), found.end(), concept, found.group())
    for found in _around(_GRADE_ALONE, text, body, graded):
        yield Variant(found.start(), found.end(), "hospital-accreditation", found.group())


# So far before a grade, and behind its beginning, reaches what names one.
_GRADE_BEFORE, _GRADE_BEHIND = 3, 60


def _around(pattern: re.Pattern[str], text: str, body: int, graded: list[int]) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` gives, looked for at the grades only, as they are rare and it may begin before them."""
    at = body
    for grade in graded:
        found = pattern.search(text, max(at, grade - _GRADE_BEFORE), grade + _GRADE_BEHIND)
        if found and found.start() <= grade:
            yield found
            at = found.end()


# 晋升三级乙等, 通过二级甲等复评: a grade without the kind of house.
_GRADE_ALONE = re.compile(
    r"(?:(?:创建|创成|争创|晋升|晋级|通过|升为|获评)“?[三二]级[甲乙丙]等”?(?![\u4e00-\u9fff]{0,8}(?:医院|保健院|机构|评审))"
    r"|“?[三二]级[甲乙丙]等”?(?:等级)?(?:创建|评审|复审|复评|评定|验收))"
)


_BUILT = re.compile(
    r"(?:新建|改建|扩建|重建|迁建|改造|提升|升级|建成|建设)(?:了|好)?[^，。；：、“”\n]{0,12}?"
    r"(?P<house>村卫生室|标准化卫生室|乡镇卫生院|卫生院|社区卫生服务中心|社区卫生服务站)"
    r"(?=[\d，。；、：（\n等和及与]|[一二三四五六七八九十两]+[个所家]|建设|改造|项目|工程|$)"
)
_HOUSES = {
    "村卫生室": "village-clinic",
    "标准化卫生室": "village-clinic",
    "乡镇卫生院": "township-health-centre",
    "卫生院": "township-health-centre",
    "社区卫生服务中心": "community-health-facility",
    "社区卫生服务站": "community-health-facility",
}


def _houses(text: str, body: int) -> Iterator[Variant]:
    """The houses of primary care that are built or renewed, as a line of work."""
    for found in _BUILT.finditer(text, body):
        yield Variant(found.start("house"), found.end("house"), _HOUSES[found["house"]], found["house"])
