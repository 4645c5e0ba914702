"""Words by which news tells of meetings and visits, and of what makes one planned or denied."""

from __future__ import annotations

import re

HOST_VERBS = frozenset({"host", "receive", "welcome", "greet"})
MEET_VERBS = frozenset({"meet", "confer", "huddle", "dine", "convene"})
VISIT_VERBS = frozenset({"visit", "tour"})
MOTION_VERBS = frozenset(
    {"travel", "fly", "go", "arrive", "head", "jet", "come", "leave", "depart"}
)
"""Verbs of motion that tell of a visit when those who move act for a state or hold an office."""
INVITE_VERBS = frozenset({"invite"})
ASK_VERBS = frozenset({"invite", "ask", "urge", "beg"})

MEETING_NOUNS = frozenset(
    """
    meeting meetings summit summits talks discussions negotiations consultations audience encounter
    sit-down get-together tete-a-tete
    """.split()
)
MEAL_NOUNS = frozenset({"dinner", "lunch", "luncheon", "breakfast", "banquet"})
"""They tell of a meeting only where somebody has one, or hosts one."""
EVENT_NOUNS = MEAL_NOUNS | {
    "reception", "stroll", "walk", "performance", "concert", "tea", "photocall", "farewell",
}  # fmt: skip
"""What makes part of a meeting or visit; beside a meal nothing of it is a meeting by itself."""
EVENT_VERBS = frozenset(
    "host give throw hold have attend watch enjoy take share join lay offer see be".split()
)
STROLL_VERBS = frozenset({"stroll", "walk"})
CARRIED = frozenset(
    {"phone", "telephone", "videoconference", "video", "videolink", "skype", "zoom"}
)
"""What talks go by that bring nobody together."""
VISIT_NOUNS = frozenset({"visit", "visits", "trip", "trips", "tour", "journey", "stopover"})
NOT_IN_PERSON = frozenset({"phone", "telephone", "telephonic", "conference", "call", "news"})
POSTPONING = frozenset({"postpone", "delay", "defer", "reschedule", "push", "put"})
"""Verbs whose object keeps its plan, not its date."""
PRESS = frozenset(
    "reporters journalists media press correspondents demands targets voters fans needs".split()
)
"""Whom to meet is no meeting."""
CROWDS = frozenset(
    "people children men women delegation family team group clergy youth staff troops".split()
)
ENVOYS = frozenset(
    """
    official minister leader president premier diplomat negotiator envoy delegation delegate
    representative ambassador general officer commander chancellor secretary adviser aide expert
    lawmaker
    """.split()
)
"""Those whose meeting is one of the states that sent them."""
STANDARDS = frozenset(
    """
    threshold thresholds requirement requirements standard standards deadline deadlines criteria
    criterion target targets goal goals demand demands need needs expectations quota challenge
    obligations conditions benchmark
    """.split()
)
"""What is met without anybody meeting."""
KIN = frozenset(
    """
    wife husband spouse daughter son sister brother mother father partner fiancee fiance niece
    nephew
    """.split()
)
ATTENDING = frozenset({"present", "attendance"})
VENUE_NOUNS = frozenset(
    """
    palace hotel hall house residence villa mansion resort guesthouse castle headquarters embassy
    consulate ministry airport airfield airbase base club estate ranch retreat lodge office offices
    parliament church cathedral mosque temple monastery university college theatre theater museum
    centre center compound complex building pavilion camp village garden gardens barracks
    courthouse school stadium farm farmhouse chateau château
    """.split()
)

LIGHT_VERBS = frozenset(
    """
    have hold host attend begin start open conduct resume conclude finish end wrap convene make pay
    undertake complete kick lead chair join take continue enter go sit arrive travel fly come embark
    return head
    """.split()
)
"""Verbs whose subject takes part in the meeting or visit that they govern."""
HAPPEN_VERBS = frozenset({"take", "happen", "occur", "begin", "start", "end", "last", "come", "be"})
START_VERBS = frozenset(
    """
    begin start continue manage get help come rush hurry drive sail travel fly go arrive head be
    have return stop gather
    """.split()
)
"""Verbs above an infinitive that say nothing of whether it happened but by their own tense."""

