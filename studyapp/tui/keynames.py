"""Which keys a terminal can be trusted to send, and their one spelling.

It knows nothing of commands: it turns a written key into a name or refuses it.
"""

from __future__ import annotations

from difflib import get_close_matches

_MOVING = frozenset(
    {"up", "down", "left", "right", "home", "end", "pageup", "pagedown"}
)
NAMED_KEYS = (
    _MOVING
    | {"space", "comma", "enter", "escape", "backspace", "delete", "insert"}
    | {f"f{number}" for number in range(1, 13)}
)
"""Keys that have a name; every other key is a character or has a modifier."""
_ALIASES = {
    "esc": "escape",
    "return": "enter",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "del": "delete",
    "question_mark": "?",
    "slash": "/",
    "colon": ":",
}
_SAME_AS = {
    "ctrl+i": "tab",
    "ctrl+j": "a new line",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "ctrl+[": "escape",
}
_TAKEN = {
    "ctrl+c": "copying",
    "ctrl+q": "quitting",
    "tab": "moving the focus",
    "shift+tab": "moving the focus",
}


class KeyNameError(ValueError):
    """A written key that no terminal sends, or that is not free."""


def canonical(text: str) -> str:
    """Return the one spelling of the key written as `text`.

    Raises KeyNameError saying why the key cannot be used.
    """
    if text == " ":
        return "space"
    written = text.strip()
    if len(written) == 1 and written.isprintable():
        return written
    key = "+".join(_ALIASES.get(part, part) for part in written.lower().split("+"))
    if key in NAMED_KEYS or len(key) == 1:
        return key
    if key in _SAME_AS:
        raise KeyNameError(f"a terminal sends {written!r} as {_SAME_AS[key]}")
    if key in _TAKEN:
        raise KeyNameError(f"{written!r} is kept for {_TAKEN[key]}")
    return _with_modifier(key, written)


def _with_modifier(key: str, written: str) -> str:
    modifier, _, name = key.rpartition("+")
    if modifier == "ctrl" and (name in _MOVING or _is_letter(name)):
        return key
    if modifier == "shift" and name in _MOVING:
        return key
    if modifier == "shift" and _is_letter(name):
        return name.upper()
    if modifier in {"alt", "cmd", "super", "meta", "option"}:
        raise KeyNameError(f"many terminals do not send {written!r}")
    near = get_close_matches(key, sorted(NAMED_KEYS), 1)
    hint = f", the nearest is {near[0]!r}" if near else ""
    raise KeyNameError(f"{written!r} is not the name of a key{hint}")


def _is_letter(name: str) -> bool:
    return len(name) == 1 and name.isascii() and name.isalpha()
