from __future__ import annotations

import dataclasses
import gzip
import json
import typing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import archive, records
from kg.errors import StoreError
from kg.records import Extraction

KINDS = (records.Claim, records.Meeting, records.Article, records.OfficeHolding, Extraction)


st.register_type_strategy(float, st.floats(0, 1))  # confidences; NaN is not equal to itself


@settings(max_examples=60)
@given(st.sampled_from(KINDS).flatmap(st.from_type))
def test_every_record_comes_back_as_it_was(record: Any) -> None:
    data = json.loads(json.dumps(archive.encoded(record)))
    assert archive.decoded(type(record), data) == record


def test_the_kinds_cover_the_records_of_an_extraction() -> None:
    named = {
        kind
        for hint in typing.get_type_hints(Extraction).values()
        for kind in (hint, *typing.get_args(hint))
        if dataclasses.is_dataclass(kind)
    }
    assert named >= {records.Mention, records.Claim, records.Meeting, records.OpenQuestion}


def extraction(name: str, text: str = "Vance said so.") -> Extraction:
    article = records.Article(id=name, source=f"/x/{name}", text=text, sha256="0", blocks=())
    return Extraction(article, (records.Span(0, 5),), (), (), (), ())


def test_an_archive_has_the_same_bytes_again(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        archive.write(tmp_path / folder, [extraction("1.txt"), extraction("é")], made_by="x")
    assert len({(tmp_path / f / archive.NAME).read_bytes() for f in "ab"}) == 1
    assert archive.read(tmp_path / "a") == ("x", [extraction("1.txt"), extraction("é")])


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"no gzip",
        gzip.compress(b""),
        gzip.compress(b"{}\n"),
        gzip.compress(b'{"made_by": "x"}\n[1, 2]\n'),
        gzip.compress(b'{"made_by": "x"}\nnull\n'),
        gzip.compress(b'{"made_by": "x"}\n[]\n')[:-9],
    ],
)
def test_a_broken_archive_is_one_sentence(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / archive.NAME).write_bytes(content)
    with pytest.raises(StoreError, match="cannot be read"):
        archive.read(tmp_path)


def test_the_maker_depends_on_gazetteers_and_pipeline(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("a", encoding="utf-8")
    (tmp_path / "b.ttl").write_text("b", encoding="utf-8")
    makers = [
        archive.maker(gazetteer_files=files, spacy_name=name)
        for files, name in (
            ([], None),
            ([tmp_path / "a.ttl"], None),
            ([tmp_path / "b.ttl"], None),
            ([], "en_core_web_sm"),
        )
    ]
    assert len(set(makers)) == 4
    assert makers[0] == archive.maker(gazetteer_files=(), spacy_name=None)
