"""Train the layers that read a question and a statement together: `kg/meaning/model/pairs.onnx`.

    kg build CORPORA/polnear/train/text CORPORA/polnear/dev/text -o GRAPH
    python training/pairs.py GRAPH ENCODER [--out training/runs/pairs] [--epochs 2]

ENCODER is the folder that `training/distil.py` wrote.

`training/asked/polnear.jsonl` has questions about statements in the articles of PolNeAR's train
part, in other words than the articles': for each statement some that it answers, and some that come
near and that nobody answers. A large language model wrote them, one by one, and they were not all
checked; no text of an article is among them.

A question is read with the statement, and with others that the search finds for it in the article
and twenty more: what is learned is which of them answers, and whether any does. The layers begin as
the last two of the encoder. One article in fourteen is held back, to print after each epoch
how often the right statement comes first among those, and how many answerable questions have better
odds than all but one in twenty of the others.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F  # noqa: N812  # as everybody writes it
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor, nn

import kg
from kg.answer import library
from kg.answer.ranking import statements
from kg.answer.search import Search, open_search, said_by
from kg.meaning.encoder import HALFWAY, WIDTH, Reader
from training.meaning import Narrow
from training.network import Layer, fill

QUESTIONS = Path(__file__).parent / "asked" / "polnear.jsonl"
LAYERS = 2
OTHERS = 20
"""Articles beside its own in which a question is looked up."""
HELD_BACK = 14
BATCH = 12
PEAK = 2.5e-4
WARM_UP = 200
_LESS = 0.35
"""What a statement counts that is not the one a question is about."""
_LISTED = 0.5
"""What the order of the statements counts beside whether each answers."""
_TOO_ALIKE = 0.85
"""Statements as alike as this may both answer."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question with the statements read with it, the one that it is about first."""

    article: str
    question: str
    answered: bool
    statements: tuple[str, ...]


