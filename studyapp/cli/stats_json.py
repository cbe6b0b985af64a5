"""The statistics as JSON holds them; shares are numbers from 0 to 1."""

from __future__ import annotations

from studyapp.memory.heatmap import heatmap
from studyapp.memory.knowledge import Knowledge
from studyapp.memory.tally import Buttons, Trials
from studyapp.services.progress import Today
from studyapp.services.standing import TopicStanding
from studyapp.services.statistics import Statistics
from studyapp.services.statistics_words import agreement


def as_json(told: Statistics, day: Today | None) -> dict[str, object]:
    """Return everything; what today asks only when today is told of."""
    phases, spent = told.phases, told.time
    return {
        "day": told.day.isoformat(),
        "when": told.when.value,
        **(_today(day) if day else {}),
        "cards": told.cards,
        "new_cards": phases.new,
        "in_steps": phases.learning + phases.relearning,
        "in_review": phases.review,
        "suspended": phases.suspended,
        "forecast": list(told.forecast),
        "retention": _share(told.month),
        "calibration": {
            "log_loss": told.calibration.log_loss,
            "total": _trials(told.calibration.total),
            "by_interval": [_trials(row) for row in told.calibration.rows],
        },
        "grades": {
            "learning": _buttons(told.learning),
            "reviewing": _buttons(told.reviewing),
        },
        "answers_by_day": _days(told),
        "minutes": round(spent.total_ms / 60_000, 1),
        "minutes_cards": round(spent.cards_ms / 60_000, 1),
        "minutes_questions": round(spent.questions_ms / 60_000, 1),
        "minutes_last_week": round(spent.week_ms / 60_000, 1),
        "days_with_answers": spent.days,
        "questions_right": told.right,
        "questions_asked": told.asked,
        "exam": told.exam or None,
        "exam_date": told.exam_day.isoformat() if told.exam_day else None,
        "knowledge": _standing(told.whole),
        "topics": [{"id": topic.topic, **_standing(topic)} for topic in told.topics],
        "hardest": [
            {
                "id": card.card_id,
                "prompt": card.prompt,
                "topic": card.topic,
                "lapses": card.lapses,
                "reviews": card.reviews,
                "recall": round(card.recall, 4),
            }
            for card in told.hardest
        ],
    }


def _today(day: Today) -> dict[str, object]:
    return {
        "due": day.agenda.due,
        "due_left_out": day.agenda.left_out,
        "early": day.agenda.early,
        "learning": day.counts.learning,
        "new": day.counts.new,
        "answered_today": day.answered,
        "streak": day.streak,
    }


def _days(told: Statistics) -> dict[str, int]:
    counts = heatmap(told.answers, told.day).counts
    return {day.isoformat(): counts[day] for day in sorted(counts)}


def _share(row: Trials) -> float | None:
    return round(row.share, 4) if row.reviews else None


def _trials(row: Trials) -> dict[str, object]:
    low, high = row.margin
    return {
        "from_days": row.low,
        "to_days": row.high,
        "reviews": row.reviews,
        "recalled": row.recalled,
        "predicted": round(row.predicted, 4) if row.reviews else None,
        "actual": _share(row),
        "actual_low": round(low, 4),
        "actual_high": round(high, 4),
        "agreement": agreement(row).value,
    }


def _buttons(pressed: Buttons) -> dict[str, int]:
    return {
        "again": pressed.again,
        "hard": pressed.hard,
        "good": pressed.good,
        "easy": pressed.easy,
    }


def _standing(topic: TopicStanding) -> dict[str, object]:
    return {
        "knowledge": round(topic.now.recall, 4),
        **_facts("facts_known", topic.now),
        "facts": topic.now.facts,
        "knowledge_exam_day": round(topic.exam.recall, 4) if topic.exam else None,
        **_facts("facts_known_exam_day", topic.exam),
        "right": topic.right,
        "asked": topic.asked,
    }


def _facts(name: str, known: Knowledge | None) -> dict[str, int | None]:
    return {name: known.known if known else None}
