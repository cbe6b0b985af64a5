"""The exam line by line: over a pipe, killed in the middle, reported and exported."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from studyapp import paths
from studyapp.cli.exam_plain import run_exam
from studyapp.practice.wishes import ExamWish
from studyapp.services.exam_start import start_exam
from studyapp.services.study import Study, open_study
from studyapp.settings import Settings
from tests.cli.conftest import Run
from tests.exam_bank import write_bank
from tests.services.conftest import Ticks

SIT = """
import sys
from studyapp import paths
root = sys.argv.pop(1)
paths.content_roots = lambda _data=None: (root,)
from studyapp.__main__ import main
sys.exit(main())
"""
ITEM = re.compile(r"^Item (\d+) of 10[^\n]*\n(.*?)^Answer", re.DOTALL | re.MULTILINE)


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    return write_bank(tmp_path / "bank")


@pytest.fixture
def sit(run: Run, bank: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(paths, "content_roots", lambda _data=None: (str(bank),))
    return run


def start(bank: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SIT, str(bank), "exam", *arguments, "--plain"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def say(child: subprocess.Popen[str], typed: str, until: str) -> str:
    """Type lines and return what is printed up to `until`."""
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(typed)
    child.stdin.flush()
    said = ""
    while until not in said:
        character = child.stdout.read(1)
        assert character, said
        said += character
    return said


def items_in(text: str) -> dict[str, str]:
    """Return each item's text, its options as they were shown, by its number."""
    return {
        number: re.sub(r"Your answer so far.*|\(struck out\) ", "", body).strip()
        for number, body in ITEM.findall(text)
    }


def opened(home: Path, bank: Path) -> Study:
    return open_study(home / "study.sqlite3", [str(bank)], Settings())


def test_an_exam_killed_in_the_middle_goes_on_as_it_was(home: Path, bank: Path) -> None:
    began = time.monotonic()
    child = start(bank, "DVA-C03")
    said = say(child, "next\n" * 9 + "go 1\n", "Item 1 of 10")
    said += say(child, "", "Answer")
    answer = "AB sure" if "Choose TWO" in items_in(said)["1"] else "A sure"
    said += say(child, f"{answer}\ngo 3\nflag\nx B\ngo 4\nclear\n", "taken back")
    child.send_signal(signal.SIGKILL)
    child.communicate()
    alive = time.monotonic() - began
    time.sleep(0.3)
    began = time.monotonic()
    child = start(bank, "--resume")
    said_again = say(child, "", "Item 4 of 10")
    said_again += say(child, "go 1\n" + "next\n" * 9, "Item 10 of 10")
    said_again += say(child, "go 3\n", "B. (struck out)")
    assert "1 answered, 1 flagged so far." in said_again
    assert "Item 3 of 10, flagged" in said_again
    rest, _ = child.communicate("table\nsubmit\ny\n")
    alive += time.monotonic() - began
    assert child.returncode == 0
    assert "Without an answer, so wrong: 9." in rest
    before, after = items_in(said), items_in(said_again)
    assert len(before) == 10
    assert {n: text for n, text in after.items() if n in before} == before
    assert_graded(opened(home, bank), seconds=alive)


def assert_graded(study: Study, seconds: float) -> None:
    """Assert that one answer of ten was given, and the time dead was not counted."""
    events = study.journal.events()
    answers = [e.payload for e in events if e.kind == "quiz_answer"]
    assert len(answers) == 10
    given = [answer for answer in answers if answer["response"] is not None]
    assert [answer["confidence"] for answer in given] == ["sure"]
    (clock_ms,) = [e.payload["clock_ms"] for e in events if e.kind == "exam_ended"]
    assert isinstance(clock_ms, int)
    assert 0 < clock_ms <= seconds * 1000
    study.close()


