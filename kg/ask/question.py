"""A question as it is read: its language, what it names, its dates and numbers, what its words say, and the rest."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from kg.ask.background import without_background
from kg.ask.dates import SaidDate, find_date
from kg.ask.lexicon import Said, lexicon
from kg.ask.marks import mark_names
from kg.ask.names import BODY, INDICATOR, Names
from kg.ask.places import SaidPlace, mark_places
from kg.ask.sounds import corrected, from_pinyin

_HAN = re.compile(r"[\u3400-\u9fff]")
_SPACES = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_AROUND_LATIN = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[a-z0-9])|(?<=[a-z0-9])\s+(?=[\u3400-\u9fff])")
_QUOTED = re.compile(r"[“\"「《‘'【]([^”\"」》’'】]{2,})[”\"」》’'】]")
_FACT = re.compile(
    r"document/[\w.~-]+(?:/(?:commitment|figure|responsibility|note|mention|section)(?:/[\w.~-]+)+)?"
)
_NUMBER = re.compile(
    r"(?:至少|不少于|超过|at least|min(?:imum)?(?: of)?)?\s*(\d+|[两二三四五六七八九十]|two|three|four|five|six)"
    r"\s*(?:个|座|份|大)?\s*(?:[及或]?以上)?的?(?:或以上)?(?:不同的?)?(?:以上)?"
    r"(?:地区|城市|地方|地(?!方)|市|区县|区|places|cities|regions|districts)(?:以上)?"
)
_DIGITS = {c: str(n) for n, c in enumerate("零一二三四五六七八九十")} | {"两": "2"}
_DIGITS |= {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6"}
# What makes of a date the day by which something is due.
_DUE_AFTER = re.compile(r"\s*(?:之?前|以前|底前|末前|为止|以内|内|止|截止|到期)")
_DUE_BEFORE = re.compile(r"(?:\b(?:by|before|until|till|no later than)\s*(?:the )?|截至|截止到?|赶在)$")
_CONTENT = re.compile(r"[\w\u3400-\u9fff%·（）()+/-]+")
_TRADITIONAL = re.compile(
    "[為誰負責區縣請醫療嗎這個項標達們麼還後開關對應該無沒過進時務報實現學機構單計劃衛產嬰兒長齡護]"
)
_ENGLISH_STOP = re.compile(
    r"\b(?:who|what|which|where|why|how|is|are|of|for|the|in|find|compare|list|does|do|has|have|by|with)\b"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """An expression that a question is about, in Chinese or as it was typed: longer readings first."""

    forms: tuple[str, ...]
    start: int
    quoted: bool = False
    modifies: bool = False
    """Whether it stands before a word for what is asked for: 旅游 in 旅游项目."""

    @property
    def said(self) -> str:
        return self.forms[0]


@dataclass(slots=True)
class Question:
    """A question, read: `text` is folded; `concepts` are what its words say, each word a set of which one holds."""

    asked: str
    lang: str
    text: str
    concepts: list[frozenset[str]] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    english: tuple[str, ...] = ()
    """The English words that say what it is about."""
    places: list[SaidPlace] = field(default_factory=list)
    day: SaidDate | None = None
    pointing: bool = False
    """Whether it speaks of a thing without its name: 那个指标."""
    following: bool = False
    """Whether it goes on from a question before, of which nothing is known: 还有呢."""
    number: str | None = None
    number_at: tuple[int, int] | None = None
    fact: str | None = None


def read_question(asked: str, names: Names) -> Question:
    """Read a question with the names of a graph."""
    text = unicodedata.normalize("NFKC", asked).strip().lower()
    text = _characters(text, names)
    lang = _language(text)
    text = without_background(_SPACES.sub("，", text), names)
    if lang == "zh":
        text = _AROUND_LATIN.sub("", text)
    question = Question(asked, lang, text)
    free = bytearray(1 for _ in text)
    _identifiers(question, unicodedata.normalize("NFKC", asked).strip(), free)
    question.following = _FOLLOWING.search(text) is not None
    question.pointing = question.following or _POINTING.search(text) is not None
    quoted = _quoted(text, free)
    named = mark_names(text, free, names)
    mark_places(question.places, text, free, names)
    _date(question, free, names)
    _number(question, free)
    words = _words(question, free)
    for start, end, _ in named:
        free[start:end] = b"\1" * (end - start)
    _frame(question, free, words, named, names)
    _phrases(question, free, words, quoted)
    return question


def _language(text: str) -> str:
    if not _HAN.search(text):
        return "en"
    if len(re.findall(r"\b[a-z]{3,}", text)) > 1 and re.match(r"[a-z]", text):
        return "en"
    return "en" if len(_ENGLISH_STOP.findall(text)) > 1 else "zh"


def _characters(text: str, names: Names) -> str:
    """The text with traditional characters made simplified, pinyin made characters, and names put right by their sound."""
    if not _HAN.search(text):
        typed = re.fullmatch(r"[a-z' ?.,!]+", text) and not lexicon().is_english(text)
        return (from_pinyin(text, names) if typed else None) or text
    if _TRADITIONAL.search(text):
        from opencc import OpenCC

        text = str(OpenCC("t2s").convert(text))
    return corrected(text, names)


def _take(free: bytearray, start: int, end: int) -> None:
    free[start:end] = bytes(end - start)


def _identifiers(question: Question, asked: str, free: bytearray) -> None:
    match = _FACT.search(asked) or _FACT.search(question.text)
    if match:
        question.fact = match[0].rstrip(".")
        at = question.text.find(question.fact.lower())
        if at >= 0:
            _take(free, at, at + len(question.fact))


def _quoted(text: str, free: bytearray) -> list[tuple[int, int]]:
    """Where words stand in quotation marks: they are what the question is about, whatever they say."""
    found = [m.span(1) for m in _QUOTED.finditer(text) if all(free[m.start() : m.end()])]
    for start, end in found:
        _take(free, start - 1, end + 1)
    return found


def _date(question: Question, free: bytearray, names: Names) -> None:
    shown = "".join(c if free[at] else "▲" for at, c in enumerate(question.text))
    question.day = find_date(shown, names.this_year)
    if question.day is None:
        return
    start, end = question.day.start, question.day.end
    after, before = _DUE_AFTER.match(shown, end), _DUE_BEFORE.search(shown, 0, start)
    if after or before or "前" in shown[start:end]:
        question.concepts.append(frozenset({"DUE"}))
        end = after.end() if after else end
    _take(free, start, end)


def _number(question: Question, free: bytearray) -> None:
    shown = "".join(c if free[at] else "▲" for at, c in enumerate(question.text))
    if number := _NUMBER.search(shown):
        question.number = _DIGITS.get(number[1], number[1])
        question.concepts.append(frozenset({"PLACEWORD", "NUMBERED"}))
        question.number_at = number.span()
        _take(free, *number.span())


def _words(question: Question, free: bytearray) -> list[Said]:
    words = list(lexicon().cut(question.text, free))
    for word in words:
        if word.concepts:
            question.concepts.append(word.concepts)
        _take(free, word.start, word.end)
    shown = "".join(c if c not in '“”"' else "" for c in question.text)
    question.concepts += [frozenset({name}) for pattern, name in lexicon().flags if pattern.search(shown)]
    return words


# A thing that was spoken of before: no question stands after another.
_POINTING = re.compile(
    r"(?:这|那|该|上述|刚才那|前面那|后面那|另外?一)(?:个|家|项|份|座|条)?(?:指标|项目|任务|工作|单位|处室|部门|机构|医院|城市|地区|地方|文件)"
    r"|^(?:它们?|两边|双方|两者|他们|这两[个家边]|[前后上下]面?[那一]?[个家])"
    r"|\b(?:this|that) (?:indicator|programme|project|task|office|body|department|institution|hospital|city|place|region|document)\b"
)
# A question that goes on from one before.
_FOLLOWING = re.compile(r"^(?:还有|然后|其他的|别的|第[一二三四五]个)呢|刚才|同样的问题")
# What a question is introduced with: 写稿子要用：.
_INTRODUCED = re.compile(r"^[^:,?]{2,12}[:]")


def _frame(
    question: Question, free: bytearray, words: list[Said], named: list[tuple[int, int, str]], names: Names
) -> None:
    """Nothing is asked for before a colon where no word there asks, and what else stands there is not in the graph."""
    frame = _INTRODUCED.match(question.text)
    if frame is None:
        return
    starts = [word.start for word in words if word.concepts] + [at for at, _, _ in named]
    starts += [place.at for place in question.places] + ([question.day.start] if question.day else [])
    rest = "".join(c if free[at] else " " for at, c in enumerate(frame[0][:-1])).split()
    known = any(
        part in names.texts or part in names.spelled(INDICATOR, BODY) for part in rest if len(part) > 1
    )
    if not known and all(start >= frame.end() for start in starts):
        _take(free, 0, frame.end())


# Nouns that may end an expression as well as say what is asked for: 托育机构, 健康教育工作.
_ENDS = frozenset(
    {"BODYWORD", "WORK", "PROGRAMME", "TASK", "INDICATOR", "FIGURE", "DOCUMENT", "PLACEWORD", "PART", "GROUP", "PLAN"}
)  # fmt: skip

_HEADS = frozenset(
    {
        "PROGRAMME",
        "TASK",
        "WORK",
        "INDICATOR",
        "TARGET",
        "PLEDGE",
        "FIGURE",
        "BODYWORD",
        "DOCUMENT",
        "PLAN",
        "HOWMANY",
    }
)
_SAYS_LITTLE = frozenset({"WORK", "TASK", "PLAN"})


def _phrases(question: Question, free: bytearray, words: list[Said], quoted: list[tuple[int, int]]) -> None:
    text = question.text
    for start, end in quoted:
        question.phrases.append(Phrase((text[start:end],), start, quoted=True))
    after = {word.start: word for word in words}
    english: list[str] = []
    at = 0
    while at < len(text):
        match = _CONTENT.match(text, at) if free[at] else None
        if match is None:
            at += 1
            continue
        end = next((n for n in range(at, match.end()) if not free[n]), match.end())
        run = text[at:end]
        if question.lang == "zh" or _HAN.search(run) or re.search(r"\d", run):
            if phrase := _phrase(text, at, end, after, free):
                question.phrases.append(phrase)
                end = max(end, at + max(map(len, phrase.forms)))
        else:
            english += re.findall(r"[a-z0-9]+", run)
        at = end
    question.english = tuple(english)


def _phrase(text: str, start: int, end: int, after: dict[int, Said], free: bytearray) -> Phrase | None:
    forms = [text[start:end].strip("（）()·-/+")]
    start = text.find(forms[0], start)
    bare = 0
    # A noun that follows at once may belong to it.
    at = end
    while (word := after.get(at)) and word.end > word.start:
        if not (word.concepts & _ENDS) or re.search(r"[a-z]", text[word.start : word.end]):
            break
        at = word.end
        forms.append(text[start:at])
        if word.concepts & _SAYS_LITTLE:
            bare = len(forms)
        more = _CONTENT.match(text, at) if at < len(text) and free[at] else None
        if more:
            at = next((n for n in range(at, more.end()) if not free[n]), more.end())
            forms.append(text[start:at])
    if len(forms[0]) < 2:
        forms = forms[1:]
        bare -= 1
    # 健康教育工作 is 健康教育 first.
    bare = bare if bare == len(forms) and bare > 1 else 0
    order = [forms[bare - 2], *forms[bare - 1 :], *forms[: bare - 2][::-1]] if bare else forms[::-1]
    head = after.get(end) or after.get(end + 1)
    modifies = head is not None and bool(head.concepts & _HEADS)
    return Phrase(tuple(order), start, modifies=modifies) if forms else None
