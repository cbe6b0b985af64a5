"""Syncing from the palette: one sentence, and the counts follow."""

from __future__ import annotations

from pathlib import Path

from studyapp.exchange.sync import sync
from studyapp.store.engine import open_store
from tests.conftest import Clock
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
        (said,) = learner.said
        assert said.startswith(
            "Synced: 1 answer or change about 1 card came from 1 other"
        )
        assert "1 learning 6 new 1 answered today" in learner.text


async def test_without_a_folder_sync_now_says_how_to_set_one(sit: Sit) -> None:
    async with sit() as learner:
        await sync_now(learner)
        assert "studyapp config sync_folder FOLDER" in learner.said[0]


async def test_today_says_when_the_folder_was_synced_last_and_a_key_does_it(
    sit: Sit, tmp_path: Path, clock: Clock
) -> None:
    folder = tmp_path / "shared"
    async with sit((80, 40), sync_folder=str(folder)) as learner:
        assert "s Sync not yet" in learner.text
        await learner.press("s")
        assert "was made; no other device is there yet" in learner.said[0]
        assert "s Sync today 09:00 With no other devices." in learner.text
        clock.advance(days=1)
        folder.rename(tmp_path / "elsewhere")
        await learner.press("p", "escape")
        assert "! Sync folder missing" in learner.text
        await learner.press("s")
        assert "is gone, and you have synced with it before" in learner.said[-1]
        (tmp_path / "elsewhere").rename(folder)
        await learner.press("p", "escape")
        assert "! Sync not done" in learner.text
        await learner.press("s")
        assert "s Sync today 09:00" in learner.text


async def test_without_a_folder_today_has_no_row_for_it(sit: Sit) -> None:
    async with sit((80, 40)) as learner:
        assert "Sync" not in learner.text
