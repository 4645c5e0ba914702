"""What somebody calls a thing: *what she described as “a heavy burden”*."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Span

from kg.extract.attributions import Attribution

_CALLS = (
    r"describe[sd]?|call(?:s|ed)?|term(?:s|ed)?|label(?:s|l?ed)?|dub(?:s|bed)?|brand(?:s|ed)?"
    r"|refer(?:s|red)?\s+to|characteri[sz]e[sd]?|denounce[sd]?|hail(?:s|ed)?|portray(?:s|ed)?"
)
_WHAT = re.compile(
    rf"\bwhat\s+(?P<source>[\w'’.-]+(?:\s+[\w'’.-]+){{0,4}}?)\s+"
    rf"(?P<cue>(?:(?:has|had|have|later|also)\s+)?(?:{_CALLS})(?:\s+as)?)\s+"
    r"(?P<content>[“\"][^“”\"\n]{2,200}[”\"])"
)


def with_labels(doc: Doc, known: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, and one for each such phrase inside the content of another.

    What the model marked there itself gives way: it is unsure of them, and takes more or less than
    the words in quotation marks.

    Args:
        doc: with sentences.
        known: the attributions that the model marked.
    """
    out = list(known)
    for match in _WHAT.finditer(doc.text):
        cue, source, content = (
            doc.char_span(*match.span(name), label=name.upper(), alignment_mode="expand")
            for name in ("cue", "source", "content")
        )
        if cue is None or source is None or content is None or source.sent != content.sent:
            continue
        depths = [a.depth for a in known if any(_holds(c, source, content) for c in a.contents)]
        if not depths or source.end > cue.start:
            continue
        inner = [a for a in out if a.depth and any(c.start == cue.start for c in a.cues)]
        depth = min([max(depths) + 1, *(a.depth for a in inner)])
        out = [a for a in out if a not in inner]
        out.append(Attribution(depth, [cue], [source], [content], 0.9))
    return out


def _holds(outer: Span, *inner: Span) -> bool:
    return all(outer.start <= part.start and part.end <= outer.end for part in inner)
