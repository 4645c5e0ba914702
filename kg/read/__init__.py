"""Bytes → `Article`: files, folders, globs, dumps and standard input.

`Article.text` is the text as read, nothing removed; what a paragraph is (headline, caption,
navigation, …) stands beside it as `Article.blocks`.
"""

from kg.read.inputs import read_bytes, read_inputs

__all__ = ["read_bytes", "read_inputs"]
