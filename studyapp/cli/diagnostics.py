"""Errors become one sentence on standard error and an exit status, here alone."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable

from studyapp.errors import StudyError, UsageError, of_file

OK, NOT_FOUND, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


def guarded(command: Callable[[], int], *, debug: bool) -> int:
    """Run `command`; return its exit status, or that of the error it raised."""
    try:
        status = command()
        sys.stdout.flush()
    except UsageError as error:
        return _report(error, WRONG_USE, debug=debug)
    except StudyError as error:
        return _report(error, NOT_FOUND, debug=debug)
    except BrokenPipeError:
        # The reader has gone (`| head`): nothing is left to say, to anybody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last guard of the program
        return _report(error, NOT_FOUND, debug=debug)
    return status


def _report(error: Exception, status: int, *, debug: bool) -> int:
    if debug:
        traceback.print_exception(error)
    told = of_file(error) if isinstance(error, OSError) else error
    if isinstance(told, StudyError):
        say(str(told))
    else:
        say(
            f"an error that should not happen: {type(error).__name__}: {error}; "
            "run the command again with --debug and report what it prints"
        )
    return status


def say(sentence: str) -> None:
    """Write a sentence to standard error."""
    print(f"studyapp: {sentence}", file=sys.stderr)
