"""The calculator's questions, asked in texts on the bundled facts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studyapp.calculator.compare import Comparison
from studyapp.calculator.drills import SKILLS, make_drill
from studyapp.calculator.panel import Concurrency
from studyapp.calculator.price import Bill
from studyapp.content.documents import QuestionKind
from studyapp.content.factbook import FactBook
from studyapp.errors import UsageError
from studyapp.services import scenarios, solving
from studyapp.services.calculating import (
    bill_for,
    concurrency_for,
    retries_for,
    timings,
    visibility_for,
)
from studyapp.services.drilling import DrillId, as_question
from studyapp.services.study import Study, open_study
from studyapp.settings import Settings
from tests.conftest import PROJECT, Clock

WEB = {"requests": "3M", "duration": "120ms", "memory": "1536MB"}


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    path: Path = tmp_path_factory.mktemp("learner") / "study.sqlite3"
    roots = [str(PROJECT / "content"), str(PROJECT / "questions")]
    opened = open_study(path, roots, Settings(), now=Clock())
    yield opened
    opened.close()


@pytest.fixture
def book(study: Study) -> FactBook:
    return study.library.book


def panel(book: FactBook, **texts: str) -> Concurrency:
    found = concurrency_for({"rps": "500", "duration": "200ms", **texts}, book)
    assert isinstance(found, Concurrency)
    return found


@pytest.mark.parametrize(
    ("texts", "binding", "limit"),
    [
        ({}, "account quota", 1000),
        ({"shards": "4", "factor": "5"}, "shards x factor", 20),
        ({"queue_maximum": "50", "groups": "12"}, "SQS concurrency", 12),
        ({"reserved": "80"}, "reserved concurrency", 80),
    ],
)
def test_the_limit_that_binds_is_named(
    book: FactBook, texts: dict[str, str], binding: str, limit: int
) -> None:
    found = panel(book, **texts)
    assert found.concurrency == 100
    assert found.binding == binding
    assert int(found.limits[0].value) == limit
    assert found.is_enough == (limit >= 100)


def test_the_way_there_is_timed_by_scaling_and_by_provisioning(book: FactBook) -> None:
    now, ready = timings(panel(book, rps="20k", provisioned="500"), book)
    assert now.value.unit == "s"
    assert now.value.number > 0
    assert ready.value.number > 0


def test_a_source_that_is_out_of_range_is_named_with_its_field(book: FactBook) -> None:
    problems = concurrency_for(
        {"rps": "5", "duration": "1s", "shards": "1", "factor": "99"}, book
    )
    assert isinstance(problems, tuple)
    assert problems[0].field == "factor"


def test_the_visibility_timeout_and_the_retries_follow_their_facts(
    book: FactBook,
) -> None:
    assert str(visibility_for("30s", "10s", book).value) == "190 s"
    timeline = retries_for("5s", None, book)
    assert [int(attempt.begins) for attempt in timeline.attempts] == [0, 65, 190]
    assert len(retries_for("5s", "1", book).attempts) == 2


def test_a_scenario_comes_back_by_its_name_until_it_is_forgotten(
    study: Study, book: FactBook
) -> None:
    scenarios.save(study, "web", WEB)
    scenarios.save(study, "web", {**WEB, "memory": "1GB"})
    texts = scenarios.saved_as(study, "web")
    assert texts["memory"] == "1GB"
    bill = bill_for(texts, book)
    assert isinstance(bill, Bill)
    scenarios.forget(study, "web")
    with pytest.raises(UsageError, match="no scenario 'web'"):
        scenarios.saved_as(study, "web")


def test_two_scenarios_show_which_line_moved_the_total(book: FactBook) -> None:
    found = solving.comparison_of(WEB, {**WEB, "memory": "3GB"}, book)
    assert isinstance(found, Comparison)
    assert [change.field for change in found.changes] == ["memory"]
    assert found.mover is not None
    assert found.mover.key == "duration"


def test_a_goal_without_its_bound_says_what_to_write(book: FactBook) -> None:
    with pytest.raises(UsageError, match="--budget is missing"):
        solving.solve("memory", solving.Goal(WEB), book)
    answer = solving.solve("memory", solving.Goal(WEB, budget="20"), book)
    assert answer.binding == "budget"


def test_every_published_example_agrees_or_is_explained(book: FactBook) -> None:
    outcomes = solving.verify_examples(book)
    assert len(outcomes) == 17
    assert [o.example.id for o in outcomes if not o.passes] == []


def test_provisioned_concurrency_pays_in_some_regions_only(book: FactBook) -> None:
    found = solving.break_even_of(None, book)
    assert {b.pays for b in found} == {True, False}


@pytest.mark.parametrize("skill", SKILLS)
def test_the_working_of_a_drill_is_a_sentence(book: FactBook, skill: str) -> None:
    identity = DrillId(skill, 1, QuestionKind.NUMERIC)
    why = as_question(make_drill(skill, 1, book), identity, book).why
    assert why[0].isupper()
    assert why.endswith(".")
