"""Who issued a document, when, and under which number. The places are invented."""

from __future__ import annotations

import pytest

from kg.clean import clean
from kg.extract.dates import date_in, in_digits, is_date
from kg.extract.head import Head, read_head
from kg.extract.imprint import number_in
from kg.outline import outline

BODY = "一、健全服务体系。推进县医院新院区建设，新建村卫生室6个。\n二、强化人才培养。招聘医师20名。\n"


def head_of(text: str) -> Head:
    return read_head(outline(clean(text)))


@pytest.mark.parametrize(
    ("wording", "iso"),
    [
        ("二〇二一年三月三日", "2021-03-03"),
        ("二0一六年元月二十日", "2016-01-20"),
        ("二○一九年十二月三十一日", "2019-12-31"),
        ("2024年3月19日", "2024-03-19"),
        ("2024-3-19", "2024-03-19"),
        ("2024年13月1日", None),
        ("2024年3月", None),
    ],
)
def test_a_date_is_read_in_digits_and_in_numerals(wording: str, iso: str | None) -> None:
    assert date_in(wording) == iso


def test_only_years_and_what_stands_behind_them_become_digits() -> None:
    assert in_digits("二〇二〇年工作计划（十二项）") == "2020年工作计划（十二项）"
    assert is_date("二〇二〇年四月九日")
    assert not is_date("二〇二〇年四月九日印发")


def test_the_number_behind_the_word_for_issuing_is_the_documents_own() -> None:
    assert number_in("云渡市人民政府印发云府发〔2021〕9号") == "云府发〔2021〕9号"
    assert number_in("印发云府发2021年") is None


def test_brackets_below_the_title_say_who_issued_it_and_when() -> None:
    head = head_of(
        f"云渡市卫生健康发展规划（2021—2025年）\n\n（2021年11月5日云渡市人民政府印发 云府发〔2021〕9号）\n\n{BODY}"
    )
    assert (head.issuer, head.published, head.number) == ("云渡市人民政府", "2021-11-05", "云府发〔2021〕9号")


def test_an_imprint_at_the_end_says_it_where_nobody_signs() -> None:
    head = head_of(f"临溪县2019年重点任务清单\n{BODY}临溪县爱国卫生运动委员会办公室　2019年4月22日印\n")
    assert (head.issuer, head.published) == ("临溪县爱国卫生运动委员会办公室", "2019-04-22")


def test_a_title_over_two_lines_is_one_title() -> None:
    assert (
        head_of(f"附件1\n\n临溪县2019年健康促进“五进”\n重点任务分工表\n\n{BODY}").title
        == "临溪县2019年健康促进“五进”重点任务分工表"
    )
    named = head_of(f"临溪县卫生健康局\n2024年卫生健康工作要点\n\n{BODY}")
    assert named.title == "2024年卫生健康工作要点"


def test_the_years_of_a_title_in_numerals_are_the_documents() -> None:
    head = head_of(f"临溪县疾病预防控制中心二〇二〇年工作计划\n\n{BODY}")
    assert (head.period, head.issuer) == ("2020", "临溪县疾病预防控制中心")


def test_a_notice_of_several_bodies_is_issued_by_the_first_and_bears_its_own_title() -> None:
    head = head_of(
        "清和市卫生健康委员会 清和市民政局 清和市残疾人联合会\n关于做好2025年全市困难人群健康服务工作的通知\n\n"
        f"各县区卫生健康局、民政局：\n现就有关事项通知如下。\n{BODY}附件1\n2025年任务分工表\n责任部门：市民政局、市财政局\n"
    )
    assert head.issuer == "清和市卫生健康委员会"
    assert head.title == "关于做好2025年全市困难人群健康服务工作的通知"


def test_a_headline_may_hold_a_colon_and_sums_up_a_plan_that_ends() -> None:
    head = head_of(
        "回望五年：清和市健康事业迈上新台阶\n来源：清和日报 发布时间：2025年10月9日 09:20\n\n"
        "本报讯（记者 云渡）“十四五”以来，清和市人均预期寿命由2020年的77.9岁增至79.6岁，新建社区医院9家。\n"
    )
    assert (head.title, head.period) == ("回望五年：清和市健康事业迈上新台阶", "2021/2025")
    assert (head.genre, head.published) == ("news", "2025-10-09")


def test_a_date_at_the_end_or_below_the_title_is_that_of_publication() -> None:
    title = "云渡市卫生健康局2024年工作要点\n"
    assert head_of(f"{title}{BODY}发布日期：2024-03-19\n").published == "2024-03-19"
    assert head_of(f"{title}（云卫发〔2024〕3号 2024年3月19日印发）\n{BODY}").published == "2024-03-19"
    assert head_of(f"{title}{BODY}发布日期另行通知。\n").published is None
