"""Where a meeting took place and when: the phrases around its trigger."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Token

from kg.extract import meetingwords as words
from kg.extract.scene import CLAUSE, FINITE, HYPHENS, POSSESSIVES, QUOTES, Scene
from kg.extract.syntax import ancestors, base_form, is_verb, span_of
from kg.records import Mention, Span, TimeRange


def place_near(scene: Scene, anchors: Sequence[Token], *, within: int = 30) -> Mention | None:
    """Where it took place: `in` before `at` (a city before a hall), right of the anchors first."""
    venue: Mention | None = None
    start = min(scene.place_of(a) for a in anchors)
    skip = {a.i for a in anchors}
    for k in range(start + 1, min(start + within, len(scene.tokens))):
        token = scene.tokens[k]
        finite = token.tag_ in FINITE and token.i not in skip
        if (finite and k > start + 1) or token.lower_ in CLAUSE or token.text in (";", '"', "”"):
            break
        ground = token.lower_ == "on" and any(
            t.lower_ in words.GROUND_NOUNS for t in scene.tokens[k + 1 : k + 6]
        )
        if token.lower_ in words.PLACE_PREPOSITIONS or ground:
            found = place_at(scene, k + 1)
            if found and token.lower_ != "at":
                return found
            venue = venue or found
    return venue or _place_in_front(scene, anchors[0])


def venue_near(scene: Scene, anchors: Sequence[Token], *, within: int = 30) -> Span | None:
    """The house where it took place, in the text's words: `the Great Hall of the People`."""
    start = min(scene.place_of(a) for a in anchors)
    for k in range(start + 1, min(start + within, len(scene.tokens))):
        token = scene.tokens[k]
        if (token.lower_ in CLAUSE and token.lower_ not in ("which", "that")) or token.text in (
            ";",
            '"',
            "”",
        ):
            break
        if token.lower_ in ("at", "inside", "aboard", "in"):
            found = _venue(scene, k + 1, named=token.lower_ != "in")
            if found is not None:
                return found
    return None


def _venue(scene: Scene, at: int, *, named: bool) -> Span | None:
    """The noun phrase at `tokens[at]`, if it is a house; with `named` also a name of any other
    thing than a town.
    """
    timed = [t.span for t, _ in scene.times]
    phrase: list[Token] = []
    for token in scene.tokens[at : at + 12]:
        if any(span.start <= token.idx < span.end for span in timed):
            break
        inside = token.pos_ in ("DET", "ADJ", "NOUN", "PROPN", "NUM") or token.text in HYPHENS
        if not inside and token.lower_ not in ("of", "'s", "’s", "and"):
            break
        if token.lower_ == "and" and not (phrase and phrase[-1].pos_ == "PROPN"):
            break
        phrase.append(token)
    while phrase and (phrase[-1].pos_ not in ("NOUN", "PROPN")):
        phrase.pop()
    if not phrase:
        return None
    of = next((k for k, t in enumerate(phrase) if t.lower_ == "of"), len(phrase))
    head = phrase[max(of - 1, 0)]
    house = head.lower_ in words.VENUE_NOUNS
    called = scene.index.at(head)
    other = (
        named
        and head.pos_ == "PROPN"
        and called is not None
        and called.form == "name"
        and (called.kind == "Organization" or (called.kind == "Place" and called.concept is None))
    )
    return span_of(phrase) if house or other else None


def _place_in_front(scene: Scene, anchor: Token) -> Mention | None:
    """`In Oslo, Ann met Bob`; `Oslo is where Ann met Bob`."""
    stop = scene.place_of(anchor)
    for k in range(stop - 1, -1, -1):
        token = scene.tokens[k]
        if token.lower_ == "where":
            copula = scene.tokens[k - 1] if k else None
            first = 0 if copula is not None and copula.pos_ == "AUX" else max(0, k - 4)
            span = scene.tokens[first:k] if first == 0 else scene.tokens[first:k][::-1]
            if first == 0 and copula is not None and copula.pos_ == "AUX":
                # Whatever the names model took it for: what is "where" is a place.
                return next(
                    (m for t in span if (m := scene.index.at(t)) and m.form == "name"), None
                )
            return next((m for t in span if (m := _place(scene, t))), None)
        if (token.tag_ in FINITE and token.pos_ != "AUX") or token.text in (";", ":"):
            return None
    if scene.tokens[0].lower_ in words.PLACE_PREPOSITIONS:
        return place_at(scene, 1)
    return None


