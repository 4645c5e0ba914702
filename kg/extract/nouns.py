"""English nouns for those who speak and act in news: people, groups, institutions, documents."""

from __future__ import annotations

from typing import Final

from kg.extract.roles import ROLES

_PEOPLE: Final = """
    abductee accountant accuser acquaintance addict administrator admirer adult adversary advocate
    agent alderman ally alumnus amateur analyst ancestor anchor anchorman anchorwoman apologist
    applicant appointee apprentice archaeologist architect artist assailant assassin associate
    astronomer athlete attacker attendee auditor aunt auntie backer bailiff barrister bartender
    believer beneficiary biographer biologist blogger bodyguard boss boy boyfriend brother
    brother-in-law bureaucrat businessman businesspeople businessperson businesswoman buyer
    bystander campaigner captive caregiver caretaker caller celebrity chef chemist child citizen
    civilian cleric clergy clergyman client climatologist coalition colleague collector combatant
    comedian commander companion compatriot competitor complainant composer confidant congregant
    congressman congresswoman conservationist conservative constituent consumer contemporary
    contestant contractor convict cop couple courier cousin creditor criminal critic customer
    daughter dealer debater defector defendant delegate demonstrator deputy descendant detainee
    developer deserter diplomat director disciple dissident diver doctor donor driver dweller
    economist
    educator elder elector electorate employee employer enemy engineer enthusiast environmentalist
    envoy epidemiologist ex-husband ex-president ex-wife exile expatriate explorer extremist
    eyewitness family fan farmer father father-in-law feminist fighter filmmaker fisherman follower
    forecaster foreigner ex-minister friend fugitive gambler gangster gentleman geologist girl
    girlfriend grandchild granddaughter grandfather grandmother grandparent grandson graduate guard
    guardian guerrilla guest gunman guy hacker hardliner heir heiress helper hero historian
    homeowner hostage housewife husband immigrant inhabitant inmate insider inspector insurgent
    intellectual interlocutor interpreter interrogator intruder investor islamist islander jew
    jihadist juror killer kid kidnapper laborer labourer lady landowner lawmaker learner legislator
    lender liberal libertarian lover loyalist man manufacturer marine marxist mastermind mate
    mediator member merchant migrant militant militiaman millionaire mother mother-in-law mourner
    murderer musician muslim christian nationalist native neighbor neighbour newcomer nephew niece
    nun nurse observer occupant offender officeholder official onlooker operator opponent organiser
    organizer orphan outsider pacifist painter parent parishioner parliamentarian participant
    partner partygoer passenger passer-by passerby patient patriot pedestrian peer pensioner people
    perpetrator person personality petitioner pharmacist philanthropist philosopher physician
    physicist pilgrim plaintiff player poet policeman policymaker policy-maker policewoman
    politician pollster predecessor priest prisoner professional programmer proponent prosecutor
    protagonist protester protestor provider psychiatrist psychologist pundit pupil purchaser
    racist rapper reader realist rebel recipient recruit reformer reformist refugee relative
    reporter rescuer republican democrat socialist communist reservist resident respondent
    responder retailer retiree revolutionary rider rival royalist sailor salesman saleswoman
    scholar schoolboy schoolgirl schoolchild scientist sculptor separatist secularist seller
    senator servant serviceman servicewoman settler shareholder shepherd shooter shopkeeper shopper
    sibling signatory sister sister-in-law smuggler sniper soldier son son-in-law source speaker
    spectator speechwriter spokesman spokesperson spokeswoman spouse spy staffer stakeholder
    statesman stepfather stepmother strategist stranger striker student subscriber successor
    suicide-bomber supporter supremacist survivor suspect sympathiser sympathizer taxpayer teacher
    teen teenager tenant terrorist thief thinker tourist trader trafficker traveler traveller
    treasurer troop troops trooper twin uncle unionist user vendor veteran victim viewer villager
    visitor volunteer voter warrior wife widow widower winner witness woman worker workman
    worshipper youngster youth captor bomber counterpart kin bride groom newlywed toddler infant
    boy-king elite figure leader someone somebody everyone everybody
    """
