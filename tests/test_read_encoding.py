"""Bytes to text: what is detected, what is mended, what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.read.encoding import clean, decode, known_encoding

TEXT = "Zoë said: “The café’s owner — a Señor Núñez — agreed.”\r\nThat was all.\rReally.\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings_are_told_and_line_ends_kept(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)).text == TEXT


def test_bom_is_not_part_of_the_text() -> None:
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        assert decode("Abc def.".encode(encoding)).text == "Abc def."


def test_stray_nul_is_replaced_one_for_one() -> None:
    found = decode(b"The minister\0 said so on Monday.")
    assert found.text == "The minister\ufffd said so on Monday."
    assert found.warnings == ("1 NUL character replaced by U+FFFD",)


def test_broken_utf8_names_the_byte() -> None:
    data = "“Yes”, she said. “No”, he said. “Perhaps”.".encode()
    broken = data[:20] + b"\xff" + data[20:]
    found = decode(broken)
    assert found.text.count("\ufffd") == 1
    assert "byte 20 " in found.warnings[0]


def test_utf8_cut_off_at_the_end_is_still_utf8() -> None:
    assert decode(b"The end is near \xe2\x80").text.startswith("The end is near ")
    assert "UTF-8" in decode(b"The end is near \xe2\x80").warnings[0]


def test_other_encodings_by_guess() -> None:
    russian = "Министр иностранных дел заявил, что переговоры прошли успешно. " * 20
    found = decode(russian.encode("cp1251"))
    assert found.text == russian
    assert "by guess" in found.warnings[0]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"\x89PNG\r\n\x1a\n123", "image"),
        (b"PK\x03\x04abc", "DOCX"),
        (b"\0" * 50 + b"abc" * 20, "binary"),
        (bytes(range(256)) * 4, "binary"),
    ],
)
def test_binary_is_refused(data: bytes, word: str) -> None:
    with pytest.raises(InputError, match=word):
        decode(data)


def test_lone_surrogates_go() -> None:
    assert clean("a\ud800b").text == "a\ufffdb"
    assert clean("a\ud800b").warnings == ("1 lone surrogate replaced by U+FFFD",)


def test_declared_encodings_are_read_as_browsers_do() -> None:
    assert known_encoding("ISO-8859-1") == "cp1252"
    assert known_encoding("UTF8") == "utf-8"
    assert known_encoding("base64") is None
    assert known_encoding("no-such-thing") is None


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), min_size=1))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    controls = sum(ord(char) < 32 and char not in "\t\n\v\f\r\x1a\x1b" for char in text)
    if controls == 0 and not text.startswith(("%PDF-", "PK", "GIF8", "Rar!", "{\\rtf")):
        assert decode(text.encode()).text == text


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        found = decode(data)
    except InputError:
        return
    assert "\0" not in found.text
    assert found.text.encode() or not data.strip(b"\xef\xbb\xbf\xff\xfe\0")
