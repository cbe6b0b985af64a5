"""Parsed Markdown, kept; the parser is loaded by the first text that needs it.

Importing it with the widgets would delay the first frame by some 45 ms.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode


def inline_tokens(text: str) -> list[Token]:
    """Return the tokens of one paragraph; block marks in it stay text."""
    from studyapp.content.blocks import commonmark  # noqa: PLC0415

    tokens = commonmark().parseInline(text)
    return tokens[0].children or [] if tokens else []


@lru_cache(maxsize=64)
def document_tree(text: str) -> SyntaxTreeNode:
    """Return the parsed document; kept, so a resize does not parse again."""
    from markdown_it.tree import SyntaxTreeNode  # noqa: PLC0415

    from studyapp.content.blocks import commonmark  # noqa: PLC0415

    return SyntaxTreeNode(commonmark().parse(text))
