"""Markdown told line by line: words without marks, tables row by row."""

from __future__ import annotations

import pytest

from studyapp.cli.plain import tell
from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("markdown", "told"),
    [
        ("A *slow* and **sure** `sqs:Send*`.", "A slow and sure sqs:Send*."),
        ("See [the page](https://aws.amazon.com) now.", "See the page now."),
        ("2 * 3 * 4 and \\*this\\*", "2 * 3 * 4 and *this*"),
        ("- one `a`\n- two\n  more", "- one a\n- two more"),
        ("1. one\n2. *two*", "1. one\n2. two"),
        (
            "| | goal | where |\n|---|---|---|\n| a | *b* | c |\n| d | | e |",
            "a; goal: b; where: c\nd; where: e",
        ),
        ("Text:\n```text\n| *as it is*\n```", "Text:\n| *as it is*"),
    ],
)
def test_markdown_is_told_in_plain_words(
    capsys: pytest.CaptureFixture[str], markdown: str, told: str
) -> None:
    tell(markdown)
    assert capsys.readouterr().out == f"{told}\n"


def test_a_topic_is_read_as_words_or_as_markdown(run_whole: Run) -> None:
    words = run_whole("read", "sqs").out
    marked = run_whole("read", "SQS", "--markdown").out
    assert "goal: protect the downstream system; setting:" in words
    assert "|---" not in words
    assert "`" not in words
    assert "| protect the downstream system |" in marked
    assert marked.startswith("# ")


def test_a_claim_names_its_note(run: Run) -> None:
    assert 'Note note-2 says "5 minutes": outdated.' in run("read", "limits").out
