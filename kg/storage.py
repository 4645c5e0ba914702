"""Files by address: `s3://bucket/news`, `file:///data`, whatever fsspec has a protocol for.

fsspec and the packages of its protocols are extras; they are imported when an address is named.
"""

from __future__ import annotations

import io
import os
import re
from typing import TYPE_CHECKING, Any, cast

from kg.errors import RemoteError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+://")
"""Two letters at least before the colon: `C://news` is a folder of Windows."""


def is_address(text: str) -> bool:
    """Whether a text names something by its address, and not a path here."""
    return _ADDRESS.match(text) is not None


def shown(address: str) -> str:
    """The address without the password that may stand in it, to be printed."""
    return re.sub(r"://[^/@:]*:[^/@]*@", "://…@", address)


class Storage:
    """The files below an address. All errors of the storage, whatever its kind, are RemoteError."""

    def __init__(self, address: str) -> None:
        """The storage that an address is in; nothing is asked of it yet.

        Args:
            address: a file, a folder, or a pattern, such as `s3://bucket/news/*.txt`.

        Raises:
            RemoteError: fsspec, or the package of the protocol, is missing, or there is no such
                protocol.
        """
        try:
            from fsspec.core import url_to_fs
        except ImportError:
            raise RemoteError(
                f"{shown(address)} is an address, and what reads these is not installed; "
                "install it with: pip install 'newskg[cluster]'"
            ) from None
        self.address = shown(address)
        self.inside = self.address.partition("::")[2]
        try:
            found, self.path = url_to_fs(address)
        except (ImportError, ValueError) as error:
            raise RemoteError(f"{self.address} cannot be read: {_one_line(error)}.") from None
        except Exception as error:  # noqa: BLE001 - each protocol has exceptions of its own
            raise _refused(self.address, error) from None
        self.files = cast("AbstractFileSystem", found)
        # Protocols share what they have listed within a process; other machines write there too.
        self.files.invalidate_cache()

    @property
    def several(self) -> bool:
        """Whether several files may be read at a time: over a network, not in archives."""
        return bool(getattr(self.files, "async_impl", False))

    def address_of(self, path: str) -> str:
        """The address of a path of this storage."""
        address = shown(str(self.files.unstrip_protocol(path)))
        return f"{address}::{self.inside}" if self.inside else address

    def is_folder(self) -> bool:
        """Whether the address names a folder."""
        return bool(self.asked(self.address, self.files.isdir, self.path))

    def is_file(self) -> bool:
        """Whether the address names a file."""
        return bool(self.asked(self.address, self.files.isfile, self.path))

    def below(self) -> list[str]:
        """The paths of the files below the folder that the address names, sorted."""
        return sorted(self.asked(self.address, self.files.find, self.path))

    def matching(self) -> list[str]:
        """The paths that the pattern of the address matches, folders among them, sorted."""
        return sorted(self.asked(self.address, self.files.glob, self.path))

    def open(self, path: str) -> io.BufferedReader:
        """A file, to be read as bytes."""
        return io.BufferedReader(_Stream(self, path), 1 << 20)

    def read(self, name: str) -> bytes:
        """All of the file of this name below the address.

        Raises:
            FileNotFoundError: there is none. RemoteError: it cannot be read.
        """
        return bytes(self.asked(f"{self.address}/{name}", self.files.cat_file, self._at(name)))

    def write(self, name: str, data: bytes) -> None:
        """Writes a file of this name below the address; folders are made as they are needed.

        Raises:
            RemoteError: it cannot be written.
        """
        path = self._at(name)
        address = f"{self.address}/{name}"
        try:
            self.asked(address, self.files.pipe_file, path, data)
        except FileNotFoundError as error:
            if not os.path.isabs(path):
                # The first part is a bucket, and no folder is missing: a bucket is never made here.
                raise _refused(address, error) from None
            self.asked(address, self.files.makedirs, path.rpartition("/")[0], exist_ok=True)
            self.asked(address, self.files.pipe_file, path, data)

    def remove(self, name: str) -> None:
        """Removes the file of this name below the address."""
        self.asked(f"{self.address}/{name}", self.files.rm_file, self._at(name))

    def clear(self, folder: str, ending: str) -> None:
        """Removes the files with an ending that lie right in a folder below the address."""
        address = f"{self.address}/{folder}"
        try:
            paths = self.asked(address, self.files.ls, self._at(folder), detail=False)
        except FileNotFoundError:
            return
        for path in paths:
            if str(path).endswith(ending):
                self.asked(address, self.files.rm_file, path)

    def _at(self, name: str) -> str:
        return f"{self.path.rstrip('/')}/{name}"

    def asked(self, address: str, ask: Any, *arguments: Any, **more: Any) -> Any:
        """What a function of the storage gives; its errors name the address."""
        try:
            return ask(*arguments, **more)
        except FileNotFoundError:
            raise
        except Exception as error:  # noqa: BLE001 - each protocol has exceptions of its own
            raise _refused(address, error) from None


class _Stream(io.RawIOBase):
    """A file's bytes, each read of which may fail as the storage's other doings may."""

    def __init__(self, storage: Storage, path: str) -> None:
        self._storage = storage
        self._address = storage.address_of(path)
        self._file = storage.asked(self._address, storage.files.open, path, "rb")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        data = self._storage.asked(self._address, self._file.read, len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()


def _refused(address: str, error: Exception) -> RemoteError:
    return RemoteError(
        f"{address} cannot be reached ({_one_line(error)}); check the address and your rights there"
    )


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".")[:300] or type(error).__name__
