"""Errors as a reader meets them on a screen."""

from __future__ import annotations

import pytest

from studyapp.errors import UsageError, as_sentence


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("no card matches", "No card matches."),
        ("is it the right folder?", "Is it the right folder?"),
        ("limits.md:12 is gone", "limits.md:12 is gone."),
        ("'a' is no name", "'a' is no name."),
        ("", "."),
    ],
)
def test_words_become_a_sentence_and_names_stay(words: str, sentence: str) -> None:
    assert as_sentence(words) == sentence


def test_an_error_is_one_sentence_with_its_remedy() -> None:
    assert UsageError("that is wrong", "write this").sentence == (
        "That is wrong; write this."
    )
