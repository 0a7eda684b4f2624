"""Learn what questions ask for: `ontology/question-weights.json`, from the questions of `tests/data` and `question-templates.toml`.

    python bench/train_questions.py                         learn from all and write the weights (some minutes)
    python bench/train_questions.py --held-out questions-d  learn without some sets, and tell how many of each are right

A softmax over the queries of the library and `none`, features as `kg.ask.learned.features`, fitted by proximal gradient steps
(FISTA) with an L1 and an L2 penalty, in the same order with the same numbers on every run. Needs numpy.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from kg import paths  # noqa: E402
from kg.ask.intents import intents  # noqa: E402
from kg.ask.learned import NONE, RELATIONS, features  # noqa: E402
from kg.ask.masked import masked  # noqa: E402
from kg.ask.names import BODY, INDICATOR, POPULATION, PROGRAMME, THEME, Names  # noqa: E402
from kg.ask.question import read_question  # noqa: E402
from kg.ask.readings import Readings  # noqa: E402
from kg.ask.sounds import pinyin  # noqa: E402
from kg.ask.tokens import split  # noqa: E402
from kg.ask.values import fill  # noqa: E402
from kg.registers.tables import table  # noqa: E402
from kg.store import open_store  # noqa: E402

SETS = (
    "questions",
    "questions-unseen",
    "questions-a",
    "questions-b",
    "questions-c",
    "questions-d",
    "questions-e",
    "questions-f",
    "questions-g",
)
EXPANSIONS = {"zh": 8, "en": 5}
# What a question may ask for; `relations` gives triples and no rows, so it is told how to get them.
CLASSES = [NONE, RELATIONS, *dict.fromkeys(intent.query for intent in intents())]
# How much a question of tests/data weighs beside one sentence from a template.
REAL = 2.0
L1, L1_CHOSEN, L2, STEPS = 4e-5, 1e-5, 3e-6, 120
LEAST_USES = 2
SAMPLES = 60
# Weights are written in tenths; those below the smallest are left out.
SCALE, SMALLEST = 10, 0.12
# What stands around a question and asks nothing; every fourth sentence has one of each.
BEFORE = {
    "zh": (
        "请问", "麻烦问一下，", "写材料要用：", "领导问，", "帮我看看", "我想了解一下，", "急，", "你好，", "做研究用，", "记者采访需要，",
        "我是外地来的，", "开会要汇报，", "帮忙理一下，", "我们想知道", "查一查", "劳驾，",
        "局长让我问问，", "我们处里等着用，", "老板催着要，", "有件事请教，", "写论文要用，",
        "不太熟悉情况，", "主任叫我理出来，", "写对比文章，", "顺便问一句，", "先摸个底，",
        "刚接手这块，", "不好意思，", "做调研的，", "审计组需要，", "有点着急，",
    ),
    "en": (
        "please tell me ", "could you say ", "for a report: ", "i would like to know ", "quick question: ", "hello, ", "as a journalist, ",
        "sorry, ", "my boss asks ", "i'd like to know ", "i'm new here, ", "for my thesis, ",
    ),
}  # fmt: skip
AFTER = {
    "zh": (
        "，谢谢", "，列个表", "，导出来", "，急用", "，排一排", "，发我一份", "，简单说说", "，我想看看", "啊", "呢", "呀", "，麻烦了",
        "（带单位）", "，不分地方", "，统统列一下", "，逐条列出", "，给个清单", "，汇总一下",
        "，有点赶", "，编号一起列", "，等着交", "，拉个单子", "，要核对", "，越全越好",
    ),
    "en": (", please", ", thanks", ", in a table", " exactly", ", all of them", " (with sources)", ", one by one", ", just the names"),
}  # fmt: skip
DATES = {
    "zh": ("2024年底", "年底", "6月底", "2024年12月", "今年底", "2024年6月30日", "9月", "上半年", "2025年", "年内", "月底", "十月底"),
    "en": ("the end of 2024", "June 2024", "2024-12-31", "December", "30 June 2024", "the end of the year", "mid 2025", "year-end"),
}  # fmt: skip
NUMBERS = {"zh": ("两", "三", "2", "3", "4", "五"), "en": ("two", "three", "2", "3", "4")}
# Things that no graph of ours has: what is asked for does not hang on whether it is known.
UNKNOWN = {
    "zh": (
        "口腔种植", "中药材种植", "流动采血车", "宠物医院", "航空救援", "校园营养餐", "盲人按摩", "共享轮椅", "眼角膜捐献", "海岛巡诊",
        "听力筛查车", "机器人手术", "戒毒康复", "药膳推广", "冬病夏治", "母乳库", "无人机送血", "骨密度检测", "献血屋", "助听器补贴",
        "防汛救灾", "垃圾分类", "学校招生", "公交线路", "旅游康养", "职工疗休养", "血液透析中心", "社区食堂", "直饮水", "牙齿矫正",
    ),
    "en": ("dental implants", "school meals", "air rescue", "drone delivery", "robot surgery", "pet clinics", "eye banks"),
}  # fmt: skip
COLLECTIVES = {
    "zh": ("各委属医院", "“各公立医院”", "相关处室", "有关部门", "“各镇卫生院”", "各直属单位", "相关医疗机构", "“各有关单位”"),
    "en": ('"all public hospitals"', "the relevant departments", "all town health centres", "'subordinate units'", "各委属单位"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """A question by its features, what it asks for, the set that it is of, and how much it weighs."""

    said: tuple[str, ...]
    asks: str
    of: str
    weight: float


class Filler:
    """Sentences from templates, with the names of a graph."""

    def __init__(self, names: Names, seed: str) -> None:
        self.names = names
        self.random = random.Random(seed)
        kinds = {
            "programme": PROGRAMME,
            "body": BODY,
            "indicator": INDICATOR,
            "theme": THEME,
            "group": POPULATION,
        }
        self.values = {
            slot: sorted({n.spelling for n in names.of(kind) if 2 < len(n.spelling) < 14})
            for slot, kind in kinds.items()
        }
        self.values["group"] += ["老年人", "孕产妇", "儿童", "慢性病患者"]
        self.values["task"] = self.values["programme"]
        self.english = {
            slot: sorted(
                names.english[iri]
                for iri, kind in names.kinds.items()
                if kind == wanted and iri in names.english
            )
            for slot, wanted in {"programme": PROGRAMME, "indicator": INDICATOR, "theme": THEME}.items()
        }
        self.english["programme"] += [
            "childcare",
            "family doctors",
            "emergency care",
            "chronic diseases",
            "vaccination",
        ]
        self.english["task"] = self.english["programme"]
        self.english["group"] = ["the elderly", "pregnant women", "children", "women", "infants"]
        self.english["body"] = [
            "the health commission",
            "the first people's hospital",
            "the CDC",
            "the health bureau",
        ]
        self.places = [names.labels[iri] for iri in names.places]

    def choose(self, line: str) -> str:
        """One of each of the alternatives."""
        while match := re.search(r"\(([^()]*)\)", line):
            line = line[: match.start()] + self.random.choice(match[1].split("|")) + line[match.end() :]
        return line

    def fill(self, line: str, lang: str) -> str:
        """One sentence of a template."""
        line = self.choose(line)
        first, second = self.random.sample(self.places, 2)
        slots = {"place": self._place(first, lang), "two": self._place(second, lang)}
        said = re.sub(r"\{(\w+)\}", lambda m: slots.get(m[1]) or self._value(m[1], lang), line)
        if self.random.random() < 0.25:
            said = self.random.choice(BEFORE[lang]) + said
        return said + self.random.choice(AFTER[lang]) if self.random.random() < 0.25 else said

    def _place(self, label: str, lang: str) -> str:
        short = label[:-1] if len(label) > 2 and self.random.random() < 0.6 else label
        return pinyin(label[:-1] if len(label) > 2 else label).capitalize() if lang == "en" else short

    def _value(self, slot: str, lang: str) -> str:
        if slot == "date":
            return self.random.choice(DATES[lang])
        if slot == "coll":
            return self.random.choice(COLLECTIVES[lang])
        if slot == "n":
            return self.random.choice(NUMBERS[lang])
        if slot == "doc":
            return self.random.choice(sorted(self.names.documents))
        if slot == "fact":
            document = self.random.choice(sorted(self.names.documents))
            kind, number = self.random.choice((("figure", "t"), ("commitment", "c"), ("responsibility", "r")))
            return f"document/{document}/{kind}/{number}{self.random.randint(1, 40)}"
        if slot in ("task", "programme", "indicator") and self.random.random() < 0.1:
            return self.random.choice(UNKNOWN[lang])
        english = self.english.get(slot) if lang == "en" and self.random.random() < 0.85 else None
        return self.random.choice(english or self.values[slot] or self.values["programme"])


def graphs() -> dict[str, Names]:
    """The names of the shipped graph and of the small one of the tests."""
    from sample_graph import sample_graph

    from kg.build import build
    from kg.link import link
    from kg.records import read_folder

    out = Path(tempfile.mkdtemp())
    documents = read_folder(paths.extracted())
    build(documents, out / "five", links=link(documents))
    return {
        "five": Names(open_store(out / "five")),
        "sample": Names(open_store(sample_graph().write(out / "sample"))),
    }


def read(asked: str, names: Names, pairs: Set[str]) -> tuple[str, ...]:
    return tuple(features(Readings(read_question(asked, names), names), pairs))


def put_with(known: dict[str, Names], without: tuple[str, ...] = ()) -> set[str]:
    """Pairs of characters, and words of Latin letters, that questions are put with: of the templates, the words, the questions."""
    texts = [
        *lexicon_words(),
        *(text for around in (BEFORE, AFTER) for said in around.values() for text in said),
    ]
    for asks, lines in templates().items():
        for text in lines.values() if asks != NONE else ():
            for line in filter(None, text.split("\n")):
                filler = Filler(known["sample"], line)
                texts += [re.sub(r"\{\w+\}", "T", filler.choose(line)) for _ in range(SAMPLES)]
    for name in SETS:
        if name not in without:
            for graph, row in rows_of(name):
                if "query" in row:
                    reads = Readings(read_question(row["ask"], known[graph]), known[graph])
                    texts.append(masked(reads, ANY))
    found = set()
    for text in texts:
        said = split(text.replace("，", " "))
        found.update(word for word in said if re.fullmatch("[a-z]+", word))
        found.update(re.findall(r"(?=([\u3400-\u9fff]{2}))", text))
    return found


class _Any(frozenset[str]):
    """Every pair: nothing is strange."""

    def __contains__(self, pair: object) -> bool:
        return True


ANY = _Any()


def lexicon_words() -> list[str]:
    """The words of `ontology/question-words.toml`, and the English ones as far as they are plain words."""
    data = table("question-words.toml")
    tables = [data["filler"], *(row for name, row in data["concept"].items() if name != "BEYOND")]
    chinese = [word for row in tables for word in row.get("zh", "").split()]
    return chinese + [
        w for row in tables for pattern in row.get("en", ()) for w in re.findall(r"[a-z]{2,}", pattern)
    ]


def templates() -> dict[str, dict[str, str]]:
    return tomllib.loads((ROOT / "bench" / "question-templates.toml").read_text(encoding="utf-8"))


def rows_of(name: str) -> list[tuple[str, dict[str, Any]]]:
    """(graph, question) of a set of tests/data."""
    data = tomllib.loads((ROOT / "tests" / "data" / f"{name}.toml").read_text(encoding="utf-8"))
    return [(graph, row) for graph in ("five", "sample") for row in data.get(graph, ())]


def from_templates(known: dict[str, Names], pairs: Set[str]) -> list[Example]:
    """Sentences from all templates, each once."""
    found: list[Example] = []
    for names in known.values():
        for asks, lines in templates().items():
            for lang, text in lines.items():
                for line in filter(None, text.split("\n")):
                    filler = Filler(names, line)
                    said = {filler.fill(line, lang) for _ in range(EXPANSIONS[lang])}
                    share = 1.0 / max(1.0, len(said) / 4)
                    found += [
                        Example(read(one, names, pairs), asks, "templates", share) for one in sorted(said)
                    ]
    return found


def from_questions(known: dict[str, Names], pairs: Set[str]) -> list[Example]:
    """The questions of tests/data; what is asked back or about an unknown place tells nothing of what is asked for."""
    found = []
    for name in SETS:
        for graph, row in rows_of(name):
            asks = row.get("query") or (NONE if row.get("reply") == "cannot" else None)
            if asks in CLASSES and not _of_unknown_place(row, known[graph]):
                found.append(Example(read(row["ask"], known[graph], pairs), asks, name, REAL))
    return found


def _of_unknown_place(row: dict[str, Any], names: Names) -> bool:
    from kg.ask.unknown import unknown_place

    if "query" in row:
        return False
    reads = Readings(read_question(row["ask"], names), names)
    best_fit = max((fill(intent, reads, 0.0) for intent in intents()), key=lambda filled: filled.score)
    return bool(unknown_place(reads.question, best_fit, names))


def fit(examples: list[Example], pairs: Set[str]) -> dict[str, Any]:
    """The weights as `kg.ask.learned` reads them."""
    examples = _together(examples)
    uses = Counter(feature for example in examples for feature in example.said)
    columns = {f: at for at, f in enumerate(sorted(f for f, n in uses.items() if n >= LEAST_USES), start=1)}
    said = [[0, *(columns[f] for f in example.said if f in columns)] for example in examples]
    wanted = np.zeros((len(examples), len(CLASSES)), dtype=np.float32)
    wanted[range(len(examples)), [CLASSES.index(example.asks) for example in examples]] = 1
    share = np.array([example.weight for example in examples], dtype=np.float32)
    inputs = Inputs(said, len(columns) + 1)
    chosen = np.abs(_descend(inputs, wanted, share / share.sum(), L1)) >= SMALLEST
    # Fitted once more with the weights that matter alone: the others are left out, and these take their part.
    learned = _descend(inputs, wanted, share / share.sum(), L1_CHOSEN, chosen)
    whole = np.rint(learned * SCALE).astype(int)
    rows = {"": whole[0].tolist()}
    for feature, at in columns.items():
        row = [part for n, weight in enumerate(whole[at].tolist()) if weight for part in (n, weight)]
        if row:
            rows[feature] = row
    return {"classes": CLASSES, "weights": rows, "pairs": _rows(pairs)}


def _rows(pairs: Set[str]) -> list[str]:
    """The pairs as `kg.ask.learned` reads them."""
    after: dict[str, str] = {}
    for pair in sorted(p for p in pairs if not p.isascii()):
        after[pair[0]] = after.get(pair[0], "") + pair[1]
    return [*sorted(p for p in pairs if p.isascii()), *(first + rest for first, rest in after.items())]


def _together(examples: list[Example]) -> list[Example]:
    """Sentences that differ in names alone are one that weighs more, up to what three weigh."""
    weights: dict[tuple[tuple[str, ...], str], float] = {}
    for example in examples:
        key = example.said, example.asks
        weights[key] = min(weights.get(key, 0.0) + example.weight, max(3.0, example.weight))
    return [Example(said, asks, "", weight) for (said, asks), weight in weights.items()]


class Inputs:
    """Which features each sentence has: a sparse matrix of zeros and ones."""

    def __init__(self, said: list[list[int]], width: int) -> None:
        self.width = width
        self.columns = np.array([at for row in said for at in row], dtype=np.int64)
        self.starts = np.cumsum([0, *map(len, said[:-1])])
        rows = np.repeat(np.arange(len(said)), [len(row) for row in said])
        order = np.argsort(self.columns, kind="stable")
        self.rows = rows[order]
        # Every column has a row: features that none has are not counted.
        self.bounds = np.searchsorted(self.columns[order], np.arange(width))

    def times(self, weights: np.ndarray) -> np.ndarray:
        """Sentences × classes."""
        return np.add.reduceat(weights[self.columns], self.starts, axis=0)

    def back(self, values: np.ndarray) -> np.ndarray:
        """Features × classes."""
        return np.add.reduceat(values[self.rows], self.bounds, axis=0)


def _descend(
    inputs: Inputs, wanted: np.ndarray, share: np.ndarray, penalty: float, chosen: np.ndarray | None = None
) -> np.ndarray:
    """The weights that make the answers likeliest, less the penalties; the bias (row 0) has none. `chosen`: only these."""
    if chosen is not None:
        chosen[0] = True
    weights = ahead = np.zeros((inputs.width, wanted.shape[1]), dtype=np.float32)
    # The curvature is at most half of the largest eigenvalue of the second moments of the inputs.
    vector = np.ones((inputs.width, 1), dtype=np.float32)
    size = 1.0
    for _ in range(30):
        vector = inputs.back(share[:, None] * inputs.times(vector))
        size = float(np.linalg.norm(vector))
        vector /= size
    step, momentum = 1 / (0.5 * size + L2), 1.0
    threshold = np.full((inputs.width, 1), step * penalty, dtype=np.float32)
    threshold[0] = 0
    for _ in range(STEPS):
        scores = inputs.times(ahead)
        scores -= scores.max(axis=1, keepdims=True)
        likely = np.exp(scores)
        likely /= likely.sum(axis=1, keepdims=True)
        slope = inputs.back((likely - wanted) * share[:, None]) + L2 * ahead
        moved = ahead - step * slope
        after = np.sign(moved) * np.maximum(np.abs(moved) - threshold, 0)
        if chosen is not None:
            after *= chosen
        later = (1 + (1 + 4 * momentum * momentum) ** 0.5) / 2
        ahead = after + ((momentum - 1) / later) * (after - weights)
        weights, momentum = after, later
    return weights


def best(weights: dict[str, Any], said: tuple[str, ...]) -> str:
    """What the model alone takes a question to ask for."""
    classes = weights["classes"]
    scores = list(weights["weights"][""])
    for feature in said:
        row = weights["weights"].get(feature, ())
        for index, weight in zip(row[::2], row[1::2], strict=True):
            scores[index] += weight
    return classes[scores.index(max(scores))]


def written(weights: dict[str, Any]) -> str:
    """The weights as JSON, a feature a line."""
    lines = [
        f"{json.dumps(f, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}"
        for f, row in weights["weights"].items()
    ]
    classes = json.dumps(weights["classes"], separators=(",", ":"))
    pairs = json.dumps(weights["pairs"], ensure_ascii=False, separators=(",", ":"))
    return '{"classes":' + classes + ',"weights":{\n' + ",\n".join(lines) + '\n},"pairs":' + pairs + "}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--held-out", choices=SETS, nargs="+")
    args = parser.parse_args()
    known = graphs()
    if args.held_out:
        pairs = put_with(known, tuple(args.held_out))
        examples = [*from_templates(known, pairs), *from_questions(known, pairs)]
        weights = fit([e for e in examples if e.of not in args.held_out], pairs)
        for name in args.held_out:
            of = [e for e in examples if e.of == name]
            right = sum(best(weights, e.said) == e.asks for e in of)
            print(f"{name}: {right} of {len(of)} take the right query by what is learned alone")
        return
    pairs = put_with(known)
    examples = [*from_templates(known, pairs), *from_questions(known, pairs)]
    text = written(fit(examples, pairs))
    paths.ontology("question-weights.json").write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(examples)} sentences, {len(text.encode()) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
