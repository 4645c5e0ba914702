"""Mentions on hand-built Docs: names, capitals, descriptions, pronouns; parses right and wrong."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from kg.extract.gazetteer import Gazetteer
from kg.extract.mentions import mentions
from kg.extract.nouns import is_plural, singular
from kg.graph.gazetteer import load_gazetteer
from kg.records import Article, Block, GazetteerEntry, Mention, Span

NLP = spacy.blank("en")
GAZETTEER = Gazetteer(load_gazetteer())
TIGHT_BEFORE = {"'s", "’s", ",", ".", ";", ":", "?", "!", ")", "-", "n't"}
TIGHT_AFTER = {"(", "-"}


def build(
    words: list[str],
    *,
    pos: list[str] | None = None,
    heads: list[int] | None = None,
    deps: list[str] | None = None,
    ents: tuple[tuple[int, int, str], ...] = (),
    starts: tuple[int, ...] = (0,),
    sources: tuple[tuple[int, int], ...] = (),
    article: Article | None = None,
) -> Doc:
    """A Doc of the words, with one space between them but before 's, commas and about hyphens."""
    after = [*words[1:], ""]
    spaces = [
        w not in TIGHT_AFTER and n not in TIGHT_BEFORE and n != ""
        for w, n in zip(words, after, strict=True)
    ]
    doc = Doc(
        NLP.vocab,
        words=words,
        spaces=spaces,
        pos=pos,
        heads=heads,
        deps=deps,
        sent_starts=None if heads else [i in starts for i in range(len(words))],
    )
    doc.set_ents([Tokens(doc, a, b, label=label) for a, b, label in ents])
    doc.spans["attribution"] = [Tokens(doc, a, b, label="SOURCE") for a, b in sources]
    if article is not None:
        doc.user_data["article"] = article
    return doc


def table(text: str, *, ents: tuple[tuple[int, int, str], ...] = (), **more: object) -> Doc:
    """A Doc from lines `word POS dep head`, the head as the index of its token."""
    rows = [line.split() for line in text.strip().splitlines()]
    return build(
        [r[0] for r in rows],
        pos=[r[1] for r in rows],
        deps=[r[2] for r in rows],
        heads=[int(r[3]) for r in rows],
        ents=ents,
        **more,  # type: ignore[arg-type]  # sources and article
    )


def plain(text: str, *, ents: tuple[tuple[int, int, str], ...] = ()) -> Doc:
    """A Doc with nothing but tokens, as spaCy cuts them, and entities."""
    doc = NLP(text)
    doc.set_ents([Tokens(doc, a, b, label=label) for a, b, label in ents])
    return doc


def seen(doc: Doc, *forms: str, gazetteer: Gazetteer = GAZETTEER) -> list[tuple[str, str]]:
    """Text and kind of the mentions of those forms (of names, without any)."""
    found = mentions(doc, gazetteer=gazetteer)
    return [(m.text, m.kind) for m in found if m.form in (forms or ("name",))]


def texts(doc: Doc, *forms: str) -> list[str]:
    return [text for text, _ in seen(doc, *forms)]


# States


def test_a_state_is_found_where_the_model_saw_none() -> None:
    assert seen(plain("Peru and the US met.")) == [("Peru", "State"), ("US", "State")]


@pytest.mark.parametrize("label", ["PERSON", "ORG", "GPE", "LOC"])
def test_the_gazetteer_beats_the_models_label(label: str) -> None:
    assert seen(plain("Peru agreed.", ents=((0, 1, label),))) == [("Peru", "State")]


def test_an_adjective_is_a_form_of_its_own() -> None:
    doc = plain("A Peruvian official met two North Koreans.")
    found = [m for m in mentions(doc, gazetteer=GAZETTEER) if m.form == "adjective"]
    assert [(m.text, m.kind) for m in found] == [
        ("Peruvian", "State"),
        ("North Koreans", "State"),
    ]
    assert [m.concept for m in found] == [
        "https://newskg.example/states#PE",
        "https://newskg.example/states#KP",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks with North Korea failed. The North's envoy left.", ["North Korea", "North"]),
        ("The wind blew from the North all day.", []),
        ("North Korea sent ships to the North Atlantic.", ["North Korea"]),
        ("South Korea and North Korea: the South agreed.", ["South Korea", "North Korea", "South"]),
        ("He spoke of the South, its farms and its rivers.", []),
    ],
)
def test_context_names_need_context(text: str, expected: list[str]) -> None:
    assert [t for t, kind in seen(plain(text)) if kind == "State"] == expected


