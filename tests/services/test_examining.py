"""The exam of the settings against the versions in the content."""

from __future__ import annotations

from pathlib import Path

import pytest

from studyapp.services.examining import exam_warning
from tests.conftest import PROJECT, OpenStudy


@pytest.fixture
def exams(tmp_path: Path) -> Path:
    root = tmp_path / "content"
    root.mkdir()
    text = (PROJECT / "content" / "exams.md").read_text(encoding="utf-8")
    (root / "exams.md").write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, ""),
        ({"exam": "SAA-C03"}, ""),
        ({"exam": "DVA-C02", "exam_date": "2026-11-28"}, ""),
        (
            {"exam": "DVA-C02", "exam_date": "2027-01-15"},
            "DVA-C02 ends on 2026-11-30, before your exam day. Prepare for DVA-C03.",
        ),
        (
            {"exam": "SAP-C02", "exam_date": "2027-01-15"},
            "SAP-C02 ended on 2026-11-16",
        ),
        (
            {"exam": "dva-c03"},
            "DVA-C03 starts on 2026-12-01. Until then there is DVA-C02.",
        ),
        (
            {"exam": "dva-c03", "exam_date": "2026-11-28"},
            "DVA-C03 starts on 2026-12-01, after your exam day. Choose a later day, or",
        ),
        (
            {"exam": "dva-c03", "exam_date": "2026-11-01"},
            "DVA-C03 starts on 2026-12-01. Until then there is DVA-C02.",
        ),
        ({"exam": "DVA-C04"}, "There is no exam 'DVA-C04'; did you mean 'DVA-C03'?"),
    ],
)
def test_a_version_that_does_not_exist_on_the_day_is_named(
    open_sample: OpenStudy, exams: Path, settings: dict[str, str], words: str
) -> None:
    warning = exam_warning(open_sample(exams, **settings))
    assert warning.startswith(words)
    assert bool(warning) == bool(words)
