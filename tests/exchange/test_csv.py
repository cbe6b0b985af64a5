"""Cards as a table: cells come back exactly, formulas stay text, bad rows are named."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.content.files import read_all
from studyapp.content.library import assemble
from studyapp.errors import UsageError
from studyapp.exchange.card_table import COLUMNS
from studyapp.exchange.table import guarded, read_table, table_text, unguarded
from studyapp.exchange.topic_text import paragraph
from studyapp.exchange.whole_file import write_whole
from studyapp.memory.events import EventKind
from studyapp.memory.fsrs import Rating
from studyapp.services.card_export import card_rows
from studyapp.services.importing import Imported, import_csv
from studyapp.services.reviewing import Reviewing
from studyapp.services.study import Study
from tests.conftest import Clock, OpenStudy

cells = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ("=1+1", "'=1+1", "''", "'", "-3", "+a", "@x", "\t", "\r\n", '"', ";", "a,b")
    ),
)


@given(cell=cells)
def test_no_cell_begins_like_a_formula_and_each_comes_back(cell: str) -> None:
    assert not guarded(cell).startswith(tuple("=+-@\t\r\n"))
    assert unguarded(guarded(cell)) == cell


@given(rows=st.lists(st.tuples(cells, cells, cells), max_size=6))
def test_a_table_comes_back_exactly(rows: list[tuple[str, str, str]]) -> None:
    header = ("prompt", "answer", "topic")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        write_whole(path, table_text(header, rows).encode())
        found = [tuple(row.cells.values()) for row in read_table(path, header).rows]
    assert found == [row for row in rows if any(guarded(c).strip() for c in row)]


def test_the_columns_say_where_each_card_stands(
    open_sample: OpenStudy, clock: Clock
) -> None:
    study = open_sample()
    for _ in range(2):
        reviewing = Reviewing(study)
        while shown := reviewing.next():
            reviewing.answer(shown, Rating.GOOD, 1000)
            if reviewing.counts.new <= 3:
                break
        clock.advance(minutes=20)
    study.journal.append(EventKind.SUSPEND, "timeout.default", {}, clock())
    rows = {row[0]: dict(zip(COLUMNS, row, strict=True)) for row in card_rows(study)}
    assert set(rows) == set(study.library.cards)
    assert rows["timeout.max"]["answer"] == "900 s (15 min)"
    assert rows["timeout.default"]["state"] == "suspended"
    states = {row["state"] for row in rows.values()}
    assert {"new", "suspended"} < states
    new = next(row for row in rows.values() if row["state"] == "new")
    assert (new["due"], new["stability"], new["reviews"]) == ("", "", "0")
    seen = next(row for row in rows.values() if row["reviews"] != "0")
    assert seen["due"].startswith("2026-11-2")
    assert float(seen["stability"]) > 0
    assert {row[3] for row in card_rows(study, ["limits"])} == {"limits"}


def take(study: Study, tmp_path: Path, text: str | bytes) -> Imported:
    path = tmp_path / "cards.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return import_csv(study, path, tmp_path / "own")


def test_a_table_becomes_topics_of_the_learners_own(
    open_sample: OpenStudy, tmp_path: Path
) -> None:
    imported = take(
        open_sample(),
        tmp_path,
        "prompt,answer,topic,tags\n"
        "What is SQS?,A queue,Messaging,aws queue\n"
        '"Two\nlines?","=1+1",Messaging,\n'
        "A [hole] here,,Messaging,aws queue\n"
        "Mine?,Yes,limits,\n"
        "\n"
        "Loose?,Yes,,\n",
    )
    folder = tmp_path / "own" / "csv"
    names = ("messaging.md", "limits-own.md", "cards.md")
    assert imported == Imported(files=tuple(folder / name for name in names), added=5)
    library, clashes = assemble(read_all([tmp_path / "own"])[0])
    assert clashes == ()
    prompts = {card.prompt: card.answer for card in library.cards.values()}
    assert prompts == {
        "What is SQS?": "A queue",
        "Two\\\nlines?": "=1+1",
        "A [...] here": "A **hole** here",
        "Mine?": "Yes",
        "Loose?": "Yes",
    }
    assert "## aws queue" in (folder / "messaging.md").read_text(encoding="utf-8")


def test_a_second_import_adds_only_what_is_new(
    open_sample: OpenStudy, tmp_path: Path
) -> None:
    study = open_sample()
    table = "prompt,answer\nOne?,1\nOne?,1\n"
    first = take(study, tmp_path, table)
    assert (first.added, first.known) == (1, 0)
    second = take(study, tmp_path, table + "Two?,2\n")
    assert (second.added, second.known) == (1, 1)


def test_two_answers_to_one_prompt_are_both_taken_and_named_by_their_lines(
    open_sample: OpenStudy, tmp_path: Path
) -> None:
    study = open_sample()
    table = "prompt,answer\nOne?,1\nTwo?,2\nOne?,eins\nTwo?,2\n"
    imported = take(study, tmp_path, table)
    assert (imported.added, imported.known) == (3, 0)
    assert imported.messages == (
        "row 3 (line 4) asks the same as row 1 (line 2): both are taken",
        "row 4 (line 5) asks the same as row 2 (line 3): only one is taken",
    )
    library, _ = assemble(read_all([tmp_path / "own"])[0])
    assert {c.answer for c in library.cards.values()} == {"1", "eins", "2"}
    assert take(study, tmp_path, table).added == 0


def test_every_bad_row_is_named_at_once_and_nothing_is_taken(
    open_sample: OpenStudy, tmp_path: Path
) -> None:
    table = "prompt,answer\nOne?,1\n,2\nThree?\nFour?,4\nFive?,\n"
    with pytest.raises(UsageError) as refused:
        take(open_sample(), tmp_path, table)
    first, *rows = str(refused.value).splitlines()
    assert first.endswith("cards.csv' has 3 bad rows, so none was taken:")
    assert rows[0] == "  row 2 (line 3): the prompt is empty; write what is asked"
    assert rows[1].startswith("  row 3 (line 4): it has 1 cells, the header has 2; put")
    assert rows[2].startswith("  row 5 (line 6): the answer is empty; write one")
    assert not (tmp_path / "own").exists()


def test_our_own_table_adds_none_of_our_cards_again(
    open_sample: OpenStudy, tmp_path: Path
) -> None:
    study = open_sample()
    text = table_text(COLUMNS, card_rows(study))
    imported = take(study, tmp_path, text)
    assert imported == Imported(own=len(study.library.cards))
    assert not (tmp_path / "own").exists()


def test_cards_that_go_out_come_in_elsewhere_with_their_words(
    open_sample: OpenStudy, tmp_path: Path
) -> None:
    """Exported prompts and answers, read under other ids, say the same."""
    study = open_sample()
    rows = card_rows(study)
    take(study, tmp_path, table_text(COLUMNS, [("", *row[1:]) for row in rows]))
    library, _ = assemble(read_all([tmp_path / "own"])[0])
    found = {(card.prompt, card.answer) for card in library.cards.values()}
    assert found == {(paragraph(row[1]), paragraph(row[2])) for row in rows}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_other_separators_and_a_byte_order_mark_are_understood(
    open_sample: OpenStudy, tmp_path: Path, delimiter: str
) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter)
    writer.writerows([["Prompt", "Answer"], ["a, b; c?", "yes"]])
    data = b"\xef\xbb\xbf" + buffer.getvalue().encode()
    assert take(open_sample(), tmp_path, data).added == 1


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("", "line 1", "lacks one of the columns prompt, answer"),
        ("question,answer\na,b\n", "line 1", "lacks one of the columns"),
        ("prompt,answer\na,b\nc\n", "row 2 (line 3)", "1 cells, the header has 2"),
        ("prompt,answer\na,b,c\n", "row 1 (line 2)", "3 cells, the header has 2"),
        ('prompt,answer\n"a\nb",\n', "row 1 (line 3)", "the answer is empty"),
        ("prompt,answer\n ,b\n", "row 1 (line 2)", "the prompt is empty"),
        ('prompt,answer\n"a,b\n', "line 2", "this is not CSV"),
        ('prompt,answer\n"a"x,b\n', "line 2", "this is not CSV"),
        (b"prompt,answer\n\xff,b\n", "byte 14", "is not UTF-8 text"),
    ],
)
def test_a_bad_table_is_one_sentence_and_nothing_of_it_is_taken(
    open_sample: OpenStudy, tmp_path: Path, text: str | bytes, place: str, what: str
) -> None:
    with pytest.raises(UsageError) as refused:
        take(open_sample(), tmp_path, text)
    message = refused.value.message
    assert "cards.csv'" in message
    assert place in message
    assert what in message
    assert refused.value.remedy
    assert not (tmp_path / "own").exists()
