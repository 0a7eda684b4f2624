"""What the clauses of a text tell of that has no headings to say so (news, a part of a speech): done, or to be done.

Every clause is weighed by its own words (已, 同比, 将, 《方案》明确 …) and by its dates beside the document's own. What a clause
does not say for itself it takes from its neighbours: of all ways to part the text into what is done and what is to be
done, the one is taken for which most speaks, where each change costs – much within a sentence, little between paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from kg.extract.deadlines import PLAN_ENDS
from kg.extract.going_on import going_on_with_what_is_done
from kg.extract.hints import Hints
from kg.extract.leads import ORDINALS, SURE, carry_to_lists
from kg.extract.lexicon import WordSet, adverbs, prepositions, verbs
from kg.model.text import Clause
from kg.registers.tables import table

Day: TypeAlias = tuple[int, ...]
"""A year, or a year and a month, or these and a day."""

# What a change between done and to be done costs.
_WITHIN_A_SENTENCE, _AT_A_SEMICOLON, _BETWEEN_SENTENCES, _BETWEEN_PARAGRAPHS = 5.0, 3.5, 3.0, 2.0
# Where such a clause stands a change costs only so much of it: 今后五年，….
_WHERE_IT_IS_SAID = 0.5


class _Cue(NamedTuple):
    weight: float
    pattern: re.Pattern[str]
    is_state: bool
    """Whether it shows how things are only where no verb stands first."""
    is_occasion: bool
    """Whether it tells of what the news is written on, and nothing of the rest."""


@cache
def _cues() -> tuple[tuple[_Cue, ...], Hints]:
    """All cues, and the words by which a clause is asked for the few that it may hold."""
    rows = table("cues", "lean.toml")["lean"]
    return tuple(
        _Cue(float(row["weight"]), re.compile(row["pattern"]), "verb_last" in row, "occasion" in row)
        for row in rows
    ), Hints(rows)


def modes_of(
    text: str, clauses: Sequence[Clause], today: Day, bare: float, *, goes_on: bool = False
) -> list[str]:
    """planned or achieved, for each of the clauses.

    `today` is the day, the month or the year in which the document was written, as far as known (may be empty);
    `bare` is what a clause weighs that opens with a verb and says nothing of its time (above 0: to be done). With `goes_on` a text
    that has told what is done goes on with it until it says the contrary, as news and reports do.
    """
    weights = _weights(text, clauses, today)
    costs = _costs(text, clauses)
    if len(today) == 1 and (before := _year_before_the_next(text, today[0])):
        for at, clause in enumerate(clauses):
            if text.startswith(before, clause.start):
                weights[at] -= _OF_A_YEAR_GONE
    if "去年" in text:
        _set_off_this_year(text, clauses, weights)
    carry_to_lists(text, clauses, weights)
    told = _told_of_what_is_done(weights, costs)
    after_done = (
        going_on_with_what_is_done(text, weights, clauses, _KEPT.of(text, clauses).of_news)
        if goes_on
        else [False] * len(clauses)
    )
    for at, clause in enumerate(clauses):
        if not weights[at] and not clause.heading and opens_with_a_verb(text, clause.start, clause.end):
            weights[at] = min(bare, 0.0) if at < told else min(bare, _GOES_ON) if after_done[at] else bare
    path = _best_path(weights, costs)
    return [
        ("planned" if weight > 0 else "achieved") if abs(weight) >= SURE else mode
        for weight, mode in zip(weights, path, strict=True)
    ]


def _year_before_the_next(text: str, year: int) -> str | None:
    """2023年, where a sentence further on turns to 2024年: so the year is over."""
    following = f"{year + 1}年"
    return f"{year}年" if f"。{following}" in text or f"\n{following}" in text else None


_OF_A_YEAR_GONE = 2.0


def _set_off_this_year(text: str, clauses: Sequence[Clause], weights: list[float]) -> None:
    """去年…。今年…: set off against the last year, this one is to come."""
    last = -_NEAR - 1
    for at, clause in enumerate(clauses):
        if text.startswith("去年", clause.start):
            last = clause.sentence
        elif last >= clause.sentence - _NEAR and _THIS_YEAR.match(text, clause.start, clause.end):
            weights[at] += _OF_THIS_YEAR


_NEAR, _OF_THIS_YEAR = 3, 2.5
_THIS_YEAR = re.compile(r"今年(?!以来|上半年|前|[一二三1-9]\d?[月季]|已|共)")


def looks_back(text: str, clauses: Sequence[Clause]) -> bool:
    """Whether a text says much more often that something is done than that it is to be done."""
    weights = _weights(text, clauses, ())
    done, to_do = sum(weight <= -1 for weight in weights), sum(weight >= 0.5 for weight in weights)
    if not to_do and done > 1 and next((w for w in weights if abs(w) >= SURE), 0.0) < 0:
        # 今年以来，…, 截至10月底，…: with nothing that is to be done such a beginning holds for all behind it.
        return True
    return done * 5 >= len(weights) and done >= max(_SEVERAL, 2 * to_do)


def _told_of_what_is_done(weights: Sequence[float], costs: Sequence[float]) -> int:
    """How many clauses stand in the paragraphs up to the last that says that something is done, in a text where many clauses do and
    hardly one says that it is to be done; else 0."""
    done, to_do = sum(weight <= -1 for weight in weights), sum(weight >= 0.5 for weight in weights)
    if not done or done * _OF_THOSE_DONE < len(weights) or to_do * _TO_ONE_TO_DO > done:
        return 0
    last = max(at for at, weight in enumerate(weights) if weight <= -1)
    ends = (at for at in range(last + 1, len(costs)) if costs[at] == _BETWEEN_PARAGRAPHS)
    return next(ends, len(weights))


_OF_THOSE_DONE, _TO_ONE_TO_DO, _SEVERAL = 6, 4, 3


# What a clause weighs that goes on with what is done.
_GOES_ON = -0.3


def _weights(text: str, clauses: Sequence[Clause], today: Day) -> list[float]:
    """What each clause says for itself."""
    said = _KEPT.of(text, clauses)
    weights = said.weights.copy()
    for at in said.with_digits:
        clause = clauses[at]
        weights[at] += _of_times(text, clause.start, clause.end, today)
    return weights


class _Said(NamedTuple):
    """A weight for each clause, without that of its times, and the clauses that may name times: those with a digit."""

    weights: list[float]
    with_digits: list[int]
    of_news: dict[int, float]
    """What of it tells of the news' own occasion: a paper put out, a meeting held."""


