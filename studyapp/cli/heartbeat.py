"""Keeps an exam's clock while the program waits for a line of input.

It submits the exam when the time is up; it says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from studyapp.errors import StudyError
from studyapp.services.sitting import BEAT_SECONDS, Sitting


@contextmanager
def beating(sitting: Sitting) -> Iterator[None]:
    """Keep the clock while the block runs."""
    stop = Event()

    def beat() -> None:
        while not stop.wait(BEAT_SECONDS) and not sitting.session.is_over:
            with suppress(StudyError):  # the next act will meet it, and tell it
                sitting.beat()

    thread = Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