class Upper(nn.Module):
    """The vectors of a question's and a statement's tokens → log odds that it answers."""

    def __init__(self, encoder: Path, dropout: float = 0.1) -> None:
        super().__init__()
        self.whose = nn.Embedding(2, WIDTH)
        nn.init.normal_(self.whose.weight, std=0.02)
        self.layers = nn.ModuleList(Layer(WIDTH, 12, 4 * WIDTH, dropout) for _ in range(LAYERS))
        self.out = nn.Sequential(
            nn.Linear(2 * WIDTH, WIDTH), nn.Tanh(), nn.Dropout(dropout), nn.Linear(WIDTH, 1)
        )
        weights = load_file(encoder / "model.safetensors")
        for number, layer in enumerate(self.layers, start=HALFWAY + 1):
            fill(layer, weights, f"encoder.layer.{number}.")

    def forward(self, x: Tensor, whose: Tensor, mask: Tensor) -> Tensor:
        x = x + self.whose(whose)
        bias = (1.0 - mask[:, None, None, :]) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        mean = (x * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        odds: Tensor = self.out(torch.cat([x[:, 0], mean], 1)).squeeze(1)
        return odds


def examples(graph: kg.Graph, questions: Path, draw: random.Random) -> Iterator[Example]:
    """The questions of a file, with statements of the graph."""
    rows = statements_of(graph)
    at = {(str(row["article"]), str(row["spans"])): claim for claim, row in rows.items()}
    by_article: dict[str, list[str]] = {}
    for claim, row in sorted(rows.items()):
        by_article.setdefault(str(row["article"]), []).append(claim)
    search = open_search(graph.index)
    for line in questions.read_text(encoding="utf-8").splitlines():
        asked = json.loads(line)
        claim = at.get((asked["article"], asked["spans"]))
        if claim is None:
            continue  # read otherwise than when the questions were written
        names = [asked["article"], *draw.sample(sorted(by_article), OTHERS)]
        among = {other for name in names for other in by_article[name]}
        among -= set(_alike(claim, rows, search, among))
        for answered in (True, False):
            for question in asked["answered" if answered else "unanswered"]:
                others = [other for other, _ in search.search(question, 12, only=among)]
                first, rest = (3, others[3:12]) if answered else (1, [])
                chosen = [claim, *others[:first], *(draw.sample(rest, 1) if rest else ())]
                yield Example(
                    asked["article"], question, answered, tuple(said_by(rows[c]) for c in chosen)
                )


def statements_of(graph: kg.Graph) -> dict[str, Mapping[str, library.Cell]]:
    """The rows of `who-said` for all claims of a graph, by claim."""
    claims = [str(row["claim"]) for row in graph.query("claims")]
    found: dict[str, Mapping[str, library.Cell]] = {}
    for start in range(0, len(claims), 300):
        part = [(claim, 1.0) for claim in claims[start : start + 300]]
        found |= {str(row["claim"]): row for row in statements(part, graph.store)}
    return found


def _alike(
    claim: str,
    rows: Mapping[str, Mapping[str, library.Cell]],
    search: Search,
    among: set[str],
) -> Iterator[str]:
    """A claim, and those that may say the same or of which it is a part."""
    own = rows[claim]
    for other, score in search.search(said_by(own), 30, only=among):
        row = rows[other]
        if score > _TOO_ALIKE or (row["article"] == own["article"] and _overlap(row, own)):
            yield other
    yield claim


def _overlap(a: Mapping[str, library.Cell], b: Mapping[str, library.Cell]) -> bool:
    one, two = (
        [tuple(map(int, span)) for span in re.findall(r"(\d+)-(\d+)", str(row["spans"]))]
        for row in (a, b)
    )
    return any(x[0] < y[1] and y[0] < x[1] for x in one for y in two)


Read = Mapping[str, NDArray[np.float16]]
"""The vectors of each text's tokens, halfway."""


def read(reader: Reader, found: Sequence[Example]) -> Read:
    """All questions and statements, read."""
    texts = {text for one in found for text in (one.question, *one.statements)}
    return {text: reader.halfway(text).astype(np.float16) for text in sorted(texts)}


def batch(found: Sequence[Example], texts: Read) -> tuple[Tensor, Tensor, Tensor]:
    """The pairs of some examples: vectors (pairs, tokens, width), whose each is, and the mask."""
    pairs = [(texts[e.question], texts[told][1:]) for e in found for told in e.statements]
    longest = max(len(a) + len(b) for a, b in pairs)
    x = torch.zeros(len(pairs), longest, WIDTH)
    whose, mask = torch.zeros(len(pairs), longest, dtype=torch.long), torch.zeros(x.shape[:2])
    for at, (a, b) in enumerate(pairs):
        both = np.concatenate([a, b]).astype(np.float32)
        x[at, : len(both)] = torch.from_numpy(both)
        whose[at, len(a) :] = 1
        mask[at, : len(both)] = 1
    return x, whose, mask


def loss_of(odds: Tensor, found: Sequence[Example]) -> Tensor:
    """Whether each statement answers, and which of them does."""
    parts = odds.split([len(one.statements) for one in found])
    answers = [F.one_hot(torch.tensor(0), len(p)).float() * e.answered
               for p, e in zip(parts, found, strict=True)]  # fmt: skip
    counts = [torch.cat([torch.ones(1), torch.full((len(p) - 1,), _LESS)]) for p in parts]
    weights = torch.cat(counts)
    each = F.binary_cross_entropy_with_logits(odds, torch.cat(answers), reduction="none")
    first = [F.cross_entropy(p[None], torch.zeros(1, dtype=torch.long))
             for p, e in zip(parts, found, strict=True) if e.answered]  # fmt: skip
    order = torch.stack(first).sum() / len(found) if first else torch.zeros(())
    return (each * weights).sum() / weights.sum() + _LISTED * order


def train(net: Upper, found: list[Example], held: list[Example], texts: Read, epochs: int) -> None:
    """Trains the layers, in an order that the seed gives."""
    optimizer = torch.optim.AdamW(net.parameters(), lr=PEAK, weight_decay=0.01)
    total, step, start = epochs * math.ceil(len(found) / BATCH), 0, time.monotonic()
    for epoch in range(epochs):
        net.train()
        for part in batches(found, texts):
            for group in optimizer.param_groups:
                group["lr"] = PEAK * min(1.0, step / WARM_UP) * max(0.02, 1 - step / total)
            with torch.autocast("cpu", torch.bfloat16):
                odds = net(*batch(part, texts))
            optimizer.zero_grad()
            loss_of(odds.float(), part).backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            step += 1
        first, better = measured(net, held, texts)
        print(f"epoch {epoch + 1}, {time.monotonic() - start:.0f} s: first {first:.3f}, "
              f"better than 95 % of what nobody said {better:.3f}", flush=True)  # fmt: skip


def batches(found: list[Example], texts: Read) -> list[list[Example]]:
    """The examples shuffled, those of one length together."""
    random.shuffle(found)
    made = []
    for start in range(0, len(found), 20 * BATCH):
        part = sorted(found[start : start + 20 * BATCH],
                      key=lambda e: max(len(texts[told]) for told in e.statements))  # fmt: skip
        made += [part[at : at + BATCH] for at in range(0, len(part), BATCH)]
    random.shuffle(made)
    return made


def measured(net: Upper, held: Sequence[Example], texts: Read) -> tuple[float, float]:
    """Shares of the answered questions: right statement first; and with better odds than 95 % of
    the best statements for the others.
    """
    net.eval()
    with torch.no_grad():
        odds = [net(*batch([one], texts)).numpy() for one in held]
    right = [o for o, e in zip(odds, held, strict=True) if e.answered]
    wrong = sorted(float(o.max()) for o, e in zip(odds, held, strict=True) if not e.answered)
    least = wrong[int(0.95 * len(wrong))]
    return (
        float(np.mean([o.argmax() == 0 for o in right])),
        float(np.mean([o[0] > least for o in right])),
    )


class Shipped(nn.Module):
    """The layers as they are run: one pair at a time, matrices as int8."""

    def __init__(self, net: Upper) -> None:
        super().__init__()
        self.net = net
        for layer in net.layers:
            for name in ("qkv", "out", "up", "down"):
                setattr(layer, name, Narrow(getattr(layer, name)))

    def forward(self, asked: Tensor, told: Tensor) -> Tensor:
        whose = torch.cat([torch.zeros_like(asked[:, :, 0]), torch.ones_like(told[:, :, 0])], 1)
        x = torch.cat([asked, told], 1)
        odds: Tensor = self.net(x, whose.long(), torch.ones_like(whose))
        return odds


def export(net: Upper, path: Path) -> None:
    """Writes the layers as ONNX: `asked` and `told` (1 × tokens × 384) → `odds`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    example = (torch.zeros(1, 7, WIDTH), torch.zeros(1, 9, WIDTH))
    torch.onnx.export(
        Shipped(net.eval()), example, str(path), dynamo=False, opset_version=17,
        do_constant_folding=False, input_names=["asked", "told"], output_names=["odds"],
        dynamic_axes={"asked": {1: "asked_tokens"}, "told": {1: "told_tokens"}},
    )  # fmt: skip
    onnx.checker.check_model(str(path))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("graph", type=Path, help="of PolNeAR's articles")
    parser.add_argument("encoder", type=Path, help="folder of the encoder's weights")
    parser.add_argument("--out", type=Path, default=Path("training/runs/pairs"))
    parser.add_argument("--epochs", type=int, default=2)
    options = parser.parse_args()
    random.seed(1)
    torch.manual_seed(1)
    torch.set_flush_denormal(True)
    with kg.open(options.graph) as graph:
        found = list(examples(graph, QUESTIONS, random.Random(1)))
    held_articles = set(sorted({one.article for one in found})[::HELD_BACK])
    held = [one for one in found if one.article in held_articles]
    texts = read(Reader(), found)
    net = Upper(options.encoder)
    train(net, [one for one in found if one.article not in held_articles], held, texts,
          options.epochs)  # fmt: skip
    export(net, options.out / "pairs.onnx")


if __name__ == "__main__":
    main()
