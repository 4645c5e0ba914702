"""The house rules that can be read off the code: which room imports which, who prints, how long."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted((ROOT / "kg").rglob("*.py"))
NAMES = [str(path.relative_to(ROOT)) for path in FILES]

ORDER = (
    (
        "errors",
        "records",
        "findings",
        "mentioned",
        "resources",
        "storage",
        "meaning",
        "spreadsheet",
        "loggers",
    ),
    ("read",),
    ("annotate",),
    ("extract",),
    ("resolve",),
    ("graph",),
    ("answer",),
    ("show",),
    (
        "pool",
        "cluster",
        "report",
        "gold",
        "archive",
        "beside",
        "gather",
        "folder",
        "lock",
        "processes",
        "memo",
        "recall",
    ),
    ("api",),
    ("build", "site"),
    ("evaluate", "__init__"),
    ("cli",),
    ("__main__",),
)
"""The rooms in the order data goes through them; those in one line may use each other."""

RDF = {"rdflib", "pyoxigraph", "oxrdflib", "pyshacl"}
LONGEST = 350


def room(path: Path) -> str:
    return path.relative_to(ROOT / "kg").parts[0].removesuffix(".py")


def place(name: str) -> int:
    return next(at for at, rooms in enumerate(ORDER) if name in rooms)


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and module of each import of a file; `from a import b` as a.b."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*above, *(node.module or "").split("."))).strip(".")
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def test_every_room_has_its_place() -> None:
    known = {name for rooms in ORDER for name in rooms}
    assert {room(path) for path in FILES} <= known


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_no_arrow_goes_back(path: Path) -> None:
    own = place(room(path))
    back = [
        f"line {line}: {module}"
        for line, module in imports(path)
        if module.startswith("kg.")
        and "." in module
        # `from kg import __version__` is no room.
        and (other := module.split(".")[1]) in {name for rooms in ORDER for name in rooms}
        and place(other) > own
    ]
    assert back == []


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_only_the_graph_room_knows_rdf(path: Path) -> None:
    if room(path) == "graph":
        return
    assert [m for _, m in imports(path) if m.split(".")[0] in RDF] == []


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_only_the_command_line_prints(path: Path) -> None:
    if room(path) == "cli":
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    printing = [
        f"line {node.lineno}"
        for node in ast.walk(tree)
        if (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print")
        or (
            isinstance(node, ast.Attribute)
            and node.attr in ("stdout", "stderr")
            and getattr(node.value, "id", "") == "sys"
        )
    ]
    assert printing == []


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_no_bare_assert_and_no_state_at_import(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [n.lineno for n in ast.walk(tree) if isinstance(n, ast.Assert | ast.Global)] == []
    empty = [
        node.lineno
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and isinstance(node.value, ast.List | ast.Dict)
        and not ast.unparse(node.value).strip("[]{}")
    ]
    assert empty == [], "an empty list or dict at import time is state that waits to be filled"


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_files_stay_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_every_file_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text))


def test_nothing_is_tuned_to_the_seeds() -> None:
    """No person of the seeds is named in code, ontology or queries. States are world knowledge."""
    people = re.compile(
        r"\b(kim jong|xi jinping|moon jae|victor cha|glaser|ri sol|peng liyuan|wang yi|xiaohe)",
        re.IGNORECASE,
    )
    for folder in ("kg", "ontology", "queries"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".ttl", ".rq", ".js"):
                found = people.search(path.read_text(encoding="utf-8"))
                assert found is None, f"{path.relative_to(ROOT)} names {found}"
