"""What the tests of screens share: the words on a screen, without colours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App

ScreenText = Callable[[App[Any]], list[str]]


@pytest.fixture
def screen_text() -> ScreenText:
    def read(app: App[Any]) -> list[str]:
        strips = app.screen._compositor.render_strips()
        return [strip.text.rstrip() for strip in strips]

    return read
