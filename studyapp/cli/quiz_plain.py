"""A quiz line by line: question, answer, verdict with every rationale, summary.

Shared by `quiz` and `drill`; nothing is told by colour or place.
"""

from __future__ import annotations

from decimal import Decimal

from studyapp.cli.diagnostics import OK
from studyapp.cli.plain import EndOfInput, Stopwatch, ask, tell
from studyapp.content.answers import read_number
from studyapp.content.documents import QuestionKind
from studyapp.practice.responses import Chosen, Number, Response
from studyapp.services.quizzing import Quizzing
from studyapp.services.showing import Explained, ShownQuestion
from studyapp.services.study import Study

_LETTERS = "ABCDEFGH"


def run_plain(study: Study, quizzing: Quizzing) -> int:
    """Ask what is left of a quiz; return the exit status."""
    try:
        while (shown := quizzing.current) is not None:
            _one(quizzing, shown)
    except EndOfInput:
        tell("The quiz is saved; 'studyapp quiz' goes on with it.")
    _summary(study, quizzing)
    return OK


def _one(quizzing: Quizzing, shown: ShownQuestion) -> None:
    watch = Stopwatch()
    tell()
    tell(f"Question {shown.number} of {shown.total}")
    if shown.exhibit:
        tell(shown.exhibit)
    tell(shown.stem)
    for letter, option in zip(_LETTERS, shown.options, strict=False):
        tell(f"{letter}. {option.text}", "  ")
    response = _response(shown)
    _explain(shown, quizzing.submit(response, watch.elapsed_ms()), response)


def _response(shown: ShownQuestion) -> Response:
    if shown.question.kind is QuestionKind.NUMERIC:
        return Number(_number(shown))
    return Chosen(_choice(shown))


def _number(shown: ShownQuestion) -> Decimal:
    numeric = shown.question.numeric
    unit = numeric.unit if numeric else ""
    while True:
        text = ask(f"Your answer in {unit} (q to stop):")
        if text.lower() == "q":
            raise EndOfInput
        number = read_number(text, unit)
        if number is not None:
            return number
        tell(f"Write a number in {unit}, such as 12.5.")


def _choice(shown: ShownQuestion) -> frozenset[int]:
    letters = _LETTERS[: len(shown.options)]
    wanted = "letter" if shown.choose == 1 else f"{shown.choose} letters"
    while True:
        text = ask(f"Your answer ({wanted}, q to stop):").upper()
        picked = [c for c in text if c.isalnum()]
        if text == "Q":
            raise EndOfInput
        places = [letters.find(c) for c in picked]
        if len(set(places)) == shown.choose == len(places) and min(places) >= 0:
            return frozenset(shown.options[place].position for place in places)
        sample = letters[: shown.choose]
        tell(f"Write {wanted} of {letters[0]} to {letters[-1]}, such as {sample}.")


def _explain(shown: ShownQuestion, explained: Explained, response: Response) -> None:
    chosen = response.options if isinstance(response, Chosen) else frozenset()
    tell("Right." if explained.right else "Wrong.")
    if explained.mistake:
        tell(f"Your mistake: {explained.mistake}")
    for letter, option in zip(_LETTERS, shown.options, strict=False):
        mark = "right" if option.correct else "wrong"
        yours = ", your answer" if option.position in chosen else ""
        tell(f"{letter} ({mark}{yours}): {option.rationale}", "  ")
    tell(explained.why)
    for fact in explained.facts:
        tell(f"{fact.name}: {fact.long}. {fact.sources[0]}", "  ")
    if explained.brought_forward:
        tell(f"{explained.brought_forward} cards on this come sooner.")


def _summary(study: Study, quizzing: Quizzing) -> None:
    summary = quizzing.summary()
    if not summary.asked:
        return
    tell()
    tell(f"{summary.right} of {summary.asked} right.")
    for score in summary.topics:
        title = study.library.topics[score.topic].title
        tell(f"{title}: {score.right} of {score.asked}", "  ")
    if summary.review:
        tell("Review:")
        for fact_id in summary.review:
            fact = study.library.facts.get(fact_id)
            if fact:
                tell(f"{fact.name}: {fact.long}", "  ")
