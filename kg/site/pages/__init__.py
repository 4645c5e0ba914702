"""The pages of the site. Each takes an open graph and parameters, and gives a template its data."""

from __future__ import annotations

from kg.site.page import Handler
from kg.site.pages import asking, disagreements, entities, home, lists, meetings, reader, timeline
from kg.site.pages.resource import resource

__all__ = ["ROUTES", "resource"]

ROUTES: tuple[tuple[str, str, Handler], ...] = (
    ("/", "home", home.home),
    ("/ask", "ask", asking.ask),
    ("/articles", "articles", lists.articles),
    ("/article/{id:path}", "article", reader.article),
    ("/entities", "entities", entities.entities),
    ("/meetings", "meetings", meetings.meetings),
    ("/timeline", "timeline", timeline.timeline),
    ("/disagreements", "disagreements", disagreements.disagreements),
    ("/queries", "queries", asking.queries),
    ("/queries/{name}", "query", asking.query),
    ("/sparql-editor", "sparql-editor", asking.editor),
)
"""Path, name and handler of each page. `resource` shows whatever else the graph holds."""
