"""The colours: a dark and a light theme of our own, and the terminal's own colours.

No other module names a colour; every text token keeps 4.5:1 on every background.
"""

from __future__ import annotations

from textual.theme import Theme

_DARK = {
    "background": "#13161c",
    "surface": "#1b1f27",
    "panel": "#252a34",
    "foreground": "#e6e9ef",
    "primary": "#7cb7ff",
    "secondary": "#86d0c6",
    "accent": "#ffb454",
    "warning": "#f5cd6a",
    "error": "#ff8f8f",
    "success": "#7fd88f",
    "muted": "#aab3c1",
    "faint": "#98a2b1",
    "row": "#2a3547",
    "track": "#3a4250",
}
_LIGHT = {
    "background": "#fbfbf8",
    "surface": "#f2f3f0",
    "panel": "#e6e8e4",
    "foreground": "#1c2028",
    "primary": "#0a52a6",
    "secondary": "#0b615a",
    "accent": "#8f4300",
    "warning": "#724c00",
    "error": "#ab211b",
    "success": "#17602e",
    "muted": "#495260",
    "faint": "#555f6d",
    "row": "#d9e6f6",
    "track": "#c9cdc8",
}


def _variables(colour: dict[str, str]) -> dict[str, str]:
    """Return Textual's text tokens, each set to a colour that can be read."""
    tokens = {
        f"text-{name}": colour[name]
        for name in ("primary", "secondary", "accent", "warning", "error", "success")
    }
    return {
        **tokens,
        "text-muted": colour["muted"],
        "text-disabled": colour["faint"],
        "foreground-muted": colour["muted"],
        "foreground-disabled": colour["faint"],
        "border": colour["primary"],
        "border-blurred": colour["track"],
        "block-cursor-foreground": colour["background"],
        "block-cursor-background": colour["primary"],
        "block-cursor-blurred-foreground": colour["foreground"],
        "block-cursor-blurred-background": colour["row"],
        "block-hover-background": colour["panel"],
        "footer-foreground": colour["foreground"],
        "footer-background": colour["panel"],
        "footer-key-foreground": colour["accent"],
        "footer-description-foreground": colour["foreground"],
        "link-color": colour["primary"],
        "link-color-hover": colour["background"],
        "link-background-hover": colour["primary"],
        "button-foreground": colour["foreground"],
        "button-color-foreground": colour["background"],
        "input-cursor-background": colour["foreground"],
        "input-cursor-foreground": colour["background"],
        "input-selection-background": colour["row"],
        "input-selection-foreground": colour["foreground"],
        "screen-selection-background": colour["row"],
        "screen-selection-foreground": colour["foreground"],
        "scrollbar": colour["track"],
        "scrollbar-hover": colour["muted"],
        "scrollbar-active": colour["primary"],
        "scrollbar-background": colour["surface"],
        "scrollbar-background-hover": colour["surface"],
        "scrollbar-background-active": colour["surface"],
    }


STUDY_DARK = Theme(
    name="study-dark",
    dark=True,
    primary=_DARK["primary"],
    secondary=_DARK["secondary"],
    accent=_DARK["accent"],
    warning=_DARK["warning"],
    error=_DARK["error"],
    success=_DARK["success"],
    foreground=_DARK["foreground"],
    background=_DARK["background"],
    surface=_DARK["surface"],
    panel=_DARK["panel"],
    variables=_variables(_DARK),
)
STUDY_LIGHT = Theme(
    name="study-light",
    dark=False,
    primary=_LIGHT["primary"],
    secondary=_LIGHT["secondary"],
    accent=_LIGHT["accent"],
    warning=_LIGHT["warning"],
    error=_LIGHT["error"],
    success=_LIGHT["success"],
    foreground=_LIGHT["foreground"],
    background=_LIGHT["background"],
    surface=_LIGHT["surface"],
    panel=_LIGHT["panel"],
    variables=_variables(_LIGHT),
)
OWN_THEMES = (STUDY_DARK, STUDY_LIGHT)
TERMINAL_THEMES = ("ansi-dark", "ansi-light")
"""Textual's themes that use the sixteen colours of the terminal itself."""
THEME_NAMES = (*(theme.name for theme in OWN_THEMES), *TERMINAL_THEMES)
DEFAULT_THEME = STUDY_DARK.name
