"""Kills a review at random moments and counts what is left.

    python tests/bench/kill.py 50

Every answer that was acknowledged (the next card was drawn) must be in the journal
when the file is opened again, and the file must be sound.
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
from pathlib import Path

CARDS = 3000
PROMPTS = (b"Enter shows the answer:", b"Your answer (Enter shows it):")


def one_round(home: Path, seconds: float) -> tuple[int, int]:
    """Review for some seconds, kill -9; return answers acknowledged and kept."""
    before = answers(home)
    with tempfile.TemporaryFile() as typed, tempfile.TemporaryFile() as said:
        typed.write(b"\n3\n" * CARDS)
        typed.seek(0)
        child = subprocess.Popen(
            [sys.executable, "-m", "studyapp", "review", "--plain"],
            stdin=typed,
            stdout=said,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "STUDYAPP_HOME": str(home)},
        )
        wait_for_first_card(child, said.fileno())
        time.sleep(seconds)
        child.send_signal(signal.SIGKILL)
        child.wait()
        said.seek(0)
        text = said.read()
    shown = sum(text.count(prompt) for prompt in PROMPTS)
    return max(shown - 1, 0), answers(home) - before


def wait_for_first_card(child: subprocess.Popen[bytes], output: int) -> None:
    """Wait until the program has said something."""
    while child.poll() is None and os.fstat(output).st_size == 0:
        time.sleep(0.005)


def answers(home: Path) -> int:
    """Return the answers in the journal; raises when the file is not sound."""
    path = home / "study.sqlite3"
    if not path.exists():
        return 0
    connection = sqlite3.connect(path)
    try:
        (state,) = connection.execute("PRAGMA integrity_check").fetchone()
        if state != "ok":
            raise AssertionError(f"the file is damaged: {state}")
        (count,) = connection.execute(
            "SELECT count(*) FROM event WHERE kind = 'answer'"
        ).fetchone()
    finally:
        connection.close()
    return int(count)


def main(rounds: int) -> int:
    """Run the rounds and print what was lost; return 1 if anything was."""
    chance = random.Random(rounds)  # noqa: S311 - moments, not secrets
    acknowledged = kept = lost = 0
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "config.toml").write_text(
            f"new_per_day = {CARDS}\nreviews_per_day = {CARDS}\n", encoding="utf-8"
        )
        for _ in range(rounds):
            told, found = one_round(home, chance.uniform(0, 0.8))
            acknowledged += told
            kept += found
            lost += max(told - found, 0)
    print(
        f"{rounds} kills: {acknowledged} answers acknowledged, {kept} in the journal, "
        f"{lost} lost"
    )
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50))