class _Kept:
    """What the clauses of the last text say by their words: each text is asked twice, for its genre and for its tense."""

    def __init__(self) -> None:
        self._text = ""
        self._clauses: Sequence[Clause] = ()
        self._said = _Said([], [], {})

    def of(self, text: str, clauses: Sequence[Clause]) -> _Said:
        """What each clause says but for its times."""
        if text is not self._text or clauses is not self._clauses:
            self._said = _by_words(text, clauses)
            self._text, self._clauses = text, clauses
        return self._said


_KEPT = _Kept()


def _by_words(text: str, clauses: Sequence[Clause]) -> _Said:
    cues, hints = _cues()
    # One mark behind a clause belongs to what shows that it ends there.
    held = hints.held(text, [(clause.start, clause.end) for clause in clauses])
    said = _Said([], [], {})
    for nth, (clause, bits) in enumerate(zip(clauses, held, strict=True)):
        start, end = clause.start, clause.end
        weight = 0.0
        if not clause.heading:
            for at in hints.rules(bits) if bits else ():
                cue = cues[at]
                if cue.is_state and opens_with_a_verb(text, start, end):
                    continue
                times = sum(1 for _ in cue.pattern.finditer(text, start, min(end + 1, len(text))))
                # A list of figures (达2.6人、达4.2张、…) is no surer for its length.
                told = cue.weight * (min(times, _A_HINT_AT_MOST) if abs(cue.weight) <= 1 else times)
                weight += told
                if times and cue.is_occasion:
                    said.of_news[nth] = said.of_news.get(nth, 0.0) + told
            if text[start] == "“" or _DIGIT.search(text, start, end):
                said.with_digits.append(nth)
                weight += _of_figures(text, start, end)
            will = text.find("将", start, end)
            if will >= 0:
                weight += _of_will(text, will, end)
        # 一要…；二要…: the outline takes the number and its 要 off the item.
        if text[start - 1] == "要" and text[start - 2] in ORDINALS:
            weight += _OF_AN_ITEM_TO_DO
        said.weights.append(weight)
    return said


