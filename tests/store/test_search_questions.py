from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.store.amounts import COUNT, DATE, MONEY, NUMBER, SIZE, TEXT, TIME, kind_of
from studyapp.store.engine import Store
from studyapp.store.lexicon import Lexicon
from studyapp.store.question import Question, kind_asked
from studyapp.store.ranking import (
    Coverage,
    Meanings,
    Slot,
    extra,
    likeness,
    likeness_for,
    score,
)
from studyapp.store.terms import split


@pytest.fixture
def lexicon(loaded: Store) -> Iterator[Lexicon]:
    connection = sqlite3.connect(loaded.path)
    yield Lexicon(connection, 9)
    connection.close()


def asked(words: str, lexicon: Lexicon) -> Question:
    return Question(words, lexicon, is_open=False)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("how many layers", COUNT),
        ("How long can it run?", TIME),
        ("how big is the zip", SIZE),
        ("what does it cost", MONEY),
        ("maximum of it", NUMBER),
        ("where do logs go", TEXT),
        ("logs", ""),
        ("", ""),
    ],
)
def test_a_question_asks_for_a_kind_of_value(words: str, kind: str) -> None:
    assert kind_asked(split(words)) == kind


@pytest.mark.parametrize(
    ("unit", "text", "kind"),
    [
        ("s", "900 s", TIME),
        ("", "0 to 900 s", TIME),
        ("MB", "10,240 MB", SIZE),
        ("USD/GB-s", "0.0000166667 USD/GB-s", MONEY),
        ("layers", "5 layers", COUNT),
        ("requests/s", "10 requests/s", COUNT),
        ("", "2021-09-29", DATE),
        ("", "Node.js and Python", TEXT),
        ("", "", TEXT),
    ],
)
def test_a_value_is_of_a_kind(unit: str, text: str, kind: str) -> None:
    assert kind_of(unit, text) == kind


def test_a_value_of_another_kind_counts_less(lexicon: Lexicon) -> None:
    question = asked("how long may a function run", lexicon)
    assert question.share(TIME) == 1
    assert question.share(SIZE) < 1
    assert asked("function", lexicon).share(SIZE) == 1


def test_other_subjects_and_unknown_words_need_a_better_match(
    lexicon: Lexicon,
) -> None:
    def needed(words: str) -> float:
        return asked(words, lexicon).needed(TEXT)

    plain = needed("batch size")
    assert needed("batch size of a function") < plain < needed("dynamodb batch size")
    assert needed("what is the batch size") < plain < needed("batch size of kubernetes")
    assert needed("size of dynamodb limit") > needed("where is dynamodb size")
    assert needed("batch") < 0.1 < plain


def test_what_no_fact_has_is_named(lexicon: Lexicon) -> None:
    assert asked("xyzzy timeout 77", lexicon).unknown() == ["xyzzy"]


def test_a_name_with_fewer_words_beside_is_more_alike(lexicon: Lexicon) -> None:
    known = Meanings(asked("timeout", lexicon).slots)

    def like(*names: str) -> float:
        lines = sorted(f"{extra(name.split()):.2f} {name} " for name in names)
        return likeness(known, "\n".join(lines))

    assert like("timeout") == 1
    assert 1 > like("max timeout") > like("edg timeout") > like("edg timeout view") > 0
    assert like("memori") == 0
    assert like("memori edg", "timeout") == 1
    assert 1 > likeness(known, f"={extra(['timeout']):.2f} timeout ") > 0.8


def test_a_name_that_cannot_be_alike_enough_is_not_weighed(lexicon: Lexicon) -> None:
    known = Meanings(asked("timeout of edge", lexicon).slots)
    name = f"{extra(['max', 'timeout']):.2f} max timeout "
    like = likeness(known, name)
    assert like == likeness(known, name, least=like / 2)
    assert likeness(known, name, least=0.9) == 0.9
    assert likeness(known, name, covered=like) == like


@given(*[st.floats(0.1, 1)] * 4)
def test_the_likeness_for_a_score_gives_that_score(
    covered: float, like: float, central: float, share: float
) -> None:
    total = score(covered, like, central, share)
    assert likeness_for(total, covered, central, share) == pytest.approx(like)
    assert 0 < total <= 1


def test_names_count_more_than_the_text_beneath(lexicon: Lexicon) -> None:
    slots = asked("timeout", lexicon).slots
    shares = Coverage(slots, lambda _: (1 << 9, 1 << 8, 1 << 7)).leading(9)
    assert list(shares) == [9, 8, 7]
    assert shares[9] == 1
    assert Coverage([], lambda _: (1, 1, 1)).leading(9) == {}


def test_a_row_counts_a_word_once_however_many_of_its_terms_it_has() -> None:
    either = Slot({"meant": 1.0, "related": 0.5}, 0.9, "meant")
    rows = {"meant": (0b0110, 0, 0), "related": (0b1010, 0b0010, 0)}
    shares = Coverage([either], rows.__getitem__).leading(9)
    assert shares == {1: 1.0, 2: 1.0, 3: pytest.approx(0.5)}


def test_plain_english_that_no_fact_has_is_left_out(lexicon: Lexicon) -> None:
    slots = asked("whihc timeout do I usually get", lexicon).slots
    assert [slot.word for slot in slots] == ["timeout"]
