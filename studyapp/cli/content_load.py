"""`studyapp content load`: bring the learner's file up to date with the content."""

from __future__ import annotations

import argparse

from studyapp.cli.diagnostics import NOT_FOUND, OK
from studyapp.cli.opening import opened
from studyapp.cli.output import print_json


def load(args: argparse.Namespace) -> int:
    """Load, and say what changed."""
    with opened(args, begins=True) as study:
        report = study.report
        counts = {
            "changed": len(report.changed),
            "unchanged": len(report.unchanged),
            "removed": len(report.removed),
            "broken": len(report.broken),
            "revised": len(report.revised),
        }
    if args.json:
        print_json(counts)
    else:
        print(", ".join(f"{count} {name}" for name, count in counts.items()))
        for revision in report.revised:
            print(f"{revision.fact}: {revision.old} -> {revision.new}")
    return NOT_FOUND if report.broken else OK
