"""What can be chosen before an exam, as rows: version, length, mode, past exams.

Values in, rows and words out; it begins nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from studyapp.content.documents import Exam
from studyapp.practice.blueprint import is_published, length, shape
from studyapp.practice.exam_report import Score
from studyapp.practice.exam_session import ExamSession
from studyapp.practice.wishes import ExamMode, ExamWish
from studyapp.services.exam_report import Past
from studyapp.tui.pages import plain
from studyapp.tui.spans import span
from studyapp.tui.widgets.meter import filled_halves
from studyapp.tui.widgets.result_list import Result

GO_ON, BEGIN, ITEMS, MODE = "*go on", "*begin", "*items", "*mode"
SCOPE = (
    "**The Lambda part of an exam**: items about AWS Lambda only, in the mix of the "
    "exam's domains and at its pace. The whole exam asks about much more."
)
_LENGTHS = (10, 20, 30, 50)
_MODE_WORDS = {
    ExamMode.TIMED: "timed",
    ExamMode.UNTIMED: "untimed",
    ExamMode.TUTOR: "tutor",
}
_MODE_HELP = {
    ExamMode.TIMED: "One clock for all items, answers at the end.",
    ExamMode.UNTIMED: "No clock, answers at the end.",
    ExamMode.TUTOR: "No clock, each answer explained at once; a quiz, not scored.",
}
_BAR = 10


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an exam."""

    exam: Exam
    warning: str = ""
    """One sentence on what is wrong with it on the learner's day, or nothing."""
    questions: int = 0
    """How many questions of the bank are tagged for it."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What is chosen so far, among what there is."""

    versions: tuple[Version, ...]
    wish: ExamWish
    left: ExamSession | None = None
    past: tuple[Past, ...] = ()
    lack: str = ""
    """What the bank lacks for the exam as it is chosen, or nothing."""

    @property
    def exam(self) -> Exam | None:
        """The exam that is chosen."""
        exams = (version.exam for version in self.versions)
        return next((exam for exam in exams if exam.code == self.wish.exam), None)

    @property
    def lengths(self) -> tuple[int, ...]:
        """Numbers of items that can be chosen, up to the whole exam."""
        whole = length(self.exam) if self.exam else 0
        return (*(n for n in _LENGTHS if n < whole), whole)


def by_questions(versions: Iterable[Version]) -> tuple[Version, ...]:
    """Return the versions that the bank has most questions for first."""
    return tuple(sorted(versions, key=lambda v: (-v.questions, v.exam.code)))


def first_wish(
    versions: Sequence[Version], asked: ExamWish, preferred: str
) -> ExamWish:
    """Return `asked` with an exam that can be sat, the preferred one if it can.

    It gets a seed, so that what is said of the form before is true of the exam.
    """
    can = [v.exam.code for v in versions if is_published(v.exam)]
    wanted = (asked.exam.upper(), preferred.upper(), *can)
    exam = next((code for code in wanted if code in can), "")
    return replace(asked, exam=exam, seed=asked.seed or secrets.token_hex(4))


def stepped(choices: Choices, key: str, step: int) -> Choices:
    """Return the choices after one step on the row `key`; the same for others."""
    wish = choices.wish
    if key == ITEMS:
        lengths = choices.lengths
        here = wish.items or lengths[-1]
        place = min(range(len(lengths)), key=lambda i: abs(lengths[i] - here))
        wish = replace(wish, items=lengths[(place + step) % len(lengths)])
    elif key == MODE:
        modes = tuple(ExamMode)
        wish = replace(wish, mode=modes[(modes.index(wish.mode) + step) % len(modes)])
    return replace(choices, wish=wish)


def with_exam(choices: Choices, code: str) -> Choices:
    """Return the choices with another exam, at its whole length."""
    wish = replace(choices.wish, exam=code, items=0)
    return replace(choices, wish=wish, lack="")


def choice_rows(choices: Choices) -> list[Result]:
    """Return every row of the screen."""
    return [
        *_left(choices.left),
        *_begin(choices),
        *(_version(version, choices.wish.exam) for version in choices.versions),
        *(_past(past) for past in reversed(choices.past)),
    ]


def trend(past: Sequence[Past]) -> str:
    """Return how first attempts went over the exams, or nothing for fewer than two."""
    shares = [p.first.share for p in past if p.first.asked]
    if len(shares) < 2:
        return ""
    shown = ", ".join(f"{share:.0%}" for share in shares[-6:])
    return f"Items met for the first time, exam by exam: {shown} right."


def _left(session: ExamSession | None) -> list[Result]:
    if session is None:
        return []
    tally, left = session.tally, session.remaining_ms
    stood = f"{span(left or 0)} left; the clock has stood since you left"
    time = "untimed" if left is None else stood
    detail = f"{tally.answered} of {len(session.items)} answered, {time}."
    return [Result(GO_ON, "Go on with your exam", session.plan.exam, detail, ">")]


def _begin(choices: Choices) -> list[Result]:
    exam, wish = choices.exam, choices.wish
    if exam is None:
        return []
    items = wish.items or length(exam)
    form = shape(exam, items)
    timed = wish.mode is ExamMode.TIMED
    time = f", {span(form.limit_ms)}" if timed else ""
    said = f"**! {plain(choices.lack)}** " if choices.lack else ""
    if wish.mode is not ExamMode.TUTOR and form.unscored:
        said += f"{form.unscored} do not count; as in the exam, nobody tells which."
    return [
        Result(BEGIN, f"Begin {exam.code}", f"{items} items{time}", said, ">"),
        Result(ITEMS, "Number of items", f"< {items} >", "", " "),
        Result(
            MODE, "Mode", f"< {_MODE_WORDS[wish.mode]} >", _MODE_HELP[wish.mode], " "
        ),
    ]


def _version(version: Version, chosen: str) -> Result:
    exam, warning = version.exam, version.warning
    if not is_published(exam):
        warning = "AWS has not published its length and domains."
    said = f" **! {plain(warning)}**" if warning else ""
    detail = f"{plain(exam.name)}, {version.questions} questions.{said}"
    mark = "•" if exam.code == chosen else " "
    return Result(exam.code, exam.code, _dates(exam), detail, mark)


def _dates(exam: Exam) -> str:
    parts = []
    if exam.first_day:
        parts.append(f"from {exam.first_day}{_doubt(exam, 'first_day')}")
    if exam.last_day:
        parts.append(f"until {exam.last_day}{_doubt(exam, 'last_day')}")
    return " ".join(parts)


def _doubt(exam: Exam, field: str) -> str:
    return " (not confirmed)" if field in exam.unconfirmed else ""


def _past(past: Past) -> Result:
    score = f"{past.score.right} of {past.score.asked}  {past.score.share:>4.0%}"
    first = ""
    if past.first.asked:
        share = past.first.share
        first = f"First met: {past.first.right} of {past.first.asked}, {share:.0%}. "
    time = f"{span(past.clock_ms)}{', time up' if past.ending == 'time up' else ''}"
    return Result(
        past.id,
        f"{past.began:%Y-%m-%d %H:%M}  {past.exam}",
        f"{text_bar(past.score)}  {score}",
        f"{first}Time {time}.",
        " ",
    )


def text_bar(score: Score, width: int = _BAR) -> str:
    """Return a share as a bar that needs no colour."""
    whole, half = divmod(filled_halves(score.right, score.asked, width), 2)
    filled = "━" * whole + "╸" * half
    return filled + "·" * (width - len(filled))
