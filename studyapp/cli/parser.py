"""A parser whose complaints are one sentence, as all others of the program are."""

from __future__ import annotations

import argparse
import difflib
import re
from typing import Any, NoReturn

from studyapp.errors import UsageError

_SAID = (
    (r"argument (.+): not allowed with argument (.+)", r"\1 does not go with \2"),
    (r"argument (.+): invalid int value: (.+)", r"\1 takes a whole number, not \2"),
    (r"argument (.+): invalid float value: (.+)", r"\1 takes a number, not \2"),
    (
        r"argument (.+): invalid choice: (.+) \(choose from (.+)\)",
        r"\1 is one of \3, not \2",
    ),
    (r"argument (.+): expected (?:at least )?one argument", r"\1 takes a value"),
    (r"the following arguments are required: ([^,]+).*", r"\1 is missing"),
    (r"argument (.+?): (.+)", r"\1: \2"),
)
"""What argparse says, and the same in our words."""
_UNKNOWN = re.compile(r"unrecognized arguments: (\S+)")


class Parser(argparse.ArgumentParser):
    """A parser that raises UsageError, where argparse prints its usage and exits."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401 - as argparse has it
        """Parse, and refuse what is left: that of a part by the part's own name."""
        found, left = super().parse_known_args(args, namespace)
        if left:
            self.error(f"unrecognized arguments: {' '.join(left)}")
        return found, left

    def _check_value(self, action: argparse.Action, value: Any) -> None:  # noqa: ANN401
        """Refuse what is no choice; argparse would print the choices as Python."""
        if action.choices is not None and value not in action.choices:
            choices = ", ".join(f"'{choice}'" for choice in action.choices)
            refusal = f"invalid choice: '{value}' (choose from {choices})"
            raise argparse.ArgumentError(action, refusal)

    def error(self, message: str) -> NoReturn:
        """Raise UsageError for what is wrong with the arguments."""
        help_ = f"see '{self.prog} --help'"
        if unknown := _UNKNOWN.match(message):
            raise UsageError(*self._of_unknown(unknown[1], help_))
        for pattern, ours in _SAID:
            if found := re.fullmatch(pattern, message):
                raise UsageError(found.expand(ours), help_)
        raise UsageError(message, help_)

    def _of_unknown(self, given: str, help_: str) -> tuple[str, str]:
        options = [o for action in self._actions for o in action.option_strings]
        near = difflib.get_close_matches(given, options, n=1)
        is_option = given.startswith("-")
        return (
            f"there is no option '{given}'" if is_option else f"'{given}' is too much",
            f"did you mean '{near[0]}'?" if near else help_,
        )
