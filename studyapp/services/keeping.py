"""Texts for the learner's own folder: an exam's report, a report on a question.

They go to `reports` beside the learner's file; nothing there is ever overwritten.
"""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path

from studyapp.errors import StorageError
from studyapp.practice.exam_report import ExamReport
from studyapp.practice.responses import Response
from studyapp.services.exam_text import as_json, markdown
from studyapp.services.item_report import item_report
from studyapp.services.study import Study

FOLDER = "reports"
_SHORT_ID = 6


def keep_exam(study: Study, report: ExamReport) -> tuple[Path, Path]:
    """Write a report as Markdown and as JSON; return both files.

    Raises StorageError when they cannot be written.
    """
    name = f"{report.exam}-{report.began:%Y-%m-%d}-{report.id[:_SHORT_ID]}"
    data = json.dumps(as_json(study, report), indent=2, ensure_ascii=False)
    return (
        _write(study, name, ".md", markdown(study, report)),
        _write(study, name, ".json", f"{data}\n"),
    )


def keep_item(study: Study, question: str, response: Response | None) -> Path:
    """Write a report on a question, to be filled in and sent; return the file.

    Raises UsageError for an unknown question, StorageError when it cannot be written.
    """
    text = item_report(study, question, response)
    return _write(study, f"question-{question}", ".md", text)


def _write(study: Study, name: str, suffix: str, text: str) -> Path:
    """Write a new file; one that holds just this text already is left as it is."""
    folder = study.store.path.parent / FOLDER
    try:
        folder.mkdir(exist_ok=True)
        for number in count(1):
            file = folder / f"{name}{f'-{number}' if number > 1 else ''}{suffix}"
            if not file.exists():
                file.write_text(text, encoding="utf-8")
                return file
            if file.read_text(encoding="utf-8") == text:
                return file
    except OSError as error:
        reason = error.strerror or str(error)
        raise StorageError(
            f"the text cannot be written to {folder}: {reason}", "free some room there"
        ) from error
    raise AssertionError  # counting has no end
