"""A few made-up cases for each target of `bench/fuzz.py`, which runs many more."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.fuzz import TARGETS, Target, fuzzed
from kg.read import read_bytes
from kg.records import Failure

EXAMPLES = 40


@pytest.mark.parametrize("target", TARGETS, ids=[target.name for target in TARGETS])
def test_whatever_comes(target: Target) -> None:
    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
    @given(target.cases)
    def run(case: Any) -> None:
        target.check(case)

    run()


def test_a_case_that_fails_is_found() -> None:
    def check(number: int) -> None:
        assert number != 7

    ran, error = fuzzed(Target("seven", st.integers(0, 9), check, 1), 100, 1)
    assert isinstance(error, AssertionError)
    assert ran > 0
    assert fuzzed(Target("none", st.just(1), check, 1), 10, 1)[1] is None


# What fuzzing found


def test_columns_that_are_not_utf8_are_named() -> None:
    (found,) = read_bytes("id,naïve\n1,2\n".encode("cp1252"), name="dump.csv")
    assert isinstance(found, Failure)
    assert "its columns are: id, naïve" in found.reason
