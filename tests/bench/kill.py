"""Kills the program at random moments and counts what is left.

    python tests/bench/kill.py 200

A third of the kills each hits a review, a sync and an upgrade of an old file. Every
answer that was acknowledged (the next card was drawn, the sync had said its sentence)
must be in the journal when the file is opened again; the file must be sound, every
file in the shared folder whole, and every copy made before an upgrade complete.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from studyapp.exchange.journal_file import read_journal, write_journal
from studyapp.memory.events import Event
from studyapp.store.steps import STEPS
from studyapp.store.upgrade import upgrade

CARDS = 3000
BATCH = 3000
"""Answers of the other device that each sync has to bring in."""
OLD_ANSWERS = 20_000
"""Answers in a file that is upgraded."""
_WITH_NAMES = 4
"""The schema from which on kinds of events are numbers of names."""
PROMPTS = (b"Enter shows the answer (", b"Your answer (Enter shows it")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a killed program had acknowledged, and what was there afterwards."""

    acknowledged: int
    kept: int
    finished: bool = False
    """Whether it was through before the kill."""

    @property
    def lost(self) -> int:
        """Answers acknowledged and not there."""
        return max(self.acknowledged - self.kept, 0)


Round = Callable[[random.Random], Outcome]


class Review:
    """A learner answering cards through a pipe."""

    def __init__(self, home: Path) -> None:
        self._parent = home
        self._homes = 0
        self._home = self._another()

    def __call__(self, chance: random.Random) -> Outcome:
        """Review for a while from the first card on; compare what was said and kept."""
        if answers(self._home) > CARDS / 2:
            self._home = self._another()  # before the day's cards are all done
        before = answers(self._home)
        with tempfile.TemporaryFile() as typed, tempfile.TemporaryFile() as said:
            typed.write(b"\n3\n" * CARDS)
            typed.seek(0)
            child = start(self._home, "review", "--plain", typed=typed, said=said)
            while child.poll() is None and os.fstat(said.fileno()).st_size == 0:
                time.sleep(0.005)
            finished = kill_after(child, chance.uniform(0, 0.8))
            said.seek(0)
            text = said.read()
        shown = sum(text.count(prompt) for prompt in PROMPTS)
        return Outcome(max(shown - 1, 0), answers(self._home) - before, finished)

    def _another(self) -> Path:
        self._homes += 1
        home = self._parent / str(self._homes)
        home.mkdir(parents=True)
        (home / "config.toml").write_text(
            f"new_per_day = {CARDS}\nreviews_per_day = {CARDS}\n", encoding="utf-8"
        )
        return home


class Sync:
    """A device uniting its journal with another's, a new one each time."""

    def __init__(self, home: Path) -> None:
        self._home, self._shared = home, home.parent / "shared"
        self._shared.mkdir()
        self._rounds = 0
        run(home, "sync", str(self._shared))

    def __call__(self, chance: random.Random) -> Outcome:
        """Sync, killed at any moment; the other's answers must be there all or none.

        Once the sync has said its sentence they must be there.
        """
        self._begin()
        before = answers(self._home)
        wal = self._home / "study.sqlite3-wal"
        with tempfile.TemporaryFile() as said:
            child = start(self._home, "sync", str(self._shared), said=said)
            # Most of a sync's time is gone before it writes: then there is no danger.
            while child.poll() is None and not _has_content(wal):
                time.sleep(0.0002)
            finished = kill_after(child, chance.uniform(0, 0.08))
            said.seek(0)
            told = said.read()
        came = answers(self._home) - before
        if came not in {0, BATCH}:
            raise AssertionError(f"{came} of {BATCH} answers came")
        for file in self._shared.glob("*.jsonl"):
            if complaint := read_journal(file).complaint:
                raise AssertionError(f"{file.name}: {complaint}")
        return Outcome(BATCH if told else 0, came, finished)

    def _begin(self) -> None:
        """Put another device's file in the folder, in place of the one before."""
        self._rounds += 1
        name = f"other{self._rounds}"
        for file in self._shared.glob("studyapp-other*"):
            file.unlink()
        write_journal(
            self._shared / f"studyapp-{name}.jsonl", name, made_up(BATCH, name)
        )


def _has_content(file: Path) -> bool:
    try:
        return file.stat().st_size > 0
    except FileNotFoundError:
        return False


