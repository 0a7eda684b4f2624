"""Noisy twins of a document: the same wording as other pages print it.

A twin says the same; `facts` gives what records say without offsets, ids and spellings, so that a document and its twin
can be compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import asdict
from functools import cache
from typing import Any, TypeAlias

from kg.clean import clean
from kg.extract import extract
from kg.model.records import DocumentRecords
from kg.model.text import Source
from kg.outline import outline

Twin: TypeAlias = Callable[[str], str]


@cache
def _converter(way: str) -> Any:
    from opencc import OpenCC

    return OpenCC(way)


def in_traditional(text: str) -> str:
    """In traditional characters."""
    return str(_converter("s2t").convert(text))


def in_simplified(text: str) -> str:
    """In simplified characters."""
    return str(_converter("t2s").convert(text))


@cache
def _syllable(char: str) -> str:
    from pypinyin import Style, pinyin

    return str(pinyin(char, style=Style.TONE)[0][0])


def with_glosses(text: str) -> str:
    """A gloss behind every seventh Chinese character, as some pages print them."""
    made = []
    for place, char in enumerate(text):
        made.append(char)
        if place % 7 == 3 and "\u4e00" <= char <= "\u9fff":
            made.append(f"({_syllable(char)})")
    return "".join(made)


def in_full_width(text: str) -> str:
    """Digits and percent signs of full width."""
    return text.translate({c: c + 0xFEE0 for c in b"0123456789%"})


def with_ascii_marks(text: str) -> str:
    """Brackets, semicolons and exclamation marks in ASCII."""
    return text.translate({ord("；"): ";", ord("！"): "!", ord("（"): "(", ord("）"): ")"})


def with_ascii_commas(text: str) -> str:
    """Commas and colons in ASCII, but where they would join digits."""
    text = re.sub(r"(?<!\d)，|，(?!\d)", ",", text)
    return re.sub(r"(?<!\d)：|：(?!\d)", ":", text)


def with_straight_quotes(text: str) -> str:
    """Straight quotation marks."""
    return text.translate({ord("“"): '"', ord("”"): '"'})


def spaced_out(text: str) -> str:
    """A space between every two Chinese characters."""
    return re.sub(r"(?<=[\u4e00-\u9fff，。、])(?=[\u4e00-\u9fff])", " ", text)


def spaced_numbers(text: str) -> str:
    """A space before and behind every number."""
    return re.sub(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])", " ", text)


PAGE_HEAD = "您当前的位置：首页>政务公开>规划计划\n【字体：大 中 小】 【打印本页】\n浏览次数：356\n"
PAGE_TAIL = (
    "\n扫一扫在手机打开当前页\n【打印本页】【关闭窗口】\n版权所有：某市卫生健康委员会 网站地图 联系我们\n"
)


def on_a_page(text: str) -> str:
    """Between the head and the tail of a web page."""
    return PAGE_HEAD + text + PAGE_TAIL


TWINS: dict[str, Twin] = {
    "traditional characters": in_traditional,
    "pinyin glosses": with_glosses,
    "glosses on traditional characters": lambda text: with_glosses(in_traditional(text)),
    "full-width digits": in_full_width,
    "ASCII brackets": with_ascii_marks,
    "ASCII commas": with_ascii_commas,
    "straight quotes": with_straight_quotes,
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "blank lines": lambda text: text.replace("\n", "\n\n\u3000\n"),
    "spaces between characters": spaced_out,
    "spaces round numbers": spaced_numbers,
    "a byte order mark and zero-width spaces": lambda text: "\ufeff" + text.replace("，", "，\u200b"),
    "indented lines": lambda text: "\n".join("\u3000\u3000" + line for line in text.split("\n")),
    "page furniture": on_a_page,
}


def read(text: str, name: str = "twin") -> DocumentRecords:
    """The records of a text."""
    return extract(Source(name, f"{name}.txt", "0" * 64, text), outline(clean(text)))


# What belongs to the printing of a document and not to what it says.
_PRINTED = frozenset(
    ["id", "source", "sha256", "chars", "start", "end", "number_start", "number_end", "mentions", "aliases"]
)


def facts(records: DocumentRecords) -> dict[str, list[dict[str, Any]]]:
    """What the records say, by kind; notes are left out (a page may be damaged where its twin is not)."""
    kinds = {name: [_said(asdict(row)) for row in rows] for name, rows in vars_of(records) if name != "notes"}
    return {**kinds, "document": [_said(asdict(records.document))]}


def vars_of(records: DocumentRecords) -> Iterable[tuple[str, Any]]:
    """The lists of a document's records by name."""
    return ((name, getattr(records, name)) for name in records.__slots__ if name != "document")


def _said(row: dict[str, Any]) -> dict[str, Any]:
    return {key: _plain(value) for key, value in row.items() if key not in _PRINTED}


def _plain(value: Any) -> Any:
    """Texts by their letters only: a twin may have other marks and spaces."""
    if not isinstance(value, str):
        return value
    folded = unicodedata.normalize("NFKC", value)
    return "".join(c for c in folded if c.isalnum() or c in "%‰-/+.")


def differences(first: dict[str, list[dict[str, Any]]], second: dict[str, list[dict[str, Any]]]) -> list[str]:
    """What one says and the other does not, a line each."""
    found = []
    for kind in first:
        left, right = first[kind], second[kind]
        found += [f"- {kind}: {row}" for row in left if row not in right]
        found += [f"+ {kind}: {row}" for row in right if row not in left]
    return found
