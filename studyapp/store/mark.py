"""How far the journal goes, and how far the caches beside it have followed.

Owns the two numbers that tell whether anybody has written: whatever happens to a
learner's cards is an event, either of this device or taken in from elsewhere.
"""

from __future__ import annotations

from typing import NamedTuple

from studyapp.store.meta import MetaKey, write_meta
from studyapp.store.names import Connection

_META = "(SELECT value FROM meta WHERE key = '{}')"
_DEVICE = _META.format(MetaKey.DEVICE_ID.value)
OWN_DEVICE = f"(SELECT id FROM name WHERE text = {_DEVICE})"
"""The number of the device that the file is."""
_WRITTEN = f"(SELECT max(sequence) FROM event WHERE device = {OWN_DEVICE})"
_MERGES = _META.format(MetaKey.MERGES.value)
_FOLLOWED = _META.format(MetaKey.FOLLOWED.value)
_KEY = _META.format(MetaKey.STATES_KEY.value)
_MARK = f"SELECT {_DEVICE}, {_WRITTEN}, {_MERGES}"
AT_MARK = (
    f"{_DEVICE} IS ?"
    " AND coalesce((SELECT max(sequence) FROM event WHERE device = ?), 0) IS ?"
    f" AND CAST(coalesce({_MERGES}, 0) AS INTEGER) IS ?"
)
"""Whether the journal ends at a mark: its fields, after the device its number again."""
_STANDING = f"{_MARK}, {_FOLLOWED}, {_KEY}"


class Mark(NamedTuple):
    """A place in the growth of a file's journal."""

    device: str = ""
    """Which device the file is."""
    written: int = 0
    """Number of this device's last event."""
    merges: int = 0
    """Times that events from elsewhere were taken in."""


class Standing(NamedTuple):
    """A journal's mark, and what the caches hold of it."""

    mark: Mark
    followed: int
    """This device's events up to this number are in the caches, and all others."""
    key: str
    """The rules that the caches follow."""

    def is_followed(self, key: str) -> bool:
        """Whether the caches hold the whole journal by these rules."""
        return self.key == key and self.followed == self.mark.written


def read_mark(connection: Connection) -> Mark:
    """Return where the journal ends now."""
    device, written, merges = connection.execute(_MARK).fetchone()
    return Mark(device, written or 0, int(merges or 0))


def read_standing(connection: Connection) -> Standing:
    """Return where journal and caches end now."""
    device, written, merges, followed, key = connection.execute(_STANDING).fetchone()
    mark = Mark(device, written or 0, int(merges or 0))
    return Standing(mark, int(followed or 0), key or "")


def write_followed(connection: Connection, key: str) -> None:
    """Note that the caches hold the whole journal by these rules."""
    write_meta(connection, MetaKey.STATES_KEY, key)
    write_meta(connection, MetaKey.FOLLOWED, str(read_mark(connection).written))


def note_merge(connection: Connection) -> None:
    """Note that events from elsewhere came in."""
    write_meta(connection, MetaKey.MERGES, str(read_mark(connection).merges + 1))


def forget_caches(connection: Connection) -> None:
    """Note that the caches hold nothing: the next who reads them fills them again."""
    connection.execute("DELETE FROM meta WHERE key = ?", (MetaKey.STATES_KEY.value,))
