"""What time expressions of news mean on a given day."""

from __future__ import annotations

import re
from datetime import date

import pytest
from handmade import handmade
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.dates import infer_date, parse_time, time_expressions
from kg.records import Article, Block, Span

WEDNESDAY = date(2018, 3, 28)

# text, start, end, earliest, latest; read on Wednesday 28 March 2018, looking back
PAST = [
    ("on Tuesday", "2018-03-27", "2018-03-27", "2018-03-27", "2018-03-27"),
    ("Wednesday", "2018-03-28", "2018-03-28", "2018-03-28", "2018-03-28"),
    ("Thursday", "2018-03-22", "2018-03-22", "2018-03-22", "2018-03-22"),
    ("late Monday", "2018-03-26", "2018-03-26", "2018-03-26", "2018-03-26"),
    ("Friday morning", "2018-03-23", "2018-03-23", "2018-03-23", "2018-03-23"),
    ("last Wednesday", "2018-03-21", "2018-03-21", "2018-03-21", "2018-03-21"),
    ("next Tuesday", "2018-04-03", "2018-04-03", "2018-04-03", "2018-04-03"),
    ("Monday and Tuesday", "2018-03-26", "2018-03-27", "2018-03-26", "2018-03-27"),
    ("from Sunday to Wednesday", "2018-03-25", "2018-03-28", "2018-03-25", "2018-03-28"),
    ("March 25-27", "2018-03-25", "2018-03-27", "2018-03-25", "2018-03-27"),
    ("from March 25 to 27", "2018-03-25", "2018-03-27", "2018-03-25", "2018-03-27"),
    ("between March 25 and 27", "2018-03-25", "2018-03-27", "2018-03-25", "2018-03-27"),
    ("25–27 March 2018", "2018-03-25", "2018-03-27", "2018-03-25", "2018-03-27"),
    ("late March", "2018-03", "2018-03", "2018-03-21", "2018-03-31"),
    ("in late March", "2018-03", "2018-03", "2018-03-21", "2018-03-31"),
    ("the end of March", "2018-03", "2018-03", "2018-03-21", "2018-03-31"),
    ("early March 2017", "2017-03", "2017-03", "2017-03-01", "2017-03-10"),
    ("early next month", "2018-04", "2018-04", "2018-04-01", "2018-04-10"),
    ("over the weekend", "2018-03-24", "2018-03-25", "2018-03-24", "2018-03-25"),
    ("last May", "2017-05", "2017-05", "2017-05-01", "2017-05-31"),
    ("last March", "2017-03", "2017-03", "2017-03-01", "2017-03-31"),
    ("next May", "2018-05", "2018-05", "2018-05-01", "2018-05-31"),
    ("next month", "2018-04", "2018-04", "2018-04-01", "2018-04-30"),
    ("this week", "2018", "2018", "2018-03-25", "2018-04-01"),
    ("earlier this week", "2018-03", "2018-03", "2018-03-25", "2018-03-28"),
    ("last week", "2018-03", "2018-03", "2018-03-18", "2018-03-25"),
    ("this weekend", "2018-03-31", "2018-04-01", "2018-03-31", "2018-04-01"),
    ("in the second half of 2017", "2017", "2017", "2017-07-01", "2017-12-31"),
    ("the last quarter of the year", "2018", "2018", "2018-10-01", "2018-12-31"),
    ("at the end of the month", "2018-03", "2018-03", "2018-03-21", "2018-03-31"),
    ("last year", "2017", "2017", "2017-01-01", "2017-12-31"),
    ("later this year", "2018", "2018", "2018-03-28", "2018-12-31"),
    ("in 2010", "2010", "2010", "2010-01-01", "2010-12-31"),
    ("2010", "2010", "2010", "2010-01-01", "2010-12-31"),
    ("in late 2011", "2011", "2011", "2011-09-01", "2011-12-31"),
    ("the end of 2017", "2017", "2017", "2017-09-01", "2017-12-31"),
    ("in May 2011", "2011-05", "2011-05", "2011-05-01", "2011-05-31"),
    ("May 2011", "2011-05", "2011-05", "2011-05-01", "2011-05-31"),
    ("since 2011", "2011", None, "2011-01-01", "2018-03-28"),
    ("after May 8, 2017", "2017-05-08", None, "2017-05-08", None),
    ("until 2016", None, "2016", None, "2016-12-31"),
    ("the past two years", "2016", "2018", "2016-03-28", "2018-03-28"),
    ("over the past two years", "2016", "2018", "2016-03-28", "2018-03-28"),
    ("two days ago", "2018-03-26", "2018-03-26", "2018-03-26", "2018-03-26"),
    ("three weeks ago", "2018-03", "2018-03", "2018-03-04", "2018-03-10"),
    ("two years ago", "2016", "2016", "2016-01-01", "2016-12-31"),
    ("about two months ago", None, None, "2017-12-01", "2018-02-28"),
    ("yesterday", "2018-03-27", "2018-03-27", "2018-03-27", "2018-03-27"),
    ("the day before yesterday", "2018-03-26", "2018-03-26", "2018-03-26", "2018-03-26"),
    ("tonight", "2018-03-28", "2018-03-28", "2018-03-28", "2018-03-28"),
    ("tomorrow", "2018-03-29", "2018-03-29", "2018-03-29", "2018-03-29"),
    ("last night", "2018-03-27", "2018-03-27", "2018-03-27", "2018-03-27"),
    ("March 28", "2018-03-28", "2018-03-28", "2018-03-28", "2018-03-28"),
    ("28 March 2018", "2018-03-28", "2018-03-28", "2018-03-28", "2018-03-28"),
    ("the 28th of March 2018", "2018-03-28", "2018-03-28", "2018-03-28", "2018-03-28"),
    ("Wednesday, March 28, 2018", "2018-03-28", "2018-03-28", "2018-03-28", "2018-03-28"),
    ("Oct. 4, 2007", "2007-10-04", "2007-10-04", "2007-10-04", "2007-10-04"),
    ("April 27", "2017-04-27", "2017-04-27", "2017-04-27", "2017-04-27"),
    ("2018-05-07", "2018-05-07", "2018-05-07", "2018-05-07", "2018-05-07"),
    ("13/4/2018", "2018-04-13", "2018-04-13", "2018-04-13", "2018-04-13"),
    ("in the coming weeks", "2018", "2018", "2018-03-28", "2018-05-23"),
    ("this spring", "2018", "2018", "2018-03-01", "2018-05-31"),
    ("the summer of 2015", "2015", "2015", "2015-06-01", "2015-08-31"),
    ("winter 2015", "2015", "2015", "2015-12-01", "2016-02-29"),
    ("the 1990s", "1990", "1999", "1990-01-01", "1999-12-31"),
    ("the late 1990s", "1997", "1999", "1997-01-01", "1999-12-31"),
    ("1950-53", "1950", "1953", "1950-01-01", "1953-12-31"),
    ("from 2001 to 2009", "2001", "2009", "2001-01-01", "2009-12-31"),
    ("in 2015 and 2016", "2015", "2016", "2015-01-01", "2016-12-31"),
    ("Dec. 30 to Jan. 2, 2018", "2017-12-30", "2018-01-02", "2017-12-30", "2018-01-02"),
]  # fmt: skip
FUTURE = [
    ("on Tuesday", "2018-04-03", "2018-04-03", "2018-04-03", "2018-04-03"),
    ("mid-June", "2018-06", "2018-06", "2018-06-11", "2018-06-20"),
    ("by mid-June", None, "2018-06", "2018-03-28", "2018-06-20"),
    ("on May 7", "2018-05-07", "2018-05-07", "2018-05-07", "2018-05-07"),
    ("January 5", "2019-01-05", "2019-01-05", "2019-01-05", "2019-01-05"),
    ("April and May", "2018-04", "2018-05", "2018-04-01", "2018-05-31"),
    ("late June or July", "2018", "2018", "2018-06-21", "2018-07-31"),
    ("from Friday to Sunday", "2018-03-30", "2018-04-01", "2018-03-30", "2018-04-01"),
]


