"""Trains the reading model.

In two stretches: three epochs at a high rate, then two in which a rate that starts anew falls to
nothing (Loshchilov and Hutter, "SGDR", ICLR 2017). More epochs are worse: the model then knows the
training articles too well.

Each step takes one batch of PolNeAR (attribution, names, sentences) and one of GUM (parts of
speech,
dependencies, sentences). Neighbouring paragraphs are packed into windows of random size, so that
the model meets both lone paragraphs and paragraphs in context. After every epoch the averaged
weights are scored on the dev parts; checkpoints let a run go on. Seeded: same machine, same
library versions, same weights.
"""

from __future__ import annotations

import copy
import json
import math
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812  # as everybody writes it
from torch import Tensor

from kg.annotate.pipeline import blank_english
from kg.annotate.windows import SHAPES, Unit, WordPieces, make_batch, make_unit, pack, split_long
from training import scoring
from training.corpora import (
    IGNORE,
    Document,
    Labelled,
    gum,
    gum_split,
    names_of_one_kind,
    polnear,
    uner,
)
from training.network import Reader, load_minilm

WINDOW_LIMITS = (48, 96, 160, 224, 256)
LONGEST = 256
AVERAGED = 2_000_000  # word pieces over which the weights are averaged, about two epochs


@dataclass(slots=True)
class Window:
    units: list[Unit]
    labelled: list[Labelled]


def prepare(documents: list[Document], pieces: WordPieces) -> list[list[tuple[Unit, Labelled]]]:
    """Documents as units with labels; paragraphs that are too long are cut in overlapping parts."""
    out = []
    for document in documents:
        rows = []
        for labelled in document.units:
            unit = make_unit(labelled.words, pieces)
            for start, end in split_long(unit, limit=LONGEST, overlap=32):
                if (start, end) == (0, len(labelled.words)):
                    rows.append((unit, labelled))
                else:
                    part = cut(labelled, start, end)
                    rows.append(
                        (
                            Unit(
                                unit.words[start:end],
                                unit.pieces[start:end],
                                unit.shapes[start:end],
                            ),
                            part,
                        )
                    )
        out.append(rows)
    return out


def cut(labelled: Labelled, start: int, end: int) -> Labelled:
    """The words start to end (exclusive) with their labels; heads outside say nothing."""
    part = Labelled(labelled.words[start:end], labelled.offsets[start:end], labelled.first + start)
    for name in ("attribution", "names", "starts", "upos", "xpos", "relations", "links"):
        setattr(part, name, getattr(labelled, name)[start:end])
    part.heads = [h - start if start <= h < end else IGNORE for h in labelled.heads[start:end]]
    return part


