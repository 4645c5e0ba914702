from __future__ import annotations

import dataclasses
import gzip
import json
import tempfile
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
    assert through(record) == record


def test_lone_surrogates_come_back() -> None:
    broken = extraction("1.txt", "half a \ud83d sign")
    assert through(broken) == broken


def through(record: Any) -> Any:
    """A record that was written and read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / archive.NAME
        with archive.Writer(path) as writer:
            writer.add("x", record)
        with archive.Archive(path, type(record)) as read:
            return read["x"]


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


def written(folder: Path, *extractions: Extraction) -> Path:
    """A folder with an archive of these."""
    folder.mkdir()
    with archive.Writer(folder / archive.NAME, made_by="x") as writer:
        for one in extractions:
            writer.add(one.article.id, one)
    return folder


def test_an_archive_has_the_same_bytes_again(tmp_path: Path) -> None:
    records_ = [extraction("1.txt"), extraction("é")]
    one, two = (written(tmp_path / name, *records_) for name in "ab")
    for name in (archive.NAME, archive.index_of(Path(archive.NAME)).name):
        assert (one / name).read_bytes() == (two / name).read_bytes()
    with archive.Extractions(one) as read:
        assert read.made_by == "x"
        assert list(read) == records_
        assert read.names == ["1.txt", "é"]
        assert read["é"] == records_[1]
        assert "2.txt" not in read
        with pytest.raises(KeyError):
            read["2.txt"]


def test_claims_are_read_without_the_rest(seeds_graph: Path) -> None:
    with archive.Extractions(seeds_graph) as read:
        found = {name: read.claims(name) for name in read.names}
        assert found == {one.article.id: one.claims for one in read}
        assert sum(map(len, found.values())) > 50
        with pytest.raises(KeyError):
            read.claims("2.txt")


def test_the_file_is_lines_for_any_program(tmp_path: Path) -> None:
    folder = written(tmp_path / "a", extraction("1.txt"), extraction("2.txt"))
    with gzip.open(folder / archive.NAME) as file:
        assert [json.loads(line)["article"]["id"] for line in file] == ["1.txt", "2.txt"]


def test_records_are_copied_as_they_lie(tmp_path: Path) -> None:
    one = written(tmp_path / "a", extraction("1.txt"), extraction("2.txt"))
    with (
        archive.Extractions(one) as read,
        archive.Writer(tmp_path / archive.NAME, made_by="x") as writer,
    ):
        for name in read.names:
            writer.copy(name, read.raw(name))
    assert (tmp_path / archive.NAME).read_bytes() == (one / archive.NAME).read_bytes()


@pytest.mark.parametrize("what", ["no index", "no file", "index", "file", "cut off"])
def test_a_broken_archive_is_one_sentence(tmp_path: Path, what: str) -> None:
    folder = written(tmp_path / "a", extraction("1.txt"))
    file, index = folder / archive.NAME, archive.index_of(folder / archive.NAME)
    if what.startswith("no "):
        (index if what == "no index" else file).unlink()
    elif what == "index":
        index.write_bytes(b'{"made_by": 1}')
    else:
        file.write_bytes(file.read_bytes()[:-9] if what == "cut off" else b"x" * 500)
    with pytest.raises(StoreError, match="cannot be read"), archive.Extractions(folder) as read:
        list(read)


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