PLANNING = frozenset(
    """
    agree aim announce arrange brace due expect intend plan pledge poise prepare promise schedule
    set
    slate vow accept await anticipate decide organize organise prep finalize finalise book
    decision agreement arrangement preparation commitment look ready gear postpone delay
    reschedule
    """.split()
)
HOPING = frozenset(
    """
    want hope seek wish like offer propose suggest try attempt consider urge call need willing able
    likely unlikely demand request push press desire chance possibility opportunity willingness
    proposal hope bid effort encourage eager keen possible mull weigh explore discuss would-be
    prospect idea dream love prefer threaten
    """.split()
)
CANCELLING = frozenset({"cancel", "scrap", "abandon", "scuttle", "axe"})
DENYING = frozenset(
    """
    deny refuse decline reject fail avoid skip boycott shun snub rule dismiss miss without forgo
    refusal
    """.split()
)
REFUTING = frozenset({"deny", "dispute", "refute", "dismiss", "reject", "rebut", "contradict"})
SAYING = frozenset(
    """
    say tell announce confirm report add state declare reveal disclose note promise insist write
    """.split()
)

PLANNED_BEFORE = frozenset(
    "planned upcoming scheduled proposed expected future forthcoming anticipated looming imminent "
    "next coming".split()
)
HYPOTHETICAL_BEFORE = frozenset(
    "possible potential prospective hypothetical eventual would-be any another suggested".split()
)
CANCELLED_BEFORE = frozenset({"cancelled", "canceled", "aborted", "scrapped", "abandoned"})
AHEAD = frozenset({"before", "until", "ahead", "prior", "towards", "toward"})

PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "inside", "outside", "aboard"})
GROUND_NOUNS = frozenset(
    "island isle islet peninsula archipelago coast shore shores outskirts border frontier".split()
)
"""What one is on: `on the island of [Crete]`."""
SPORT = frozenset(
    """
    semifinal semifinals semi-final quarterfinal quarterfinals quarter-final playoff playoffs match
    tournament championship championships finals opener innings wicket touchdown quarterback striker
    goalkeeper halftime kickoff teammates roster nba nfl nhl mlb fifa uefa premiership seed seeded
    round-of-16 tiebreak knockout standings
    """.split()
)
BOTH_SIDES = frozenset({"their", "they"})
MEASURES = frozenset({"hour", "day", "minute", "round", "series", "week", "month", "string"})
"""What talks are counted by: `six hours of talks`."""
GIVE_INVITATION = frozenset(
    "extend convey send issue offer make deliver pass give renew reiterate repeat hand".split()
)
"""Verbs whose subject invites: `extended an invitation`."""
HOST = re.compile(r"\b(?:his|her|its|the) (?:host|hostess)\b", re.IGNORECASE)
GUEST = re.compile(r"(?:his|her|their|its|the) (?:guests?|visitors?)", re.IGNORECASE)
STATE_PAIR = re.compile(
    r"(?:(?:[Tt]he |[Bb]oth |[Bb]oth the )?(?:two )?(?P<plural>Koreas|Sudans|Congos)"
    r"|(?i:inter)-(?P<adjective>Korean|Sudanese|Congolese))"
)
"""States that share a name, as one word has them."""
PAIR = re.compile(
    r"(?:they|them|the two|(?:the|all) three|both|their"
    r"|(?:the )?(?:leaders|presidents|premiers|(?:\w+ )?(?:ministers|officials|envoys|experts"
    r"|negotiators|diplomats|delegations|delegates|representatives|lawmakers)) (?:of|from)"
    r" (?:both|the two) (?:countries|governments|nations|states|neighbou?rs|sides)"
    r"|(?:both|the two|both of the) (?:countries|governments|nations|states|neighbou?rs)"
    r"|(?:(?:the|these|those) (?:two|pair of)|both(?: the)?|both of the|the two)"
    r"(?: [a-z-]+)? (?:leaders|men|women|presidents|premiers|prime ministers|chancellors|ministers"
    r"|foreign ministers|heads of state|heads of government|statesmen|politicians|rivals|pair))",
    re.IGNORECASE,
)
"""What stands for two people who were named before: `both leaders`, `they`."""
