"""What is learned of questions: signs for what they name, features, weights; and what they are learned from."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest
from test_library_engines import ours

from kg import paths
from kg.ask import ask
from kg.ask.background import without_background
from kg.ask.intents import intents
from kg.ask.learned import NONE, RELATIONS, features, likelihoods
from kg.ask.masked import masked
from kg.ask.model import model, puts, puts_in_english
from kg.ask.names import Names
from kg.ask.question import read_question
from kg.ask.readings import Readings
from kg.ask.sounds import corrected
from kg.ask.tokens import strange

ROOT = Path(__file__).parent.parent


@cache
def names() -> Names:
    return Names(ours())


def read(asked: str) -> Readings:
    return Readings(read_question(asked, names()), names())


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("清和市谁负责普惠托育？", "P谁负责T?"),
        ("市一院和谁一起干活", "B和谁一起干活"),
        ("家庭医生签约率各地谁最高", "I各地谁最高"),
        ("2024年6月前临溪区要干完的活", "D前P要干完的活"),
        ("谁负责火星移民", "谁负责U"),
        ("document/qinghe-2024/figure/t1 怎么来的", "F怎么来的"),
        ("至少三地共有的项目", "N共有的项目"),
        ("who is responsible for childcare in Qinghe", "who is responsible for T in P"),
        ("who is responsible for dental implants", "who is responsible for U"),
    ],
)
def test_what_a_question_names_becomes_a_sign_of_its_kind(asked: str, shown: str) -> None:
    assert masked(read(asked), model().pairs).replace(" ", "") == shown.replace(" ", "")


def test_questions_that_differ_in_names_alone_have_the_same_features() -> None:
    pairs = model().pairs
    assert features(read("清和市谁负责普惠托育"), pairs) == features(read("朔方市谁负责银龄学堂"), pairs)
    assert features(read("谁负责托育"), pairs) != features(read("谁提到托育"), pairs)


def test_the_likelihoods_are_of_all_queries_and_of_none_and_sum_to_one() -> None:
    found = likelihoods(read("清和市谁负责普惠托育"))
    assert set(found) == {NONE, RELATIONS, *(intent.query for intent in intents())}
    assert sum(2.718281828459045**value for value in found.values()) == pytest.approx(1)
    assert max(found, key=lambda query: found[query]) == "owners"
    assert max((beyond := likelihoods(read("明天天气怎么样"))), key=lambda query: beyond[query]) == NONE


def test_what_questions_are_put_with_is_told_from_what_they_are_about() -> None:
    assert puts("有没有") and not puts("火星移民")
    assert puts_in_english(["responsible"]) and not puts_in_english(["xylophone"])
    assert strange("火星移民有哪些", 0, 4, {"有哪", "哪些"}) == [(0, 4)]
    assert strange("有哪些", 0, 3, {"有哪", "哪些"}) == []


@pytest.mark.parametrize(
    "asked",
    [
        "清和市谁负责心理健康", "朔方市的疫苗接种项目有哪些", "哪些地方在做医养结合", "献血率排名", "你是谁",
        "who is responsible for mental health in Qinghe", "2031年托位数会涨到几个",
    ],
)  # fmt: skip
def test_what_the_graph_does_not_have_is_not_answered_with_something_else(asked: str) -> None:
    assert ask(ours(), asked, names=names()).reply == "cannot"


def test_a_body_as_a_topic_is_asked_back_or_taken_for_its_tasks() -> None:
    assert ask(ours(), "卫健委 谁负责", names=names()).reply == "choices"
    assert ask(ours(), "清和市卫健委谁负责", names=names()).query == "tasks"


def test_all_bodies_of_a_name_are_meant_where_that_is_said() -> None:
    said = ask(ours(), "各家卫生健康委员会分别承担哪些任务", names=names())
    assert (said.query, said.params) == ("tasks", {"body": "卫生健康委员会"})


@pytest.mark.parametrize("asked", ["这个处室还负责什么", "那个指标定了多少", "它哪天截止？"])
def test_a_thing_without_its_name_is_asked_back_for(asked: str) -> None:
    assert ask(ours(), asked, names=names()).reply == "choices"


def test_who_asks_for_the_graph_of_relations_is_told_how_to_get_it() -> None:
    said = ask(ours(), "把三种关系导出成图", names=names())
    assert said.reply == "choices" and [choice.query for choice in said.choices] == ["relations"]


def test_the_weights_are_small_and_each_is_of_a_class() -> None:
    file = paths.ontology("question-weights.json")
    assert file.stat().st_size < 200_000
    assert len(model().bias) == len(model().classes)
    assert all(set(row[::2]) <= set(range(len(model().classes))) for row in model().weights.values())


def test_each_query_has_ways_to_ask_for_it_and_none_is_a_question_of_the_tests() -> None:
    templates = tomllib.loads((ROOT / "bench" / "question-templates.toml").read_text(encoding="utf-8"))
    assert set(templates) == {NONE, RELATIONS, *(intent.query for intent in intents())}
    lines = [
        line for kinds in templates.values() for text in kinds.values() for line in text.split("\n") if line
    ]
    assert len(lines) >= 900 and len(set(lines)) == len(lines)
    assert all(line.count("(") == line.count(")") for line in lines)
    slots = set(re.findall(r"\{(\w+)\}", "\n".join(lines)))
    assert slots <= {
        "place", "two", "body", "task", "programme", "indicator", "theme", "group", "coll", "date", "doc", "fact", "n"
    }  # fmt: skip
    asked = {
        row["ask"]
        for file in (ROOT / "tests" / "data").glob("questions*.toml")
        for rows in tomllib.loads(file.read_text(encoding="utf-8")).values()
        for row in rows
    }
    assert not asked & set(lines)


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ("我是清和市的一名教师,最近在写文章,想问谁负责普惠托育", "清和市,想问谁负责普惠托育"),
        ("领导等着要,朔方市有哪些项目", "朔方市有哪些项目"),
        ("我在朔方市上班,朔方市有哪些项目", "朔方市有哪些项目"),
        ("我在写银龄学堂的稿子,哪些地方在做", "银龄学堂,哪些地方在做"),
        ("我在写普惠托育的稿子,哪些地方在做", "我在写普惠托育的稿子,哪些地方在做"),
        ("我是市一院的,今年要做什么", "我是市一院的,今年要做什么"),
        ("我想知道谁负责,银龄学堂", "我想知道谁负责,银龄学堂"),
        ("谁负责普惠托育", "谁负责普惠托育"),
        ("as a student of ageing in qinghe, who runs childcare?", "qinghe, who runs childcare?"),
        ("i'm asking what is due, all of it", "i'm asking what is due, all of it"),
    ],
)
def test_what_is_said_before_a_question_is_left_aside_but_for_places(asked: str, left: str) -> None:
    assert without_background(asked, names()) == left


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("家庭医生前约率是多少", "家庭医生签约率是多少"),
        ("谁管普惠脱育", "谁管普惠托育"),
        ("谁管普惠教育", "谁管普惠教育"),
        ("托位", "托位"),
    ],
)
def test_a_long_name_with_a_wrong_character_of_its_sound_is_put_right(typed: str, meant: str) -> None:
    assert corrected(typed, names()) == meant


def test_an_office_behind_its_body_is_meant_and_no_body_alone() -> None:
    said = ask(ours(), "清和市卫健委人口家庭处要做哪些事", names=names())
    assert (said.query, said.params) == ("tasks", {"body": "清和市卫生健康委员会人口家庭处"})


@pytest.mark.parametrize("asked", ["还有呢？", "双方谁高一些", "刚才说的那家呢"])
def test_what_goes_on_from_a_question_before_is_asked_back(asked: str) -> None:
    assert ask(ours(), asked, names=names()).reply == "choices"