def test_a_heading_may_leave_out_the_article() -> None:
    text = "North seeks talks\nNorth Korea asked for talks."
    blocks = (Block(Span(0, 17), "headline"), Block(Span(18, 46), "paragraph"))
    article = Article(id="a", source="a", text=text, sha256="", blocks=blocks)
    doc = NLP(text)
    doc.user_data["article"] = article
    assert [t for t, _ in seen(doc)] == ["North", "North Korea"]
    doc.user_data["article"] = replace(article, blocks=(Block(Span(0, 46), "paragraph"),))
    assert [t for t, _ in seen(doc)] == ["North Korea"]


@pytest.mark.parametrize(
    ("text", "ents", "expected"),
    [
        ("Georgia signed the pact.", (), [("Georgia", "State")]),
        ("Voters in Georgia and in Atlanta went.", ((2, 3, "GPE"),), [("Georgia", "Place")]),
        ("Jordan agreed.", (), [("Jordan", "State")]),
        ("Jordan agreed.", ((0, 1, "PERSON"),), [("Jordan", "Person")]),
        (
            "Ann Jordan spoke. Jordan smiled.",
            ((0, 2, "PERSON"), (4, 5, "PERSON")),
            [("Ann Jordan", "Person"), ("Jordan", "Person")],
        ),
        ("Chad Muster spoke.", ((0, 2, "PERSON"),), [("Chad Muster", "Person")]),
        ("Latin America grew.", ((0, 2, "LOC"),), [("Latin America", "Place")]),
        ("Papua New Guinea voted.", ((2, 3, "GPE"),), [("Papua New Guinea", "State")]),
        ("northern Peru shook.", ((0, 2, "LOC"),), [("Peru", "State")]),
        ("The Bank of Peru said so.", ((0, 4, "ORG"),), [("Bank of Peru", "Organization")]),
    ],
)
def test_ambiguous_names(
    text: str, ents: tuple[tuple[int, int, str], ...], expected: list[tuple[str, str]]
) -> None:
    assert seen(plain(text, ents=ents)) == expected


def test_the_state_before_an_organisation_is_its_adjective() -> None:
    doc = plain(
        "The Peruvian Foreign Ministry and the U.S. Senate", ents=((0, 4, "ORG"), (5, 8, "ORG"))
    )
    assert seen(doc) == [
        ("Peruvian Foreign Ministry", "Organization"),
        ("U.S. Senate", "Organization"),
    ]
    assert texts(doc, "adjective") == ["Peruvian", "U.S."]


def test_a_state_owns_its_ministry() -> None:
    doc = plain("Peru's Foreign Ministry said so.", ents=((0, 4, "ORG"),))
    assert seen(doc) == [("Peru", "State"), ("Foreign Ministry", "Organization")]


def test_places_are_cut_at_the_comma() -> None:
    doc = plain("He lives in Cuzco, Peru.", ents=((3, 6, "GPE"),))
    assert seen(doc) == [("Cuzco", "Place"), ("Peru", "State")]


# Capitals


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He flew to Paris.", ["Place"]),
        ("Officials in Paris agreed.", ["Place"]),
        ("talks between Paris and Berlin", ["State", "State"]),
        ("in Paris and Berlin", ["Place", "Place"]),
        ("Paris's demands grew.", ["State"]),
        ("Paris's airport closed.", ["Place"]),
        ("in Paris's view", ["State"]),
        ("ties with Paris", ["State"]),
        ("Paris said no.", ["State"]),
        ("PARIS, May 3 (AFP)", ["Place"]),
        ("the pro-Paris camp", ["State"]),
        ("a Paris-Berlin pact", ["State", "State"]),
        ("They left for Paris.", ["Place"]),
        ("Paris eyes a deal.", ["State"]),
        ("Paris, Berlin agree on tolls", ["State", "State"]),
        ("They met in Paris, Berlin and Oslo.", ["Place", "Place", "Place"]),
        ("He would not bow to Paris.", ["State"]),
        ("He drove to Paris.", ["Place"]),
    ],
)
def test_a_capital_by_the_words_around(text: str, expected: list[str]) -> None:
    found = [m for m in mentions(plain(text), gazetteer=GAZETTEER) if m.form == "name"]
    assert [m.kind for m in found if m.kind != "Organization"] == expected


