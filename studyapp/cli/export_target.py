"""Where an export goes: a name of its kind, in a folder that is there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from studyapp.errors import UsageError


def target(name: str, kinds: Sequence[str]) -> Path:
    """Return the file to write; `kinds` are the ends its name may have.

    Raises UsageError for another end, which would hide what is in the file and may be
    a file of another program, and for a folder that does not exist.
    """
    path = Path(name).expanduser()
    if path.suffix.lower() not in kinds:
        other = path.with_suffix(kinds[0]).name
        raise UsageError(
            f"'{path.name}' does not end in {' or '.join(kinds)}",
            f"name it '{other}'",
        )
    require_folder(path)
    return path


def require_folder(path: Path) -> None:
    """Raise UsageError where the folder of a file to write does not exist."""
    if not path.parent.is_dir():
        raise UsageError(
            f"there is no folder '{path.parent}'", "make it, or name another one"
        )


def where(path: Path, *, replaced: bool) -> str:
    """Return where an export has gone, for the end of a sentence."""
    return f"{path}, in place of the file before" if replaced else f"{path}"
