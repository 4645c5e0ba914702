"""kg: knowledge graphs from news. Who said what, through whom; who met whom, where and when.

`kg.build.build` makes a graph, `kg.graph.store.Store` opens it; the rest of the rooms are drawn in
docs/architecture.md. Nothing is imported here, so that `kg --help` starts at once.
"""

__version__ = "0.2.0"
__all__ = ["__version__"]
