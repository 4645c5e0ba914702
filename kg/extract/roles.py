"""English nouns that name an office, a rank or a profession, and their modifiers."""

from __future__ import annotations

ROLES = frozenset(
    """
    academic activist actor admiral administrator adviser advisor advocate agent aide ambassador
    analyst anchor archbishop archivist assemblyman assemblywoman assistant associate astronaut
    attache attorney auditor author banker baron bishop brigadier broadcaster captain cardinal
    ceo cfo chair chairman chairperson chairwoman champion chancellor chaplain chief
    choreographer cio clerk co-author co-chair co-chairman co-chairwoman co-director co-editor
    co-founder co-host co-leader co-owner co-president coach colonel columnist commander
    commentator commissioner comptroller conductor congressman congresswoman consul
    consultant contributor controller convener coo coordinator coroner correspondent councillor
    counterpart lady
    councilman councilmember councilor councilwoman counsel counsellor counselor creator
    critic cto curator dean delegate demographer deputy designer detective dictator diplomat
    director
    director-general doctor economist editor editor-in-chief emeritus emir emissary emperor
    engineer entrepreneur envoy epidemiologist executive expert fellow filmmaker financier
    firefighter
    foreman founder general governor governor-general head headmaster headteacher historian
    imam inspector instructor investigator investor journalist judge justice keeper king
    landlord lawmaker lawyer leader lecturer lieutenant linguist lobbyist magistrate magnate
    maintainer major manager marshal mayor mediator member meteorologist minister moderator monarch
    mp mep negotiator neurologist nominee novelist nurse officer official ombudsman operative
    organiser organizer owner parliamentarian pastor patriarch photographer physician
    physicist pilot planner playwright policeman politician pollster pontiff pope premier presenter
    president pressman priest prince princess principal producer professor prosecutor
    provost publicist publisher queen rabbi rapporteur rector referee regent registrar reporter
    representative researcher reverend ruler scholar scientist secretary secretary-general selectman
    senator sergeant sheikh sheriff sociologist solicitor specialist speaker spokesman
    spokesperson spokeswoman staffer statistician strategist sultan superintendent supervisor
    surgeon surrogate taoiseach teacher technician theorist trader trainer translator treasurer
    trustee tsar tutor tycoon umpire undersecretary veterinarian vice-chair vice-chairman
    vice-chancellor vice-premier vice-president viceroy vicar volunteer warden watcher whip
    writer czar candidate contender hopeful frontrunner front-runner
    striker midfielder goalkeeper defender quarterback pitcher centre-back winger batsman bowler
    skipper jockey
    observer farmer grower fisherman cardiologist oncologist virologist psychologist psychiatrist
    biologist chemist geologist seismologist anthropologist archaeologist climatologist geographer
    barrister
    """.split()
)
"""Heads of role phrases, lower case."""

ABBREVIATIONS = {
    "sen": "senator",
    "sens": "senator",
    "rep": "representative",
    "reps": "representative",
    "gov": "governor",
    "gen": "general",
    "col": "colonel",
    "capt": "captain",
    "adm": "admiral",
    "sgt": "sergeant",
    "lt": "lieutenant",
    "maj": "major",
    "cmdr": "commander",
    "prof": "professor",
    "pres": "president",
    "det": "detective",
    "insp": "inspector",
    "atty": "attorney",
    "supt": "superintendent",
    "pm": "prime minister",
    "fm": "foreign minister",
    "vp": "vice president",
}
"""Titles as news shortens them, without the full stop."""

OF_ROLES = {
    "secretary": frozenset(
        """
        state defense defence war energy agriculture commerce labor transportation education health
        homeland veterans housing interior treasury
        """.split()
    ),
    "minister": frozenset(
        """
        state defense defence finance health education foreign interior justice economy trade energy
        transport culture agriculture labour labor
        """.split()
    ),
    "chief": frozenset({"staff", "police", "protocol"}),
    "director": frozenset({"national", "communications", "research", "operations", "intelligence"}),
    "speaker": frozenset({"parliament", "house"}),
    "member": frozenset({"parliament", "congress"}),
    "chairman": frozenset({"board"}),
    "head": frozenset({"state", "government"}),
    "leader": frozenset({"opposition", "house"}),
}
"""`of` phrases that belong to the role itself, by the first word after `of` (and `the`)."""

FORMER = frozenset({"former", "ex", "then", "onetime", "one-time", "ousted", "deposed", "retired",
                    "erstwhile", "ex-", "previous", "impeached"})  # fmt: skip
LATE = frozenset({"late", "deceased", "slain", "assassinated"})
FUTURE = frozenset({"incoming", "elect", "designate", "presumptive", "nominee", "future", "next"})
DROPPED = FORMER | LATE | FUTURE | frozenset(
    """
    the a an its his her their our my your current sitting outgoing new newly young old longtime
    long-time veteran top self-styled fellow local controversial embattled powerful popular
    prominent influential respected renowned famed famous well-known noted leading another one
    two both first second third also reclusive only other important republican democratic
    democrat gop conservative
    liberal labour tory progressive controversial
    """.split()
)  # fmt: skip
"""Words before a role that are no part of its name."""

ADJECTIVES = frozenset(
    """
    foreign prime deputy chief vice associate assistant lead adjunct acting interim joint permanent
    defense defence interior public private royal supreme military
    """.split()
)
ADJECTIVE_ENDINGS = ("al", "ic", "ive", "ary", "ior")
"""What an adjective that belongs to a role ends in (political, economic, executive, senior)."""

FAMILY = frozenset(
    "wife husband son daughter father mother brother sister cousin uncle aunt nephew niece widow "
    "spouse partner girlfriend boyfriend fiance fiancee friend".split()
)
"""Heads that name kinship: no office."""
