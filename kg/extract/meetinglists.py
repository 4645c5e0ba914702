"""Lists of those who take part, as they stand in the sentence: names, titles, appositions."""

from __future__ import annotations

from kg.extract import meetingwords as words
from kg.extract.roles import ROLES
from kg.extract.scene import (
    CLAUSE,
    FINITE,
    HYPHENS,
    POSSESSIVES,
    Scene,
    actor,
    is_counterpart,
    is_person,
)
from kg.extract.syntax import base_form, is_verb
from kg.records import Mention

AND = frozenset({"and", "&"})


def read_list(
    scene: Scene, at: int, *, reach: int = 8, subject: bool = False
) -> tuple[list[Mention], int]:
    """The actors of the noun phrase list that begins at `tokens[at]`, and where it ends.

    `Karl Roe, his wife and Foreign Minister Jane Doe`: what `and` joins belongs to it, unless a
    finite verb follows, for then it is the subject of the next clause.

    Args:
        scene: the sentence.
        at: position in `scene.tokens`.
        reach: tokens within which the first actor must begin.
        subject: whether the list ends before a verb all the same (a subject, or after `between`).
    """
    item, end = _read_item(scene, at, reach)
    if item is None:
        return [], at
    found, pending = [item], list[tuple[Mention, int]]()
    k = end
    while k < len(scene.tokens):
        k = _past_apposition(scene, k)
        end = end if pending else k
        if k >= len(scene.tokens):
            break
        word = scene.tokens[k].lower_
        if word == "," and k + 1 < len(scene.tokens):
            joined = scene.tokens[k + 1].lower_ in AND
            following, stop = _read_item(scene, k + 1 + joined, 7)
        elif word in AND or word in ("including", "alongside"):
            joined = True
            following, stop = _read_item(scene, k + 1, 8)
        else:
            break
        if following is None:
            break
        if joined:
            if not subject and _verb_follows(scene, stop):
                break
            found += [m for m, _ in pending] + [following]
            end, pending = stop, []
        else:
            pending.append((following, stop))
        k = stop
    return found, end


def _past_apposition(scene: Scene, k: int) -> int:
    """Where the list goes on behind `of [Thailand]`, or behind `, the trade minister` where that
    stands between the comma and another one.
    """
    tokens = scene.tokens
    if tokens[k].lower_ == "of" and k + 1 < len(tokens):
        state = scene.index.at(tokens[k + 1])
        if state is not None and state.kind == "State" and state.form == "name":
            while k + 1 < len(tokens) and tokens[k + 1].idx < state.span.end:
                k += 1
            k += 1
    if k >= len(tokens) or tokens[k].text != ",":
        return k
    for j in range(k + 1, min(k + 14, len(tokens))):
        mention = scene.index.at(tokens[j])
        person = mention is not None and mention.kind == "Person" and mention.form == "name"
        if person or tokens[j].tag_ in FINITE or (tokens[j].lower_ in AND and j == k + 1):
            return k
        if tokens[j].text == ",":
            roles = any(
                t.lower_ in ROLES or t.lower_ == "representative" for t in tokens[k + 1 : j]
            )
            return j if roles else k
    return k


def _read_item(scene: Scene, at: int, reach: int) -> tuple[Mention | None, int]:
    """The actor that the noun phrase at `tokens[at]` names: its first, or the last of a chain of
    titles (`Chilean President Roe`), and the position after it.
    """
    for k in range(at, min(at + reach, len(scene.tokens))):
        token = scene.tokens[k]
        if (
            token.text in (";", ".", ":", "?", "!")
            or token.tag_ in FINITE
            or token.lower_ in CLAUSE
        ):
            break
        if (is_verb(token) and token.tag_ != "VBN") or (
            token.pos_ == "ADP" and (k == at or token.lower_ != "of")
        ):
            break
        if token.tag_ == "PRP$":
            continue  # "received his money": whose it is takes no part
        if token.lower_ == "of" and scene.tokens[k - 1].lower_ not in ROLES:
            break  # "visited the grave of"
        mention = actor(scene, token, places=True)
        if mention is None:
            continue
        end = k + 1
        while end < len(scene.tokens) and scene.tokens[end].idx < mention.span.end:
            end += 1
        nearby = scene.tokens[end : end + 1]
        split = bool(nearby) and nearby[0].text in HYPHENS and mention.kind == "Person"
        if nearby and nearby[0].text in POSSESSIVES | HYPHENS and not split:
            continue  # a double surname may have been split
        if is_counterpart(mention):
            return _counterpart(scene, mention, end)
        if nearby and mention.kind in ("Organization", "Place") and nearby[0].tag_ in ("NN", "NNS"):
            continue  # "Senate members": it only describes them
        # "Example Service chief Jane Doe", the service taken for a person
        titled = bool(nearby) and nearby[0].lower_ in ROLES and mention.form == "name"
        named = _apposed(scene, mention, end)
        if named is not None:
            return named
        role = mention.form == "description" and is_person(mention)
        beside = not nearby or nearby[0].text != "," or role
        if beside and (
            titled
            or mention.kind in ("State", "Organization", "Place")
            or mention.form == "description"
        ):
            person = _titled(scene, end)
            if person is not None:
                return person
        if end < len(scene.tokens) and scene.tokens[end].text == "(":
            close = [
                j
                for j in range(end, min(end + 6, len(scene.tokens)))
                if scene.tokens[j].text == ")"
            ]
            end = close[0] + 1 if close else end
        return mention, end
    return None, at


