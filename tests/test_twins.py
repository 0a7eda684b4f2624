"""Noise changes nothing: the noisy twins of our sample documents say the same, and their facts lie on the same words."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from quotes import letters
from twins import TWINS, differences, facts, in_simplified, read

from kg.clean import clean
from kg.read import read_source

DATA = Path(__file__).parent / "data"
TEXTS = {
    path.stem: path
    for path in sorted([*DATA.glob("samples/*.txt"), *DATA.glob("genres/*.txt"), *DATA.glob("bureaus/*.txt")])
}
# Twins whose changes do not disturb each other: any two of them may meet on one page.
TOGETHER = sorted(
    set(TWINS) - {"glosses on traditional characters", "spaces between characters", "pinyin glosses"}
)


@cache
def text(name: str) -> str:
    return read_source(TEXTS[name]).text


@cache
def said(name: str) -> dict[str, list[dict[str, Any]]]:
    return facts(read(text(name), name))


@pytest.mark.parametrize("twin", TWINS)
@pytest.mark.parametrize("name", TEXTS)
def test_a_noisy_twin_says_the_same(name: str, twin: str) -> None:
    assert differences(said(name), facts(read(TWINS[twin](text(name)), name))) == []


@given(
    name=st.sampled_from(sorted(TEXTS)), twins=st.lists(st.sampled_from(TOGETHER), max_size=3, unique=True)
)
@settings(max_examples=40, deadline=None)
def test_several_kinds_of_noise_at_once_change_nothing(name: str, twins: list[str]) -> None:
    noisy = text(name)
    for twin in twins:
        noisy = TWINS[twin](noisy)
    assert differences(said(name), facts(read(noisy, name))) == []


@pytest.mark.parametrize("twin", TWINS)
@pytest.mark.parametrize("name", [path.stem for path in sorted(DATA.glob("samples/*.txt"))])
def test_figures_of_a_twin_lie_on_the_same_words(name: str, twin: str) -> None:
    noisy = TWINS[twin](text(name))
    before, after = read(text(name), name).targets, read(noisy, name).targets
    for first, second in zip(before, after, strict=True):
        words = text(name)[first.number_start : first.number_end]
        painted = noisy[second.number_start : second.number_end]
        assert bare(painted) == bare(words)


def bare(painted: str) -> str:
    """The letters of a piece of a source, simplified and without glosses."""
    return letters(in_simplified(clean(painted).text))
