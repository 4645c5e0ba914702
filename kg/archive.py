"""Extractions kept beside the graph, so that an update reads only what is new or changed.

`articles.jsonl.gz` holds a line that says what made it, then one extraction a line, by article id.
An extraction is used again only when the code, the model, the gazetteers and the pipeline that made
it are the same; else its article, which stands in it whole, is annotated again.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import types
import typing
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import StoreError
from kg.records import Extraction
from kg.resources import resource

NAME = "articles.jsonl.gz"

Record = TypeVar("Record")


def maker(*, gazetteer_files: Sequence[Path], spacy_name: str | None) -> str:
    """A digest of all that decides what is extracted from an article."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    rooms = (path for room in ("annotate", "extract") for path in (here / room).rglob("*"))
    own = sorted(p for p in rooms if p.is_file() and "__pycache__" not in p.parts)
    for path in (*own, resource("ontology", "states.ttl"), *gazetteer_files):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    for package in ("spacy", "onnxruntime", "tokenizers"):
        digest.update(f"{package} {metadata.version(package)}\n".encode())
    digest.update(f"{spacy_name}".encode())
    return digest.hexdigest()


def write(folder: Path, extractions: Iterable[Extraction], *, made_by: str) -> None:
    """Writes the archive of a graph; the same extractions give the same bytes."""
    # mtime=0: a clock in the file would make two equal archives differ.
    with (folder / NAME).open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as file:
        file.write(json.dumps({"made_by": made_by}).encode() + b"\n")
        for extraction in extractions:
            line = json.dumps(encoded(extraction), ensure_ascii=False, separators=(",", ":"))
            file.write(line.encode("utf-8", "surrogatepass") + b"\n")


def read(folder: Path) -> tuple[str, list[Extraction]]:
    """What made the archive of a graph, and its extractions in the order they were written.

    Raises:
        StoreError: it is missing or broken.
    """
    try:
        with gzip.open(folder / NAME) as file:
            made_by = str(json.loads(next(file))["made_by"])
            lines = (line.decode("utf-8", "surrogatepass") for line in file)
            return made_by, [decoded(Extraction, json.loads(line)) for line in lines]
    except (OSError, EOFError, ValueError, KeyError, TypeError, StopIteration) as error:
        raise StoreError(
            f"{folder / NAME} cannot be read ({error}); build the graph again."
        ) from None


def encoded(value: Any) -> Any:
    """Records, tuples and plain values as JSON has them; a record is the list of its fields."""
    if is_dataclass(value):
        return [encoded(getattr(value, field.name)) for field in fields(value)]
    return [encoded(item) for item in value] if isinstance(value, tuple) else value


def decoded(kind: type[Record], data: Any) -> Record:
    """The record that `encoded` made the data of.

    Raises:
        ValueError, TypeError: the data is of something else.
    """
    result = _decoded(kind, data)
    if not isinstance(result, kind):
        raise TypeError(f"not a {kind.__name__}")
    return result


def _decoded(kind: Any, data: Any) -> Any:
    if isinstance(kind, type) and is_dataclass(kind):
        types_of = _field_types(kind)
        return kind(*(_decoded(t, item) for t, item in zip(types_of, data, strict=True)))
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return tuple(_decoded(args[0], item) for item in data)
    if origin in (types.UnionType, typing.Union):
        inner = next(arg for arg in args if arg is not type(None))
        return None if data is None else _decoded(inner, data)
    return data


@cache
def _field_types(kind: type) -> tuple[Any, ...]:
    hints = typing.get_type_hints(kind)
    return tuple(hints[field.name] for field in fields(kind))