def place_at(scene: Scene, at: int, *, states: bool = True) -> Mention | None:
    """The place that the noun phrase at `tokens[at]` names: `the northern city of [Oslo]`; the
    state of `the [Kenyan] capital`.
    """
    capital: Mention | None = None
    for k in range(at, min(at + 8, len(scene.tokens))):
        token = scene.tokens[k]
        found = _place(scene, token)
        if found is None and states and token.lower_ == "capital" and k > at:
            owner = scene.index.at(scene.tokens[k - 1], adjectives=True)
            capital = owner if owner and owner.kind == "State" else None
        if found is not None and (states or found.kind == "Place"):
            following = [t for t in scene.tokens if t.idx >= found.span.end][:1]
            if following and following[0].text in POSSESSIVES | HYPHENS:
                return None
            follows_noun = (
                following and following[0].pos_ in ("NOUN", "PROPN") and found.kind == "State"
            )
            seat = following and following[0].lower_ == "capital"  # "the [U.S.] capital"
            return None if follows_noun and not seat else found
        inside = token.pos_ in ("DET", "ADJ", "NOUN", "PROPN", "NUM") or token.tag_ in ("VBN", "JJ")
        if not inside and token.lower_ not in ("of", "'s", "’s"):
            return capital
    return capital


def _place(scene: Scene, token: Token) -> Mention | None:
    found = [
        m for m in scene.index.over(token) if m.form == "name" and m.kind in ("Place", "State")
    ]
    return found[0] if found else None


def best_time(scene: Scene, anchors: Sequence[Token]) -> TimeRange | None:
    """The time that the parse hangs on one of the anchors, else the nearest in the clause."""
    ids = {a.i for a in anchors}
    best: tuple[int, int, TimeRange] | None = None
    for time, token in scene.times:
        lead = time.text.split()[0].lower()
        if lead in ("since", "after", "before"):
            continue
        if any(max(ids) < t.i < token.i and t.lower_ == "since" for t in scene.tokens):
            continue  # "their first meeting since she took office in May"
        if _is_of_report(scene, anchors, token) or _is_of_aside(scene, anchors, token):
            continue
        distance = min(abs(token.i - i) for i in ids)
        between = _verbs_between(scene, anchors, token)
        hangs = _hangs_on(token, ids)
        if hangs and between == 0:
            rank = 0
        elif between == 0 and any(i < token.i for i in ids):
            rank = 1
        elif (between == 0 and distance < 8) or (hangs and between == 1):
            rank = 2
        else:
            continue
        if time.start is None and time.end is None and time.latest is None:
            rank += 3
        if best is None or (rank, distance) < best[:2]:
            best = (rank, distance, time)
    return best[2] if best else None


def _is_of_report(scene: Scene, anchors: Sequence[Token], token: Token) -> bool:
    """`announced Friday that they will meet`: the day of the announcement."""
    first = min(a.i for a in anchors)
    return any(token.i < t.i < first and t.lower_ == "that" for t in scene.tokens)


def _is_of_aside(scene: Scene, anchors: Sequence[Token], token: Token) -> bool:
    """`Ann, who won in May, met Bob`: a relative clause that is over before the anchors."""
    first = min(a.i for a in anchors)
    opened = [
        b.i
        for a, b in pairwise(scene.tokens)
        if b.i < token.i and a.text == "," and b.lower_ in ("who", "which", "whose", "whom")
    ]
    closed = any(token.i < t.i < first and t.text == "," for t in scene.tokens)
    return (
        bool(opened)
        and closed
        and any(opened[-1] < t.i < token.i and is_verb(t) for t in scene.tokens)
    )


def _verbs_between(scene: Scene, anchors: Sequence[Token], token: Token) -> int:
    """Verbs, other triggers and clause openers between the expression and the nearest anchor."""
    ids = {a.i for a in anchors}
    if token.i - scene.tokens[0].i < 4 and all(token.i < i for i in ids):
        # "Last month, while receiving Ann,": what opens the sentence holds for all of it
        first = min(ids)
        opened = [t for t in scene.tokens if token.i < t.i < first]
        return sum(t.tag_ in FINITE or t.text in QUOTES or t.text == ";" for t in opened)
    nearest = min(sorted(ids), key=lambda i: abs(i - token.i))
    low, high = sorted((nearest, token.i))
    count = 0
    for other in scene.tokens:
        if not low < other.i < high or other.i in ids:
            continue
        word = base_form(other.text)
        if (
            other.lower_ in words.VISIT_NOUNS | words.MEETING_NOUNS
            or (
                is_verb(other)
                and other.pos_ == "VERB"
                and word not in words.PLANNING | words.HAPPEN_VERBS | words.LIGHT_VERBS
            )
            or other.lower_ in CLAUSE - {"as"}
            or other.text in (";", '"', "“", "”")
        ):
            count += 1
    return count


def _hangs_on(token: Token, ids: set[int]) -> bool:
    transparent = words.PLANNING | words.HAPPEN_VERBS | words.START_VERBS
    for head in ancestors(token):
        if head.i in ids:
            return True
        if is_verb(head) and base_form(head.text) not in transparent:
            return False
        if head.lower_ in words.MEETING_NOUNS | words.VISIT_NOUNS:
            return False
    return False
