"""Readiness over a real file: what counts, what is said, and what is foretold."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from studyapp.content.library import Library
from studyapp.errors import UsageError
from studyapp.paths import bundled_roots
from studyapp.practice.readiness import Evidence
from studyapp.practice.responses import Chosen
from studyapp.practice.wishes import ExamWish
from studyapp.services.areas import OWN, TOPICS, areas_of
from studyapp.services.exam_start import start_exam
from studyapp.services.first_attempts import Repeats, read_attempts
from studyapp.services.forecasting import forecast, scored_forecasts
from studyapp.services.lambda_part import lambda_part
from studyapp.services.readiness import Readiness, known_readiness, readiness
from studyapp.services.readiness_words import cells, limits, span, verdict
from studyapp.services.sitting import Sitting
from studyapp.services.study import Study, open_study
from studyapp.settings import Settings
from tests.conftest import PROJECT, OpenStudy
from tests.question_bank import answer, answer_three_in_four, bank_ids, write_bank


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the bank, and beside it a learner's file that has it."""
    folder = tmp_path_factory.mktemp("bank")
    root = write_bank(folder / "content", PROJECT / "tests" / "data" / "sample")
    open_study(folder / "study.sqlite3", [str(root)], Settings()).close()
    return root


@pytest.fixture
def study(open_sample: OpenStudy, bank: Path, tmp_path: Path) -> Study:
    (tmp_path / "learner").mkdir()
    shutil.copy(bank.parent / "study.sqlite3", tmp_path / "learner")
    return open_sample(bank, exam="DVA-C03")


def sit(study: Study, right: int) -> Sitting:
    """Sit a mock exam of 65 items, the first `right` of them right."""
    sitting = start_exam(study, ExamWish("DVA-C03", seed="mock"), lambda: 0)
    for number, question in enumerate(sitting.questions):
        keys = sitting.shown(question).question.keys
        sitting.answer(question, Chosen(keys if number < right else frozenset({3})))
    sitting.submit()
    return sitting


def said(known: Readiness) -> str:
    return " ".join((verdict(known), *limits(known)))


def test_under_thirty_answers_the_missing_ones_are_told_and_no_number(
    study: Study,
) -> None:
    answer_three_in_four(study, 29)
    known = readiness(study)
    assert (known.missing, known.band, known.areas) == (1, None, ())
    assert known.evidence is Evidence.NONE
    assert "1 more first answer to exam questions" in said(known)
    assert "%" not in said(known)


def test_under_sixty_answers_the_chance_is_told_in_quarters(study: Study) -> None:
    answer_three_in_four(study, 45)
    known = readiness(study)
    assert known.band is not None
    assert known.band.mark is not None
    assert {known.band.mark.low % 0.25, known.band.mark.high % 0.25} == {0}
    assert said(known).startswith("Early days: ")


def test_a_band_always_comes_with_its_limits(study: Study) -> None:
    answer_three_in_four(study, 120)
    known = readiness(study)
    assert known.band is not None
    assert known.band.low < known.band.expected < known.band.high
    assert known.part.exam.code == "DVA-C03"
    assert "the Lambda part, not the whole exam" in said(known)
    assert "as hard as the exam's" in said(known)
    assert "66-74 % is taken for it" in said(known)
    assert sum(area.attempts for area in known.areas) == known.attempts == 120


def test_only_the_first_attempt_at_a_question_counts(study: Study) -> None:
    answer_three_in_four(study, 40)
    before = readiness(study)
    answer(study, "again", [(q, True) for q in bank_ids(study)[:40]])
    after = readiness(study)
    assert after.band == before.band
    assert after.repeats == Repeats(right=40, asked=40)
    assert "40 repeats (40 right) do not count" in said(after)


def test_drills_and_questions_that_left_the_library_do_not_count(
    study: Study,
) -> None:
    answer(study, "mixed", [("drill:gb-seconds:7:numeric", True), ("gone-001", True)])
    assert read_attempts(study).first == ()


def test_more_right_answers_make_more_ready(study: Study) -> None:
    expected = []
    for quiz, right in enumerate((20, 30, 40)):
        asked = bank_ids(study)[40 * quiz : 40 * (quiz + 1)]
        answer(study, f"quiz {quiz}", [(q, i < right) for i, q in enumerate(asked)])
        band = readiness(study).band
        assert band is not None
        expected.append(band.expected)
    assert expected == sorted(expected)


