"""What an import says about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.cli.diagnostics import OK, say
from studyapp.cli.output import print_json
from studyapp.memory.wording import counted

if TYPE_CHECKING:  # it brings the database
    from studyapp.services.importing import Imported


def print_imported(imported: Imported, *, as_json: bool) -> int:
    """Print what came; what was left out goes to standard error."""
    for message in imported.messages:
        say(message)
    if as_json:
        print_json(
            {
                "files": [str(path) for path in imported.files],
                "added": imported.added,
                "known": imported.known,
                "own": imported.own,
                "answers": imported.answers,
                "placed": imported.placed,
                "messages": list(imported.messages),
            }
        )
        return OK
    for path in imported.files:
        print(path)
    parts = [f"{counted(imported.added, 'card')} added"]
    if imported.known:
        parts.append(f"{imported.known} {_were(imported.known)} there")
    if imported.own:
        are = "is a card" if imported.own == 1 else "are cards"
        parts.append(f"{imported.own} {are} of this app")
    if imported.own or imported.answers:
        parts.append(f"{counted(imported.answers, 'answer')} brought in")
    print(", ".join(parts))
    return OK


def _were(number: int) -> str:
    return "was" if number == 1 else "were"
