"""Resolution within one article: made-up news, hard cases."""

from __future__ import annotations

import pytest

from kg.records import Mention, Resolution, Span
from kg.resolve import resolve
from tests.resolve_builder import GAZETTEER, Build, entity, labels


def solve(*builds: Build) -> Resolution:
    return resolve([b.done() for b in builds], gazetteer=GAZETTEER)


def pairs(build: Build) -> list[tuple[str, str | None]]:
    return labels(solve(build), build)


def test_surname_goes_to_the_full_name_with_reasons() -> None:
    build = Build("[P Ana Rojas] spoke. Ms. [P Rojas] left. [P Rojas] returned.")
    resolution = solve(build)
    assert {label for _, label in labels(resolution, build)} == {"Ana Rojas"}
    rojas = entity(resolution, "Ana Rojas")
    assert [link.reason for link in rojas.links] == ["exact name", "title and surname", "surname"]
    assert rojas.key == "person/ana-rojas"
    assert rojas.aliases == ("Rojas",)


def test_surname_in_the_headline_before_the_full_name() -> None:
    build = Build("# [P Rojas] wins\n[P Ana Rojas] won. [P Rojas] wept.")
    assert {label for _, label in pairs(build)} == {"Ana Rojas"}


@pytest.mark.parametrize(
    "variant", ["Yoon Hye Jin", "Yoon Hyejin", "YOON HYE-JIN", "Hye-jin Yoon", "Yoon Hyé-jin"]
)
def test_spelling_and_order_variants(variant: str) -> None:
    build = Build(
        f"[P Yoon Hye-jin] spoke. [P Yoon Hye-jin] sang. [P {variant}] left. [P Yoon] ate."
    )
    assert {label for _, label in pairs(build)} == {"Yoon Hye-jin"}


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("John Smith", "J. Smith"),
        ("Joseph Miller", "Joe Miller"),
        ("George Walker Hill", "George W. Hill"),
        ("George W. Hill", "George Hill"),
        ("Hendrik van der Berg", "van der Berg"),
        ("Fattah el-Naggar", "Naggar"),
    ],
)
def test_lesser_forms(full: str, short: str) -> None:
    build = Build(f"[P {full}] spoke. [P {full}] ate. [P {short}] left.")
    assert {label for _, label in pairs(build)} == {full}


def test_two_full_names_never_merge() -> None:
    build = Build("[P John Smith] and [P Jane Smith] met [P John P. Smith Jr.] and [P J. Smith].")
    found = pairs(build)
    assert found[0][1] == "John Smith"
    assert found[1][1] == "Jane Smith"
    assert found[2][1] == "John P. Smith Jr."
    assert found[3][1] == "J. Smith", "an initial that fits two stays apart"


def test_junior_is_not_senior() -> None:
    build = Build("[P Carl Stone Jr.] and [P Carl Stone] spoke.")
    assert [label for _, label in pairs(build)] == ["Carl Stone Jr.", "Carl Stone"]


def test_married_couple_by_title() -> None:
    build = Build(
        "[P John Smith] and his wife [P Jane Smith] arrived. Mr. [P Smith] spoke. "
        "Mrs. [P Smith] sang. Ms. [P Smith] left."
    )
    assert [label for _, label in pairs(build)] == [
        "John Smith", "Jane Smith", "John Smith", "Jane Smith", "Jane Smith",
    ]  # fmt: skip


def test_shared_surname_goes_to_the_most_prominent() -> None:
    build = Build(
        "# [P Park] visits [S China]\n[Sa North Korean] leader [P Park Min-ho] visited [S China]. "
        "[P Park] met officials. His sister [P Park So-yi] came too. "
        "“Good,” said [P Park Ji-won], a professor. [P Park] flew home."
    )
    found = pairs(build)
    assert [label for text, label in found if text == "Park"] == ["Park Min-ho"] * 3
    assert ("Park So-yi", "Park So-yi") in found
    assert ("Park Ji-won", "Park Ji-won") in found