def test_a_capital_by_the_parse() -> None:
    subject = "Paris PROPN nsubj 1\nwarned VERB ROOT 1\nOslo PROPN obj 1"
    assert seen(table(subject)) == [("Paris", "State"), ("Oslo", "State")]
    object_ = "Ann PROPN nsubj 1\nvisited VERB ROOT 1\nOslo PROPN obj 1"
    assert ("Oslo", "Place") in seen(table(object_))
    predicate = "Paris PROPN nsubj 3\nis AUX cop 3\na DET det 3\ncity NOUN ROOT 3"
    assert seen(table(predicate)) == [("Paris", "Place")]


def test_a_capital_that_is_a_person_or_part_of_a_name() -> None:
    doc = plain(
        "Paris Muster wrote to the Washington Post.", ents=((0, 2, "PERSON"), (4, 7, "ORG"))
    )
    assert seen(doc) == [("Paris Muster", "Person"), ("Washington Post", "Organization")]


def test_a_seat_speaks_for_itself_and_is_a_place_otherwise() -> None:
    assert seen(plain("The Kremlin said no.")) == [("Kremlin", "Organization")]
    assert seen(plain("He walked to the Kremlin.")) == [("Kremlin", "Place")]


# People


@pytest.mark.parametrize(
    ("text", "ents", "expected"),
    [
        ("Mr. Ann Muster spoke", ((0, 3, "PERSON"),), ["Ann Muster"]),
        ("Peruvian President Ann Muster's wife", ((0, 5, "PERSON"),), ["Ann Muster"]),
        ("US Secretary of State Ann Muster", ((0, 6, "PERSON"),), ["Ann Muster"]),
        ("Pak Min-su spoke", ((0, 2, "PERSON"),), ["Pak Min-su"]),
        ("Pak Min-su spoke", ((0, 2, "PERSON"), (3, 4, "PERSON")), ["Pak Min-su"]),
        ("the Muster-led group", ((1, 2, "PERSON"),), ["Muster"]),
        ("Ann Muster-era laws", ((0, 2, "PERSON"),), ["Ann Muster"]),
        ("Omar bin Muster spoke", ((0, 1, "PERSON"), (2, 3, "PERSON")), ["Omar bin Muster"]),
        ("Ann K. Muster Jr. spoke", ((0, 1, "PERSON"), (2, 3, "PERSON")), ["Ann K. Muster Jr."]),
        ("Muster and Beispiel met", ((0, 3, "PERSON"),), ["Muster", "Beispiel"]),
        ("King spoke", ((0, 1, "PERSON"),), ["King"]),
        ("Gen. Muster", ((0, 2, "PERSON"),), ["Muster"]),
        ("President spoke", ((0, 1, "PERSON"),), []),
        ("he spoke", ((0, 1, "PERSON"),), []),
        ('"Muster', ((0, 2, "PERSON"),), ["Muster"]),
    ],
)
def test_names_of_people_are_put_right(
    text: str, ents: tuple[tuple[int, int, str], ...], expected: list[str]
) -> None:
    found = [t for t, kind in seen(plain(text, ents=ents)) if kind == "Person"]
    assert found == expected


def test_two_known_people_joined_by_a_hyphen_are_two() -> None:
    text = "Ann Muster met Bo Beispiel. The Muster-Beispiel pact held."
    doc = plain(text, ents=((0, 2, "PERSON"), (3, 5, "PERSON"), (7, 10, "PERSON")))
    assert texts(doc) == ["Ann Muster", "Bo Beispiel", "Muster", "Beispiel"]


def test_the_parse_completes_a_name_cut_short() -> None:
    text = "Ann PROPN nsubj 2\nMuster PROPN flat 0\nspoke VERB ROOT 2"
    assert texts(table(text, ents=((0, 1, "PERSON"),))) == ["Ann Muster"]
    assert texts(table(text, ents=((1, 2, "PERSON"),))) == ["Ann Muster"]


