"""A target and an achievement: met, on course, not met, or not comparable with the reason."""

from __future__ import annotations

import doctest
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import terms
from kg.verdicts import Figure, achieved_at, due, judge, period_span, periods, populations
from kg.verdicts.interval import Interval, stated
from kg.verdicts.periods import Span
from kg.verdicts.verdict import Verdict

YEAR, HALF = period_span("2023"), period_span("2023-H1")
RATE, BUILT = "家庭医生签约率", "普惠托育机构数"


def target(op: str, value: str | None, unit: str | None = "%", **more: object) -> Figure:
    number = Decimal(value) if value is not None else None
    made = Figure("清和市", "level", op, number, None, unit, None, YEAR)
    return replace(made, **more)  # type: ignore[arg-type]


def result(value: str | None, unit: str | None = "%", **more: object) -> Figure:
    return replace(target("=", value, unit), **more)  # type: ignore[arg-type]


def told(verdict: Verdict) -> tuple[str, str]:
    return verdict.verdict, "; ".join(verdict.reasons)


def test_the_examples_of_the_modules_hold() -> None:
    assert doctest.testmod(periods).failed == 0
    assert doctest.testmod(populations).failed == 0


@pytest.mark.parametrize(
    ("op", "value", "achieved", "verdict"),
    [
        (">=", "45", "45", "met"),
        (">=", "45", "44.9", "not met"),
        (">", "45", "45", "not met"),
        (">", "45", "45.01", "met"),
        ("<=", "8", "8", "met"),
        ("<=", "8", "8.01", "not met"),
        ("<", "8", "8", "not met"),
        ("=", "100", "100", "met"),
        ("=", "100", "99.9", "not met"),
        ("=", "90", "93", "met"),
    ],
)
def test_at_the_deadline_the_operator_decides(op: str, value: str, achieved: str, verdict: str) -> None:
    assert judge(target(op, value), result(achieved), "higher", RATE).verdict == verdict


@pytest.mark.parametrize(
    ("direction", "achieved", "verdict"),
    [("lower", "7", "met"), ("lower", "9", "not met"), ("higher", "7", "not met"), ("higher", "9", "met")],
)
def test_an_equal_sign_is_kept_by_what_is_better(direction: str, achieved: str, verdict: str) -> None:
    assert judge(target("=", "8"), result(achieved), direction, RATE).verdict == verdict


def test_an_equal_sign_on_a_rate_of_which_nobody_knows_what_is_better_is_left_open() -> None:
    assert told(judge(target("=", "8"), result("9"), "none", "入住率")) == ("not comparable", "direction")


def test_more_than_was_promised_to_be_built_keeps_the_promise() -> None:
    assert told(judge(target("=", "6", "家"), result("7", "所"), "none", BUILT)) == ("met", "reached")
    assert told(judge(target("=", "6", "家"), result("5", "家"), "none", BUILT)) == ("not met", "short")


def test_the_words_of_the_target_go_before_the_direction_of_the_vocabulary() -> None:
    assert judge(target("<=", "30"), result("20"), "higher", RATE).verdict == "met"


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"region": "临溪区"}, "region"),
        ({"measure": "increase"}, "measure"),
        ({"population": "重点人群"}, "population"),
        ({"unit": "百分点"}, "unit"),
        ({"unit": "人次"}, "unit"),
        ({"value": None}, "value missing"),
        ({"op": "~"}, "approximate"),
        ({"span": Span(None, None)}, "no date"),
        ({"span": period_span("2022")}, "before the plan"),
        ({"span": period_span("2024")}, "after the deadline"),
    ],
)
def test_what_does_not_compare_says_why(other: dict[str, object], reason: str) -> None:
    achieved = replace(result("50"), **other)  # type: ignore[arg-type]
    assert told(judge(target(">=", "45"), achieved, "higher", RATE)) == ("not comparable", reason)


def test_every_reason_against_a_comparison_is_told() -> None:
    other = result("50", "人", region="临溪区", population="老年人")
    assert judge(target(">=", "45"), other, "higher", RATE).reasons == ("region", "population", "unit")


def test_a_population_that_the_indicator_names_need_not_be_stated() -> None:
    promised = target(">=", "95", population="严重精神障碍患者")
    name = "严重精神障碍患者规范管理率"
    assert judge(promised, result("96"), "higher", name).verdict == "met"
    everybody = target(">=", "25", population="城乡居民"), result("26", population="居民")
    assert judge(*everybody, "higher", "健康素养水平").verdict == "met"


