"""The contents of a topic as lines of an outline.

Pure: a view in, entries out.
"""

from __future__ import annotations

from studyapp.services.reading import FactView, TopicView
from studyapp.tui.widgets.outline import Entry, Kind


def outline_of(view: TopicView) -> list[Entry]:
    """Return the contents of a topic: sections, facts with their state, related."""
    entries = []
    for part in view.parts:
        if isinstance(part, FactView):
            name = part.fact.name
            entries.append(Entry(Kind.FACT, name, name, part.standing.value))
        elif part.title:
            entries.append(Entry(Kind.SECTION, part.title, part.title))
    entries += [Entry(Kind.TOPIC, topic.title, topic.id) for topic in view.related]
    return entries