@pytest.mark.parametrize(("text", "start", "end", "earliest", "latest"), PAST)
def test_past(
    text: str, start: str | None, end: str | None, earliest: str | None, latest: str | None
) -> None:
    found = parse_time(text, base=WEDNESDAY)
    assert found is not None
    assert (found.text, found.span) == (text, Span(0, len(text)))
    assert (found.start, found.end, found.earliest, found.latest) == (start, end, earliest, latest)


@pytest.mark.parametrize(("text", "start", "end", "earliest", "latest"), FUTURE)
def test_future(
    text: str, start: str | None, end: str | None, earliest: str | None, latest: str | None
) -> None:
    found = parse_time(text, base=WEDNESDAY, prefer="future")
    assert found is not None
    assert (found.start, found.end, found.earliest, found.latest) == (start, end, earliest, latest)


@pytest.mark.parametrize(
    ("text", "start"), [("March 20", "2018-03-20"), ("April 5", "2018-04-05"), ("May", "2018-05")]
)
def test_nearest(text: str, start: str) -> None:
    found = parse_time(text, base=WEDNESDAY, prefer="nearest")
    assert found is not None
    assert found.start == start


@pytest.mark.parametrize(
    "text", ["on Tuesday", "late March", "next month", "April 27", "yesterday"]
)
def test_without_a_base_only_what_names_its_year_is_read(text: str) -> None:
    found = parse_time(text, base=None)
    assert found is not None
    assert (found.start, found.end, found.earliest, found.latest) == (None, None, None, None)


