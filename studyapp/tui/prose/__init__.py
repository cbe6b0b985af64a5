"""Markdown as one styled text, laid out for a width; it knows no widget."""

from __future__ import annotations

from studyapp.tui.prose.inline import Links, inline
from studyapp.tui.prose.page import Anchor, Page, lay_out, render

__all__ = ["Anchor", "Links", "Page", "inline", "lay_out", "render"]
