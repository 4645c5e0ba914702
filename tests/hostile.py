"""News whose headline, names and quotations are full of what could break a page."""

from __future__ import annotations

import json
from pathlib import Path

SCRIPT = "</script><script>window.pwned=1</script>"
IMAGE = '<img src=x onerror="window.pwned=1">'
MARKS = "\u202eesrever\u202c \u200f\u05e9\u05dc\u05d5\u05dd\u200f \U0001f600 & &amp; {{7*7}} ''\"\""
HEADLINE = f'{SCRIPT} "Tax" & {MARKS}'
PUBLISHER = f"<b>Wire</b> {SCRIPT}"
SAID = f"{SCRIPT} taxes would fall {MARKS}"

_TEXT = f"""President Maria "{IMAGE}" Lindqvist said on Monday that {SAID}.

"We will cut {SCRIPT} {IMAGE} taxes {MARKS} this year," Finance Minister Omar Haddad said, \
according to Reuters \U0001f600.

Mr. Haddad met President Lindqvist in Oslo on Monday. "{SCRIPT} It was a good talk," he told \
reporters.

Germany wants Norway to "{IMAGE} lower" its taxes, Chancellor Anna Berg said \U0001f600\U0001f600.
"""


def write(folder: Path) -> Path:
    """A dump of two articles, one of them without a date or a publisher; its path."""
    path = folder / "dump.jsonl"
    rows = [
        {
            "id": f'a"{IMAGE}\u202e \U0001f600.txt', "title": HEADLINE, "text": _TEXT,
            "date": "2024-03-06", "publisher": PUBLISHER, "url": "javascript:window.pwned=1",
        },
        {"id": "b <i>&</i> ../../etc?q#f%41", "title": f"Second {SCRIPT}", "text": _TEXT},
    ]  # fmt: skip
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path
