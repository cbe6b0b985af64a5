"""Questions as GIFT and CSV: read back as the other side would read them."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.content.documents import (
    Difficulty,
    Level,
    NumericKey,
    Option,
    Question,
    QuestionKind,
    Skill,
)
from studyapp.content.factbook import FactBook
from studyapp.content.files import read_all
from studyapp.content.library import Library, assemble
from studyapp.errors import Place, UsageError
from studyapp.exchange.gift import escape, gift
from studyapp.exchange.question_csv import question_csv
from studyapp.exchange.sheet import Sheet, sheet_of
from studyapp.services.exporting import (
    QuestionChoice,
    QuestionFormat,
    export_questions,
)
from tests.conftest import PROJECT


def question(
    kind: QuestionKind, *options: Option, numeric: NumericKey | None = None
) -> Sheet:
    return sheet_of(
        Question(
            id="sqs-001",
            theme="sqs",
            kind=kind,
            stem="What {is} 1 ~ 2?",
            options=options,
            why="Because: it is.",
            facts=("sqs.retry",),
            level=Level.APPLY,
            difficulty=Difficulty.EASY,
            skills=(Skill("DVA-C02", "1.2.3"),),
            reviewed=date(2026, 11, 20),
            place=Place("q.md", 1),
            numeric=numeric,
        ),
        FactBook({}),
    )


RIGHT = Option("A = b", correct=True, rationale="It is so.")
WRONG = Option("C #1", correct=False, rationale="It is not.")


def answers(sheet: Sheet) -> list[str]:
    inside = gift([sheet]).partition("{\n")[2].rpartition("\n}")[0]
    return [line.strip() for line in inside.splitlines()]


def test_a_single_answer_is_marked_and_every_reason_is_feedback() -> None:
    assert gift([question(QuestionKind.SINGLE, RIGHT, WRONG)]) == (
        "$CATEGORY: studyapp/sqs\n\n"
        "// apply, easy; DVA-C02 1.2.3\n"
        "::sqs-001::[markdown]What \\{is\\} 1 \\~ 2?{\n"
        "\t=A \\= b#It is so.\n"
        "\t~C \\#1#It is not.\n"
        "\t####Because\\: it is.\n"
        "}\n"
    )


@pytest.mark.parametrize(("right", "share"), [(2, "50"), (3, "33.33333"), (4, "25")])
def test_several_answers_share_the_points_and_a_wrong_one_takes_all(
    right: int, share: str
) -> None:
    lines = answers(question(QuestionKind.MULTIPLE, *[RIGHT] * right, WRONG))
    assert lines[0].startswith(f"~%{share}%A")
    assert lines[right].startswith("~%-100%C")


def test_a_number_has_its_tolerance_and_says_its_unit() -> None:
    numeric = NumericKey(Decimal("8.530"), Decimal("0.01"), "USD")
    sheet = question(QuestionKind.NUMERIC, numeric=numeric)
    assert answers(sheet)[0] == "#8.530:0.01"
    assert "(in USD){" in gift([sheet])


def test_pairs_and_steps_are_matched_and_decoys_have_no_partner() -> None:
    pair = Option("b", correct=True, prompt="a")
    decoy = Option("z", correct=False)
    assert answers(question(QuestionKind.MATCH, pair, decoy))[:2] == [
        "=a -> b",
        "= -> z",
    ]
    steps = question(QuestionKind.ORDER, RIGHT, decoy, RIGHT)
    assert answers(steps)[:3] == ["=1. -> A \\= b", "=2. -> A \\= b", "= -> z"]


@given(st.text())
def test_escaped_text_is_one_line_and_comes_back(text: str) -> None:
    escaped = escape(text)
    assert len(escaped.splitlines()) <= 1
    assert not re.search(r"(?<!\\)(?:\\\\)*[~=#{}:]", escaped)
    pairs = re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], escaped)
    assert pairs == "\n".join(text.strip().splitlines())


def library() -> Library:
    files, _ = read_all([PROJECT / "content", PROJECT / "questions"])
    return assemble(files)[0]


@pytest.fixture(scope="module")
def bundled() -> Library:
    return library()


def test_the_whole_bank_leaves_with_values_in_place_of_references(
    bundled: Library,
) -> None:
    for form in QuestionFormat:
        found = export_questions(bundled, QuestionChoice(), form)
        assert found.count == len(bundled.questions)
        assert "{{" not in found.text.replace("\\{", "")


def test_every_row_of_the_table_is_complete(bundled: Library) -> None:
    text = export_questions(bundled, QuestionChoice(), QuestionFormat.CSV).text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["id"] for row in rows] == list(bundled.questions)
    for row in rows:
        asked = bundled.questions[row["id"]]
        assert None not in row
        if asked.kind is QuestionKind.SINGLE:
            assert int(row["key"]) == min(asked.keys) + 1


def test_a_table_of_nothing_is_its_header() -> None:
    assert len(question_csv([]).splitlines()) == 1
    assert gift([]) == ""


def test_a_choice_narrows_by_topic_exam_and_kind(bundled: Library) -> None:
    choice = QuestionChoice("sqs", "SAA-C03", "single")
    text = export_questions(bundled, choice, QuestionFormat.CSV).text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows
    for row in rows:
        assert "sqs" in bundled.topics_of(bundled.questions[row["id"]])
        assert "SAA-C03" in row["skills"]
        assert row["kind"] == "single"


@pytest.mark.parametrize(
    "choice", [QuestionChoice(topic="sqz"), QuestionChoice(exam="DVA")]
)
def test_what_does_not_exist_is_refused(
    bundled: Library, choice: QuestionChoice
) -> None:
    with pytest.raises(UsageError, match="did you mean"):
        export_questions(bundled, choice, QuestionFormat.GIFT)


def test_a_file_is_written_as_it_is(tmp_path: Path) -> None:
    text = question_csv([question(QuestionKind.SINGLE, RIGHT, WRONG)])
    path = tmp_path / "q.csv"
    path.write_text(text, encoding="utf-8", newline="")
    assert path.read_bytes().count(b"\r\n") == 2
