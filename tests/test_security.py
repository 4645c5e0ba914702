"""What docs/security.md promises and no other file tests; and that each test it names is there."""

from __future__ import annotations

import ast
import json
import re
import zlib
from pathlib import Path

import pytest
import standins
from test_read_pdf import pdf

from kg.build import build
from kg.cli.group import cli
from kg.errors import ModelError
from kg.graph.gazetteer import load_gazetteer
from kg.read import read_bytes
from kg.records import Article, Failure

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted((ROOT / "kg").rglob("*.py"))
SECRET = "the secret of this machine"
SAID = "The mayor said on Monday that the port would double its fees."

FORBIDDEN_MODULES = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "yaml"}
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__"}
SHELLS = {"system", "popen"}


def test_every_test_that_is_named_is_there() -> None:
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    named = re.findall(r"`(test_\w+\.py)::(\w+)`", text)
    assert len(named) > 30
    missing = [
        f"{file}::{test}"
        for file, test in named
        if not (path := ROOT / "tests" / file).is_file()
        or not re.search(rf"^def {test}\(", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert missing == []


def test_every_line_of_what_is_guarded_names_a_test() -> None:
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    bare = [row for row in rows if "::" not in row and not row.startswith(("| what", "|---"))]
    assert rows
    assert bare == []


# Code out of data


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(ROOT)) for path in FILES])
def test_nothing_makes_code_of_data(path: Path) -> None:
    """No pickles, no eval, no shell. multiprocessing sends records between kg's own processes."""
    assert list(forbidden(path.read_text(encoding="utf-8"))) == []


