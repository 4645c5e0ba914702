"""Statements of invented people as a graph, and questions about them in other words."""

from __future__ import annotations

from functools import cache

import pyoxigraph

from kg.graph.store import Store
from tests.answer_graph import BASE, PREFIXES

PEOPLE = {
    "Oyelaran Bassong": "Person", "Mirela Czernik": "Person", "Tevita Fonoti": "Person",
    "Halldora Brekkan": "Person", "Joaquim Sequeiros": "Person", "Xuan Bich Dao": "Person",
    "Estonia": "State", "Portugal": "State", "Fiji": "State", "Iceland": "State",
    "harbour workers": "Group", "Coral Wire": "Organization", "fishing unions": "Group",
    "Nadia Ferroukhi": "Person",
}  # fmt: skip

# speaker, cue, content, the sentence, attitude, number of the claim it stands in
CLAIMS: tuple[tuple[str, str, str, str, str, int | None], ...] = (
    ("Oyelaran Bassong", "said", "the new ferry line will halve the journey between the islands",
     "Bassong said the new ferry line will halve the journey between the islands.",
     "statement", None),
    ("Oyelaran Bassong", "told", "“We are not going to sell a single boat,”",
     "“We are not going to sell a single boat,” Bassong told reporters.", "statement", None),
    ("Mirela Czernik", "warned", "that herring stocks would collapse within a decade",
     "Czernik warned that herring stocks would collapse within a decade.", "statement", None),
    ("Mirela Czernik", "said", "Estonia wants Portugal to open its harbours to its trawlers",
     "Czernik said Estonia wants Portugal to open its harbours to its trawlers.",
     "statement", None),
    ("Estonia", "wants", "Portugal to open its harbours to its trawlers",
     "Czernik said Estonia wants Portugal to open its harbours to its trawlers.", "desire", 3),
    ("Tevita Fonoti", "called", "the agreement “a net full of holes”",
     "Fonoti called the agreement “a net full of holes”.", "statement", None),
    ("Tevita Fonoti", "denied", "that Fiji had asked Iceland for money",
     "Fonoti denied that Fiji had asked Iceland for money.", "statement", None),
    ("Halldora Brekkan", "believes", "that the ministers met in secret in Reykjavik last winter",
     "Brekkan believes that the ministers met in secret in Reykjavik last winter.",
     "belief", None),
    ("Halldora Brekkan", "said", "“Nobody at the table mentioned whales,”",
     "“Nobody at the table mentioned whales,” Brekkan said.", "statement", None),
    ("Joaquim Sequeiros", "argued", "that quotas punish small crews and spare the big fleets",
     "Sequeiros argued that quotas punish small crews and spare the big fleets.",
     "statement", None),
    ("Joaquim Sequeiros", "said", "Portugal fears that its sardines will be fished by others",
     "Sequeiros said Portugal fears that its sardines will be fished by others.",
     "statement", None),
    ("Portugal", "fears", "that its sardines will be fished by others",
     "Sequeiros said Portugal fears that its sardines will be fished by others.", "fear", 10),
    ("Xuan Bich Dao", "predicted", "that fuel would become dearer before the spring",
     "Dao predicted that fuel would become dearer before the spring.", "belief", None),
    ("harbour workers", "threatened", "to strike if the night shifts are not paid",
     "Harbour workers threatened to strike if the night shifts are not paid.", "intention", None),
    ("Coral Wire", "reported", "that two patrol boats had collided in thick fog",
     "Coral Wire reported that two patrol boats had collided in thick fog.", "statement", None),
    ("fishing unions", "demanded", "an independent inquiry into the drowning of five sailors",
     "Fishing unions demanded an independent inquiry into the drowning of five sailors.",
     "desire", None),
    ("Nadia Ferroukhi", "said", "satellite pictures prove that the reef has recovered",
     "Ferroukhi said satellite pictures prove that the reef has recovered.", "statement", None),
    ("Nadia Ferroukhi", "urged", "Iceland to publish its catch figures",
     "Ferroukhi urged Iceland to publish its catch figures.", "desire", None),
)  # fmt: skip