def test_everything_can_be_done_by_words(sit: Run) -> None:
    typed = (
        "?\nflag\nflag\nx Z\nx A\nx A\nsure\nnonsense\nback\n1\npause\n\n"
        "table\nsubmit\nn\nsubmit\ny\n"
    )
    ran = sit("exam", "dva-c03", "--plain", typed=typed)
    assert ran.status == 0
    for told in (
        "DVA-C03: 10 items, 0:",
        "Items that do not count: 2, not told which.",
        "Flagged.",
        "Not flagged any more.",
        "Write x and the letter or number of an",
        "A is struck out.",
        "A is back.",
        "Noted: sure.",
        "Review table: 0 answered, 10 unanswered",
        "Paused",
        "0 of 8 scored items right, 0%.",
    ):
        assert told in ran.out


class TypedTooLate:
    """Standard input of a learner who answers when the clock has run out."""

    def __init__(self, ticks: Ticks) -> None:
        self.ticks = ticks

    def readline(self) -> str:
        self.ticks.now += 20 * 60_000
        return "A\n"

    def isatty(self) -> bool:
        return True


def test_an_answer_that_comes_too_late_is_not_taken_and_the_end_is_told(
    bank: Path,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    study, ticks = opened(home, bank), Ticks()
    monkeypatch.setattr(sys, "stdin", TypedTooLate(ticks))
    sitting = start_exam(study, ExamWish("DVA-C03"), ticks)
    assert run_exam(study, sitting) == 0
    told = capsys.readouterr().out
    assert "The time is up; what was answered is submitted." in told
    assert "Time 20:00 of 20:00" in told
    assert sitting.session.tally.answered == 0
    study.close()


def test_an_exam_left_is_offered_and_can_be_given_up(sit: Run) -> None:
    left = sit("exam", "DVA-C03", "--plain", typed="flag\nq\n")
    assert "The exam is saved" in left.out
    again = sit("exam", "DVA-C03", "--plain", typed="\nq\n")
    assert "An exam on DVA-C03 was left" in again.out
    assert "Item 1 of 10, flagged" in again.out
    anew = sit("exam", "DVA-C03", "--plain", "--untimed", typed="n\nq\n")
    assert "Item 1 of 10\n" in anew.out
    assert sit("exam", "--plain", "--resume", typed="table\nsubmit\ny\n").status == 0
    for arguments in (("--plain", "--resume"), ("--resume",)):
        none = sit("exam", *arguments)
        assert (none.status, "no exam was left open" in none.err) == (1, True)


def test_exams_are_listed_reported_and_exported(sit: Run, tmp_path: Path) -> None:
    assert sit("exam", "--report", "last").status == 1
    sit("exam", "DVA-C03", "--plain", "--items", "5", typed="table\nsubmit\ny\n")
    listed = sit("exam", "--list").out
    assert "10 items, 20 minutes; 24 questions here" in listed
    assert "its length and domains are not published" in listed
    data = json.loads(sit("exam", "--list", "--json").out)
    (past,) = data["exams"]
    assert past["score"]["asked"] == 5
    report = json.loads(sit("exam", "--report", past["id"][:5], "--json").out)
    assert len(report["items"]) == 5
    file = tmp_path / "report.md"
    sit("exam", "--export", str(file))
    again = sit("exam", "--export", str(file))
    assert again.out.split()[-6:] == ["in", "place", "of", "the", "file", "before."]
    assert file.read_text(encoding="utf-8") == sit("exam", "--report", "last").out
    sit("exam", "--export", str(tmp_path / "report.json"))
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8")) == report
    assert sit("exam", "--export", "report.pdf").status == 2


def test_what_the_bank_lacks_is_said_before_the_first_item(
    sit: Run, bank: Path
) -> None:
    file = bank / "questions.md"
    file.write_text(file.read_text("utf-8").replace('C03: "3.', 'C03: "1.'), "utf-8")
    lack = "There are too few questions for DVA-C03 here."
    for mode, first in (("--untimed", "Item 1 of"), ("--tutor", "Question 1 of")):
        told = sit("exam", "DVA-C03", "--plain", mode, typed="q\n").out
        assert told.count(lack) == 1
        assert told.index(lack) < told.index(first)


def test_a_tutored_exam_explains_each_answer(sit: Run) -> None:
    ran = sit(
        "exam", "DVA-C03", "--tutor", "--items", "1", "--plain", typed="?\nA\nAB\n"
    )
    assert "It waits as long as it is told." in ran.out
    assert "of 1 right." in ran.out


def test_a_question_is_reported_with_its_version(sit: Run) -> None:
    ran = sit("exam", "--report-item", "item-03")
    assert ran.out.startswith("# Report on question item-03\n")
    assert "* version: " in ran.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("exam", "DVA-C9", "--plain"), "did you mean 'DVA-C03'?"),
        (("exam", "DVA-C03", "--items", "0", "--plain"), "asks for nothing"),
        (("exam", "DVA-C03", "--items", "99", "--plain"), "ask for 1 to 10"),
        (("exam", "DVA-C03"), "the app needs a terminal"),
        (("quiz", "--skill", "DVA-C03 9.9", "--plain"), "no question is tagged with"),
        (("quiz", "--skill", "4.3", "--plain"), "does not say of which exam"),
        (("quiz", "--mode", "missed", "--plain"), "no question was missed"),
        (("quiz", "--count", "0", "--plain"), "asks nothing"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    sit: Run, arguments: tuple[str, ...], sentence: str
) -> None:
    ran = sit(*arguments)
    assert ran.status == 2
    assert sentence in ran.err
    assert ran.err.count("\n") == 1