def test_absolute_needs_no_base() -> None:
    found = parse_time("28 March 2018", base=None)
    assert found is not None
    assert found.start == "2018-03-28"


@pytest.mark.parametrize("text", ["", "the committee", "March on", "42", "Mayor", "4/5/2018"])
def test_no_time(text: str) -> None:
    """Words that are no time; and a date that Americans and Europeans read differently."""
    assert parse_time(text, base=WEDNESDAY) is None


def test_no_such_day() -> None:
    found = parse_time("February 30", base=WEDNESDAY)
    assert found is not None
    assert found.start is None


def test_inferred_only_where_the_base_was_used() -> None:
    relative = parse_time("on Tuesday", base=WEDNESDAY, inferred=True)
    absolute = parse_time("in 2010", base=WEDNESDAY, inferred=True)
    assert relative is not None
    assert absolute is not None
    assert (relative.inferred, absolute.inferred) == (True, False)


@pytest.mark.parametrize(
    ("marked", "dates", "expected"),
    [
        ("It rained/VBD on Monday and again/RB on Friday .", (), ["on Monday", "on Friday"]),
        ("They spoke/VBD from Sunday to Tuesday in late March .", (),
         ["from Sunday to Tuesday", "in late March"]),
        ("She read/VBD the Sunday Times on Black Friday .", (), []),
        ("He may/MD march/VB on Rome .", (), []),
        ("It began/VBD in May .", (), ["in May"]),
        ("[P Theresa May] smiled/VBD .", (), []),
        ("talks scheduled/VBN for April and May", (), ["April and May"]),
        ("the 2016 race cost/VBD $2010 and 1,950 votes", ("2016",), ["2016"]),
        ("after Tuesday's vote it rained/VBD", (), ["Tuesday"]),
        ("the Korean War (1950-1953) ended/VBD", (), ["1950-1953"]),
    ],
)  # fmt: skip
def test_expressions_in_a_sentence(
    marked: str, dates: tuple[str, ...], expected: list[str]
) -> None:
    doc, _ = handmade(marked, dates=dates)
    found = list(time_expressions(doc, base=WEDNESDAY))
    assert [t.text for t in found] == expected
    assert all(doc.text[t.span.start : t.span.end] == t.text for t in found)


@pytest.mark.parametrize(
    ("marked", "arcs", "start"),
    [
        ("She will/MD leave/VB on Friday", ("will aux leave", "Friday obl leave"), "2018-03-30"),
        ("She left/VBD on Friday", ("Friday obl left",), "2018-03-23"),
        (
            "She is due/JJ to leave/VB on Friday",
            ("due ROOT due", "leave xcomp due", "Friday obl leave"),
            "2018-03-30",
        ),
        ("She left/VBD in May", ("May obl left",), "2017-05"),
        ("She will/MD leave/VB in May", ("will aux leave", "May obl leave"), "2018-05"),
    ],
)
def test_the_tense_tells_the_side(marked: str, arcs: tuple[str, ...], start: str) -> None:
    doc, _ = handmade(marked, arcs=arcs)
    assert [t.start for t in time_expressions(doc, base=WEDNESDAY)] == [start]


def _article(*lines: tuple[str, str]) -> tuple[str, Article]:
    text, blocks = "", []
    for kind, line in lines:
        blocks.append(Block(Span(len(text), len(text) + len(line)), kind))  # type: ignore[arg-type]  # kinds of the tests below
        text += line + "\n"
    return text, Article("a.txt", "a.txt", text, "0", tuple(blocks))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((("caption", "A still image released on March 28, 2018."),
          ("paragraph", "Both towns on Wednesday confirmed the visit.")), WEDNESDAY),
        ((("caption", "A still image released on March 28, 2018."),
          ("paragraph", "Both towns on Thursday confirmed the visit.")), None),
        ((("paragraph", "Both towns on Wednesday confirmed the visit."),
          ("navigation", "Printed March 28, 2018")), None),
        ((("paragraph", "Both towns confirmed the visit."),), None),
    ],
)  # fmt: skip
def test_infer_date(lines: tuple[tuple[str, str], ...], expected: date | None) -> None:
    text, article = _article(*lines)
    doc, _ = handmade(text.replace("\n", " "))
    doc.user_data["article"] = article
    assert doc.text == text.replace("\n", " ").strip()
    assert infer_date(doc) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[P Doe] met/VBD [P Roe] on February 9 . [P Doe] won/VBD in November 2021 . [P Roe] "
         "will/MD visit/VB [L Oslo] in April 2022 .", date(2022, 2, 9)),
        ("[P Doe] met/VBD [P Roe] on February 9 . [P Doe] won/VBD in November 2021 .", None),
        ("[P Doe] met/VBD [P Roe] on February 9 . [P Doe] won/VBD in November 2011 . [P Roe] "
         "will/MD visit/VB [L Oslo] in April 2022 .", None),
    ],
)  # fmt: skip
def test_the_year_between_what_is_past_and_what_is_to_come(
    text: str, expected: date | None
) -> None:
    arcs = ["9 obl met", "2021 obl won", "2011 obl won", "will aux visit", "2022 obl visit"]
    present = [a for a in arcs if a.split()[0] in text]
    assert infer_date(handmade(text, arcs=present)[0]) == expected