WHO_SAID = (
    ("Who said the ferry will make the trip between the islands twice as short?",
     "Oyelaran Bassong", "halve"),
    ("Who promised that no vessel would be sold?", "Oyelaran Bassong", "single boat"),
    ("Who fears there will be no herring left in ten years?", "Mirela Czernik", "herring"),
    ("Who said that Estonia would like Portugal to let its trawlers into port?",
     "Mirela Czernik", "harbours"),
    ("Who wants Portugal to open its harbours?", "Estonia", "harbours"),
    ("Who compared the deal to a net that holds nothing?", "Tevita Fonoti", "net full"),
    ("Who denied that Fiji had requested funds from Iceland?", "Tevita Fonoti", "money"),
    ("Who thinks there was a secret meeting of ministers in Reykjavik?", "Halldora Brekkan",
     "secret"),
    ("Who said the subject of whales never came up?", "Halldora Brekkan", "whales"),
    ("Who thinks limits on catches hurt small boats and not large fleets?", "Joaquim Sequeiros",
     "quotas"),
    ("Who said Portugal is afraid that others take its sardines?", "Joaquim Sequeiros",
     "sardines"),
    ("Who expects the price of fuel to go up before spring?", "Xuan Bich Dao", "dearer"),
    ("Who is ready to stop work over unpaid night shifts?", "harbour workers", "strike"),
    ("Who wrote that two boats ran into each other in the mist?", "Coral Wire", "collided"),
    ("Who asked for an investigation into the death of the sailors?", "fishing unions",
     "inquiry"),
    ("Who said pictures from space show that the reef is healthy again?", "Nadia Ferroukhi",
     "reef"),
    ("Who called on Iceland to disclose how much it catches?", "Nadia Ferroukhi", "figures"),
)  # fmt: skip

NOBODY = (
    "Who said Portugal wants Estonia to open its harbours?",
    "Who said Iceland fears that its sardines will be fished by others?",
    "Who said that Iceland had asked Fiji for money?",
    "Who said the ministers talked about whales at the table?",
    "Who said that quotas help small crews in Fiji?",
    "Who said herring prices would fall in Iceland?",
    "Who said two aeroplanes had collided over Portugal?",
    "Did anybody say that the reef has been destroyed by oil?",
    "What did Oyelaran Bassong say about whales?",
    "What did Mirela Czernik say about fuel?",
    "What did Xuan Bich Dao say about the reef?",
    "Who wants Fiji to publish its catch figures?",
)


@cache
def statements_graph() -> Store:
    """The graph of the statements; tests must not change it."""
    store = Store.in_memory()
    store.load(pyoxigraph.parse(_trig(), format=pyoxigraph.RdfFormat.TRIG))
    return store


def _trig() -> str:
    kinds = {
        "Person": "foaf:Person, schema:Person",
        "State": "kg:State, schema:Country",
        "Organization": "org:Organization",
        "Group": "kg:DescribedSource, foaf:Group",
    }
    named = [f'{_iri(name)} a {kinds[kind]} ; rdfs:label "{name}" .'
             for name, kind in PEOPLE.items()]  # fmt: skip
    told = [
        '<article/sea> a schema:NewsArticle ; schema:identifier "sea.txt" ; '
        'schema:datePublished "2023-02-03"^^xsd:date .'
    ]
    for number, (speaker, cue, content, sentence, attitude, outer) in enumerate(CLAIMS):
        claim = f"<article/sea/claim/{number}>"
        negated = "kg:negated true ;" if cue == "denied" else ""
        told.append(
            f"{claim} a kg:Claim ; prov:wasQuotedFrom <article/sea> ; {negated} "
            f'kg:content "{content}" ; kg:contentRanges "{100 * number}-{100 * number + 50}" ; '
            f"kg:mode kg:indirect ; kg:attitude kg:{attitude} ; kg:speaker {_iri(speaker)} ; "
            f"kg:step <article/sea/claim/{number}/step/0> ; kg:sentence <article/sea/s{number}> ; "
            f'kg:confidence "0.9"^^xsd:decimal ; kg:order {number} .\n'
            f"<article/sea/claim/{number}/step/0> a kg:AttributionStep ; kg:stepIndex 0 ; "
            f'prov:agent {_iri(speaker)} ; kg:cue "{cue}" .\n'
            f"<article/sea/s{number}> oa:hasSource <article/sea> ; "
            f"oa:hasSelector <article/sea/s{number}/quote> .\n"
            f'<article/sea/s{number}/quote> a oa:TextQuoteSelector ; oa:exact "{sentence}" .'
        )
        if outer is not None:
            told.append(f"<article/sea/claim/{outer}> kg:embeds {claim} .")
    head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    lines = "\n".join
    return (
        f"BASE <{BASE}>\n{head}<graph/resolution> {{ {lines(named)} }}\n"
        f"<graph/article/sea> {{ {lines(told)} }}\n"
    )


def _iri(name: str) -> str:
    return f"<{PEOPLE[name].lower()}/{name.lower().replace(' ', '-')}>"
