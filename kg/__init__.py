"""kg: knowledge graphs from news. Who said what, through whom; who met whom, where and when.

    import kg

    g = kg.build(["news/"], out="kg-out")   # or, of a graph that is there: kg.open("kg-out")
    g.query("who-said", text="prices will fall")
    g.ask("Who met whom in Geneva?")
    g.graph                                 # for rdflib

`docs/python.md` says more. Nothing heavy is imported until it is used, so that `import kg` and
`kg --help` take no time; the rooms behind it are drawn in docs/architecture.md.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg.errors import KgError

if TYPE_CHECKING:
    from kg.api import Answer, Graph, Rows, open
    from kg.build import Build

    build: Build

__version__ = "0.4.0"
__all__ = ["Answer", "Graph", "KgError", "Rows", "__version__", "build", "open"]


def __getattr__(name: str) -> Any:
    if name == "build":
        # The module, which can be called; `from kg.build import …` goes on working beside it.
        return import_module("kg.build")
    if name in __all__:
        return getattr(import_module("kg.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
