"""Web pages as content systems make them: where the article and its head stand, in every form that is in use.

All texts are of invented places.
"""

from __future__ import annotations

import time

import pytest

from kg.clean import clean
from kg.extract.head import read_head
from kg.outline import outline
from kg.read.kinds import Unreadable
from kg.read.page import text_of_page

TITLE = "云渡市2024年卫生健康工作要点"
NOTICE = f"关于印发{TITLE}的通知"
PLAN = (
    "一、夯实基层网底",
    "1.新增普惠托位260个，家庭医生签约服务覆盖率达到45%以上，让群众在家门口看好病。",
    "2.建成社区医院2家，年内完成18个村卫生室标准化改造，配齐康复和中医药服务的设备。",
    "二、建强医疗体系",
    "完善分级诊疗制度，推动优质医疗资源下沉，县域内就诊率稳定在90%以上，群众满意度持续提高。",
)
ARTICLE = "".join(f"<p>\u3000\u3000{line}</p>\n" for line in PLAN)
FACTS = {
    "索引号": "YD0001/2024-00012",
    "主题分类": "卫生、体育/卫生",
    "发文机关": "云渡市卫生健康委员会",
    "成文日期": "2024年02月26日",
    "标题": NOTICE,
    "发文字号": "云卫发〔2024〕7号",
    "发布日期": "2024-03-08",
}
MENU = '<div><a href="/">首页</a> &gt; <a href="/x">政务公开</a></div>'
FOOT = "<div><p>主办：云渡市卫生健康委员会</p></div>"


def page(body: str, title: str = f"{NOTICE}_云渡市卫生健康委员会") -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{MENU}{body}{FOOT}</body></html>"


def table(colon: str, columns: int, between: str = "") -> str:
    cells = [f"<td>{between.join(name)}{colon}</td><td>{value}</td>" for name, value in FACTS.items()]
    rows = [cells[at : at + columns] for at in range(0, len(cells), columns)]
    return "<table>" + "".join(f"<tr>{''.join(row)}</tr>" for row in rows) + "</table>"


HEADS = {
    "a table, two facts to a row": table("：", 2),
    "a table without colons": table("", 2),
    "a table of one fact to a row": table("", 1),
    "labels with spaces": table(" :", 2, between="&nbsp;"),
    "a list": "<ul>" + "".join(f"<li><b>{k}：</b><span>{v}</span></li>" for k, v in FACTS.items()) + "</ul>",
    "terms": "<dl>" + "".join(f"<dt>{k}</dt><dd>{v}</dd>" for k, v in FACTS.items()) + "</dl>",
    "blocks": "".join(f"<div><div>{k}：</div><div>{v}</div></div>" for k, v in FACTS.items()),
}


@pytest.mark.parametrize("far", [False, True], ids=["near", "far out"])
@pytest.mark.parametrize("form", HEADS)
def test_the_facts_that_a_page_states_reach_the_document(form: str, far: bool) -> None:
    article = f"<div id='UCAP-CONTENT'>{ARTICLE * 3}</div>"
    if far:
        article = f"<div><div><div><div>{article}</div></div></div></div>"
    text = text_of_page(page(f"<div>{HEADS[form]}{article}</div>", title="云渡市卫生健康委员会"))
    assert text.splitlines() == [
        NOTICE, *(f"{name}：{value}" for name, value in FACTS.items() if name != "标题"), *PLAN * 3,
    ]  # fmt: skip
    assert_stated(text)


@pytest.mark.parametrize("form", HEADS)
def test_facts_beside_a_short_text_count_as_its_first_lines(form: str) -> None:
    text = text_of_page(page(f"<div>{HEADS[form]}<div>{ARTICLE}</div></div>", title="云渡市卫生健康委员会"))
    assert text.splitlines()[-len(PLAN) :] == [*PLAN]
    assert_stated(text)


def assert_stated(text: str) -> None:
    head = read_head(outline(clean(text)))
    assert (head.title, head.number) == (TITLE, "云卫发〔2024〕7号")
    assert (head.issuer, head.published) == ("云渡市卫生健康委员会", "2024-03-08")


def test_facts_within_the_article_are_a_fact_a_line_and_its_tables_stay() -> None:
    rows = "<table><tr><td>序号</td><td>来源</td></tr><tr><td>1</td><td>市级</td></tr></table>"
    text = text_of_page(page(f"<div id='zoom'>{table('', 2)}{ARTICLE}{rows}</div>"))
    assert text.splitlines()[:2] == ["索引号：YD0001/2024-00012", "主题分类：卫生、体育/卫生"]
    assert text.splitlines()[-2:] == ["序号\t来源", "1\t市级"]


def test_a_form_to_search_with_states_nothing() -> None:
    search = "<div><span>标题：</span><span>文号：</span><span>发布日期：</span><a href='/s'>查询</a></div>"
    text = text_of_page(page(f"<div>{search}<h1>{NOTICE}</h1><div id='zoom'>{ARTICLE}</div></div>"))
    assert text.splitlines() == [NOTICE, *PLAN]


