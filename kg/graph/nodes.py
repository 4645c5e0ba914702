"""The terms that `kg.graph.triples` writes, ready-made: looking each up anew would take long."""

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode

from kg.graph.vocabulary import DCTERMS, FOAF, KG, OA, ORG, PROV, RDF, RDFS, SDO, SEM, SKOS, TIME
from kg.records import Attitude, EntityKind, MeetingKind, Mode, Status, Tenure

TYPE: Final = NamedNode(RDF.type)
LABEL: Final = NamedNode(RDFS.label)
ALT_LABEL: Final = NamedNode(SKOS.altLabel)
PREF_LABEL: Final = NamedNode(SKOS.prefLabel)
EXACT_MATCH: Final = NamedNode(SKOS.exactMatch)
SAME_AS: Final = NamedNode(SDO.sameAs)

ARTICLE: Final = NamedNode(SDO.NewsArticle)
IDENTIFIER: Final = NamedNode(SDO.identifier)
HEADLINE: Final = NamedNode(SDO.headline)
PUBLISHED: Final = NamedNode(SDO.datePublished)
URL: Final = NamedNode(SDO.url)
BODY: Final = NamedNode(SDO.articleBody)
CREATOR: Final = NamedNode(DCTERMS.creator)
PUBLISHER: Final = NamedNode(DCTERMS.publisher)
SOURCE: Final = NamedNode(DCTERMS.source)
DATELINE: Final = NamedNode(KG.dateline)
DATE_INFERRED: Final = NamedNode(KG.dateInferred)
TEXT_SHA256: Final = NamedNode(KG.textSha256)
SAME_TEXT: Final = NamedNode(KG.sameTextAs)
MENTIONS: Final = NamedNode(SDO.mentions)
CLAIM_COUNT: Final = NamedNode(KG.claimCount)
MEETING_COUNT: Final = NamedNode(KG.meetingCount)

SPEAKER_TALLY: Final = NamedNode(KG.SpeakerTally)
QUOTED_SPEAKER: Final = NamedNode(KG.quotedSpeaker)
QUOTED_IN: Final = NamedNode(KG.quotedIn)
QUOTED_COUNT: Final = NamedNode(KG.quotedCount)
QUOTED_DIRECT: Final = NamedNode(KG.quotedDirectCount)
REPRINTED_COUNT: Final = NamedNode(KG.reprintedCount)
REPRINTED_DIRECT: Final = NamedNode(KG.reprintedDirectCount)
RELAY_TALLY: Final = NamedNode(KG.RelayTally)
RELAYED_SPEAKER: Final = NamedNode(KG.relayedSpeaker)
RELAYED_BY: Final = NamedNode(KG.relayedBy)
RELAYED_IN: Final = NamedNode(KG.relayedIn)
RELAYED_COUNT: Final = NamedNode(KG.relayedCount)
RELAYED_DIRECT: Final = NamedNode(KG.relayedDirectCount)

PASSAGE: Final = NamedNode(OA.SpecificResource)
POSITION: Final = NamedNode(OA.TextPositionSelector)
QUOTE: Final = NamedNode(OA.TextQuoteSelector)
HAS_SOURCE: Final = NamedNode(OA.hasSource)
HAS_SELECTOR: Final = NamedNode(OA.hasSelector)
START: Final = NamedNode(OA.start)
END: Final = NamedNode(OA.end)
EXACT: Final = NamedNode(OA.exact)
PREFIX: Final = NamedNode(OA.prefix)
SUFFIX: Final = NamedNode(OA.suffix)
EVIDENCE: Final = NamedNode(KG.evidence)

MENTION: Final = NamedNode(KG.Mention)
REFERS_TO: Final = NamedNode(KG.refersTo)
REASON: Final = NamedNode(KG.reason)
FORM: Final = NamedNode(KG.form)

CLAIM: Final = NamedNode(KG.Claim)
CONTENT: Final = NamedNode(KG.content)
CONTENT_RANGES: Final = NamedNode(KG.contentRanges)
MODE: Final = NamedNode(KG.mode)
ATTITUDE: Final = NamedNode(KG.attitude)
QUOTED_FROM: Final = NamedNode(PROV.wasQuotedFrom)
SPEAKER: Final = NamedNode(KG.speaker)
JOINT_SPEAKER: Final = NamedNode(KG.jointSpeaker)
UNKNOWN: Final = NamedNode(KG.Unknown)
ADDRESSEE: Final = NamedNode(KG.addressee)
ABOUT: Final = NamedNode(KG.about)
EMBEDS: Final = NamedNode(KG.embeds)
SENTENCE: Final = NamedNode(KG.sentence)
HYPOTHETICAL: Final = NamedNode(KG.hypothetical)
NEGATED: Final = NamedNode(KG.negated)
CONFIDENCE: Final = NamedNode(KG.confidence)
ORDER: Final = NamedNode(KG.order)

EXPRESSES: Final = NamedNode(KG.expresses)
RESTATES: Final = NamedNode(KG.restates)
REPRINTS: Final = NamedNode(KG.reprints)
CONTRADICTS: Final = NamedNode(KG.contradicts)
PROPOSITION: Final = NamedNode(KG.Proposition)
FIRST_CLAIM: Final = NamedNode(KG.firstClaim)
FIRST_APPEARANCE: Final = NamedNode(SDO.firstAppearance)
SAID_ON: Final = NamedNode(SDO.dateCreated)

DISAGREEMENT: Final = NamedNode(KG.Disagreement)
DISAGREEMENT_SIDE: Final = NamedNode(KG.DisagreementSide)
CONCERNS: Final = NamedNode(KG.concerns)
MATTER: Final = NamedNode(KG.matter)
SIDE: Final = NamedNode(KG.side)
VALUE: Final = NamedNode(RDF.value)