MORE = """---
theme: more
title: Study kinds
---

## more-number

```yaml
kind: numeric
unit: s
level: apply
facts: [fact.1]
reviewed: 2026-11-20
```

How long does it wait?

= 12.5 +- 0.1

### Why

It waits as long as it is told.

## more-order

```yaml
kind: order
level: apply
facts: [fact.2]
reviewed: 2026-11-20
keep_order: true
```

In which order does it happen?

1. [x] It is asked to wait by a caller
   > Nothing happens before somebody asks for it.
1. [x] It waits as long as it was told
   > The wait follows the request of the caller.
1. [x] It answers the caller who asked for it
   > An answer always follows the end of the wait.
1. [ ] It waits for another caller to come by
   > No other caller plays any part in this wait.

### Why

First the question, then the wait.

## more-match

```yaml
kind: match
level: apply
facts: [fact.3]
reviewed: 2026-11-20
keep_order: true
```

Which belongs to which?

| what | how long |
|---|---|
| short wait | a second |
| long wait | a minute |
| longer wait | an hour |
| | a year |

### Why

A minute is longer than a second.
"""


ANSWERS = {
    "right": {
        "How long": "x\n12.5 s",
        "In which": "AB\nABC",
        "Which bel": "1A 2B\n1A 2B 3C sure",
    },
    "wrong": {"How long": "99", "In which": "BAC guess", "Which bel": "1B 2A 3C"},
}


@pytest.mark.parametrize("right", ["right", "wrong"])
def test_every_kind_of_question_is_answered_by_a_line(
    sit: Run, bank: Path, right: str
) -> None:
    (bank / "more.md").write_text(MORE, encoding="utf-8")
    answers = ANSWERS[right]
    quiz = ("quiz", "--kinds", "study", "--plain")
    last = sit(*quiz, typed="q\n").out
    for _ in answers:
        asked = last.rpartition("Question ")[2]
        typed = next(answers[name] for name in answers if name in asked)
        last = sit(*quiz, typed=f"y\n{typed}\nq\n").out
        assert last.count("Right." if right == "right" else "Wrong.") == 1
    assert f"{3 if right == 'right' else 0} of 3 right." in last
    assert "Write " in last or right == "wrong"
