"""A quiz line by line: question, answer, verdict with every rationale, summary.

Shared by `quiz` and `drill`; nothing is told by colour or place.
"""

from __future__ import annotations

from collections.abc import Callable

from studyapp.cli.diagnostics import OK
from studyapp.cli.plain import EndOfInput, Stopwatch, agreed, ask, tell
from studyapp.cli.plain_help import tell_help, tell_services
from studyapp.cli.plain_question import (
    LETTERS,
    answer_text,
    read_answer,
    remedy,
    tell_question,
    wanted,
)
from studyapp.content.documents import QuestionKind
from studyapp.memory.wording import counted
from studyapp.practice.responses import Chosen, Response, right_response
from studyapp.practice.session import Confidence
from studyapp.services.quizzing import Quizzing, unfinished
from studyapp.services.showing import Explained, ShownQuestion
from studyapp.services.study import Study

_HELP = ("q stops, what was answered is kept",)
_KEPT = "The quiz is saved; 'studyapp quiz --plain' goes on with it."


def run_left_or(
    study: Study, start: Callable[[], Quizzing], data: str | None = None
) -> int:
    """Offer the quiz that was left before another is started in its place."""
    left = unfinished(study)
    if left is None:
        return run_plain(study, start(), data)
    place, of = left.session.position, len(left.session.plan.questions)
    tell(f"A quiz was left at question {place} of {of}.")
    try:
        goes_on = agreed("Go on with it? n begins another in its place")
    except EndOfInput:
        tell(_KEPT)
        return OK
    return run_plain(study, left if goes_on else start(), data)


def run_plain(study: Study, quizzing: Quizzing, data: str | None = None) -> int:
    """Ask what is left of a quiz; return the exit status."""
    try:
        while (shown := quizzing.current) is not None:
            _one(quizzing, shown, data)
    except EndOfInput:
        tell(_KEPT)
    _summary(study, quizzing)
    return OK


def tell_explained(shown: ShownQuestion, explained: Explained) -> None:
    """Print the rationale of every option, the takeaway and the facts."""
    response = explained.response
    chosen = response.options if isinstance(response, Chosen) else frozenset()
    has_marks = shown.question.kind in {QuestionKind.SINGLE, QuestionKind.MULTIPLE}
    if explained.mistake:
        tell(f"Your mistake: {explained.mistake}")
    if not has_marks:
        tell(f"The answer: {answer_text(shown, right_response(shown.question))}")
    for letter, option in zip(LETTERS, shown.options, strict=False):
        mark = "right" if option.correct else "wrong"
        yours = ", your answer" if option.position in chosen else ""
        head = f"{letter} ({mark}{yours})" if has_marks else letter
        if option.rationale:
            tell(f"{head}: {option.rationale}", "  ")
    tell(explained.why)
    for fact in explained.facts:
        tell(f"{fact.name}: {fact.long}. {fact.sources[0]}", "  ")


def _one(quizzing: Quizzing, shown: ShownQuestion, data: str | None) -> None:
    watch = Stopwatch()
    tell()
    tell(f"Question {shown.number} of {shown.total}")
    tell_question(shown)
    response, confidence = _answer(shown, data)
    explained = quizzing.submit(response, watch.elapsed_ms(), confidence)
    tell("Right." if explained.right else "Wrong.")
    tell_explained(shown, explained)
    if explained.brought_forward:
        come = "comes" if explained.brought_forward == 1 else "come"
        tell(f"{counted(explained.brought_forward, 'card')} on this {come} sooner.")


def _answer(
    shown: ShownQuestion, data: str | None
) -> tuple[Response, Confidence | None]:
    while True:
        text = ask(f"Your answer ({wanted(shown)}, ? for help, q to stop):")
        if text.lower() == "q":
            raise EndOfInput
        if text in {"?", "??"}:
            tell_help(shown, _HELP, data) if text == "?" else tell_services(data)
            continue
        answer = read_answer(shown, text)
        if answer is not None:
            return answer
        tell(remedy(shown))


def _summary(study: Study, quizzing: Quizzing) -> None:
    summary = quizzing.summary()
    if not summary.asked:
        return
    tell()
    tell(f"{summary.right} of {summary.asked} right.")
    if summary.topics:
        tell(summary.by_topic)
    for score in summary.topics:
        title = study.library.topics[score.topic].title
        tell(f"{title}: {score.right} of {score.asked}", "  ")
    if summary.review:
        tell("Review:")
        for fact_id in summary.review:
            fact = study.library.facts.get(fact_id)
            if fact:
                tell(f"{fact.name}: {fact.long}", "  ")
