"""Rules on one question: what trips them, and that a sound question does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from studyapp.content.documents import QuestionKind
from studyapp.content.lint.evidence import (
    REVIEW_DAYS,
    Evidence,
    check_evidence,
)
from studyapp.content.lint.item import Item
from studyapp.content.lint.length import check_length, reading_grade
from studyapp.content.lint.mix import cross_cues
from studyapp.content.lint.shape import check_shape, near_duplicates
from studyapp.content.lint.wording import check_wording
from studyapp.content.quizdown_file import IMPORTED
from studyapp.content.services import Service, Services
from studyapp.errors import Problem, Severity
from tests.content.lint.items import OPTIONS, REASONS, STEM, make_item, of_kind

SERVICES = Services.of(
    [
        Service("S3", "Amazon Simple Storage Service"),
        Service("API Gateway", "Amazon API Gateway"),
        Service("OpsWorks", "AWS OpsWorks", "2024-05-26"),
    ]
)
TODAY = date(2026, 11, 21)


def every_rule(item: Item) -> list[Problem]:
    evidence = Evidence({}, SERVICES, TODAY)
    return [
        *check_length(item),
        *check_wording(item),
        *check_shape(item, SERVICES),
        *check_evidence(item, evidence),
        *near_duplicates([item]),
        *cross_cues([item]),
    ]


def with_option(place: int, text: str) -> Item:
    options = list(OPTIONS)
    options[place] = text
    return make_item(options=options)


def messages(problems: Iterator[Problem]) -> str:
    return " | ".join(problem.message for problem in problems)


def test_a_sound_question_trips_no_rule() -> None:
    assert every_rule(make_item()) == []


def test_a_sound_question_with_two_answers_trips_no_rule() -> None:
    item = make_item(stem=f"{STEM} (Choose TWO.)", keys=frozenset({0, 1}))
    assert every_rule(item) == []


@pytest.mark.parametrize(
    ("key", "severity"),
    [
        ("Lower the timeout of the parcel tracker by some", None),
        ("Lower the timeout of the parcel tracker to two secs.", Severity.WARNING),
        (
            "Lower the timeout of the parcel tracker to a few seconds at the most",
            Severity.ERROR,
        ),
    ],
)
def test_a_key_may_be_a_quarter_longer_and_not_half(
    key: str, severity: Severity | None
) -> None:
    found = {problem.severity for problem in check_length(with_option(1, key))}
    assert found == ({severity} if severity else set())


def test_a_long_distractor_is_no_cue() -> None:
    longer = OPTIONS[0] + " and of the three functions beside it"
    assert list(check_length(with_option(0, longer))) == []


def test_a_professional_exam_may_tell_a_longer_story() -> None:
    long = make_item(stem=("The tracker is slow. " * 35) + "Which change helps?")
    skills = tuple(replace(s, exam="DOP-C02") for s in long.question.skills)
    professional = replace(long, question=replace(long.question, skills=skills))
    assert "143 words" in messages(check_length(long))
    assert list(check_length(professional)) == []


def test_reading_grade_follows_flesch_and_kincaid() -> None:
    # 6 words, 1 sentence, 6 syllables: 0.39 * 6 + 11.8 - 15.59
    assert reading_grade("The cat sat on the mat.") == pytest.approx(-1.45)
    assert reading_grade("") == 0


@pytest.mark.parametrize(
    "option",
    [
        "All of the above",
        "None of these",
        "Both of the options",
        "A and C",
        "Either of the above",
    ],
)
def test_an_option_may_not_speak_of_other_options(option: str) -> None:
    assert "speaks of other options" in messages(check_wording(with_option(3, option)))


@pytest.mark.parametrize(
    "option",
    ["Read all of the messages", "Put both of the functions into a VPC of their own"],
)
def test_all_and_both_may_count_things(option: str) -> None:
    assert "other options" not in messages(check_wording(with_option(3, option)))


@pytest.mark.parametrize(
    ("lead_in", "is_negative"),
    [
        ("Which change does NOT help?", True),
        ("Which of these is not a cause?", True),
        ("All help, except for one which?", True),
        ("Which change is LEAST likely to help?", True),
        ("Why does the function not run?", False),
        ("Which change helps those that are not customers?", False),
        ("Which change has the LEAST operational overhead?", False),
    ],
)
def test_a_stem_asks_for_what_holds(lead_in: str, *, is_negative: bool) -> None:
    item = make_item(stem=f"A tracker is slow. {lead_in}")
    assert ("negative" in messages(check_wording(item))) is is_negative


def test_a_study_question_may_be_negative_in_capitals() -> None:
    loud = make_item(stem="A tracker is slow. Which step is NOT needed?")
    assert list(check_wording(of_kind(loud, QuestionKind.ORDER))) == []


@pytest.mark.parametrize(
    ("option", "rule"),
    [
        ("Repeat what it often asks of its clients", "vague"),
        ("Repeat each of the calls it never makes", "absolute"),
    ],
)
def test_soft_and_hard_words_are_pointed_out(option: str, rule: str) -> None:
    assert rule in messages(check_wording(with_option(2, option)))


def test_names_in_code_marks_are_not_words() -> None:
    assert list(check_wording(with_option(2, "Set the auth type to `NONE`"))) == []


def test_absolutes_in_the_key_too_are_no_cue() -> None:
    options = [OPTIONS[0] + " only", OPTIONS[1] + " only", *OPTIONS[2:]]
    assert list(check_wording(make_item(options=options))) == []


@pytest.mark.parametrize(
    ("stem", "rule"),
    [
        ("Which change helps? The tracker is slow.", "does not end with a question"),
        ("The tracker is slow. Which two changes help?", "says 'two'"),
    ],
)
def test_the_lead_in_fits_the_answer(stem: str, rule: str) -> None:
    assert rule in messages(check_wording(make_item(stem=stem)))


def test_an_instruction_is_as_good_as_a_question() -> None:
    item = make_item(stem="The tracker has five steps. Put them in order.")
    assert list(check_wording(of_kind(item, QuestionKind.ORDER))) == []


@pytest.mark.parametrize(
    ("options", "rule"),
    [
        ([OPTIONS[0], "Lower the `Timeout`", *OPTIONS[2:]], "code formatting"),
        ([OPTIONS[0], "Lower it to 5 seconds", *OPTIONS[2:]], "a digit"),
        (["A b c", "Because of d", "An e f", "The g h"], "begins with a reason"),
        ([OPTIONS[0] + ".", *OPTIONS[1:]], "end with a period"),
        (["Amazon S3", *OPTIONS[1:]], "names of services"),
    ],
)
def test_options_are_alike_in_form(options: list[str], rule: str) -> None:
    assert rule in messages(check_shape(make_item(options=options), SERVICES))


def test_form_that_several_options_share_is_no_cue() -> None:
    options = ["Lower it to 5 s of the run", "Raise it to 9 s of the run", *OPTIONS[2:]]
    assert list(check_shape(make_item(options=options), SERVICES)) == []


@pytest.mark.parametrize(
    ("options", "keep", "rule"),
    [
        (["1 s", "30 s", "2 min", "1 h"], True, ""),
        (["1 s", "30 s", "2 min", "1 h"], False, "shuffled"),
        (["1 s", "2 min", "30 s", "1 h"], True, "out of order"),
        (["5 workers", "50 workers", "20 workers", "90 workers"], True, "out of order"),
        (["$4.50", "$12.00", "$45.00", "$90.10"], True, ""),
        (["1 s", "30 MB", "2 min", "1 h"], False, ""),
    ],
)
def test_amounts_ascend_and_stay_so(
    options: list[str], *, keep: bool, rule: str
) -> None:
    item = make_item(options=options)
    item = replace(item, question=replace(item.question, keep_order=keep))
    found = messages(check_shape(item, SERVICES))
    assert rule in found if rule else found == ""


def test_near_duplicates_name_the_earlier_question() -> None:
    twin = make_item("tracker-2", STEM.replace("minute", "while"))
    other = make_item("tracker-3", "A bakery bakes. Which oven is it?")
    found = list(near_duplicates([make_item(), other, twin]))
    assert len(found) == 1
    assert "'tracker-2': its stem nearly repeats that of 'tracker-1'" in str(found[0])


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Send the calls to AWS Repeater", "'AWS Repeater' is no service"),
        ("Send the calls to Amazon S3 in its AWS Region", ""),
        ("Send the calls to an Amazon API Gateway REST API", ""),
        ("Send the calls by OpsWorks to its clients", "OpsWorks, which AWS has ended"),
    ],
)
def test_services_exist_and_live(text: str, rule: str) -> None:
    found = messages(
        check_evidence(with_option(3, text), Evidence({}, SERVICES, TODAY))
    )
    assert rule in found if rule else found == ""


@pytest.mark.parametrize(
    ("reason", "rule"),
    [
        ("This option is simply not the correct answer here.", "says only that"),
        ("Nobody would ever do such a thing in earnest.", "names no fact"),
        (REASONS[0], "stands under another option"),
    ],
)
def test_a_reason_says_something_of_its_own(reason: str, rule: str) -> None:
    item = make_item(reasons=(*REASONS[:3], reason))
    assert rule in messages(check_evidence(item, Evidence({}, SERVICES, TODAY)))


def test_a_review_lasts_half_a_year() -> None:
    item = make_item()
    last = item.question.reviewed + timedelta(days=REVIEW_DAYS)
    assert list(check_evidence(item, Evidence({}, SERVICES, last))) == []
    late = Evidence({}, SERVICES, last + timedelta(days=1))
    assert "reviewed 181 days ago" in messages(check_evidence(item, late))


def test_imported_questions_owe_no_evidence() -> None:
    item = make_item(reasons=("",))
    bare = replace(item.question, facts=(), reviewed=date.min, tags=(IMPORTED,))
    evidence = Evidence({}, SERVICES, TODAY)
    assert list(check_evidence(replace(item, question=bare), evidence)) == []


def test_a_key_told_by_another_stem_is_found_on_shared_facts_only() -> None:
    teller = make_item(stem=f"They lower the timeout of the parcel tracker. {STEM}")
    other = make_item("tracker-2")
    sharing = replace(
        other, question=replace(other.question, facts=("tracker-1.fact",))
    )
    assert list(cross_cues([teller, other])) == []
    assert "tells the key of 'tracker-2'" in messages(cross_cues([teller, sharing]))


Rule = Callable[[Item], Iterator[Problem]]


@pytest.mark.parametrize("rule", [check_length, check_wording])
def test_a_problem_names_the_place_of_its_question(rule: Rule) -> None:
    long = make_item(stem="slow " * 130)
    assert {str(p.place) for p in rule(long)} == {"questions/tracker.md:6"}