class Upgrade:
    """A file of the first schema, opened by the present program."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._rounds = 0

    def __call__(self, chance: random.Random) -> Outcome:
        """Open an old file, killed while its schema is brought up to date."""
        self._rounds += 1
        home = self._home / str(self._rounds)
        old_file(home)
        with tempfile.TemporaryFile() as said:
            child = start(home, "doctor", said=said)
            while child.poll() is None and len(list(home.iterdir())) == 1:
                time.sleep(0.001)
            finished = kill_after(child, chance.uniform(0, 0.12))
        for copy in home.glob("*.backup-v1-*"):
            if ".part" not in copy.name and count_answers(copy) != OLD_ANSWERS:
                raise AssertionError(f"{copy} is not whole")
        kept = answers(home)
        upgrade(home / "study.sqlite3")
        return Outcome(OLD_ANSWERS, min(kept, answers(home)), finished)


def old_file(home: Path) -> None:
    """Make a learner's file as the first version left it."""
    home.mkdir(parents=True)
    path = home / "study.sqlite3"
    upgrade(path, STEPS[:1])
    rows = [
        (e.device, e.sequence, e.at_ms, 0, e.kind, e.subject, '{"rating":3}', e.model)
        for e in made_up(OLD_ANSWERS)
    ]
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany("INSERT INTO event VALUES (?,?,?,?,?,?,?,?)", rows)


def made_up(count: int, device: str = "other") -> list[Event]:
    """Return the first answers of another device."""
    return [
        Event(
            device,
            number,
            1_700_000_000_000 + number * 9000,
            60,
            "answer",
            f"card.{number % CARDS}",
            {"rating": 3},
            "fsrs6",
        )
        for number in range(1, count + 1)
    ]


def start(
    home: Path, *arguments: str, said: IO[bytes], typed: IO[bytes] | None = None
) -> subprocess.Popen[bytes]:
    """Start the program on a learner's home."""
    return subprocess.Popen(
        [sys.executable, "-m", "studyapp", *arguments],
        stdin=typed or subprocess.DEVNULL,
        stdout=said,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "STUDYAPP_HOME": str(home)},
    )


def run(home: Path, *arguments: str) -> None:
    """Run the program to its end."""
    with tempfile.TemporaryFile() as said:
        if start(home, *arguments, said=said).wait():
            raise AssertionError(f"studyapp {' '.join(arguments)} failed")


def kill_after(child: subprocess.Popen[bytes], seconds: float) -> bool:
    """Kill -9 after some seconds; return whether the program had ended before."""
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGKILL)
        child.wait()
        return False
    return True


def answers(home: Path) -> int:
    """Return the answers in the journal of a home, 0 before there is a file."""
    path = home / "study.sqlite3"
    return count_answers(path) if path.exists() else 0


def count_answers(path: Path) -> int:
    """Return the answers in a file; raises when the file is not sound."""
    with closing(sqlite3.connect(path)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (state,) = connection.execute("PRAGMA integrity_check").fetchone()
        if state != "ok":
            raise AssertionError(f"the file is damaged: {state}")
        has_journal = connection.execute(
            "SELECT 1 FROM sqlite_master WHERE name = 'event'"
        ).fetchone()
        if not has_journal:
            return 0
        kind = "(SELECT id FROM name WHERE text = 'answer')"
        if version < _WITH_NAMES:
            kind = "'answer'"
        (count,) = connection.execute(
            f"SELECT count(*) FROM event WHERE kind = {kind}"
        ).fetchone()
    return int(count)


def main(rounds: int) -> int:
    """Run the rounds and print what was lost; return 1 if anything was."""
    chance = random.Random(rounds)
    lost = 0
    with tempfile.TemporaryDirectory() as folder:
        victims: dict[str, Round] = {
            "review": Review(Path(folder) / "review"),
            "sync": Sync(Path(folder) / "sync"),
            "upgrade": Upgrade(Path(folder) / "upgrade"),
        }
        for number, (name, victim) in enumerate(victims.items()):
            share = (rounds + number) // len(victims)
            outcomes = [victim(chance) for _ in range(share)]
            missing = sum(outcome.lost for outcome in outcomes)
            lost += missing
            print(
                f"{name:<8} {share:>3} kills ({sum(o.finished for o in outcomes)} came "
                f"too late): {sum(o.acknowledged for o in outcomes)} answers "
                f"acknowledged, {sum(o.kept for o in outcomes)} in the journal, "
                f"{missing} lost, no damaged file"
            )
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 60))
