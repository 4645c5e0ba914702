"""The certificates by which this machine and a scheduler at a tls:// address know one another."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Final

from kg.errors import RemoteError

_BEGINS: Final = "DASK_DISTRIBUTED__COMM__TLS__"

CA_FILE: Final = f"{_BEGINS}CA_FILE"
"""The environment variable that names the authority's certificate."""

_WANTED: Final = (
    (CA_FILE, "tls_ca_file"),
    (f"{_BEGINS}CLIENT__CERT", "tls_client_cert"),
    (f"{_BEGINS}CLIENT__KEY", "tls_client_key"),
)
"""As the environment, and as dask's configuration, calls each file."""


def check_certificates(address: str) -> None:
    """Nothing, if dask's configuration names the files with which a scheduler is spoken to.

    Args:
        address: of the scheduler, for the message.

    Raises:
        RemoteError: a file is not named, is missing, or is none.
    """
    from distributed.security import Security

    given = Security()
    files = {name: getattr(given, attribute) for name, attribute in _WANTED}
    if lacking := [name for name, file in files.items() if not file]:
        raise RemoteError(f"{address} needs certificates: set {', '.join(lacking)} to their files.")
    for name, file in files.items():
        # A certificate itself, in place of a file's name, is allowed.
        if "\n" not in file and not Path(file).is_file():
            raise RemoteError(f"{name} names {file}, and there is no such file.")
    try:
        given.get_connection_args("client")
    except (OSError, ssl.SSLError) as error:
        reason = getattr(error, "reason", None) or error
        raise RemoteError(
            f"the certificates for {address} cannot be used ({reason}): {', '.join(files)} must "
            "name PEM files, and the key must be that of the certificate."
        ) from None