def test_a_surname_tagged_otherwise_is_the_persons() -> None:
    doc = plain("Ann Muster spoke. Muster left.", ents=((0, 2, "PERSON"), (4, 5, "GPE")))
    assert seen(doc) == [("Ann Muster", "Person"), ("Muster", "Person")]


def test_a_surname_the_model_missed_is_found() -> None:
    text = "Ann PROPN flat 1\nMuster PROPN nsubj 2\nsaw VERB ROOT 2\n{} {} obj 2"
    ents = ((0, 2, "PERSON"),)
    assert texts(table(text.format("Muster", "PROPN"), ents=ents)) == ["Ann Muster", "Muster"]
    assert texts(table(text.format("Muster", "NOUN"), ents=ents)) == ["Ann Muster"]
    street = text + "\nStreet PROPN flat 3"
    assert texts(table(street.format("Muster", "PROPN"), ents=ents)) == ["Ann Muster"]


def test_a_title_makes_a_person() -> None:
    assert seen(plain("President Muster left.", ents=((1, 2, "GPE"),))) == [("Muster", "Person")]


def test_what_bears_a_persons_name_is_a_place() -> None:
    doc = plain("They met on the Ann Muster bridge.", ents=((4, 6, "PERSON"),))
    assert seen(doc) == [("Ann Muster bridge", "Place")]
    doc = plain("Ann Muster bridges gaps.", ents=((0, 2, "PERSON"),))
    assert seen(doc) == [("Ann Muster", "Person")]


def test_a_river_by_its_name_alone() -> None:
    doc = plain(
        "The Muster River froze. In May the Muster rose.",
        ents=((1, 3, "LOC"), (8, 9, "PERSON")),
    )
    assert seen(doc) == [("Muster River", "Place"), ("Muster", "Place")]
    doc = plain(
        "The Muster River froze. In May Muster left.", ents=((1, 3, "LOC"), (7, 8, "PERSON"))
    )
    assert seen(doc)[-1] == ("Muster", "Person")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("He met the Thai premier, Ann Muster, twice.", "Person"),
        ("He met his envoy, Ann Muster.", "Person"),
        ("He met the premier in town, Port Muster, twice.", "Place"),
        ("He met the premier, Port Muster residents said.", "Place"),
    ],
)
def test_a_name_after_an_office_is_its_holders(text: str, kind: str) -> None:
    words = text.replace(",", " ,").replace(".", " .").split()
    at = words.index("Muster") - 1
    assert seen(plain(text, ents=((at, at + 2, "GPE"),)))[-1] == (
        " ".join(words[at : at + 2]),
        kind,
    )


def test_a_name_tagged_in_two_ways_is_what_it_is_most_often() -> None:
    doc = plain(
        "Cuzco shook. Cuzco slept. Cuzco woke.",
        ents=((0, 1, "GPE"), (3, 4, "PERSON"), (6, 7, "GPE")),
    )
    assert seen(doc) == [("Cuzco", "Place")] * 3


def test_a_capital_tagged_as_a_person_is_still_a_capital() -> None:
    assert seen(plain("Oslo said no.", ents=((0, 1, "PERSON"),))) == [("Oslo", "State")]


@pytest.mark.parametrize(("end", "label"), [(3, "GPE"), (1, "GPE")])
def test_states_and_adjectives_are_no_places(end: int, label: str) -> None:
    doc = plain("Peru-Chile ties" if end == 3 else "Peruvians met", ents=((0, end, label),))
    assert ("Place" in {kind for _, kind in seen(doc)}) is False
    assert len(seen(doc, "name", "adjective")) == (2 if end == 3 else 1)


def test_a_person_of_a_users_gazetteer_is_recognised() -> None:
    entry = GazetteerEntry(iri="http://example.org/ann", kind="Person", label="Ann Muster")
    doc = plain("Ann Muster spoke in Peru.")
    found = [m for m in mentions(doc, gazetteer=Gazetteer([entry])) if m.form == "name"]
    assert [(m.text, m.kind, m.concept) for m in found] == [("Ann Muster", "Person", entry.iri)]


# Descriptions


