"""What holds for any input: order does not matter, each mention has one entity or none."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.records import MeetingKind, Status
from kg.resolve import names, resolve
from kg.resolve.times import day
from tests.resolve_builder import GAZETTEER, Build

NAMES = (
    "Ana Rojas", "Rojas", "A. Rojas", "Rojas Ana", "Eva Rojas", "Yoon Hye-jin", "Yoon Hye Jin",
    "Yoon", "Hugo Pascual", "Hugo Pazcual", "Łukasz Żak", "이 영희", "O'Neil",
)  # fmt: skip
ORGS = ("World Grain Fund", "WGF", "Baihua", "Baihua News Agency", "Foreign Ministry")
TITLES = ("", "Mr. ", "Ms. ", "President ", "[Sa Chilean] President ", "[Sa Danish] minister ")
PHRASES = (
    "[Gd Analysts]",
    "[Gd the president]",
    "[Gd the country]",
    "[Pp he]",
    "[Pp She]",
    "[Gp It]",
)
DATES = ("2019", "2019-03", "2019-03-04", "2019-05-01")


@st.composite
def sentence(draw: st.DrawFn) -> str:
    name = st.builds(
        lambda title, who: f"{title}[P {who}]", st.sampled_from(TITLES), st.sampled_from(NAMES)
    )
    other = st.one_of(
        name,
        st.sampled_from(ORGS).map(lambda o: f"[O {o}]"),
        st.sampled_from(("[S Norway]", "[S Oslo]", "[L Oslo]", "[S The North]")),
        st.sampled_from(PHRASES),
    )
    return f"{draw(other)} met with {draw(other)}."


@st.composite
def build(draw: st.DrawFn, name: str) -> Build:
    text = " ".join(draw(st.lists(sentence(), min_size=1, max_size=5)))
    made = Build(text, id=name, published=draw(st.sampled_from((None, "2019-03-06", "2019-02-01"))))
    spoken = [m.text for m in made.mentions]
    for who in draw(st.lists(st.sampled_from(spoken), max_size=2)):
        made.says(who, made.text[: made.text.index(".") + 1])
    statuses: tuple[Status, ...] = ("held", "planned", "hypothetical")
    kinds: tuple[MeetingKind, ...] = ("Meeting", "Visit")
    for _ in range(draw(st.integers(0, 3))):
        date = draw(st.none() | st.sampled_from(DATES))
        made.meets(
            *draw(st.lists(st.sampled_from(spoken), min_size=1, max_size=3)),
            place=draw(st.none() | st.sampled_from(spoken)),
            time=(date, date) if date else None,
            status=draw(st.sampled_from(statuses)),
            kind=draw(st.sampled_from(kinds)),
        )
    return made


@st.composite
def corpus(draw: st.DrawFn) -> list[Build]:
    return [draw(build(f"{n}.txt")) for n in range(draw(st.integers(1, 4)))]


@settings(deadline=None, max_examples=60)
@given(corpus(), st.randoms(use_true_random=False))
def test_order_of_articles_does_not_matter(builds: list[Build], random: object) -> None:
    extractions = [b.done() for b in builds]
    turned = list(extractions)
    random.shuffle(turned)  # type: ignore[attr-defined]  # hypothesis gives a Random
    one = resolve(extractions, gazetteer=GAZETTEER)
    other = resolve(turned, gazetteer=GAZETTEER)
    assert one == other
    assert list(one.entity_of) == list(other.entity_of)


@settings(deadline=None, max_examples=60)
@given(corpus())
def test_each_mention_has_one_entity_or_a_question(builds: list[Build]) -> None:
    resolution = resolve([b.done() for b in builds], gazetteer=GAZETTEER)
    linked = [(link.article, link.span) for e in resolution.entities for link in e.links]
    assert len(linked) == len(set(linked))
    assert set(linked) == set(resolution.entity_of)
    asked = {(q.article, q.span) for q in resolution.open if q.kind == "unresolved-pronoun"}
    for made in builds:
        for mention in made.mentions:
            place = (made.id, mention.span)
            assert (place in resolution.entity_of) != (place in asked)


@settings(deadline=None, max_examples=60)
@given(corpus())
def test_keys_labels_and_references_are_sound(builds: list[Build]) -> None:
    resolution = resolve([b.done() for b in builds], gazetteer=GAZETTEER)
    keys = [e.key for e in resolution.entities]
    assert len(keys) == len(set(keys))
    assert keys == sorted(keys)
    texts = {m.text for b in builds for m in b.mentions}
    known = {e.label for e in GAZETTEER.entries}
    folded = {names.fold(t) for t in texts}
    for entity in resolution.entities:
        written = names.fold(entity.label)
        assert entity.label in texts | known or any(written in t or t in written for t in folded)
        assert set(entity.doubtful) <= set(keys) - {entity.key}
        assert entity.links
    spans = {(b.id, m.index) for b in builds for m in b.meetings}
    told = [(r.article, i) for m in resolution.meetings for r in m.reports for i in r.indexes]
    assert len(told) == len(set(told))
    assert set(told) <= spans
    for meeting in resolution.meetings:
        people = {
            *meeting.participants,
            *meeting.hosts,
            *((meeting.place,) if meeting.place else ()),
        }
        assert people <= set(keys)
        assert len(meeting.participants) >= (2 if meeting.kind == "Meeting" else 1)
        assert meeting.kind == "Meeting" or meeting.place


@given(st.text(max_size=40))
def test_slugs_are_plain(text: str) -> None:
    made = names.slug(text)
    assert made
    assert made == names.slug(text)
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@given(st.text(max_size=40))
def test_folding_is_stable(text: str) -> None:
    assert names.fold(names.fold(text)) == names.fold(text)
    assert names.squeeze(names.squeeze(text)) == names.squeeze(text)


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_one_edit_is_symmetric(a: str, b: str) -> None:
    assert names.one_edit(a, b) == names.one_edit(b, a)
    if names.one_edit(a, b):
        assert a != b


@given(st.text("abcd", min_size=2, max_size=8), st.integers(0, 6), st.sampled_from("xyz"))
def test_names_one_edit_apart_share_a_deletion(word: str, at: int, letter: str) -> None:
    at %= len(word)
    for other in (word[:at] + letter + word[at + 1 :], word[:at] + word[at + 1 :]):
        assert names.one_edit(word, other) or word == other
        assert names.deletions(word) & names.deletions(other)


@given(st.text(max_size=12), st.booleans())
def test_days_never_raise(text: str, last: bool) -> None:
    found = day(text, last=last)
    assert found is None or str(found.year).zfill(4) == text.split("-")[0].zfill(4)
