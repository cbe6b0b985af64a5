"""What an import says about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.cli.diagnostics import OK, say
from studyapp.cli.output import print_json

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
                "messages": list(imported.messages),
            }
        )
        return OK
    for path in imported.files:
        print(path)
    parts = [f"{imported.added} cards added"]
    if imported.known:
        parts.append(f"{imported.known} were there")
    if imported.own:
        parts.append(f"{imported.own} are cards of this app")
    if imported.own or imported.answers:
        parts.append(f"{imported.answers} answers brought in")
    print(", ".join(parts))
    return OK
