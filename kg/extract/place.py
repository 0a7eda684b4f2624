"""The place that a document is about: from its title, its issuer, and how it speaks of 全市, 全区, 健康X."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.head import Head
from kg.extract.place_words import is_no_name
from kg.model.records import Span
from kg.registers.regions import Region, load_regions
from kg.registers.seats import Level

# How much a mention says, set on the five source documents and the twelve neighbouring ones: a title names its own place, a page
# talks about other places too.
_IN_TITLE, _IN_ISSUER, _IN_HEADLINE, _IN_PATH, _AS_BRAND, _FULL, _SHORT = 20, 16, 8, 8, 5, 3, 1
_ALL = {"区": "区", "市": "市", "县": "县旗", "省": "省区"}
# 健康云渡, 平安云渡
_BRANDS = frozenset(["健康", "平安"])
# The letter, the title and the first words of a document.
_TOP = 400
# What ends the name of a place, what stands before it, and the letters between.
_REPEATED_END = re.compile(r"[市县区](?![\u4e00-\u9fff]?域)")
_BEFORE_REPEATED, _LEADS_TO_REPEATED = frozenset("，。“《（、；：\n在由为住是年—"), ("获悉", "来到")
_REPEATED_STEM = re.compile(r"[\u4e00-\u9fff]{2,3}")
# What follows the name of a place whose text it is.
_BEHIND_ITS_NAME = (
    r"(?=人民政府|政府|卫生|卫[健计][委局](?:20\d\d|关于)|健康|委员会|疾|医|关于|中医|深化|基层|为民"
    r"|第[一二三四五六七八九十]+届|“|20\d\d)"
)
_UNLISTED = re.compile(
    r"(?P<upper>[\u4e00-\u9fff]{2,5}?[省市州])?(?P<name>[\u4e00-\u9fff]{2,7}?(?:自治[州县旗]|[省市县区旗盟]))"
    + _BEHIND_ITS_NAME
)
# A name may begin anywhere, its kind stands in few places.
_UNLISTED_END = re.compile("[省市县区旗盟州]" + _BEHIND_ITS_NAME)
# So far before the last letter of a name it may begin, with the place above it.
_LONGEST_UNLISTED = len("某某某某某省") + len("某某某某某某某自治县")
# 云屏市第二人民医院2024年工作计划: the body that a title or an issuer's name begins with sits in the place before its kind.
_SEAT_OF_A_BODY = re.compile(
    r"(?P<upper>[\u4e00-\u9fff]{2,5}?[省市州])?(?P<name>[\u4e00-\u9fff]{2,7}?(?:自治[州县旗]|[省市县区旗盟]))"
    r"(?=(?:第[一二三四五六七八九十]+)?(?:人民|中心)?医院|(?:[\u4e00-\u9fff]{2,4}?(?:镇|乡|街道))?(?:中心)?卫生院|[\u4e00-\u9fff]{2,4}?(?:街道)?社区卫生服务中心|妇幼|妇女|儿童|精神|传染病|肿瘤|口腔|康复|急救|中心血站|血站|职业病|结核病|皮肤病|慢性病|托育|红十字|爱国卫生|老龄)"
)
_LEVELS: dict[str, Level] = {"province": "province", "prefecture": "prefecture"}
_NOT_A_NAME = re.compile(
    r"[给对把的了是您与]|集团|公司|政府|及|健康|领导|机构|医院|医生|患者|^(?:记者|专访|走进|全|我|本|各|辖|该|年|度|的|和|级|城|园|小|社|地|山|景|片|校|院|库|办|关于|促进|推进|加强|开展|建设|创建|做好|深化|印发|"
    r"贯彻|\d)|(?:全市|全区|全县|全省|我市|我区|城市|城区|园区|社区|地区|山区|校区|院区|片区|辖区|灾区|病区|特区|示范区|先行区|试验区|"
    r"试点区|功能区|[县地省副]级市|直辖市|(?:一般|其他|多数|少数|部分|个别)[市县区旗])$"
)


@dataclass(frozen=True, slots=True)
class DocumentPlace:
    """The place of a document: its code (None: not in the register), name, full name with parents, and level.

    `authority` is its health authority where the document's issuer says how it is called (委员会 or 局).
    """

    code: str | None
    name: str
    full: str
    level: Level
    authority: str | None = None

    @property
    def unlisted(self) -> tuple[str, ...]:
        """The names of the place and of the one above it that no register holds."""
        if self.code is not None:
            return ()
        upper = self.full.removesuffix(self.name)
        return (self.name, upper) if upper and not load_regions().named(upper) else (self.name,)

    @property
    def seat(self) -> str:
        """The name that a body of the place bears before its own (常州市, 常州市钟楼区, 江苏省)."""
        return self.full


def place_of(text: str, head: Head) -> DocumentPlace | None:
    """The place that a document is about, or None where nothing names one."""
    title, issuer = head.title or "", head.issuer or ""
    scores = _scores(text, title, issuer, head.path)
    stated = (
        _stated(title)
        or _stated(issuer)
        or _seat(title)
        or _seat(issuer)
        or _stated(text[:_TOP], running=True)
    )
    in_title = [code for code in scores if _stands_in(code, title)]
    best = max(in_title or scores, key=lambda code: (scores[code], _depth(code), code), default=None)
    if best and not stated and _only_touched_on(text, best, title + issuer + head.path):
        best = None
    if stated and stated.code is None and (best is None or not _named_in(best, title + issuer)):
        return stated
    if best is None:
        return stated or _often_named(text)
    if (
        not _named_in(best, title + issuer)
        and (often := _often_named(text))
        and _outnumbers(text, often, best)
    ):
        return often
    return _listed(_city_instead(text, _province_instead(text, best)))


def _only_touched_on(text: str, code: str, wording: str) -> bool:
    """Whether a region stands once in the text, in a list, by a short name that may be a town's (在青石、白水、柳河三个乡镇设立…)."""
    region = load_regions().by_code(code)
    if region is None or _named_in(code, wording) or region.name in text or text.count(region.short) > 1:
        return False
    at = text.find(region.short)
    return "、" in (text[at - 1 : at], text[at + len(region.short) :][:1])


