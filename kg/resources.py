"""Where the data files of the package are, in a checkout as in an installed wheel."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from kg.errors import KgError

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """The path of a data file or folder that kg ships: `resource("ontology", "states.ttl")`.

    The wheel carries the top-level folders `ontology/` and `queries/` inside the package; a
    checkout has them beside it. Everything else lives inside the package in both.

    Args:
        parts: the path from the root of the checkout or of the package, one name each.

    Raises:
        KgError: neither place has it, so the installation is incomplete.
    """
    for root in (_PACKAGE, _PACKAGE.parent):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise KgError(
        f"The installation of kg is incomplete: {'/'.join(parts)} is missing; install kg again."
    )


def code_digest(*rooms: str, files: Iterable[Path] = ()) -> str:
    """A digest of the files of some rooms of the package, and of others.

    What they made before is as good as what they would make now where it is the same.
    """
    digest = hashlib.sha256()
    found = (path for room in rooms for path in (_PACKAGE / room).rglob("*"))
    own = sorted(p for p in found if p.is_file() and "__pycache__" not in p.parts)
    for path in (*own, *files):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
