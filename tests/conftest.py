"""Fixtures that several test files share."""

from __future__ import annotations

from pathlib import Path

import pytest
import standins
from click.testing import CliRunner
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests import hostile

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"

# Machines that test may be busy: how long an example takes says nothing about the code.
hypothesis_settings.register_profile(
    "kg", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("kg")


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def gold_folder() -> Path:
    """The annotated seeds, which lie beside the checkout on some machines."""
    folder = ROOT.parent / "shared" / "gold"
    if not folder.is_dir():
        pytest.skip("the annotated seeds are not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def seeds_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `kg build seeds` writes, built once; tests must not change it."""
    from kg.build import build

    out = tmp_path_factory.mktemp("seeds") / "kg-out"
    build([str(SEEDS)], out=out)
    return out


@pytest.fixture(scope="session")
def small_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the stand-ins' three articles, built once; tests must not change it."""
    from kg.build import build

    folder = tmp_path_factory.mktemp("small")
    news = standins.write_articles(folder / "news")
    with pytest.MonkeyPatch.context() as patch:
        standins.use(patch)
        build([str(news)], out=folder / "kg-out")
    return folder / "kg-out"


@pytest.fixture(scope="session")
def hostile_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of news made to break pages, built once; tests must not change it."""
    from kg.build import build

    folder = tmp_path_factory.mktemp("hostile")
    build([str(hostile.write(folder))], out=folder / "kg-out")
    return folder / "kg-out"


@pytest.fixture
def run() -> CliRunner:
    """Runs commands in this process; `result.stdout` and `result.stderr` are apart."""
    return CliRunner()
