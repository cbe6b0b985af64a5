"""Which screen stands for which name: the one list of the program's screens.

It makes screens; which of them is shown is the app's to decide.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from studyapp.memory.wishes import CardWish
from studyapp.practice.wishes import ExamWish, QuizWish
from studyapp.services.exam_start import continue_exam
from studyapp.services.quizzing import start_quiz as start_wished
from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.messages import DRILLS, RESUME, OpenScreen
from studyapp.tui.screens.calculator import CalculatorScreen
from studyapp.tui.screens.custom import CustomScreen
from studyapp.tui.screens.exam import ExamScreen
from studyapp.tui.screens.exam_item import ExamItemScreen
from studyapp.tui.screens.exam_report import ExamReportScreen
from studyapp.tui.screens.exam_setup import ExamSetupScreen
from studyapp.tui.screens.exam_table import ExamTableScreen
from studyapp.tui.screens.fact import FactScreen
from studyapp.tui.screens.facts import FactsScreen
from studyapp.tui.screens.leech import LeechScreen
from studyapp.tui.screens.lookup import LookupScreen
from studyapp.tui.screens.myths import MythsScreen
from studyapp.tui.screens.note import NoteScreen
from studyapp.tui.screens.optimise import OptimiseScreen
from studyapp.tui.screens.plan import PlanScreen
from studyapp.tui.screens.progress import ProgressScreen
from studyapp.tui.screens.progress_day import ProgressDayScreen
from studyapp.tui.screens.quiz import QuizScreen
from studyapp.tui.screens.quiz_custom import QuizCustomScreen
from studyapp.tui.screens.quiz_end import QuizEndScreen
from studyapp.tui.screens.quiz_setup import QuizSetupScreen
from studyapp.tui.screens.quiz_skills import QuizSkillsScreen
from studyapp.tui.screens.review import ReviewScreen
from studyapp.tui.screens.save_scenario import SaveScenarioScreen
from studyapp.tui.screens.scenarios import ScenariosScreen
from studyapp.tui.screens.settings import SettingsScreen
from studyapp.tui.screens.today import TodayScreen
from studyapp.tui.screens.topic import TopicScreen
from studyapp.tui.screens.topics import TopicsScreen
from studyapp.tui.screens_base import StudyScreen

STUDY_SCREENS: tuple[type[StudyScreen], ...] = (
    TodayScreen,
    ReviewScreen,
    NoteScreen,
    LeechScreen,
    CustomScreen,
    QuizSetupScreen,
    QuizSkillsScreen,
    QuizCustomScreen,
    QuizScreen,
    QuizEndScreen,
    ExamSetupScreen,
    ExamScreen,
    ExamTableScreen,
    ExamReportScreen,
    ExamItemScreen,
    TopicsScreen,
    TopicScreen,
    FactsScreen,
    FactScreen,
    MythsScreen,
    LookupScreen,
    CalculatorScreen,
    SaveScenarioScreen,
    ScenariosScreen,
    OptimiseScreen,
    PlanScreen,
    ProgressScreen,
    ProgressDayScreen,
    SettingsScreen,
)
QUIZ_SCREENS = (QuizSetupScreen, QuizScreen, QuizEndScreen)
"""Stages of one thing: each takes the place of the one before."""


def _review(desk: Desk, wanted: OpenScreen) -> DeskScreen:
    told = CardWish(topics=wanted.topics, verdicts=wanted.verdicts)
    wish = wanted.wish if isinstance(wanted.wish, CardWish) else told
    return ReviewScreen(desk, wish)


def _quiz(desk: Desk, wanted: OpenScreen) -> DeskScreen:
    opening = None
    if isinstance(wanted.wish, QuizWish):
        opening = partial(start_wished, wish=wanted.wish)
    return QuizScreen(desk, wanted.topics, wanted.subject, opening)


def _exam(desk: Desk, wanted: OpenScreen) -> DeskScreen:
    if wanted.subject == RESUME:
        return ExamScreen(desk, continue_exam)
    return ExamSetupScreen(
        desk, wanted.wish if isinstance(wanted.wish, ExamWish) else None
    )


_MAKERS: Mapping[str, Callable[[Desk, OpenScreen], DeskScreen]] = {
    "review": _review,
    "custom": lambda desk, _: CustomScreen(desk),
    "quiz": lambda desk, _: QuizSetupScreen(desk),
    "quiz_run": _quiz,
    "drill": lambda desk, wanted: QuizScreen(
        desk, wanted.topics, wanted.subject or DRILLS
    ),
    "exam": _exam,
    "topics": lambda desk, _: TopicsScreen(desk),
    "topic": lambda desk, wanted: TopicScreen(desk, wanted.subject),
    "facts": lambda desk, wanted: FactsScreen(desk, wanted.subject, wanted.facts),
    "fact": lambda desk, wanted: FactScreen(desk, wanted.subject),
    "myths": lambda desk, _: MythsScreen(desk),
    "lookup": lambda desk, _: LookupScreen(desk),
    "calculator": lambda desk, _: CalculatorScreen(desk),
    "scenarios": lambda desk, _: ScenariosScreen(desk),
    "optimise": lambda desk, _: OptimiseScreen(desk),
    "plan": lambda desk, _: PlanScreen(desk),
    "progress": lambda desk, wanted: ProgressScreen(desk, wanted.subject),
    "progress_day": lambda desk, _: ProgressDayScreen(desk),
    "settings": lambda desk, _: SettingsScreen(desk),
}


def make_screen(desk: Desk, wanted: OpenScreen) -> DeskScreen | None:
    """Return a new screen; None for a name that no screen has."""
    make = _MAKERS.get(wanted.screen)
    return make(desk, wanted) if make else None