_OF_AN_ITEM_TO_DO, _A_HINT_AT_MOST = 3.0, 2
_DIGIT = re.compile(r"\d")


def _costs(text: str, clauses: Sequence[Clause]) -> list[float]:
    """What a change costs between each clause and the one before."""
    costs = [0.0]
    for before, clause in pairwise(clauses):
        if text.find("\n", before.end, clause.start) >= 0:
            costs.append(_BETWEEN_PARAGRAPHS)
        elif before.sentence == clause.sentence:
            costs.append(_WITHIN_A_SENTENCE)
        else:
            costs.append(_AT_A_SEMICOLON if before.closes == "；" else _BETWEEN_SENTENCES)
    return costs


def _best_path(weights: Sequence[float], costs: Sequence[float]) -> list[str]:
    """The parting of the clauses for which most speaks; a clause that says nothing goes with what stands before it."""
    planned = achieved = 0.0
    came: list[tuple[bool, bool]] = []
    for weight, cost in zip(weights, costs, strict=True):
        to_planned = to_achieved = cost
        if cost < _WITHIN_A_SENTENCE:
            if weight >= SURE:
                to_planned *= _WHERE_IT_IS_SAID
            elif weight <= -SURE:
                to_achieved *= _WHERE_IT_IS_SAID
        stays_planned, stays_achieved = planned > achieved - to_planned, achieved > planned - to_achieved
        came.append((stays_planned, stays_achieved))
        planned, achieved = (
            (planned if stays_planned else achieved - to_planned) + weight,
            (achieved if stays_achieved else planned - to_achieved) - weight,
        )
    path: list[str] = []
    is_planned = planned >= achieved
    for stays_planned, stays_achieved in reversed(came):
        path.append("planned" if is_planned else "achieved")
        is_planned = stays_planned if is_planned else not stays_achieved
    path.reverse()
    return path


def opens_with_a_verb(text: str, start: int, end: int) -> bool:
    """Whether a clause begins like an order: 推进…, 稳步推进…, 对…开展…"""
    adverb, verb, preposition = _opening_words()
    at = adverb.at(text, start, end)
    if at > start:
        at = adverb.at(text, at, end)
    first = text[at : at + 1]
    return (first in verb.begins and verb.at(text, at, end) > at) or (
        first in preposition.begins and preposition.at(text, at, end) > at
    )


@cache
def _opening_words() -> tuple[WordSet, WordSet, WordSet]:
    return adverbs(), verbs(), prepositions()


_BEFORE_WILL = frozenset("即")


def _of_will(text: str, at: int, end: int) -> float:
    """市卫健委将|启动…, but 将“门—球”时间|压缩至60分钟: before a noun 将 only moves the object; `at` is the first 将."""
    while at >= 0:
        if text[at - 1] not in _BEFORE_WILL and any(
            words.at(text, at + 1, end) > at + 1 for words in (verbs(), adverbs())
        ):
            return 4.0
        at = text.find("将", at + 1, end)
    return 0.0