def test_surname_that_speaks_again_is_the_speaker_just_quoted() -> None:
    build = Build(
        "[Sa North Korean] leader [P Park Min-ho] left. [P Park] slept. [P Park] woke. "
        "“Good,” said [P Park Ji-won], a professor. “It is new,” [P Park] added."
    )
    build.says("Park Ji-won", "“Good,”", mode="direct")
    build.says("Park", "“It is new,”", number=2, mode="direct")
    resolution = solve(build)
    assert labels(resolution, build)[-1] == ("Park", "Park Ji-won")
    reasons = [link.reason for link in entity(resolution, "Park Ji-won").links]
    assert reasons[-1] == "surname of the speaker just quoted"


def test_ambiguous_surname_stays_apart_with_a_doubt() -> None:
    build = Build("[P Lena Marsh] and [P Tom Marsh] spoke. [P Marsh] left.")
    resolution = solve(build)
    assert labels(resolution, build)[-1] == ("Marsh", "Marsh")
    marsh = entity(resolution, "Marsh")
    assert marsh.doubtful == ("person/lena-marsh", "person/tom-marsh")
    (question,) = [q for q in resolution.open if q.kind == "doubtful-merge"]
    assert "Lena Marsh or Tom Marsh" in question.note
    assert question.span == build.at("Marsh")


def test_office_picks_between_surnames() -> None:
    build = Build(
        "Chairman [P Ro Su-yong] and Foreign Minister [P Ro Yong-ho] came. "
        "Foreign Minister [P Ro] spoke."
    )
    assert pairs(build)[-1] == ("Ro", "Ro Yong-ho")


def test_bare_name_used_before_is_not_a_later_namesake() -> None:
    build = Build(
        "[P Vale] arrived in town. [P Vale] met officials. [P Vale] ate. "
        "“Fine,” said [P Maria Vale], a farmer. [P Vale] left."
    )
    found = pairs(build)
    assert [label for text, label in found[:3]] == ["Vale"] * 3
    assert found[3][1] == "Maria Vale"
    assert found[4][1] == "Vale"


def test_gendered_title_conflict_makes_two_people() -> None:
    build = Build("Mr. [P Ode] came. Mrs. [P Ode] left.")
    resolution = solve(build)
    assert len({resolution.entity_of["a", m.span] for m in build.mentions}) == 2


def test_royal_title_stays_with_a_single_name() -> None:
    build = Build("Queen [P Astrid] spoke. [P Astrid] left.")
    assert {label for _, label in pairs(build)} == {"Queen Astrid"}


def test_office_and_state_from_the_title() -> None:
    build = Build(
        "[Sa Norwegian] Prime Minister [P Kari Lund] met [P Bo Friis], the Danish premier."
    )
    resolution = solve(build)
    assert entity(resolution, "Kari Lund").state == "state/norway"
    assert entity(resolution, "Bo Friis").state == "state/denmark"


def test_descriptions_by_office_and_state() -> None:
    build = Build(
        "[Sa Norwegian] Prime Minister [P Kari Lund] met [Sa Danish] President [P Bo Friis]. "
        "[Gd The Norwegian leader] smiled. [Gd The president] did not. "
        "[Gd The Chilean leader] came."
    )
    found = pairs(build)
    assert found[4] == ("The Norwegian leader", "Kari Lund")
    assert found[5] == ("The president", "Bo Friis")
    assert found[6][1] == "Chilean leader", "nobody in the text fits"


def test_description_from_extracted_office() -> None:
    build = Build("[P Kari Lund] leads [S Norway] as its chancellor. [Gd The chancellor] slept.")
    build.office("Kari Lund", "chancellor", "Norway")
    assert pairs(build)[-1] == ("The chancellor", "Kari Lund")


def test_description_of_a_former_office_is_not_the_present_one() -> None:
    build = Build("Former President [P Bo Friis] met [P Kari Lund]. [Gd The president] slept.")
    assert pairs(build)[-1] == ("The president", "president")


def test_groups_keep_their_words() -> None:
    build = Build(
        "[Gd Analysts] agree. [Gd Some analysts] do not. [Gd analysts] smile. "
        "[Gd A senior official] spoke. [Gd The official] left. [Gd Chinese officials] came."
    )
    resolution = solve(build)
    assert [label for _, label in labels(resolution, build)] == [
        "analysts", "some analysts", "analysts", "senior official", "senior official",
        "Chinese officials",
    ]  # fmt: skip
    assert entity(resolution, "some analysts").key.startswith("group/a-")
    assert entity(resolution, "some analysts").key.endswith("/some-analysts")