OFFICIAL = """
A DET det 3
senior ADJ amod 3
Peruvian ADJ amod 3
official NOUN nsubj 7
at ADP case 6
the DET det 6
ministry NOUN nmod 3
said VERB ROOT 7
so ADV advmod 7
"""


def test_a_description_is_the_whole_phrase() -> None:
    found = [m for m in mentions(table(OFFICIAL), gazetteer=GAZETTEER) if m.form == "description"]
    assert [(m.text, m.kind) for m in found] == [
        ("A senior Peruvian official at the ministry", "Group"),
        ("the ministry", "Group"),
    ]
    assert table(OFFICIAL).text[found[0].head.start : found[0].head.end] == "official"


def test_a_description_without_a_parse() -> None:
    assert texts(plain("Analysts met the South Korean leader."), "description") == [
        "Analysts",
        "the South Korean leader",
    ]


def test_a_relative_clause_is_no_part_of_it() -> None:
    doc = table(
        "Officials NOUN nsubj 4\nwho PRON nsubj 2\nleft VERB acl:relcl 0\nearly ADV advmod 2\n"
        "agreed VERB ROOT 4"
    )
    assert texts(doc, "description") == ["Officials"]


def test_two_coordinated_descriptions() -> None:
    doc = table("officials NOUN nsubj 3\nand CCONJ cc 2\nanalysts NOUN conj 0\nagreed VERB ROOT 3")
    assert texts(doc, "description") == ["officials", "analysts"]


def test_a_title_is_no_description() -> None:
    doc = table(
        "Peruvian ADJ amod 1\nleader NOUN compound 2\nMuster PROPN nsubj 3\nspoke VERB ROOT 3",
        ents=((2, 3, "PERSON"),),
    )
    assert texts(doc, "description") == []
    assert texts(doc) == ["Muster"]


def test_an_apposition_belongs_to_the_name() -> None:
    doc = table(
        "Muster PROPN nsubj 8\n, PUNCT punct 3\nan DET det 3\nanalyst NOUN appos 0\nat ADP case 6\n"
        "the DET det 6\nbank NOUN nmod 3\n, PUNCT punct 3\nspoke VERB ROOT 8",
        ents=((0, 1, "PERSON"),),
    )
    assert texts(doc, "description") == []


def test_a_predicate_refers_to_nobody_new() -> None:
    doc = table("He PRON nsubj 3\nis AUX cop 3\nan DET det 3\nanalyst NOUN ROOT 3")
    assert texts(doc, "description") == []
    assert texts(doc, "pronoun") == ["He"]


def test_a_study_counts_where_it_speaks() -> None:
    speaks = "The DET det 1\nstudy NOUN nsubj 2\nsays VERB ROOT 2\nso ADV advmod 2"
    assert texts(table(speaks), "description") == ["The study"]
    silent = "They PRON nsubj 1\nread VERB ROOT 1\nthe DET det 3\nstudy NOUN obj 1"
    assert texts(table(silent), "description") == []


def test_a_capitalised_product_is_nobody() -> None:
    doc = table(
        "We PRON nsubj 1\nuse VERB ROOT 1\nMuster PROPN compound 3\nExplorer PROPN obj 1",
        ents=((2, 3, "ORG"),),
    )
    assert texts(doc, "description") == []


def test_a_source_the_lexicon_does_not_know_is_described() -> None:
    doc = table("Some DET nsubj 1\nsay VERB ROOT 1\nso ADV advmod 1", sources=((0, 1),))
    assert texts(doc, "description") == ["Some"]
    assert texts(table("Some DET nsubj 1\nsay VERB ROOT 1\nso ADV advmod 1"), "description") == []


def test_a_wrong_parse_does_not_swallow_the_clause() -> None:
    # The verb is attached below the noun, as a small model does now and then.
    doc = table(
        "He PRON nsubj 1\ntold VERB amod 3\nthe DET det 3\nofficials NOUN ROOT 3\nso ADV advmod 1"
    )
    assert "told" not in " ".join(texts(doc, "description"))
    assert texts(doc, "description") != []


# Pronouns


def test_pronouns_and_their_kinds() -> None:
    doc = plain("He told them that she and I like it.")
    assert seen(doc, "pronoun") == [
        ("He", "Person"),
        ("them", "Group"),
        ("she", "Person"),
        ("I", "Group"),
        ("it", "Organization"),
    ]


