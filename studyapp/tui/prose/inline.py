"""The inside of a paragraph: emphasis, code and links as spans over plain text.

Brackets, dollars and slashes in the text stay text: a span is never parsed from it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from textual.content import Content, Span
from textual.style import Style

from studyapp.tui.prose.lines import MUTED, clean
from studyapp.tui.prose.parser import inline_tokens

if TYPE_CHECKING:
    from markdown_it.token import Token

CODE = "$text-accent"
_MARKED = re.compile(r"[\\`*_\[\]<>&]")
"""Characters without which a line of Markdown is its own text."""
_STYLES = {"strong_open": "bold", "em_open": "italic"}


class Links(StrEnum):
    """How a link is shown."""

    TEXT = "text"
    """Its text, underlined; terminals that can make it clickable."""
    ADDRESS = "address"
    """The same, with the address dimmed in brackets behind it."""


def inline(text: str, links: Links = Links.TEXT) -> Content:
    """Return one paragraph of Markdown; block marks such as `1.` stay text."""
    line = clean(text).replace("\n", " ")
    if not _MARKED.search(line):
        return Content(line)
    return from_tokens(inline_tokens(line), links)


def from_tokens(tokens: Sequence[Token], links: Links) -> Content:
    """Return the inline `tokens` as one text; a hard break is a new line."""
    writer = _Writer(links)
    for token in tokens:
        writer.write(token)
    return writer.content()


class _Writer:
    """Collects text and the spans that are still open."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._parts: list[str] = []
        self._length = 0
        self._spans: list[Span] = []
        self._open: list[tuple[int, str | Style, str]] = []

    def content(self) -> Content:
        return Content("".join(self._parts), spans=self._spans)

    def write(self, token: Token) -> None:
        kind = token.type
        if kind in _STYLES:
            self._open.append((self._length, _STYLES[kind], ""))
        elif kind == "link_open":
            address = str(token.attrGet("href") or "")
            self._open.append((self._length, _link_style(address), address))
        elif kind in {"strong_close", "em_close", "link_close"}:
            self._close()
        elif kind == "code_inline":
            self._add(token.content, CODE)
        else:
            self._add(_text_of(token))

    def _close(self) -> None:
        start, style, address = self._open.pop()
        if self._length > start:
            self._spans.append(Span(start, self._length, style))
        shown = "".join(self._parts)[start:]
        if address and self._links is Links.ADDRESS and shown != address:
            self._add(f" ({address})", MUTED)

    def _add(self, text: str, style: str = "") -> None:
        text = clean(text)
        if style and text:
            self._spans.append(Span(self._length, self._length + len(text), style))
        self._parts.append(text)
        self._length += len(text)


def _text_of(token: Token) -> str:
    if token.type == "softbreak":
        return " "
    if token.type == "hardbreak":
        return "\n"
    if token.type == "image":
        return f"[picture: {token.content}]"
    if token.type == "html_inline" and token.content.startswith("<!--"):
        return ""
    return token.content


def _link_style(address: str) -> Style:
    web = address.startswith(("https://", "http://"))
    return Style(underline=True, link=address if web else None)
