"""Our services beside Anki's own library, on the same cards, answers and machine.

Run as `python -m tests.bench.anki --anki /path/to/python`, an interpreter into which
`pip install anki` has put Anki. It prints wall and processor time, medians and 99th
percentiles, and asserts nothing: a clock on a shared machine is no test.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.bench.deck import words_of

SIZES = (1_000, 10_000, 100_000)
STARTS = 7
CARDS_A_ROUND = 20
"""A small deck has few cards due."""
_FILES = ("study.sqlite3", "collection.anki2")
_HERE = Path(__file__).parent
_OURS = (sys.executable, "-m", "tests.bench.our_side")

Times = Mapping[str, Sequence[Sequence[float]]]
"""Seconds of wall and of processor by what was done."""


def main() -> int:
    """Measure both at every size; return 2 when Anki is not there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--anki", default=sys.executable, help="interpreter with anki")
    parser.add_argument("--cards", type=int, nargs="*", default=SIZES)
    parser.add_argument("--rounds", type=int, default=100, help="cards answered")
    parser.add_argument("--keep", type=Path, help="folder for the decks, used again")
    args = parser.parse_args()
    if not _has_anki(args.anki):
        print(f"{args.anki} has no package 'anki'; install it there with pip")
        return 2
    theirs = (args.anki, "-P", str(_HERE / "anki_side.py"))
    with TemporaryDirectory() as folder:
        for cards in args.cards:
            place = (args.keep or Path(folder)) / str(cards)
            _build(place, cards, theirs)
            with _as_built(place):
                rounds = min(args.rounds, cards // CARDS_A_ROUND)
                _compare(place, cards, rounds, theirs)
    return 0


def _has_anki(python: str) -> bool:
    # -P: this file is called anki as well.
    known = subprocess.run(
        [python, "-P", "-c", "import anki.collection"], capture_output=True, check=False
    )
    return known.returncode == 0


def _build(place: Path, cards: int, theirs: Sequence[str]) -> None:
    if (place / "collection.anki2").exists():
        return
    place.mkdir(parents=True, exist_ok=True)
    subprocess.run([*_OURS, "build", str(place), str(cards)], check=True)
    subprocess.run([*theirs, "build", str(place)], check=True)


@contextmanager
def _as_built(place: Path) -> Iterator[None]:
    """Let the files be worked with, and put them back as they were."""
    for name in _FILES:
        shutil.copy(place / name, place / f"{name}.kept")
    try:
        yield
    finally:
        for name in _FILES:
            for extra in ("-wal", "-shm"):
                (place / f"{name}{extra}").unlink(missing_ok=True)
            (place / f"{name}.kept").replace(place / name)


def _compare(place: Path, cards: int, rounds: int, theirs: Sequence[str]) -> None:
    words = [words_of(number) for number in range(0, cards // 2, cards // 20)]
    queries = [
        *(text.split()[0] for text in words),
        *(" ".join(text.split()[:2]) for text in words),
        *(text.split()[3] for text in words),
    ]
    order = ["measure", str(place), str(rounds), *queries]
    found = [
        {
            "process start to first due card": _starts([*side, "start", str(place)]),
            **_measured([*side, *order]),
        }
        for side in (_OURS, theirs)
    ]
    sizes = [_size(place / name) for name in _FILES]
    _tell(cards, *found)
    print(f"{'file size':<32} {sizes[0]:8.3f} {'':26} {sizes[1]:8.3f} MB")


def _measured(command: Sequence[str]) -> Times:
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    times: Times = json.loads(ran.stdout)
    return times


def _starts(command: Sequence[str]) -> list[tuple[float, float]]:
    times = []
    for _ in range(STARTS):
        used = os.times()
        begun = perf_counter()
        subprocess.run(command, check=True)
        wall, after = perf_counter() - begun, os.times()
        spent = after.children_user - used.children_user
        times.append((wall, spent + after.children_system - used.children_system))
    return times


def _size(path: Path) -> float:
    """Return the file with what is written ahead of it, in MB of a million bytes."""
    parts = (path, path.with_name(f"{path.name}-wal"))
    return sum(part.stat().st_size for part in parts if part.exists()) / 1e6


def _tell(cards: int, ours: Times, theirs: Times) -> None:
    print(f"\n{cards} cards, milliseconds")
    head = f"{'median':>8} {'p99':>8} {'cpu':>8}"
    print(f"{'':<32} {head}   {head}   ours/anki (cpu)")
    for what, times in ours.items():
        mine, other = _columns(times), _columns(theirs[what])
        ratio = mine[2] / other[2] if other[2] else float("inf")
        numbers = "   ".join(
            " ".join(f"{number:8.2f}" for number in side) for side in (mine, other)
        )
        print(f"{what:<32} {numbers}   {ratio:8.2f}")


def _columns(times: Sequence[Sequence[float]]) -> tuple[float, float, float]:
    """Return median and 99th percentile of the wall, and the median processor time."""
    walls = sorted(wall * 1000 for wall, _ in times)
    last = walls[min(int(len(walls) * 0.99), len(walls) - 1)]
    return median(walls), last, median(cpu * 1000 for _, cpu in times)


if __name__ == "__main__":
    sys.exit(main())