def test_state_media_of_its_state() -> None:
    build = Build(
        "[S North Korea] tested a rocket, while [Gd its state media] stayed silent. "
        "[Gd Norway's state media] did not, nor [S Chile][Gd ’s state-run media]."
    )
    assert [label for _, label in pairs(build)] == [
        "North Korea", "North Korean state media", "Norwegian state media", "Chile",
        "Chilean state-run media",
    ]  # fmt: skip


def test_country_only_when_one_state_is_near() -> None:
    build = Build(
        "[S China] grew as [Gd the country] built. [S Chile] and [S Norway] fought [Gd the regime]."
    )
    resolution = solve(build)
    found = labels(resolution, build)
    assert found[1] == ("the country", "China")
    assert found[4] == ("the regime", None)
    assert [q.span for q in resolution.open] == [build.at("the regime")]


def test_his_country_is_the_persons() -> None:
    build = Build(
        "[Sa Chilean] President [P Hugo Paz] left. [S Norway] praised [Pp his] skill and "
        "[Gd his country]."
    )
    his = build.at("his country")
    own = Mention("a", Span(his.start, his.start + 3), Span(his.start, his.start + 3), "his",
                  "Person", "pronoun", 0)  # fmt: skip
    build.mentions = (*build.mentions, own)
    assert [label for text, label in pairs(build) if text.startswith("his")] == [
        "Hugo Paz", "Chile", "Hugo Paz",
    ]  # fmt: skip


def test_unfinished_and_misread_names() -> None:
    build = Build(
        "[P Yoon Hye]-jin spoke. [P Ana Rojas] left. [O Rojas] said so. [P Oslo] agreed. "
        "[Gd Rojas] went home. [P Yoon] slept."
    )
    assert [label for _, label in pairs(build)] == [
        "Yoon Hye-jin", "Ana Rojas", "Ana Rojas", "Norway", "Ana Rojas", "Yoon Hye-jin",
    ]  # fmt: skip


def test_introductory_phrase_is_no_apposition() -> None:
    build = Build(
        "[Sa Chilean] President [P Hugo Paz] came. In talks with [Gd the president], [P Ana Rojas] "
        "smiled. [Gd The mayor], [P Bo Friis], left. [Gd A schedule], [P Eva Paz], came."
    )
    assert [label for _, label in pairs(build)][2:] == [
        "Hugo Paz", "Ana Rojas", "Bo Friis", "Bo Friis", "schedule", "Eva Paz",
    ]  # fmt: skip


def test_people_in_a_list_keep_their_own_titles() -> None:
    build = Build("[P Eva Paz], [Sa Danish] President [P Bo Friis] and [P Ola Berg] came.")
    resolution = solve(build)
    assert entity(resolution, "Eva Paz").state is None
    assert entity(resolution, "Bo Friis").state == "state/denmark"


def test_headline_that_goes_on_gives_no_title() -> None:
    build = Build("After talks with [P Ana Rojas], [Sa Danish] leader lauds [S Norway].")
    assert entity(solve(build), "Ana Rojas").state is None


def test_late_leader_is_not_the_prominent_one() -> None:
    build = Build(
        "# [P Park] visits [S China]\n[Sa North Korean] leader [P Park Min-ho] left. [P Park] ate. "
        "His father, late [Sa North Korean] leader [P Park Chul], liked trains. [P Park] slept. "
        "[Gd The North Korean leader] woke."
    )
    found = [label for text, label in pairs(build) if text in ("Park", "The North Korean leader")]
    assert found == ["Park Min-ho"] * 4


def test_taken_up_again_only_in_the_same_words() -> None:
    build = Build(
        "[Gd Chilean officials] spoke. [Gd The officials] left. [Gd The officials of Norway] came."
    )
    assert [label for _, label in pairs(build)] == [
        "Chilean officials", "Chilean officials", "officials of Norway",
    ]  # fmt: skip


def test_ministry_without_a_name_of_its_own_is_its_states() -> None:
    build = Build("The [Sa Danish] [O Foreign Ministry] spoke. [Gd The ministry] left.")
    found = entity(solve(build), "Danish Foreign Ministry")
    assert (found.state, found.aliases) == ("state/denmark", ("Foreign Ministry",))
    assert len(found.links) == 2