@pytest.mark.parametrize(
    ("value", "unit", "verdict"),
    [("0.06", "‰", "met"), ("0.09", "‰", "not met"), ("0.006", "%", "met"), ("0", None, "met"), ("0.00009", None, "not met")],
)  # fmt: skip
def test_values_in_other_units_are_converted(value: str, unit: str | None, verdict: str) -> None:
    assert judge(target("<=", "8", "/10万"), result(value, unit), "lower", "孕产妇死亡率").verdict == verdict


def test_a_rough_target_is_met_by_what_is_better_and_never_missed() -> None:
    assert told(judge(target("~", "42"), result("43"), "higher", RATE)) == ("met", "reached")
    assert told(judge(target("~", "42"), result("41"), "higher", RATE)) == ("not comparable", "approximate")


def test_a_bound_decides_only_where_it_lies_on_one_side() -> None:
    above = result("30", op=">")
    assert judge(target(">=", "30"), above, "higher", RATE).verdict == "met"
    assert told(judge(target(">=", "31"), above, "higher", RATE)) == ("not comparable", "range")
    assert judge(target("<=", "30"), above, "higher", RATE).verdict == "not met"


def test_of_a_range_the_end_that_is_nearer_must_be_reached() -> None:
    span = target("=", "42", value_max=Decimal(45))
    assert judge(span, result("42"), "higher", RATE).verdict == "met"
    assert judge(span, result("41"), "higher", RATE).verdict == "not met"
    assert judge(span, result("45"), "lower", RATE).verdict == "met"
    assert judge(span, result("46"), "none", "入住率").verdict == "not met"


def test_before_the_deadline_a_level_is_on_course_and_what_was_done_is_met() -> None:
    level = judge(target(">=", "45"), result("46", span=HALF), "higher", RATE)
    done = judge(target("=", "6", "家"), result("6", "家", span=HALF), "none", BUILT)
    assert (told(level), told(done)) == (("on course", "level reached"), ("met", "reached early"))


def test_a_limit_that_is_kept_so_far_is_on_course_also_for_a_count() -> None:
    verdict = judge(target("<=", "6", "起"), result("2", "起", span=HALF), "lower", "事故")
    assert told(verdict) == ("on course", "level reached")


def test_a_count_keeps_pace_with_the_time_or_the_verdict_waits() -> None:
    plan = target("=", "100", "人次")
    assert told(judge(plan, result("50", "人次", span=HALF), "none", "培训")) == ("on course", "pace kept")
    assert told(judge(plan, result("49", "人次", span=HALF), "none", "培训")) == (
        "not comparable",
        "not yet due",
    )
    level = judge(target(">=", "45"), result("44", span=HALF), "higher", RATE)
    assert told(level) == ("not comparable", "not yet due")


def test_what_there_is_does_not_grow_with_the_time_as_what_is_done_does() -> None:
    stock = judge(target(">=", "1200", "张"), result("1100", "张", span=HALF), "higher", "床位数")
    assert told(stock) == ("not comparable", "not yet due")
    flow = judge(target(">=", "400", "人次"), result("210", "人次", span=HALF), "none", "培训")
    assert told(flow) == ("on course", "pace kept")


@pytest.mark.parametrize("name", ["每千人口托位数", "人均期望寿命", "平均门诊人次"])
def test_a_mean_does_not_add_up_over_the_year(name: str) -> None:
    verdict = judge(target(">=", "4.5", "个"), result("4", "个", span=HALF), "higher", name)
    assert told(verdict) == ("not comparable", "not yet due")


def test_a_year_of_a_five_year_plan_tells_only_what_one_year_can_tell() -> None:
    plan = target("=", "10", "家", span=period_span("2021/2025"))
    last = {"span": period_span("2025")}
    assert judge(plan, result("11", "家", **last), "none", BUILT).verdict == "met"
    assert told(judge(plan, result("3", "家", **last), "none", BUILT)) == ("not comparable", "other period")
    whole = result("3", "家", span=period_span("2021/2025"))
    late = target("=", "2", "家", span=period_span("2025"))
    assert told(judge(late, whole, "none", BUILT)) == ("not comparable", "other period")


def test_a_count_that_is_still_short_later_was_short_before() -> None:
    early = Span(date(2023, 1, 1), date(2023, 6, 30))
    plan = target("=", "10", "家", span=early)
    assert told(judge(plan, result("9", "家"), "none", BUILT)) == ("not met", "short later")
    assert told(judge(plan, result("10", "家"), "none", BUILT)) == ("not comparable", "after the deadline")


def test_growth_compares_with_growth_over_the_same_time_only() -> None:
    plan = target(">=", "10", measure="increase")
    assert judge(plan, result("12", measure="increase"), "higher", "诊疗人次").verdict == "met"
    assert judge(plan, result("3", measure="decrease"), "higher", "诊疗人次").verdict == "not met"
    half = result("12", measure="increase", span=HALF)
    assert told(judge(plan, half, "higher", "诊疗人次")) == ("not comparable", "not yet due")
    fall = target("=", "5", measure="decrease")
    assert judge(fall, result("6", measure="decrease"), "none", "案件").verdict == "met"
    assert judge(fall, result("4", measure="decrease"), "none", "案件").verdict == "not met"
    assert judge(fall, result("1", measure="increase"), "none", "案件").verdict == "not met"


