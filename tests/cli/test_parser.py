"""Arguments that cannot be read get one sentence, and no page of usage."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("limit", "WORD is missing; see 'studyapp limit --help'"),
        (
            "review --ahead x",
            "--ahead takes a whole number, not 'x'; see 'studyapp review --help'",
        ),
        (
            "review --ahead 3 --list",
            "--list does not go with --ahead; see 'studyapp review --help'",
        ),
        (
            "review --verdict foo",
            (
                "--verdict is one of 'holds', 'outdated', 'wrong', 'imprecise',"
                " 'unconfirmed', not 'foo'; see 'studyapp review --help'"
            ),
        ),
        (
            "quiz --kinds foo",
            (
                "--kinds is one of 'exam', 'study', 'all', not 'foo';"
                " see 'studyapp quiz --help'"
            ),
        ),
        ("content", "action is missing; see 'studyapp content --help'"),
        ("export csv a b", "'b' is too much; see 'studyapp export csv --help'"),
        (
            "export csv --tpoic x",
            "there is no option '--tpoic'; did you mean '--topic'?",
        ),
        (
            "calc price --foo",
            "there is no option '--foo'; see 'studyapp calc price --help'",
        ),
        ("quiz --count", "--count takes a value; see 'studyapp quiz --help'"),
        ("review --nwe", "there is no option '--nwe'; did you mean '--new'?"),
        ("--foo", "there is no option '--foo'; see 'studyapp --help'"),
        ("doctor now", "'now' is too much; see 'studyapp doctor --help'"),
    ],
)
def test_what_is_wrong_with_the_arguments_is_one_sentence(
    run: Run, line: str, sentence: str
) -> None:
    ran = run(*line.split())
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == f"studyapp: {sentence}\n"
