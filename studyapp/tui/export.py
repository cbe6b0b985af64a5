"""Pictures of the screen as SVG files that load nothing from the network."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from textual.app import App

_REMOTE_FONT = re.compile(r"@font-face\s*\{[^}]*\}\s*")


def screenshot(app: App[Any], path: Path) -> Path:
    """Write what the running `app` shows to `path`, and return the path.

    The fonts Textual would fetch are left out; any monospaced font keeps the
    columns, because every piece of text carries its length.
    """
    path.write_text(_REMOTE_FONT.sub("", app.export_screenshot()), encoding="utf-8")
    return path


async def picture(
    app: App[Any],
    path: Path,
    *,
    size: tuple[int, int] = (80, 24),
    keys: Sequence[str] = (),
) -> Path:
    """Run `app` without a terminal, press `keys`, and write a picture of it."""
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
        await pilot.pause()
        return screenshot(app, path)
