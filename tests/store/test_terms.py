from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.content.units import KNOWN_UNITS, SPELLINGS
from studyapp.store.amounts import UNITS, amount, unit_of
from studyapp.store.spelling import distance, errors_allowed, halves
from studyapp.store.terms import phrase_key, split, terms

LETTERS = {"time": "s", "size": "b", "bits": "r", "month": "y", "%": "p"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("900 seconds", "15m"),
        ("900s", "fifteen minutes"),
        ("0.5 gb", "512MB"),
        ("10,240 MB", "10 GiB"),
        ("1.5 h", "90 min"),
        ("/tmp", "tmp"),  # noqa: S108
        ("λ@edge", "Lambda@Edge"),
        ("gb-s", "GB-seconds"),
        ("per GB second", "GB-s"),
        ("10k", "10,000"),
        ("$0.20", "0.2 USD"),
        ("20%", "20 percent"),
        ("retries", "retry"),
        ("throttled", "throttling"),
        ("invocations", "invoke"),
        ("concurrency", "concurrent"),
        ("maximum timeout", "longest timeout"),
        ("DLQ", "dead-letter"),
        ("python3.12", "Python 3.12"),
        ("1M requests", "1 million requests"),
        ("What is the timeout of a function?", "function's timeout"),
    ],
)
def test_spellings_of_one_thing_give_the_same_terms(one: str, other: str) -> None:
    assert phrase_key(terms(one)) == phrase_key(terms(other))


@pytest.mark.parametrize("word", ["s3", "arm64", "sha256", "ec2", "x86"])
def test_names_with_digits_stay_whole(word: str) -> None:
    assert terms(word) == [word]


def test_a_product_of_units_is_not_its_first_unit() -> None:
    assert terms("10 GB-s") == ["n10", "gbs"]


@pytest.mark.parametrize(
    "symbol", sorted(s for s, (kind, _) in KNOWN_UNITS.items() if kind in LETTERS)
)
def test_units_agree_with_those_of_the_content(symbol: str) -> None:
    dimension, factor = KNOWN_UNITS[symbol]
    word = "percent" if symbol == "%" else symbol.lower()
    letter, known = UNITS[unit_of(word)]
    assert (letter, Decimal(known)) == (LETTERS[dimension], factor)


@pytest.mark.parametrize("spelling", sorted(SPELLINGS))
def test_spellings_that_content_knows_are_understood(spelling: str) -> None:
    symbol = SPELLINGS[spelling]
    if KNOWN_UNITS[symbol][0] in {"time", "size"} and spelling.isascii():
        assert UNITS[spelling] == UNITS[unit_of(symbol.lower())]


@given(st.decimals(min_value=0, max_value=10**12, places=6))
def test_an_amount_is_exact_and_one_term(number: Decimal) -> None:
    term = amount(f"{number:f}")
    assert term.isalnum()
    assert Decimal(term[1:].replace("d", ".")) == number


@given(st.text())
def test_any_text_can_be_split(text: str) -> None:
    words = split(text)
    assert all(word and not word.isspace() for word in words)
    assert all(term for term in terms(text))


@pytest.mark.parametrize(
    ("one", "other", "errors"),
    [
        ("timeout", "timeout", 0),
        ("timout", "timeout", 1),
        ("memroy", "memory", 1),
        ("tiemuot", "timeout", 2),
        ("weather", "timeout", 3),
    ],
)
def test_errors_are_letters_added_lost_changed_or_swapped(
    one: str, other: str, errors: int
) -> None:
    assert distance(one, other, 2) == errors


@given(st.text("abcd", max_size=7), st.text("abcd", max_size=7))
def test_the_distance_is_symmetric(one: str, other: str) -> None:
    assert distance(one, other, 9) == distance(other, one, 9)


def test_short_words_are_not_corrected() -> None:
    assert list(map(errors_allowed, ("tmp", "quota", "timeout"))) == [0, 1, 2]


def test_one_error_leaves_a_half_of_the_word() -> None:
    assert halves("timout") == ["tim", "out"]
    assert halves("tmp") == []
