"""The learner's key map: checked as a whole before any screen is drawn.

Textual neither reports two bindings with ids that claim one key nor an unknown
id, so both are refused here; this module never changes a binding itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import combinations

from studyapp.errors import UsageError
from studyapp.tui.commands import Command, Scope, key_text
from studyapp.tui.keynames import KeyNameError, canonical


@dataclass(frozen=True, slots=True)
class Keymap:
    """Which keys call which command: the defaults with the learner's changes."""

    overrides: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Command id to keys, only for the commands that were changed."""
    defaults: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Command id to keys for every known command."""

    def keys_of(self, command: Command) -> tuple[str, ...]:
        """Return the keys that call `command`."""
        return self.overrides.get(command.id, command.keys)

    def for_textual(self) -> dict[str, str]:
        """Return the mapping `App.set_keymap` takes, empty when nothing changed.

        Every command is spelled out: Textual drops whatever else shares a key
        with a changed command, unless it has an entry of its own.
        """
        if not self.overrides:
            return {}
        merged = {**self.defaults, **self.overrides}
        return {command: ",".join(keys) for command, keys in merged.items()}


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One line of a table of keys."""

    command: Command
    keys: str
    """The keys as a reader sees them, such as `?  f1`."""


def read_keymap(
    scopes: Sequence[Scope], overrides: Mapping[str, str] | None = None
) -> Keymap:
    """Return the key map for `scopes`, or fail naming everything wrong with it.

    `overrides` maps a command's id to a comma-separated list of keys; the comma
    itself is written `comma`. Raises UsageError with all problems at once.
    """
    commands = {c.id: c for scope in scopes for c in scope.commands}
    problems: list[str] = []
    changed: dict[str, tuple[str, ...]] = {}
    for name, text in (overrides or {}).items():
        if name not in commands:
            problems.append(_unknown(name, commands))
            continue
        changed[name] = _keys(name, text, problems)
    keymap = Keymap(changed, {c.id: _default(c, problems) for c in commands.values()})
    problems.extend(_clashes(scopes, keymap))
    if problems:
        raise UsageError(
            "the key map cannot be used: " + "; ".join(dict.fromkeys(problems)),
            "change these lines of the key settings, `studyapp keys` lists every id",
        )
    return keymap


def key_rows(commands: Iterable[Command], keymap: Keymap) -> tuple[KeyRow, ...]:
    """Return the table of `commands` with the keys that call them now."""
    return tuple(
        KeyRow(command, "  ".join(key_text(key) for key in keymap.keys_of(command)))
        for command in commands
    )


def _keys(name: str, text: str, problems: list[str]) -> tuple[str, ...]:
    keys: list[str] = []
    for part in text.split(","):
        try:
            keys.append(canonical(part))
        except KeyNameError as error:
            problems.append(f"{name}: {error}")
    return tuple(keys)


def _default(command: Command, problems: list[str]) -> tuple[str, ...]:
    return _keys(command.id, ",".join(command.keys), problems)


def _unknown(name: str, commands: Mapping[str, Command]) -> str:
    near = get_close_matches(name, commands, 1)
    hint = f", the nearest is {near[0]!r}" if near else ""
    return f"there is no command {name!r}{hint}"


def _clashes(scopes: Sequence[Scope], keymap: Keymap) -> Iterable[str]:
    for scope in scopes:
        for one, other in combinations(scope.commands, 2):
            if one.id == other.id or scope.are_apart(one, other):
                continue
            for key in keymap.keys_of(one):
                if key in keymap.keys_of(other):
                    yield (
                        f"{key_text(key)!r} calls both {one.id} ({one.label}) "
                        f"and {other.id} ({other.label}) on {scope.name}"
                    )
