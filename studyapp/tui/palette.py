"""The command palette's entries: every command that works here, with its key.

It ranks labels only; searching facts is the lookup's, not the palette's.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from studyapp.tui.active import ActiveCommand, active_commands
from studyapp.tui.commands import Command, Shown, key_text
from studyapp.tui.prose.lines import MUTED
from studyapp.tui.screens_base import StudyScreen


class CommandProvider(Provider):
    """Offers the commands of the screen the palette was opened on."""

    async def discover(self) -> Hits:
        """Yield every command that works now."""
        for command, active in self._offered():
            yield DiscoveryHit(
                _entry(command, active),
                partial(self._run, active),
                text=command.label,
                help=command.help,
            )

    async def search(self, query: str) -> Hits:
        """Yield the commands whose label or help matches `query`."""
        matcher = self.matcher(query)
        for command, active in self._offered():
            score = max(matcher.match(command.label), matcher.match(command.help) / 2)
            if score > 0:
                yield Hit(
                    score,
                    _entry(command, active),
                    partial(self._run, active),
                    text=command.label,
                    help=command.help,
                )

    def _offered(self) -> Iterable[tuple[Command, ActiveCommand]]:
        screen = self.screen
        if not isinstance(screen, StudyScreen):
            return
        active = active_commands(screen)
        for command in screen.commands:
            if Shown.PALETTE in command.shown and command.id in active:
                yield command, active[command.id]

    async def _run(self, active: ActiveCommand) -> None:
        await self.app.run_action(active.action, active.node)


def _entry(command: Command, active: ActiveCommand) -> Content:
    return Content.assemble(command.label, (f"  {key_text(active.keys[0])}", MUTED))