@pytest.mark.parametrize(
    ("dateline", "lead", "rest", "expected"),
    [
        ("OSLO, Feb 14 (Agency) -", "Both on Wednesday pledged/VBD aid .",
         "They last/RB met/VBD in 2022 .", date(2024, 2, 14)),
        ("OSLO, Feb 14 (Agency) -", "Both on Tuesday pledged/VBD aid .",
         "They last/RB met/VBD in 2022 .", date(2023, 2, 14)),
        ("OSLO, Feb 14 (Agency) -", "Both on Wednesday pledged/VBD aid .",
         "They spoke/VBD in 2019 and met/VBD in March 2023 .", date(2024, 2, 14)),
        ("OSLO, Feb 14 (Agency) -", "Both on Wednesday pledged/VBD aid .",
         "They met/VBD in 2022 and pay/VBP until 2031 .", date(2024, 2, 14)),
        ("OSLO, Feb 14 (Agency) -", "Both were blamed/VBN for attending/VBG it on Wednesday .",
         "They last/RB met/VBD in 2022 .", None),
        ("OSLO, Aug 31 (Agency) -", "Both on Wednesday pledged/VBD aid .",
         "They are candidates in the 2017 election .", None),
        ("OSLO, Aug 31 (Agency) -", "Both on Wednesday pledged/VBD aid .",
         "They met/VBD on 3 May 2016 .", date(2016, 8, 31)),
        ("OSLO, Feb 29 (Agency) -", "Both on Friday pledged/VBD aid .",
         "They last/RB met/VBD in 2022 .", None),
        ("OSLO, Feb 14 (Agency) -", "Both on Wednesday pledged/VBD aid .",
         "They last/RB met/VBD in May .", None),
        ("OSLO, Feb 14 (Agency) -", "Both pledged/VBD aid .",
         "They met/VBD on Wednesday in 2022 .", None),
        ("OSLO (Agency) -", "Both on Wednesday pledged/VBD aid .",
         "They last/RB met/VBD in 2022 .", None),
    ],
)  # fmt: skip
def test_the_year_of_a_dateline(dateline: str, lead: str, rest: str, expected: date | None) -> None:
    doc, _ = handmade(f"{dateline} {lead} {rest}")
    first = len(dateline) + 1 + len(re.sub(r"/[A-Z]+", "", lead))
    blocks = (
        Block(Span(0, first), "paragraph"), Block(Span(first + 1, len(doc.text)), "paragraph"),
    )  # fmt: skip
    doc.user_data["article"] = Article(
        "a.txt", "a.txt", doc.text, "0", blocks, dateline=Span(0, len(dateline))
    )
    assert infer_date(doc) == expected


WORDS = st.sampled_from(
    """
    on in by since late early mid- next last this March May June Tuesday Sunday 27 2018 2018-05-07
    and to or - , the week years ago two past coming 1990s of summer from between Sept. 31 00 99
    """.split()
)


@settings(deadline=None)  # the machine's load is not what is tested
@given(st.lists(WORDS, max_size=8), st.dates(), st.sampled_from(["past", "future", "nearest"]))
def test_never_raises_and_is_ordered(words: list[str], base: date, prefer: str) -> None:
    text = " ".join(words)
    found = parse_time(text, base=base, prefer=prefer)  # type: ignore[arg-type]  # one of the three
    if found is not None and found.earliest is not None and found.latest is not None:
        assert found.earliest <= found.latest
    if found is not None:
        assert text[found.span.start : found.span.end] == found.text


@settings(deadline=None)  # the machine's load is not what is tested
@given(st.text(max_size=60), st.lists(WORDS, max_size=10))
def test_spans_are_exact(noise: str, words: list[str]) -> None:
    doc, _ = handmade("x " + noise.replace("[", " ").replace("/", " ") + " " + " ".join(words))
    last = 0
    for found in time_expressions(doc, base=WEDNESDAY):
        assert doc.text[found.span.start : found.span.end] == found.text
        assert found.span.start >= last
        last = found.span.end
