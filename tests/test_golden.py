"""The sample documents give the same records and the same graph as ever, line by line."""

from __future__ import annotations

from pathlib import Path

import pytest
from golden import GOLDEN, SAMPLES, made


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda p: p.stem)
def test_a_sample_gives_its_golden_records_and_graph(sample: Path, tmp_path: Path) -> None:
    for name, data in made(sample, tmp_path).items():
        golden = (GOLDEN / name).read_text(encoding="utf-8").splitlines()
        assert data.decode("utf-8").splitlines() == golden, (
            f"{name} changed: python tests/golden.py, then git diff"
        )