_BODIES: Final = """
    academy administration agency airline alliance army assembly association authority bank bloc
    board brigade broadcaster bureau cabinet caliphate cartel caucus church city clan coalition
    command commission committee community company conglomerate congress consortium consulate
    corporation council country county court department directorate electorate embassy enterprise
    establishment executive faction federation firm koreas gang government group guild institute
    institution judiciary junta jury kingdom leadership league legislature lobby magazine
    management manufacturer media militia ministry monarchy municipality nation navy neighbor
    neighbour newspaper newsroom ngo opposition organisation organization paper parliament party
    police politburo presidency press prosecution publisher regime regulator secretariat senate
    side socialist squad superpower syndicate taskforce team think-tank treasury tribe tribunal
    troupe union watchdog
    """
_WEAK: Final = """
    foundation ally body business camp campaign center centre chamber channel charity club
    conference convention crew crowd daily defence defense delegation directory entity factory
    faculty family force front hospital house household industry inspectorate intelligence
    investigation laboratory market mission mosque movement museum network office orchestra outlet
    outfit panel power program programme province provider public quartet region registry retailer
    school sect sector service society staff startup start-up station subsidiary supplier territory
    town trust unit university utility village website weekly west world duo pair trio couple state
    tank
    """
_DOCUMENTS: Final = """
    account ad advertisement affidavit analysis announcement article assessment audit bill book
    broadcast brochure bulletin census chart column comment commentary communique communiqué
    complaint constitution data declaration decree diary dispatch document documents dossier draft
    editorial email e-mail estimate evidence file filing findings forecast footage history
    indictment information interview inquiry investigation journal law lawsuit leaflet letter
    manifesto manual memo memoir memorandum message minutes motion news note notice opinion order
    paper pamphlet petition plan poll post posting proposal projection proverb publication reading
    record records release report reports research resolution review rule ruling rumor rumour
    saying scripture source speech spreadsheet statement statistic statistics story studies study
    suit summary survey tally telegram testimony text theory transcript treaty tweet verdict video
    warrant website
    """
_PRONOUN_LIKE: Final = "some many others most several few both neither none those one another all"

_IRREGULAR: Final = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "wives": "wife",
    "media": "media", "police": "police", "spokespeople": "spokesperson", "alumni": "alumnus",
    "data": "data", "news": "news", "statistics": "statistics", "troops": "troop",
    "thieves": "thief", "businesspeople": "businessperson", "series": "series",
}  # fmt: skip
_MEN: Final = ("men", "women")

PEOPLE: Final = frozenset(_PEOPLE.split()) | ROLES
"""Nouns for people, singular and lower case."""
BODIES: Final = frozenset(_BODIES.split())
"""Nouns for institutions, groups and states, singular and lower case."""
SPEAKING: Final = frozenset(_DOCUMENTS.split()) | frozenset(_WEAK.split())
"""Nouns that stand for somebody only where they speak or act: *the study says*."""
PRONOUN_LIKE: Final = frozenset(_PRONOUN_LIKE.split())
"""Words that can stand alone for people: *some*, *many*, *others*."""
BARE: Final = frozenset(
    """
    police media parliament press congress opposition prosecutors government management nato
    """.split()
)
"""Singulars that need no determiner to name somebody definite."""


def singular(word: str) -> str:
    """The singular of an English noun, lower case: *officials* → *official*, *allies* → *ally*."""
    word = word.lower()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith(_MEN) and word not in ("omen", "specimen", "regimen", "semen"):
        return f"{word[:-2]}an"
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if word.endswith("ysis") or not word.endswith("s") or word.endswith(("ss", "us")):
        return word
    return word[:-1]


def is_plural(word: str) -> bool:
    """Whether the noun is a plural."""
    return singular(word) != word.lower() or word.lower() in ("people", "media", "police")
