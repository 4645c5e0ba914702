"""The reading model in torch: one MiniLM encoder, several heads, one forward pass."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812  # as everybody writes it
from safetensors.torch import load_file
from torch import Tensor, nn

from kg.annotate.labels import ATTRIBUTION, DEPENDENCIES, NAMES, UPOS, XPOS, may_follow
from kg.annotate.windows import QUOTED_SHAPES

NEGATIVE = -1e4
DRAFT = 4


class Layer(nn.Module):
    """A transformer layer as in BERT (post-norm)."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, t, w = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        # spelled out: with heads this small it is faster on a CPU than the fused kernel
        scores = q @ k.transpose(-1, -2) / (w // self.heads) ** 0.5 + bias.to(q.dtype)
        a = torch.softmax(scores, -1) @ v
        a = self.out(a.transpose(1, 2).reshape(b, t, w))
        x = self.norm1(x + F.dropout(a, self.dropout, self.training))
        h = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(h, self.dropout, self.training))


class Biaffine(nn.Module):
    """Scores (B, N, N) of every word (row) for every word it may depend on (column)."""

    def __init__(self, width: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.child = nn.Linear(width, inner)
        self.parent = nn.Linear(width, inner)
        self.weight = nn.Linear(inner, inner, bias=False)
        self.prior = nn.Linear(inner, 1, bias=False)
        self.dropout = dropout
        self.scale = inner**-0.5

    def forward(self, x: Tensor) -> Tensor:
        child = F.dropout(F.gelu(self.child(x)), self.dropout, self.training)
        parent = F.dropout(F.gelu(self.parent(x)), self.dropout, self.training)
        scores = self.weight(child) @ parent.transpose(1, 2) * self.scale
        return scores + self.prior(parent).transpose(1, 2)


class Reader(nn.Module):
    """Word pieces in, the scores of all heads out. Shapes: B windows, T pieces, N words."""

    def __init__(
        self, *, vocabulary: int = 30522, width: int = 384, layers: int = 6, dropout: float = 0.1
    ) -> None:
        super().__init__()
        self.dropout = dropout
        self.words = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(512, width)
        self.shapes = nn.Embedding(QUOTED_SHAPES, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, 12, 4 * width, dropout) for _ in range(layers))
        self.attribution = nn.Sequential(
            nn.Linear(width, width),
            nn.GELU(),
            nn.Dropout(dropout),
            nn.Linear(width, len(ATTRIBUTION)),
        )
        self.names = nn.Sequential(
            nn.Linear(width, width), nn.GELU(), nn.Dropout(dropout), nn.Linear(width, len(NAMES))
        )
        self.upos = nn.Linear(width, len(UPOS))
        self.xpos = nn.Linear(width, len(XPOS))
        self.sentence = nn.Linear(width, 1)
        self.arcs = Biaffine(width, 256, dropout)
        self.links = Biaffine(width, 192, dropout)
        self.relation_child = nn.Linear(width, 128)
        self.relation_parent = nn.Linear(width, 128)
        self.relation = nn.Linear(128, len(DEPENDENCIES))
        self.transitions = nn.Parameter(torch.zeros(len(ATTRIBUTION), len(ATTRIBUTION)))
        allowed = torch.tensor(may_follow(ATTRIBUTION))
        self.register_buffer("forbidden", (~allowed).float() * NEGATIVE, persistent=False)
        inside = torch.tensor([label.startswith("I-") for label in ATTRIBUTION])
        self.register_buffer("inside", inside.float() * NEGATIVE, persistent=False)
        nn.init.zeros_(self.shapes.weight)
        self.draft = nn.Linear(width, len(ATTRIBUTION))
        self.drafted = nn.Linear(len(ATTRIBUTION), width, bias=False)
        nn.init.zeros_(self.drafted.weight)

    def encode(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """(B, T, width) from piece ids, shapes and attention mask, each (B, T); and the draft
        (B, T, labels): attribution as layer `DRAFT` sees it. The layers above see the draft, so
        that they decide on spans knowing of each other (as in Nozaki and Komatsu, "Relaxing the
        conditional independence assumption", Interspeech 2021).
        """
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(places)[None] + self.shapes(shapes)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * NEGATIVE
        for layer in self.layers[:DRAFT]:
            x = layer(x, bias)
        draft = self.draft(x)
        x = x + self.drafted(torch.softmax(draft.float(), -1).to(x.dtype))
        for layer in self.layers[DRAFT:]:
            x = layer(x, bias)
        return x, draft

    def at_words(
        self, ids: Tensor, shapes: Tensor, mask: Tensor, word_start: Tensor
    ) -> tuple[Tensor, Tensor]:
        """(B, N, width) and (B, N, labels): encoding and draft at each word's first piece."""
        x, draft = self.encode(ids, shapes, mask)

        def pick(values: Tensor) -> Tensor:
            return values.gather(1, word_start[:, :, None].expand(-1, -1, values.shape[2]))

        return pick(x), pick(draft)

    def emissions(self, h: Tensor, unit_start: Tensor) -> Tensor:
        """(B, N, labels) of the attribution head; no span runs into the next unit."""
        return self.attribution(h).float() + unit_start[:, :, None].float() * self.inside

    def arc_scores(self, h: Tensor, sentence: Tensor, word_mask: Tensor) -> Tensor:
        """(B, N, N); words of other sentences are out of reach. `sentence`: number of each word's
        sentence.
        """
        same = (sentence[:, :, None] == sentence[:, None, :]) & (word_mask[:, None, :] > 0)
        return self.arcs(h).float() + (1.0 - same.float()) * NEGATIVE

    def relation_scores(self, h: Tensor, heads: Tensor) -> Tensor:
        """(B, N, relations) of each word to the given head."""
        parent = self.relation_parent(h)
        parent = parent.gather(1, heads[:, :, None].expand(-1, -1, parent.shape[2]))
        return self.relation(F.gelu(self.relation_child(h)) * F.gelu(parent)).float()

    def crf_loss(self, emissions: Tensor, gold: Tensor, word_mask: Tensor) -> Tensor:
        """Negative log-likelihood of the gold labels, summed over the batch (Lafferty et al.,
        ICML 2001).
        """
        trans = self.transitions + self.forbidden
        n = emissions.shape[1]
        gold = gold.clamp(min=0)
        mask = word_mask.float()
        score = emissions.gather(2, gold[:, :, None]).squeeze(2) * mask
        steps = trans[gold[:, :-1], gold[:, 1:]] * mask[:, 1:]
        alpha = emissions[:, 0]
        for i in range(1, n):
            nxt = torch.logsumexp(alpha[:, :, None] + trans[None], 1) + emissions[:, i]
            alpha = torch.where(word_mask[:, i, None] > 0, nxt, alpha)
        return (torch.logsumexp(alpha, 1) - score.sum(1) - steps.sum(1)).sum()

    def forward(
        self,
        input_ids: Tensor,
        shape_ids: Tensor,
        attention_mask: Tensor,
        word_start: Tensor,
        word_mask: Tensor,
        unit_start: Tensor,
    ) -> tuple[Tensor, ...]:
        """What the runtime reads, in the order of `OUTPUTS`."""
        h, _ = self.at_words(input_ids, shape_ids, attention_mask, word_start)
        starts = self.sentence(h).squeeze(2)
        begins = ((starts > 0) | (unit_start > 0)).to(torch.int64)
        arcs = self.arc_scores(h, torch.cumsum(begins, 1), word_mask)
        heads = arcs.argmax(2)
        relations = self.relation_scores(h, heads).argmax(2)
        links = self.links(h).float() + (1.0 - word_mask[:, None, :].float()) * NEGATIVE
        return (
            self.emissions(h, unit_start),
            self.names(h),
            self.upos(h).argmax(2),
            self.xpos(h).argmax(2),
            begins,
            arcs,
            relations,
            links,
        )


OUTPUTS = ("attribution", "names", "upos", "xpos", "sentence", "arcs", "relations", "links")


def load_minilm(model: Reader, folder: Path) -> None:
    """Fills the encoder with all-MiniLM-L6-v2 (`model.safetensors` in `folder`)."""
    weights = load_file(folder / "model.safetensors")
    weights = {k.removeprefix("bert."): v for k, v in weights.items()}
    config = json.loads((folder / "config.json").read_text("utf-8"))
    assert config["num_hidden_layers"] == len(model.layers)
    e = "embeddings."
    with torch.no_grad():
        model.words.weight.copy_(weights[e + "word_embeddings.weight"])
        types = weights[e + "token_type_embeddings.weight"][0]
        model.positions.weight.copy_(weights[e + "position_embeddings.weight"] + types)
        model.norm.weight.copy_(weights[e + "LayerNorm.weight"])
        model.norm.bias.copy_(weights[e + "LayerNorm.bias"])
        for i, layer in enumerate(model.layers):
            fill(layer, weights, f"encoder.layer.{i}.")


def fill(layer: Layer, weights: Mapping[str, Tensor], prefix: str) -> None:
    """Fills a layer with one of BERT's, whose weights' names begin with `prefix`."""
    with torch.no_grad():
        for part in ("weight", "bias"):
            qkv = [weights[f"{prefix}attention.self.{n}.{part}"] for n in ("query", "key", "value")]
            getattr(layer.qkv, part).copy_(torch.cat(qkv))
            for ours, theirs in (
                (layer.out, "attention.output.dense"),
                (layer.norm1, "attention.output.LayerNorm"),
                (layer.up, "intermediate.dense"),
                (layer.down, "output.dense"),
                (layer.norm2, "output.LayerNorm"),
            ):
                getattr(ours, part).copy_(weights[f"{prefix}{theirs}.{part}"])
