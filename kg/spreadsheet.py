"""CSV that people open in a spreadsheet, which runs what looks like a formula."""

from __future__ import annotations


def harmless(text: str) -> str:
    """The text as a cell that is no formula: an apostrophe goes before what could begin one."""
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
