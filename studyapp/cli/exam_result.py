"""What is told when an exam ends line by line: scores, pace, confidence, cautions."""

from __future__ import annotations

from studyapp.cli.plain import tell
from studyapp.practice.exam_report import CAUTION
from studyapp.practice.exam_session import Ending
from studyapp.services.exam_report import report_of
from studyapp.services.exam_text import counts, headline, pace_sentence
from studyapp.services.study import Study


def tell_result(study: Study, identity: str) -> None:
    """Print the report in short, and where the whole of it is."""
    report = report_of(study, identity)
    tell()
    if report.ending is Ending.TIME_UP:
        tell("The time is up; what was answered is submitted.")
    for line in headline(report):
        tell(line)
    tell(f"Domains, {counts(report)}:")
    for row in report.domains:
        tell(f"{row.name}: {row.score.right} of {row.score.asked}", "  ")
    tell(CAUTION)
    tell(pace_sentence(report))
    for known in report.calibration:
        told = f"{known.right} of {known.asked} right; {known.verdict}"
        tell(f"{known.confidence}: {told}", "  ")
    tell(
        f"Every item with its rationales: studyapp exam --report {identity[:8]} "
        "(--export report.md)"
    )
