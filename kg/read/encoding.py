"""Bytes to text: UTF-8, UTF-16, UTF-32, Windows-1252, and what charset-normalizer can tell.

The text is what the bytes say: line ends stay, nothing is normalised. Only a byte order mark goes,
and what no text can hold (NUL, lone surrogates, undecodable bytes) becomes U+FFFD, with a warning.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from kg.errors import InputError

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_FORMATS = (
    (b"%PDF-", "a PDF"), (b"PK\x03\x04", "a ZIP, DOCX or EPUB file"), (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"), (b"GIF8", "an image"), (b"\x1f\x8b", "a gzip file"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"), (b"7z\xbc\xaf", "a 7z file"),
    (b"\x7fELF", "a program"), (b"Rar!", "a RAR file"), (b"SQLite format 3\x00", "a database"),
    (b"{\\rtf", "an RTF document"),
)  # fmt: skip
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b\0"))
_SURROGATE = re.compile("[\ud800-\udfff]")
_SAMPLE = 200_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and what had to be mended in it."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, *, hint: str | None = None) -> Decoded:
    """The text that `data` holds, and warnings.

    Args:
        data: a file's or field's bytes.
        hint: an encoding the document declares itself, tried before guessing.

    Raises:
        InputError: the bytes are no text, or in no encoding that can be told.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _mend(data[len(bom) :], name, offset=len(bom))
    wide = _utf16_without_bom(data)
    if wide:
        return _mend(data, wide, note="read as UTF-16 without a byte order mark")
    _refuse_binary(data)
    try:
        return clean(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        first = error
    if hint and hint != "utf-8":
        return _mend(data, hint)
    if _is_damaged_utf8(data, first):
        return _mend(data, "utf-8")
    return _legacy(data, first.start)


def clean(text: str, warnings: tuple[str, ...] = ()) -> Decoded:
    """`text` with NULs and lone surrogates replaced one for one by U+FFFD, and a warning for each
    kind.
    """
    found = list(warnings)
    nuls = text.count("\0")
    if nuls:
        text = text.replace("\0", "\ufffd")
        found.append(f"{_count(nuls, 'NUL character')} replaced by U+FFFD")
    text, lone = _SURROGATE.subn("\ufffd", text)
    if lone:
        found.append(f"{_count(lone, 'lone surrogate')} replaced by U+FFFD")
    return Decoded(text, tuple(found))


def known_encoding(name: str) -> str | None:
    """The codec for a declared encoding's name as browsers read it, or None when there is none."""
    try:
        found = codecs.lookup(name.strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    if not getattr(found, "_is_text_encoding", True):
        return None
    return "cp1252" if found.name in ("iso8859-1", "ascii") else found.name


def _refuse_binary(data: bytes) -> None:
    for magic, what in _FORMATS:
        if data.startswith(magic):
            raise InputError(f"it is {what}, not text; save the article as .txt, .html or .pdf")
    nuls = data.count(0)
    others = len(data) - len(data.translate(None, _CONTROL))
    if nuls > 0.1 * len(data) or others > 0.02 * len(data) + 1:
        raise InputError("it is binary, not text; save the article as .txt, .html or .pdf")


def _utf16_without_bom(data: bytes) -> str | None:
    """The byte order, when every other byte of most of the text is NUL (as it is for Latin
    letters).
    """
    sample = data[: _SAMPLE - _SAMPLE % 2]
    if len(sample) < 4:
        return None
    even, odd = sample[::2], sample[1::2]
    even_nuls, odd_nuls = even.count(0) / len(even), odd.count(0) / len(odd)
    if odd_nuls > 0.6 and even_nuls < 0.05 and not _is_mostly_control(even):
        return "utf-16-le"
    if even_nuls > 0.6 and odd_nuls < 0.05 and not _is_mostly_control(odd):
        return "utf-16-be"
    return None


def _is_mostly_control(data: bytes) -> bool:
    return len(data.translate(None, _CONTROL)) < 0.8 * len(data)


def _is_damaged_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """True when there is more right UTF-8 beyond ASCII than broken, or only the end is cut off."""
    if error.reason == "unexpected end of data" and len(data) - error.start >= 2:
        return True
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    beyond = sum(char > "\x7f" for char in text)
    return beyond - broken > broken


def _legacy(data: bytes, first: int) -> Decoded:
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    if high <= 0.15 * len(data):
        return _mend(data, "cp1252")
    best = from_bytes(data[:_SAMPLE]).best()
    if best is not None:
        return _mend(data, best.encoding, note=f"read as {best.encoding}, by guess")
    raise InputError(f"its encoding cannot be told (byte {first:,} is not UTF-8); save it as UTF-8")


def _mend(data: bytes, name: str, *, offset: int = 0, note: str | None = None) -> Decoded:
    """`data` decoded as `name`; what does not fit becomes U+FFFD, and the first such byte is
    named.
    """
    notes = (note,) if note else ()
    try:
        return clean(data.decode(name), notes)
    except UnicodeDecodeError as error:
        where = error.start + offset
        text = data.decode(name, "replace")
    label = {"cp1252": "Windows-1252"}.get(name, name.upper())
    gone = f"byte {where:,} is not valid {label}; what could not be read is U+FFFD"
    return clean(text, (*notes, gone))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