STEP: Final = NamedNode(KG.step)
ATTRIBUTION_STEP: Final = NamedNode(KG.AttributionStep)
STEP_INDEX: Final = NamedNode(KG.stepIndex)
AGENT: Final = NamedNode(PROV.agent)
SOURCE_TEXT: Final = NamedNode(KG.sourceText)
SOURCE_RANGES: Final = NamedNode(KG.sourceRanges)
CUE: Final = NamedNode(KG.cue)
CUE_RANGES: Final = NamedNode(KG.cueRanges)

STATE: Final = NamedNode(KG.state)
MAY_BE: Final = NamedNode(KG.mayBe)
ARTICLE_COUNT: Final = NamedNode(KG.articleCount)
MENTION_COUNT: Final = NamedNode(KG.mentionCount)

PARTICIPANT: Final = NamedNode(KG.participant)
HOST: Final = NamedNode(KG.host)
COMPANION: Final = NamedNode(KG.companion)
VENUE: Final = NamedNode(KG.venue)
PART_OF: Final = NamedNode(SEM.subEventOf)
TELLS: Final = NamedNode(KG.tells)
STATUS_STATEMENT: Final = NamedNode(KG.StatusStatement)
IN_CLAIM: Final = NamedNode(KG.inClaim)
HAS_PLACE: Final = NamedNode(SEM.hasPlace)
STATUS: Final = NamedNode(KG.status)
START_DATE: Final = NamedNode(SDO.startDate)
END_DATE: Final = NamedNode(SDO.endDate)
EARLIEST: Final = NamedNode(SEM.hasEarliestBeginTimeStamp)
LATEST: Final = NamedNode(SEM.hasLatestEndTimeStamp)
MEETING_REPORT: Final = NamedNode(KG.MeetingReport)
REPORTS: Final = NamedNode(KG.reports)
TIME_EXPRESSION: Final = NamedNode(KG.timeExpression)

OFFICE_HOLDING: Final = NamedNode(KG.OfficeHolding)
MEMBERSHIP: Final = NamedNode(ORG.Membership)
MEMBER: Final = NamedNode(ORG.member)
HAS_ROLE: Final = NamedNode(ORG.role)
ROLE: Final = NamedNode(ORG.Role)
ORGANIZATION: Final = NamedNode(ORG.organization)
TENURE: Final = NamedNode(KG.tenure)
MEMBER_OF: Final = NamedNode(ORG.memberOf)
MEMBER_DURING: Final = NamedNode(ORG.memberDuring)
INTERVAL: Final = NamedNode(TIME.Interval)
INSTANT: Final = NamedNode(TIME.Instant)

OPEN_QUESTION: Final = NamedNode(KG.OpenQuestion)
KIND: Final = NamedNode(KG.kind)

RUN: Final = NamedNode(KG.ExtractionRun)
STARTED: Final = NamedNode(PROV.startedAtTime)
ENDED: Final = NamedNode(PROV.endedAtTime)
GENERATED: Final = NamedNode(PROV.generated)

ENTITY_TYPES: Final[dict[EntityKind, tuple[NamedNode, ...]]] = {
    "Person": (NamedNode(FOAF.Person), NamedNode(SDO.Person)),
    "State": (NamedNode(KG.State), NamedNode(SDO.Country), NamedNode(ORG.FormalOrganization)),
    "Organization": (NamedNode(ORG.Organization),),
    "Place": (NamedNode(SDO.Place),),
    "Group": (NamedNode(KG.DescribedSource), NamedNode(FOAF.Group)),
}
MEETING_TYPES: Final[dict[MeetingKind, tuple[NamedNode, ...]]] = {
    "Meeting": (NamedNode(KG.Meeting), NamedNode(SEM.Event), NamedNode(SDO.Event)),
    "Visit": (NamedNode(KG.Visit), NamedNode(SEM.Event), NamedNode(SDO.Event)),
    "SubEvent": (NamedNode(KG.SubEvent), NamedNode(SEM.Event), NamedNode(SDO.Event)),
}
MODES: Final[dict[Mode, NamedNode]] = {
    "direct": NamedNode(KG.direct),
    "indirect": NamedNode(KG.indirect),
    "mixed": NamedNode(KG.mixed),
}
ATTITUDES: Final[dict[Attitude, NamedNode]] = {
    "statement": NamedNode(KG.statement),
    "belief": NamedNode(KG.belief),
    "desire": NamedNode(KG.desire),
    "intention": NamedNode(KG.intention),
    "fear": NamedNode(KG.fear),
}
TENURES: Final[dict[Tenure, NamedNode]] = {
    "current": NamedNode(TIME.inside),
    "former": NamedNode(TIME.before),
    "late": NamedNode(TIME.before),
    "future": NamedNode(TIME.after),
}
"""How the time of an office lies to the day of the article."""
INSTANTS: Final[dict[int, NamedNode]] = {
    4: NamedNode(TIME.inXSDgYear),
    7: NamedNode(TIME.inXSDgYearMonth),
    10: NamedNode(TIME.inXSDDate),
}
"""By the length of a date, which is its precision."""
STATUSES: Final[dict[Status, NamedNode]] = {
    "held": NamedNode(KG.held),
    "planned": NamedNode(KG.planned),
    "invited": NamedNode(KG.invited),
    "hypothetical": NamedNode(KG.hypothetical),
    "denied": NamedNode(KG.denied),
    "cancelled": NamedNode(KG.cancelled),
}
