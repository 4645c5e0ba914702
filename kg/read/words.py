"""Words that news pages share: agencies, section names, roles, months; data, no logic."""

from __future__ import annotations

import re

AGENCIES = (
    "AA", "AAP", "AFP", "AFPTV", "Agence France-Presse", "Al Jazeera", "Anadolu",
    "Anadolu Agency", "ANI", "ANSA", "Antara", "AP", "APA", "Associated Press", "ATS",
    "Baltic News Service", "BBC", "BBC News", "Belga", "BelTA", "Bernama", "Bloomberg", "BNS",
    "Canadian Press", "CBS News", "CNA", "CNBC", "CNN", "CP", "CTK", "dpa", "EFE", "Ekho", "EPA",
    "Fox News", "Fars", "GNA", "IANS", "Interfax", "IPS", "IRNA", "ISNA", "ITAR-TASS",
    "Itar-Tass", "Jiji", "Jiji Press", "JTA", "KCNA", "Kyodo", "Kyodo News", "KUNA", "Lusa",
    "MENA", "MNA", "MTI", "NAN", "NPR", "NNA", "PA", "PAP", "PNA", "PTI", "Press Trust of India",
    "QNA", "Reuters", "RFA", "RFE/RL", "RIA Novosti", "Ritzau", "SANA", "SAPA", "Sputnik", "SPA",
    "STT", "TASS", "Tasnim", "TASR", "Tanjug", "The Associated Press", "The Canadian Press",
    "Thomson Reuters Foundation", "TT", "UNI", "UPI", "UrduPoint", "VNA", "Vietnam News Agency",
    "VOA", "WAM", "Xinhua", "Xinhua News Agency", "Yonhap", "Yonhap News Agency", "ZUMA",
)  # fmt: skip

_SECTIONS = """
    africa | america | americas | analysis | archive | arts | asia | asia & pacific | asia pacific
    | asia-pacific | australia | breaking | breaking news | business | canada | china | climate |
    column | columns | comment | commentary | culture | diplomacy | economy | editorial |
    editorials | education | elections | entertainment | environment | europe | exclusive |
    explainer | fact check | features | feature | finance | from the archive | global | health |
    home | in depth | india | international | international news | interview | japan | korea |
    latin america | lead | lifestyle | live | local | local news | markets | media | middle east |
    money | national | national news | news | newsmaker | north america | north korea | opinion |
    opinions | pacific | pakistan | politics | press release | press releases | profile | region |
    regional | report | science | society | south asia | south korea | special report | sport |
    sports | story | tech | technology | travel | uk | uk news | united states | us | u.s. | us
    news | u.s. news | usa | video | videos | weather | world | world news | wires | wire
    """
SECTION_NAMES = frozenset(" ".join(name.split()) for name in _SECTIONS.split("|"))

