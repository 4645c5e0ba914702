"""What kg gets wrong today: `not_yet.txt` names each trap, what does not hold of it, and why.

A strict xfail each: once it holds its lines there are to go.
"""

from __future__ import annotations

from pathlib import Path


def not_yet() -> dict[str, dict[str, str]]:
    """By trap, the text of each expectation that does not hold, and the reason.

    In the file the name of a trap stands at the margin, an expectation by four spaces from it, and
    its reason on the next line, by eight.
    """
    found: dict[str, dict[str, str]] = {}
    trap = text = ""
    path = Path(__file__).with_name("not_yet.txt")
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if line.startswith(" " * 8):
            found[trap][text] = line.strip()
        elif line.startswith(" " * 4):
            text = line.strip()
        else:
            trap = line.strip()
            found.setdefault(trap, {})
    return found
