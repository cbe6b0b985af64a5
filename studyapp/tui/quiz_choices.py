"""What can be asked in a quiz, as rows: run modes, skills, and a wish of one's own.

Pure: values in, rows and wishes out; it begins nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from studyapp.content.documents import Exam, QuestionKind
from studyapp.practice.form import EXAM_KINDS
from studyapp.practice.selection import QuizMode, Standing
from studyapp.practice.wishes import QuizWish
from studyapp.services.quiz_counts import QuizCounts
from studyapp.tui.pages import plain
from studyapp.tui.widgets.result_list import Result

START, COUNT = "*start", "*count"
BLANK = "   "
_COUNTS = (5, 10, 20, 40, 80)
_STATUS = "status:"
_KIND = "kind:"
_TOPIC = "topic:"
_MODES = (
    (QuizMode.QUICK, "Quick 10", "What is to return first, then what is new."),
    (QuizMode.MISSED, "Missed", "What you last answered wrongly."),
    (QuizMode.UNSURE, "Unsure", "Right answers that were guesses."),
    (QuizMode.WEAKEST, "Weakest topics", "From the topics with your lowest scores."),
    (QuizMode.UNSEEN, "Unseen", "What you have never been asked."),
)
_STATUS_HELP = {
    Standing.MISSED: "Last answered wrongly.",
    Standing.UNSEEN: "Never asked.",
    Standing.UNSURE: "Right, as a guess.",
    Standing.KNOWN: "Right, and not a guess.",
}


def mode_rows(counts: QuizCounts) -> list[Result]:
    """Return the modes that need nothing more, with what they draw from."""
    return [
        Result(mode.value, title, _stock(mode, counts), detail, BLANK)
        for mode, title, detail in _MODES
    ]


def _stock(mode: QuizMode, counts: QuizCounts) -> str:
    if mode is QuizMode.WEAKEST:
        return "3 topics"
    return questions(counts.of(QuizWish(mode)))


def questions(count: int) -> str:
    """Return a number of questions in words."""
    return "1 question" if count == 1 else f"{count} questions"


def skill_rows(counts: QuizCounts, code: str, exam: Exam | None) -> list[Result]:
    """Return the domains of an exam, each over its skills, with their counts."""
    names = [domain.name for domain in exam.domains] if exam else []
    rows: list[Result] = []
    shown = ""
    for number, count in counts.by_skill(code).items():
        domain = number.partition(".")[0]
        if domain != shown:
            shown = domain
            place = int(domain) - 1 if domain.isdecimal() else -1
            name = plain(names[place]) if 0 <= place < len(names) else f"{domain}"
            whole = counts.of(QuizWish(QuizMode.SKILL, skills=(f"{code} {domain}",)))
            title = f"Domain {domain}: {name}"
            said = "The whole domain, as exams ask it."
            rows.append(Result(f"{code} {domain}", title, questions(whole), said))
        said = f"Skill {number} of {code}."
        rows.append(
            Result(f"{code} {number}", f"{number}", questions(count), said, "  ")
        )
    return rows


@dataclass(frozen=True, slots=True)
class Custom:
    """A wish of one's own, as far as it is made."""

    wish: QuizWish = field(
        default_factory=lambda: QuizWish(QuizMode.CUSTOM, standings=frozenset(Standing))
    )

    def stepped(self, step: int) -> Custom:
        """Return it with another number of questions."""
        here = min(range(len(_COUNTS)), key=lambda i: abs(_COUNTS[i] - self.wish.count))
        count = _COUNTS[(here + step) % len(_COUNTS)]
        return Custom(replace(self.wish, count=count))

    def toggled(self, key: str) -> Custom:
        """Return it with the status, kind or topic of a row taken in or out."""
        wish, name = self.wish, key.partition(":")[2]
        if key.startswith(_STATUS):
            return Custom(
                replace(wish, standings=wish.standings ^ {Standing(int(name))})
            )
        if key.startswith(_KIND):
            return Custom(replace(wish, kinds=wish.kinds ^ {QuestionKind(name)}))
        topics = tuple(sorted(set(wish.topics) ^ {name}))
        return Custom(replace(wish, topics=topics))

    def lack(self, found: int) -> str:
        """Return what has to be marked before there is anything to ask."""
        if not self.wish.standings:
            return "Mark a status first."
        if not self.wish.kinds:
            return "Mark a kind first."
        return "" if found else "No question fits; mark more."


def custom_rows(
    custom: Custom, counts: QuizCounts, titles: Mapping[str, str]
) -> list[Result]:
    """Return every row of the choice; `titles` of topics by id."""
    wish = custom.wish
    found = 0 if custom.lack(1) else counts.of(wish)
    asked = min(wish.count, found)
    return [
        Result(START, "Start", f"{asked} of {questions(found)}", "Begin.", "  >"),
        Result(
            COUNT, "Number of questions", f"< {wish.count} >", "- + change it.", BLANK
        ),
        *_statuses(wish, counts),
        *_kinds(wish, counts),
        *_topics(wish, counts, titles),
    ]


def _statuses(wish: QuizWish, counts: QuizCounts) -> list[Result]:
    by_standing = counts.by_standing()
    return [
        Result(
            f"{_STATUS}{standing.value}",
            f"Status: {standing.name.lower()}",
            questions(by_standing[standing]),
            _STATUS_HELP[standing],
            _box(standing in wish.standings),
        )
        for standing in Standing
    ]


def _kinds(wish: QuizWish, counts: QuizCounts) -> list[Result]:
    by_kind = counts.by_kind()
    return [
        Result(
            f"{_KIND}{kind.value}",
            f"Kind: {kind.value}{'' if kind in EXAM_KINDS else ', for study'}",
            questions(by_kind[kind]),
            "As in the exams." if kind in EXAM_KINDS else "Not asked by the exams.",
            _box(kind in wish.kinds),
        )
        for kind in QuestionKind
    ]


def _topics(
    wish: QuizWish, counts: QuizCounts, titles: Mapping[str, str]
) -> list[Result]:
    by_topic = counts.by_topic()
    return [
        Result(
            f"{_TOPIC}{topic}",
            plain(title),
            questions(by_topic[topic]),
            "With no topic marked, all are asked.",
            _box(topic in wish.topics),
        )
        for topic, title in titles.items()
        if topic in by_topic
    ]


def _box(is_marked: object) -> str:
    return "[x]" if is_marked else "[ ]"
