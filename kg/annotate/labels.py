"""What the heads of the reading model predict. The order is part of the weights: append only."""

from __future__ import annotations

ATTRIBUTION = ("O", "B-SOURCE", "I-SOURCE", "B-CUE", "I-CUE", "B-CONTENT", "I-CONTENT")

NAME_TYPES = ("PERSON", "ORG", "GPE", "NORP", "DATE", "MISC")
NAMES = ("O", *(f"{p}-{t}" for t in NAME_TYPES for p in "BI"))

UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
    "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip

XPOS = (
    "NN", "IN", "DT", "JJ", "NNP", ",", "PRP", ".", "RB", "NNS", "VB", "CC", "VBP", "VBD", "VBZ",
    "VBN", "CD", "VBG", "TO", "PRP$", "MD", "UH", ":", "WDT", "-LRB-", "-RRB-", "WRB", "HYPH",
    "RP", "WP", "''", "``", "POS", "NNPS", "JJR", "EX", "RBR", "JJS", "FW", "SYM", "PDT", "RBS",
    "LS", "$", "WP$", "GW", "ADD", "AFX", "NFP", "XX",
)  # fmt: skip

DEPENDENCIES = (
    "root", "punct", "case", "det", "nsubj", "amod", "advmod", "obj", "obl", "nmod", "conj", "cc",
    "mark", "compound", "aux", "cop", "advcl", "nmod:poss", "xcomp", "acl:relcl", "flat", "acl",
    "discourse", "aux:pass", "parataxis", "ccomp", "nsubj:pass", "nummod", "appos",
    "compound:prt", "obl:unmarked", "fixed", "reparandum", "dep", "expl", "nmod:unmarked", "iobj",
    "obl:agent", "csubj", "advcl:relcl", "nsubj:outer", "nmod:desc", "det:predet", "vocative",
    "list", "orphan", "cc:preconj", "dislocated", "goeswith", "csubj:pass", "csubj:outer",
)  # fmt: skip


def may_follow(labels: tuple[str, ...]) -> list[list[bool]]:
    """`[i][j]`: may label j follow label i in BIO (I-X only after B-X or I-X)?"""
    return [
        [not b.startswith("I-") or (a != "O" and a[2:] == b[2:]) for b in labels] for a in labels
    ]
