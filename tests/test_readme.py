"""The README's commands run, print what it says they print, and its links lead somewhere."""

from __future__ import annotations

import difflib
import re
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def readme(root: Path) -> dict[str, Any]:
    """The script that writes the README's console blocks."""
    return runpy.run_path(str(root / "docs" / "make_readme.py"))


def test_commands_print_what_the_readme_shows(readme: dict[str, Any], tmp_path: Path) -> None:
    run: Callable[[str], str] = readme["runner"](tmp_path)
    blocks = readme["BLOCK"].findall(readme["README"].read_text(encoding="utf-8"))
    commands = [command for block in blocks for command, _ in readme["steps"](block)]
    assert sum(command.startswith("kg ") for command in commands) > 5
    for block in blocks:
        printed = readme["refreshed"](block, run)
        # Not to the letter: another processor may round the model's last digits another way.
        likeness = difflib.SequenceMatcher(None, block.split(), printed.split()).ratio()
        assert likeness > 0.9, f"run: make docs\n{printed}"


def test_a_block_is_refreshed(readme: dict[str, Any]) -> None:
    block = "$ make demo\nnot run\n$ kg query\nold\n…\n$ kg ask x\n"
    printed = {"kg query": "new  \nrows\n", "kg ask x": ""}
    assert readme["refreshed"](block, printed.__getitem__) == (
        "$ make demo\nnot run\n$ kg query\nnew\n…\n$ kg ask x\n"
    )


def test_the_python_of_the_readme_runs(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (code,) = re.findall(
        r"^```python\n(.*?)^```$", (root / "README.md").read_text(encoding="utf-8"), re.M | re.S
    )
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").symlink_to(root / "seeds", target_is_directory=True)
    exec(compile(code, "README.md", "exec"), {})
    assert (tmp_path / "kg-out" / "graph.ttl").is_file()


def test_links_lead_somewhere(root: Path) -> None:
    for page in (*root.glob("*.md"), *(root / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!https?://)([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
