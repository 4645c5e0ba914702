"""Word lists that resolution reads: titles, offices, kinship, generic nouns. Data only."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _phrases(phrases: str) -> frozenset[str]:
    return frozenset(phrases.split("|"))


MALE_TITLES = _set("mr sir lord master monsieur m herr senor don father brother")
FEMALE_TITLES = _set("mrs ms miss lady dame madame madam mme frau senora dona sister mother")
PLAIN_TITLES = _set("dr prof rev hon sheikh imam mx datuk dato tun haji ustaz maitre maulana shri")
HONORIFICS = MALE_TITLES | FEMALE_TITLES | PLAIN_TITLES
# Left out of a name only before a fuller one would be wrong: they are part of how such people are
# called everywhere, and a given name alone says too little.
ROYAL = _set("pope king queen prince princess emperor empress emir sultan patriarch archbishop")
DEGREES = _set("phd md esq")
GENERATIONS = _set("jr sr ii iii iv")
PARTICLES = _set("al el de van von bin ben da di du la le der den dos abu ibn st ter bint")

HEADS = _phrases(
    "leader|president|premier|prime minister|chancellor|king|queen|emperor|emir|sultan|"
    "supreme leader|paramount leader|head of state|head of government|ruler|dictator|"
    "strongman|monarch|pope|taoiseach"
)
OFFICES = HEADS | _phrases(
    "minister|foreign minister|defense minister|defence minister|finance minister|"
    "interior minister|justice minister|trade minister|health minister|secretary of state|"
    "secretary of defense|defense secretary|foreign secretary|home secretary|"
    "treasury secretary|secretary general|secretary-general|general secretary|secretary|"
    "press secretary|governor|mayor|senator|congressman|congresswoman|representative|"
    "lawmaker|ambassador|envoy|special envoy|attorney general|prosecutor|speaker|chairman|"
    "chairwoman|chairperson|chair|chief executive|ceo|director|director general|"
    "managing director|commissioner|general|admiral|colonel|commander|marshal|judge|justice|"
    "first lady|prince|princess|crown prince|spokesman|spokeswoman|spokesperson|adviser|"
    "advisor|national security adviser|chief of staff|chief|head|archbishop|bishop|cardinal|"
    "councillor|councilor|state councilor|state councillor|lieutenant|captain|major|deputy|"
    "coach|manager|founder|owner|chief minister|party chairman|party secretary"
)
COMMONERS = _phrases(
    "professor|expert|analyst|researcher|research fellow|fellow|senior fellow|scholar|"
    "economist|historian|lecturer|scientist|strategist|lawyer|attorney|doctor|author|writer|"
    "journalist|reporter|columnist|editor|activist|resident|student|teacher|businessman|"
    "businesswoman|entrepreneur|investor|trader|farmer|worker|witness|official|diplomat|"
    "actor|actress|singer|director of research|consultant|specialist|observer|defector|"
    "campaigner|critic|engineer|executive|officer|soldier|player|artist|politician|aide"
)
ROLES = OFFICES | COMMONERS | frozenset({"counterpart"})
# Words that make another office of the one that follows ("vice president", "party leader").
MODIFIERS = _set(
    "vice deputy assistant former ex late acting interim opposition party union labor labour "
    "majority minority rebel religious spiritual church business militia community student "
    "house senate team gang group"
)
SAME_ROLE = {"prime minister": "premier", "defence minister": "defense minister",
             "advisor": "adviser", "spokesperson": "spokesman", "spokeswoman": "spokesman",
             "defense secretary": "secretary of defense",
             "secretary-general": "secretary general"}  # fmt: skip

# What the holder of an office is called besides.
CALLED = {
    "lawmaker": _set("senator representative congressman congresswoman mp deputy parliamentarian"),
    "legislator": _set("senator representative congressman congresswoman mp deputy"),
    "diplomat": _set("ambassador envoy consul"),
    "scholar": _set("professor lecturer researcher fellow historian"),
    "academic": _set("professor lecturer researcher historian"),
    "jurist": _set("judge justice"),
}

KIN_FEMALE = _set(
    "wife sister daughter mother grandmother aunt niece widow girlfriend granddaughter"
)
KIN_MALE = _set("husband brother son father grandfather uncle nephew widower boyfriend grandson")
KINSHIP = KIN_FEMALE | KIN_MALE | _set("spouse partner cousin child parent twin")
GENERATION = {
    "son": "younger", "daughter": "younger", "child": "younger", "grandson": "younger",
    "granddaughter": "younger", "nephew": "younger", "niece": "younger", "younger": "younger",
    "junior": "younger", "jr": "younger", "father": "elder", "mother": "elder",
    "grandfather": "elder", "grandmother": "elder", "uncle": "elder", "aunt": "elder",
    "elder": "elder", "older": "elder", "sr": "elder",
}  # fmt: skip
FEMALE_NOUNS = KIN_FEMALE | _set(
    "woman spokeswoman businesswoman congresswoman chairwoman actress queen princess girl"
)
MALE_NOUNS = KIN_MALE | _set("man spokesman businessman congressman chairman actor king prince boy")

# Widely known given names whose use is hardly ever of the other gender; a hint, never a proof.
FEMALE_NAMES = _set(
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa "
    "margaret sandra ashley emily donna michelle carol amanda melissa deborah stephanie "
    "rebecca laura sharon cynthia kathleen amy angela shirley anna brenda pamela emma nicole "
    "helen samantha katherine christine debra rachel carolyn janet catherine maria heather "
    "diane ruth julie olivia joyce virginia victoria kelly christina joan evelyn judith "
    "hannah jacqueline martha gloria teresa sara janice marie julia grace judy theresa rose "
    "alice jane sophia isabella ana elena olga natalia irina svetlana fatima aisha ingrid "
    "ursula claudia giulia francesca wendy susanne sabine ines"
)
MALE_NAMES = _set(
    "james robert john michael david william richard joseph thomas charles christopher "
    "daniel matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george "
    "timothy ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry "
    "justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis "
    "jerry tyler aaron jose adam nathan henry douglas zachary peter kyle ethan walter noah "
    "jeremy carl keith roger arthur lawrence albert bruce mike joe bill bob jim tom steve "
    "vladimir dmitry sergei ivan igor mohammed muhammad ahmed mahmoud ali hassan juan carlos "
    "luis pedro pierre jean hans klaus giovanni marco paolo antonio emmanuel boris"
)
NICKNAMES = {
    "joe": "joseph", "bill": "william", "bob": "robert", "rob": "robert", "mike": "michael",
    "jim": "james", "jimmy": "james", "tom": "thomas", "tony": "anthony", "dick": "richard",
    "rick": "richard", "ted": "edward", "ed": "edward", "dan": "daniel", "dave": "david",
    "chris": "christopher", "alex": "alexander", "ben": "benjamin", "sam": "samuel",
    "matt": "matthew", "nick": "nicholas", "steve": "stephen", "steven": "stephen",
    "ken": "kenneth", "ron": "ronald", "don": "donald", "tim": "timothy", "pete": "peter",
    "liz": "elizabeth", "kate": "katherine", "kathy": "katherine", "sue": "susan",
    "jen": "jennifer", "andy": "andrew", "greg": "gregory", "jeff": "jeffrey",
    "larry": "lawrence", "fred": "frederick", "pat": "patrick", "charlie": "charles",
    "will": "william", "mick": "michael",
}  # fmt: skip

GENERIC_ORG = _set(
    "agency news university group corporation corp company co inc ltd plc llc bank ministry "
    "department institute institution party council committee commission court parliament "
    "assembly senate congress house association organization organisation foundation center "
    "centre school college academy newspaper daily times press media network television tv "
    "radio broadcasting service bureau office board union federation league club airlines "
    "holdings limited international national federal state central supreme foreign defense "
    "defence finance interior justice trade health education affairs ruling government army "
    "navy air force police military security the of and for on in think tank administration "
    "authority fund society cabinet embassy presidential"
)
LEGAL = _set("inc ltd plc llc corp co limited ag gmbh sa nv")
# Words that tell one ministry, bank or court from another, and other spellings of them.
KIND_WORDS = {
    w: w
    for w in (
        "central foreign finance interior justice trade health education supreme federal "
        "constitutional high regional provincial private commercial news opposition ruling"
    ).split()
} | {"defense": "defense", "defence": "defense"}
# A head noun of a description, and the words in a name that show it is one.
ORG_NOUNS = {
    "newspaper": ("newspaper", "times", "post", "news", "daily", "journal", "herald", "tribune",
                  "gazette", "chronicle", "guardian", "telegraph"),
    "paper": ("newspaper", "paper", "times", "post", "news", "daily", "journal", "herald",
              "tribune", "gazette", "chronicle", "guardian", "telegraph"),
    "broadcaster": ("broadcaster", "broadcasting", "tv", "television", "radio"),
    "network": ("network", "broadcasting", "tv", "television", "news"),
    "magazine": ("magazine", "weekly", "review"),
    "agency": ("agency",),
    "company": ("company", "corporation", "corp", "inc", "ltd", "co", "plc", "motors", "airlines",
                "holdings"),
    "firm": ("firm", "company", "corporation", "corp", "inc", "ltd", "plc", "partners"),
    "airline": ("airline", "airlines", "airways"),
    "institute": ("institute", "institution"),
    "think": ("institute", "institution", "center", "centre", "foundation", "council"),
    "tank": ("institute", "institution", "center", "centre", "foundation", "council"),
    "thinktank": ("institute", "institution", "center", "centre", "foundation", "council"),
    "center": ("center", "centre"),
    "centre": ("center", "centre"),
}  # fmt: skip

PREPOSITIONS = _set(
    "with to of by for from under between against at in on about over after before behind "
    "toward towards including like among beside than into onto via without"
)
DETERMINERS = _set("the a an this that these those")
POSSESSIVES = {"its": "it", "his": "he", "her": "she", "their": "they"}
INDEFINITE = _set(
    "a an some many several most few two three four five one another other any dozens "
    "hundreds both all more various certain each numerous"
)
STATE_NOUNS = _set("country nation regime kingdom republic superpower neighbor neighbour")
PLURAL_ONLY = _set("media people police both press authorities public military")
PLACE_NOUNS = _set("city town village province county capital region territory peninsula island")
COMPASS = _set("north south east west")
