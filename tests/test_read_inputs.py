"""Files, folders, globs and standard input: order, ids, and what is told of the unreadable."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from kg.read import read_bytes, read_inputs
from kg.read.inputs import MAX_BYTES
from kg.records import Article, Failure

STORY = "Talks begin\n\nThe talks began in Lima on Monday, officials said.\n"


def write(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(STORY + name, encoding="utf-8")
    return folder


def ids(*inputs: object) -> list[str]:
    found = list(read_inputs([str(given) for given in inputs]))
    assert all(isinstance(item, Article) for item in found), found
    return [item.id for item in found if isinstance(item, Article)]


def failure(*inputs: str) -> Failure:
    (found,) = read_inputs(inputs)
    assert isinstance(found, Failure)
    return found


def test_a_folder_is_read_recursively_in_order(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a.TXT", "sub/c.txt", ".hidden.txt", ".git/d.txt", "notes.docx")
    assert ids(tmp_path) == ["a.TXT", "b.txt", "c.txt"]


def test_files_of_one_name_are_told_apart_by_their_path(tmp_path: Path) -> None:
    write(tmp_path, "news.txt", "x/news.txt", "y/news.txt", "y/other.txt")
    found = list(read_inputs([str(tmp_path)]))
    assert [item.id for item in found if isinstance(item, Article)] == [
        "news.txt", "x/news.txt", "y/news.txt", "other.txt",
    ]  # fmt: skip
    assert isinstance(found[1], Article)
    assert "several inputs are called news.txt" in found[1].warnings[0]
    assert isinstance(found[3], Article)
    assert not found[3].warnings


def test_ids_do_not_depend_on_where_the_folder_is(tmp_path: Path) -> None:
    one = write(tmp_path / "one", "x/news.txt", "y/news.txt")
    two = write(tmp_path / "elsewhere" / "two", "x/news.txt", "y/news.txt")
    assert ids(one) == ids(two)


def test_files_of_one_name_from_different_inputs(tmp_path: Path) -> None:
    write(tmp_path, "x/news.txt", "y/news.txt")
    assert ids(tmp_path / "x" / "news.txt", tmp_path / "y" / "news.txt") == [
        "x/news.txt",
        "y/news.txt",
    ]
    assert ids(tmp_path / "x", tmp_path / "y") == ["x/news.txt", "y/news.txt"]


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.txt")
    assert ids(tmp_path / "a.txt", tmp_path, tmp_path / "a.txt") == ["a.txt", "b.txt"]


def test_links_that_lead_back_do_no_harm(tmp_path: Path) -> None:
    write(tmp_path, "sub/a.txt")
    (tmp_path / "sub" / "back").symlink_to(tmp_path, target_is_directory=True)
    assert ids(tmp_path) == ["a.txt"]


def test_globs(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a.txt", "sub/c.txt", "d.html")
    assert ids(f"{tmp_path}/*.txt") == ["a.txt", "b.txt"]
    assert ids(f"{tmp_path}/**/*.txt") == ["a.txt", "b.txt", "c.txt"]
    assert "no file matches" in failure(f"{tmp_path}/*.pdf").reason


def test_a_name_that_looks_like_a_glob(tmp_path: Path) -> None:
    write(tmp_path, "a[1].txt")
    assert ids(tmp_path / "a[1].txt") == ["a[1].txt"]


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    missing = str(tmp_path / "missing.txt")
    assert failure(missing).source == missing
    assert "no such file" in failure(missing).reason
    assert "no such file" in failure("a\0b").reason
    assert "no article in this folder" in failure(str(tmp_path)).reason


def test_one_bad_file_does_not_spoil_the_others(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "c.txt")
    (tmp_path / "b.txt").write_bytes(b"\0" * 100)
    found = list(read_inputs([str(tmp_path)]))
    assert [type(item) for item in found] == [Article, Failure, Article]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x7fELF\0\0\0", "program"),
        (b"\0" * 1000, "binary"),
        (b"word " * (MAX_BYTES // 5 + 1), "larger than 20 MB"),
    ],
)
def test_what_cannot_be_an_article_is_told(data: bytes, word: str) -> None:
    (found,) = read_bytes(data, name="news.txt")
    assert isinstance(found, Failure)
    assert word in found.reason


def test_a_file_without_a_known_extension_is_read_when_it_is_named(tmp_path: Path) -> None:
    write(tmp_path, "story", "story.text")
    assert ids(tmp_path / "story", tmp_path / "story.text") == ["story", "story.text"]


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (STORY.encode(), 1),
        (STORY.encode("utf-16"), 1),
        ("\n".join(json.dumps({"id": n, "text": STORY}) for n in range(3)).encode(), 3),
        (f"<html><body><p>{STORY * 3}</p></body></html>".encode(), 1),
    ],
)
def test_standard_input_is_sniffed(data: bytes, count: int) -> None:
    found = list(read_inputs(["-"], stdin=io.BytesIO(data)))
    assert len(found) == count
    assert all(isinstance(item, Article) for item in found)


def test_standard_input_has_a_name() -> None:
    (found,) = read_inputs(["-"], stdin=io.BytesIO(STORY.encode()))
    assert isinstance(found, Article)
    assert (found.id, found.source) == ("stdin", "standard input")
    assert found.text == STORY


def test_no_text_of_a_seed_is_changed(root: Path) -> None:
    for item in read_inputs([str(root / "seeds")]):
        assert isinstance(item, Article)
        assert item.text.encode() == (root / "seeds" / item.id).read_bytes()
        assert item.headline is not None
        assert not item.warnings
