"""One width: digits and letters half width, Chinese punctuation full width. Length is kept."""

from __future__ import annotations

import re
from itertools import cycle

_SPACES = "\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000\x0b\x0c\x85"


def _same(chars: str, as_one: str) -> dict[int, str]:
    return {ord(c): as_one for c in chars}


_TABLE = {
    **{0xFF01 + i: chr(0x21 + i) for i in range(94)},
    **{ord(c): " " for c in _SPACES},
    **{ord(c): d for c, d in zip("「」『』〝〞", "“”‘’“”", strict=True)},
    **_same("﹪٪", "%"), **_same("―─━", "—"), **_same("〜∼~", "～"), **_same("–−‐‑", "-"),
    **_same("•・‧", "·"), **_same("\r\u2028\u2029", "\n"), **_same("﹙", "("), **_same("﹚", ")"), **_same("﹐", ","),
    **_same("﹔", ";"), **_same("﹕", ":"), **_same("､", "、"), **_same("｡", "。"), **_same("﹒", "．"),
    **_same("≧", "≥"), **_same("≦", "≤"), **_same("﹥", ">"), **_same("﹤", "<"),
}  # fmt: skip
_TABLE[0xFF5E] = "～"
_TABLE[0xFF0E] = "."
_BRACKETS = str.maketrans({"(": "（", ")": "）", ";": "；", "!": "！", "?": "？", "[": "〔", "]": "〕"})
# A comma or colon inside a number (1,200; 10:30) is part of it; so is one in an English phrase.
# The patterns begin with the mark itself, so that all else is passed over at once.
_COMMA = re.compile(r"，(?<=[0-9]，)(?=[0-9]{3})")
_COLON = re.compile(r"：(?<=[0-9a-zA-Z]：)(?=[0-9/])")
_STRAIGHT = re.compile(r'"')
# An ASCII full stop ends a sentence only between Chinese characters (or before the line's end after one).
_STOP = re.compile(r"\.(?<=[\u4e00-\u9fff）”\x22%‰]\.)(?=[\u4e00-\u9fff“\x22（\s]|$)", re.M)


# What each character ends up as. A document holds few of these, so that replacing one after the other, in this order,
# costs less than looking up every character.
_BECOMES = {
    chr(code): char.translate(_BRACKETS)
    for code, char in {**_BRACKETS, **_TABLE}.items()
    if char.translate(_BRACKETS) != chr(code) and chr(code) not in "，："
}
_ORDER = {char: i for i, char in enumerate(_BECOMES)}
# A pattern finds them without making a string of every character, as a set of the text would.
_ANY = re.compile(f"[{re.escape(''.join(_BECOMES))}]")


def one_width(text: str) -> str:
    """The text in one way of writing, character for character."""
    for char in sorted(set(_ANY.findall(text)), key=_ORDER.__getitem__):
        text = text.replace(char, _BECOMES[char])
    text = _COMMA.sub(",", text.replace(",", "，"))
    text = _COLON.sub(":", text.replace(":", "："))
    text = _STOP.sub("。", text)
    return _curled(text) if '"' in text else text


def _curled(text: str) -> str:
    """Straight quotes as opening and closing ones, by turns within a line."""
    return "\n".join(_curled_line(line) if line.count('"') % 2 == 0 else line for line in text.split("\n"))


def _curled_line(line: str) -> str:
    turns = cycle("“”")
    return _STRAIGHT.sub(lambda _: next(turns), line)
