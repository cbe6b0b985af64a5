"""Syncing from the palette: one sentence, and the counts follow."""

from __future__ import annotations

from pathlib import Path

from studyapp.exchange.sync import sync
from studyapp.store.engine import open_store
from tests.exchange.conftest import PROJECTION, Device
from tests.tui.screens.conftest import Learner, Sit


async def sync_now(learner: Learner) -> None:
    await learner.press(":")
    await learner.type("sync now")
    await learner.pilot.pause(0.5)
    await learner.press("down", "enter")
    await learner.settle()


async def test_sync_now_brings_what_another_device_did(
    sit: Sit, tmp_path: Path
) -> None:
    other = Device(open_store(tmp_path / "other" / "study.sqlite3"))
    other.answers("timeout.max")
    sync(other.store, PROJECTION, tmp_path / "shared")
    other.store.close()
    async with sit(sync_folder=str(tmp_path / "shared")) as learner:
        assert "0 learning 7 new 0 answered today" in learner.text
        await sync_now(learner)
        assert learner.said == [
            "1 events about 1 cards came from 1 other device; 0 of yours are shared."
        ]
        assert "1 learning 6 new 1 answered today" in learner.text


async def test_without_a_folder_sync_now_says_how_to_set_one(sit: Sit) -> None:
    async with sit() as learner:
        await sync_now(learner)
        assert "studyapp config sync_folder FOLDER" in learner.said[0]
