"""Colours for code; imported only when code is shown, since it loads Pygments.

It takes no colour of its own: each token is one of the theme's readable texts.
"""

from __future__ import annotations

from textual.content import Content
from textual.highlight import HighlightTheme, highlight


class _Readable(HighlightTheme):
    """Pygments' token types, as the tuples they are."""

    STYLES: dict[tuple[str, ...], str] = {  # noqa: RUF012
        ("Comment",): "italic $text-muted",
        ("Keyword",): "bold $text-primary",
        ("Name", "Tag"): "$text-primary",
        ("Name", "Attribute"): "$text-primary",
        ("Name", "Builtin"): "$text-secondary",
        ("Name", "Function"): "$text-secondary",
        ("Name", "Decorator"): "$text-secondary",
        ("Name", "Class"): "bold",
        ("Literal", "Number"): "$text-warning",
        ("Literal", "String"): "$text-success",
        ("Operator", "Word"): "bold $text-primary",
    }


def coloured(text: str, language: str) -> Content:
    """Return `text` with colours, or without if the language is not known."""
    painted = highlight(text, language=language, theme=_Readable)
    kept = set(_Readable.STYLES.values())
    return Content(text, spans=[span for span in painted.spans if span.style in kept])
