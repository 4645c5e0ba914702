"""A build killed at any moment: the old graph or the new one stands, and the next build ends well.

`bench/kills.py` does the same with the real model, many more times.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bench import kills
from bench.kills import Kill

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked off here")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory, root: Path) -> list[dict[str, Any]]:
    """What was found after each kill."""
    done = subprocess.run(
        [sys.executable, str(root / "tests" / "killing.py"), str(tmp_path_factory.mktemp("kills"))],
        cwd=root, env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True, text=True, timeout=1200, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    kills: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return kills


def test_no_kill_does_harm(found: list[dict[str, Any]]) -> None:
    assert [kill for kill in found if kill["harmed"]] == []
    assert len(found) > 20


def test_kills_came_before_and_after_the_new_graph_was_in_place(
    found: list[dict[str, Any]],
) -> None:
    for command in ("build", kills.TWO_STEPS):
        own = [kill for kill in found if kill["command"] == command]
        assert {kill["found"] for kill in own if not kill["late"]} == {"old", "new"}
    assert "none" in {kill["found"] for kill in found if kill["command"] == kills.FIRST}


def test_what_is_harm() -> None:
    assert not Kill("build", False, "old", "new").harmed
    assert not Kill(kills.FIRST, False, "none", "new").harmed
    assert Kill("build", False, "none", "new").harmed
    assert Kill(kills.FIRST, False, "old", "new").harmed
    assert Kill("update", False, "broken: it is neither", "new").harmed
    assert Kill("update", True, "new", "other bytes").harmed
