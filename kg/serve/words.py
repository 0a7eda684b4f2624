"""The words of the server's pages, Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

_WORDS: Mapping[str, tuple[str, str]] = {
    "brand": ("卫健承诺图谱", "Health commitments"),
    "skip": ("跳到主要内容", "Skip to content"),
    "questions": ("现成问题", "Questions"),
    "explorer": ("浏览", "Explorer"),
    "query": ("SPARQL 查询", "SPARQL"),
    "api": ("接口文档", "API"),
    "language": ("English", "中文"),
    "home-lead": (
        "选一个问题，填一个词，得到带出处的回答。每个回答都能下载为 CSV 或 JSON。",
        "Choose a question, fill in a word, get an answer with its evidence. Every answer comes as CSV and JSON too.",
    ),
    "in-words": ("用自己的话提问，例如：常州谁负责托育服务？", "Ask in your own words: who is responsible for childcare in Changzhou?"),
    "ask-words": ("提一个问题", "Ask a question"),
    "understood": ("理解为", "Understood as"),
    "sources": ("出处", "Sources"),
    "character": ("字符", "character"),
    "ask": ("提问", "Ask"),
    "optional": ("可不填", "optional"),
    "download": ("下载", "Download"),
    "as-sparql": ("这个问题的 SPARQL", "The SPARQL of this question"),
    "open-query": ("在查询页中打开", "Open in the query page"),
    "nothing": ("没有结果。", "Nothing found."),
    "rows": ("行", "rows"),
    "truncated": ("只显示前面的行，下载文件含全部。", "Only the first rows are shown; the downloads hold all."),
    "facts": ("图谱中的事实", "What the graph says"),
    "named-by": ("指向它的事物", "What refers to it"),
    "named-more": ("只列出一部分；其余请用 SPARQL 查询。", "Only some are listed; ask SPARQL for the others."),
    "quotes": ("原文", "In the source"),
    "error": ("出错了", "Something is wrong"),
    "back": ("回到首页", "Back to the start"),
    "samples": ("现成问题作样例", "Ready-made questions as samples"),
    "samples-lead": (
        "选一个，改动后按 Ctrl-Enter 执行；VALUES 里的例子可以换成别的词。前缀 hc: skos: oa: 等已经声明。",
        "Pick one, change it, run it with Ctrl-Enter; the examples in VALUES may be replaced. Prefixes such as hc: skos: oa: are declared.",
    ),
    "needs-script": ("此页需要启用 JavaScript。", "This page needs JavaScript."),
    "programs": ("给程序", "For programs"),
}  # fmt: skip


def word(key: str, lang: str) -> str:
    """The word for a key."""
    chinese, english = _WORDS[key]
    return english if lang == "en" else chinese
