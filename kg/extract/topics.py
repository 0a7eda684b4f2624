"""What a section has been about so far, for figures that do not say what they measure."""

from __future__ import annotations

import re

from kg.extract.candidates import FoundTarget
from kg.extract.context import ReadClause
from kg.extract.lexicon import verbs


class Topic:
    """What a section has been about so far: the object of its last clause without a figure, else the last indicator.

    Behind a rate the next bare rate is one of the same people, not of the rate.
    """

    def __init__(self) -> None:
        self.wording, self.people, self.last, self.section = "", "", "", -2
        self.recent: list[str] = []
        """The indicators of the sentence so far."""
        self.sentence = -1
        self.is_done = False
        """Whether the wording is what a figure counted and names an act of its own (派出监督员)."""

    def enter(self, clause: ReadClause) -> None:
        if clause.clause.sentence != self.sentence:
            self.sentence, self.recent = clause.clause.sentence, []
        if clause.clause.section != self.section:
            self.section, self.wording, self.people, self.last = clause.clause.section, "", "", ""

    def leave(self, text: str, clause: ReadClause, made: list[FoundTarget]) -> None:
        reading = clause.reading
        phrase = text[reading.start : reading.end]
        if _SOMEONE.search(phrase) and (people := _PEOPLE.search(phrase)):
            self.people = people.group()
        self.recent += [t.indicator for t in made if t.indicator]
        if made:
            self.last = made[-1].indicator or ""
        self.is_done = self.is_done and not made
        if not made and reading.object_end > reading.object_start and not clause.clause.heading:
            wording = text[reading.object_start : reading.object_end]
            if len(wording) <= _LONGEST_TOPIC:
                self.wording, self.is_done = _bare(wording), False
        elif made and made[-1].indicator and len(made[-1].indicator) >= _SHORTEST_TOPIC:
            rate = made[-1].indicator.endswith("率")
            self.is_done = _is_act(made[-1].indicator)
            self.wording = (
                self.people if rate and self.people else re.sub(r"(?:完成)?率$", "", made[-1].indicator)
            )


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
_SOMEONE = re.compile("患者|老年人|孕产妇|新生儿|儿童|婴幼儿|妇女|女生|职工|学生")


_PEOPLE = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}(?:障碍|高血压|糖尿病|结核病?|艾滋病|病)患者|老年人|孕产妇|新生儿|儿童|婴幼儿|妇女|女生|职工|学生)"
)
