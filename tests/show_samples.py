"""Made-up news on harbours and straits, as rows of the graph."""

from __future__ import annotations

import random
from collections import defaultdict
from typing import Any

KG = "https://newskg.example/ontology#"
BASE = "https://newskg.example/id/"

PEOPLE = {
    "Norway": ["Ingrid Solberg-Dahl", "Aksel Brenna", "Tuva Lindqvist", "Per Anders Moe"],
    "Kenya": ["Wanjiru Otieno", "Daniel Kiprono", "Amina Mwangi", "Peter Ochieng Were"],
    "Brazil": ["Luísa Carvalho", "Tomás Azeredo", "Beatriz Fontoura", "Caio Meirelles"],
    "Indonesia": ["Dewi Hartanto", "Bambang Surya", "Rizky Pranata"],
    "Canada": ["Margaret Tremblay-Fox", "Owen Laidlaw", "Sanjay Bhandari", "Claire Desrosiers"],
    "Egypt": ["Nadia El-Masry", "Hossam Farouk", "Youssef Abaza"],
    "Vietnam": ["Trần Minh Khôi", "Lê Thu Hà", "Phạm Quốc Bảo"],
    "Poland": ["Zofia Wiśniewska", "Marek Jabłoński", "Andrzej Kowal"],
}
OFFICES = ["foreign minister", "president", "trade envoy", "spokesman"]
ORGANISATIONS = ["Northern Wire", "Port Authority Union", "African Straits Forum", "Delta Press"]
PUBLISHERS = ["Northern Wire", "Delta Press", "The Harbour Times", "Evening Ledger"]
CONTENTS = [
    "{a} must open its northern ports to inspectors before the summer",
    "the talks with {a} were frank and went further than anyone had hoped",
    "{a} wants to keep the strait open to every flag, large or small",
    "the offer made by {a} last week does not go far enough",
    "no ship of {a} will be turned back while the negotiations last",
    "{a} and {b} should settle the fees between themselves first",
    "{p} had promised to come without conditions",
    "a lasting agreement cannot be had unless {a} signs it, too",
    "{a} has never asked {b} for the names of its pilots",
    "the inspectors of {a} were given everything they asked for",
    "the visit showed that {a} is ready to play a bigger role in the region",
    "{p} would be welcome at any time, and so would the delegation of {b}",
    "the figures published by {a} are honest",
    "{a} is going to pay its share of the new harbour",
]
CUES = {
    "statement": ["said", "told reporters", "announced", "insisted", "said in a statement"],
    "belief": ["thinks", "believes"],
    "desire": ["wants", "hopes"],
    "intention": ["plans", "has promised"],
    "fear": ["fears", "is worried"],
}
PLACES = ["Mombasa", "Gdańsk", "Oslo", "Port Said", "Halifax", "Hanoi", "Jakarta", "Recife"]


