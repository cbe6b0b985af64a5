"""The command palette's facts and topics: what the lookup finds, found there too.

It searches and opens; how facts are ranked is the index's to say.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import Hit, Hits, Provider
from textual.content import Content

from studyapp.tui.desk import DeskScreen
from studyapp.tui.messages import OpenScreen
from studyapp.tui.prose.lines import MUTED, clean

if TYPE_CHECKING:
    from studyapp.store.search import Index

_MANY = 8
_TITLE_SCORE = 2.0
"""Above every fact, whose scores end at 1: who types a topic's title wants it."""


class FactProvider(Provider):
    """Offers facts by name, alias and value, and topics by title."""

    _index: Index | None = None

    async def startup(self) -> None:
        """Open the index, if there is something to look up in."""
        from studyapp.store.search import Index, IndexUnavailable  # noqa: PLC0415

        screen = self.screen
        if not isinstance(screen, DeskScreen) or not screen.desk.is_open:
            return
        try:
            self._index = Index(str(screen.desk.study.store.path))
        except IndexUnavailable:
            self._index = None

    async def shutdown(self) -> None:
        """Close the index."""
        if self._index is not None:
            self._index.close()

    async def search(self, query: str) -> Hits:
        """Yield topics whose title matches, and facts that answer."""
        screen = self.screen
        if self._index is None or not isinstance(screen, DeskScreen):
            return
        words = query.casefold()
        for topic in screen.desk.study.library.topics.values():
            if words in topic.title.casefold():
                shown = Content(f"Topic: {clean(topic.title)}")
                opens = OpenScreen("topic", topic.id)
                yield self._hit(_TITLE_SCORE, shown, "Read this topic.", opens)
        for found in self._index.find(query, _MANY):
            shown = Content.assemble(
                f"Fact: {clean(found.name)}", (f"  {clean(found.long)}", MUTED)
            )
            opens = OpenScreen("fact", found.id)
            yield self._hit(found.score, shown, clean(found.context), opens)

    def _hit(self, score: float, shown: Content, about: str, opens: OpenScreen) -> Hit:
        run = partial(self._open, opens)
        return Hit(score, shown, run, text=shown.plain, help=about)

    async def _open(self, wanted: OpenScreen) -> None:
        self.app.post_message(wanted)