CITIES = frozenset(
    name.strip()
    for name in """
    abidjan, abu dhabi, abuja, accra, addis ababa, aden, ahmedabad, aleppo, algiers, almaty,
    amman, amsterdam, ankara, antananarivo, ashgabat, asmara, astana, asuncion, asunción, athens,
    atlanta, auckland, baghdad, baku, baltimore, bamako, bangkok, bangui, barcelona, basra,
    beijing, beirut, belfast, belgrade, bengaluru, berlin, bern, birmingham, bishkek, bogota,
    bogotá, boston, brasilia, brasília, bratislava, brazzaville, brisbane, brussels, bucharest,
    budapest, buenos aires, bujumbura, busan, cairo, calgary, canberra, cape town, caracas,
    casablanca, chengdu, chennai, chicago, chisinau, cleveland, colombo, conakry, copenhagen,
    dakar, dallas, damascus, dar es salaam, davos, delhi, denver, detroit, dhaka, djibouti, doha,
    donetsk, dubai, dublin, durban, dushanbe, edinburgh, florence, frankfurt, freetown, gaborone,
    gaza, gaza city, geneva, georgetown, glasgow, guangzhou, guatemala city, hamburg, hanoi,
    harare, havana, helsinki, ho chi minh city, hong kong, honolulu, houston, hyderabad,
    islamabad, istanbul, jakarta, jeddah, jerusalem, johannesburg, juba, kabul, kampala, karachi,
    kathmandu, kazan, kharkiv, khartoum, kiev, kigali, kingston, kinshasa, kolkata, kuala lumpur,
    kuwait, kuwait city, kyiv, kyoto, la paz, lagos, lahore, las vegas, libreville, lima, lisbon,
    ljubljana, lome, london, los angeles, luanda, lusaka, luxembourg, luxembourg city, macau,
    madrid, malabo, manama, managua, manchester, manila, maputo, marseille, mecca, melbourne,
    mexico city, miami, milan, minneapolis, minsk, mogadishu, monrovia, montevideo, montreal,
    moscow, mosul, mumbai, munich, muscat, nagoya, nairobi, naples, nassau, naypyidaw, n'djamena,
    new delhi, new york, niamey, nicosia, nouakchott, nur-sultan, nuuk, osaka, oslo, ottawa,
    ouagadougou, palermo, panama city, paris, peshawar, philadelphia, phnom penh, phoenix,
    pittsburgh, podgorica, port-au-prince, port louis, port moresby, porto-novo, prague, pretoria,
    pristina, pyongyang, quebec city, quito, rabat, ramallah, rangoon, rawalpindi, reykjavik,
    riga, rio de janeiro, riyadh, rome, salzburg, san diego, san francisco, san jose, san josé,
    san salvador, sanaa, santiago, santo domingo, sao paulo, são paulo, sarajevo, seattle, seoul,
    shanghai, shenzhen, singapore, skopje, sofia, srinagar, st petersburg, st. louis, st.
    petersburg, stockholm, strasbourg, stuttgart, suva, sydney, taipei, tallinn, tashkent,
    tbilisi, tegucigalpa, tehran, tel aviv, the hague, thimphu, tirana, tokyo, toronto, tripoli,
    tunis, turin, ulaanbaatar, ulan bator, united nations, vancouver, vatican city, venice,
    vienna, vientiane, vilnius, vladivostok, warsaw, washington, wellington, windhoek, yangon,
    yaounde, yerevan, zagreb, zurich
    """.replace("\n", " ").split(",")
)
"""Capitals and other towns that datelines name: where nothing else tells a dateline from a label.
"""

ROLE = (
    r"(?:(?:staff|senior|chief|special|foreign|political|diplomatic|national|world|business|"
    r"associate|deputy|managing|executive|contributing|guest|freelance|news|international|"
    r"defen[cs]e|security|state|white house|economics?|bureau|regional|city|online|digital|"
    r"middle east|asia|africa|europe|china|washington|beijing|seoul|moscow|us|uk)\s+){0,3}"
    r"(?:writers?|reporters?|correspondents?|editors?|columnists?|contributors?|journalists?|"
    r"analyst|bureau chief|bureau|desk|staff)"
)

MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
    "august": 8, "september": 9, "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2,
    "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip

WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"

PAPER = (
    r"(?:Newspaper|News|Times|Post|Herald|Gazette|Tribune|Journal|Chronicle|Guardian|Observer|"
    r"Telegraph|Mail|Mirror|Sun|Star|Express|Standard|Independent|Globe|Register|Courier|Press|"
    r"Daily|Weekly|Today|Review|Monitor|Bulletin|Dispatch|Examiner|Sentinel|Inquirer|Echo|Argus|"
    r"Online|Agency|Network|Radio|Television|TV|Broadcasting|Magazine|Report|Wire|Digest)"
)

_AGENCY = "|".join(
    re.escape(name) for name in sorted(AGENCIES, key=lambda name: (-len(name), name))
)
AGENCY = rf"(?:{_AGENCY})"

_PARTICLE = r"(?:de|da|del|della|di|do|dos|du|la|le|van|von|der|den|ter|bin|bint|ibn|al|el|abu|y)"
_CAPITAL = r"(?:(?:al|el|an|d|O|Mc|Mac)[-'’])?[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:[-'’.][^\W\d_]+)*\.?"
NAME = rf"{_CAPITAL}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_CAPITAL}){{1,4}}"
"""Two to five capitalised words, with particles and initials between: a person's name as bylines
have it.
"""

TERMINAL = re.compile(r"[.!?…。][\"'”’»)\]]*$")
"""The end of a full sentence, closing quotation marks and brackets included."""

SPEAKS = re.compile(
    r"\b(?:said|says|saying|told|tells|added|adds|noted|stated|announced|reported|warned|argued|"
    r"claimed|insisted|wrote|replied|asked|according to)\b"
)