def test_organisation_descriptions_and_acronyms() -> None:
    build = Build(
        "China's official [O Baihua News Agency] and the [O World Grain Fund] ([O WGF]) spoke. "
        "[O Baihua] said so, and [Gd the news agency] repeated it. [O The WGF] agreed. "
        "[Gd The fund] left."
    )
    resolution = solve(build)
    assert [label for _, label in labels(resolution, build)] == [
        "Baihua News Agency", "World Grain Fund", "World Grain Fund", "Baihua News Agency",
        "Baihua News Agency", "World Grain Fund", "World Grain Fund",
    ]  # fmt: skip
    baihua = entity(resolution, "Baihua News Agency")
    assert baihua.state == "state/china"
    assert {link.reason for link in baihua.links} == {"exact name", "short name", "description"}
    assert "WGF" in entity(resolution, "World Grain Fund").aliases


def test_agency_of_another_state_is_not_meant() -> None:
    build = Build(
        "The [Sa Norwegian] agency [O Nordpress] and the [Sa Danish] agency [O Sydpress] spoke. "
        "[Gd The Norwegian agency] left."
    )
    assert pairs(build)[-1] == ("The Norwegian agency", "Nordpress")


def test_ministry_of_a_state_is_an_organisation() -> None:
    build = Build("[Gd The Norwegian government] agreed. [Gd The government] repeated it.")
    resolution = solve(build)
    found = entity(resolution, "Norwegian government")
    assert (found.kind, found.state) == ("Organization", "state/norway")
    assert len(found.links) == 2


def test_capitals_and_points_of_the_compass() -> None:
    build = Build(
        "[S Oslo] agreed with [S North Korea]. [S The North] spoke in [L Oslo]. "
        "[S The South] slept."
    )
    resolution = solve(build)
    found = labels(resolution, build)
    assert [label for _, label in found] == ["Norway", "North Korea", "North Korea", "Oslo", None]
    assert entity(resolution, "Oslo").state == "state/norway"
    assert entity(resolution, "Oslo").kind == "Place"


def test_unknown_state_and_unknown_adjective() -> None:
    build = Build("[S Freedonia] spoke. The [Sa Sylvanian] envoy left.")
    resolution = solve(build)
    assert labels(resolution, build) == [("Freedonia", "Freedonia"), ("Sylvanian", None)]
    assert entity(resolution, "Freedonia").key == "state/freedonia"
    assert len(resolution.open) == 1


def test_apposed_description_is_its_name() -> None:
    build = Build("[Gd Lund's sister], [P Mia Lund], met [P Ola Berg], [Gd a professor at Bergen].")
    assert [label for _, label in pairs(build)] == ["Mia Lund", "Mia Lund", "Ola Berg", "Ola Berg"]


def test_list_after_a_name_is_no_apposition() -> None:
    build = Build("[P Ola Berg], [Gd a senior official] and [Gd analysts] agreed.")
    assert [label for _, label in pairs(build)] == ["Ola Berg", "senior official", "analysts"]


def test_kind_noise_follows_the_majority() -> None:
    build = Build("[O Nordpress] said. [O Nordpress] wrote. [P Nordpress] added.")
    assert {label for _, label in pairs(build)} == {"Nordpress"}
    assert entity(solve(build), "Nordpress").kind == "Organization"


def test_gazetteer_wins_over_spelling() -> None:
    build = Build("[L China] and [S U.S.] and [O China] and [S United States]")
    resolution = solve(build)
    assert [label for _, label in labels(resolution, build)] == [
        "China", "United States", "China", "United States",
    ]  # fmt: skip
    assert entity(resolution, "China").kind == "State"


def test_relative_pronoun_is_the_nearest_before() -> None:
    build = Build(
        "[P Ana Rojas] met [P Bo Friis] in May, [Gd who] agreed. The sun, [Gd which] set."
    )
    assert [label for _, label in pairs(build)] == ["Ana Rojas", "Bo Friis", "Bo Friis", None]


def test_only_a_sentence_s_first_word_loses_its_capital() -> None:
    build = Build("[Gd The Congress party] came. [Gd Passengers] wait.")
    assert [label for _, label in labels(solve(build), build)] == ["Congress party", "passengers"]


