"""A bank with an exam, and a running clock that a test moves by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from studyapp.services.study import Study
from tests.conftest import OpenStudy
from tests.exam_bank import write_bank


class Ticks:
    """Milliseconds that stand still until a test moves them."""

    def __init__(self) -> None:
        self.now = 5_000

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


OpenBank = Callable[[], Study]


@pytest.fixture
def open_bank(open_sample: OpenStudy, tmp_path: Path) -> OpenBank:
    root = write_bank(tmp_path / "bank")
    return lambda: open_sample(root)
