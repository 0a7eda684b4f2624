"""Named sets of programmes: 胸痛、卒中、创伤等五大中心, “四大中心”：…. Their members are programmes, parts of the set."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAME = re.compile("[三四五六七八九]大(?:中心|体系|工程|行动|平台)")
# It begins with the name itself, without a quotation mark that may stand before it: one look at a character passes over most
# places of a text.
_SET = rf"(?P<set>{_NAME.pattern})”?"
# What no list before a set's name goes over.
_NO_LIST = "，。；：“”（）\n"
_BEFORE = re.compile(rf"(?P<list>[^{_NO_LIST}]{{4,90}}?)(?:等)?“?{_SET}(?P<tail>建设)?")
# The longest list, 等, and the quotation mark before the set's name.
_REACH = 92
_AFTER = re.compile(rf"{_SET}(?:建设)?[：（](?P<list>[^）。；\n]{{4,90}})")
_BIG = re.compile("大")
_SET_ALONE = re.compile(_SET + "(?:建设)?")
_LEAD = re.compile(
    r"^.*?(?:推进|推动|深化|建设|加强|完善|打造|开展|健全|实施|抓好|建好|建强|做强|强化|推广|建成|启动|加快|规范|包括|指)(?:好)?"
)


def sets(text: str, body: int = 0) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """(name of the set, its members as (start, end, name)) for every set whose members are listed beside it."""
    if not _may_name_one(text):
        return
    names = list(_names(text, body))
    for found in _lists_before(text, body, names):
        members = _split(text, found.start("list"), found.end("list"), found["set"])
        if len(members) >= 2:
            yield found["set"] + "建设", members
    for found in _lists_behind(text, names):
        members = _split(text, found.start("list"), found.end("list"), found["set"])
        if len(members) >= 2:
            yield found["set"] + "建设", members


def _names(text: str, body: int) -> Iterator[re.Match[str]]:
    """The names of sets: from one 大 to the next, as that costs a tenth of looking at every character."""
    for big in _BIG.finditer(text, body + 1):
        if name := _SET_ALONE.match(text, big.start() - 1):
            yield name


def _may_name_one(text: str) -> bool:
    """Whether a set's name may stand in a text: in most none does, and a look for so few letters costs nothing."""
    return any(name in text for name in ("大中心", "大体系", "大工程", "大行动", "大平台"))


def _lists_before(text: str, body: int, names: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The lists that end at a set's name: looked for from each name, as names are rare and lists may begin anywhere."""
    at = body
    for name in names:
        stop = _start(text, name, body)
        start = max(at, stop - _REACH)
        for mark in _NO_LIST:
            start = max(start, text.rfind(mark, start, stop) + 1)
        if found := _BEFORE.search(text, start, name.end()):
            yield found
            at = found.end()


def _lists_behind(text: str, names: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The lists that a set's name opens."""
    at = 0
    for name in names:
        if name.start() >= at and (found := _AFTER.match(text, name.start())):
            yield found
            at = found.end()


def members_of_sets(text: str, body: int = 0) -> Iterator[tuple[int, int, str]]:
    """The members and the sets themselves, each where it stands."""
    named = set()
    for name, members in sets(text, body):
        named.add(name)
        yield from members
    for found in _names(text, body) if named else ():
        if found["set"] + "建设" in named:
            yield _start(text, found, body), found.end(), found["set"] + "建设"


def _start(text: str, found: re.Match[str], body: int) -> int:
    """Where a set's name begins, with the quotation mark before it."""
    start = found.start()
    return start - 1 if start > body and text[start - 1] == "“" else start


def _split(text: str, start: int, end: int, name: str) -> list[tuple[int, int, str]]:
    lead = _LEAD.match(text[start:end])
    at = start + (lead.end() if lead else 0)
    noun = name[2:]
    members = []
    for part in re.finditer(r"[^、]+", text[at:end]):
        wording = part.group().removesuffix("等")
        if not 2 <= len(wording) <= 16:
            continue
        full = wording if wording.endswith(noun) else wording + noun
        members.append((at + part.start(), at + part.start() + len(wording), full + "建设"))
    return members
