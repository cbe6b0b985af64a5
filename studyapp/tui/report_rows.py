"""The rows of an exam's report, in the order they are read.

Pure: a report in, rows out. Nothing tells which items were scored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from studyapp.practice.exam_report import CAUTION, ExamReport, ItemLine, Row
from studyapp.services.exam_text import (
    counts,
    counts_often,
    headline,
    minutes,
    numbered,
    pace_sentence,
)
from studyapp.tui.pages import plain
from studyapp.tui.widgets.report_list import Opens, ReportRow


def report_rows(report: ExamReport, stems: Mapping[str, str]) -> list[ReportRow]:
    """Return all rows; `stems` are the questions' first words, by id."""
    often = counts_often(report)
    first, *others = (plain(sentence) for sentence in headline(report))
    return [
        _words(f"# {first}"),
        *(_words(sentence) for sentence in others),
        *_section(f"Domains, {counts(report)}", report.domains),
        *_section(f"Topics, the weakest first: {often}", report.topics),
        *_section(f"Skills, the weakest first: {often}", report.skills),
        _words(f"*{CAUTION}*"),
        *_pace(report),
        *_confidence(report),
        _words("## Items"),
        *(_item(line, stems.get(line.question, "")) for line in report.items),
    ]


def _words(text: str) -> ReportRow:
    return ReportRow(text)


def _section(title: str, rows: Sequence[Row]) -> list[ReportRow]:
    if not rows:
        return []
    return [_words(f"## {title}"), *map(_bar, rows)]


def _bar(row: Row) -> ReportRow:
    score = row.score
    return ReportRow(
        plain(row.name),
        Opens.QUIZ,
        row.key,
        score.right,
        score.asked,
        f"{score.right:>2} of {score.asked:<2}  {score.share:>4.0%}",
    )


def _pace(report: ExamReport) -> list[ReportRow]:
    pacing = report.pacing
    lines = ["## Pace", pace_sentence(report)]
    for words, questions in (
        ("The slowest", pacing.slowest),
        ("Wrong in haste", pacing.rushed),
    ):
        if questions:
            lines.append(f"{words}: {numbered(report, questions)}.")
    return [_words("\n\n".join(lines))]


def _confidence(report: ExamReport) -> list[ReportRow]:
    head = "## How sure, and how right"
    if not report.calibration:
        said = "You never said how sure you were. In an exam, `c` says it."
        return [_words(f"{head}\n\n{said}")]
    won, most = report.certainty
    table = [
        "| You said | Right | Promises | It shows |",
        "|---|---|---|---|",
        *(
            f"| {row.confidence} | {row.right} of {row.asked} "
            f"| {row.low:.0%} to {row.high:.0%} | {row.verdict} |"
            for row in report.calibration
        ),
    ]
    mark = f"Certainty-based mark: {won} of {most}."
    return [_words("\n".join([head, "", *table, "", mark]))]


def _item(line: ItemLine, stem: str) -> ReportRow:
    word = "✓ right" if line.right else "✗ wrong"
    if line.response is None:
        word = "✗ no answer"
    marks = [
        minutes(line.spent_ms),
        *([line.confidence.value] if line.confidence else []),
        *(["⚑"] if line.is_flagged else []),
        *(["changed"] if line.changes else []),
        *([] if line.is_first else ["seen before"]),
    ]
    head = f"{line.number:>3}  {word:<12}"
    said = ", ".join(marks)
    return ReportRow(f"{said}  *{stem}*", Opens.ITEM, line.question, number=head)