def _counterpart(scene: Scene, mention: Mention, end: int) -> tuple[Mention, int]:
    """`his Thai counterpart, [Roe],`: the name beside it; else the state it acts for."""
    k = end + 1 if end < len(scene.tokens) and scene.tokens[end].text == "," else end
    named = scene.index.at(scene.tokens[k]) if k < len(scene.tokens) else None
    if named is not None and named.kind == "Person" and named.form == "name":
        while k < len(scene.tokens) and scene.tokens[k].idx < named.span.end:
            k += 1
        return named, k + (k < len(scene.tokens) and scene.tokens[k].text == "," and end + 1 < k)
    inside = [t for t in scene.tokens if mention.span.start <= t.idx < mention.span.end]
    states = [m for t in inside if (m := scene.index.at(t, adjectives=True)) and m.kind == "State"]
    return (states[0] if states else mention), end


def _apposed(scene: Scene, mention: Mention, at: int) -> tuple[Mention, int] | None:
    """`her father, former Premier [Karl Roe], had`: the name between commas behind one person."""
    start = mention.head.start - mention.span.start
    head = mention.text[start : start + mention.head.end - mention.head.start].lower()
    one = mention.kind == "Group" and mention.form == "description" and base_form(head) == head
    if not one or at >= len(scene.tokens) or scene.tokens[at].text != ",":
        return None
    for k in range(at + 1, min(at + 8, len(scene.tokens))):
        found = scene.index.at(scene.tokens[k])
        if found is not None and found.kind == "Person" and found.form == "name":
            while k < len(scene.tokens) and scene.tokens[k].idx < found.span.end:
                k += 1
            closed = k >= len(scene.tokens) or scene.tokens[k].text in (",", ".")
            return (found, k) if closed else None
        if scene.tokens[k].pos_ not in ("NOUN", "PROPN", "ADJ", "DET"):
            return None
    return None


def _titled(scene: Scene, at: int) -> tuple[Mention, int] | None:
    """`US [Secretary of State John Roe]`: the person whose title a state or company opens."""
    for k in range(at, min(at + 6, len(scene.tokens))):
        token = scene.tokens[k]
        mention = scene.index.at(token)
        if mention is not None and mention.kind == "Person" and mention.form == "name":
            end = k + 1
            while end < len(scene.tokens) and scene.tokens[end].idx < mention.span.end:
                end += 1
            return mention, end
        apposed = token.text == "," and k == at
        if token.pos_ not in ("NOUN", "PROPN", "ADJ") and token.lower_ != "of" and not apposed:
            return None
        if k > at and scene.tokens[at].text == ",":
            return None
    return None


def _verb_follows(scene: Scene, at: int) -> bool:
    for token in scene.tokens[at : at + 3]:
        if token.tag_ in FINITE:
            return True
        if token.pos_ != "ADV":
            return False
    return False


def acting_for(scene: Scene, mention: Mention) -> list[Mention]:
    """The states whose envoys meet: `officials from [Chile] and [Peru]`, `[Kenyan] and [Ugandan]
    negotiators`; empty unless there are two or more.
    """
    span, tokens = mention.span, scene.tokens
    inside = [k for k, t in enumerate(tokens) if span.start <= t.idx < span.end]
    if mention.kind != "Group" or not inside:
        return []
    if not any(base_form(tokens[k].text) in words.ENVOYS for k in inside):
        return []
    first, end = inside[0], inside[-1] + 1
    while first and (tokens[first - 1].lower_ in ("and", ",") or _state_at(scene, first - 1)):
        first -= 1
    while end < len(tokens) and (
        tokens[end].lower_ in ("of", "from", "and", ",", "the") or _state_at(scene, end)
    ):
        end += 1
    noun = next(k for k in reversed(inside) if base_form(tokens[k].text) in words.ENVOYS)
    for low, high in ((noun + 1, end), (first, noun)):
        found = list(dict.fromkeys(m for k in range(low, high) if (m := _state_at(scene, k))))
        if len(found) > 1:
            return found
    return []


def _state_at(scene: Scene, k: int) -> Mention | None:
    found = scene.index.at(scene.tokens[k], adjectives=True)
    if found is None or found.kind != "State":
        inner = [m for m in scene.index.over(scene.tokens[k]) if m.kind == "State"]
        found = inner[0] if inner else None
    return found
