"""Builds of the stand-ins killed, in a process that has no threads; prints what was found, as JSON.

python tests/killing.py PLACE
"""

from __future__ import annotations

import dataclasses
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import standins

from bench import kills

RANDOM_KILLS = 3
POINTS = {
    kills.FIRST: (3, -8, -4),
    "build": (20, *range(-8, 1)),
    kills.UPDATE: (40, -7),
    kills.TWO_STEPS: range(-9, 1),
}
"""At which steps of a command it is killed; those below 1 are counted from its last."""


def main() -> None:
    """A kill at some steps of each command, and some at random times."""
    place, chance = Path(sys.argv[1]), random.Random(7)
    kills.warm_stores()
    after = standins.ARTICLES | {"b.txt": "Changed\n\nAda Vance said: no\n"}
    with pytest.MonkeyPatch.context() as patch:
        standins.use(patch)
        setting = kills.prepared(place, standins.ARTICLES, after)
        found = [*at_points(setting)]
        seconds = kills.undisturbed(setting, "build")
        times = [chance.uniform(0, seconds) for _ in range(RANDOM_KILLS)]
        found += [kills.trial(setting, "build", seconds=time) for time in times]
    sys.stdout.write(
        json.dumps([dataclasses.asdict(kill) | {"harmed": kill.harmed} for kill in found])
    )


def at_points(setting: kills.Setting) -> Iterator[kills.Kill]:
    """The kills at steps."""
    for command, points in POINTS.items():
        last = kills.steps(setting, command)
        for point in points:
            yield kills.trial(setting, command, step=point if point > 0 else last + point)


if __name__ == "__main__":
    main()