class World:
    """Rows under construction."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, str]]] = defaultdict(list)
        self.bodies: dict[str, str] = {}

    def entity(self, kind: str, label: str, **more: str) -> str:
        iri = f"{BASE}{kind.lower()}/{label.replace(' ', '-')}"
        types = {
            "Person": "http://xmlns.com/foaf/0.1/Person",
            "State": KG + "State",
            "Organization": "http://www.w3.org/ns/org#Organization",
            "Place": "https://schema.org/Place",
            "Group": KG + "DescribedSource",
        }
        row = {"entity": iri, "type": types[kind], "label": label, **more}
        if row not in self.rows["entities"]:
            self.rows["entities"].append(row)
        return iri

    def article(self, name: str, headline: str, **more: str) -> str:
        iri = f"{BASE}article/{name}"
        row = {"article": iri, "id": name, "headline": headline, **more}
        self.rows["articles"].append(row)
        self.bodies[iri] = headline
        row["body"] = headline
        return iri

    def paragraph(self, article: str, text: str) -> int:
        """Offset of the paragraph just added."""
        start = len(self.bodies[article]) + 2
        self.bodies[article] += "\n\n" + text
        row = next(row for row in self.rows["articles"] if row["article"] == article)
        row["body"] = self.bodies[article]
        return start

    def claim(
        self,
        article: str,
        speaker: str,
        source: str,
        cue: str,
        content: str,
        about: list[str],
        *,
        attitude: str = "statement",
        mode: str = "indirect",
        via: tuple[str, str] | None = None,
        inside: str | None = None,
        **more: str,
    ) -> str:
        quoted = f"“{content}”" if mode == "direct" else content
        text = f"{source} {cue} {'' if mode == 'direct' else 'that '}{quoted}"
        text += f", according to {via[1]}." if via else "."
        start = self.paragraph(article, text)
        content_at = start + text.index(quoted)
        order = len(self.rows["claims"])
        iri = f"{article}/claim/{order:05d}"
        self.rows["claims"].append(
            {
                "claim": iri,
                "article": article,
                "content": quoted,
                "ranges": f"{content_at}-{content_at + len(quoted)}",
                "mode": KG + mode,
                "attitude": KG + attitude,
                "speaker": speaker,
                "order": str(order),
                **more,
            }
        )
        cue_at = start + len(source) + 1
        steps: list[dict[str, Any]] = [
            {"agent": speaker, "text": source, "ranges": f"{start}-{start + len(source)}",
             "cue": cue, "cues": f"{cue_at}-{cue_at + len(cue)}"}
        ]  # fmt: skip
        if via:
            at = start + text.rindex(via[1])
            steps.append(
                {"agent": via[0], "text": via[1], "ranges": f"{at}-{at + len(via[1])}",
                 "cue": "according to", "cues": f"{at - 13}-{at - 1}"}
            )  # fmt: skip
        for index, step in enumerate(steps):
            self.rows["steps"].append({"claim": iri, "index": str(index), **step})
        for entity in about:
            self.rows["about"].append({"claim": iri, "entity": entity})
        if inside:
            self.rows["embeds"].append({"claim": inside, "inner": iri})
        return iri

    def meeting(
        self, name: str, participants: list[str], *, kind: str = "Meeting", **more: str
    ) -> str:
        iri = f"{BASE}meeting/{len(self.rows['meetings']):03d}"
        row = {"meeting": iri, "type": KG + kind, "label": name, "status": KG + "held", **more}
        self.rows["meetings"].append(row)
        self.rows["participants"] += [{"meeting": iri, "entity": who} for who in participants]
        return iri

    def report(self, meeting: str, article: str, text: str, **more: str) -> None:
        start = self.paragraph(article, text)
        self.rows["reports"].append(
            {
                "report": f"{article}/meeting/{len(self.rows['reports'])}",
                "meeting": meeting,
                "article": article,
                "status": KG + "held",
                "from": str(start),
                "to": str(start + len(text)),
                **more,
            }
        )

    def office(self, article: str, person: str, role: str, of: str) -> None:
        text = f"The {role} arrived on Monday."
        start = self.paragraph(article, text)
        self.rows["offices"].append(
            {
                "office": f"{article}/office/{len(self.rows['offices'])}",
                "person": person,
                "role": role,
                "of": of,
                "tenure": "current",
                "article": article,
                "from": str(start),
                "to": str(start + len(text)),
            }
        )

    def mention(self, article: str, entity: str, n: int) -> None:
        self.rows["mentions"].append({"entity": entity, "article": article, "n": str(n)})


def sample_rows() -> dict[str, list[dict[str, str]]]:
    """Ten articles on harbours and straits: 8 states, 27 people, 8 meetings, about 120 claims."""
    world, chance = World(), random.Random(5)
    states = {name: world.entity("State", name) for name in PEOPLE}
    people = {
        label: world.entity("Person", label, state=states[state])
        for state, labels in PEOPLE.items()
        for label in labels
    }
    home = {label: state for state, labels in PEOPLE.items() for label in labels}
    agencies = {label: world.entity("Organization", label) for label in ORGANISATIONS}
    places = {label: world.entity("Place", label) for label in PLACES}
    analysts = world.entity("Group", "analysts")
    labels = list(people)
    weights = [8 if label == PEOPLE[home[label]][0] else 2 for label in labels]
    headlines = [
        "Eight states open talks on the strait", "Brenna in Mombasa: ‘further than hoped’",
        "Inspectors board first ships", "Fees divide ministers in Gdańsk",
        "Halifax summit ends without a text", "Kenya and Norway sign on harbour works",
        "Envoys return to Port Said", "A quiet visit to Hanoi", "What the pilots want",
        "Ministers agree on a date, not on a place",
    ]  # fmt: skip
    articles = [
        world.article(
            f"straits-{i:02d}.txt", headline, date=f"2024-{3 + i // 4:02d}-{3 + 7 * (i % 4):02d}",
            publisher=PUBLISHERS[i % len(PUBLISHERS)], byline="Staff writer",
        )
        for i, headline in enumerate(headlines)
    ]  # fmt: skip
    for i, label in enumerate(labels[:18]):
        state = home[label]
        role = OFFICES[PEOPLE[state].index(label)]
        world.office(articles[i % len(articles)], people[label], role, states[state])
    attitudes = ["statement"] * 9 + ["belief", "belief", "desire", "intention", "fear"]
    for i in range(112):
        article = articles[i % len(articles)]
        speaker = chance.choices(labels, weights)[0]
        ring = list(PEOPLE)
        turn = ring.index(home[speaker])
        # Most speak of their neighbours in the ring, so that the picture has a shape.
        a = ring[(turn + (1 if i % 4 else 3)) % len(ring)]
        b = ring[(turn + 2) % len(ring)]
        p = chance.choice(PEOPLE[a][:2])
        template = CONTENTS[chance.randrange(len(CONTENTS))]
        about = [
            iri
            for slot, iri in (("{a}", states[a]), ("{b}", states[b]), ("{p}", people[p]))
            if slot in template
        ]
        attitude = chance.choice(attitudes)
        world.claim(
            article, people[speaker], speaker, chance.choice(CUES[attitude]),
            template.format(a=a, b=b, p=p), about, attitude=attitude,
            mode="direct" if i % 4 == 0 and attitude == "statement" else "indirect",
            via=(agencies["Delta Press"], "Delta Press") if i % 7 == 3 else None,
            **({"hypothetical": "true"} if i % 29 == 28 else {}),
        )  # fmt: skip
    for i in range(4):
        world.claim(articles[i], analysts, "Analysts", "said",
                    "Egypt is unlikely to give way on fees", [states["Egypt"]])  # fmt: skip
        world.claim(articles[i + 3], KG + "Unknown", "", "", "the strait belongs to nobody", [])
    outer = world.claim(
        articles[4], people["Owen Laidlaw"], "Owen Laidlaw", "said",
        "Vietnam wants Poland to lower its harbour fees", [states["Vietnam"], states["Poland"]],
    )  # fmt: skip
    world.claim(articles[4], states["Vietnam"], "Vietnam", "wants",
                "Poland to lower its harbour fees", [states["Poland"]],
                attitude="desire", inside=outer)  # fmt: skip
    pairs = [
        ("Norway", "Kenya", "Mombasa", "2024-03-08", "held"),
        ("Brazil", "Egypt", "Port Said", "2024-03-15", "held"),
        ("Canada", "Indonesia", "Jakarta", "2024-03-22", "held"),
        ("Poland", "Norway", "Gdańsk", "2024-04-04", "held"),
        ("Canada", "Kenya", "Halifax", "2024-04-18", "held"),
        ("Vietnam", "Poland", "Hanoi", "2024-04-27", "held"),
        ("Egypt", "Kenya", "Port Said", "2024-05-12", "planned"),
        ("Brazil", "Norway", "Oslo", "2024-06", "planned"),
    ]
    for i, (a, b, place, day, status) in enumerate(pairs):
        one, two = PEOPLE[a][0], PEOPLE[b][i % 2]
        meeting = world.meeting(
            f"{one} and {two} in {place}", [people[one], people[two]], start=day, end=day,
            place=places[place], status=KG + status,
        )  # fmt: skip
        for k, article in enumerate((articles[i], articles[i + 1])):
            told = day if not (i == 3 and k) else "2024-04-05"
            text = f"{one} met {two} in {place}, officials of both sides confirmed."
            world.report(meeting, article, text, status=KG + status, start=told, time="on Friday")
    for i, iri in enumerate([*people.values(), *states.values(), *agencies.values()]):
        for article in articles[i % 4 :: 3]:
            world.mention(article, iri, 1 + i % 5)
    world.rows["aliases"].append({"entity": people["Ingrid Solberg-Dahl"], "alias": "Mrs Dahl"})
    return dict(world.rows)


def large_rows(count: int) -> dict[str, list[dict[str, str]]]:
    """A graph of about `count` nodes with few heavy and many light ones."""
    world, chance = World(), random.Random(11)
    states = [world.entity("State", f"State {i + 1}") for i in range(count // 50)]
    syllables = ["ba", "ko", "mi", "ren", "tal", "vo", "shi", "dar", "lin", "que", "zor", "an"]
    people, names = [], []
    for i in range(count - len(states) - count // 20):
        name = "".join(chance.choices(syllables, k=2)).title()
        name += " " + "".join(chance.choices(syllables, k=3)).title() + f" {i}"
        home = {} if i % 4 == 0 else {"state": states[int(len(states) * chance.random() ** 2)]}
        people.append(world.entity("Person", name, **home))
        names.append(name)
    articles = [
        world.article(f"row-{i:04d}", f"Report number {i}", publisher=PUBLISHERS[i % 4],
                      date=f"{2019 + i % 5}-{1 + i % 12:02d}-{1 + i % 28:02d}")
        for i in range(max(count // 30, 1))
    ]  # fmt: skip
    everyone = people + states
    for i in range(count * 2):
        speaker = int(len(people) * chance.random() ** 2)
        target = everyone[-1 - int(len(everyone) * chance.random() ** 2.5)]
        if target != people[speaker]:
            world.claim(articles[i % len(articles)], people[speaker], names[speaker], "said",
                        f"matter number {i} is not closed", [target])  # fmt: skip
    for i in range(count // 20):
        two = [people[int(len(people) * chance.random() ** 2)] for _ in range(2)]
        article = articles[i % len(articles)]
        meeting = world.meeting(f"Meeting {i}", sorted(set(two)),
                                start=f"{2019 + i % 5}-{1 + i % 12:02d}-11")  # fmt: skip
        world.report(meeting, article, "They met on Friday.")
    return dict(world.rows)
