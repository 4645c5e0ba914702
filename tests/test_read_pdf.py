"""PDFs, written here by hand: paragraphs, running heads, broken and locked files."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter

from kg.read import read_bytes
from kg.records import Article, Failure

Line = tuple[int, int, str]  # height and size of type in points, text


def escaped(text: str) -> str:
    return text.replace("(", "\\(").replace(")", "\\)")


def pdf(*pages: list[Line]) -> bytes:
    """A PDF with the given lines on each page, in Helvetica."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        shown = "\n".join(
            f"BT /F1 {size} Tf 72 {y} Td ({escaped(text)}) Tj ET" for y, size, text in lines
        )
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792]"
            " /Resources << /Font << /F1 3 0 R >> >>"
            f" /Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream")
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += (
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    )
    return bytes(out)


def read(data: bytes, name: str = "news.pdf") -> Article:
    (found,) = read_bytes(data, name=name)
    assert isinstance(found, Article), found
    return found


STORY = pdf(
    [
        (750, 9, "The Gazette"),
        (700, 24, "Minister visits Oslo"),
        (670, 12, "By Jane Doe"),
        (646, 12, "3 May 2018"),
        (622, 12, "OSLO (Reuters) - The foreign minister said on Monday that the inter-"),
        (608, 12, "national talks on fishing had gone well, and that the well-known"),
        (594, 12, "dispute over the northern waters would be settled in the month"),
        (40, 9, "Page 1 of 2"),
    ],
    [
        (750, 9, "The Gazette"),
        (700, 12, "of June at the latest, when both sides are to meet again in Bergen."),
        (672, 12, "She left on Tuesday."),
        (40, 9, "Page 2 of 2"),
    ],
)


def test_a_story_over_two_pages() -> None:
    article = read(STORY)
    kinds = [(b.kind, article.text[b.span.start : b.span.end]) for b in article.blocks]
    assert ("headline", "Minister visits Oslo") in kinds
    assert ("byline", "By Jane Doe") in kinds
    assert [text for kind, text in kinds if kind == "paragraph"] == [
        "OSLO (Reuters) - The foreign minister said on Monday that the international talks on "
        "fishing had gone well, and that the well-known dispute over the northern waters would "
        "be settled in the "
        "month of June at the latest, when both sides are to meet again in Bergen.",
        "She left on Tuesday.",
    ]
    assert [text for kind, text in kinds if kind == "navigation"] == [
        "The Gazette", "Page 1 of 2", "The Gazette", "Page 2 of 2",
    ]  # fmt: skip
    assert article.published == "2018-05-03"
    assert article.dateline_place == "OSLO"


def test_a_pdf_under_another_name() -> None:
    assert "Minister visits Oslo" in read(STORY, "news.txt").text
    assert "Minister visits Oslo" in read(STORY, "news").text


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.4\nnothing more", "broken"),
        (STORY[:400], "broken"),
        (pdf([]), "OCR"),
        (b"", "empty"),
        (b"no PDF at all", "broken"),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, word: str) -> None:
    (found,) = read_bytes(data, name="news.pdf")
    assert isinstance(found, Failure)
    assert word in found.reason


def test_a_locked_pdf() -> None:
    writer = PdfWriter(PdfReader(io.BytesIO(STORY)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    (found,) = read_bytes(out.getvalue(), name="news.pdf")
    assert isinstance(found, Failure)
    assert "password" in found.reason