_TIME = re.compile(
    r"(?P<edge>截至|截止|到|至|自|从|于)?(?:(?P<year>20\d{2})年|今年|本年|(?=\d{1,2}月))(?:(?P<month>\d{1,2})月(?:份)?)?(?:(?<=月)(?P<day>\d{1,2})日)?(?P<tail>起|底|末|前|之前|以来)?"
)


def _of_times(text: str, start: int, end: int, today: Day) -> float:
    """What the times of a clause weigh that stand at its head or are named as a limit, beside the document's own day."""
    weight = _of_a_plan(text, start, end, today) if text[start] == "“" else 0.0
    for found in _TIME.finditer(text, start, end):
        if text[found.end() : found.end() + 1] == "的" or not (
            found["edge"]
            or found["tail"] not in _OPEN
            or found.start() - start <= _AT_ITS_HEAD
            or text[found.start() - 1] in _ENDS_A_CREDIT
        ):
            continue
        weight += _of_time(found, today)
    return weight


_YEARS_OF_A_PLAN = re.compile(r"“(十[二三四五六]五)”(?:时期|期间|末)")


def _of_a_plan(text: str, start: int, end: int, today: Day) -> float:
    """What the years of a five-year plan weigh that stand at the head of a clause (“十三五”时期，…)."""
    found = _YEARS_OF_A_PLAN.match(text, start, end)
    if found is None or not today:
        return 0.0
    last = PLAN_ENDS[found[1]]
    return -3.0 if last < today[0] else 4.0 if last - _YEARS_BEFORE_THE_LAST >= today[0] else 0.0


_YEARS_BEFORE_THE_LAST = 4


# 并于9月10日, 会前，…: what may stand before a time that heads its clause.
_AT_ITS_HEAD = 2
# 本报讯（记者 甲）9月10日
_ENDS_A_CREDIT = frozenset("讯电）")
_OPEN = (None, "起")
_UNTIL, _BY = frozenset(["截至", "截止"]), frozenset(["到", "至"])


def _of_time(found: re.Match[str], today: Day) -> float:
    edge, tail = found["edge"], found["tail"]
    year = int(found["year"]) if found["year"] else (today[0] if today else None)
    stated = tuple(int(n) for n in (found["month"], found["day"]) if n)
    if year is None or not today:
        if edge in _UNTIL:
            return -4.0
        if edge in _BY and found["year"]:
            return 3.0
        if tail in ("起", "前"):
            return 2.5
        return -float(len(stated))
    when = (year, *stated)
    known = min(len(when), len(today))
    if when[:known] > today[:known]:
        return 4.0
    if when[:known] < today[:known]:
        return -3.0
    if edge in _UNTIL:
        return -4.0
    if tail in ("前", "之前", "底", "末") or (edge in _BY and not stated):
        return 3.0
    if tail == "起":
        return 1.0
    return (-2.0 if len(when) == known or len(stated) == _A_DAY else -1.0) if stated else 0.0


_A_DAY = 2


# 16445人, 512.4万元: so exact a figure was counted; what is to be done is promised in round ones.
_FIGURE = re.compile(r"(?<![\d.〔（\-—～~])(\d+(?:\.\d+)?)(?![\d.年月日号%‰\-—～~])")
_EXACT, _FAIRLY_EXACT = 4, 3
_TELEPHONES = frozenset(["110", "119", "120", "122", "12320", "12345", "12356"])


# A rate to a decimal place was measured, unless it bounds something.
_RATE = re.compile(r"\d\.\d++[%‰](?!以[上下内]|左右)")


def _of_figures(text: str, start: int, end: int) -> float:
    weight = -1.0 if _RATE.search(text, start, end) else 0.0
    for found in _FIGURE.finditer(text, start, end):
        digits = found[1].replace(".", "").strip("0") if found[1] not in _TELEPHONES else ""
        if len(digits) >= _EXACT:
            return -2.0
        if len(digits) == _FAIRLY_EXACT and digits[-1] != "5":
            weight = -1.0
    return weight
