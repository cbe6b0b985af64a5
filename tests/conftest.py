"""Every test has a home of its own, no colours, and a clock that it sets."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from studyapp.services.study import Study, open_study
from studyapp.settings import Settings

hypothesis_settings.register_profile("no-deadline", deadline=None)
hypothesis_settings.load_profile("no-deadline")

PROJECT = Path(__file__).parents[1]


def pytest_xdist_auto_num_workers() -> int:
    """Two workers for each core: much of a screen's test is waiting."""
    return 2 * (os.cpu_count() or 1)


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **amount: float) -> None:
        self.moment += timedelta(**amount)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    for name in ("NO_COLOR", "FORCE_COLOR", "STUDYAPP_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("STUDYAPP_HOME", str(folder))
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    return folder


@pytest.fixture
def clock() -> Clock:
    return Clock()


SAMPLE = PROJECT / "tests" / "data" / "sample"


@pytest.fixture
def sample() -> Path:
    """Return the small content folder that tests of flows study from."""
    return SAMPLE


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a learner's file with the sample in it, to be copied: 35 ms a test."""
    file = tmp_path_factory.mktemp("sample") / "study.sqlite3"
    open_study(file, [str(SAMPLE)], Settings(), now=Clock()).close()
    return file


OpenStudy = Callable[..., Study]


@pytest.fixture
def open_sample(
    tmp_path: Path, clock: Clock, sample: Path, sample_file: Path
) -> Iterator[OpenStudy]:
    """Return a function that opens (again) one learner's file on the sample."""
    opened: list[Study] = []

    def again(root: Path = sample, **settings: object) -> Study:
        file = tmp_path / "learner" / "study.sqlite3"
        if root == sample and not file.exists():
            file.parent.mkdir(exist_ok=True)
            shutil.copy(sample_file, file)
        study = open_study(
            file,
            [str(root)],
            Settings.model_validate(settings),
            now=clock,
        )
        opened.append(study)
        return study

    yield again
    for study in opened:
        study.close()
