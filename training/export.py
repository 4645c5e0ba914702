"""Exports trained weights for the package: `python -m training.export WEIGHTS --minilm FOLDER
--out FOLDER`.

Writes `reader.onnx` (int8, dynamic, per channel; the attribution head stays in fp32, it
costs nothing) and
`tokenizer.json`. Labels and the CRF's transitions travel in the file's metadata.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from kg.annotate.labels import ATTRIBUTION, DEPENDENCIES, NAMES, UPOS, XPOS
from kg.annotate.windows import INPUTS, WordPieces, make_batch, make_unit
from training.network import OUTPUTS, Reader


def export(model: Reader, path: Path, pieces: WordPieces) -> None:
    """Writes the fp32 graph with dynamic numbers of windows, pieces and words."""
    unit = make_unit("The minister said on Tuesday that talks would go on .".split(), pieces)
    batch = make_batch([[unit], [unit, unit]], pieces)
    feed = tuple(torch.from_numpy(batch.feed()[k]) for k in INPUTS)
    axes: dict[str, dict[int, str]] = {k: {0: "B", 1: "T"} for k in INPUTS[:3]}
    axes.update({k: {0: "B", 1: "N"} for k in INPUTS[3:]})
    axes.update({k: {0: "B", 1: "N"} for k in OUTPUTS})
    for k in ("arcs", "links"):
        axes[k][2] = "N"
    torch.onnx.export(
        model, feed, str(path), input_names=list(INPUTS), output_names=list(OUTPUTS),
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip


def quantize(fp32: Path, int8: Path) -> None:
    """int8 weights, per channel, for the encoder's matrices and the embeddings.

    Seven bits (`reduce_range`): processors without VNNI add products of eight-bit numbers in 16
    bits and would overflow.
    """
    graph = onnx.load(str(fp32))
    keep = [
        n.name
        for n in graph.graph.node
        if "/attribution" in n.name or n.name.startswith(("/positions", "/shapes"))
    ]
    keep += [
        n.name
        for n in graph.graph.node
        if n.op_type == "MatMul"
        and not any(i in {x.name for x in graph.graph.initializer} for i in n.input)
    ]
    quantize_dynamic(
        str(fp32), str(int8), op_types_to_quantize=["MatMul", "Gather"], per_channel=True,
        reduce_range=True, weight_type=QuantType.QInt8, nodes_to_exclude=keep,
    )  # fmt: skip


def stamp(path: Path, model: Reader, note: str) -> None:
    """Adds what the runtime needs to know to the file's metadata."""
    graph = onnx.load(str(path))
    transitions = (model.transitions + model.forbidden).detach().float().numpy()
    meta = {
        "format": "1",
        "attribution": json.dumps(ATTRIBUTION),
        "names": json.dumps(NAMES),
        "upos": json.dumps(UPOS),
        "xpos": json.dumps(XPOS),
        "dependencies": json.dumps(DEPENDENCIES),
        "transitions": json.dumps(np.round(transitions, 5).tolist()),
        "note": note,
    }
    del graph.metadata_props[:]
    for key, value in meta.items():
        graph.metadata_props.add(key=key, value=value)
    for node in graph.graph.node:
        node.doc_string = ""
    onnx.save(graph, str(path))


def export_all(
    weights: Path, minilm: Path, out: Path, *, note: str = "", fp32: bool = False
) -> None:
    """Writes `reader.onnx` and `tokenizer.json` to `out`, and `reader-fp32.onnx` when asked."""
    out.mkdir(parents=True, exist_ok=True)
    pieces = WordPieces(minilm / "tokenizer.json")
    model = Reader().eval()
    model.load_state_dict(torch.load(weights, weights_only=True))
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "fp32.onnx"
        export(model, plain, pieces)
        stamp(plain, model, note)
        if fp32:
            (out / "reader-fp32.onnx").write_bytes(plain.read_bytes())
        quantize(plain, out / "reader.onnx")
    stamp(out / "reader.onnx", model, note)
    (out / "tokenizer.json").write_bytes((minilm / "tokenizer.json").read_bytes())
    data = (out / "reader.onnx").read_bytes()
    print(f"reader.onnx {len(data) / 1e6:.1f} MB sha256 {hashlib.sha256(data).hexdigest()[:16]}")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--note", default="")
    parser.add_argument("--fp32", action="store_true", help="keep the fp32 graph too")
    args = parser.parse_args()
    export_all(args.weights, args.minilm, args.out, note=args.note, fp32=args.fp32)


if __name__ == "__main__":
    main()
