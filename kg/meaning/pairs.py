"""A question and a statement read together: how likely the statement says what is asked.

The lower layers of the sentence encoder read each by itself; two more layers, which were trained
on questions about the news, read both at once. So each word of the one sees those of the other:
likeness of two vectors cannot tell *who cuts what* from *what cuts whom*.

Source: Cao et al., "DeFormer: Decomposing Pre-trained Transformers for Faster Question Answering",
ACL 2020. How the layers were made: `training/pairs.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from kg.errors import ModelError
from kg.meaning.encoder import Reader, session
from kg.resources import resource

_KEPT = 64
"""Texts that are kept as read."""


class Pairs:
    """Reads pairs of a question and a statement."""

    def __init__(self, reader: Reader, folder: Path | None = None) -> None:
        """Load the weights.

        Args:
            reader: reads each text by itself first.
            folder: holds `pairs.onnx`; the shipped one by default.

        Raises: ModelError when the file is missing or broken.
        """
        path = (folder or resource("meaning", "model")) / "pairs.onnx"
        # A question is read once for all its statements.
        self._halfway = lru_cache(_KEPT)(reader.halfway)
        try:
            self._session = session(str(path))
        except Exception as error:  # the library raises what it pleases
            raise ModelError(f"{path} cannot be read: {error}") from error

    def odds(self, question: str, statements: Sequence[str]) -> list[float]:
        """For each statement the logarithm of the odds that it says what is asked, to two places.

        Args:
            question: as it was asked: *Who said that …?*
            statements: each with its speaker: *Ann Lee said the bridge is shut*.
        """
        asked = self._halfway(question)[None]

        def one(statement: str) -> float:
            # Each by itself: so a statement's odds do not depend on the others.
            told = self._halfway(statement)[None, 1:]
            found = self._session.run(None, {"asked": asked, "told": told})
            return round(float(found[0][0]), 2)

        return [one(statement) for statement in statements]