def recase(unit: Unit, rng: random.Random) -> Unit:
    """Now and then the unit in lower case, in capitals, or with a capital to every word, as posts
    and headlines have it. The pieces know no case, so only the shapes change.
    """
    (style,) = rng.choices((0, 1, 2, 3), (0.94, 0.025, 0.025, 0.01))
    if not style:  # else it is a shape of `shape_of`
        return unit
    shapes = tuple(
        style + SHAPES * (shape // SHAPES) if word.isalpha() else shape
        for word, shape in zip(unit.words, unit.shapes, strict=True)
    )
    return Unit(unit.words, unit.pieces, shapes)


def windows(
    documents: list[list[tuple[Unit, Labelled]]], limits: tuple[int, ...], rng: random.Random | None
) -> list[Window]:
    """Neighbouring units of each document packed up to a limit; a random one each when `rng` is
    given.
    """
    out = []
    for rows in documents:
        limit = rng.choice(limits) if rng else limits[-1]
        skip = rng.randrange(len(rows)) if rng and len(rows) > 1 else 0
        for chunk in (rows[:skip], rows[skip:]):
            for a, b in pack([u.length for u, _ in chunk], limit=limit):
                units = [recase(u, rng) if rng else u for u, _ in chunk[a:b]]
                out.append(Window(units, [x for _, x in chunk[a:b]]))
    return out


def batches(
    items: list[Window], *, pieces: int, rng: random.Random | None
) -> Iterator[list[Window]]:
    """Windows of like length together, about `pieces` word pieces a batch (padding included)."""

    def length(w: Window) -> int:
        return 1 + sum(u.length for u in w.units)

    order = sorted(items, key=lambda w: length(w) + (rng.uniform(0, 24) if rng else 0))
    groups: list[list[Window]] = [[]]
    for w in order:
        longest = max([length(w), *(length(x) for x in groups[-1])])
        if groups[-1] and longest * (len(groups[-1]) + 1) > pieces:
            groups.append([])
        groups[-1].append(w)
    if rng:
        rng.shuffle(groups)
    yield from groups


def targets(batch: list[Window], name: str, n: int) -> Tensor:
    """(B, N) gold labels of one head; IGNORE where nothing is known. Heads and links become
    window indices.
    """
    rows = []
    for window in batch:
        row: list[int] = []
        places: dict[int, int] = {}
        if name == "links":
            at = 0
            for x in window.labelled:
                places.update({x.first + i: at + i for i in range(len(x.words))})
                at += len(x.words)
        for x in window.labelled:
            base = len(row)
            values = getattr(x, name) or [IGNORE] * len(x.words)
            if name == "heads":
                row.extend(v if v == IGNORE else base + v for v in values)
            elif name == "links":
                row.extend(places.get(v, IGNORE) for v in values)
            else:
                row.extend(values)
        rows.append(row + [IGNORE] * (n - len(row)))
    return torch.tensor(rows)


def cross_entropy(scores: Tensor, gold: Tensor) -> Tensor:
    if not bool((gold != IGNORE).any()):
        return scores.sum() * 0.0
    return F.cross_entropy(scores.float().flatten(0, 1), gold.flatten(), ignore_index=IGNORE)


def loss_of(model: Reader, batch: list[Window], pieces: WordPieces) -> dict[str, Tensor]:
    """The loss of every head that the batch has labels for."""
    arrays = make_batch([w.units for w in batch], pieces)
    feed = {k: torch.from_numpy(v) for k, v in arrays.feed().items()}
    n = feed["word_start"].shape[1]
    with torch.autocast("cpu", torch.bfloat16):
        h, draft = model.at_words(
            feed["input_ids"], feed["shape_ids"], feed["attention_mask"], feed["word_start"]
        )
        out: dict[str, Tensor] = {}
        words = feed["word_mask"]
        starts = targets(batch, "starts", n)
        known = (starts != IGNORE).float()
        if bool(known.any()):
            logits = model.sentence(h).squeeze(2).float()
            loss = F.binary_cross_entropy_with_logits(
                logits, starts.clamp(min=0).float(), reduction="none"
            )
            out["sentence"] = (loss * known).sum() / known.sum()
        if any(x.names for w in batch for x in w.labelled):
            out["names"] = cross_entropy(model.names(h), targets(batch, "names", n))
        if batch[0].labelled[0].attribution:
            gold = targets(batch, "attribution", n)
            out["draft"] = cross_entropy(draft, gold)
            emissions = model.emissions(h, feed["unit_start"])
            links = model.links(h).float() + (1.0 - words[:, None, :].float()) * -1e4
            out["links"] = cross_entropy(links, targets(batch, "links", n))
            with torch.autocast("cpu", enabled=False):
                out["attribution"] = model.crf_loss(emissions.float(), gold, words) / words.sum()
        if batch[0].labelled[0].upos:
            out["upos"] = cross_entropy(model.upos(h), targets(batch, "upos", n))
            out["xpos"] = cross_entropy(model.xpos(h), targets(batch, "xpos", n))
            heads = targets(batch, "heads", n)
            sentence = torch.cumsum(starts.clamp(min=0), 1)
            out["arcs"] = cross_entropy(model.arc_scores(h, sentence, words), heads)
            relations = model.relation_scores(h, heads.clamp(min=0))
            out["relations"] = cross_entropy(relations, targets(batch, "relations", n))
    return out


WEIGHTS = {
    "attribution": 1.0, "draft": 0.5, "names": 0.3, "links": 0.1, "sentence": 0.1,
    "upos": 0.15, "xpos": 0.15, "arcs": 0.25, "relations": 0.2,
}  # fmt: skip


def forever(
    documents: list[list[tuple[Unit, Labelled]]], *, pieces: int, rng: random.Random
) -> Iterator[list[Window]]:
    while True:
        yield from batches(windows(documents, WINDOW_LIMITS, rng), pieces=pieces, rng=rng)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run may vary. `epochs`: over which the rate falls; `until`: after how many of them to
    stop. `rate`: of the encoder; the heads learn three times as fast. `pieces`, `gum_pieces`: word
    pieces a batch. `steps`: stop after so many, 0 for never. `start`: weights to begin with instead
    of MiniLM's.
    """

    epochs: int = 12
    until: int = 12
    rate: float = 1.8e-4
    pieces: int = 1536
    gum_pieces: int = 384
    seed: int = 1
    threads: int = 2
    steps: int = 0
    start: Path | None = None


FIRST = Settings(epochs=12, until=3)
LAST = Settings(epochs=2, until=2, rate=1.5e-4)


def train(corpora: Path, minilm: Path, out: Path, *, seed: int, steps: int = 0) -> Path:
    """The file with the weights, in `out`. Goes on where training that was stopped left off.

    Args:
        corpora: see README.md.
        minilm: the folder of the encoder.
        out: gets a folder for each stretch.
        seed: of the first stretch; the last has the next number.
        steps: of each stretch at most, 0 for all; for a trial.
    """
    data = load(corpora, WordPieces(minilm / "tokenizer.json"))
    first = run(data, minilm, out / "first", replace(FIRST, seed=seed, steps=steps))
    settings = replace(LAST, seed=seed + 1, steps=steps, start=first)
    return run(data, minilm, out / "last", settings)


@dataclass(frozen=True, slots=True)
class Data:
    """What is trained on and what it is scored on."""

    polnear: list[list[tuple[Unit, Labelled]]]
    gum: list[list[tuple[Unit, Labelled]]]
    dev: scoring.Dev
    pieces: WordPieces


def load(corpora: Path, pieces: WordPieces) -> Data:
    """The train and dev parts of the corpora as units with labels."""
    nlp = blank_english()
    articles = list(polnear(corpora / "polnear/train", nlp, every_annotator=True))
    known = names_of_one_kind(articles)
    dev = polnear(corpora / "polnear/dev", nlp, every_annotator=False)
    return Data(
        polnear=prepare(articles, pieces),
        gum=prepare(list(gum(gum_split(corpora / "gum", "train"), known)), pieces),
        dev=scoring.Dev(
            polnear=prepare(list(dev), pieces),
            gum=prepare(list(gum(gum_split(corpora / "gum", "dev"))), pieces),
            uner=prepare(list(uner(corpora / "uner-ewt/en_ewt-ud-dev.iob2")), pieces),
        ),
        pieces=pieces,
    )


def run(data: Data, minilm: Path, out: Path, args: Settings) -> Path:
    """One stretch of training: the file with its weights, averaged over the last steps, in `out`.
    Goes on from the checkpoint there, if any.
    """
    out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng, rng_gum = random.Random(args.seed), random.Random(args.seed + 1)
    log = (out / "log.jsonl").open("a", encoding="utf-8")

    model = Reader()
    load_minilm(model, minilm)
    if args.start:
        model.load_state_dict(torch.load(args.start, weights_only=True))
    fresh = (
        "attribution",
        "names",
        "upos",
        "xpos",
        "sentence",
        "arcs",
        "links",
        "relation",
        "transitions",
        "shapes",
        "draft",
    )
    groups = {True: [], False: []}
    for name, p in model.named_parameters():
        groups[name.startswith(fresh)].append(p)
    optimizer = torch.optim.AdamW(
        [{"params": groups[False], "lr": args.rate}, {"params": groups[True], "lr": 3 * args.rate}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
        eps=1e-6,
        fused=True,
    )
    per_epoch = sum(
        1
        for _ in batches(
            windows(data.polnear, WINDOW_LIMITS, random.Random(0)),
            pieces=args.pieces,
            rng=random.Random(0),
        )
    )
    total = per_epoch * args.epochs
    warm = max(1, total // 20)

    def rate(step: int) -> float:
        if step < warm:
            return step / warm
        return 0.02 + 0.98 * 0.5 * (
            1 + math.cos(math.pi * min(1.0, (step - warm) / max(1, total - warm)))
        )

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    average = copy.deepcopy(model).eval()
    step, epoch0 = 0, 0
    checkpoint = out / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        average.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        step, epoch0 = state["step"], state["epoch"]
        rng.setstate(state["rng"])
    print(f"{per_epoch} steps an epoch, {total} in all", flush=True)
    gum_batches = forever(data.gum, pieces=args.gum_pieces, rng=rng_gum)
    began = time.time()
    for epoch in range(epoch0, args.until):
        model.train()
        sums: dict[str, float] = {}
        epoch_batches = batches(
            windows(data.polnear, WINDOW_LIMITS, rng), pieces=args.pieces, rng=rng
        )
        for n, batch in enumerate(epoch_batches, start=1):
            losses: dict[str, Tensor] = {}
            for part in (batch, next(gum_batches)):
                here = loss_of(model, part, data.pieces)
                sum((WEIGHTS[k] * v for k, v in here.items()), torch.zeros(())).backward()
                losses.update({k: v.detach() for k, v in here.items()})
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            schedule.step()
            step += 1
            decay = min(1 - args.pieces / AVERAGED, (1 + step) / (10 + step))
            with torch.no_grad():
                torch._foreach_lerp_(
                    list(average.parameters()), list(model.parameters()), 1 - decay
                )
            for k, v in losses.items():
                sums[k] = sums.get(k, 0.0) + float(v)
            if step % 50 == 0:
                line = " ".join(f"{k} {v / n:.3f}" for k, v in sums.items())
                print(f"step {step} {time.time() - began:.0f}s {line}", flush=True)
            if args.steps and step >= args.steps:
                break
        scores = scoring.score(average, data.dev, data.pieces)
        row = {"epoch": epoch + 1, "step": step, "seconds": round(time.time() - began), **scores}
        print(json.dumps(row), flush=True)
        log.write(json.dumps(row) + "\n")
        log.flush()
        torch.save(average.state_dict(), out / "weights.tmp")
        (out / "weights.tmp").rename(out / "weights.pt")
        state = {
            "model": model.state_dict(),
            "average": average.state_dict(),
            "optimizer": optimizer.state_dict(),
            "schedule": schedule.state_dict(),
            "step": step,
            "epoch": epoch + 1,
            "rng": rng.getstate(),
        }
        torch.save(state, out / "checkpoint.tmp")
        (out / "checkpoint.tmp").rename(checkpoint)
        if args.steps and step >= args.steps:
            break

    return out / "weights.pt"
