"""Whether a text is of this genre at all: a novel or a recipe has verbs and numbers too, but promises nothing."""

from __future__ import annotations

# What a text on public health or public administration speaks of. Set on the source documents, which hold 30 and more of
# these words, and on texts of other kinds (contract, recipe, novel), which hold at most three.
_WORDS = tuple(
    ["卫生", "健康", "医疗", "医院", "疾病", "公共卫生", "基层", "医保", "中医", "妇幼", "托育", "老年", "疫苗", "防控", "筛查", "患者", "居民", "群众", "政府", "部门", "工作", "建设", "推进", "推动", "加强", "完善", "落实", "实施", "开展", "提升", "机制", "体系", "能力", "全市", "全区", "全县", "全省", "我市", "我区", "我县", "我省", "项目", "改革", "发展", "保障", "监管", "重点", "任务", "目标", "机构", "干部", "规划", "计划", "方案"]
)
_ENOUGH = 6


def is_of_the_genre(text: str) -> bool:
    """Whether enough of the genre's own words stand in the text."""
    found = 0
    for word in _WORDS:
        if word in text:
            found += 1
            if found >= _ENOUGH:
                return True
    return False
