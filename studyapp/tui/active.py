"""Which commands work at this moment, by which keys, and who would run them.

Read from Textual's active bindings, so focus, phase and key map are in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from textual.app import App
from textual.dom import DOMNode
from textual.keys import format_key
from textual.screen import Screen

from studyapp.tui.keynames import NAMED_KEYS


@dataclass(frozen=True, slots=True)
class ActiveCommand:
    """A command that works now; `keys` as commands spell them."""

    keys: tuple[str, ...]
    action: str
    node: DOMNode

    @property
    def is_near(self) -> bool:
        """Whether it is the focused widget that runs it, not its screen or the app."""
        return not isinstance(self.node, App | Screen)

    @property
    def address(self) -> str:
        """The action with the namespace that finds its node from any widget."""
        if "." in self.action.partition("(")[0]:
            return self.action
        if isinstance(self.node, App):
            return f"app.{self.action}"
        place = "screen" if isinstance(self.node, Screen) else "focused"
        return f"{place}.{self.action}"


def active_commands(screen: Screen[Any]) -> dict[str, ActiveCommand]:
    """Return the commands that work on `screen` now, by id."""
    keys: dict[str, list[str]] = {}
    found: dict[str, tuple[str, DOMNode]] = {}
    for key, (node, binding, enabled, _) in screen.active_bindings.items():
        plain = _plain_key(key)
        if binding.id is not None and enabled and not _is_typed(plain, node, screen):
            keys.setdefault(binding.id, []).append(plain)
            found.setdefault(binding.id, (binding.action, node))
    return {name: ActiveCommand(tuple(keys[name]), *found[name]) for name in found}


def _is_typed(key: str, node: DOMNode, screen: Screen[Any]) -> bool:
    """Return whether the focused widget takes `key` as text before `node` sees it.

    Textual asks this too, but does not know `/`, `+` and `-` for characters.
    """
    widget = screen.focused
    character = key if len(key) == 1 else None
    return (
        widget is not None
        and widget is not node
        and widget.check_consume_key(key, character)
    )


def _plain_key(key: str) -> str:
    """Return a key as commands spell it: `?` for Textual's `question_mark`."""
    return key if key in NAMED_KEYS or "+" in key else format_key(key)
