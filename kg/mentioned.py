"""Something of each mention, such as whom it stands for, kept article by article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Self, TypeVar

from kg.records import Span

Value = TypeVar("Value")


class ByMention(Mapping[tuple[str, Span], Value]):
    """A value by article id and span: as a dictionary of these pairs, in half its memory, and what
    an article has is at hand without the rest.
    """

    __slots__ = ("articles",)

    def __init__(self, articles: Mapping[str, Mapping[Span, Value]]) -> None:
        """The values by article, and in it by span."""
        self.articles = articles

    @classmethod
    def of(cls, found: Mapping[tuple[str, Span], Value]) -> Self:
        """Any mapping as one of these; articles come in the order of their first mention."""
        if isinstance(found, cls):
            return found
        articles: dict[str, dict[Span, Value]] = {}
        for (name, span), value in found.items():
            articles.setdefault(name, {})[span] = value
        return cls(articles)

    def only(self, names: Iterable[str]) -> Self:
        """What the articles of these ids have."""
        return type(self)({name: self.articles[name] for name in names if name in self.articles})

    def __getitem__(self, place: tuple[str, Span]) -> Value:
        return self.articles[place[0]][place[1]]

    def __iter__(self) -> Iterator[tuple[str, Span]]:
        return ((name, span) for name, found in self.articles.items() for span in found)

    def __len__(self) -> int:
        return sum(map(len, self.articles.values()))