def _province_instead(text: str, code: str) -> str:
    """A text that speaks of 省委 and 省…厅 throughout is the province's, though it names only its cities."""
    above = load_regions().ancestors(code)
    spoken, own = len(_SPEAKS_OF_A_PROVINCE.findall(text)), len(_SPEAKS_OF_ITSELF.findall(text))
    return above[-1].code or code if above and spoken > 3 and spoken > 2 * own else code


# A text that is a county's own speaks of 全县 or 县委 at least once.
_SPOKEN_OF_A_CITY = 3
# 全市, 我市, 市委 and the like. All these patterns begin with the letter of the place, as few letters of a text are one.
_SPEAKS_OF_A_CITY = re.compile("市(?:(?<=[全我]市)|委|政府|卫生|卫健)")
_SPEAKS_OF_A_PROVINCE = re.compile(r"省(?:委|政府|[\u4e00-\u9fff]{2,8}厅|卫生健康委)")
_SPEAKS_OF_ITSELF = re.compile("[市区县](?:(?<=[全我][市区县])|卫(?:生健康|健))")
_SPEAKS_OF_A_COUNTY = re.compile("[县区旗](?:(?<=[全我][县区旗])|委|政府|卫生|卫健)")


def _city_instead(text: str, code: str) -> str:
    """A text that speaks of 全市 and 市政府 and never of a county or district is the city's, though it names only its counties."""
    region = load_regions().by_code(code)
    above = load_regions().ancestors(code)
    if region is None or not above or region.level != "county" or region.name.endswith("市"):
        return code
    own = _SPEAKS_OF_A_COUNTY.search(text)
    city = len(_SPEAKS_OF_A_CITY.findall(text))
    return above[0].code or code if not own and city >= _SPOKEN_OF_A_CITY else code


def _often_named(text: str) -> DocumentPlace | None:
    """A place that no register holds, named again and again (青禾县)."""
    listed = load_regions().named
    found = Counter(
        name
        for name in _names_standing_alone(text[: _TOP * 4])
        if not _NOT_A_NAME.search(name) and not listed(name) and not is_no_name(name)
    )
    name, count = found.most_common(1)[0] if found else ("", 0)
    return _unregistered(name, "") if count >= 2 else None


def _names_standing_alone(text: str) -> Iterator[str]:
    """What a mark or a preposition opens and the letter of a kind ends, without overlap, the longer one first; looked for from
    those letters, as they are few."""
    spans: list[Span] = []
    for kind in _REPEATED_END.finditer(text):
        end = kind.end()
        for start in (end - 4, end - 3):
            opens = start == 0 or text[start - 1 : start] in _BEFORE_REPEATED
            if start >= 0 and (opens or text.endswith(_LEADS_TO_REPEATED, 0, start)):
                spans += [(start, end)] if _REPEATED_STEM.fullmatch(text, start, end - 1) else []
    at = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= at:
            yield text[start:end]
            at = end


def _outnumbers(text: str, often: DocumentPlace, code: str) -> bool:
    """Whether a place that no register holds is named more often than one that a register holds, by whatever name."""
    region = load_regions().by_code(code)
    return region is not None and text.count(often.name) > max(text.count(name) for name in region.names)


def _listed(code: str) -> DocumentPlace:
    register = load_regions()
    region = register.by_code(code)
    assert region is not None
    level = _LEVELS.get(region.level, "county")
    return DocumentPlace(code, region.name, register.full_name(code, province=True), level)


def _depth(code: str) -> int:
    return len(load_regions().ancestors(code))


def _stands_in(code: str, title: str) -> bool:
    """Whether a title names a region: then no other, however often named, is the document's."""
    region = load_regions().by_code(code)
    return region is not None and (region.name in title or _short_in(region, title))


def _named_in(code: str, wording: str) -> bool:
    region = load_regions().by_code(code)
    return region is not None and (region.name in wording or region.short in wording)


