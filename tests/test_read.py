"""Reading: bytes become text in the encoding they were written in, and what is no text is refused with advice."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import BadInput
from kg.read import LARGEST, decode, read_source

# Of an invented place, long enough to tell encodings apart by their common characters.
PLAN = "清和市2024年卫生健康工作要点。全面推进基层医疗服务体系建设，新建社区医院2家，为全市老年人提供健康体检。\n"
IN_TRADITIONAL = (
    "清和市2024年衛生健康工作要點。全面推進基層醫療服務體系建設，新建社區醫院2家，為全市老年人提供服務。\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_a_text_reads_the_same_in_every_encoding(encoding: str) -> None:
    assert decode(PLAN.encode(encoding)) == PLAN


@pytest.mark.parametrize("encoding", ["big5", "gb18030", "utf-8"])
def test_traditional_characters_read_the_same_in_every_encoding(encoding: str) -> None:
    assert decode(IN_TRADITIONAL.encode(encoding)) == IN_TRADITIONAL


def test_big_and_little_endian_marks_are_both_known() -> None:
    assert decode(b"\xff\xfe" + PLAN.encode("utf-16-le")) == PLAN
    assert decode(b"\xfe\xff" + PLAN.encode("utf-16-be")) == PLAN


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_is_never_taken_for_anything_else(text: str) -> None:
    if text.encode("utf-8")[:4] not in (b"%PDF", b"GIF8"):
        assert decode(text.encode("utf-8")) == text.removeprefix("\ufeff")


@given(st.binary(max_size=200))
def test_any_bytes_give_a_text_or_a_named_error(data: bytes) -> None:
    try:
        assert isinstance(decode(data, "found.txt"), str)
    except BadInput as error:
        assert str(error).startswith("found.txt: ") and error.do


def test_the_text_is_not_changed_in_reading(tmp_path: Path) -> None:
    text = "一、\u3000清和市\r\n\r\n（二）  建设\ufffd\t12\u00a0个"
    path = tmp_path / "plan.txt"
    path.write_bytes(text.encode("utf-8"))
    source = read_source(path)
    assert source.text == text
    assert source.sha256 == hashlib.sha256(text.encode("utf-8")).hexdigest()


def test_the_source_keeps_the_path_as_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "qinghe-2024.txt"
    path.write_text(PLAN, encoding="utf-8")
    source = read_source(path, "./plans/qinghe-2024.txt")
    assert (source.name, source.source) == ("qinghe-2024", "./plans/qinghe-2024.txt")


REFUSED = {
    "a Word file": (b"PK\x03\x04 and more", "Word"),
    "an old Word file": (b"\xd0\xcf\x11\xe0 and more", "Word"),
    "a PDF file": (b"%PDF-1.7 and more", "PDF"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "picture"),
    "a program": (b"\x7fELF\x02\x01\x01\x00\x00", "binary"),
    "noise": (bytes(range(128, 256)) * 8, "no encoding"),
    "nothing": (b"", "empty"),
    "only blanks": ("\r\n\u3000 \n".encode(), "empty"),
    "half a mark": (b"\xff\xfe\x00", "utf-16"),
}


@pytest.mark.parametrize(("data", "word"), REFUSED.values(), ids=list(REFUSED))
def test_what_is_no_plain_text_is_refused_with_advice(tmp_path: Path, data: bytes, word: str) -> None:
    path = tmp_path / "given.txt"
    path.write_bytes(data)
    with pytest.raises(BadInput, match=word) as caught:
        read_source(path)
    assert str(path) in str(caught.value) and caught.value.do


def test_a_missing_file_is_named() -> None:
    with pytest.raises(BadInput, match=r"nowhere\.txt: no such file"):
        read_source(Path("nowhere.txt"))


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        read_source(tmp_path)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        os.truncate(file.fileno(), LARGEST + 1)
    with pytest.raises(BadInput, match="larger than 10 MB"):
        read_source(path)
