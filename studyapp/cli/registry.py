"""Every command by name: which module holds it, and its one line of help.

A module is imported when its command runs, never before.
"""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """A command of the program."""

    name: str
    module: str
    help: str


COMMANDS = (
    Command("review", "studyapp.cli.review", "review the cards that are due"),
    Command("quiz", "studyapp.cli.quiz", "answer questions, with explanations"),
    Command("exam", "studyapp.cli.exam", "sit an exam like the real one"),
    Command("drill", "studyapp.cli.drill", "practise calculations with new numbers"),
    Command("read", "studyapp.cli.read", "read a topic and its facts"),
    Command("limit", "studyapp.cli.limit_full", "look up a limit or any other fact"),
    Command("lookup", "studyapp.cli.limit_full", "the same as limit"),
    Command("calc", "studyapp.cli.calc", "calculate a price or a concurrency"),
    Command("claims", "studyapp.cli.claims", "list what notes say that does not hold"),
    Command("plan", "studyapp.cli.plan", "say what to do today for the exam"),
    Command("optimise", "studyapp.cli.optimise", "fit the schedule to your answers"),
    Command("stats", "studyapp.cli.stats", "show your progress"),
    Command("readiness", "studyapp.cli.readiness", "tell how an exam would go"),
    Command("content", "studyapp.cli.content", "check, stamp or load content"),
    Command("export", "studyapp.cli.export", "hand out questions, cards and progress"),
    Command("config", "studyapp.cli.config", "show the settings, or change one"),
    Command("keys", "studyapp.cli.keys", "list the keys of the app"),
    Command("completion", "studyapp.cli.completion", "print completion for a shell"),
    Command("manual", "studyapp.cli.manual", "print the manual page"),
    Command("sync", "studyapp.cli.sync", "share your answers with your other devices"),
    Command("import", "studyapp.cli.import_", "take in cards and progress"),
    Command("backup", "studyapp.cli.backup", "copy the learner's file"),
    Command("restore", "studyapp.cli.restore", "put a copy in its place"),
    Command("doctor", "studyapp.cli.doctor", "check the learner's file, show paths"),
)


def find(name: str) -> Command | None:
    """Return the command with this name."""
    return next((command for command in COMMANDS if command.name == name), None)