def test_two_just_named_share_a_surname() -> None:
    build = Build("[P Ana Ode] came. [P Eva Ode] signed. [P Ode] said it was late.")
    assert pairs(build.says("Ode", "it was late"))[-1] == ("Ode", "Ode")
    told = Build("[P Ana Ode] came. It rained. [P Eva Ode] was ill. [P Ode] said it was late.")
    assert pairs(told.says("Ode", "it was late"))[-1] == ("Ode", "Eva Ode")


@pytest.mark.parametrize(
    ("text", "leader"),
    [
        ("President [P Ana Ode] left [S Norway]. [S Chile]'s president, [P Hugo Paz], stayed. "
         "[Gd The Norwegian leader] spoke.", "Ana Ode"),
        ("President [P Ana Ode] left [S Norway]. [S Chile]'s president, [P Hugo Paz], stayed. "
         "[Gd The Danish leader] spoke.", "Danish leader"),
        ("President [P Ana Ode] left. [S Chile]'s president, [P Hugo Paz], stayed. "
         "[S Norway] was cold. [Gd The Norwegian leader] spoke.", "Norwegian leader"),
        ("President [P Ana Ode] was in [S Norway]. President [P Bo Lund] was in [S Denmark]. "
         "President [P Ana Ode] told [Gd the Danish leader] so.", "Bo Lund"),
    ],
)  # fmt: skip
def test_the_leader_of_a_state_named_beside_the_president(text: str, leader: str) -> None:
    build = Build(text)
    for name, role, of in (("Ana Ode", "President", None), ("Hugo Paz", "president", "Chile"),
                           ("Bo Lund", "President", None)):  # fmt: skip
        if name in text:
            build = build.office(name, role, of) if of else build.office(name, role)
    found = dict(pairs(build))
    said = next(words for words in found if words.lower().endswith(" leader"))
    assert found[said] == leader


def test_the_side_of_a_state_is_the_state() -> None:
    build = Build(
        "[Sa Danish] ships came. [Gd The Danish side] agreed. [Gd The left side] did not. "
        "[Gd The Danish left side] slept."
    )
    found = dict(pairs(build))
    assert found["The Danish side"] == "Denmark"
    assert "Denmark" not in (found["The left side"], found["The Danish left side"])


def test_a_headline_names_an_office_of_one() -> None:
    text = "#[Gd Former energy minister] charged\nFormer energy minister [P Bo Lund] left."
    build = Build(text).office("Bo Lund", "Former energy minister")
    assert pairs(build)[0] == ("Former energy minister", "Bo Lund")
    two = Build(text + " Former energy minister [P Aki Sato] stayed.")
    two = two.office("Bo Lund", "Former energy minister")
    two = two.office("Aki Sato", "Former energy minister")
    assert pairs(two)[0][1] not in ("Bo Lund", "Aki Sato")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("They met in [L Dalian]. They left. In [L Dailan] it rained.", 1),
        ("[L Hanover] slept. [L Hannover] woke. [L Hannover] was warm.", 1),
        ("The Danish town of [L Velderup] slept. [L Velderap], [S Denmark], woke.", 1),
        ("They met in [L Dalian], not in [L Dailan].", 2),
        ("[L Hanover] slept. [L Hannover] woke.", 2),
        ("[L Velderup] slept. [L Velderap] woke.", 2),
        ("[L Lublin] slept. [L Dublin] woke. [L Dublin] was warm.", 2),
        ("[L Shanxi] slept. [L Shaanxi] woke. [L Shaanxi] was warm.", 2),
        ("The Danish town of [L Velderup] slept. [L Vedlerup], [S Norway], woke.", 2),
        ("[L Velde] slept. [L Vedle] woke.", 2),
        ("Near the [L Naryn River] it froze. The [L Naryn] rose.", 1),
        ("Near the [L Naryn River] it froze. [L Naryn] slept.", 2),
    ],
)
def test_spellings_of_a_place(text: str, places: int) -> None:
    found = [e for e in solve(Build(text)).entities if e.kind == "Place"]
    assert len(found) == places


def test_the_lawyer_of_somebody_is_another() -> None:
    build = Build("[Gd The lawyer of Senator Ana Ode] spoke. [P Ana Ode] did not.")
    assert pairs(build)[0][1] != "Ana Ode"
    same = Build("[Gd The lawyer of the poor], [P Ana Ode], spoke.")
    assert pairs(same)[0][1] == "Ana Ode"
