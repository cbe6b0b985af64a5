"""Each broken file gets its own message, with file, line and remedy."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from studyapp.content.checks import examine

BROKEN = Path(__file__).parents[1] / "data" / "broken"
BESIDE = BROKEN.with_name("beside")
"""Sound files on which the broken ones rest: a glossary and some facts."""
EXPECTED = BROKEN.with_name("broken-expected.txt")
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def messages() -> list[str]:
    return [str(problem) for problem in examine([BROKEN, BESIDE], TODAY).problems]


def test_every_broken_file_is_reported_precisely(messages: list[str]) -> None:
    assert messages == EXPECTED.read_text(encoding="utf-8").splitlines()


def test_no_broken_file_goes_unnoticed(messages: list[str]) -> None:
    reported = {line.partition(":")[0] for line in messages}
    assert reported == {f"broken/{path.name}" for path in BROKEN.iterdir()}


def test_every_message_says_what_to_do(messages: list[str]) -> None:
    assert [line for line in messages if "; " not in line] == []
