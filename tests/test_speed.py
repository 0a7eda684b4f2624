"""No text makes a step slow: hostile texts cost as little as their length, long documents no more than their share.

CPU time is measured, not the clock, so that a busy machine does not matter; the bounds leave several times what a slow core needs.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.clean import clean
from kg.extract import extract
from kg.model.records import DocumentRecords
from kg.model.text import Source
from kg.outline import outline

DATA = Path(__file__).parent / "data"
BYTES = 20_000
# Seconds for 20 KB of anything: a document of that length takes about a tenth of one.
AT_MOST = 2.0
# Ten times the text may take twenty times as long before something must be worse than proportional.
SLACK = 2.0


def whole_way(text: str) -> DocumentRecords:
    return extract(Source("long", "long.txt", "0" * 64, text), outline(clean(text)))


def repeated(piece: str) -> str:
    return piece * (BYTES // len(piece.encode("utf-8")))


def seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


# A head that makes the text one of the genre, so that every step does its work on what follows.
HEAD = "清和市2024年卫生健康工作要点\n一、推进医疗服务体系建设，加强基层卫生机构和疾病防控工作。\n"
HOSTILE = {
    "digits": "7", "decimal points": "3.",
    "thousands commas": "1,", "percent signs": "5%", "magnitudes": "3万",
    "open brackets": "（", "closed brackets": "）",
    "open quotes": "“", "closing quotes": "”", "straight quotes": '"',
    "open titles": "《", "list commas": "、", "commas": "，",
    "colons": "：", "full stops": "。", "ASCII stops": "服.", "spaces": "健 ",
    "blank lines": "\n", "tabs": "\t", "bars": "|",
    "question marks": "?", "lost characters": "\ufffd", "dashes": "—", "hyphens": "1-",
    "numerals": "十", "tens of items": "一、", "bracketed items": "（一）",
    "inline ordinals": "一是", "bullets": "•", "circled": "①",
    "verbs": "推进", "adverbs": "全面", "prepositions": "为",
    "places": "清和市", "bureaus": "卫生健康局", "hospitals": "第一人民医院",
    "owner labels": "责任单位：", "owner brackets": "（责任单位：",
    "closings": "（市教育局负责", "programmes": "“两癌”筛查",
    "glosses": "市(shì)", "half glosses": "市(", "deadlines": "年底前",
    "years": "2024年", "rates": "签约率达", "from to": "由40元提高到",
    "and": "和", "of": "的", "traditional": "衛",
    "ages": "65岁以上", "table rows": "1|甲|\n", "numbered lines": "1.甲\n", "breadcrumbs": "首页>", "marks of a path": ">" * 60 + "。\n",
    "one character": "甲", "a verb and an owner": "市一院推进", "pairs": "甲率、",
    "cities": "市", "years alone": "年", "and so on": "等", "labels without colons": "责任单位",
    "zeros": "0.", "ordinals": "第", "ones": "一", "days": "1月1日", "hospitals in lists": "甲乙卫生院、",
    "towns": "甲乙、丙丁两个镇", "centres": "、甲乙中心", "sets": "五大中心", "frames": "为不足", "departments": "中心内科",
    "commas in numbers": "1,200", "times": "10:30", "runs of spaces": "健  ",
    "offices": "医政处、", "regions": "甲区、", "broken pinyin": "?xún)",
}  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=list(HOSTILE))
def test_a_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    text = HEAD + repeated(piece)
    assert seconds(lambda: whole_way(text)) < AT_MOST


@pytest.mark.parametrize(
    "piece",
    ["推进医疗服务体系建设，", "新建卫生室3个、", "（责任单位：市卫生健康委、市医保局）", "一是推进建设；"],
)
def test_one_line_without_an_end_costs_no_more_than_its_length(piece: str) -> None:
    text = HEAD + "1." + repeated(piece)
    assert seconds(lambda: whole_way(text)) < AT_MOST


def document(chars: int) -> str:
    """A document of about so many characters: the samples, one behind the other."""
    samples = [path.read_text(encoding="utf-8") for path in sorted(DATA.glob("samples/*.txt"))]
    text = "\n".join(samples)
    return (text + "\n") * (chars // len(text)) + text[: chars % len(text)]


def test_ten_times_the_text_takes_about_ten_times_as_long() -> None:
    whole_way(document(3_000))
    short = min(seconds(lambda: whole_way(document(20_000))) for _ in range(3))
    long = seconds(lambda: whole_way(document(200_000)))
    assert long < 10 * SLACK * short, f"{short:.2f} s for 60 KB, {long:.2f} s for 600 KB"


def test_a_governments_report_takes_as_long_as_its_length_too() -> None:
    """Where not the whole document is about health, each name is asked for its sentence, and not all texts hold every stop."""

    def report(times: int) -> str:
        line = "推进国有企业改革，建设物流枢纽，开展招商引资行动。推进紧密型医共体建设，推广家庭医生签约服务，新建公路9公里。"
        return "清和市政府工作报告\n一、2024年重点工作\n" + (line + "\n") * times

    short, long = (seconds(lambda times=times: whole_way(report(times))) for times in (100, 1000))
    assert long < 10 * SLACK * max(short, 0.02)


@pytest.mark.parametrize(
    "line",
    [
        "序号\n",
        "序号\n任务\n目标\n1\n",
        "注：推进医疗卫生服务体系建设。\n",
        "加强胸痛、卒中、创伤等三大中心建设，市中心医院推进家庭医生签约服务。\n",
    ],
    ids=["heads", "tables", "notes", "sets"],
)
def test_one_line_many_times_takes_as_long_as_its_length(line: str) -> None:
    """Heads are looked for from every line, each clause is asked whether it stands in a line on the paper itself, and one thing
    stands at thousands of places."""
    head = "清和市卫生健康局2024年工作要点\n一、重点任务\n推进基层医疗卫生机构建设，加强疾病防控。\n"
    short, long = (seconds(lambda times=times: whole_way(head + line * times)) for times in (1_000, 10_000))
    assert long < 10 * SLACK * max(short, 0.02)
