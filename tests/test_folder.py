from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg import folder as folders
from kg import lock
from kg.errors import StoreError, UsageError
from kg.folder import FORMAT, check_folder, check_output, replaced, stamp, writing


def graph(folder: Path, version: str = FORMAT) -> Path:
    folder.mkdir()
    (folder / "version").write_text(version + "\n", encoding="utf-8")
    (folder / "graph.ttl").write_text("old", encoding="utf-8")
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(params=["one step", "two steps"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The way of systems that can let folders change places in one step, and of the others."""
    if request.param == "two steps":
        monkeypatch.setattr(folders, "_exchange", lambda one, other: False)


@pytest.mark.usefixtures("way")
def test_a_new_graph_takes_the_place_of_the_old_when_it_is_whole(tmp_path: Path) -> None:
    out = graph(tmp_path / "out")
    with replaced(out) as folder:
        (folder / "graph.ttl").write_text("new", encoding="utf-8")
        assert (out / "graph.ttl").read_text(encoding="utf-8") == "old"
    assert (out / "graph.ttl").read_text(encoding="utf-8") == "new"
    assert not (out / "version").exists()
    assert names(tmp_path) == ["out"]


def test_an_error_leaves_the_old_graph_and_nothing_else(tmp_path: Path) -> None:
    out = graph(tmp_path / "out")

    def broken() -> None:
        with replaced(out) as folder:
            (folder / "graph.ttl").write_text("new", encoding="utf-8")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken()
    assert (out / "graph.ttl").read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["out"]


def test_a_graph_is_as_readable_as_any_other_folder(tmp_path: Path) -> None:
    with writing(tmp_path / "deep" / "out"), replaced(tmp_path / "deep" / "out"):
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


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems take two steps")
def test_folders_change_places_in_one_step(tmp_path: Path) -> None:
    one, two = graph(tmp_path / "one"), tmp_path / "two"
    two.mkdir()
    assert folders._exchange(one, two)
    assert (names(one), names(two)) == ([], ["graph.ttl", "version"])
    with pytest.raises(FileNotFoundError):
        folders._exchange(one, tmp_path / "missing")


@pytest.mark.usefixtures("way")
def test_a_swap_that_fails_leaves_the_old_graph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = graph(tmp_path / "out")
    rename = Path.rename

    def refused(self: Path, target: Path) -> Path:
        if ".new-" in self.name:
            raise PermissionError(13, "Permission denied", str(target))
        return rename(self, target)

    def exchange(one: Path, other: Path) -> bool:
        return False

    monkeypatch.setattr(folders, "_exchange", exchange)
    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(PermissionError), replaced(out):
        pass
    assert check_folder(out)
    assert names(tmp_path) == ["out"]


def test_another_graph_has_another_stamp(tmp_path: Path) -> None:
    out = graph(tmp_path / "out")
    before = stamp(out)
    assert before == stamp(out)
    with replaced(out) as folder:
        (folder / "version").write_text(FORMAT, encoding="utf-8")
    assert stamp(out) not in (before, None)
    assert stamp(tmp_path / "missing") is None


# One writer at a time


def write(out: Path) -> None:
    with writing(out):
        pass


def test_a_second_writer_is_refused(tmp_path: Path) -> None:
    out = graph(tmp_path / "out")
    (tmp_path / "link").symlink_to(out)
    with writing(out):
        for name in (out, tmp_path / "link"):
            with pytest.raises(StoreError, match=r"another kg is writing to .*out; wait"):
                write(name)
        write(tmp_path / "other")
    write(out)
    assert names(tmp_path) == ["link", "out"]


@contextmanager
def held_elsewhere(path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lock until its input is closed, or it is killed."""
    code = (
        "import sys; from pathlib import Path; from kg import lock\n"
        "with lock.held(Path(sys.argv[1])):\n    print(flush=True); sys.stdin.read()"
    )
    root = Path(__file__).resolve().parent.parent
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "\n"
        yield process


def test_the_lock_of_a_dead_writer_is_free(tmp_path: Path) -> None:
    out = graph(tmp_path / "out")
    with held_elsewhere(tmp_path / ".out.lock") as process:
        with pytest.raises(StoreError, match="another kg"):
            write(out)
        process.kill()
        process.wait()
        assert ".out.lock" in names(tmp_path)
        write(out)
    assert names(tmp_path) == ["out"]


def test_a_lock_whose_file_was_removed_meanwhile_is_taken_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, take, files = tmp_path / "lock", lock._take, []

    def late(file: int) -> None:
        take(file)
        files.append(file)
        if len(files) == 1:
            path.unlink()

    monkeypatch.setattr(lock, "_take", late)
    with lock.held(path) as locked:
        assert locked
        assert path.exists()
    assert len(files) == 2
    assert names(tmp_path) == []


def _adds(path: str, number: str, times: int) -> None:
    """Adds one to a number in a file, so many times, each time under the lock."""
    done = 0
    while done < times:
        try:
            with lock.held(Path(path)) as locked:
                assert locked
                value = int(Path(number).read_text())
                Path(number).write_text(str(value + 1))
                done += 1
        except BlockingIOError:
            continue


def test_never_two_hold_it(tmp_path: Path) -> None:
    number = tmp_path / "number"
    number.write_text("0")
    context = multiprocessing.get_context("spawn")
    arguments = (str(tmp_path / "lock"), str(number), 200)
    processes = [context.Process(target=_adds, args=arguments) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert number.read_text() == "600"
    assert names(tmp_path) == ["number"]


def test_where_there_are_no_locks_nothing_that_was_left_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(file: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(lock, "_take", none)
    (tmp_path / ".out.new-abcd_123").mkdir()
    write(tmp_path / "out")
    assert names(tmp_path) == [".out.new-abcd_123"]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions are of POSIX")
def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    (tmp_path / "file").touch()
    locked.chmod(0o555)
    root = os.geteuid() == 0
    if root:  # who may write anywhere
        os.seteuid(65534)
    try:
        with pytest.raises(UsageError, match=r"nothing can be written in .*locked \(Perm"):
            write(locked / "out")
        with pytest.raises(UsageError, match=r"nothing can be written in .*deeper \(Perm"):
            write(locked / "deeper" / "out")
    finally:
        if root:
            os.seteuid(0)
        locked.chmod(0o755)
    with pytest.raises(UsageError, match=r"nothing can be written in .*file"):
        write(tmp_path / "file" / "out")


def test_a_mount_point_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("os.path.ismount", lambda path: path == tmp_path)
    with pytest.raises(UsageError, match="is a mount point"):
        write(tmp_path)


# What a killed build leaves


def test_what_dead_builds_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    out = graph(tmp_path / "out")
    graph(tmp_path / ".out.new-abcd_123")
    graph(tmp_path / ".out.old-abcd_123")
    keep = [".out.new-", ".out.new-abcd_1234", ".out2.new-abcd_123", "out.new-abcd_123"]
    for name in keep:
        (tmp_path / name).mkdir()
    write(out)
    assert names(tmp_path) == sorted([*keep, "out"])
    assert (out / "graph.ttl").read_text(encoding="utf-8") == "old"


def test_what_live_builds_write_is_left_alone(tmp_path: Path) -> None:
    out = graph(tmp_path / "out")
    with writing(out), replaced(out) as folder:
        with pytest.raises(StoreError):
            write(out)
        assert folder.is_dir()
        check_folder(out)
        assert folder.is_dir()


@pytest.mark.parametrize("reader", [True, False])
def test_a_graph_that_was_moved_away_is_put_back(tmp_path: Path, reader: bool) -> None:
    old = graph(tmp_path / ".out.old-abcd_123")
    (tmp_path / ".out.new-abcd_123").mkdir()
    out = tmp_path / "out"
    (check_folder if reader else write)(out)
    assert check_folder(out) == out
    assert not old.exists()
    assert not (tmp_path / ".out.lock").exists()


def test_what_was_being_removed_is_not_put_back(tmp_path: Path) -> None:
    (graph(tmp_path / ".out.old-abcd_123") / "version").unlink()
    with pytest.raises(StoreError, match="there is no graph"):
        check_folder(tmp_path / "out")
    write(tmp_path / "out")
    assert names(tmp_path) == []


def test_a_reader_waits_for_a_swap_of_two_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, out = graph(tmp_path / ".out.old-abcd_123"), tmp_path / "out"
    waits = []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            old.rename(out)

    monkeypatch.setattr("time.sleep", sleep)
    with lock.held(tmp_path / ".out.lock"):
        assert check_folder(out) == out
    assert len(waits) == 3


def test_a_reader_does_not_wait_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graph(tmp_path / ".out.old-abcd_123")
    monkeypatch.setattr(folders, "_PATIENCE", 0.05)
    with (
        lock.held(tmp_path / ".out.lock"),
        pytest.raises(StoreError, match="there is no graph"),
    ):
        check_folder(tmp_path / "out")
