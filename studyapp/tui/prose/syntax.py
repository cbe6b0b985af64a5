"""Colours for code, from Pygments' tokens; imported only when code is shown.

It takes no colour of its own: each token is one of the theme's readable texts.
"""

from __future__ import annotations

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Token, _TokenType
from pygments.util import ClassNotFound
from textual.content import Content, Span

_STYLES: dict[_TokenType, str] = {
    Token.Comment: "italic $text-muted",
    Token.Keyword: "bold $text-primary",
    Token.Name.Tag: "$text-primary",
    Token.Name.Attribute: "$text-primary",
    Token.Name.Builtin: "$text-secondary",
    Token.Name.Function: "$text-secondary",
    Token.Name.Class: "bold",
    Token.Name.Decorator: "$text-secondary",
    Token.Literal.Number: "$text-warning",
    Token.Literal.String: "$text-success",
    Token.Operator.Word: "bold $text-primary",
}


def coloured(text: str, language: str) -> Content:
    """Return `text` with colours, or without if the language is not known."""
    try:
        lexer: Lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return Content(text)
    spans: list[Span] = []
    at = 0
    for kind, piece in lexer.get_tokens(text):
        style = _style_of(kind)
        if style and piece:
            spans.append(Span(at, at + len(piece), style))
        at += len(piece)
    return Content(text, spans=spans)


def _style_of(kind: _TokenType) -> str:
    while kind is not None:
        if kind in _STYLES:
            return _STYLES[kind]
        kind = kind.parent
    return ""