@pytest.mark.parametrize("text", ["It is clear that he won.", "It seems that he won."])
def test_it_without_a_referent_is_left_out(text: str) -> None:
    assert texts(plain(text), "pronoun") == ["he"]


def test_us_the_state_is_no_pronoun() -> None:
    doc = plain("The US told us.")
    assert texts(doc) == ["US"]
    assert texts(doc, "pronoun") == ["us"]


# All of them


def test_only_article_text_is_read() -> None:
    text = "Peru | Home\nOfficials met in Chile."
    blocks = (Block(Span(0, 11), "navigation"), Block(Span(12, 35), "paragraph"))
    doc = NLP(text)
    doc.user_data["article"] = Article(id="x", source="x", text=text, sha256="", blocks=blocks)
    found = list(mentions(doc, gazetteer=GAZETTEER))
    assert [m.text for m in found] == ["Officials", "Chile"]
    assert {m.article for m in found} == {"x"}


def test_sentences_are_counted_from_zero() -> None:
    words = ["Peru", "agreed", ".", "Chile", "refused", "."]
    doc = build(words, starts=(0, 3))
    assert [(m.text, m.sentence) for m in mentions(doc, gazetteer=GAZETTEER)] == [
        ("Peru", 0),
        ("Chile", 1),
    ]


def test_an_empty_doc_has_no_mentions() -> None:
    assert list(mentions(NLP(""), gazetteer=GAZETTEER)) == []
    assert list(mentions(NLP("Peru"), gazetteer=Gazetteer(()))) == []


WORDS = [
    "Peru", "US", "U.S.", "Paris", "the", "North", "North", "Korea", "Korean", "Muster", "Ann", "-",
    "un", "'s", ",", ".", "and", "officials", "an", "analyst", "said", "of", "ministry", "he", "it",
    "(", "President", "Mr.", "Sino", "Some", "in", '"', "  ", "\n\n", "bin",
]  # fmt: skip
POS = ["NOUN", "PROPN", "VERB", "ADJ", "DET", "ADP", "PUNCT", "PRON", "CCONJ", "AUX", "X"]
DEPS = ["nsubj", "obj", "compound", "flat", "appos", "conj", "case", "nmod", "amod", "punct", "acl"]
LABELS = ["PERSON", "ORG", "GPE", "LOC", "NORP", "MISC", "DATE"]


