"""Requests to a server of RDF that the user named, and its errors as sentences.

Nothing is sent on to where a server points: a redirect is an error that names the new address, so
that a name and a password never reach another server than the one they are for.
"""

from __future__ import annotations

import base64
import http.client
import netrc
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit

from kg import __version__
from kg.errors import RemoteError, UsageError

AUTH: Final = "KG_AUTH"
"""The environment variable that holds `user:password`, `Digest user:password` for a server that
asks for a digest of them, or a whole `Authorization` such as `Bearer …`. Without it the host's line
of `~/.netrc` counts.
"""

TIMEOUT: Final = 600
"""Seconds that a server may be silent."""

BUSY: Final = frozenset({429, 502, 503, 504})
"""Statuses of a server that may answer a little later."""

WAITS: Final = (1, 4, 16)
"""Seconds before each further try of a request that does no harm when it is done twice."""


class _Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *given: Any, **more: Any) -> None:
        return None


def check_address(address: str) -> str:
    """The address itself, if requests can be sent there.

    Raises:
        UsageError: it is no http(s) address, or has a password in it.
    """
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
        secret = parts.password is not None
    except ValueError:
        usable, secret = False, False
    if secret:
        raise UsageError(
            f"a password in an address is seen by others; give it as {AUTH}=user:password, or in "
            "~/.netrc."
        )
    if not usable or any(character in address for character in ' \t\r\n<>"{}|\\^`'):
        raise UsageError(f"--endpoint takes an http or https address, not {address!r}.")
    return address


def send(
    method: str,
    address: str,
    *,
    body: bytes,
    media: str,
    accept: str = "*/*",
    again: bool = False,
    sleep: Callable[[float], None] = time.sleep,
) -> bytes:
    """What a server answers.

    Args:
        method: of HTTP.
        address: checked by `check_address`.
        body: sent.
        media: the type of the body.
        accept: the types that are understood.
        again: whether to try again where the server is busy or cannot be reached.
        sleep: waits between two tries.

    Raises:
        RefusedError: it answers with an error, or a redirect.
        RemoteError: it cannot be reached.
    """
    headers = {
        "Content-Type": media,
        "Accept": accept,
        "User-Agent": f"kg/{__version__}",
    }
    if (authorization := _authorization(address)) is not None:
        headers["Authorization"] = authorization
    waits = list(WAITS) if again else []
    while True:
        try:
            return _once(urllib.request.Request(address, body, headers, method=method))
        except RefusedError as error:
            if error.status not in BUSY or not waits:
                raise
        except RemoteError:
            if not waits:
                raise
        sleep(waits.pop(0))


class RefusedError(RemoteError):
    """A server's answer that is no success: its status and the first words of its text."""

    def __init__(self, address: str, status: int, reason: str, text: str) -> None:
        said = f": {text}" if text else ""
        hint = (
            f" It wants to know who asks: give {AUTH}=user:password (or Digest user:password), or "
            "a line in ~/.netrc."
            if status in (401, 403)
            else ""
        )
        super().__init__(f"{address} answers {status} {reason}{said.rstrip('.')}.{hint}")
        self.status = status
        self.text = text


def _once(request: urllib.request.Request) -> bytes:
    address = request.full_url
    opener = urllib.request.build_opener(_Stays, *_digests(address))
    try:
        with opener.open(request, timeout=TIMEOUT) as answer:
            return bytes(answer.read())
    except urllib.error.HTTPError as error:
        with error:
            raise RefusedError(address, error.code, error.reason, _said(error)) from None
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", error)
        raise RemoteError(
            f"{address} cannot be reached ({_short(str(reason) or type(error).__name__)}); check "
            "that the server runs and the address is right."
        ) from None


def _said(error: urllib.error.HTTPError) -> str:
    if 300 <= error.code < 400:
        return f"it points to {_short(error.headers.get('Location', 'nowhere'))}, give that address"
    try:
        return _short(error.read(4_000).decode("utf-8", "replace"))
    except (OSError, http.client.HTTPException):
        return ""


def _short(text: str) -> str:
    """On one line, not too long, without what a terminal takes for a command."""
    plain = "".join(character if character.isprintable() else " " for character in text)
    words = " ".join(plain.split())
    return words if len(words) <= 300 else f"{words[:299]}…"


def _authorization(address: str) -> str | None:
    given = os.environ.get(AUTH)
    if given:
        scheme = given.partition(" ")[0].lower()
        if scheme in ("bearer", "basic"):
            return given
        if ":" not in given:
            raise UsageError(f"{AUTH} must be user:password, Digest user:password or Bearer TOKEN.")
        if scheme == "digest":
            return None  # what it is a digest of, the server says when it is asked
        return _basic(given)
    host = urlsplit(address).hostname or ""
    try:
        found = netrc.netrc().hosts.get(host)
    except (OSError, netrc.NetrcParseError):
        return None
    return _basic(f"{found[0]}:{found[2]}") if found else None


def _digests(address: str) -> list[urllib.request.BaseHandler]:
    """What answers a server that asks for a digest, where the user said so."""
    scheme, _, pair = os.environ.get(AUTH, "").partition(" ")
    if scheme.lower() != "digest" or ":" not in pair:
        return []
    known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
    user, _, password = pair.partition(":")
    known.add_password(None, address, user, password)
    return [urllib.request.HTTPDigestAuthHandler(known)]


def _basic(pair: str) -> str:
    return f"Basic {base64.b64encode(pair.encode('utf-8')).decode('ascii')}"
