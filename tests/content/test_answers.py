"""What counts as the same answer when a learner types it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from studyapp.content.answers import Match, can_be_typed, compare, read_number
from studyapp.content.quantity import Quantity, Text, parse_quantity, parse_value

RIGHT = [
    ("15m", "900 s"),
    ("900", "900 s"),
    ("15 minutes", "900 s"),
    ("0.25 hours", "900 s"),
    ("10 GB", "10,240 MB"),
    ("10240", "10,240 MB"),
    ("10240mb", "10,240 MB"),
    ("128 - 10240 MB", "128 to 10,240 MB"),
    ("128 MB to 10 GB", "128 to 10,240 MB"),
    ("1k", "1,000 concurrent executions"),
    ("1,000 executions", "1,000 concurrent executions"),
    ("1000 per 10s", "1,000 execution environments per 10 s"),
    ("1000 environments every 10 s", "1,000 execution environments per 10 s"),
    ("1000", "1,000 execution environments per 10 s"),
    ("1M", "1,000,000 requests/month"),
    ("$0.20", "0.20 USD/1M requests"),
    ("$0.20 per million requests", "0.20 USD/1M requests"),
    ("0.0000166667", "0.0000166667 USD/GB-s"),
    ("400k GB-s", "400,000 GB-s/month"),
    ("400,000 gb-seconds", "400,000 GB-s/month"),
    ("20%", "20 %"),
    ("10240M", "10,240 MB"),
    ("4K", "4 KB"),
    ("one", "1 layer"),
    ("Twenty percent", "20 %"),
    ("fifteen minutes", "900 s"),
    ("one to twelve hours", "1 to 12 h"),
    ("2B", "2,000,000,000 requests"),
    ("6B", "6,000,000,000 GB-s/month"),
]

NOT_RIGHT = [
    ("15", "900 s", Match.NO_UNIT),
    ("10", "10,240 MB", Match.NO_UNIT),
    ("1 to 12", "60 s to 12 h", Match.NO_UNIT),
    ("14", "900 s", Match.WRONG),
    ("15 s", "900 s", Match.WRONG),
    ("5 MB", "6 h", Match.WRONG_UNIT),
    ("15m", "128 MB", Match.WRONG_UNIT),
    ("15m", "15,000,000 MB", Match.WRONG_UNIT),
    ("hello", "6 h", Match.UNREADABLE),
    ("?!", "6 h", Match.UNREADABLE),
    ("6 #", "6 h", Match.UNREADABLE),
    ("about 128 to 10240", "128 to 10,240 MB", Match.UNREADABLE),
    ("2 days", "6 h", Match.WRONG),
    ("950", "900 s", Match.CLOSE),
    ("128", "128 to 10,240 MB", Match.WRONG),
    ("100 per 10 s", "1,000 execution environments per 10 s", Match.WRONG),
    ("1000 per s", "1,000 execution environments per 10 s", Match.WRONG),
]


@pytest.mark.parametrize(("typed", "value"), RIGHT)
def test_spellings_of_one_amount_are_the_same_answer(typed: str, value: str) -> None:
    assert compare(typed, parse_value(value)).match is Match.RIGHT


@pytest.mark.parametrize(("typed", "value", "match"), NOT_RIGHT)
def test_another_amount_is_not_right(typed: str, value: str, match: Match) -> None:
    assert compare(typed, parse_value(value)).match is match


def test_only_what_can_be_graded_is_not_asked_about_again() -> None:
    value = parse_value("900 s")
    assert compare("15", value).question == "15 of what? Type it with its unit."
    assert compare("any time", value).question.startswith('"any time" cannot be read')
    for understandable in ("15 s", "5 MB", "950", "15 min"):
        assert compare(understandable, value).question == ""
    assert read_number("twelve", "s") == 12


def test_a_letter_that_may_be_a_unit_is_read_as_one() -> None:
    assert compare("15m", parse_value("128 MB")).understood == "15 min"
    assert read_number("15m", "MB") is None
    assert read_number("15M", "MB") == read_number("15m", "min") == 15
    assert read_number("15m", "requests") == 15_000_000


def test_words_are_not_answered_by_typing() -> None:
    assert not can_be_typed(Text("in the execution role"))
    assert compare("anything", Text("in the execution role")).match is Match.UNREADABLE


@given(
    st.decimals(min_value=1, max_value=10**6, places=0),
    st.sampled_from(["s", "ms", "MB", "GB", "requests", "USD", "day", "%"]),
)
def test_every_quantity_is_its_own_right_answer(number: object, unit: str) -> None:
    quantity = parse_quantity(f"{number} {unit}")
    assert compare(str(quantity), quantity).match is Match.RIGHT


@given(st.text(max_size=40))
@example("1" + "0" * 40)
def test_no_typed_text_is_an_error(typed: str) -> None:
    for value in (
        Quantity(parse_quantity("900 s").number, "s"),
        parse_value("1 to 2 h"),
    ):
        assert compare(typed, value).match in Match
