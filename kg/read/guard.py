"""What becomes of an article that a reader cannot make anything of."""

from __future__ import annotations

from collections.abc import Callable

from kg.errors import InputError
from kg.records import Article, Failure


def guarded(read: Callable[[], Article], *, source: str) -> Article | Failure:
    """The article that `read` gives; a failure with its reason when it raises.

    Libraries that parse hostile bytes raise what they please, and so may a mistake of ours: it
    costs the one article, and the rest is read.
    """
    try:
        return read()
    except InputError as error:
        return Failure(source, str(error))
    except Exception as error:  # noqa: BLE001 - see above
        return Failure(source, broken(error))


def broken(error: Exception) -> str:
    """The reason of a failure that is no fault of the article's."""
    said = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    said = said.encode("utf-8", "replace").decode()  # what it quotes may hold lone surrogates
    return f"kg broke on it ({said}); please report it with the article"
