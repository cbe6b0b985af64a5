"""The colours can be read: WCAG 2 contrast of every text token."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

import studyapp.tui
from studyapp.settings import ThemeName
from studyapp.tui.themes import OWN_THEMES, TERMINAL_THEMES, THEME_NAMES

_BACKGROUNDS = ("background", "surface", "panel", "block-cursor-blurred-background")
_TEXTS = (
    "foreground",
    "foreground-muted",
    "foreground-disabled",
    "text",
    "text-muted",
    "text-disabled",
    "text-primary",
    "text-secondary",
    "text-accent",
    "text-warning",
    "text-error",
    "text-success",
    "link-color",
    "markdown-h1-color",
    "button-foreground",
)
_PAIRS = (
    ("footer-key-foreground", "footer-background"),
    ("footer-foreground", "footer-background"),
    ("footer-description-foreground", "footer-background"),
    ("block-cursor-foreground", "block-cursor-background"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ("link-color-hover", "link-background-hover"),
    ("input-cursor-foreground", "input-cursor-background"),
    ("input-selection-foreground", "input-selection-background"),
    ("screen-selection-foreground", "screen-selection-background"),
    ("button-color-foreground", "primary"),
    ("button-color-foreground", "success"),
    ("button-color-foreground", "warning"),
    ("button-color-foreground", "error"),
)
_CASES = [
    *((text, background) for text in _TEXTS for background in _BACKGROUNDS),
    *_PAIRS,
]


def _luminance(color: Color) -> float:
    """Relative luminance, WCAG 2.2 definition."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in color.normalized
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _contrast(one: Color, other: Color) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _resolved(value: str, background: Color) -> Color:
    """Return a colour as drawn: `auto 87%` is black or white by what is behind it."""
    if value.startswith("auto"):
        share = float(value.split()[1].rstrip("%")) / 100
        color = background.get_contrast_text(share)
    else:
        color = Color.parse(value)
    return background + color


def test_the_contrast_of_black_on_white_is_twenty_one() -> None:
    assert _contrast(Color(0, 0, 0), Color(255, 255, 255)) == pytest.approx(21)


@pytest.mark.parametrize("theme", OWN_THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(("text", "background"), _CASES)
def test_every_text_can_be_read_on_what_is_behind_it(
    theme: Theme, text: str, background: str
) -> None:
    tokens = theme.to_color_system().generate()
    behind = Color.parse(tokens[background])
    ratio = _contrast(_resolved(tokens[text], behind), behind)
    assert ratio >= 4.5, f"{text} on {background} in {theme.name}: {ratio:.2f}"


def test_the_terminal_themes_are_ones_textual_knows() -> None:
    assert set(TERMINAL_THEMES) <= set(BUILTIN_THEMES)
    assert len(THEME_NAMES) == len(set(THEME_NAMES)) == 4


def test_no_module_but_the_themes_names_a_colour() -> None:
    folder = Path(studyapp.tui.__path__[0])
    literal = re.compile(r"#[0-9a-fA-F]{6}\b|\brgb\(|\bansi_[a-z]+")
    offenders = [
        path.name
        for path in folder.rglob("*.py")
        if path.name != "themes.py" and literal.search(path.read_text("utf-8"))
    ]
    assert offenders == []


def test_no_style_rule_is_universal_with_a_pseudo_class() -> None:
    folder = Path(studyapp.tui.__path__[0])
    universal = re.compile(r"^\s*\*:\w+", re.MULTILINE)
    for path in (*folder.rglob("*.py"), *folder.rglob("*.tcss")):
        assert not universal.search(path.read_text("utf-8")), path


def test_the_settings_take_the_themes_there_are() -> None:
    assert get_args(ThemeName) == THEME_NAMES
