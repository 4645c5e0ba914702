"""Which words of an article stand for which entity, as far as a gold file settles it.

A gold file of ours does not list mentions, but it says enough to know many of them:

* the speaker of a claim and the person of an office, at their ranges: there the entity's longest
  name, the last of several, is the mention; where no name of it stands in a speaker's range (*he*,
  *the news agency*) the whole range is;
* `capital_mentions`, which say whether the name of a city stands for the city or its state;
* every name and alias of an entity elsewhere in the article, and a description that contains a
  name and says whose it is (*the Norlandic leader*, not *the country*).

What is doubtful is left out: ranges that several speakers share or that are open between several;
a name that belongs to several entities of the article, unless a range settles it; names of cities
that may stand for their state, unless annotated; a part of a longer name before or after another
capitalised word (*Park* in *Park Street*); adjectives (*Norlandic*); lines after the first that
neither end as a sentence does nor hold a claim or meeting (menus, bylines), and those in
parentheses (credits); sources that are no entity of the file or that nobody names (`unspecified`);
other pronouns and descriptions.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kg.evaluate.naming import plain
from kg.gold import Gold, GoldArticle, GoldEntity

_DEFINITE = re.compile(r"(?:the|his|her|its|their)\s|.*[’']s?\s", re.IGNORECASE)
_SENTENCE_END = (".", "!", "?", "”", '"', "’", "'", ")", ":")
_WORD_BEFORE = re.compile(r"([\w.’'-]+)\s$")
_SPACES = r"\s+"
_ENDS = r"(?![\s-][A-Z])"


@dataclass(frozen=True, slots=True, order=True)
class GoldMention:
    """A half-open range of code points, and the key of what it stands for."""

    start: int
    end: int
    key: str


def gold_mentions(gold: Gold, article: GoldArticle, text: str) -> tuple[GoldMention, ...]:
    """The mentions of an article that the gold file settles, in order; disjoint.

    Args:
        gold: the file; only its entities that are in the article count.
        article: one of its articles.
        text: the article's, which the file's offsets refer to.
    """
    entities = {
        key: entity
        for key, entity in gold.entities.items()
        # A group without an alias is nobody that could be found: "no source in the text".
        if entity.is_in(article.file) and (entity.kind != "Group" or len(entity.names) > 1)
    }
    settled = _settled(article, entities, text)
    lines = _lines(article, text)
    kept: list[GoldMention] = []
    for mention in (*sorted(settled), *_named(gold, article, entities, text)):
        read = any(start <= mention.start < end for start, end in lines)
        if read and not any(m.start < mention.end and mention.start < m.end for m in kept):
            kept.append(mention)
    return tuple(sorted(kept))


def _settled(article: GoldArticle, entities: dict[str, GoldEntity], text: str) -> list[GoldMention]:
    """What the article's annotated ranges say; a range that says two things says nothing."""
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    speakers = {(role.start, role.end) for role in article.roles}
    for mark in article.marks:
        entity = entities.get(mark.key)
        if entity is None:
            continue
        if mark.exact:
            found[mark.start, mark.end].add(mark.key)
            continue
        words = text[mark.start : mark.end]
        inner = _last_name(words, entity)
        if inner is not None:
            found[mark.start + inner[0], mark.start + inner[1]].add(mark.key)
        # An apposition or a list is no mention of one entity.
        elif (mark.start, mark.end) not in speakers and not re.search(r",|\band\b", words):
            found[mark.start, mark.end].add(mark.key)
    return [GoldMention(*span, *keys) for span, keys in found.items() if len(keys) == 1]


def _last_name(words: str, entity: GoldEntity) -> tuple[int, int] | None:
    """The last of the longest names of the entity in the words."""
    for name in sorted(entity.names, key=lambda n: (-len(n), n)):
        hits = list(re.finditer(_pattern(name), words))
        if hits:
            return hits[-1].span()
    return None


def _pattern(name: str) -> str:
    """Finds the name as a whole word, with apostrophes of either kind and any white space."""
    words = [re.escape(word).replace("’", "'").replace("'", "[’']") for word in name.split()]
    return rf"(?<!\w){_SPACES.join(words)}(?!\w)"


def _named(
    gold: Gold, article: GoldArticle, entities: dict[str, GoldEntity], text: str
) -> Iterator[GoldMention]:
    """Yields the names and telling descriptions in the text, left to right, the longest at each."""
    keys: dict[str, set[str]] = defaultdict(set)
    passed = set(article.capitals)
    for key, entity in entities.items():
        for name in (*entity.names, *filter(_tells, entity.descriptions)):
            keys[name].add(key)
    for entity in gold.entities.values():
        passed.update(entity.capitals)
        passed.update(entity.adjectives)
    openings = {word for name in keys for word in name.split()[:-1]}
    told = {text for entity in entities.values() for text in entity.descriptions}
    names = sorted({*keys, *passed}, key=lambda n: (-len(n), n))
    if not names:
        return
    patterns = [
        # A longer name may go on behind these, one that the gold file does not know.
        _pattern(name) + (_ENDS if name.split()[-1] in openings or name in told else "")
        for name in names
    ]
    for hit in re.finditer("|".join(f"({pattern})" for pattern in patterns), text):
        name = names[(hit.lastindex or 1) - 1]
        if name in passed or len(keys[name]) != 1:
            continue
        (key,) = keys[name]
        surname = " " not in name and entities[key].kind == "Person"
        if surname and _part_of_another(text, hit.start()):
            continue
        yield GoldMention(hit.start(), hit.end(), key)


def _tells(description: str) -> bool:
    """Whether a description is definite and has a name in it."""
    later = description.split()[1:]
    return bool(_DEFINITE.match(description)) and any(word[:1].isupper() for word in later)


def _part_of_another(text: str, start: int) -> bool:
    """Whether a capitalised word other than a title stands directly before."""
    before = _WORD_BEFORE.search(text[max(0, start - 40) : start])
    return before is not None and before[1][:1].isupper() and bool(plain(before[1]))


def _lines(article: GoldArticle, text: str) -> list[tuple[int, int]]:
    """The lines that are read for what they say."""
    found: list[tuple[int, int]] = []
    at = 0
    for line in text.splitlines(keepends=True):
        end, words = at + len(line), line.strip()
        told = any(start < end and at < stop for start, stop in article.told)
        sentence = words.endswith(_SENTENCE_END) and not (words[:1] == "(" and words[-1:] == ")")
        if told or sentence or (words and not found):
            found.append((at, end))
        at = end
    return found
