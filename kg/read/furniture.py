"""Lines that news pages put around an article: navigation, calls to action, notices.

Recognised by what such lines say on news sites in general. Each test looks at one line; a line
that could be a sentence of the article passes for one.
"""

from __future__ import annotations

import re

from kg.read.captions import quotes_speech
from kg.read.words import SECTION_NAMES, TERMINAL

_LONGEST = 400
_SOCIAL = (
    r"(?:facebook|twitter|x\.com|whats\s?app|linked\s?in|reddit|telegram|e-?mail|pinterest"
    r"|instagram|"
    r"you\s?tube|tik\s?tok|google news|google\+?|messenger|line|kakao\s?talk|wechat|weibo"
    r"|flipboard|"
    r"tumblr|snapchat|threads|bluesky|mastodon|rss|viber|pocket|print|copy link|link)"
)
_THING = r"(?:\s+(?:this\s+)?(?:article|story|page|post|video|report|news|item|with friends|it))?"
_PHRASE = "|".join((
    r"(?:go|back|skip|jump|return|scroll)(?:\s+to)?\s+(?:the\s+)?(?:main\s+)?"
    r"(?:contents?|navigation|menu|top|page|home\s?page|search|footer|article|section)",
    r"(?:site |main |toggle |open |close |show |hide )?(?:menu|navigation|search|submenu)",
    r"home(?:\s?page)?|close|cancel|submit|send|ok|done|play|pause|mute|loading|expand|collapse"
    r"|edition",
    rf"(?:share|save|bookmark|like|print|email|e-mail|tweet|send|copy|cite|report){_THING}",
    rf"(?:share|follow(?: us)?|like us|find us|join us|connect"
    rf"|tweet)(?: this)?(?: {_THING.strip()})?"
    rf"\s+(?:on|via|by|using|to|with)\s+{_SOCIAL}(?:(?:,| and| or)\s*{_SOCIAL})*",
    _SOCIAL,
    r"follow(?:\s+us)?|following|follow (?:the )?(?:topic|author)s?|share(?: options| this| with"
    r"| full article)?",
    r"subscribe(?: now| today| here| for free| to (?:our|the) [\w ]{1,30})?|subscribers? only"
    r"|subscription|"
    r"unsubscribe|sign[- ]?(?:up|in|out)(?: now| here| today)?|log[- ]?(?:in|out)"
    r"|register(?: now)?|donate(?: now)?",
    r"support us|contribute|my account|account|newsletters?|alerts?|notifications?|apps?|podcasts?",
    r"advertis(?:ement|ements|ing|e)(?: \d+)?|ad|ads|sponsored(?: content| by [\w ]{1,30})?"
    r"|promoted(?: content)?|"
    r"paid content|partner content",
    r"(?:you (?:may|might) (?:also )?(?:like|be interested in)|recommended(?: for you| stories"
    r"| reading)?|"
    r"related(?: (?:stories|articles?|content|topics?|links?|news|coverage|posts?|videos?|reading"
    r"|items|tags))?)",
    r"(?:read|see|watch|listen|view|also|hear|learn)\s+(?:more|also|all|next|now|too|later|live"
    r"|it|full story|on)"
    r"(?: (?:stories|news|articles|videos|comments|photos|here|about this|on this(?: story"
    r"| topic)?))?",
    r"also read|full story|full coverage|more(?: news| stories| on this(?: story| topic)?"
    r"| to read| like this"
    r"| information| info| videos| articles| headlines| options| coverage)?|show (?:more|less"
    r"|all)|load more|less",
    r"(?:the )?(?:most|top|latest|popular|trending|editors?['’]?s?|must|featured|breaking|recent"
    r"|other|all|"
    r"today['’]?s|this week['’]?s|hot|best|live)"
    r"\s+(?:popular|read|viewed|shared|commented|watched|emailed|discussed|recent|stories|news"
    r"|headlines|"
    r"videos|articles|topics|picks?|choice|reads?|now|posts?|photos|updates|comments|issues?"
    r"|in [\w ]{1,20})",
    r"trending|popular|latest|featured|headlines|top stories|what['’]s (?:new|hot|next)"
    r"|in (?:pictures|this article)",
    r"(?:next|previous|prev|older|newer)(?: (?:story|article|post|page|news|photo|gallery|up"
    r"|slide|image))?|up next",
    r"(?:\d[\d,.]*[km]? |view |read |show |post |add |leave |write |see |all |your )*(?:a )?"
    r"(?:(?:no )?comments|comment|repl(?:y|ies)|shares?|views?|likes?"
    r"|retweets?)(?: \(?\d+\)?)?(?: now| here| off| closed| below)?",
    r"(?:view |see |photo |picture |image )?galler(?:y|ies)|slide\s?show(?:\W*\d+ (?:images?"
    r"|photos?|pictures?))?|photos?|images?|pictures?|"
    r"videos?|audio|transcript|infographics?|interactives?",
    r"about(?: us| the author| this site)?|contact(?: us| the editor| details)?|help|faqs?"
    r"|site\s?map|careers|"
    r"jobs|archives?|e-?paper|today['’]s paper|terms(?: (?:of|and|&) (?:use|service|conditions"
    r"|sale))?|"
    r"(?:privacy|cookies?|editorial|comment|community)(?: (?:policy|policies|settings|notice"
    r"|statement|guidelines|"
    r"standards?|code|preferences))?|disclaimer|copyright|legal|(?:our |the )?use of cookies"
    r"|cookies? (?:and|&) privacy|accessibility(?: help| links)?|impressum",
    r"(?:our )?code of (?:editorial values|ethics|conduct|practice)"
    r"|do not sell my (?:personal )?info(?:rmation)?",
    r"(?:accept|reject|allow|manage|decline|agree)(?: (?:all|and (?:close|continue)|cookies"
    r"|preferences|settings))*"
    r"|got it|i (?:agree|accept)|no thanks|yes please|continue(?: without \w+)?",
    r"(?:send |give |leave |your |site )*feedback|how can we improve|rate this(?: article| story)?|"
    r"(?:was|did you find) this (?:article|page|story)? ?(?:helpful|useful|interesting)|"
    r"thank(?:s| you) for (?:your |the )?(?:feedback|reading|subscribing|signing up|visiting"
    r"|registering|sharing)"
    r"|report (?:an? )?(?:error|typo|mistake|correction|abuse|problem)|suggest (?:an? )?(?:edit"
    r"|correction)|corrections?",
    r"(?:please )?e-?mail the editor|letters? to the editor|send us a (?:tip|letter)"
    r"|got a (?:news )?tip",
    r"(?:font|text|type)[- ]?size|small(?:er)?|large(?:r)?|a a a?|a\+|a-|english|korean|chinese"
    r"|japanese",
    r"\d+\s*-?min(?:ute)?s?\.?(?: read)?|\d+ (?:hours?|days?|weeks?|months?|years?) ago"
    r"|reading time.{0,15}",
    r"printer?[- ]friendly(?: version| page)?|print(?:able)?(?: version| page| edition)?"
    r"|download(?: pdf)?|pdf",
    r"page \d+(?: (?:of|/) \d+)?|link(?: copied)?|copied|image \d+ of \d+|\d+ of \d+|\d+\s*/\s*\d+",
    r"top|end|ends|-30-|breaking news|developing(?: story)?|exclusive|live|premium|members only"
    r"|opens in (?:a )?new window",
    r"(?:story|article|report) continues (?:below|after)(?: (?:this )?(?:advertisement|ad|video))?|"
    r"continue reading(?: the main story| below)?|keep reading|skip (?:advertisement|past .{1,40})",
))  # fmt: skip
_PHRASES = re.compile(rf"(?:{_PHRASE})", re.IGNORECASE)
_EDGE = " \t\u00a0|·•/,>»›<«‹:;.…!?→←↑↓▲▼►▶+–—-*#[]()\"'“”‘’_=~"
_SPLIT = re.compile(r"\s*(?:[|·•>»›«‹→←▶►/]|\s{2,}|\t)\s*")

