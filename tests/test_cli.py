from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import standins
from click.testing import CliRunner, Result

from kg import __version__, errors
from kg.cli import cli
from kg.cli.checking import differences

COMMANDS = {
    "build", "update", "query", "ask", "view", "export",
    "validate", "stats", "info", "diff", "eval", "serve",
}  # fmt: skip
CONTRACT = {
    "claims": "claim article speaker speaker_label speaker_type speaker_text speaker_spans cue "
    "cue_spans content spans mode attitude via embedded_in confidence",
    "meetings": "meeting label participants states place start end status articles",
    "entities": "entity label type aliases articles",
    "offices": "person person_label role of_label article spans",
}


def ok(result: Result, code: int = 0) -> str:
    """Standard output of a command that ended with `code` and without a traceback."""
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result.stdout


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.split("\n") if line]


# Help


def test_the_commands_are_those_of_the_design() -> None:
    assert set(cli.commands) == COMMANDS


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_help_begins_with_an_example(run: CliRunner, name: str) -> None:
    text = ok(run.invoke(cli, [name, "--help"]))
    first = text.split("Options:")[0].split("\n\n")[1:]
    assert re.match(r"\s*Examples?:\n\s+(\w+ .*\| )?kg ", first[1]), text
    assert max(map(len, text.splitlines())) <= 100


def test_every_option_says_what_it_is_for() -> None:
    for command in cli.commands.values():
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.help, f"{command.name} {option.name}"


def test_version(run: CliRunner) -> None:
    assert ok(run.invoke(cli, ["--version"])).strip() == f"kg, version {__version__}"


