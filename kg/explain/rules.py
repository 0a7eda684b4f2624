"""The rules in words: all of them by kind, or one with its example."""

from __future__ import annotations

import difflib

from kg.errors import BadCall
from kg.explain.words import word
from kg.registers.rules import Rule, load_rules


def rule_list(lang: str) -> str:
    """Every rule with what it looks at, by the kind of record it finds or refuses."""
    lines: list[str] = []
    wide = max(len(name) for name in load_rules())
    kinds = dict.fromkeys(kind for rule in load_rules().values() for kind in rule.what)
    for kind in kinds:
        for refuses in (False, True):
            rules = [r for r in load_rules().values() if kind in r.what and r.refuses is refuses]
            if rules:
                lines += ["", f"{word('of-' + kind, lang)} · {word('refuses' if refuses else 'finds', lang)}"]
                lines += [f"  {rule.name:<{wide}}  {rule.text(lang)}" for rule in rules]
    return "\n".join(lines[1:]) + "\n"


def rule_card(name: str, lang: str) -> str:
    """One rule. Raises BadCall where there is none of that name."""
    rule = load_rules().get(name)
    if rule is None:
        near = " / ".join(difflib.get_close_matches(name, load_rules(), n=3, cutoff=0.4))
        raise BadCall(f"--rule {name}", "no such rule", f"did you mean {near}?" if near else "see --rules")
    return "\n".join([rule.name, *(f"  {line}" for line in _lines(rule, lang))]) + "\n"


def _lines(rule: Rule, lang: str) -> list[str]:
    kinds = "、".join(word("of-" + kind, lang) for kind in rule.what)
    both = (rule.zh, rule.en) if lang == "zh" else (rule.en, rule.zh)
    example = rule.example.strip().replace("\n", "\n      ").replace("\t", " | ")
    sign = "：" if lang == "zh" else ": "
    return [
        f"{kinds} · {word('refuses' if rule.refuses else 'finds', lang)}",
        *both,
        f"{word('example', lang)}{sign}{example}",
    ]