_NOTICE = re.compile(
    r"^\W{0,3}(?:"
    r"(?:copyright\s*(?:©|\(c\)|[12]\d{3}|[:|])|©|\(c\)\s)"
    r"|all rights reserved|(?:no part of )?th(?:is|e) (?:material|content|article|story|website"
    r"|page)s?\b.{0,60}"
    r"\b(?:may|must|can|shall|should) not be (?:published|reproduced|broadcast|copied|rewritten"
    r"|redistributed|used)"
    r"|(?:we|this (?:web)?site|our (?:web)?site"
    r"|our partners)(?: and our partners)? uses? (?:cookies|similar technologies)"
    r"|by (?:using|continuing|visiting|clicking|signing up|subscribing"
    r"|submitting)\b.{0,60}\byou\b.{0,30}"
    r"\b(?:agree|accept|consent)"
    r"|(?:please )?(?:enable|turn on|activate) (?:java\s?script|cookies)|(?:you need to"
    r"|please) (?:enable|have) java"
    r"|your browser (?:does not|doesn['’]t|is)|this (?:video|content|feature) (?:is not|isn['’]t"
    r"|cannot|can['’]t|can not)"
    r"|this (?:site|form|page) is protected by"
    r"|(?:subscribe|sign up|log in|sign in|click|tap|swipe|scroll)\b.{0,80}\b(?:newsletters?"
    r"|e-?mails?|alerts?|channel|"
    r"inbox|app|updates|here|below|account|unlimited|access|briefing|podcast|more|edition|read"
    r"|comment)\b"
    r"|(?:register|join)\b.{0,60}\b(?:newsletters?|channel|inbox|our app|updates|our (?:community"
    r"|mailing list))\b"
    r"|(?:follow|like|find|join) (?:us|me|him|her|[A-Z][\w.]+(?: [A-Z][\w.'’-]+){0,4})(?: at)? on "
    r"(?:twitter|facebook|instagram|x\b|telegram|linkedin|youtube|whatsapp|google)"
    r"|(?:download|get|install) (?:the|our)\b.{0,50}\bapps?\b|(?:get|receive) (?:the|our|all"
    r"|your)? ?(?:latest|best|top|daily)"
    r"\b.{0,60}\b(?:inbox|newsletter|e-?mail|app|phone|alerts?|delivered)\b"
    r"|(?:join|start) the (?:conversation|discussion|debate)|comments (?:are|have been) (?:closed"
    r"|turned off|disabled|moderated)"
    r"|this (?:article|story|post|discussion|thread) is (?:now )?(?:closed|not open|open"
    r"|no longer)\b.{0,30}\bcomment"
    r"|you (?:must|need to|have to) (?:be )?(?:log(?:ged)? in|sign(?:ed)? (?:in|up)|registered"
    r"|register to|a subscriber)"
    r"|already (?:a subscriber|have an account|registered)"
    r"|(?:contact|reach|e-?mail|write to)\b.{0,60}(?:@\w|\d{3}[-. ]\d{4})"
    r"|.{3,60}\bcan be reached (?:at|on|by|via)\b"
    r"|(?:the )?(?:views|opinions) (?:and opinions )?(?:expressed|in this)\b.{0,80}\b(?:author"
    r"|own|writer|necessarily|those)"
    r"|a version of this (?:article|story|column)|this (?:article|story"
    r"|piece) (?:was (?:originally )?(?:first )?published|"
    r"(?:first|originally) appeared|has been updated to (?:correct|clarify|reflect))"
    r")",
    re.IGNORECASE,
)  # fmt: skip
_LABEL = re.compile(
    r"^\W{0,3}(?:copyright\b"
    r"|our standards\s*:|powered\s?by\b|designed by\b|developed by\b|hosted by\b"
    r"|print(?:able|ed|er)?(?:[- ]friendly)? (?:version|from|on|page)\b|page (?:printed"
    r"|generated)|retrieved (?:on|from)\b"
    r"|short ?link\b|source url\b|url\s*:|permalink\b|tags?\s*:|topics?\s*:|keywords?\s*:"
    r"|categor(?:y|ies)\s*:|filed under\b|tagged\b"
    r"|more (?:on|from|about|in)\s*:|posted in\b|labels?\s*:"
    r"|(?:hits|views|shares|readers?|page ?views)\s*:?\s*\d+\W*$"
    r"|image (?:source|copyright)\b.{0,40}$|media caption\b"
    r"|got a (?:news )?tip|have (?:a|you got a) (?:story|news tip)|if you (?:have|spot"
    r"|notice) .{0,40}\b(?:story|error|mistake|typo)"
    r"|support (?:our|independent|quality) (?:journalism|news)|(?:help|support) us (?:by|to)\b"
    r"|for more\b.{0,60}\b(?:visit|click|follow|go to|news|stories|see)\b"
    r"|register for free to|to continue reading"
    r")",
    re.IGNORECASE,
)  # fmt: skip
_READ_ON = re.compile(
    r"^\W{0,3}(?:read(?: more| also| next)|also read|read|see also|related(?: \w+)?|must[- ]read"
    r"|recommended)"
    r"\s*(?:[:|»>→]|\s[-–—]\s)",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"^\W{0,3}(?:read(?: more| also| next| the full \w+)?|also read|see(?: also| more)?"
    r"|watch(?: live| now| more)?|"
    r"listen(?: to)?|related(?: \w+)?|more(?: from [\w ]{1,25}| on this| here| news)?"
    r"|must[- ]read|don['’]t miss|"
    r"recommended|trending|up next|in (?:pictures|photos|video)|gallery|"
    r"live (?:updates|blog)|editor(?:['’]s (?:note|picks?))?s?|share|video|photos|interactive"
    r"|subscribe|podcast)"
    r"\s*(?:[:|»>→]|\s[-–—]\s)",
    re.IGNORECASE,
)  # fmt: skip
_SECTION_HEAD = re.compile(
    r"^\W*(?:(?:most|top|latest|related|more|trending|recommended|popular|also|read|you may"
    r"|featured|editor|"
    r"up next|next|comments?|send feedback|leave a|share|follow|subscribe|sign up|next story"
    r"|see also)\b)",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"^(?:[a-z-]{2,30}\s*:\s*[^;.!?]{1,60};|[.#@][\w-]+[^.!?]{0,60}\{"
    r"|<[^<>]{1,300}>\W*(?:<[^<>]{1,300}>\W*)?)$"
)
_URL = re.compile(r"^(?:https?://|www\.)\S+$|^\S+@\S+\.\w+$", re.IGNORECASE)


