"""The reading model on made-up news: what it fills a Doc with."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.annotate import Pipeline, load_pipeline
from kg.annotate.model import ReadingModel
from kg.errors import ModelError
from kg.read import read_bytes
from kg.records import Article, Block, Span

NEWS = """Mayor defends bridge plan

LINCOLN, June 3 (Courier) -- The bridge over the Salt River will be open by winter, Mayor Ana Ruiz
said on Tuesday.

"We have the money and the people," Ruiz told reporters. "What we need is dry weather."

Critics fear that the costs will rise, according to the Lincoln Courier.
"""


def article(text: str) -> Article:
    found = read_bytes(text.encode(), name="news.txt")[0]
    assert isinstance(found, Article)
    return found


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return load_pipeline()


def attribution(doc: spacy.tokens.Doc, kind: str, depth: int = 0) -> list[str]:
    key = f"attribution:{depth}" if depth else "attribution"
    return [s.text for s in doc.spans[key] if s.label_ == kind]


def test_doc_is_the_article_letter_by_letter(pipeline: Pipeline) -> None:
    made = article(NEWS)
    doc = next(pipeline.annotate([made]))
    assert doc.text == made.text
    assert all(made.text[t.idx : t.idx + len(t)] == t.text for t in doc)


def test_attribution(pipeline: Pipeline) -> None:
    doc = next(pipeline.annotate([article(NEWS)]))
    assert "Ruiz" in attribution(doc, "SOURCE")
    assert '"We have the money and the people,"' in attribution(doc, "CONTENT")
    told = next(s for s in doc.spans["attribution"] if s.text.startswith("told"))
    ruiz = next(s for s in doc.spans["attribution"] if s.text == "Ruiz")
    assert doc.user_data["links"][0][ruiz.start] == told.start


def test_what_is_said_inside_a_content_is_read_again(pipeline: Pipeline) -> None:
    text = "The envoy said that Norway wants Chad to play a bigger role in the talks."
    doc = next(pipeline.annotate([article(text)]))
    assert attribution(doc, "SOURCE") == ["The envoy"]
    assert attribution(doc, "SOURCE", 1) == ["Norway"]
    assert attribution(doc, "CONTENT", 1)[0].startswith("Chad to play a bigger role")


def test_names_tags_and_parse(pipeline: Pipeline) -> None:
    doc = next(pipeline.annotate([article(NEWS)]))
    people = [e.text for e in doc.ents if e.label_ == "PERSON"]
    assert any(name.endswith("Ana Ruiz") for name in people)
    told = next(t for t in doc if t.text == "told")
    assert (told.pos_, told.tag_) == ("VERB", "VBD")
    assert {c.text: c.dep_ for c in told.children}["Ruiz"] == "nsubj"
    assert all(len([t for t in s if t.head == t]) == 1 for s in doc.sents)


def test_navigation_is_not_read(pipeline: Pipeline) -> None:
    text = "The mayor said no.\n\nMr Smith said: click here to subscribe now"
    made = article(text)
    split = text.index("Mr Smith")
    made = Article(
        "a", "a", text, made.sha256,
        (Block(Span(0, split - 2), "paragraph"), Block(Span(split, len(text)), "navigation")),
    )  # fmt: skip
    doc = next(pipeline.annotate([made]))
    assert attribution(doc, "SOURCE") == ["The mayor"]
    assert {t.pos_ for t in doc if t.idx >= split and not t.is_space} == {""}


def test_a_paragraph_of_five_thousand_words_is_read_to_its_end(pipeline: Pipeline) -> None:
    text = "The committee met again in the old hall and nothing came of it. " * 400
    text += "The minister said that the talks had failed."
    doc = next(pipeline.annotate([article(text)]))
    assert attribution(doc, "SOURCE")[-1] == "The minister"
    assert all(t.pos_ for t in doc)


def test_reading_does_not_depend_on_neighbours_or_threads(pipeline: Pipeline) -> None:
    made = article(NEWS)
    alone = next(pipeline.annotate([made]))
    other = article("Another story altogether, said its author.")
    among = list(load_pipeline(threads=1).annotate([other, made]))[1]
    assert (
        alone.to_array(["HEAD", "DEP", "TAG", "POS", "ENT_TYPE"]).tolist()
        == among.to_array(["HEAD", "DEP", "TAG", "POS", "ENT_TYPE"]).tolist()
    )
    assert alone.user_data["certainty"] == among.user_data["certainty"]


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_text_can_be_read(pipeline: Pipeline, text: str) -> None:
    blocks = (Block(Span(0, len(text)), "paragraph"),) if text.strip() else ()
    doc = next(pipeline.annotate([Article("a", "a", text, "", blocks)]))
    assert doc.text == text
    assert all(0 <= s.start_char < s.end_char <= len(text) for s in doc.spans["attribution"])


def test_another_pipeline_brings_its_own_words_and_names(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": "Ruiz"}])  # type: ignore[attr-defined]  # a ruler
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "small")
    pipeline = load_pipeline(spacy_name=str(tmp_path / "small"))
    doc = next(pipeline.annotate([article(NEWS)]))
    assert {(e.text, e.label_) for e in doc.ents} == {("Ruiz", "PERSON")}
    assert "Ruiz" in attribution(doc, "SOURCE")


def test_missing_pipeline_and_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not installed"):
        load_pipeline(spacy_name="no_such_pipeline")
    with pytest.raises(ModelError, match="missing"):
        ReadingModel(tmp_path, threads=1)
    (tmp_path / "reader.onnx").write_bytes(b"not a model")
    with pytest.raises(ModelError, match="cannot be read"):
        ReadingModel(tmp_path, threads=1)