def test_the_table_of_predictions_appears_with_a_hundred_answers(
    study: Study,
) -> None:
    answer_three_in_four(study, 99)
    assert readiness(study).reliability == ()
    answer(study, "one more", [(bank_ids(study)[99], True)])
    assert sum(row.answers for row in readiness(study).reliability) == 100


def test_a_version_takes_the_questions_of_the_one_beside_it(study: Study) -> None:
    asked = set(bank_ids(study))
    assert lambda_part(study).weights.keys() == asked
    assert lambda_part(study, "dva-c02").weights.keys() == asked


def test_the_domains_weigh_what_the_guide_says(study: Study) -> None:
    part = lambda_part(study)
    of_domain_two = [w for q, w in part.weights.items() if int(q[-3:]) % 4 == 1]
    assert sum(of_domain_two) == pytest.approx(part.exam.domains[1].weight)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("DVA-C3", "there is no exam 'DVA-C3'; did you mean 'DVA-C03'?"),
        ("CLF-C02", "there are no questions about CLF-C02; choose one of DVA-C02"),
    ],
)
def test_an_exam_that_cannot_be_foretold_is_refused_with_a_way_out(
    study: Study, code: str, sentence: str
) -> None:
    with pytest.raises(UsageError) as refused:
        readiness(study, code)
    assert sentence in str(refused.value)


def test_without_exams_there_is_no_readiness(open_sample: OpenStudy) -> None:
    assert known_readiness(open_sample()) is None


def test_every_topic_of_the_bundled_content_belongs_to_one_area() -> None:
    topics = [topic for members in TOPICS.values() for topic in members]
    files = {path.stem for path in Path(bundled_roots()[0]).glob("*.md")}
    assert sorted(topics) == sorted(files - {"exams"})


def test_topics_of_the_learners_own_are_an_area_of_their_own(study: Study) -> None:
    library = study.library
    kept = {q: one for q, one in library.questions.items() if q.startswith("bank")}
    stray = Library(facts={}, questions=kept)
    assert areas_of(stray).names == (OWN,)
    assert areas_of(library).names == (
        "Concurrency and limits",
        "Invocation and errors",
        "Queues and streams",
        "Security and networks",
    )


@pytest.mark.parametrize(("right", "held"), [(49, True), (10, False)])
def test_a_mock_exam_is_foretold_at_its_start_and_scored_at_its_end(
    study: Study, right: int, *, held: bool
) -> None:
    answer_three_in_four(study, 40)
    assert scored_forecasts(study) == ()
    sitting = sit(study, right)
    (scored,) = scored_forecasts(study)
    assert scored.exam == sitting.session.plan.id
    new = [q not in bank_ids(study)[:40] for q in sitting.questions]
    assert (scored.items, scored.right) == (sum(new), sum(new[:right]))
    assert scored.low < scored.expected < scored.high
    assert scored.held is held


def test_a_forecast_is_void_when_a_question_was_met_elsewhere_meanwhile(
    study: Study,
) -> None:
    answer_three_in_four(study, 40)
    sitting = start_exam(study, ExamWish("DVA-C03"), lambda: 0)
    new = next(q for q in sitting.questions if q not in bank_ids(study)[:40])
    answer(study, "a quiz between", [(new, True)])
    sitting.submit()
    assert scored_forecasts(study) == ()


def test_an_exam_given_up_is_not_scored(study: Study) -> None:
    answer_three_in_four(study, 40)
    start_exam(study, ExamWish("DVA-C03"), lambda: 0).abandon()
    assert scored_forecasts(study) == ()


def test_nothing_is_foretold_without_answers_or_without_new_questions(
    study: Study,
) -> None:
    form = bank_ids(study)[:50]
    assert forecast(study, form) == {}
    answer_three_in_four(study, 50)
    assert forecast(study, form) == {}
    assert forecast(study, bank_ids(study)[45:60]) != {}


def test_ranges_are_told_in_whole_per_cent_and_drawn_in_at_least_one_cell() -> None:
    assert span(0.656, 0.744) == "66-74 %"
    assert span(0.7, 0.701) == "70 %"
    assert cells(0.0, 1.0, 40) == (0, 40)
    assert cells(1.0, 1.0, 40) == (39, 40)
    assert cells(0.5, 0.5, 40) == (20, 21)