def _scores(text: str, title: str, issuer: str, path: str) -> dict[str, float]:
    """A score for each region that the text names; full names weigh more, short ones that are ordinary words nothing."""
    scores: dict[str, float] = dict(_mentions(text, path))
    fits = _fits(_spoken_of(text))
    top = text[:_TOP]
    brands = Counter(
        [
            text[start:end]
            for start, end in load_regions().occurrences(text)
            if text[start - 2 : start] in _BRANDS
        ]
    )
    for code in list(scores):
        region = load_regions().by_code(code)
        assert region is not None
        scores[code] += _IN_TITLE * (region.name in title or _short_in(region, title))
        scores[code] += _IN_ISSUER * (region.name in issuer or _short_in(region, issuer))
        scores[code] += _IN_PATH * (region.name in path)
        scores[code] += _IN_HEADLINE * (region.name in top)
        scores[code] += _AS_BRAND * min(3, brands[region.short])
        scores[code] *= 1 + fits[region.name[-1]]
    return _most_specific(scores, title + issuer)


def _short_in(region: Region, wording: str) -> bool:
    return (
        len(region.short) >= 2 and region.short in wording and not load_regions().is_word_like(region.short)
    )


def _mentions(text: str, path: str) -> Counter[str]:
    register = load_regions()
    found: Counter[str] = Counter()
    # The path first: the register keeps the names of the last text that it was asked for.
    in_path = register.in_text(path) if path else {}
    in_text = register.in_text(text)
    counts = Counter([text[start:end] for start, end in register.occurrences(text)])
    for name, regions in {**in_text, **in_path}.items():
        count = counts[name] + path.count(name)
        for region in regions:
            if region.code is None:
                continue
            full = name == region.name
            if register.is_word_like(name) or region.until or (len(regions) > 1 and not full):
                continue
            if len(name) >= 2:
                found[region.code] += count * (_FULL if full else _SHORT)
    return found


def _spoken_of(text: str) -> dict[str, int]:
    """How often a text says 全市 and the like, for each kind of place."""
    return {
        kind: text.count("全" + kind) + text.count("我" + kind) + text.count(kind + "卫") for kind in _ALL
    }


def _fits(counts: dict[str, int]) -> defaultdict[str, float]:
    """How much of 全市, 全区, 全县, 全省 fits a region, by the last character of its name."""
    total = sum(counts.values())
    fits: defaultdict[str, int] = defaultdict(int)
    for kind, count in counts.items():
        for last in _ALL[kind]:
            fits[last] += count
    return defaultdict(float, {last: 2 * count / total for last, count in fits.items()} if total else {})


def _most_specific(scores: dict[str, float], wording: str) -> dict[str, float]:
    """绍兴市上虞区 names the district: a region named only as the parent of one named beside it gives way."""
    register = load_regions()
    kept = dict(scores)
    for code in scores:
        region = register.by_code(code)
        assert region is not None
        for parent in register.ancestors(code):
            joined = parent.name + region.name in wording or parent.short + region.name in wording
            if parent.code in kept and joined:
                kept[parent.code] = 0
    return {code: score for code, score in kept.items() if score > 0}


def _stated(wording: str, *, running: bool = False) -> DocumentPlace | None:
    """The place that a title, an issuer's name or a page's top states, in the register or not; in `running` text the words
    before a kind may be no name (提升|都会区)."""
    bare = _bare(wording)
    kind = _UNLISTED_END.search(bare)
    for found in _UNLISTED.finditer(bare, max(0, kind.start() - _LONGEST_UNLISTED)) if kind else ():
        name = re.split(r"[日在于从由委]", found["name"])[-1]
        if len(name) < _SHORTEST_NAME or _NOT_A_NAME.search(name) or (running and is_no_name(name)):
            continue
        return _by_name(name, found["upper"] or "")
    return None


def _seat(wording: str) -> DocumentPlace | None:
    """The place of the body that a title or an issuer's name begins with."""
    found = _SEAT_OF_A_BODY.match(_bare(wording))
    if found is None or len(found["name"]) < _SHORTEST_NAME or _NOT_A_NAME.search(found["name"]):
        return None
    return _by_name(found["name"], found["upper"] or "")


_SHORTEST_NAME = 3


def _bare(title: str) -> str:
    """A title without what a notice puts before it and without its year."""
    return _BEFORE_A_TITLE.sub("", title, count=1)


_BEFORE_A_TITLE = re.compile(r"^(?:关于)?(?:印发|下发|下达|做好|开展|公布)?《?(?:\d{4}年度?)?")


def _by_name(name: str, upper: str) -> DocumentPlace:
    region = load_regions().resolve(name)
    return _listed(region.code) if region and region.code else _unregistered(name, upper)


def _unregistered(name: str, upper: str) -> DocumentPlace:
    level: Level = "county"
    if name.endswith("省"):
        level = "province"
    elif name.endswith(("市", "州", "盟")) and not upper.endswith("市"):
        level = "prefecture"
    return DocumentPlace(None, name, upper + name, level)
