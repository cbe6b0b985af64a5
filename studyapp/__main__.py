"""The program's first lines: a lookup goes straight to the file, the rest to `cli`.

Nothing may be imported here beyond `os` and `sys` before it is known that it is needed.
"""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Run the command that the arguments name; return its exit status."""
    _open_what_is_closed()
    if hasattr(sys.stdout, "reconfigure"):
        # A terminal without UTF-8 shows a question mark instead of an error.
        sys.stdout.reconfigure(errors="replace")
    if len(sys.argv) > 1 and sys.argv[1] in {"limit", "lookup"}:
        from studyapp.cli import limit  # noqa: PLC0415 - only what is needed

        return limit.main(sys.argv[2:])
    from studyapp.cli import app  # noqa: PLC0415

    return app.main(sys.argv[1:])


def _open_what_is_closed() -> None:
    """Stand in for standard streams that the shell closed, as by `<&-`.

    Raises SystemExit where nothing that is printed could be read.
    """
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    if sys.stdout is None:
        sys.exit("studyapp: standard output is closed; leave it open")


def run() -> None:
    """Be the program: leave with the status of `main`.

    After a quick lookup nothing is left to tidy, and not to look for it saves 2 ms.
    """
    status = main()
    if "studyapp.cli.app" in sys.modules:
        sys.exit(status)
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    run()