@st.composite
def anything(draw: st.DrawFn) -> Doc:
    """A Doc with any tags, any tree, any entities and any sources: as wrong as a model can be."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
    n = len(words)
    parsed = draw(st.booleans())
    order = draw(st.permutations(range(n)))
    heads = list(range(n))
    for at, token in enumerate(order[1:], start=1):
        heads[token] = order[draw(st.integers(0, at - 1))]
    deps = ["ROOT" if heads[i] == i else draw(st.sampled_from(DEPS)) for i in range(n)]
    cuts = sorted(draw(st.sets(st.integers(0, n), max_size=8)))
    ents = [(a, b, draw(st.sampled_from(LABELS))) for a, b in pairwise(cuts)]
    a = draw(st.integers(0, n - 1))
    return build(
        words,
        pos=[draw(st.sampled_from(POS)) for _ in words] if parsed else None,
        heads=heads if parsed else None,
        deps=deps if parsed else None,
        ents=tuple(e for e in ents if draw(st.booleans())),
        sources=((a, draw(st.integers(a + 1, n))),),
    )


def overlap(left: Mention, right: Mention) -> bool:
    return left.span.start < right.span.end and right.span.start < left.span.end


@given(anything())
def test_whatever_the_model_says_the_records_hold_together(doc: Doc) -> None:
    text = doc.text
    found = list(mentions(doc, gazetteer=GAZETTEER))
    for m in found:
        assert 0 <= m.span.start < m.span.end <= len(text)
        assert m.text == text[m.span.start : m.span.end]
        assert m.text == m.text.strip()
        assert m.span.start <= m.head.start < m.head.end <= m.span.end
        assert 0 <= m.sentence < len(list(doc.sents))
    starts = [(m.span.start, -m.span.end) for m in found]
    assert starts == sorted(starts)
    for at, m in enumerate(found):
        for other in found[at + 1 :]:
            inside = m.form == "description" and m.span.end >= other.span.end
            assert m.form != other.form or not overlap(m, other) or inside
    assert found == list(mentions(doc, gazetteer=GAZETTEER))


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("officials", "official"), ("allies", "ally"), ("Analysts", "analyst"), ("wives", "wife"),
        ("spokeswomen", "spokeswoman"), ("witnesses", "witness"), ("churches", "church"),
        ("congress", "congress"), ("people", "person"), ("police", "police"), ("woman", "woman"),
    ],
)  # fmt: skip
def test_singular(word: str, base: str) -> None:
    assert singular(word) == base
    assert is_plural(word) == (word.lower() != base or word == "police")


# Kinds that the words around put right


def test_a_person_by_label_is_a_place_by_the_words_around() -> None:
    doc = plain("He lived in Torvik. Later Torvik grew.", ents=((3, 4, "PERSON"), (6, 7, "PERSON")))
    assert seen(doc) == [("Torvik", "Place"), ("Torvik", "Place")]
    trusted = plain("They had faith in Torvik.", ents=((4, 5, "PERSON"),))
    assert seen(trusted) == [("Torvik", "Person")]


def test_an_acronym_is_no_person() -> None:
    doc = plain("The works of Song Power (SHP) closed.", ents=((6, 7, "PERSON"),))
    assert ("SHP", "Organization") in seen(doc)
    shout = plain("SHP WINS THE VOTE", ents=((0, 1, "PERSON"),))
    assert seen(shout) == [("SHP", "Person")]


@pytest.mark.parametrize(
    ("text", "ent", "kind"),
    [
        ("It was the agency Kazuform.", (4, 5), "Organization"),
        ("They read Kazuform, the state news agency, daily.", (2, 3), "Organization"),
        ("They met Kazuform, an analyst at the news agency, there.", (2, 3), "Person"),
        ("It was the lawyer Kazuform.", (4, 5), "Person"),
    ],
)
def test_an_institution_by_the_noun_beside_it(text: str, ent: tuple[int, int], kind: str) -> None:
    assert ("Kazuform", kind) in seen(plain(text, ents=((*ent, "PERSON"),)))


def test_the_head_of_a_firm_is_the_person() -> None:
    doc = plain("said Nordhavn chairman Ann Muster.", ents=((1, 2, "PERSON"), (3, 5, "PERSON")))
    assert seen(doc) == [("Nordhavn", "Organization"), ("Ann Muster", "Person")]


def test_an_ampersand_makes_a_firm() -> None:
    words = "Ann saw Brandt & Sohn there .".split()
    pos = ["PROPN", "VERB", "PROPN", "CCONJ", "PROPN", "ADV", "PUNCT"]
    ents = ((0, 1, "PERSON"), (2, 3, "PERSON"), (4, 5, "PERSON"))
    doc = build(words, pos=pos, ents=ents)
    assert seen(doc) == [("Ann", "Person"), ("Brandt & Sohn", "Organization")]


def test_an_adjective_before_a_title_is_no_name() -> None:
    doc = plain("Sri Lankan President Ann Muster left.", ents=((0, 2, "PERSON"), (3, 5, "PERSON")))
    assert seen(doc) == [("Ann Muster", "Person")]
    assert seen(doc, "adjective") == [("Sri Lankan", "State")]


def test_a_surname_that_is_a_capital_speaks_on() -> None:
    text = "No, said Ann Washington. Washington said it again. Washington denied it."
    assert seen(plain(text, ents=((3, 5, "PERSON"),))) == [
        ("Ann Washington", "Person"), ("Washington", "Person"), ("Washington", "State"),
    ]  # fmt: skip


def test_the_institution_of_its_people_is_a_mention_too() -> None:
    doc = plain("A spokesman for the ministry spoke.")
    assert texts(doc, "description") == ["A spokesman for the ministry", "the ministry"]


@pytest.mark.parametrize(("noun", "state"), [("loan", True), ("train", False)])
def test_a_capital_after_from(noun: str, state: bool) -> None:
    words = ["The", noun, "from", "Paris", "came", "."]
    doc = build(words, pos=["DET", "NOUN", "ADP", "PROPN", "VERB", "PUNCT"])
    assert seen(doc) == [("Paris", "State" if state else "Place")]
