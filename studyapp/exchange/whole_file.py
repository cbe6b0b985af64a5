"""Files that are there whole or not at all.

Owns the way a file is replaced: written under another name, forced to the disk,
renamed. A kill at any moment leaves the old file or the new one, never a part.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from studyapp.errors import StorageError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give the name to write under; what is there at the end takes the path's place.

    The name is hidden and this process's own. Raises StorageError, the path as it
    was, when something cannot be written.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield partial
        _force(partial)
        partial.replace(path)
        if os.name == "posix":
            _force(path.parent)
    except OSError as error:
        raise StorageError(
            f"'{path}' cannot be written ({error.strerror or error})",
            "check the folder's permissions and free space",
        ) from error
    finally:
        with suppress(OSError):
            partial.unlink()


def write_whole(path: Path, data: bytes) -> None:
    """Put data in a file's place; StorageError when it cannot be written."""
    with replacing(path) as partial:
        partial.write_bytes(data)


def _force(path: Path) -> None:
    """Force a file, or the names in a folder, to the disk."""
    flags = os.O_RDONLY if path.is_dir() else os.O_RDWR
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