def is_navigation(line: str) -> bool:
    """True when the whole line is furniture of a page and says nothing of the article."""
    if len(line) > _LONGEST:
        return False
    bare = line.strip(_EDGE)
    if not bare or _URL.match(bare) or _CODE.match(line) or len(bare) == 1:
        return True
    if quotes_speech(line) or line.startswith(('"', "“")):
        return False
    if _NOTICE.match(line) or _READ_ON.match(line):
        return True
    if len(line.split()) >= 8 and TERMINAL.search(line):
        return False
    if _LABEL.match(line) or (_POINTER.match(line) and len(line.split()) <= 25):
        return True
    if len(line.split()) > 14:
        return False
    pieces = _SPLIT.split(bare)
    return all(_is_phrases(piece) or (len(pieces) > 1 and is_section(piece)) for piece in pieces)


def is_section(line: str) -> bool:
    """True for a section's name or a trail of them: `World`, `Home > News > Asia`."""
    pieces = [piece.strip(_EDGE).lower() for piece in re.split(r"[|>»›/·•]", line)]
    return all(piece in SECTION_NAMES or not piece for piece in pieces)


def opens_list_of_links(line: str) -> bool:
    """True for a heading such as `Most popular` or `Related`, after which other stories are
    named.
    """
    return len(line.split()) <= 6 and bool(_SECTION_HEAD.match(line)) and is_navigation(line)


def _is_phrases(piece: str) -> bool:
    """True when the words of `piece` are phrases of navigation, one after another."""
    rest = piece.strip(_EDGE)
    if not rest or rest.isdigit():
        return True
    if _PHRASES.fullmatch(rest):
        return True
    words = rest.split()
    for size in range(len(words) - 1, 0, -1):
        head = " ".join(words[:size]).strip(_EDGE)
        if head and _PHRASES.fullmatch(head) and _is_phrases(" ".join(words[size:])):
            return True
    return False
