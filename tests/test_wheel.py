"""The wheel: everything kg needs is in it, and kg works where there is no checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import httpx
import pytest

from tests.served import served


def run(*words: str | Path, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """A command without what would let the checkout be imported by the way."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(word) for word in words],
        cwd=cwd, env=environment | more, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The wheel, built from a copy: building must not write into the checkout."""
    source = tmp_path_factory.mktemp("source") / "kg"
    leave = shutil.ignore_patterns(".git", ".venv", "__pycache__", "kg-out*", ".*_cache", "runs")
    shutil.copytree(root, source, ignore=leave)
    out = tmp_path_factory.mktemp("wheel")
    # --no-isolation: the backend is among the tests' own packages, so that no network is needed.
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", out, source, cwd=out)
    (found,) = out.glob("*.whl")
    return found


def test_what_is_in_the_wheel(wheel: Path, root: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        str(path.relative_to(root))
        for path in (root / "kg").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    } | {
        f"kg/{path.relative_to(root)}"
        for folder in ("ontology", "queries")
        for path in (root / folder).rglob("*")
        if path.is_file()
    }
    assert wanted <= names
    beside = {name for name in names if not name.startswith("kg/")}
    assert all(name.split("/")[0].endswith(".dist-info") for name in beside)
    assert any(name.endswith("/licenses/LICENSE") for name in beside)


def test_kg_works_where_there_is_no_checkout(
    wheel: Path, root: Path, tmp_path: Path, seeds_graph: Path
) -> None:
    environment = tmp_path / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", environment, cwd=tmp_path)
    python = environment / ("Scripts" if os.name == "nt" else "bin") / "python"
    # kg itself is installed anew; what it depends on is lent by the environment of the tests.
    where = run(
        python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=tmp_path
    ).stdout.strip()
    run(
        sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--quiet",
        "--disable-pip-version-check", "--target", where, wheel, cwd=tmp_path,
    )  # fmt: skip
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    # addsitedir is not called for these, so an editable install of the checkout stays unseen.
    (Path(where) / "lent.pth").write_text("\n".join(sorted(lent)) + "\n", encoding="utf-8")
    shutil.copytree(root / "seeds", tmp_path / "news")

    place = run(python, "-c", "import kg; print(kg.__file__)", cwd=tmp_path).stdout
    assert Path(place.strip()).is_relative_to(environment)
    run(python, "-m", "kg", "build", "news", cwd=tmp_path)
    ours = (tmp_path / "kg-out" / "graph.ttl").read_bytes()
    assert ours == (seeds_graph / "graph.ttl").read_bytes()
    rows = run(python, "-m", "kg", "query", "claims", "--format", "jsonl", cwd=tmp_path).stdout
    assert rows.count("\n") > 10
    assert (tmp_path / "kg-out" / "graph.html").stat().st_size > 10_000
    with served(tmp_path / "kg-out", python=python, cwd=tmp_path) as address:
        for path in (
            "/",
            "/queries",
            "/sparql-editor",
            "/static/yasgui/yasgui.min.js",
            "/ontology",
        ):
            assert httpx.get(address + path, timeout=60).status_code == 200, path
