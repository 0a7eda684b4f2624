"""What a number measures where a wording around it says so by its form: what a share is one of, who is given a sum, what of a
list bears only its level."""

from __future__ import annotations

import re

_DOES = "成为|达到|达标|建成|完成|实现|开展|设置|设立|能够|具备|提供|配备|开设|通过|设有|建立|纳入|接入|创成|参加|签约|启用|使用|配置"
# 90%以上的综合医院、专科医院和卫生院|成为老年友善医疗机构. A name may hold 和, so only the last of them parts two names: were each
# free to, a run of them would be parted in every way there is.
_SHARE_OF = re.compile(
    rf"的?(?P<whom>[^，。；：、\d]{{2,14}}(?:、[^，。；：、\d]{{2,14}})*?[、和与及][^，。；：、\d]{{2,14}}?)(?P<does>(?:全部|均|都|要|应)?(?:{_DOES})[^，。；：\d]{{2,30}})(?=[，。；]|\Z)"
)
# 对优秀的村卫生室|补助5000元, 给特困家庭每户一次性|救助2000元
_GIVEN = re.compile(
    r"(?:对|给|向|为)(?:[^，、]{0,24}的)?(?P<whom>[^，。；、的\d]{2,16}?)(?:每[人个家所户名年月]{1,2})*(?:分别|一次性|按月|按年|再)?"
    r"(?P<verb>(?:给予|发放)?(?:一次性)?(?:补助|奖励|奖补|补贴|资助|救助|慰问|发放))(?:资金)?(?:每[人个家所户名年月]{1,2})*$"
)
_REACH = 44
_LEVEL = r"(?:国家|省市?|市|县|区|镇|乡|村|全国)级"
_BARE_LEVEL = re.compile(_LEVEL)
_WITH_LEVEL = re.compile(rf"{_LEVEL}(?P<noun>[^，、；。\d]{{2,24}})$")
_AMONG = re.compile(r"中(?:仅|只|已)?有?$")


def share_of_a_list(text: str, behind: int, end: int) -> str | None:
    """成为老年友善医疗机构的综合医院、卫生院: what those of whom the number behind which `behind` stands is a share do."""
    found = _SHARE_OF.match(text, behind, end)
    return f"{found['does']}的{found['whom']}" if found else None


# 总投资2亿元的|市传染病医院|…
_SIZE = re.compile("(?:总投资|投资|建筑规模|建设规模|概算投资|总?建筑面积|占地面积?|床位|编制床位|设置床位)$")
_WHOSE = re.compile(
    rf"的(?P<what>[^，。；：、\d的]{{3,20}}?)(?=(?:[今明]年|\d|{_DOES}|正在|已|将|现|全面|正式|顺利|如期|主体|开工|竣工|投入|投用|启用|封顶|开诊|[，。；]|\Z))"
)


def size_of(text: str, start: int, place: int, behind: int, end: int) -> str | None:
    """市传染病医院总投资: whose size a figure before 的 is."""
    whose = _WHOSE.match(text, behind, end) if text[behind : behind + 1] == "的" else None
    size = _SIZE.search(text, start, place) if whose else None
    return whose["what"] + size.group() if size and whose else None


# 按每个托位|1万元|给予补助
_PER = re.compile(r"按照?(?P<per>每[\u4e00-\u9fff]{1,5})$")
_GIVES = re.compile(
    r"(?:的?标准)?(?:分别)?(?:给予|进行|予以)?(?:一次性)?(?P<verb>补助|奖励|奖补|补贴|资助|救助|发放)"
)


def given_to(text: str, start: int, place: int, behind: int) -> str | None:
    """村卫生室补助, 每个托位补助: who receives the sum at `place`..`behind`, and as what."""
    per, gives = _PER.search(text, max(start, place - _REACH), place), _GIVES.match(text, behind)
    if per and gives:
        return per["per"] + gives["verb"]
    found = _GIVEN.search(text, max(start, place - _REACH), place)
    return found["whom"] + found["verb"] if found else None


def part_of_a_rate(indicator: str, whole: str) -> str:
    """近视率降低1个百分点，其中小学生38%以下: a part of those of whom the figure before is a rate."""
    tail = _RATE_AT_END.search(whole)
    return indicator + tail.group() if tail and not _IS_RATE.search(indicator) else indicator


_RATE_AT_END = re.compile(r"[\u4e00-\u9fff]{2}率$")
_IS_RATE = re.compile("(?:率|占比|比例|比重|水平|指数)$")


def with_noun_before(indicator: str, before: str, verb: str) -> str:
    """市级示范基地1个、县级3个: a bare level takes the noun of the item before."""
    bare = indicator.removeprefix(verb) if verb else indicator
    noun = _WITH_LEVEL.search(before) if _BARE_LEVEL.fullmatch(bare) else None
    return bare + noun["noun"] if noun else indicator


def those_among(wording: str) -> str:
    """25个卫生院中有|18个: the whole that some are counted of."""
    ends_so = len(wording) > _SHORTEST and wording[-1] in "中有仅只"
    return _AMONG.sub("", wording) if ends_so else wording


_SHORTEST = 3
