"""Errors that kg raises on purpose. Each message is one sentence a user can act on.

KgError
├── InputError      a file, folder or row that cannot be read as news
├── UsageError      a command, option or parameter that makes no sense
├── StoreError      an output folder or store that is missing, locked, or of another version
├── QueryError      a query that the engine or its header refuses
├── ModelError      a missing or broken model, pipeline or gazetteer
└── RemoteError     a cluster, storage or endpoint that cannot be reached, or refuses
"""


class KgError(Exception):
    """Base of all errors that kg raises on purpose."""


class InputError(KgError):
    """A file, folder or row that cannot be read as news."""


class UsageError(KgError):
    """A command, option or parameter that makes no sense."""


class StoreError(KgError):
    """An output folder or store that is missing, locked, or of another version."""


class QueryError(KgError):
    """A query that the engine or its header refuses."""


class ModelError(KgError):
    """A missing or broken model, pipeline or gazetteer."""


class RemoteError(KgError):
    """A cluster, storage or endpoint that cannot be reached, or refuses."""
