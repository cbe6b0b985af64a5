"""Errors become one sentence on standard error and an exit status, here alone."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable

from studyapp.errors import StorageError, StudyError, UsageError, of_file

_UNWRITABLE = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EBADF}
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
    except OSError as error:
        return failed(error, debug=debug)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last guard of the program
        return _report(error, NOT_FOUND, debug=debug)
    return status


def failed(error: OSError, *, debug: bool = False) -> int:
    """Say that a file, or the output, could not be used; return the exit status."""
    if isinstance(error, BrokenPipeError):
        # The reader has gone (`| head`): nothing is left to say, to anybody.
        _print_no_more()
        return OK
    if error.errno in _UNWRITABLE and not error.filename:
        _print_no_more()
        reason = f"what there is to tell cannot be written ({error.strerror})"
        unwritten = StorageError(reason, "make room, or send it elsewhere")
        unwritten.__cause__ = error
        return _report(unwritten, NOT_FOUND, debug=debug)
    return _report(of_file(error) or error, NOT_FOUND, debug=debug)


def _print_no_more() -> None:
    """Let what still waits to be printed go nowhere, so that it cannot fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _report(error: Exception, status: int, *, debug: bool) -> int:
    if debug:
        traceback.print_exception(error)
    if isinstance(error, StudyError):
        say(str(error))
    else:
        say(
            f"an error that should not happen: {type(error).__name__}: {error}; "
            "run the command again with --debug and report what it prints"
        )
    return status


def say(sentence: str) -> None:
    """Write a sentence to standard error."""
    print(f"studyapp: {sentence}", file=sys.stderr)
