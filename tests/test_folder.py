from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import StoreError, UsageError
from kg.folder import FORMAT, check_folder, check_output, replaced


def graph(folder: Path, version: str = FORMAT) -> Path:
    folder.mkdir()
    (folder / "version").write_text(version + "\n", encoding="utf-8")
    (folder / "graph.ttl").write_text("old", encoding="utf-8")
    return folder


def test_a_new_graph_takes_the_place_of_the_old_when_it_is_whole(tmp_path: Path) -> None:
    out = graph(tmp_path / "out")
    with replaced(out) as folder:
        (folder / "graph.ttl").write_text("new", encoding="utf-8")
        assert (out / "graph.ttl").read_text(encoding="utf-8") == "old"
    assert (out / "graph.ttl").read_text(encoding="utf-8") == "new"
    assert not (out / "version").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_error_leaves_the_old_graph_and_nothing_else(tmp_path: Path) -> None:
    out = graph(tmp_path / "out")

    def broken() -> None:
        with replaced(out) as folder:
            (folder / "graph.ttl").write_text("new", encoding="utf-8")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken()
    assert (out / "graph.ttl").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_graph_is_as_readable_as_any_other_folder(tmp_path: Path) -> None:
    with replaced(tmp_path / "deep" / "out"):
        pass
    (tmp_path / "other").mkdir()
    assert (tmp_path / "deep" / "out").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_what_is_not_ours_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.tex").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="is a file"):
        check_output(tmp_path / "file")
    with pytest.raises(UsageError, match="kg did not write"):
        check_output(tmp_path / "mine")
    (tmp_path / "empty").mkdir()
    check_output(tmp_path / "empty")
    check_output(tmp_path / "missing")
    check_output(graph(tmp_path / "out"))


def test_only_a_graph_of_this_version_is_opened(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    with pytest.raises(StoreError, match="there is no graph"):
        check_folder(tmp_path / "missing")
    with pytest.raises(StoreError, match="not a folder that kg build wrote"):
        check_folder(tmp_path / "mine")
    with pytest.raises(StoreError, match="build it again"):
        check_folder(graph(tmp_path / "old", "0"))
    assert check_folder(graph(tmp_path / "out")) == tmp_path / "out"
