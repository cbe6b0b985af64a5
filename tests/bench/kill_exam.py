"""Kills an exam at random moments, goes on with it, and compares what is left.

    python tests/bench/kill_exam.py 20

Each round types random acts into `exam --plain`, kills the process, and resumes. What
was acknowledged (the program asked for the next line) must be in the journal, the form
must be the one that was begun, and the clock may not count the time in between.
"""

from __future__ import annotations

import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ACTS = ("flag", "x C", "clear", "think", "sure", "go 7", "go 40", "go 41", "go 12")
"""Each is one event wherever it is typed."""
ASKED = re.compile(rb"^Answer \(", re.MULTILINE)


def begin(home: Path) -> None:
    """Begin an exam and leave it."""
    subprocess.run(
        [sys.executable, "-m", "studyapp", "exam", "DVA-C02", "--plain"],
        input=b"q\n",
        stdout=subprocess.DEVNULL,
        env={**os.environ, "STUDYAPP_HOME": str(home)},
        check=True,
    )


def one_round(home: Path, acts: list[str], seconds: float) -> tuple[int, float]:
    """Type acts, kill -9; return how often it asked, and how long it ran."""
    began = time.monotonic()
    with tempfile.TemporaryFile() as typed, tempfile.TemporaryFile() as said:
        typed.write("".join(f"{act}\n" for act in ("y", *acts)).encode())
        typed.seek(0)
        child = subprocess.Popen(
            [sys.executable, "-m", "studyapp", "exam", "DVA-C02", "--plain"],
            stdin=typed,
            stdout=said,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "STUDYAPP_HOME": str(home)},
        )
        while child.poll() is None and os.fstat(said.fileno()).st_size == 0:
            time.sleep(0.005)
        time.sleep(seconds)
        child.send_signal(signal.SIGKILL)
        child.wait()
        said.seek(0)
        asked = len(ASKED.findall(said.read()))
    return asked, time.monotonic() - began


def read(home: Path) -> tuple[list[str], int, int]:
    """Return each form begun, the acts kept, and the clock of the last of them."""
    connection = sqlite3.connect(home / "study.sqlite3")
    try:
        (state,) = connection.execute("PRAGMA integrity_check").fetchone()
        if state != "ok":
            raise AssertionError(f"the file is damaged: {state}")
        rows = connection.execute(
            "SELECT text, payload FROM event JOIN name ON name.id = kind"
            " ORDER BY sequence"
        )
        events = [(kind, json.loads(payload)) for kind, payload in rows]
    finally:
        connection.close()
    forms = [json.dumps(p["questions"]) for kind, p in events if kind == "exam_started"]
    acts = [payload for kind, payload in events if kind == "exam_act"]
    return forms, len(acts), max((act["clock_ms"] for act in acts), default=0)


def main(rounds: int) -> int:
    """Run the rounds and print what was lost; return 1 if anything was."""
    chance = random.Random(rounds)
    asked = lost = 0
    alive = 0.0
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        begin(home)
        _, kept, _ = read(home)
        for _ in range(rounds):
            before = kept
            acts = chance.choices(ACTS, k=2000)
            times, ran = one_round(home, acts, chance.uniform(0, 0.5))
            forms, kept, clock_ms = read(home)
            asked += times
            alive += ran
            # Asking for the next line acknowledges the one before.
            lost += max(times - 1 - (kept - before), 0)
            if len(set(forms)) != 1 or len(forms) != 1 or clock_ms > alive * 1000:
                lost += 1
    print(
        f"{rounds} kills: {asked} times asked, {kept} acts in the journal, one form, "
        f"clock {clock_ms / 1000:.1f} s of {alive:.1f} s alive, {lost} lost"
    )
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20))
