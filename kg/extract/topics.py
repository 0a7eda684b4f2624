"""What a section has been about so far, for figures that do not say what they measure."""

from __future__ import annotations

import re

from kg.extract.candidates import FoundTarget
from kg.extract.context import ReadClause
from kg.extract.cues import SOMEONE
from kg.extract.lexicon import verbs
from kg.model.text import Clause


class Topic:
    """What a section has been about so far: the object of its last clause without a figure, else the last indicator.

    Behind a rate the next bare rate is one of the same people, not of the rate.
    """

    def __init__(self) -> None:
        self._wording, self._as_written = "", False
        self.people, self.last, self.section = "", "", -2
        self.recent: list[str] = []
        """The indicators of the sentence so far."""
        self.sentence = -1
        self.is_done = False
        """Whether the wording is what a figure counted and names an act of its own (派出监督员)."""

    def enter(self, here: Clause) -> None:
        """Go on with a clause, the first of its sentence or section."""
        if here.sentence != self.sentence:
            self.sentence, self.recent = here.sentence, []
        if here.section != self.section:
            self.section, self._wording, self.people, self.last = here.section, "", "", ""

    @property
    def wording(self) -> str:
        """What it is about: hardly a clause is asked, so that what stood in the text is made a name here."""
        return _bare(self._wording) if self._as_written else self._wording

    def leave(self, text: str, clause: ReadClause, made: list[FoundTarget]) -> None:
        reading = clause.reading
        if clause.cues & SOMEONE and (people := _PEOPLE.search(text, reading.start, reading.end)):
            self.people = people.group()
        if made:
            self._measured(made)
            return
        start, end = reading.object_start, reading.object_end
        if 0 < end - start <= _LONGEST_TOPIC and not clause.clause.heading:
            self._wording = text[start:end]
            self._as_written, self.is_done = True, False

    def _measured(self, made: list[FoundTarget]) -> None:
        self.recent += [t.indicator for t in made if t.indicator]
        self.is_done = False
        self.last = last = made[-1].indicator or ""
        # 检查120家，覆盖率100%，立案8起: behind a rate of the topic the topic goes on.
        if len(last) >= _SHORTEST_TOPIC and made[-1].rule != "rate-of-the-topic":
            self.is_done = _is_act(last)
            self._wording = last
            if last.endswith("率"):
                self._wording = self.people or _RATE.sub("", last)
            self._as_written = False


_RATE = re.compile(r"(?:完成)?率$")


def _is_act(wording: str) -> bool:
    """派出|监督员 is an act, 联合|执法 a thing."""
    verb = verbs().at(wording, 0, len(wording))
    return verb >= _A_WHOLE_VERB and verbs().at(wording, verb, len(wording)) == verb


def _bare(wording: str) -> str:
    """Without 工作 at the end, and 好 or 了 at the beginning."""
    if wording.endswith("工作"):
        wording = wording[:-2].removesuffix("等")
    return wording[1:] if wording.startswith(("好", "了")) else wording


# A topic is a noun phrase; longer objects are whole sentences, shorter indicators (干部) say too little.
_LONGEST_TOPIC, _SHORTEST_TOPIC = 24, 4


_A_WHOLE_VERB = 2
_PEOPLE = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}(?:障碍|高血压|糖尿病|结核病?|艾滋病|病)患者|(?:在册|在管|确诊|登记|贫困|重症)患者|(?:重点|特殊|高危|困难|流动|脱贫)人群|老年人|孕产妇|新生儿|儿童|婴幼儿|妇女|女生|职工|学生)"
)
