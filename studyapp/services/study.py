"""Opens everything a learner needs: file, content, journal, rules.

The one place where the learner's file, the settings and the library come together;
every other service is handed the `Study` made here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from studyapp import clock
from studyapp.content.library import Library
from studyapp.content.quantity import parse_quantity
from studyapp.content.units import UnitError
from studyapp.errors import UsageError
from studyapp.memory.balance import Ease, Week
from studyapp.memory.events import EventKind
from studyapp.memory.lineup import Limits, QueueCard
from studyapp.memory.policy import Policy
from studyapp.memory.projection import Projection
from studyapp.memory.study_day import study_day
from studyapp.services.weights import adopted_weights, with_weights
from studyapp.settings import WEEKDAYS, Settings
from studyapp.store.deck import every_card
from studyapp.store.engine import Store, open_store
from studyapp.store.journal import Entry, Journal
from studyapp.store.library import read_library
from studyapp.store.loaded import LoadReport, Progress, still_loaded
from studyapp.store.revisions import Revision
from studyapp.store.states import read_states


@dataclass(frozen=True, slots=True)
class Study:
    """An open file with the content and the rules that go with it."""

    store: Store
    library: Library
    journal: Journal
    settings: Settings
    policy: Policy
    projection: Projection
    report: LoadReport
    roots: tuple[str, ...]
    """Every folder that content is read from."""
    now: Callable[[], datetime]
    going_on: Callable[[], None] = lambda: None
    """Called again and again by long work; what it raises ends that."""

    @property
    def today(self) -> date:
        """The study day of this moment."""
        return study_day(self.now(), self.policy.rollover_hour)

    @property
    def limits(self) -> Limits:
        """How much a study day may hold."""
        return Limits(self.settings.new_per_day, self.settings.reviews_per_day)

    @property
    def week(self) -> Week:
        """How much each weekday may hold; Monday first."""
        return _week(self.settings.half_days, self.settings.free_days)

    def queue_cards(self) -> tuple[QueueCard, ...]:
        """Return every card as the queue sees it, in reading order of the topics."""
        with self.store.reading() as connection:
            return every_card(connection)

    def close(self) -> None:
        """Close the file."""
        self.store.close()


@lru_cache(maxsize=8)
def _week(half: tuple[str, ...], free: tuple[str, ...]) -> Week:
    ease = dict.fromkeys(half, Ease.REDUCED) | dict.fromkeys(free, Ease.MINIMUM)
    mon, tue, wed, thu, fri, sat, sun = (ease.get(day, Ease.NORMAL) for day in WEEKDAYS)
    return mon, tue, wed, thu, fri, sat, sun


def open_study(
    path: Path,
    roots: Sequence[str],
    settings: Settings,
    now: Callable[[], datetime] = clock.now,
    progress: Progress | None = None,
) -> Study:
    """Open the learner's file and bring its content up to date.

    Cards whose fact changed its value go back to relearning. Raises StorageError
    when the file cannot be used, UsageError when a setting cannot be read.
    """
    policy = _policy(settings)
    store = open_store(path)
    report = _loaded(store, roots, now, progress)
    library = read_library(store)
    journal = Journal(store)
    policy = with_weights(policy, adopted_weights(journal))
    projection = Projection(policy)
    study = Study(
        store, library, journal, settings, policy, projection, report, tuple(roots), now
    )
    if report.revised:
        _relearn(study, report.revised)
    return study


def read_again(study: Study) -> Study:
    """Return the study with its content as the files have it now."""
    report = _loaded(study.store, study.roots, study.now)
    library = read_library(study.store)
    renewed = replace(study, library=library, report=report)
    if report.revised:
        _relearn(renewed, report.revised)
    return renewed


def _loaded(
    store: Store,
    roots: Sequence[str],
    now: Callable[[], datetime],
    progress: Progress | None = None,
) -> LoadReport:
    """Bring the content up to date; most starts find that it is."""
    report = still_loaded(store, roots)
    if report is None:
        # The parser and SQLModel: 0.6 s that only changed content costs.
        from studyapp.store.loader import load  # noqa: PLC0415

        report = load(store, roots, now().date(), progress)
    return report


def _policy(settings: Settings) -> Policy:
    return Policy(
        desired_retention=settings.desired_retention,
        learning_steps=tuple(map(_milliseconds, settings.learning_steps)),
        relearning_steps=tuple(map(_milliseconds, settings.relearning_steps)),
        maximum_interval=settings.maximum_interval,
        rollover_hour=settings.rollover_hour,
    )


def _milliseconds(step: str) -> int:
    try:
        return int(parse_quantity(step).to("ms").number)
    except UnitError as error:
        raise UsageError(
            f"the learning step '{step}' cannot be read ({error})",
            "write steps such as '10 min' in config.toml",
        ) from error


def _relearn(study: Study, revised: Sequence[Revision]) -> None:
    """Send the cards that show a changed value back to relearning."""
    states = read_states(study.store, study.projection)
    new_values = {revision.fact: revision for revision in revised}
    moment = study.now()
    entries = [
        Entry(
            EventKind.REVISE,
            card.id,
            {"value": f"{change.old} -> {change.new}", "fact": change.fact},
            moment,
        )
        for card in study.library.cards.values()
        if card.id in states
        for change in (new_values.get(fact) for fact in card.depends)
        if change is not None
    ]
    study.journal.append_many(entries, revised)