@pytest.mark.parametrize("window", ["云渡市卫生健康委员会", "无标题文档", ""])
def test_a_title_that_only_stands_above_the_article_is_found(window: str) -> None:
    old = (
        f"<table><tr><td><table><tr><td align=center><font size=5><b>{NOTICE}</b></font></td></tr>"
        "<tr><td><font color=gray>发布日期：2024-03-08&nbsp;&nbsp;点击数：88</font></td></tr>"
        f"<tr><td><font size=3>{'<br><br>'.join('&nbsp;&nbsp;' + line for line in PLAN)}</font></td></tr>"
        "<tr><td>【<a href='#'>打印</a>】</td></tr></table></td></tr></table>"
    )
    lines = text_of_page(page(old, title=window)).splitlines()
    assert lines[0] == NOTICE and lines[1].startswith("发布日期：2024-03-08") and lines[2:] == [*PLAN]


def test_the_title_of_another_page_is_not_taken() -> None:
    others = "<ul><li><a href='/1'>云渡市2023年卫生健康工作总结</a></li></ul>"
    text = text_of_page(page(f"<div>{others}<div id='zoom'>{ARTICLE}</div></div>", title="云渡市卫生健康"))
    assert "2023年" not in text


@pytest.mark.parametrize(
    "holder",
    ["<pre>{}</pre>", "<div style='white-space: pre-wrap'><span>{}</span></div>", "<pre><b>{}</b></pre>"],
)
def test_line_ends_that_a_browser_shows_are_line_ends(holder: str) -> None:
    text = text_of_page(page(holder.format("\n".join("    " + line for line in PLAN))))
    assert text.splitlines() == [NOTICE, *PLAN]


def test_marks_that_others_point_to_are_no_links() -> None:
    marked = "".join(f"<p><a name='_Toc{n}'>{line}</a></p>" for n, line in enumerate(PLAN))
    assert text_of_page(page(f"<div class='zw'>{marked}</div>")).splitlines() == [NOTICE, *PLAN]


class TestWhereTheArticleEnds:
    def test_a_notice_and_its_annex_in_a_container_each(self) -> None:
        letter = "<p>各县区卫生健康局：</p><p>现将工作要点印发给你们，请认真贯彻落实。</p>"
        text = text_of_page(
            page(f"<div><div class='TRS_Editor'>{letter}</div><div class='TRS_Editor'>{ARTICLE}</div></div>")
        )
        assert text.splitlines()[1:3] == ["各县区卫生健康局：", "现将工作要点印发给你们，请认真贯彻落实。"]
        assert text.splitlines()[-1] == PLAN[-1]

    ROWS = "".join(
        f"<tr><td>{n}</td><td>{task}</td><td>市卫健委</td></tr>"
        for n, task in enumerate(["新增普惠托位260个", "建成社区医院2家", "改造村卫生室18个"], 1)
    )

    def test_a_table_behind_the_text_belongs_to_it(self) -> None:
        text = text_of_page(page(f"<div><div class='zw'>{ARTICLE}</div><table>{self.ROWS}</table></div>"))
        assert text.splitlines()[-1] == "3\t改造村卫生室18个\t市卫健委"

    def test_a_table_larger_than_the_text_does_not_hide_it(self) -> None:
        text = text_of_page(page(f"<div>{ARTICLE}<table>{self.ROWS * 12}</table></div>"))
        assert text.splitlines()[: 1 + len(PLAN)] == [NOTICE, *PLAN]

    def test_parts_of_one_class_belong_together(self) -> None:
        parts = f"<div class='part'>{ARTICLE * 3}</div><div class='part'><p>三、保障措施，共同抓好落实。</p></div>"
        assert text_of_page(page(f"<div>{parts}</div>")).splitlines()[-1] == "三、保障措施，共同抓好落实。"


class TestLimits:
    def test_tags_left_open_and_drawings_are_no_nesting(self) -> None:
        opened = "".join(f"<p><font size=3><span>{line}" for line in PLAN * 60)
        drawing = "<svg>" + "<symbol><path d='M0'/><circle/></symbol>" * 300 + "</svg>"
        written = "<script>" + "'<div><div>'+" * 300 + "</script><!--" + "<div>" * 300 + "-->"
        text = text_of_page(page(f"{drawing}{written}<table><tr><td>{opened}</table>"))
        assert text.splitlines()[1 : 1 + len(PLAN)] == [*PLAN]

    def test_a_window_with_an_endless_title_and_ends_of_nothing_hold_up_nothing(self) -> None:
        begin = time.process_time()
        text_of_page(page("<div>" * 150 + "</span>" * 100_000 + ARTICLE, title="云渡-" * 100_000))
        assert time.process_time() - begin < 10

    @pytest.mark.parametrize("tag", ["<div>", "<div/>", "<table><tr><td>", "<ul><li>", "<svg><g>", "<font>"])
    def test_tags_in_each_other_are(self, tag: str) -> None:
        with pytest.raises(Unreadable, match="nested too deeply"):
            text_of_page(page(tag * 300 + ARTICLE))
