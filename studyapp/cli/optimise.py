"""`studyapp optimise`: fit the schedule to your own answers, or take that back."""

from __future__ import annotations

import argparse
import sys

from studyapp.cli.diagnostics import NOT_FOUND, OK
from studyapp.cli.opening import opened
from studyapp.cli.output import print_json, wrapped
from studyapp.memory.fit import LEAST_ANSWERS
from studyapp.services.optimising import (
    Fitted,
    NotEnoughError,
    lessons,
    optimise,
    revert,
)
from studyapp.services.study import Study

_EXAMPLE = """examples:
  studyapp optimise
  studyapp optimise --json
  studyapp optimise --revert"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.epilog = _EXAMPLE
    parser.add_argument(
        "--revert", action="store_true", help="go back to the weights before"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Fit the weights, or take the last ones back."""
    with opened(args) as study:
        if args.revert:
            return _revert(study, args)
        try:
            fitted = optimise(study, lessons(study), _progress)
        except NotEnoughError as too_few:
            if args.json:
                print_json(_nothing_fitted(study, too_few))
            raise
        if sys.stderr.isatty():
            print("\r         \r", end="", file=sys.stderr, flush=True)
        if args.json:
            print_json(_as_json(study, fitted))
        else:
            _print(fitted)
    return OK


def _revert(study: Study, args: argparse.Namespace) -> int:
    before = revert(study)
    version = (before or study).policy.weights_version
    if args.json:
        print_json({"reverted": before is not None, "weights_version": version})
    elif before is None:
        print("The default weights are in use; there is nothing to take back.")
    else:
        print(f"Taken back. The weights {version} are in use.")
    return NOT_FOUND if before is None else OK


def _progress(share: float) -> None:
    if sys.stderr.isatty():
        print(f"\rfitting {share:.0%}", end="", file=sys.stderr, flush=True)


def _print(fitted: Fitted) -> None:
    old, new = fitted.trial.old, fitted.trial.new
    print(f"{fitted.answers:,} answers; {new.reviews:,} later reviews predicted")
    print(f"{'':<18}{'log loss':>9}{'RMSE':>9}")
    print(f"{'weights in use':<18}{old.log_loss:>9.4f}{old.rmse:>9.4f}")
    print(f"{'fitted to you':<18}{new.log_loss:>9.4f}{new.rmse:>9.4f}")
    if fitted.adopted:
        print(
            wrapped(
                f"Adopted as {fitted.version}: they predicted your later answers "
                "better. 'studyapp optimise --revert' goes back."
            )
        )
    else:
        print(
            wrapped(
                "Not adopted: on your later answers they are not clearly better. "
                "Nothing has changed."
            )
        )


def _nothing_fitted(study: Study, reason: NotEnoughError) -> dict[str, object]:
    return {
        "answers": reason.answers,
        "answers_needed": LEAST_ANSWERS,
        "adopted": False,
        "weights_version": study.policy.weights_version,
        "why": str(reason),
    }


def _as_json(study: Study, fitted: Fitted) -> dict[str, object]:
    old, new = fitted.trial.old, fitted.trial.new
    return {
        "answers": fitted.answers,
        "reviews_foretold": new.reviews,
        "log_loss_in_use": round(old.log_loss, 5),
        "log_loss_fitted": round(new.log_loss, 5),
        "rmse_in_use": round(old.rmse, 5),
        "rmse_fitted": round(new.rmse, 5),
        "adopted": fitted.adopted,
        "weights_version": fitted.version
        if fitted.adopted
        else study.policy.weights_version,
        "weights_fitted": [round(weight, 4) for weight in fitted.trial.weights],
    }
