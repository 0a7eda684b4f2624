"""Whether a clause says of a body that it, or a project of it, is built: such a body acts not, and bears no task."""

from __future__ import annotations

import re

from kg.extract.lexicon import verbs

# 市医院新院区|6月底前建成投用, 市中医院|整体搬迁项目主体工程已封顶, 市疾控中心|迁建: what is built acts not, and bears no task.
_ENDS_BUILT = (
    "建成|建成投用|建成投运|建成启用|建成使用|建成投入使用|投入使用|投入运行|投入试运行|投入运营|试运行|启用|投用|投运|竣工|封顶|完工|开工|开工建设|落成|交付|交付使用|竣工验收|"
    "竣工投用|完成主体封顶|完成主体"
)
_WHEN_BUILT = "[已并后将即正全面式顺利如期主体工程结构于年内上下半底前初份月季度第一二三四\\d]{0,14}"
_BUILT = re.compile(
    rf"(?:(?:异地|整体|原址|新址|新院)?(?:迁建|搬迁|新建|扩建|改扩建|改造|建设)(?:（[^）]{{1,12}}）)?(?:项目|工程)?(?:主体(?:工程|结构)?)?{_WHEN_BUILT}(?:{_ENDS_BUILT})?|{_WHEN_BUILT}(?:{_ENDS_BUILT}))(?:（[^）]*）)?"
)
_PROJECT = re.compile(
    r"(?!的)(?P<what>[\u4e00-\u9fff]{0,6}?)(?:搬迁|迁建|新建|扩建|改扩建|改造|建设|装修|二期|病房楼|大楼|综合楼|门诊楼)(?:改造|建设)?(?:项目|工程)(?=.)"
)


# 口腔医院|迁建、…二期推进装修, 急救中心|整体迁建意见已获同意
_WORKS = re.compile(
    r"(?:异地|整体|原址|新址)?(?:迁建|搬迁|扩建|改扩建)(?:[、和及]|意见|方案|选址|前期|建议书)"
)
# 佑安医院新院区|确定选址: what is not built yet does nothing.
_NEW_HOUSES = ("新院区", "新院", "新址")


def what_is_built(text: str, at: int, end: int) -> str:
    """The rule by which a clause says that the bodies that end at `at`, or a project of the last of them, are built; nothing where
    it does not."""
    if _BUILT.fullmatch(text, at, end) or _WORKS.match(text, at, end) or text.endswith(_NEW_HOUSES, 0, at):
        return "what-is-built"
    project = _PROJECT.match(text, at, end)
    if project and not any(
        verbs().at(text, i, project.end("what")) > i + 1 for i in range(at, project.end("what"))
    ):
        return "what-is-built"
    return ""
