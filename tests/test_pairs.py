"""A question and a statement read together: what tells an answer from a near miss."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.answer.search import said_by
from kg.errors import ModelError
from kg.meaning.encoder import HALFWAY, Reader
from kg.meaning.pairs import Pairs

FERRY = "Ada Vance said the ferry will stop running in June because nobody takes it"
BRIDGE = "Ivo Stane warned that Norway could raise the toll on the bridge by a third"
FISH = "the ministry of fisheries denied that any boat had been fired upon"


@cache
def pairs() -> Pairs:
    return Pairs(Reader())


@pytest.mark.parametrize(
    ("right", "near", "statement"),
    [
        ("Who said the boat service ends next summer for lack of passengers?",
         "Who said the boat service will run more often next summer?", FERRY),
        ("Who said Oslo might make the crossing dearer?",
         "Who said Oslo might tear the bridge down?", BRIDGE),
        ("Who rejected reports of shots at a vessel?",
         "Who said that two vessels were sunk by gunfire?", FISH),
    ],
)  # fmt: skip
def test_what_was_said_is_told_from_what_comes_near(right: str, near: str, statement: str) -> None:
    assert pairs().odds(right, [statement])[0] > pairs().odds(near, [statement])[0] + 1


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Who said the boat service ends next summer for lack of passengers?", FERRY),
        ("Who warned that crossing the bridge may cost more?", BRIDGE),
    ],
)
def test_the_statement_that_answers_has_the_best_odds(question: str, first: str) -> None:
    statements = [FERRY, BRIDGE, FISH]
    assert statements[int(np.argmax(pairs().odds(question, statements)))] == first


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300), st.lists(st.text(max_size=300), max_size=4))
def test_the_odds_of_a_statement_do_not_depend_on_its_company(
    question: str, others: list[str]
) -> None:
    """Of any text: also of none, and of one longer than the model reads."""
    alone = pairs().odds(question, [FERRY])
    assert pairs().odds(question, [*others, FERRY])[-1:] == alone
    assert np.isfinite(alone).all()


def test_a_text_is_read_halfway_as_by_the_whole_encoder() -> None:
    """The layers above are left out; those below see the same."""
    reader = Reader()
    halfway = reader.halfway(FERRY)[1:-1]
    scaled = halfway / np.linalg.norm(halfway, axis=1, keepdims=True)
    width = halfway.shape[1]
    whole = reader.read([FERRY])[0].vectors[:, :width]
    whole = whole / np.linalg.norm(whole, axis=1, keepdims=True)
    assert HALFWAY == 3
    assert np.allclose(scaled, whole, atol=1e-5)


def test_a_statement_is_read_with_its_speaker() -> None:
    row = {"speaker_label": "Ada Vance", "cue": "", "content": "“that the ferry stops,”"}
    assert said_by(row) == "Ada Vance said the ferry stops"
    assert said_by({**row, "speaker_label": "unknown", "cue": "hinted"}) == (
        "somebody hinted the ferry stops"
    )


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "pairs.onnx").write_bytes(b"no model")
    with pytest.raises(ModelError, match=r"pairs\.onnx cannot be read"):
        Pairs(Reader(), tmp_path)
