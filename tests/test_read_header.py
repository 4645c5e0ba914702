"""Bylines, datelines and publishers, one line at a time."""

from __future__ import annotations

import pytest

from kg.read.footer import copyright_year, masthead, publisher
from kg.read.header import byline, dateline, dateline_alone, is_credits, person


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("Jane Doe, Staff Writer", "Jane Doe"),
        ("By JANE DOE and JOHN ROE", "JANE DOE and JOHN ROE"),
        ("By Lee Ab-ju (lee.abju@paper.example)", "Lee Ab-ju"),
        ("Jane Doe in Beijing and agencies", "Jane Doe"),
        ("By Jane Doe, Associated Press", "Jane Doe"),
        ("By Jane Doe | Reuters", "Jane Doe"),
        ("By The Associated Press", "The Associated Press"),
        ("By Jane O'Hara, Foreign Correspondent in Moscow", "Jane O'Hara"),
        ("Written by: Jane van der Berg", "Jane van der Berg"),
        ("Reuters Staff", "Reuters Staff"),
    ],
)
def test_bylines(line: str, names: str) -> None:
    assert byline(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "By the end of March the two sides had met",
        "By Monday",
        "Peru Sends Envoy To Oslo",
        "By signing, Peru agreed to withdraw.",
        "Historical milestone",
    ],
)
def test_no_bylines(line: str) -> None:
    assert byline(line) is None


def test_names_alone() -> None:
    assert person("Jane Doe, John Roe and Mary Major")
    assert person("Historical milestone") is None
    assert person("The Daily Gazette") is None


@pytest.mark.parametrize(
    ("text", "span", "place", "agency"),
    [
        ("SEOUL, March 28 (Yonhap) -- The", "SEOUL, March 28 (Yonhap) --", "SEOUL", "Yonhap"),
        ("WASHINGTON (Reuters) - The", "WASHINGTON (Reuters) -", "WASHINGTON", "Reuters"),
        ("(Nordavisen) - The", "(Nordavisen) -", None, "Nordavisen"),
        ("PARIS — The", "PARIS —", "PARIS", None),
        ("LOS ANGELES—The", "LOS ANGELES—", "LOS ANGELES", None),
        ("MOSCOW, March 28. /TASS/. The", "MOSCOW, March 28. /TASS/.", "MOSCOW", "TASS"),
        ("MOSCOW. March 28 (Interfax) - The", "MOSCOW. March 28 (Interfax) -", "MOSCOW",
         "Interfax"),
        ("NEW DELHI: The", "NEW DELHI:", "NEW DELHI", None),
        ("Beijing, China - The", "Beijing, China -", "Beijing, China", None),
        ("LIMA, Peru (AP) — The", "LIMA, Peru (AP) —", "LIMA, Peru", "AP"),
        ("TRENTON, N.J. (AP) — The", "TRENTON, N.J. (AP) —", "TRENTON, N.J.", "AP"),
        ("Seoul, South Korea (CNN)The", "Seoul, South Korea (CNN)", "Seoul, South Korea", "CNN"),
        ("March 28 (Reuters) - The", "March 28 (Reuters) -", None, "Reuters"),
        ("WASHINGTON/SEOUL (Reuters) - The", "WASHINGTON/SEOUL (Reuters) -",
         "WASHINGTON/SEOUL", "Reuters"),
        ("Philadelphia (AFP) – The", "Philadelphia (AFP) –", "Philadelphia", "AFP"),
    ],
)  # fmt: skip
def test_datelines(text: str, span: str, place: str | None, agency: str | None) -> None:
    found = dateline(text, first=True)
    assert found is not None
    assert (text[: found.end], found.place, found.agency) == (span, place, agency)


@pytest.mark.parametrize(
    "text",
    [
        "UPDATE: The talks",
        "KATE MAJOR: Thank you.",
        "The United Nations (UN) said so.",
        "The European Union (EU) - which met on Monday - said so.",
        "The president - who met her - said so.",
        "It was so.",
    ],
)
def test_no_datelines(text: str) -> None:
    assert dateline(text, first=True) is None


def test_datelines_in_a_line_of_their_own() -> None:
    alone = dateline_alone("GENEVA, 28 March 2018 –")
    assert alone is not None
    assert (alone.place, alone.day) == ("GENEVA", "28 March 2018")
    assert dateline_alone("ANKARA") is not None
    assert dateline_alone("ABSTRACT") is None


def test_credits() -> None:
    assert is_credits("(Reporting by Jane Doe; Editing by John Roe)")
    assert is_credits("Associated Press writer Jane Doe in Lima contributed to this report.")
    assert not is_credits("Donors who had contributed to the campaign met in Oslo on Monday.")


@pytest.mark.parametrize(
    ("line", "name", "year"),
    [
        ("© 2018 The Gazette", "The Gazette", 2018),
        ("Copyright 2018 The Associated Press. All rights reserved.", "The Associated Press", 2018),
        ("Copyright © 2009-2018 BBC. The BBC is not responsible for", "BBC", 2018),
        ("Featured North Shore Newspaper", "North Shore Newspaper", None),
        ("Source: Xinhua| 2018-03-28", "Xinhua", None),
        ("© 2021", None, 2021),
        ("All rights reserved.", None, None),
    ],
)
def test_publishers(line: str, name: str | None, year: int | None) -> None:
    assert (publisher(line), copyright_year(line)) == (name, year)


def test_mastheads() -> None:
    assert masthead("The Springfield Gazette") == "The Springfield Gazette"
    assert masthead("Hindustan Times, New Delhi", place=True) == "Hindustan Times"
    assert masthead("World News") is None
    assert masthead("Council approves bridge") is None
