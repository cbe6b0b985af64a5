from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.store.engine import Store
from studyapp.store.lexicon import Lexicon
from studyapp.store.spelling import (
    changed_a_letter,
    distance,
    errors_allowed,
    lost_a_letter,
    nearest,
)


@pytest.fixture
def lexicon(loaded: Store) -> Iterator[Lexicon]:
    connection = sqlite3.connect(loaded.path)
    yield Lexicon(connection, 9)
    connection.close()


@pytest.mark.parametrize(
    ("word", "term"),
    [
        ("lyaers", "layer"),
        ("alyers", "layer"),
        ("layrs", "layer"),
        ("sapce", "spac"),
        ("siez", "siz"),
        ("ephemral", "ephemeral"),
        ("xynchronous", "synchronous"),
        ("synchornuos", "synchronous"),
    ],
)
def test_a_word_with_errors_stands_for_the_nearest_word(
    lexicon: Lexicon, word: str, term: str
) -> None:
    assert list(lexicon.near(word)) == [term]


@pytest.mark.parametrize("word", ["kubernetes", "mixe", "xyz", "qq", "ζζζζζ", "zzzz"])
def test_a_word_like_no_other_stands_for_nothing(lexicon: Lexicon, word: str) -> None:
    assert lexicon.near(word) == {}


def test_another_letter_in_a_short_word_makes_it_a_guess(lexicon: Lexicon) -> None:
    assert lexicon.near("sixe")["siz"] < lexicon.near("siez")["siz"]
    assert changed_a_letter("sixe", "size")
    assert not changed_a_letter("mize", "size")
    assert not changed_a_letter("size", "sizes")


def test_a_very_short_word_may_lack_one_letter(lexicon: Lexicon) -> None:
    assert list(lexicon.near("ful")) == list(lexicon.near("fll")) == ["full"]
    assert lexicon.near("fuk") == lexicon.near("ull") == {}
    assert lost_a_letter("hok", "hook")
    assert not lost_a_letter("hok", "hooks")


def test_more_errors_make_a_term_less_near(lexicon: Lexicon) -> None:
    one, two = lexicon.near("synchronos"), lexicon.near("synchornos")
    assert 1 > one["synchronous"] > two["synchronous"] > 0.5


def test_words_run_together_come_apart(lexicon: Lexicon) -> None:
    assert lexicon.parts("ephemeralstorage") == ("ephemeral", "storag")
    assert lexicon.parts("thelayers") == ("layer",)
    assert lexicon.parts("ephemeral") == lexicon.parts("withthe") == ()


def test_a_half_typed_word_may_become_several(lexicon: Lexicon) -> None:
    assert set(lexicon.completions("dyn")) == {"dynamodb"}
    assert lexicon.completions("dy") == {}


def test_a_rarer_term_weighs_more_and_one_of_prose_alone_less(
    lexicon: Lexicon,
) -> None:
    assert lexicon.rows("timeout") > lexicon.rows("layer") > 0 == lexicon.rows("xyzzy")
    assert lexicon.weight("layer") > lexicon.weight("timeout")
    assert lexicon.rows("farg") == lexicon.rows("layer")
    assert lexicon.weight("farg") < lexicon.weight("layer")


def test_only_the_nearest_of_several_candidates_count() -> None:
    assert nearest("timout", ["timeout", "timeouts", "tomato"], 1) == {"timeout": 1}
    assert nearest("timout", ["timeouts"], 1) == {}


def test_in_four_letters_a_changed_one_makes_another_word() -> None:
    assert nearest("bake", ["make", "back"], 1) == {}
    assert nearest("teir", ["tier", "their"], 1) == {"tier": 1, "their": 1}


@given(st.text("abc", max_size=8), st.text("abc", max_size=8), st.integers(1, 3))
def test_a_distance_beyond_what_is_asked_is_cut_off(
    one: str, other: str, most: int
) -> None:
    assert distance(one, other, most) == min(distance(one, other, 9), most + 1)


@given(st.text("abcdef", min_size=4, max_size=8), st.data())
def test_one_slip_of_the_finger_is_one_error(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 2))
    letters = list(word)
    letters[place : place + 2] = reversed(letters[place : place + 2])
    assert distance("".join(letters), word, 2) <= 1
    assert distance(word[:place] + word[place + 1 :], word, 2) == 1
    assert errors_allowed(word) >= 1