@pytest.mark.parametrize(
    ("genre", "period", "deadline", "expected"),
    [
        ("plan", "2023", None, ("2023-01-01", "2023-12-31")),
        ("plan", "2021/2025", "2023-06-30", ("2021-01-01", "2023-06-30")),
        ("report", "2023", None, ("2024-01-01", "None")),
        ("report", "2023-H1", "2023-12-31", ("2023-07-01", "2023-12-31")),
        ("news", "2023", None, ("2023-01-01", "None")),
        ("plan", None, None, ("None", "None")),
        ("plan", "someday", "soon", ("None", "None")),
    ],
)
def test_when_a_target_is_due(
    genre: str, period: str | None, deadline: str | None, expected: tuple[str, str]
) -> None:
    assert tuple(map(str, due(genre, period, deadline))) == expected


@pytest.mark.parametrize(
    ("genre", "period", "published", "expected"),
    [
        ("report", "2023-Q3", "2023-11-02", ("2023-07-01", "2023-09-30")),
        ("report", "2024-02", None, ("2024-02-01", "2024-02-29")),
        ("plan", "2024", "2024-03-01", ("None", "2023-12-31")),
        ("news", "2024", "2024-03-01", ("None", "2024-03-01")),
        ("news", "2024", None, ("None", "2024-01-01")),
        ("report", None, None, ("None", "None")),
    ],
)
def test_of_which_day_an_achievement_is(
    genre: str, period: str | None, published: str | None, expected: tuple[str, str]
) -> None:
    assert tuple(map(str, achieved_at(genre, period, published))) == expected


numbers = st.decimals(min_value=-1000, max_value=1000, places=2)
units = st.sampled_from(["%", "‰", "/10万", "家", "个", "人", "人次", "元", "百分点", None])
spans = st.sampled_from([YEAR, HALF, period_span("2022"), period_span("2021/2025"), Span(None, None)])
figures = st.builds(
    Figure,
    st.sampled_from(["清和市", "临溪区"]),
    st.sampled_from(terms.MEASURES),
    st.sampled_from(terms.OPERATORS),
    st.none() | numbers,
    st.none() | numbers,
    units,
    st.sampled_from([None, "老年人"]),
    spans,
)


@given(figures, figures, st.sampled_from(terms.DIRECTIONS), st.sampled_from([RATE, BUILT, "托位数"]))
def test_any_two_figures_get_a_verdict_with_a_reason_that_the_ontology_knows(
    one: Figure, two: Figure, direction: str, name: str
) -> None:
    verdict = judge(one, two, direction, name)
    assert verdict.verdict in terms.VERDICTS
    assert verdict.reasons and set(verdict.reasons) <= set(terms.VERDICT_REASONS)
    if one.region != two.region or one.value is None or two.value is None:
        assert verdict.verdict == "not comparable"


@given(st.data(), numbers, numbers, numbers, units, spans, st.sampled_from(["higher", "lower"]))
def test_a_better_achievement_never_gets_a_worse_verdict(
    data: st.DataObject,
    goal: Decimal,
    one: Decimal,
    two: Decimal,
    unit: str | None,
    span: Span,
    direction: str,
) -> None:
    high = direction == "higher"
    promised = target(
        data.draw(st.sampled_from(["=", ">=", ">"] if high else ["=", "<=", "<"])), str(goal), unit
    )
    rank = ("not met", "not comparable", "on course", "met")
    worse, better = sorted((one, two), reverse=not high)
    verdicts = [
        judge(promised, replace(promised, op="=", value=v, span=span), direction, RATE)
        for v in (worse, better)
    ]
    assert rank.index(verdicts[0].verdict) <= rank.index(verdicts[1].verdict)


@given(
    st.sampled_from(terms.OPERATORS), numbers, st.none() | numbers, st.sampled_from(terms.OPERATORS), numbers
)
def test_an_interval_cannot_hold_another_and_be_apart_from_it(
    op: str, low: Decimal, high: Decimal | None, other_op: str, other: Decimal
) -> None:
    one, two = stated(op, low, high), stated(other_op, other, None)
    assert not (one.holds(two) and one.is_apart_from(two))
    assert one.is_apart_from(two) == two.is_apart_from(one)
    assert one.holds(one) and one.turned().turned() == one
    assert one.turned().holds(two.turned()) == one.holds(two)
    assert Interval(None, None).holds(one)
