"""Inputs by address: files, folders and patterns that fsspec reads; what is told of the rest."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.read import read_inputs
from kg.records import Article, Failure

fsspec = pytest.importorskip("fsspec", reason="the extra newskg[cluster] is not installed")

STORY = b"Talks begin\n\nThe talks began in Lima on Monday, officials said.\n"


@pytest.fixture
def bucket() -> Iterator[Any]:
    """A storage in memory, empty before and after."""
    files = fsspec.filesystem("memory")
    files.store.clear()
    yield files
    files.store.clear()


def put(files: Any, *paths: str) -> None:
    for path in paths:
        files.pipe_file(path, STORY + path.encode())


def articles(*inputs: str) -> list[Article]:
    found = list(read_inputs(inputs))
    assert all(isinstance(item, Article) for item in found), found
    return [item for item in found if isinstance(item, Article)]


def failure(*inputs: str) -> Failure:
    (found,) = read_inputs(inputs)
    assert isinstance(found, Failure)
    return found


def test_a_file_a_folder_and_a_pattern(bucket: Any) -> None:
    put(bucket, "/n/b.txt", "/n/a.TXT", "/n/sub/c.txt", "/n/.git/d.txt", "/n/.e.txt", "/n/f.docx")
    assert [a.id for a in articles("memory://n/b.txt")] == ["b.txt"]
    assert [a.id for a in articles("memory://n")] == ["a.TXT", "b.txt", "c.txt"]
    assert [a.id for a in articles("memory://n/*.txt")] == ["b.txt"]
    assert [a.id for a in articles("memory://n/**/*.txt")] == ["b.txt", "c.txt"]


def test_the_source_is_the_address(bucket: Any) -> None:
    put(bucket, "/n/b.txt")
    (article,) = articles("memory://n")
    assert article.source == "memory:///n/b.txt"
    assert article.text.startswith("Talks begin")


def test_a_file_given_twice_is_read_once(bucket: Any) -> None:
    put(bucket, "/n/a.txt", "/n/b.txt")
    assert [a.id for a in articles("memory://n/b.txt", "memory://n")] == ["b.txt", "a.txt"]


def test_ids_are_those_of_the_same_files_here(bucket: Any, tmp_path: Path) -> None:
    names = ("x/news.txt", "y/news.txt", "z.txt")
    put(bucket, *(f"/n/{name}" for name in names))
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(STORY)
    here = [a.id for a in articles(str(tmp_path))]
    assert [a.id for a in articles("memory://n")] == here


def test_an_address_of_a_file_here_is_its_path(tmp_path: Path) -> None:
    folder = tmp_path / "my news"
    folder.mkdir()
    (folder / "a.txt").write_bytes(STORY)
    (folder / "back").symlink_to(tmp_path, target_is_directory=True)
    plain = articles(str(folder))
    assert articles(folder.as_uri()) == plain
    assert articles(f"file://{folder}") == plain
    assert articles(f"file://{folder}/*.txt", str(folder)) == plain


def test_dumps_are_read_by_the_row(bucket: Any) -> None:
    rows = b'{"id": "1", "text": "Talks began, he said."}\n{"id": "2", "text": "They ended."}\n'
    bucket.pipe_file("/dump.jsonl", rows)
    assert [a.id for a in articles("memory://dump.jsonl")] == ["1", "2"]


def test_two_archives_with_a_file_of_one_name(tmp_path: Path) -> None:
    for name in ("one", "two"):
        with zipfile.ZipFile(tmp_path / f"{name}.zip", "w") as archive:
            archive.writestr("news.txt", STORY + name.encode())
    given = [f"zip://*.txt::{tmp_path / name}.zip" for name in ("one", "two")]
    found = articles(*given)
    assert [a.id for a in found] == ["one.zip/news.txt", "two.zip/news.txt"]
    assert found[1].source.endswith("two.zip")


def test_what_is_not_there_is_told(bucket: Any) -> None:
    put(bucket, "/n/a.docx")
    assert "no such file" in failure("memory://n/missing.txt").reason
    assert "no file matches" in failure("memory://n/*.pdf").reason
    assert "no article in this folder" in failure("memory://n").reason


def test_an_unknown_protocol_is_told() -> None:
    assert "gopher" in failure("gopher://example.org/x.txt").reason


def test_a_missing_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gcsfs", None)
    reason = failure("gs://bucket/a.txt").reason
    assert "gcsfs" in reason
    assert reason.count("\n") == 0


def test_without_the_extra_the_reason_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    assert "newskg[cluster]" in failure("memory://n/a.txt").reason


def test_a_password_in_an_address_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    found = failure("gopher://jo:secret@example.org/x.txt")
    assert "secret" not in f"{found.source} {found.reason}"


def test_storage_that_breaks_off_is_told(bucket: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the protocol raises: most have exceptions of their own."""

    class ThrottledError(Exception):
        pass

    class Breaks:
        def read(self, size: int) -> bytes:
            raise ThrottledError("slow down")

        def close(self) -> None:
            pass

    put(bucket, "/n/a.txt", "/n/b.txt")
    whole = type(bucket).open

    def opened(self: Any, path: str, *more: Any, **options: Any) -> Any:
        return Breaks() if path.endswith("a.txt") else whole(self, path, *more, **options)

    monkeypatch.setattr(type(bucket), "open", opened)
    first, second = read_inputs(["memory://n"])
    assert isinstance(first, Failure)
    assert "slow down" in first.reason
    assert isinstance(second, Article)
