"""Offices and affiliations against a gold file of ours.

Compared are statements, article by article: who holds (held) what, of which state or organisation.
One said several times in an article counts once. A row is right when a gold role of its article has

* the same person, by the names in the gold file;
* the same role: the same words without case, articles, hyphens, *former* or *late*, the name of the
  state before it (*US secretary of state*) and what follows a preposition (*director for Asian
  affairs*; *of state* stays, *of Jane Roe* goes). One may have more words before (*international
  relations professor*, *professor*) unless they make another office (*vice*, *deputy*, *foreign* …)
  and are no name of the organisation (*foreign ministry spokeswoman*);
* the same state or organisation. A row may lack it where the article does not name it there
  (*President Jane Roe*), may have the state of the person or of the organisation in its stead, and
  a place in that state (*Velde governor*).

Left out, so that they count neither way: kinship, and roles whose words do not stand in their range
(*his counterpart*).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.evaluate.naming import is_speaker, named, plain
from kg.evaluate.spans import Row, article_name, f1, share
from kg.gold import Gold, GoldArticle, GoldRole

_BEFORE = re.compile(r"\b(?:former|late|then|ex|current|incumbent|outgoing|newly|elected)\b")
_AFTER = re.compile(r"\b(?:for|on|at|in|to|with|under|from|and)\b.*")
_OF_NAME = re.compile(r"\bof (?:the )?[A-Z].*")
_OTHER_OFFICE = frozenset(
    """
    vice deputy acting assistant associate interim under junior honorary shadow
    prime foreign defence defense finance interior home trade health justice energy education
    environment agriculture economy labour labor transport
    """.split()
)
"""Words before a role that make it another office: a deputy minister is no minister."""


@dataclass(frozen=True, slots=True)
class OfficeScores:
    """`found` of `gold` statements; precision is of `predicted` ones.

    `tenure` is the share of the found ones that are rightly current, former, late or future.
    """

    gold: int
    found: int
    predicted: int
    precision: float
    recall: float
    f1: float
    tenure: float
    missed: tuple[str, ...]
    false: tuple[str, ...]


def office_scores(gold: Gold, rows: Iterable[Row], texts: Mapping[str, str]) -> OfficeScores:
    """The figures of the rows of `kg query offices`, in any order.

    Args:
        gold: rows of articles not in it do not count.
        rows: of the whole graph.
        texts: the articles as read, by the file names of `gold`.
    """
    by_article: dict[str, dict[tuple[str, ...], Row]] = {a.file: {} for a in gold.articles}
    for row in rows:
        if (name := article_name(row)) in by_article:
            by_article[name].setdefault(_statement(row), row)
    total = found = right = predicted = held = 0
    missed: list[str] = []
    false: list[str] = []
    for article in gold.articles:
        text = texts.get(article.file, "")
        wanted, unsaid = _roles(article, text)
        here = by_article[article.file]
        hit: set[int] = set()
        for key in sorted(here):
            row = here[key]
            fits = [at for at, role in enumerate(wanted) if _fits(gold, role, row, text)]
            if fits:
                hit.update(fits)
                right += 1
                predicted += 1
                held += any(wanted[at].tenure == row.get("tenure") for at in fits)
            elif not any(_fits(gold, role, row, text) for role in unsaid):
                predicted += 1
                false.append(f"{article.file}: {'; '.join(part for part in key[:3] if part)}")
        total += len(wanted)
        found += len(hit)
        missed += [
            f"{article.file}: {'; '.join((named(role.person, gold), role.role, *role.of[:1]))}"
            for at, role in enumerate(wanted)
            if at not in hit
        ]
    return OfficeScores(
        gold=total,
        found=found,
        predicted=predicted,
        precision=share(right, predicted),
        recall=share(found, total),
        f1=f1(right / max(1, predicted), found / max(1, total)),
        tenure=share(held, right),
        missed=tuple(missed),
        false=tuple(false),
    )


def _statement(row: Row) -> tuple[str, ...]:
    columns = ("person_label", "role", "of_label", "tenure")
    return tuple(str(row.get(column) or "") for column in columns)


def _roles(article: GoldArticle, text: str) -> tuple[list[GoldRole], list[GoldRole]]:
    """The roles to be found, each statement once, and those that their own words do not say."""
    wanted: dict[tuple[object, ...], GoldRole] = {}
    unsaid: list[GoldRole] = []
    for role in article.roles:
        if role.kind == "family":
            continue
        name = _role(role.role, ())
        if set(name.split()[-1:]) <= set(_words(text[role.start : role.end])):
            wanted.setdefault((role.person, name, role.of), role)
        else:
            unsaid.append(role)
    return list(wanted.values()), unsaid


def _fits(gold: Gold, role: GoldRole, row: Row, text: str) -> bool:
    return (
        is_speaker(gold, row.get("person_label"), [role.person])
        and _same_role(gold, role, row)
        and _same_whole(gold, role, row, text)
    )


def _same_role(gold: Gold, role: GoldRole, row: Row) -> bool:
    whole = _names_of(gold, role.of)
    one, other = _role(role.role, whole), _role(str(row.get("role") or ""), whole)
    if len(one.split()) > len(other.split()):
        one, other = other, one
    if not one or not f" {other}".endswith(f" {one}"):
        return False
    # "foreign ministry spokeswoman" is the spokeswoman of the foreign ministry.
    known = {word for name in whole for word in _words(name)}
    return not _OTHER_OFFICE & (set(other[: len(other) - len(one)].split()) - known)


def _names_of(gold: Gold, keys: Iterable[str]) -> list[str]:
    """What the entities are called, and the adjectives and capitals that stand for them."""
    entities = (gold.entities[key] for key in keys if key in gold.entities)
    return [n for e in entities for n in (*e.names, *e.adjectives, *e.capitals)]


def _role(role: str, whole: Iterable[str]) -> str:
    """The words that say which office it is."""
    role = _OF_NAME.sub("", re.sub(r"\([^)]*\)", " ", role))
    words = " ".join(_words(role))
    for name in sorted({" ".join(_words(name)) for name in whole}, key=lambda n: (-len(n), n)):
        words = words.removeprefix(f"{name} ").removesuffix(f" of {name}")
    return " ".join(_AFTER.sub("", _BEFORE.sub(" ", words)).split())


def _words(text: str) -> list[str]:
    lower = re.sub(r"\.", "", text.lower().replace("’", "'")).replace("defense", "defence")
    words = re.findall(r"\w+", lower.replace("'s", " "))
    return [word for word in words if word not in ("the", "a", "an", "s")]


def _same_whole(gold: Gold, role: GoldRole, row: Row, text: str) -> bool:
    label = row.get("of_label")
    if not label:
        written = text[role.start : role.end]
        names = _names_of(gold, role.of)
        return not any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", written) for name in names)
    holders = [gold.entities[key] for key in (*role.of, role.person) if key in gold.entities]
    states = {entity.state for entity in holders if entity.state}
    states.update(key for key in role.of if key in gold.entities)
    there = [e.key for e in gold.entities.values() if e.kind == "Place" and e.state in states]
    whose = _OF_NAME.search(role.role)
    said = plain(whose[0]).removeprefix("of ") if whose else None
    return is_speaker(gold, label, (*role.of, *sorted(states), *there)) or plain(label) == said
