"""Dates of publication: which lines state them, and which only look so."""

from __future__ import annotations

import pytest

from kg.read.dates import date_in_address, date_line, is_ambiguous, is_day_line, parse_date


@pytest.mark.parametrize(
    ("line", "published", "rank"),
    [
        ("All Headlines 11:51 March 28, 2018", "2018-03-28", "dated"),
        ("Published: 3 May 2018", "2018-05-03", "published"),
        ("Updated 2018-05-04T10:00:00Z", "2018-05-04", "updated"),
        ("May 3, 2018 10:00 am EDT", "2018-05-03", "dated"),
        ("28 March 2018", "2018-03-28", "dated"),
        ("Wed 28 Mar 2018 10.15 BST", "2018-03-28", "dated"),
        ("March 28, 2018 / 6:01 AM / 3 years ago", "2018-03-28", "dated"),
        ("Updated: May 3, 2018 10:00 IST | Published: May 2, 2018 09:00 IST", "2018-05-02",
         "published"),
        ("PUBLISHED : Wednesday, 28 March, 2018, 1:02pm", "2018-03-28", "published"),
        ("28.03.2018 12:00", "2018-03-28", "dated"),
        ("03/28/2018", "2018-03-28", "dated"),
        ("28/03/2018", "2018-03-28", "dated"),
        ("Jan 3rd, 2018", "2018-01-03", "dated"),
    ],
)  # fmt: skip
def test_lines_that_state_the_date(line: str, published: str, rank: str) -> None:
    found = date_line(line)
    assert found is not None
    assert (found.published, found.rank) == (published, rank)


@pytest.mark.parametrize(
    "line",
    [
        "Printable version | Oct 21, 2021 9:46:10 PM |",
        "Printed on October 3, 2021",
        "Retrieved on 3 May 2018",
        "Accessed 3 May 2018",
        "© 3 May 2018 The Gazette",
        "He met her on March 28, 2018.",
        "The agreement that the ministers signed in Oslo on 3 May 2018",
        "31 February 2018",
        "2018",
        "No date here",
    ],
)
def test_lines_that_do_not(line: str) -> None:
    assert date_line(line) is None


def test_a_name_beside_the_date_is_left_over() -> None:
    found = date_line("Maria Lopez March 29, 2018 11:22")
    assert found is not None
    assert found.rest == "Maria Lopez"


def test_a_date_that_reads_two_ways_is_none() -> None:
    assert parse_date("03/04/2018") is None
    assert is_ambiguous("03/04/2018")
    assert parse_date("04/04/2018") == "2018-04-04"
    assert not is_ambiguous("28/04/2018")


def test_machine_dates() -> None:
    assert parse_date("Thu, 03 May 2018 10:00:00 GMT") == "2018-05-03"
    assert parse_date("20180503") == "2018-05-03"
    assert parse_date("2018-05-03 10:00:00+02:00") == "2018-05-03"


def test_dates_in_addresses() -> None:
    assert date_in_address("https://news.example/world/2018/mar/28/talks") == "2018-03-28"
    assert date_in_address("https://news.example/2018/03/28/talks.html") == "2018-03-28"
    assert date_in_address("https://news.example/story-123456") is None


def test_days_without_a_year() -> None:
    assert is_day_line("March 28, 12:15 UTC+3")
    assert not is_day_line("The talks of March 28 failed")
