"""Words by which news tells of meetings and visits, and of what makes one planned or denied."""

from __future__ import annotations

import re

HOST_VERBS = frozenset({"host", "receive", "welcome", "greet"})
MEET_VERBS = frozenset({"meet", "confer", "huddle", "dine"})
VISIT_VERBS = frozenset({"visit", "tour"})
MOTION_VERBS = frozenset({"travel", "fly", "go", "arrive", "head", "jet", "come"})
"""Verbs of motion that tell of a visit when those who move act for a state or hold an office."""
INVITE_VERBS = frozenset({"invite"})
ASK_VERBS = frozenset({"invite", "ask", "urge", "beg"})

MEETING_NOUNS = frozenset(
    """
    meeting meetings summit summits talks discussions negotiations consultations audience encounter
    sit-down get-together tete-a-tete
    """.split()
)
MEAL_NOUNS = frozenset({"dinner", "lunch", "luncheon", "breakfast"})
"""They tell of a meeting only where somebody has one, or hosts one."""
VISIT_NOUNS = frozenset({"visit", "visits", "trip", "trips", "tour", "journey", "stopover"})
NOT_IN_PERSON = frozenset({"phone", "telephone", "telephonic", "conference", "call"})

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
SPORT = frozenset(
    """
    semifinal semifinals semi-final quarterfinal quarterfinals quarter-final playoff playoffs match
    tournament championship championships finals opener innings wicket touchdown quarterback striker
    goalkeeper halftime kickoff teammates roster nba nfl nhl mlb fifa uefa premiership seed seeded
    round-of-16 tiebreak knockout standings
    """.split()
)
BOTH_SIDES = frozenset({"their", "they"})
PAIR = re.compile(
    r"(?:they|their|(?:(?:the|these|those) (?:two|pair of)|both(?: the)?|both of the|the two)"
    r"(?: [a-z-]+)? (?:leaders|men|women|presidents|premiers|prime ministers|chancellors|ministers"
    r"|foreign ministers|heads of state|heads of government|statesmen|politicians|rivals))",
    re.IGNORECASE,
)
"""What stands for two people who were named before: `both leaders`, `they`."""
