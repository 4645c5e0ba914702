"""Made-up input, by hypothesis, for what reads hostile text: readers, dates, claims, queries.

    PYTHONPATH=. python bench/fuzz.py [--examples N] [--seed N] [TARGET...]
    PYTHONPATH=. python bench/fuzz.py --guided [--examples N] [--seed N] TARGET

Each target has a strategy and a check of what must hold of whatever comes. `tests/test_fuzz.py`
runs each a few times; here `--examples` are spread over the targets by weight. A case that fails is
printed, as small as hypothesis can make it, and the run goes on with the next target. `--guided`
has atheris (`pip install atheris`), which watches what code is reached, choose the cases of one.
"""

from __future__ import annotations

import argparse
import csv
import inspect
import io
import json
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NoReturn

import pyoxigraph
import spacy
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from kg.answer import library
from kg.errors import KgError, QueryError, UsageError
from kg.extract.claims import claims, orphan_quotations
from kg.extract.dates import parse_time
from kg.graph import refuse, sparql, terms
from kg.read import dates as read_dates
from kg.read import read_bytes
from kg.records import Article, Block, Claim, Mention, Span, TimeRange

BATCH = 5_000


@dataclass(frozen=True)
class Target:
    """What is fuzzed: cases, what must hold of each, and the share of the examples it has."""

    name: str
    cases: st.SearchStrategy[Any]
    check: Callable[[Any], object]
    weight: int


def soup(pieces: Sequence[str], *, most: int = 25) -> st.SearchStrategy[str]:
    """Text of these pieces in any order, and now and then of anything."""
    piece = st.sampled_from(pieces) | st.text(max_size=4)
    return st.lists(piece, max_size=most).map("".join)


# Readers

_WORDS = (
    "Mayor Ada Vance ", "said ", "“rain ", "”", '"', "\n", "\n\n", "SEOUL, March 3 (Wire) -- ",
    "By Jo Ruiz", "Published: 3 May 2018", "\u2028", "\x00", "\x85", "\u202e", "é", "\ufeff", "\t",
    "2018-05-03", "- ", "WALLACE: ", "https://news.example/2018/05/03/a", "😀", "(c) 2018 Wire",
    " ",
)  # fmt: skip
_TAGS = (
    "<html>", "<head>", "<title>News", "</title>", "<body>", "<article>", "<p>", "</p>", "<h1>",
    "<div class='article-body'>", "</div>", "<script>", "</script>", "<!--", "-->",
    "<table><tr><td>", "<ul><li>", "<br>",
    "<meta property='article:published_time' content='2018-05-03'>", "&lt;", "&#0;", "<![CDATA[",
    "]]>", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&a;", "<meta charset='utf-16'>", "<svg>",
    "<script type='application/ld+json'>{\"datePublished\": [1]}</script>", "<time datetime='x'>",
    "<a b", "The mayor said on Monday that the port would double its fees. ",
)  # fmt: skip
_ROWS = (
    "id", "title", "text", "date", ",", ";", "\t", '"', '""', "\n", "\r\n", "\r", "a", "3 May 2018",
    "1525305600", "1e999", "=1+1", "\x00", "\ufeff", "id,title,text\n",
)  # fmt: skip
_PDF = (
    b"%PDF-1.4\n", b"1 0 obj\n", b"<< /Type /Catalog /Pages 2 0 R >>", b"endobj\n", b"2 0 obj\n",
    b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 1 >>", b"3 0 obj\n",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>", b"4 0 obj\n",
    b"<< /Length 40 >>\nstream\n", b"BT /F1 9 Tf 72 700 Td (The mayor said no.) Tj ET",
    b"\nendstream\n", b"xref\n0 5\n", b"0000000009 00000 n \n",
    b"trailer << /Size 5 /Root 1 0 R >>\n", b"startxref\n9\n", b"%%EOF\n",
    b"<< /Length 9 /Filter /FlateDecode >>\nstream\n", b"<<", b">>", b"[", b"/Prev 9", b"(",
)  # fmt: skip
_ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-16", "utf-16-le", "cp1252", "utf-32", "utf-8-sig")


