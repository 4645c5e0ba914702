"""A spaCy pipeline that reads articles: our components, or an installed pipeline with our
attribution.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from kg.annotate.model import ReadingModel
from kg.annotate.reader import Reader
from kg.errors import ModelError
from kg.records import Article

MODEL_FOLDER = Path(__file__).resolve().parent / "model"


@Language.factory(
    "kg_reader",
    default_config={"folder": "", "threads": 2, "parse": True},
    assigns=[
        "token.tag",
        "token.pos",
        "token.dep",
        "token.head",
        "doc.sents",
        "doc.ents",
        "doc.spans",
    ],
)
def make_reader(nlp: Language, name: str, folder: str, threads: int, parse: bool) -> Reader:
    """The reading component. `folder`: of the model, by default the one that kg ships."""
    model = ReadingModel(Path(folder) if folder else MODEL_FOLDER, threads=threads)
    return Reader(model, parse=parse)


def blank_english() -> Language:
    """SpaCy's English tokeniser, with two rules more. News pages lose spaces where a link began, so
    a preposition that runs into a capital letter (`toReuters`) is a word of its own; and so is the
    horizontal bar (U+2015) with which some papers sign a quotation.
    """
    nlp = spacy.blank("en")
    prefixes = [*(nlp.Defaults.prefixes or ()), r"(?:to|by|of|in|from|with)(?=[A-Z])", "―"]
    suffixes = [*(nlp.Defaults.suffixes or ()), "―"]
    infixes = [*(nlp.Defaults.infixes or ()), "―"]
    tokenizer: Tokenizer = nlp.tokenizer
    tokenizer.prefix_search = spacy.util.compile_prefix_regex(prefixes).search
    tokenizer.suffix_search = spacy.util.compile_suffix_regex(suffixes).search
    tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer
    return nlp


class Pipeline:
    """Turns articles into Docs.

    Args:
        nlp: a spaCy pipeline that ends in `kg_reader`.
    """

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp

    def annotate(self, articles: Iterable[Article]) -> Iterator[Doc]:
        """A Doc for each article, in order; its text is the article's, `doc.user_data["article"]`
        the article.
        """
        for article in articles:
            doc = self.nlp.make_doc(article.text)
            doc.user_data["article"] = article
            yield self.nlp(doc)


def load_pipeline(*, spacy_name: str | None = None, threads: int = 2) -> Pipeline:
    """A pipeline that is ready to read.

    Args:
        spacy_name: an installed spaCy pipeline that takes over tokens, tags, parse and names;
            attribution stays ours. None: all of it is ours.
        threads: for the reading model. The result does not depend on it.

    Raises:
        ModelError: the pipeline or the model cannot be loaded.
    """
    if spacy_name is None:
        nlp = blank_english()
    else:
        try:
            nlp = spacy.load(spacy_name)
        except OSError as error:
            raise ModelError(
                f"The spaCy pipeline {spacy_name} is not installed; see spacy.io/models, "
                "or leave --spacy out."
            ) from error
    nlp.max_length = 100_000_000  # memory is ours to watch: the reader bounds an article's size
    nlp.add_pipe("kg_reader", config={"threads": threads, "parse": spacy_name is None})
    return Pipeline(nlp)
