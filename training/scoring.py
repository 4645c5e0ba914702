"""Dev scores of the reading model in torch: exact span F1, tags, attachment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import torch

from kg.annotate.decode import spans_of, viterbi
from kg.annotate.labels import ATTRIBUTION, NAMES, may_follow
from kg.annotate.windows import Unit, WordPieces, make_batch
from training.corpora import IGNORE, Labelled
from training.network import Reader

Rows = list[list[tuple[Unit, Labelled]]]


@dataclass(slots=True)
class Dev:
    polnear: Rows
    gum: Rows
    uner: Rows


def f1(right: float, guessed: float, gold: float) -> float:
    """F1 in percent."""
    return round(200 * right / max(1.0, guessed + gold), 2)


def score(model: Reader, dev: Dev, pieces: WordPieces, *, limit: int = 224) -> dict[str, float]:
    """Attribution F1 (source, cue, content, by words), link accuracy, names F1 (PolNeAR silver and
    UNER), UPOS, UAS and LAS with gold sentences.
    """
    out: dict[str, float] = {}
    right, guessed, gold = Counter[str](), Counter[str](), Counter[str]()
    links = [0, 0]
    names = {"silver": [0, 0, 0], "uner": [0, 0, 0]}
    tags = {"upos": [0, 0], "uas": [0, 0], "las": [0, 0], "sentence": [0, 0, 0]}
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for batch in _batches(dev.polnear, limit):
            labels = _run(model, batch, pieces)
            transitions = (model.transitions + model.forbidden).float().numpy()
            paths = viterbi(labels["attribution"], labels["mask"], transitions)
            name_paths = viterbi(labels["names"], labels["mask"], _hard(NAMES))
            for i, window in enumerate(batch):
                x = [v for _, u in window for v in u.attribution]
                a, b = (
                    set(spans_of(paths[i, : len(x)], ATTRIBUTION)),
                    set(spans_of(np.array(x), ATTRIBUTION)),
                )
                for s in a:
                    guessed[s[2]] += 1
                for s in b:
                    gold[s[2]] += 1
                for s in a & b:
                    right[s[2]] += 1
                _links(window, labels["links"][i], links)
                _names(window, name_paths[i], names["silver"])
                _starts(window, labels["sentence"][i], tags["sentence"])
        for batch in _batches(dev.uner, limit):
            labels = _run(model, batch, pieces)
            name_paths = viterbi(labels["names"], labels["mask"], _hard(NAMES))
            for i, window in enumerate(batch):
                _names(window, name_paths[i], names["uner"], {"PERSON", "ORG", "GPE"})
        for batch in _batches(dev.gum, limit):
            labels = _run(model, batch, pieces, gold_sentences=True)
            for i, window in enumerate(batch):
                _tags(window, {k: v[i] for k, v in labels.items()}, tags)
    for kind in ("SOURCE", "CUE", "CONTENT"):
        out[kind.lower()] = f1(right[kind], guessed[kind], gold[kind])
    out["links"] = round(100 * links[0] / max(1, links[1]), 2)
    for k, (r, g, t) in names.items():
        out[f"names-{k}"] = f1(r, g, t)
    for k in ("upos", "uas", "las"):
        out[k] = round(100 * tags[k][0] / max(1, tags[k][1]), 2)
    out["sentence"] = f1(*tags["sentence"])
    return out


def _batches(rows: Rows, limit: int) -> Iterable[list[list[tuple[Unit, Labelled]]]]:
    from kg.annotate.windows import pack

    found = []
    for document in rows:
        for a, b in pack([u.length for u, _ in document], limit=limit):
            found.append(document[a:b])
    found.sort(key=lambda w: sum(u.length for u, _ in w))
    for i in range(0, len(found), 24):
        yield found[i : i + 24]


def _hard(labels: tuple[str, ...]) -> np.ndarray:
    return np.where(np.array(may_follow(labels)), 0.0, -1e4).astype(np.float32)


def _run(
    model: Reader,
    batch: list[list[tuple[Unit, Labelled]]],
    pieces: WordPieces,
    *,
    gold_sentences: bool = False,
) -> dict[str, np.ndarray]:
    arrays = make_batch([[u for u, _ in w] for w in batch], pieces)
    feed = {k: torch.from_numpy(v) for k, v in arrays.feed().items()}
    h, _ = model.at_words(
        feed["input_ids"], feed["shape_ids"], feed["attention_mask"], feed["word_start"]
    )
    begins = (model.sentence(h).squeeze(2) > 0) | (feed["unit_start"] > 0)
    if gold_sentences:
        for i, window in enumerate(batch):
            starts = [s for _, u in window for s in u.starts]
            begins[i, : len(starts)] = torch.tensor(starts, dtype=torch.bool)
    arcs = model.arc_scores(h, torch.cumsum(begins.long(), 1), feed["word_mask"])
    heads = arcs.argmax(2)
    links = model.links(h).float() + (1.0 - feed["word_mask"][:, None, :].float()) * -1e4
    return {
        "attribution": model.emissions(h, feed["unit_start"]).float().numpy(),
        "names": model.names(h).float().numpy(),
        "upos": model.upos(h).argmax(2).numpy(),
        "sentence": begins.numpy(),
        "heads": heads.numpy(),
        "relations": model.relation_scores(h, heads).argmax(2).numpy(),
        "links": links.argmax(2).numpy(),
        "mask": feed["word_mask"].numpy(),
    }


def _links(window: list[tuple[Unit, Labelled]], guess: np.ndarray, count: list[int]) -> None:
    at = 0
    places: dict[int, int] = {}
    for _, u in window:
        places.update({u.first + i: at + i for i in range(len(u.words))})
        at += len(u.words)
    at = 0
    for _, u in window:
        for i, v in enumerate(u.links):
            if v != IGNORE and v in places:
                count[1] += 1
                count[0] += int(guess[at + i] == places[v])
        at += len(u.words)


def _names(
    window: list[tuple[Unit, Labelled]],
    path: np.ndarray,
    count: list[int],
    kinds: set[str] | None = None,
) -> None:
    at = 0
    for _, u in window:
        if u.names:
            a = set(spans_of(path[at : at + len(u.words)], NAMES))
            b = set(spans_of(np.array(u.names), NAMES))
            if kinds:
                a = {s for s in a if s[2] in kinds}
            count[0] += len(a & b)
            count[1] += len(a)
            count[2] += len(b)
        at += len(u.words)


def _starts(window: list[tuple[Unit, Labelled]], guess: np.ndarray, count: list[int]) -> None:
    at = 0
    for _, u in window:
        for i, v in enumerate(u.starts):
            if i:
                count[0] += int(v and guess[at + i])
                count[1] += int(guess[at + i])
                count[2] += v
        at += len(u.words)


def _tags(
    window: list[tuple[Unit, Labelled]], guess: dict[str, np.ndarray], tags: dict[str, list[int]]
) -> None:
    at = 0
    for _, u in window:
        for i in range(len(u.words)):
            tags["upos"][1] += 1
            tags["upos"][0] += int(guess["upos"][at + i] == u.upos[i])
            if u.heads[i] == IGNORE:
                continue
            right = guess["heads"][at + i] == at + u.heads[i]
            tags["uas"][1] += 1
            tags["las"][1] += 1
            tags["uas"][0] += int(right)
            tags["las"][0] += int(right and guess["relations"][at + i] == u.relations[i])
        at += len(u.words)
