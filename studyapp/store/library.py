"""The library as it was last loaded, without opening a single content file.

Owns the way from rows to `Library`: one document when one is asked for, all of a kind
when they are gone through. It must never write.
"""

from __future__ import annotations

from collections.abc import (
    Callable,
    ItemsView,
    Iterable,
    Iterator,
    KeysView,
    Mapping,
    Sequence,
    ValuesView,
)
from functools import partial
from typing import Any, TypeVar

from studyapp.content.documents import Card, Document, Fact, Topic, name_of
from studyapp.content.library import Library
from studyapp.content.value_cards import value_card, with_value_cards
from studyapp.errors import StorageError
from studyapp.store.codec import decode, decode_some
from studyapp.store.engine import Store
from studyapp.store.names import Connection, batches, known_numbers

T = TypeVar("T", bound=Document)

_SOME = (
    "SELECT b.kind, b.bodies, d.place FROM document d JOIN block b ON b.id = d.block"
    " JOIN source_file f ON f.id = b.file WHERE d.name IN ({}) AND b.kind IN (?, ?)"
    " ORDER BY f.position, b.position, d.place"
)
_ALL = (
    "SELECT b.file, b.bodies FROM block b JOIN source_file f ON f.id = b.file"
    " WHERE b.kind = ? ORDER BY f.position, b.position"
)


def read_library(store: Store) -> Library:
    """Return all content that can be used, in reading order.

    Raises StorageError, here or when a document is asked for, where another version
    of the program stored it.
    """
    facts = Shelf[Fact](store, "fact")
    return Library(
        Topics(store, "topic"),
        facts,
        Cards(store, "card", facts),
        Shelf(store, "question"),
        Shelf(store, "prices"),
        Shelf(store, "exam"),
    )


def read_ahead(library: Library, cards: Iterable[str]) -> None:
    """Read cards that will be shown, and the facts they show, all at once."""
    if isinstance(library.cards, Cards) and isinstance(library.facts, Shelf):
        wanted = list(cards)
        library.cards.fetch(wanted)
        found = [library.cards.get(card) for card in wanted]
        library.facts.fetch(f for c in found if c for f in (c.fact, *c.depends) if f)


class Shelf(Mapping[str, T]):
    """The documents of one kind by id; of two with one id the first file's counts."""

    def __init__(self, store: Store, kind: str) -> None:
        self._store = store
        self._kind = kind
        self._known: dict[str, T] = {}
        self._is_whole = False

    def __getitem__(self, key: str) -> T:
        if key not in self._known:
            self.fetch((key,))
        return self._known[key]

    def fetch(self, keys: Iterable[str]) -> None:
        """Read those of the documents that are there and not known yet, in one go.

        One by one takes 80 us each, ten together 30.
        """
        # Also of a whole shelf: another program may have loaded more since.
        unknown = [key for key in dict.fromkeys(keys) if key not in self._known]
        if unknown:
            with self._store.reading() as connection:
                found = self._fetched(connection, unknown)
            for document in found:
                self.put(document)

    def put(self, document: T) -> T:
        """Keep a document that was read, unless its like is there already."""
        return self._known.setdefault(name_of(document), document)

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def keys(self) -> KeysView[str]:
        """Return all ids in reading order."""
        return self._all().keys()

    def values(self) -> ValuesView[T]:
        """Return all documents in reading order."""
        return self._all().values()

    def items(self) -> ItemsView[str, T]:
        """Return all ids with their documents in reading order."""
        return self._all().items()

    def _all(self) -> dict[str, T]:
        if not self._is_whole:
            with self._store.reading() as connection:
                found = self._fetched_all(connection)
            # What was handed out stays the same object.
            self._known = {key: self._known.get(key, d) for key, d in found.items()}
            self._is_whole = True
        return self._known

    def _fetched(self, connection: Connection, keys: Sequence[str]) -> list[T]:
        return _some(connection, keys, self._kind)

    def _fetched_all(self, connection: Connection) -> dict[str, T]:
        return _by_id(d for _, d in _every(connection, self._kind))


class Topics(Shelf[Topic]):
    """Topics come in the order their authors gave them."""

    def _fetched_all(self, connection: Connection) -> dict[str, Topic]:
        found = super()._fetched_all(connection).values()
        ordered = sorted(found, key=lambda topic: (topic.order, topic.id))
        return {topic.id: topic for topic in ordered}


class Cards(Shelf[Card]):
    """Written cards are stored; each fact gives one besides."""

    def __init__(self, store: Store, kind: str, facts: Shelf[Fact]) -> None:
        super().__init__(store, kind)
        self._facts = facts

    def _fetched(self, connection: Connection, keys: Sequence[str]) -> list[Card]:
        found: list[Fact | Card] = _some(connection, keys, "fact", self._kind)
        # Who shows a fact's own card asks for the fact next.
        return [
            value_card(self._facts.put(d)) if isinstance(d, Fact) else d for d in found
        ]

    def _fetched_all(self, connection: Connection) -> dict[str, Card]:
        files: dict[int, list[Document]] = {}
        for kind in ("fact", self._kind):
            for file, document in _every(connection, kind):
                files.setdefault(file, []).append(document)
        documents = (d for held in files.values() for d in with_value_cards(held))
        return _by_id(d for d in documents if isinstance(d, Card))


def _by_id(documents: Iterable[T]) -> dict[str, T]:
    known: dict[str, T] = {}
    for document in documents:
        known.setdefault(name_of(document), document)
    return known


def _some(connection: Connection, keys: Sequence[str], *kinds: str) -> list[Any]:
    """Return the documents with these ids that are of one of two kinds, or of the one.

    In reading order of their files.
    """
    numbers = list(known_numbers(connection, keys).values())
    rows = [
        row
        for some in batches(numbers)
        for row in connection.execute(_SOME.format(some), (kinds[0], kinds[-1]))
    ]
    return list(_sound(partial(decode_some, rows)))


def _every(connection: Connection, kind: str) -> list[tuple[int, Any]]:
    """Return all documents of a kind, each with the number of its file."""
    files: dict[int, list[bytes | str]] = {}
    for file, bodies in connection.execute(_ALL, (kind,)):
        files.setdefault(file, []).append(bodies)
    return [
        (file, document)
        for file, bodies in files.items()
        for document in _sound(partial(decode, kind, bodies))
    ]


def _sound(read: Callable[[], Any]) -> Any:  # noqa: ANN401 - a document of any kind
    try:
        return read()
    except (LookupError, ValueError) as error:
        raise StorageError(
            "the stored content was written by another version of studyapp",
            "run 'studyapp content load'",
        ) from error
