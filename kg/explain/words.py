"""The words of the explanation, Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

_WORDS: Mapping[str, tuple[str, str]] = {
    # What is told, by its kind.
    "commitments": ("承诺", "commitment"),
    "targets": ("指标", "target"),
    "owners": ("责任", "owner"),
    "bodies": ("机构", "body"),
    "places": ("地区", "place"),
    "programmes": ("项目", "programme"),
    "deadlines": ("期限", "deadline"),
    "notes": ("待核", "to check"),
    "refused": ("未取", "refused"),
    # The same in the plural, for filters and counts.
    "all": ("全部", "All"),
    "commitments-many": ("承诺", "Commitments"),
    "targets-many": ("指标", "Targets"),
    "owners-many": ("责任", "Owners"),
    "bodies-many": ("机构", "Bodies"),
    "places-many": ("地区", "Places"),
    "programmes-many": ("项目", "Programmes"),
    "deadlines-many": ("期限", "Deadlines"),
    "notes-many": ("待核", "To check"),
    "refused-many": ("未取", "Refused"),
    # What a refused thing did not become.
    "no-commitment": ("不是承诺", "no commitment"),
    "no-target": ("不是指标", "no target"),
    "no-responsibility": ("不是责任主体", "no owner"),
    "no-institution": ("不是机构", "no body"),
    "no-region": ("不是地区", "no place"),
    "no-program": ("不是项目", "no programme"),
    "no-document": ("不是卫生健康计划或总结", "no health plan or report"),
    # The kinds that rules find.
    "of-commitment": ("承诺", "Commitments"),
    "of-target": ("指标", "Targets"),
    "of-responsibility": ("责任", "Owners"),
    "of-institution": ("机构", "Bodies"),
    "of-region": ("地区", "Places"),
    "of-program": ("项目", "Programmes"),
    "of-part_of": ("隶属", "Part of"),
    "of-deadline": ("期限", "Deadlines"),
    "of-document": ("文件", "The document"),
    "finds": ("取", "finds"),
    "refuses": ("不取", "refuses"),
    "example": ("例", "example"),
    # Fields.
    "action": ("动作", "action"),
    "object": ("对象", "object"),
    "status": ("状态", "status"),
    "deadline": ("期限", "deadline"),
    "indicator": ("指标", "indicator"),
    "operator": ("比较", "operator"),
    "value": ("数值", "value"),
    "unit": ("单位", "unit"),
    "population": ("对象人群", "population"),
    "measure": ("量度", "measure"),
    "baseline": ("基数", "baseline"),
    "role": ("角色", "role"),
    "basis": ("依据", "basis"),
    "name": ("名称", "name"),
    "type": ("类型", "type"),
    "code": ("代码", "code"),
    "concept": ("词表编号", "concept"),
    "rule": ("规则", "rule"),
    "not-stated": ("未写明", "not stated"),
    "no-object": ("（无对象）", "(nothing named)"),
    "no-verb": ("（无动词）", "(no verb)"),
    "not-in-register": ("不在册", "not in the register"),
    "own-name": ("不在词表，保留原名", "not in the vocabulary, kept under its own name"),
    # The document.
    "genre": ("文种", "kind"),
    "period": ("时期", "period"),
    "region": ("地区", "place"),
    "issuer": ("发布机构", "issuer"),
    "number": ("文号", "number"),
    "published": ("发布日期", "published"),
    "source": ("文件", "file"),
    "no-title": ("（未找到标题）", "(no title found)"),
    "outside": ("（章节之外）", "(outside the sections)"),
    "no-heading": ("（无标题）", "(no heading)"),
    "rules-used": ("规则说明", "The rules named above"),
    "as-found": ("原文", "as found"),
    "line": ("第 {n} 行", "line {n}"),
    "characters": ("字符 {a}–{b}", "characters {a}–{b}"),
    "owner-list": ("责任名单", "owner list"),
    "table-row": ("指标表", "table row"),
    "apart": ("句外", "apart"),
    # The page.
    "page-title": ("为什么这样取：{title}", "Why: {title}"),
    "page-lead": (
        "逐句列出取了什么、依据哪条规则，以及看到而没有取的内容和理由。点开一句可看全部字段；指向标记可看简要说明。",
        "Clause by clause: what was taken and by which rule, and what was seen and not taken, with the reason. "
        "Open a clause for every field; point at a mark for a short note.",
    ),
    "sections": ("章节", "Sections"),
    "show": ("只看", "Show"),
    "legend": ("标记", "Marks"),
    "legend-action": ("动作", "action"),
    "legend-target": ("取为指标的数字", "number taken as a target"),
    "legend-refused": ("看到而未取", "seen and refused"),
    "legend-body": ("机构", "body"),
    "legend-place": ("地区", "place"),
    "legend-programme": ("项目", "programme"),
    "legend-deadline": ("期限", "deadline"),
    "legend-note": ("待核", "to check"),
    "ditto": ("同上", "ditto"),
    "nothing": ("这一句没有可说的。", "Nothing to tell of this clause."),
    "skip": ("跳到正文", "Skip to the text"),
    "made-by": ("由 kg explain {version} 生成，离线可用。", "Made by kg explain {version}; works offline."),
    "empty": ("没有符合条件的句子。", "No clause fits."),
}  # fmt: skip


def word(key: str, lang: str, **values: object) -> str:
    """The word for a key in a language, with its gaps filled."""
    text = _WORDS[key][lang == "en"]
    return text.format(**values) if values else text


def keys() -> tuple[str, ...]:
    """Every key, for tests."""
    return tuple(_WORDS)