def forbidden(source: str) -> list[str]:
    """What code does that makes code of data."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names = {(node.module or "").split(".")[0]}
        else:
            names = set()
        found += sorted(names & FORBIDDEN_MODULES)
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id in FORBIDDEN_CALLS:
            found.append(called.id)
        if isinstance(called, ast.Attribute) and getattr(called.value, "id", "") == "os":
            found += [called.attr] if called.attr in SHELLS else []
        for keyword in node.keywords:
            on = not (isinstance(keyword.value, ast.Constant) and keyword.value.value is False)
            if keyword.arg in ("shell", "allow_pickle") and on:
                found.append(str(keyword.arg))
            if keyword.arg in ("trust_remote_code", "unsafe") and on:
                found.append(str(keyword.arg))
    return found


@pytest.mark.parametrize(
    "source",
    ["import pickle", "from marshal import loads", "eval('1')", "import os; os.system('x')",
     "run('x', shell=True)", "numpy.load(f, allow_pickle=True)", "import yaml"],
)  # fmt: skip
def test_what_makes_code_of_data_is_seen(source: str) -> None:
    assert forbidden(source)
    assert not forbidden("re.compile('x'); run('x', shell=False); system('x')")


# Bombs and entities


def laughs(entity: str) -> str:
    """Entities that would grow to a thousand million letters, and one that is a file."""
    lines = [f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)]
    return f"<!DOCTYPE html [<!ENTITY a0 'haha'>{''.join(lines)}<!ENTITY f SYSTEM '{entity}'>]>"


@pytest.mark.parametrize("prolog", ["", "<?xml version='1.0'?>"])
def test_entities_of_a_page_are_neither_grown_nor_fetched(tmp_path: Path, prolog: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    page = (
        f"{prolog}{laughs(secret.as_uri())}<html><body><article><p>{SAID} &a9; &f; "
        "Harbour workers and the owners of ships had asked for a year of patience, and for a "
        "meeting with the council.</p></article></body></html>"
    )
    (found,) = read_bytes(page.encode(), name="page.html")
    assert isinstance(found, Article)
    assert SAID in found.text
    assert SECRET not in found.text
    assert len(found.text) < 1_000


def test_entities_of_a_gazetteer_are_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    path = tmp_path / "names.rdf"
    begin = f"<!DOCTYPE r [<!ENTITY f SYSTEM '{secret.as_uri()}'><!ENTITY a 'http://a.example/'>"
    path.write_text(f"{begin}<!ENTITY x '&a;x'>]>{person('Ada &f;', iri='&x;')}", encoding="utf-8")
    found = [entry for entry in load_gazetteer([path]) if entry.iri == "http://a.example/x"]
    assert "Ada" in str(found)
    assert SECRET not in str(found)


def test_entities_of_a_gazetteer_do_not_grow(tmp_path: Path) -> None:
    path = tmp_path / "names.rdf"
    long = f"<!DOCTYPE r [<!ENTITY a '{'A' * 20_000}'>]>{person('&a;' * 1_000)}"
    deep = "".join(f"<!ENTITY a{n} '&a{n + 1};'>" for n in range(5_000))
    bombs = (laughs("file:///x"), "<!DOCTYPE r [<!ENTITY a0 '&a0;'>]>", f"<!DOCTYPE r [{deep}]>")
    for text in (long, *(bomb + person("&a0;") for bomb in bombs)):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ModelError, match=r"names\.rdf has XML entities that grow too much"):
            load_gazetteer([path])


def person(label: str, *, iri: str = "http://a.example/x") -> str:
    """A gazetteer of one."""
    return (
        "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
        "xmlns:s='http://www.w3.org/2004/02/skos/core#' xmlns:f='http://xmlns.com/foaf/0.1/'>"
        f"<f:Person r:about='{iri}'>"
        f"<s:prefLabel xml:lang='en'>{label}</s:prefLabel></f:Person></r:RDF>"
    )


def test_a_pdf_that_unpacks_to_gigabytes_is_refused() -> None:
    shown = zlib.compress(b"BT (The mayor said no.) Tj ET\n" * 4_000_000, 9)
    whole = pdf([(700, 9, "@")])
    plain = re.search(rb"<< /Length \d+ >>\nstream\n.*?\nendstream", whole, re.DOTALL)
    assert plain is not None
    packed = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(shown) + shown
    bomb = whole.replace(plain[0], packed + b"\nendstream")
    assert len(bomb) < 500_000
    (found,) = read_bytes(bomb, name="news.pdf")
    assert isinstance(found, Failure)


@pytest.mark.parametrize(
    "start", [b"PK\x03\x04", b"\x1f\x8b\x08", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a"]
)
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a"])
def test_archives_are_never_unpacked(start: bytes, name: str) -> None:
    (found,) = read_bytes(start + zlib.compress(b"0" * 1_000_000), name=name)
    assert isinstance(found, Failure)


def test_a_row_of_a_dump_that_never_ends_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.read.dumps.MAX_ROW", 1_000)
    data = b'{"text": "' + b"x" * 5_000 + b'"}\n' + json.dumps({"text": SAID}).encode()
    long, found = read_bytes(data, name="dump.jsonl")
    assert isinstance(long, Failure)
    assert "longer than 1,000 bytes" in long.reason
    assert isinstance(found, Article)


# Fields of dumps


def test_an_id_that_is_a_path_is_only_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    standins.use(monkeypatch)
    place = tmp_path / "place"
    place.mkdir()
    ids = ["../../outside", "/etc/passwd", "..\\..\\x", "a\nb", ".", "", "x" * 5_000, "%2e%2e/"]
    rows = [{"id": name, "text": "Ada Vance said: no\n"} for name in ids]
    dump = place / "dump.jsonl"
    dump.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = build([str(dump)], out=place / "deep" / "out")
    assert len(done.articles) == len(ids)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["place"]
    assert sorted(path.name for path in place.iterdir()) == ["deep", "dump.jsonl"]
    assert [path.name for path in (place / "deep").iterdir()] == ["out"]


# The network


def test_nothing_but_what_is_asked_for_opens_a_connection(
    small_graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading pages with addresses in them, building, asking, validating: no connection."""
    import socket

    from click.testing import CliRunner

    def refused(*words: object) -> None:
        raise AssertionError(f"a connection to {words}")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    page = (
        "<html><head><base href='http://192.0.2.1/'><link rel='canonical' href='http://192.0.2.1/a'>"
        f"</head><body><article><img src='http://192.0.2.1/i.png'><p>{SAID}</p><p>{SAID}</p>"
        "<iframe src='http://192.0.2.1/f'></iframe></article></body></html>"
    )
    (found,) = read_bytes(page.encode(), name="page.html")
    assert isinstance(found, Article)
    for words in (["query", "claims"], ["validate"], ["ask", "who said ties are strong?"]):
        done = CliRunner().invoke(cli, [*words, "-k", str(small_graph)])
        assert done.exit_code == 0, done.output