def encoded(text: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    """Texts in some encoding, some of them damaged, and bytes of no kind."""
    whole = st.tuples(text, st.sampled_from(_ENCODINGS)).map(lambda x: x[0].encode(x[1], "replace"))
    cut = st.tuples(whole, st.binary(max_size=6), st.integers(0, 400)).map(
        lambda x: x[0][: x[2]] + x[1] + x[0][x[2] :]
    )
    return whole | cut | st.binary(max_size=60)


_SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | soup(_WORDS, most=5)
_JSON = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
)
_KEYS = ("id", "title", "text", "body", "date", "publisher", "url", "author", "Text", "x")
_OBJECTS = st.dictionaries(st.sampled_from(_KEYS), _JSON, max_size=5).map(json.dumps)


def _table(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([["id", "title", "text", "date", "url"], *rows])
    return out.getvalue()


_TABLES = st.lists(st.lists(soup(_WORDS, most=3), max_size=6), max_size=3).map(_table)


def check_reader(extension: str) -> Callable[[bytes], None]:
    """Whatever the bytes are, there are articles that hold together, or failures that say why."""

    def check(data: bytes) -> None:
        found = read_bytes(data, name=f"news{extension}")
        assert found, "bytes gave neither an article nor a failure"
        for item in found:
            if isinstance(item, Article):
                check_article(item)
            else:
                assert "kg broke" not in item.reason, item.reason
                item.reason.encode()

    return check


def check_article(article: Article) -> None:
    """Its text can be written, and all that points into it lies in it, in order."""
    for words in (article.text, article.id, article.byline or "", article.publisher or ""):
        words.encode()
    at = 0
    for block in article.blocks:
        assert at <= block.span.start < block.span.end <= len(article.text)
        at = block.span.end
    for span in (article.headline, article.dateline):
        assert span is None or 0 <= span.start < span.end <= len(article.text)
    if article.published is not None:
        date.fromisoformat(article.published)


# Dates

_TIMES = (
    "on ", "last ", "next ", "early ", "mid-", "late ", "the ", "past ", "two ", "Monday", "Tue.",
    "March", "Sept. ", "May ", "28", "31", "2018", "0000", "9999", "99", " ", ", ", "/", "-", ".",
    "of ", "to ", "and ", "since ", "by ", "until ", "between ", "weeks ", "ago", "tomorrow",
    "yesterday", "this week", "end of ", "winter ", "1990s", "spring", "quarter", "th", "noon",
    "'18", "second ", "half ", "weekend", "decade", "century", "\u0663", "2018-02-30", "00:00",
    "Feb. 29", "years ", "months ", "–",
)  # fmt: skip
_BASES = st.none() | st.dates(date(1000, 1, 1), date(9000, 12, 31)) | st.dates()


def check_time(case: tuple[str, date | None, Any]) -> None:
    """A reading is of the text given, its ends are days of the calendar, and in order."""
    text, base, prefer = case
    for found in (parse_time(text, base=base, prefer=prefer), parse_time(text.strip(), base=base)):
        if found is not None:
            check_range(found)


def check_range(found: TimeRange) -> None:
    """Its days are days, the earliest before the latest."""
    for words in (found.start, found.end, found.earliest, found.latest):
        if words is not None:
            date.fromisoformat(words + "-01-01"[len(words) - 4 :] if len(words) < 10 else words)
    if found.earliest is not None and found.latest is not None:
        assert found.earliest <= found.latest
    if found.start is not None and found.end is not None:
        assert found.start[:4] <= found.end[:4]


def check_published(text: str) -> None:
    """What a line says of the day of publication is a day, and said of it twice alike."""
    found = [read_dates.parse_date(text), read_dates.date_in_address(text)]
    line = read_dates.date_line(text)
    found += [line.published] if line is not None else []
    for day in found:
        if day is not None:
            date.fromisoformat(day)
    month = read_dates.month_day(text)
    if month is not None:
        read_dates.with_year(month, 2019)
    read_dates.is_day_line(text)
    read_dates.is_ambiguous(text)


# Claims

_SAYING = (
    "Ada", "Vance", "she", "he", "analysts", "the", "mayor", "said", "told", "wants", "that",
    "not", '"', "“", "”", "'", ",", ".", ":", "\n", "\n\n", "—", "Reuters", "according", "to",
    "citing", "and", "rain", "will", "WALLACE", "who", "was", "by", "(", ")", "?", "1", "-",
    "denied", "to reporters", "x",
)  # fmt: skip
_MARK = st.tuples(
    st.sampled_from(["SOURCE", "CUE", "CONTENT"]), st.integers(0, 39), st.integers(1, 12),
    st.integers(0, 2), st.integers(0, 39), st.floats(0, 1),
)  # fmt: skip
_NAME = st.tuples(
    st.integers(0, 39), st.integers(1, 3),
    st.sampled_from(["Person", "State", "Organization", "Place", "Group"]),
    st.sampled_from(["name", "adjective", "description", "pronoun"]),
)  # fmt: skip
_PARSED = st.tuples(
    st.lists(st.tuples(st.sampled_from(_SAYING), st.booleans()), min_size=1, max_size=40),
    st.lists(_MARK, max_size=9),
    st.lists(_NAME, max_size=6),
    st.lists(st.integers(-8, 8), min_size=40, max_size=40),
)


@cache
def _english() -> Any:
    return spacy.blank("en")


def doc_of(case: tuple[Any, ...]) -> tuple[Doc, list[Mention]]:
    """A Doc with a parse and attributions that no model would make."""
    words, marks, names, arcs = case
    n = len(words)
    heads = [min(max(i + arc, 0), n - 1) for i, arc in zip(range(n), arcs, strict=False)]
    rooted = [0 if _is_cyclic(heads, i) else head for i, head in enumerate(heads)]
    rooted[0] = 0
    doc = Doc(
        _english().vocab,
        words=[word for word, _ in words],
        spaces=[space for _, space in words],
        heads=rooted,
        deps=["ROOT" if head == i else "dep" for i, head in enumerate(rooted)],
        tags=["VBD" if word in ("said", "told", "wants") else "NN" for word, _ in words],
        pos=["VERB" if word in ("said", "told", "wants") else "NOUN" for word, _ in words],
    )
    end = len(doc.text.rstrip())
    lead = len(doc.text) - len(doc.text.lstrip())
    blocks = (Block(Span(lead, end), "paragraph"),) if lead < end else ()
    doc.user_data["article"] = Article("a.txt", "a.txt", doc.text, "", blocks)
    doc.user_data["links"], doc.user_data["certainty"] = {}, {}
    for depth in range(3):
        _mark(doc, [mark for mark in marks if mark[3] == depth], depth)
    return doc, list(_mentions(doc, names))


def _is_cyclic(heads: list[int], at: int) -> bool:
    seen = set()
    while heads[at] != at:
        if at in seen:
            return True
        seen.add(at)
        at = heads[at]
    return at != 0


def _mark(doc: Doc, marks: list[Any], depth: int) -> None:
    """Spans of one depth; as the model's, they do not overlap."""
    spans: dict[int, DocSpan] = {}
    taken: set[int] = set()
    links: dict[int, int] = {}
    for kind, start, length, _, link, _ in marks:
        end = min(start + length, len(doc))
        if start < end and not taken & set(range(start, end)):
            taken |= set(range(start, end))
            spans[start] = DocSpan(doc, start, end, label=kind)
            links[start] = link
    if spans or not depth:
        firsts = sorted(spans)
        doc.spans["attribution" if not depth else f"attribution:{depth}"] = [
            spans[i] for i in firsts
        ]
        doc.user_data["links"][depth] = {i: firsts[to % len(firsts)] for i, to in links.items()}
        doc.user_data["certainty"][depth] = {mark[1]: mark[5] for mark in marks}


def _mentions(doc: Doc, names: list[Any]) -> list[Mention]:
    found: dict[int, Mention] = {}
    last = 0
    for start, length, kind, form in sorted(names):
        end = min(start + length, len(doc))
        if last <= start < end:
            span = Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
            found[start] = Mention(
                "a.txt", span, span, doc.text[span.start : span.end], kind, form, 0
            )
            last = end
    return list(found.values())


def check_claims(case: tuple[Any, ...]) -> None:
    """The claims lie in the text, name mentions that there are, and enclose what they embed."""
    doc, mentions = doc_of(case)
    found = list(claims(doc, mentions=mentions))
    known = {mention.span for mention in mentions}
    for claim in found:
        check_claim(claim, len(doc.text), known)
    assert [claim.index for claim in found] == list(range(len(found)))
    list(orphan_quotations(found))


def check_claim(claim: Claim, length: int, known: set[Span]) -> None:
    """Its spans are in the text and in order, its speakers are mentions."""
    assert claim.content
    assert claim.steps
    at = 0
    for span in claim.content:
        assert at <= span.start < span.end <= length
        at = span.end
    for step in claim.steps:
        assert step.mention is None or step.mention in known
        for span in (*step.source, *step.cue):
            assert 0 <= span.start < span.end <= length


# Queries

_SYNTAX = (
    "SELECT ", "ASK ", "CONSTRUCT ", "WHERE ", "{ ", "} ", "( ", ") ", "?x ", "?param_x ",
    "?s ?p ?o ", ". ", "SERVICE ", "SERVICE SILENT ", "<http://127.0.0.1:9/> ", "<x:", "> ",
    "FROM ", "LOAD ", "# ", "\n", '"', "'", '"""', "'''", "\\", "\\u0053ERVICE ", "\\u0022",
    "FILTER ", "EXISTS ", "VALUES ", "BIND ", "AS ", "* ", "< ", "1", "a ",
    "PREFIX p: <http://127.0.0.1:9/> ", "p:", "p:x ", "GRAPH ", "OPTIONAL ", "UNION ", "; ",
    "INSERT ", "\r", "\\U0001F600", "@en ", "^^", "$x ", "true", "0.", "DESCRIBE ", "ORDER BY ",
    "LIMIT 1 ", "SERVICE?x{",
)  # fmt: skip
_HEADERS = (
    "# Question: ", "# Param: ", "# Example: ", "# Columns: ", "# List: ", "#", "x", "text ",
    "(text) ", "(int) ", "(search) ", "(date, optional) ", "(", ")", ", optional", "=", "x=1 ",
    "?x ", "?", "\n", "\n# Param: x (text) y\n", "SELECT ?x WHERE { ?x ?y ?z }", "ASK {}", " ",
    "\u2028", "\x0c", "who said it",
)  # fmt: skip
_TYPES = ("text", "name", "date", "iri", "int")
_VALUES = soup(
    (
        '"', "'", "\\", "}", "{", "?x", ")", "(", "<", ">", ". ", "#", "\n", "\r", "\t", "\x00",
        "\\u0022",
        "\\\\u007D", "SERVICE <http://127.0.0.1:9/> { }", '"""', "2018-05-03", "-1", "http://a.example/",
        " UNION ",
        "} ; DROP ALL #", "\ud800", "\u202e", "é", "urn:x:", "%00",
    ),
    most=8,
)  # fmt: skip


def check_query(text: str) -> None:
    """What may run stays in the store; what may not is refused with a sentence."""
    store = pyoxigraph.Store()
    assert len(sparql.masked(text)) == len(text)
    try:
        library.parse(text)
        refuse.refuse_network(text)
    except QueryError as error:
        check_sentence(str(error))
        return
    try:
        result = store.query(text)
        list(result) if not isinstance(result, pyoxigraph.QueryBoolean) else bool(result)
    except SyntaxError:
        pass
    except OSError as error:
        check_local(str(error))
    except (ValueError, RuntimeError):
        pass


def check_sentence(said: str) -> None:
    """An error is told in a sentence."""
    assert said.endswith("."), said


def check_local(said: str) -> None:
    """A store in memory raises no error of the system but for what it asks of the network."""
    raise AssertionError(f"the query reached for the network: {said}")


def check_header(text: str) -> None:
    """A header is read, or refused with a sentence; one that is read can be bound."""
    try:
        query = library.parse(text)
        names = [param.name for param in query.params]
        library.check_params(query, dict.fromkeys(names, "1"))
    except KgError as error:
        check_sentence(str(error))


def check_binding(case: tuple[str, str]) -> None:
    """A value comes back as it was given, and changes nothing else in the query."""
    kind, value = case
    query = library.parse(
        f"# Param: x ({kind}) a value\nSELECT ?param_x ?y WHERE {{ BIND (1 AS ?y) }}"
    )
    try:
        text = library.bind(query, {"x": value}, lookup=lambda name, kind: [terms.text(name)])
    except UsageError as error:
        check_sentence(str(error))
        return
    refuse.refuse_network(text)
    rows = list(pyoxigraph.Store().query(text))
    assert len(rows) == 1
    assert str(rows[0]["y"].value) == "1"
    found = terms.to_python(rows[0]["param_x"])
    wanted = value if kind == "text" else value.strip()
    if kind == "iri":
        wanted = wanted.removeprefix("<").removesuffix(">")
    assert (
        found == int(wanted) if kind == "int" else str(found) == terms.lexical(terms.text(wanted))
    )


_SHORT_TIMES = soup(_TIMES, most=8)
_PREFERENCES = st.sampled_from(["past", "future", "nearest"])
_BROKEN_PDFS = st.lists(st.sampled_from(_PDF) | st.binary(max_size=8), max_size=25).map(b"".join)
_LINES = st.lists(_OBJECTS | soup(_WORDS, most=4), max_size=3).map("\n".join)

TARGETS = (
    Target("text", encoded(soup(_WORDS)), check_reader(".txt"), 12),
    Target("html", encoded(soup(_TAGS)), check_reader(".html"), 3),
    Target("pdf", _BROKEN_PDFS, check_reader(".pdf"), 5),
    Target("jsonl", encoded(_LINES), check_reader(".jsonl"), 3),
    Target("csv", encoded(soup(_ROWS) | _TABLES), check_reader(".csv"), 7),
    Target("unnamed", encoded(soup(_TAGS + _WORDS + _ROWS, most=8)), check_reader(""), 4),
    Target("times", st.tuples(_SHORT_TIMES, _BASES, _PREFERENCES), check_time, 15),
    Target("published", soup(_TIMES + _WORDS, most=10), check_published, 16),
    Target("claims", _PARSED, check_claims, 11),
    Target("queries", soup(_SYNTAX), check_query, 18),
    Target("headers", soup(_HEADERS), check_header, 18),
    Target("binding", st.tuples(st.sampled_from(_TYPES), _VALUES), check_binding, 15),
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints a table of Markdown; exits with 1 when a case failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET")
    parser.add_argument("--examples", type=int, default=1_000_000, help="in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--guided", action="store_true", help="by coverage; needs atheris")
    options = parser.parse_args(arguments)
    chosen = [t for t in TARGETS if not options.targets or t.name in options.targets]
    share = options.examples / sum(target.weight for target in chosen)
    if options.guided:
        if len(chosen) != 1:
            parser.error("--guided takes one target")
        guided(chosen[0], options.examples, options.seed)
    print("| target | cases | failed | seconds |\n|---|---:|---:|---:|", flush=True)
    failed = 0
    for target in chosen:
        start = time.perf_counter()
        ran, error = fuzzed(target, round(share * target.weight), options.seed)
        failed += error is not None
        seconds = time.perf_counter() - start
        print(
            f"| {target.name} | {ran:,} | {int(error is not None)} | {seconds:,.0f} |", flush=True
        )
        if error is not None:
            print("".join(traceback.format_exception(error)), file=sys.stderr, flush=True)
    sys.exit(failed > 0)


def fuzzed(target: Target, examples: int, number: int) -> tuple[int, BaseException | None]:
    """How many cases ran, and what the smallest one that failed raised.

    In batches: hypothesis remembers all that it has tried in one.
    """
    ran = 0
    while ran < examples:
        more, error = batch(target, min(BATCH, examples - ran), number + ran)
        ran += more
        if error is not None:
            return ran, error
    return ran, None


def guided(target: Target, examples: int, number: int) -> NoReturn:
    """Cases made of bytes that libFuzzer changes so that more of kg's code is reached."""
    import atheris

    for name, module in list(sys.modules.items()):
        if name.startswith("kg."):
            own = [made for made in vars(module).values() if inspect.isclass(made)]
            for function in (f for place in (module, *own) for f in vars(place).values()):
                if inspect.isfunction(function) and function.__module__ == name:
                    atheris.instrument_func(function)  # in place
    test = _test(target, examples, target.check)
    # Few bytes make no case: long inputs from the start.
    options = [
        sys.argv[0],
        f"-runs={examples}",
        f"-seed={number}",
        "-len_control=0",
        "-max_len=8192",
    ]
    atheris.Setup(options, test.hypothesis.fuzz_one_input)
    atheris.Fuzz()
    raise AssertionError("libFuzzer ends the process")


def _test(target: Target, examples: int, check: Callable[[Any], object]) -> Any:
    how = settings(
        max_examples=examples, database=None, deadline=None,
        phases=[Phase.generate, Phase.shrink], suppress_health_check=list(HealthCheck),
    )  # fmt: skip

    def test(case: Any) -> None:
        check(case)

    return how(given(target.cases)(test))


def batch(target: Target, examples: int, number: int) -> tuple[int, BaseException | None]:
    """As `fuzzed`, of a few thousand examples."""
    ran = 0

    def check(case: Any) -> None:
        nonlocal ran
        ran += 1
        target.check(case)

    try:
        seed(number)(_test(target, examples, check))()
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is what was looked for
        return ran, error
    return ran, None


if __name__ == "__main__":
    main()
