"""What a text tells of others: what is done abroad, what research says, what happens to one person in the news.

Such clauses commit nobody of the place. A foreign body or a study stays the subject up to the full stop, unless a clause has a
doer of its own; in the news a sentence on one person, or on what a reporter saw, is a scene.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.reading import NAME, OF_OTHERS, Reading, passed_over
from kg.model.spans import Spans
from kg.model.text import Clause

_FULL_STOPS = frozenset(["。", "！", "？", "\n", ""])
# 我县, 全市: a doer of the place.
_HERE = re.compile(r"[我本全][国省市区县州旗院局委镇乡]")
# One person: by age and name, by how one calls the old, by a name behind what they are; or by what only one can have.
_ONE = re.compile(
    r"\d岁的(?=[\u4e00-\u9fff]{2,4}[，在因患说是])|[\u4e00-\u9fff](?:大爷|大妈|大娘|奶奶|爷爷|婆婆|大叔|大姐|女士|先生)|患的是"
    r"|(?:值班|接诊|主治|坐诊|驻点)(?:医生|医师|护士)(?![、和与及]|们|团队|制度|室|轮)|(?<![\d万])一[名位](?:老人|患者|病人|村民|居民|产妇|孩子)"
    r"|[她他](?![们国人])"
)
# Whatever that finds holds one of these; hardly a sentence does, and one look at the text tells which. Each begins with a letter
# that is written out: so most places of a text are passed over at once.
_STAFF = "(?:医生|医师|护士)"
_MAY_BE_ONE = re.compile(
    "岁的|大爷|大妈|大娘|奶奶|爷爷|婆婆|大叔|大姐|女士|先生|患的是|一[名位]|她|他"
    f"|值班{_STAFF}|接诊{_STAFF}|主治{_STAFF}|坐诊{_STAFF}|驻点{_STAFF}"
)
_NAMED = re.compile(
    r"(?:医生|医师|护士|村医|村民|居民|患者|病人|老人)(?P<name>[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤][\u4e00-\u9fff]{1,2})(?=[，。、和说在为正给替的耐])"
)
_SCENE = re.compile(r"记者[^，。；]{0,24}(?:看到|见到|目睹|遇到|见证)")
# 已开诊, 惠及120人: what has come about, and what is counted, is told of the place also in a scene.
_OF_THE_PLACE = re.compile(r"已|\d|投入使用|建成|启用|完工|竣工|封顶|开诊|揭牌|新增|新建|改造|设立|开设|开展")


class Told:
    """Of which clauses of a document the subject is another than the place."""

    def __init__(self, text: str, clauses: Sequence[Clause], genre: str) -> None:
        self._text, self._clauses = text, clauses
        self._scenes = _scenes(text, clauses) if genre == "news" else frozenset()
        self._of_others = ""

    def of_others(self, readings: list[Reading], opaque: str) -> list[Reading]:
        """The readings of all clauses, passed over where they tell of others; names are unreadable in `opaque`."""
        if not self._scenes and OF_OTHERS.isdisjoint([reading.frame for reading in readings]):
            return readings
        return [self._of(i, reading, opaque) for i, reading in enumerate(readings)]

    def _of(self, index: int, reading: Reading, opaque: str) -> Reading:
        """The same for the clause at `index`, which is the next one."""
        if self._of_others and self._clauses[index - 1].closes in _FULL_STOPS:
            self._of_others = ""
        if reading.frame in OF_OTHERS:
            self._of_others = reading.frame
        elif self._of_others:
            clause = self._clauses[index]
            acts = reading.verb_end > reading.verb_start
            doer = opaque[clause.start : reading.verb_start if acts else clause.end]
            if NAME in doer or _HERE.search(doer):
                self._of_others = ""
            else:
                return passed_over(reading, self._of_others)
        if index in self._scenes and reading.verb_end > reading.verb_start:
            clause = self._clauses[index]
            lead = opaque[clause.start : reading.verb_start]
            if NAME not in lead and not _OF_THE_PLACE.search(self._text, clause.start, clause.end):
                return passed_over(reading, "scene-of-one-person")
        return reading


def _scenes(text: str, clauses: Sequence[Clause]) -> frozenset[int]:
    """The clauses of sentences on one person, or of what a reporter saw."""
    names = sorted({found["name"] for found in _NAMED.finditer(text)})
    named = re.compile("|".join(map(re.escape, names))) if names else None
    may_be_one = Spans([found.span() for found in _MAY_BE_ONE.finditer(text)])
    found: set[int] = set()
    first = 0
    for at, clause in enumerate(clauses):
        if clause.closes not in _FULL_STOPS and at + 1 < len(clauses):
            continue
        start, end = clauses[first].start, clause.end
        if (may_be_one.begin_within(start, end) and _ONE.search(text, start, end)) or (
            named and named.search(text, start, end)
        ):
            found.update(range(first, at + 1))
        elif seen := _SCENE.search(text, start, end):
            found.update(i for i in range(first, at + 1) if clauses[i].end >= seen.end())
        first = at + 1
    return frozenset(found)