def test_the_command_line_starts_without_the_heavy_libraries() -> None:
    code = (
        "import sys, kg.cli\n"
        "heavy = {'spacy', 'numpy', 'rdflib', 'onnxruntime', 'pyoxigraph', 'networkx', 'rich'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


# Build


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three articles in the current folder, read by the stand-ins."""
    standins.use(monkeypatch)
    monkeypatch.chdir(tmp_path)
    return standins.write_articles(tmp_path / "news")


def test_build_says_what_it_found_and_what_is_next(run: CliRunner, news: Path) -> None:
    result = run.invoke(cli, ["build", "news"])
    assert ok(result) == ""
    assert "3 articles" in result.stderr
    assert "3 claims, 1 meeting, 2 people" in result.stderr
    assert re.search(r"Done in \d+\.\d s", result.stderr)
    assert f"{Path('kg-out') / 'graph.html'}" in result.stderr
    assert "kg ask" in result.stderr
    assert "\x1b" not in result.stderr
    assert "-k other" in run.invoke(cli, ["build", "news", "-o", "other"]).stderr


def test_build_goes_on_when_an_input_fails(run: CliRunner, news: Path) -> None:
    (news / "empty.txt").write_bytes(b"")
    result = run.invoke(cli, ["build", "news", "missing.html"])
    assert ok(result, 3) == ""
    assert re.search(r"^kg: \S*empty\.txt: ", result.stderr, re.MULTILINE)
    assert re.search(r"^kg: missing\.html: ", result.stderr, re.MULTILINE)
    assert "3 articles" in result.stderr


def test_build_of_nothing_is_one_sentence(run: CliRunner, news: Path) -> None:
    result = run.invoke(cli, ["build", "missing.html"])
    assert ok(result, 3) == ""
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("kg: nothing could be read")
    assert not Path("kg-out").exists()


def test_strict_makes_warnings_failures(
    run: CliRunner, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from kg.read import read_inputs

    def warned(inputs: Any, **how: Any) -> Any:
        for article in read_inputs(inputs, **how):
            yield replace(article, warnings=("a quotation is not closed",))  # type: ignore[type-var]

    monkeypatch.setattr("kg.build.read_inputs", warned)
    result = run.invoke(cli, ["build", "news"])
    assert ok(result, 0) == ""
    assert "kg: warning: a.txt: a quotation is not closed" in result.stderr
    ok(run.invoke(cli, ["build", "news", "--strict"]), 1)


def test_build_reads_standard_input(run: CliRunner, news: Path) -> None:
    text = standins.ARTICLES["a.txt"].encode()
    result = run.invoke(cli, ["build", "-"], input=text)
    assert ok(result) == ""
    assert "1 article, " in result.stderr


def test_update_adds_to_the_graph(run: CliRunner, news: Path) -> None:
    ok(run.invoke(cli, ["build", "news/a.txt"]))
    ok(run.invoke(cli, ["update", "news/b.txt"]))
    found = rows(ok(run.invoke(cli, ["query", "articles", "--format", "jsonl"])))
    assert [row["article"] for row in found] == ["a.txt", "b.txt"]
    assert "there is no graph at none" in run.invoke(cli, ["update", "news", "-k", "none"]).stderr


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.InputError("no news."), 3),
        (errors.UsageError("no such thing."), 2),
        (errors.StoreError("locked."), 2),
        (errors.QueryError("refused."), 2),
        (errors.ModelError("missing."), 2),
        (PermissionError(13, "Permission denied", "/x/y"), 2),
        (KeyboardInterrupt(), 130),
    ],
)
def test_errors_are_one_line(
    run: CliRunner, news: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("kg.build.build", fail)
    result = run.invoke(cli, ["build", "news"])
    assert ok(result, code) == ""
    assert re.fullmatch(r"\s*kg: [^\n]+\n", result.stderr)


def test_a_mistake_of_ours_has_a_traceback_and_its_own_code(
    run: CliRunner, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.build.build", lambda *_, **__: {}["key"])
    result = run.invoke(cli, ["build", "news"])
    assert result.exit_code == 70
    assert "KeyError" in result.stderr
    assert "please report it" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["build"], ["build", "news", "--workers", "0"], ["nonsense"],
        ["query", "-p", "x", "claims"],
        ["query", "no-such-query"], ["query", "claims", "-p", "nonsense=1"],
        ["query", "claims", "--format", "xml"], ["query", "claims", "--format", "ttl"],
        ["stats", "-k", "missing"], ["ask"], ["export", "-o", "graph.docx"],
    ],
)  # fmt: skip
def test_wrong_usage_is_told_from_all_else(
    run: CliRunner, small_graph: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(small_graph.parent)
    result = run.invoke(cli, words)
    assert ok(result, 2) == ""
    assert result.stderr


# Query


@pytest.mark.parametrize("name", sorted(CONTRACT))
def test_columns_that_other_programs_rely_on(run: CliRunner, small_graph: Path, name: str) -> None:
    words = ["query", name, "-k", str(small_graph), "--format"]
    header = ok(run.invoke(cli, [*words, "csv"])).splitlines()[0].split(",")
    assert set(CONTRACT[name].split()) <= set(header)
    for row in rows(ok(run.invoke(cli, [*words, "jsonl"]))):
        assert list(row) == header


def test_the_formats_say_the_same(run: CliRunner, small_graph: Path) -> None:
    words = ["query", "claims", "-k", str(small_graph), "--format"]
    lines = rows(ok(run.invoke(cli, [*words, "jsonl"])))
    assert [(row["speaker_label"], row["content"]) for row in lines] == [
        ("Ada Vance", "ties are strong"),
        ("Jo Ruiz", "<b>tariffs</b> & \x1b[31m“quotas” must fall"),
        ("Jo Ruiz", "ties are weak"),
    ]
    assert [row["via"] for row in lines] == [None] * 3
    assert json.loads(ok(run.invoke(cli, [*words, "json"]))) == lines
    table = csv.DictReader(io.StringIO(ok(run.invoke(cli, [*words, "csv"])), newline=""))
    assert [row["content"] for row in table] == [row["content"] for row in lines]
    assert len(ok(run.invoke(cli, [*words, "tsv"])).splitlines()) == 4
    shown = ok(run.invoke(cli, [*words, "table"]))
    assert {"Ada", "Vance"} <= set(shown.split())
    assert "\x1b" not in shown
    assert max(map(len, shown.splitlines())) <= 100


def test_a_query_of_the_users_own(run: CliRunner, small_graph: Path, tmp_path: Path) -> None:
    text = (
        "# Param: name (name) who\n# Columns: ?name\n"
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
        "SELECT ?name WHERE { ?x rdfs:label ?name FILTER (?name = ?param_name) } ORDER BY ?name\n"
    )
    (tmp_path / "mine.rq").write_text(text, encoding="utf-8")
    options = ["-k", str(small_graph), "-p", "name=Jo Ruiz", "--format", "jsonl"]
    for words, given in ((["query", str(tmp_path / "mine.rq")], None), (["query", "-"], text)):
        found = rows(ok(run.invoke(cli, [*words, *options], input=given)))
        assert {"name": "Jo Ruiz"} in found
    hostile = ["-p", 'name=x" || true || "', "--format", "jsonl", "-k", str(small_graph)]
    assert rows(ok(run.invoke(cli, ["query", str(tmp_path / "mine.rq"), *hostile]))) == []


def test_a_query_that_makes_a_graph_prints_turtle(run: CliRunner, small_graph: Path) -> None:
    import rdflib

    text = "CONSTRUCT { ?s a ?type } WHERE { ?s a ?type }"
    for words in ([], ["--format", "ttl"]):
        result = run.invoke(cli, ["query", "-", "-k", str(small_graph), *words], input=text)
        graph = rdflib.Graph().parse(data=ok(result), format="turtle")
        whole = rdflib.Graph().parse(small_graph / "graph.ttl")
        runs = {triple for triple in graph if triple[2].endswith("#ExtractionRun")}
        assert len(runs) == 1
        assert set(graph) - runs == set(whole.triples((None, rdflib.RDF.type, None)))


def test_no_rows(run: CliRunner, small_graph: Path) -> None:
    words = ["query", "claims", "-k", str(small_graph), "-p", "speaker=Nobody"]
    result = run.invoke(cli, words)
    assert ok(result) == ""
    assert result.stderr == "kg: no rows.\n"
    ok(run.invoke(cli, [*words, "--fail-empty"]), 1)


def test_query_without_a_name_lists_the_queries(run: CliRunner) -> None:
    listed = rows(ok(run.invoke(cli, ["query", "--format", "jsonl"])))
    assert {"claims", "meetings", "entities", "offices", "who-said", "who-met-whom"} <= {
        row["query"] for row in listed
    }
    assert all(row["question"] for row in listed)


# Ask


def test_ask_gives_who_through_whom_and_the_words(run: CliRunner, small_graph: Path) -> None:
    words = ["ask", "who said ties are strong?", "-k", str(small_graph)]
    best = rows(ok(run.invoke(cli, [*words, "--format", "jsonl"])))[0]
    assert {"rank", "score", "query", "speaker_label", "content", "via", "article", "date", "spans",
            "sentence", "claim"} <= set(best)  # fmt: skip
    assert (best["rank"], best["speaker_label"], best["article"]) == (1, "Ada Vance", "a.txt")
    shown = ok(run.invoke(cli, words))
    assert "1. Ada Vance" in shown
    assert "ties are strong" in shown
    assert "a.txt" in shown
    assert max(map(len, shown.splitlines())) <= 100


def test_ask_says_so_when_nobody_said_it(run: CliRunner, small_graph: Path) -> None:
    words = ["ask", "who said penguins repair submarines?", "-k", str(small_graph)]
    near = rows(ok(run.invoke(cli, [*words, "--format", "jsonl"])))
    assert all(row["near"] for row in near)
    ok(run.invoke(cli, [*words, "--fail-empty"]), 1)
    assert "1. Ada Vance (said)\n" not in ok(run.invoke(cli, words))


# View, export, validate, stats, info, diff


def test_view(run: CliRunner, small_graph: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    words = ["view", "-k", str(small_graph), "-o", str(page)]
    assert ok(run.invoke(cli, words)) == ""
    assert page.read_bytes() == (small_graph / "graph.html").read_bytes()
    ok(run.invoke(cli, [*words, "--focus", "Ada Vance"]))
    assert page.read_bytes() != (small_graph / "graph.html").read_bytes()
    assert "Nobody" in run.invoke(cli, [*words, "--focus", "Nobody"]).stderr


@pytest.mark.parametrize("fmt", ["ttl", "trig", "nq", "nt", "jsonld", "graphml", "csv"])
def test_export(run: CliRunner, small_graph: Path, tmp_path: Path, fmt: str) -> None:
    printed = run.invoke(cli, ["export", "-k", str(small_graph), "--format", fmt])
    assert ok(printed)
    file = tmp_path / f"graph.{fmt}"
    written = run.invoke(cli, ["export", "-k", str(small_graph), "-o", str(file)])
    assert ok(written) == ""
    assert file.read_bytes() == printed.stdout_bytes


def test_export_is_the_turtle_of_the_build(run: CliRunner, small_graph: Path) -> None:
    words = ["export", "-k", str(small_graph)]
    whole = run.invoke(cli, words)
    assert whole.stdout_bytes == (small_graph / "graph.ttl").read_bytes()
    assert "schema:articleBody" in whole.stdout
    assert "schema:articleBody" not in ok(run.invoke(cli, [*words, "--no-text"]))


def test_the_graph_conforms(run: CliRunner, small_graph: Path) -> None:
    result = run.invoke(cli, ["validate", "-k", str(small_graph)])
    assert ok(result) == ""
    assert result.stderr == "kg: conforms\n"


def test_stats_and_info(run: CliRunner, small_graph: Path) -> None:
    words = ["-k", str(small_graph), "--format", "jsonl"]
    stats = {row["what"]: row["number"] for row in rows(ok(run.invoke(cli, ["stats", *words])))}
    assert (stats["articles"], stats["claims"], stats["entities: Person"]) == (3, 3, 2)
    assert (stats["meetings and visits"], stats["questions left open"]) == (1, 1)
    info = {row["what"]: row["value"] for row in rows(ok(run.invoke(cli, ["info", *words])))}
    assert info["kg"] == __version__
    assert info["claims"] == 3
    nothing = run.invoke(cli, ["info", "-k", "missing"])
    assert __version__ in ok(nothing)
    assert "there is no graph at missing" in nothing.stderr


def test_update_prunes_and_says_how_many(run: CliRunner, news: Path) -> None:
    ok(run.invoke(cli, ["build", "news"]))
    (news / "b.txt").unlink()
    assert "dropped" not in run.invoke(cli, ["update", "news"]).stderr
    result = run.invoke(cli, ["update", "news", "--prune"])
    assert result.exit_code == 0
    assert "1 article dropped." in result.stderr
    ids = {
        row["article"]
        for row in rows(ok(run.invoke(cli, ["query", "articles", "--format", "jsonl"])))
    }
    assert ids == {"a.txt", "c.txt"}


def test_diff(run: CliRunner, news: Path) -> None:
    ok(run.invoke(cli, ["build", "news", "-o", "old"]))
    (news / "a.txt").unlink()
    (news / "d.txt").write_text("More\n\nAda Vance said: yes\n", encoding="utf-8")
    ok(run.invoke(cli, ["build", "news", "-o", "new"]))
    result = run.invoke(cli, ["diff", "old", "new", "--format", "jsonl"])
    found = {(row["change"], row["kind"], row["label"]) for row in rows(ok(result))}
    assert ("new", "claims", "Ada Vance: yes") in found
    assert ("gone", "claims", "Ada Vance: ties are strong") in found
    assert ("changed", "entities", "Ada Vance") in found
    assert not any(kind == "meetings" for _, kind, _ in found)
    assert rows(ok(run.invoke(cli, ["diff", "old", "old", "--format", "jsonl"]))) == []


@pytest.mark.parametrize("kind", ["ttl", "nt", "nq", "trig", "jsonld"])
def test_diff_reads_what_was_exported(run: CliRunner, news: Path, kind: str) -> None:
    ok(run.invoke(cli, ["build", "news", "-o", "old"]))
    ok(run.invoke(cli, ["export", "-k", "old", "-o", f"old.{kind}"]))
    assert rows(ok(run.invoke(cli, ["diff", f"old.{kind}", "old", "--format", "jsonl"]))) == []
    (news / "c.txt").unlink()
    ok(run.invoke(cli, ["build", "news", "-o", "new"]))
    found = rows(ok(run.invoke(cli, ["diff", f"old.{kind}", "new", "--format", "jsonl"])))
    assert ("gone", "Jo Ruiz: ties are weak") in {(row["change"], row["label"]) for row in found}


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [("x.ttl", "<a", "is no ttl that can be read"), ("x.txt", "", "none of the endings"),
     ("missing.ttl", None, "there is no graph at missing.ttl")],
)  # fmt: skip
def test_diff_says_what_it_cannot_read(
    run: CliRunner, news: Path, name: str, text: str | None, problem: str
) -> None:
    if text is not None:
        Path(name).write_text(text, encoding="utf-8")
    result = run.invoke(cli, ["diff", name, name])
    assert result.exit_code == 2
    assert problem in result.stderr


def test_differences_name_the_columns() -> None:
    old = [{"m": "1", "label": "x", "place": None}, {"m": "2", "label": "y", "place": None}]
    new = [{"m": "1", "label": "x", "place": "Z"}, {"m": "3", "label": "z", "place": None}]
    assert [
        (row["change"], row["iri"], row["columns"])
        for row in differences(old, new, key="m", kind="meetings")
    ] == [("new", "3", None), ("changed", "1", "place"), ("gone", "2", None)]


# Eval


def test_eval_prints_the_figures(run: CliRunner, small_graph: Path, tmp_path: Path) -> None:
    text = standins.ARTICLES["a.txt"]
    at = text.index("ties are strong")
    gold = {
        "articles": [
            {
                "file": "a.txt",
                "claims": [
                    {
                        "id": "c1",
                        "speaker": "ada-vance",
                        "content": "ties are strong",
                        "content_spans": [[at, at + 15]],
                        "kind": "indirect",
                        "core": True,
                    }
                ],
            }
        ],
        "entities": {"ada-vance": {"type": "Person", "name": "Ada Vance"}},
        "meetings": {},
    }
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(gold), encoding="utf-8")
    words = ["eval", str(path), "-k", str(small_graph), "-v"]
    result = run.invoke(cli, [*words, "--format", "jsonl"])
    figures = {(row["of"], row["figure"]): row["value"] for row in rows(ok(result))}
    assert figures["claims", "recall"] == 1
    assert figures["claims", "precision"] == 0.5
    assert figures["entities", "mentions"] == figures["entities", "found"] == 1
    assert figures["entities", "b3_f1"] == figures["entities", "ceaf_f1"] == 1
    assert figures["offices", "f1"] == figures["meetings", "gold"] == 0
    assert "False claims (1)" in result.stderr
    assert "recall" in ok(run.invoke(cli, words))


def test_eval_of_a_folder_of_spans(run: CliRunner, small_graph: Path, tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    text = standins.ARTICLES["c.txt"]
    (tmp_path / "text" / "c.txt").write_text(text, encoding="utf-8")
    start = text.index("ties")
    (tmp_path / "attributions" / "c_1.ann").write_text(
        f"T1\tContent {start} {len(text) - 1}\tx\nE1\tAttribution-no-source:T2 Content:T1\n",
        encoding="utf-8",
    )
    words = ["eval", str(tmp_path), "-k", str(small_graph)]
    printed = rows(ok(run.invoke(cli, [*words, "--format", "jsonl"])))
    found = {(row.pop("mode"), row.pop("span")): row for row in printed}
    right = {"precision": 100, "recall": 100, "f1": 100, "gold": 1, "predicted": 1}
    assert found["all", "content"] == found["indirect", "content"] == right
    assert found["all", "cue"]["f1"] == found["direct", "content"]["f1"] == 0
    assert [mode for mode, _ in found][::3] == ["all", "direct", "indirect", "mixed"]
    assert max(map(len, ok(run.invoke(cli, words)).splitlines())) <= 100


def test_eval_says_which_article_is_not_there(run: CliRunner, tmp_path: Path) -> None:
    gold = {"articles": [{"file": "gone.txt", "claims": []}], "entities": {}, "meetings": {}}
    (tmp_path / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    words = ["eval", str(tmp_path / "gold.json"), "--articles", str(tmp_path)]
    result = run.invoke(cli, words)
    assert ok(result, 3) == ""
    assert "gone.txt" in result.stderr
    assert "--articles" in result.stderr


def test_eval_agrees_with_the_script_beside_the_gold(
    gold_folder: Path, root: Path, tmp_path: Path
) -> None:
    def words(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words], cwd=root, capture_output=True, text=True, check=True
        )
        return done.stdout

    gold = gold_folder / "seeds-001-003.json"
    figures = rows(words("-m", "kg", "eval", str(gold), "--format", "jsonl"))
    articles = [a["file"] for a in json.loads(gold.read_text(encoding="utf-8"))["articles"]]
    out = str(tmp_path / "kg-out")
    words("-m", "kg", "build", *(f"seeds/{name}" for name in articles), "-o", out)
    for what in ("claims", "meetings"):
        found = words("-m", "kg", "query", what, "-k", out, "--format", "jsonl")
        (tmp_path / what).write_text(found, encoding="utf-8")
        theirs = json.loads(
            words(str(gold_folder / "score.py"), what, str(gold), str(tmp_path / what))
        )
        ours = {row["figure"]: row["value"] for row in figures if row["of"] == what}
        theirs.pop("place_ok", None)
        assert {name: ours[name] for name in theirs} == theirs


# Processes of their own


def kg(*words: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    root = Path(__file__).resolve().parent.parent
    return subprocess.run(
        [sys.executable, "-m", "kg", *words], cwd=root, capture_output=True, check=False, **options
    )


def test_output_is_utf8_whatever_the_locale(small_graph: Path) -> None:
    environment = os.environ | {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    words = ("query", "claims", "-k", str(small_graph), "--format")
    done = kg(*words, "jsonl", env=environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "“quotas”" in done.stdout.decode("utf-8")
    table = kg(*words, "table", env=environment)
    assert (table.returncode, table.stderr) == (0, b"")


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a shell")
@pytest.mark.parametrize("fmt", ["table", "jsonl"])
def test_a_closed_pipe_is_no_error(small_graph: Path, fmt: str) -> None:
    command = f'"{sys.executable}" -m kg query claims -k "{small_graph}" --format {fmt} | true'
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run(["sh", "-c", command], cwd=root, capture_output=True, check=False)
    assert done.stderr == b""


def test_a_graph_that_does_not_conform(
    run: CliRunner, small_graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.graph.validate import Violation

    warning = Violation("urn:x", "kg:speaker", "no speaker", "", "warning")
    words = ["validate", "-k", str(small_graph)]
    monkeypatch.setattr("kg.graph.validate.validate", lambda store: [warning])
    assert "conforms (1 warnings)" in run.invoke(cli, words).stderr
    ok(run.invoke(cli, [*words, "--strict"]), 1)
    violation = Violation("urn:x", "kg:speaker", "no speaker", "", "violation")
    monkeypatch.setattr("kg.graph.validate.validate", lambda store: [violation])
    found = rows(ok(run.invoke(cli, [*words, "--format", "jsonl"]), 1))
    assert [(row["node"], row["message"]) for row in found] == [("urn:x", "no speaker")]


def test_the_page_on_the_command_line_is_current(root: Path) -> None:
    """Words, not lines: versions of click break lines in different places."""
    page = " ".join((root / "docs" / "cli.md").read_text(encoding="utf-8").split())
    for name, command in cli.commands.items():
        _, _, part = page.partition(f"## kg {name} ")
        part = part.partition(" ## kg ")[0]
        told = [command.help or ""]
        for param in command.params:
            told += param.opts if isinstance(param, click.Option) else [param.metavar or ""]
            told.append(getattr(param, "help", None) or "")
        for words in told:
            assert " ".join(words.replace("\b", "").split()) in part, f"{name}: run make docs"
