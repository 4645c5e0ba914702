"""Captions and credits of pictures, told by what one line says."""

from __future__ import annotations

import re

from kg.read.words import AGENCY, SPEAKS

_LONGEST = 400
_MAKER = rf"(?:{AGENCY}|Getty(?: Images)?|[A-Z][\w.'’]*(?:[ /&-]+[\w.'’]+){{0,7}})"
_CREDIT_WORD = (
    r"(?:(?:file |handout |stock |cover |archive )?(?:photo(?:s|graph|graphs|graphy)?|image"
    r"|picture|pic|"
    r"illustration|graphic|video grab|screen ?shot)(?: (?:credit|by|courtesy(?: of)?|source|from"
    r"|via|copyright|"
    r"provided by))?|credit|courtesy(?: of)?)"
)
_NAMED = r"(?:[A-Z@\d][\w.'’&@-]*|of|the|for|via|and|de)"
_WHO = rf"(?-i:[( ]*{_NAMED}(?:[ ,/|()—]+{_NAMED}){{0,11}})"
_CREDIT_END = re.compile(
    rf"(?:(?:^|[.!?|(\[/–—-][\"”’']?)\s*{_CREDIT_WORD}|\b(?-i:(?=[A-Z])){_CREDIT_WORD})"
    rf"(?:\s*(?::|\.\.\.|…|/)\s*|(?<=by)\s|(?<=of)\s){_WHO}[.)\]|\s]*$",
    re.IGNORECASE,
)
_AGENCY_END = re.compile(
    rf"(?:[(\[]\s*(?:(?:file |handout |pool )?(?:photos?|picture|image|pic)\b[ :/-]*(?:by |from "
    rf"|courtesy of )?)?"
    rf"(?:[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){{0,4}}\s*[/,-]\s*)?(?:{AGENCY}|Getty Images|EPA-EFE"
    rf"|AP Photo)"
    rf"(?:\s*[/,-]\s*[^()\[\]]{{2,50}}| (?:file|photos?|file photo|video|via [\w ]+|news))?\s*[)\]]"
    rf"|[(\[](?:file(?: photo| image)?|photo|supplied|handout|representational? (?:image|photo)"
    rf"|courtesy[^)]{{0,40}}|"
    rf"photo (?:by|courtesy)[^)]{{2,60}}|(?:image|photo)\s?(?:credit)?\s?[:/|][^)]{{2,60}}"
    rf"|provided by[^)]{{2,50}})[)\]]"
    rf"|(?:[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){{0,3}}\s?/\s?)(?:{AGENCY}|Getty Images|Pool"
    rf"|Shutterstock|EPA)(?: via [A-Z]\w+)?"
    rf"|(?:REUTERS|AP Photo|AFP|EPA|Getty Images|AP)\s?/\s?[A-Z][^.!?]{{2,40}}"
    rf"|(?:[|]|\s[-–—])\s*(?:{AGENCY}|REUTERS|Getty Images)"
    rf")\s*[.|]?\s*$"
)
_CREDIT_LINE = re.compile(
    rf"^\W*(?:(?:photo(?:graph)?s?|image|picture|credit|courtesy|illustration"
    rf"|video)\b[ ]?(?:credit|by|courtesy(?: of)?|"
    rf"source|copyright|caption)?\s*[:./…|-]*\s*{_MAKER}|(?:Getty Images|REUTERS|EPA|Shutterstock"
    rf"|{AGENCY} (?:photo|file)|AP Photo)"
    rf"(?:\s?/.{{1,40}})?|Image (?:source|copyright|caption).{{0,40}})\W*$",
    re.IGNORECASE,
)
_FILE_START = re.compile(
    r"^(?:FILE PHOTO|File photo|FILE IMAGE|FILE|File|HANDOUT|Image caption|Media caption"
    r"|Photo caption|Caption|"
    r"PHOTO|Photo|In this (?:\w+[., ]+){0,6}?(?:file )?(?:photo|image|picture|frame grab"
    r"|video grab|handout)\b|"
    r"This (?:\w+ ){0,3}?(?:photo|image|picture|combination|handout|undated)\b)(?:\s*[:–—-]|\s*,"
    r"|\s+\w)"
)
_FILE_START_STRONG = re.compile(
    r"^(?:FILE PHOTO|File photo|FILE)\s*[:–—-]|^(?:Image|Media|Photo) caption\b"
)
_PLACES = re.compile(
    r"\((?:left|right|cent(?:er|re)|middle|top|bottom|(?-i:[LC])|(?:second|third|2nd|3rd|front"
    r"|back|far) ?[\w ]{0,14}|"
    r"(?:from|top|bottom|far) (?:left|right)(?: to right)?|l to r|l-r|pictured|file)\)"
    r"|\b(?:from left|left to right|pictured (?:above|here|left|right|in)|(?:, |second "
    r"|far )(?:left|right|cent(?:er|re)),)",
    re.IGNORECASE,
)
_STILL = re.compile(
    r"\b(?:in this (?:[\w.,]+ ){0,5}(?:photo|image|picture|still)|(?:poses?|posing) for (?:a "
    r"|the )?(?:\w+ )?"
    r"(?:photo|picture|camera)|is (?:seen|pictured|shown)|are (?:seen|pictured|shown)|(?:photo"
    r"|image|picture) (?:released|provided|taken)|"
    r"combined image|composite (?:photo|image)|combination (?:photo|picture|of)|file (?:photo"
    r"|picture|image))\b",
    re.IGNORECASE,
)


_NAME_CREDIT = re.compile(
    rf"^[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){{0,4}}\s?/\s?"
    rf"(?:{AGENCY}|REUTERS|Getty Images|Pool|EPA)\W*$"
)


def is_caption(line: str) -> bool:
    """True when the line surely describes a picture: it ends in a credit, or says that it is
    one.
    """
    if len(line) > 2 * _LONGEST or quotes_speech(line):
        return False
    if _CREDIT_LINE.match(line) or _NAME_CREDIT.match(line) or _FILE_START_STRONG.match(line):
        return True
    if _CREDIT_END.search(line):
        return True
    one = _sentences(line) <= 2
    if _PLACES.search(line):
        return one
    return (
        one
        and bool(_STILL.search(line))
        and bool(_FILE_START.match(line) or _AGENCY_END.search(line))
    )


def ends_in_credit(line: str) -> bool:
    """True when the line closes with an agency's name as a credit, `… in Geneva (Reuters)`.

    So do captions, but also the last paragraph of an agency's story.
    """
    return len(line) <= _LONGEST and _sentences(line) <= 2 and bool(_AGENCY_END.search(line))


def quotes_speech(line: str) -> bool:
    """True when the line reports what somebody said: too dear to lose."""
    return bool(SPEAKS.search(line)) and bool(re.search(r"[\"“”„]", line))


def _sentences(line: str) -> int:
    return 1 + len(re.findall(r"[a-z)\"”]{2}[.!?][\"”’)]*\s+[A-Z“\"]", line))
