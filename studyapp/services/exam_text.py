"""The report of an exam as Markdown to keep, and as JSON for scripts.

Both hold everything the screen shows; neither tells which items were unscored.
"""

from __future__ import annotations

from collections.abc import Iterable

from studyapp.memory.wording import counted
from studyapp.practice.exam_report import (
    CAUTION,
    ESTIMATE_LABEL,
    ExamReport,
    ItemLine,
    Row,
    Score,
)
from studyapp.practice.item_version import version_of
from studyapp.practice.responses import Chosen, to_json
from studyapp.services.exam_report import reviewed
from studyapp.services.study import Study

LETTERS = "ABCDEFGHIJ"
_SECOND = 1000


def markdown(study: Study, report: ExamReport) -> str:
    """Return the report as a Markdown document."""
    parts = [
        _head(report),
        _table(f"Domains, {counts(report)}", report.domains),
        _table(f"Skills, {counts_often(report)}", report.skills),
        _table(f"Topics, {counts_often(report)}", report.topics),
        CAUTION,
        _pace(report),
        _confidence(report),
        "## Items",
        *(_item(study, report, line) for line in report.items),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def as_json(study: Study, report: ExamReport) -> dict[str, object]:
    """Return the report as data that JSON can hold."""
    pacing, estimate = report.pacing, report.estimate
    return {
        "id": report.id,
        "exam": report.exam,
        "began": report.began.isoformat(),
        "ending": report.ending.value if report.ending else None,
        "limit_ms": report.limit_ms,
        "clock_ms": report.clock_ms,
        "score": score_json(report.score),
        "all_items": score_json(report.all_items),
        "first_attempts": score_json(report.first),
        "repeats": score_json(report.repeats),
        "caution": CAUTION,
        "estimate": {
            "low": estimate.low,
            "high": estimate.high,
            "passing": estimate.passing,
            "label": ESTIMATE_LABEL,
        }
        if estimate
        else None,
        "domains": _rows(report.domains),
        "skills": _rows(report.skills),
        "topics": _rows(report.topics),
        "pacing": {
            "pace_ms": pacing.pace_ms,
            "mean_ms": pacing.mean_ms,
            "over": pacing.over,
            "slowest": list(pacing.slowest),
            "rushed": list(pacing.rushed),
        },
        "calibration": [
            {
                "confidence": row.confidence.value,
                "right": row.right,
                "asked": row.asked,
                "promised": [row.low, row.high],
                "verdict": row.verdict.value,
            }
            for row in report.calibration
        ],
        "certainty_mark": list(report.certainty),
        "items": [_item_json(study, line) for line in report.items],
        "withdrawn": list(report.withdrawn),
        "note": report.note,
    }


def score_json(score: Score) -> dict[str, object]:
    """Return a score as data."""
    return {"right": score.right, "asked": score.asked, "share": round(score.share, 4)}


def minutes(milliseconds: int) -> str:
    """Return a time as minutes and seconds, such as `2:05`."""
    whole, seconds = divmod(milliseconds // _SECOND, 60)
    return f"{whole}:{seconds:02}"


def headline(report: ExamReport) -> tuple[str, ...]:
    """Return the sentences a report begins with."""
    score, everything = report.score, report.all_items
    unscored = everything.asked - score.asked
    lines = [f"{score.right} of {score.asked} scored items right, {score.share:.0%}."]
    if unscored:
        lines.append(f"Items that did not count: {unscored}, not told which.")
    if report.repeats.asked:
        first, repeats = report.first, report.repeats
        lines.append(
            f"Seen for the first time: {first.right} of {first.asked} right. "
            f"Seen before: {repeats.right} of {repeats.asked}; these flatter."
        )
    limit = f" of {minutes(report.limit_ms)}" if report.limit_ms else ""
    ending = f", {report.ending}" if report.ending else ""
    lines.append(f"Time {minutes(report.clock_ms)}{limit}{ending}.")
    if report.estimate:
        low, high = report.estimate.low, report.estimate.high
        lines.append(
            f"Scaled score perhaps {low} to {high}; {report.estimate.passing} passes. "
            f"{ESTIMATE_LABEL}"
        )
    if report.withdrawn:
        names = ", ".join(report.withdrawn)
        lines.append(f"Changed since the exam began and not counted: {names}.")
    return (*lines, report.note) if report.note else tuple(lines)


def counts(report: ExamReport) -> str:
    """Return which items stand in a table that adds up to the score."""
    return f"the {counted(report.score.asked, 'scored item')}"


def counts_often(report: ExamReport) -> str:
    """Return which items stand in a table where one may be in several rows."""
    return f"all {counted(report.all_items.asked, 'item')}, one may be in several rows"


def numbered(report: ExamReport, questions: Iterable[str]) -> str:
    """Return the numbers of some items in their exam, such as `item 3, 7`."""
    numbers = {line.question: line.number for line in report.items}
    known = [str(numbers[q]) for q in questions if q in numbers]
    return f"{'item' if len(known) == 1 else 'items'} {', '.join(known)}"


def pace_sentence(report: ExamReport) -> str:
    """Return how the time per item stands against the exam's pace."""
    pacing = report.pacing
    return (
        f"{minutes(pacing.mean_ms)} per item on average; the exam gives "
        f"{minutes(pacing.pace_ms)}. {pacing.over} took longer."
    )


def _head(report: ExamReport) -> str:
    title = f"# {report.exam}, {report.began:%Y-%m-%d %H:%M}"
    return "\n\n".join([title, *headline(report), f"Exam id: {report.id}"])


def _table(title: str, rows: Iterable[Row]) -> str:
    lines = [
        f"| {row.name} | {row.score.right} of {row.score.asked} "
        f"| {row.score.share:.0%} |"
        for row in rows
    ]
    if not lines:
        return ""
    return "\n".join([f"## {title}", "", "| | right | |", "|---|---|---|", *lines])


def _pace(report: ExamReport) -> str:
    parts = ["## Pace", pace_sentence(report)]
    for name, questions in (
        ("Slowest", report.pacing.slowest),
        ("Wrong in haste", report.pacing.rushed),
    ):
        if questions:
            parts.append(f"{name}: {numbered(report, questions)}.")
    return "\n\n".join(parts)


def _confidence(report: ExamReport) -> str:
    if not report.calibration:
        return ""
    won, most = report.certainty
    lines = [
        f"* {row.confidence}: {row.right} of {row.asked} right; {row.verdict}"
        for row in report.calibration
    ]
    mark = f"Certainty-based mark: {won} of {most}."
    return "\n".join(["## Confidence", "", *lines, "", mark])


def _item(study: Study, report: ExamReport, line: ItemLine) -> str:
    mark = "right" if line.right else "wrong"
    details = [mark, minutes(line.spent_ms)]
    if line.confidence:
        details.append(line.confidence.value)
    details += ["flagged"] * line.is_flagged + ["seen before"] * (not line.is_first)
    parts = [f"### {line.number}. {line.question}: {', '.join(details)}"]
    found = reviewed(study, report, line.question)
    if found is None:
        return f"{parts[0]}\n\nThe question has left the bank."
    shown, explained = found
    chosen = line.response.options if isinstance(line.response, Chosen) else frozenset()
    parts += [text for text in (shown.exhibit, shown.stem) if text]
    for letter, option in zip(LETTERS, shown.options, strict=False):
        sign = "right" if option.correct else "wrong"
        yours = ", your answer" if option.position in chosen else ""
        parts.append(
            f"* **{letter}** ({sign}{yours}): {option.text}\n  > {option.rationale}"
        )
    parts.append(explained.why)
    parts += [
        f"* {fact.name}: {fact.long} ([source]({fact.sources[0]}))"
        for fact in explained.facts
    ]
    return "\n\n".join(parts)


def _item_json(study: Study, line: ItemLine) -> dict[str, object]:
    question = study.library.questions.get(line.question)
    return {
        "number": line.number,
        "question": line.question,
        "version": version_of(question) if question else None,
        "right": line.right,
        "response": to_json(line.response) if line.response else None,
        "confidence": line.confidence.value if line.confidence else None,
        "spent_ms": line.spent_ms,
        "flagged": line.is_flagged,
        "changes": line.changes,
        "first_attempt": line.is_first,
        "facts": list(question.facts) if question else [],
    }


def _rows(rows: Iterable[Row]) -> list[dict[str, object]]:
    return [{"key": row.key, "name": row.name, **score_json(row.score)} for row in rows]
