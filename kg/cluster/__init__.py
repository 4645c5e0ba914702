"""The work of `kg.pool` on many machines: a dask.distributed scheduler hands it to its workers.

`client` runs where `kg build` does, `work` on the workers. Only `client` imports dask, and only
when a cluster is named: it is an extra.
"""
