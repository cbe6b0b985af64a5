"""An Anki field's HTML as Markdown of one paragraph, in lines.

Owns what is kept: words, line breaks, emphasis, code, list items. Pictures and
sounds cannot be shown in a terminal: their names stand where they stood.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from studyapp.exchange.topic_text import escaped

_SOUND = re.compile(r"\[sound:([^\]]+)\]")
_BLANK = re.compile(r"[ \t\r\n\f\xa0]+")
_LINES = frozenset(
    """address article blockquote br dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li
    ol p pre section table tr ul""".split()  # noqa: SIM905 - thirty lines otherwise
)
_MEDIA = frozenset({"audio", "embed", "img", "object", "source", "video"})
_SKIPPED = frozenset({"script", "style", "title"})
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_CODE = frozenset({"code", "kbd", "samp", "tt"})


@dataclass(frozen=True, slots=True)
class FieldText:
    """Markdown, and the media that are left out of it."""

    markdown: str
    media: tuple[str, ...]
    has_words: bool
    """Whether there is more to read than the names of media."""


def read_field(html: str) -> FieldText:
    """Return a field's HTML as Markdown lines."""
    return _read(html, _Reader(re.compile(r"`|\{\{|<!--")))


def read_holed(html: str) -> FieldText:
    """Do as `read_field` for a text in which a bracket outside words is a hole."""
    return _read(html, _Reader(re.compile(r"[`\[\]\ue000-\ue00f]|\{\{|<!--")))


def _read(html: str, reader: _Reader) -> FieldText:
    reader.feed(_SOUND.sub(r'<audio src="\1">', html))
    reader.close()
    lines = (line.strip() for line in "".join(reader.parts).split("\n"))
    return FieldText(
        "\n".join(filter(None, lines)), tuple(reader.media), reader.has_words
    )


class _Reader(HTMLParser):
    def __init__(self, no_code: re.Pattern[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._no_code = no_code
        self.parts: list[str] = []
        self.media: list[str] = []
        self.has_words = False
        self._skipping = 0
        self._preformatted = 0
        self._code: list[str] | None = None
        self._open: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self._skipping += 1
        elif tag in _MEDIA:
            self._leave_out(dict(attrs))
        elif tag in _CODE and not self._preformatted:
            self._code = []
        elif tag in _MARKS:
            self._open.append((tag, len(self.parts)))
        elif tag in _LINES:
            self._new_line()
            self._preformatted += tag == "pre"
            if tag == "li":
                self.parts.append("• ")
        elif tag in {"td", "th"}:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipping = max(self._skipping - 1, 0)
        elif tag in _CODE and self._code is not None:
            code, self._code = "".join(self._code), None
            self.parts.append(_code_span(code, self._no_code))
        elif tag in _MARKS:
            self._close(tag)
        elif tag in _LINES:
            self._preformatted = max(self._preformatted - (tag == "pre"), 0)
            self._new_line()

    def handle_data(self, data: str) -> None:
        if self._skipping:
            return
        self.has_words = self.has_words or not data.isspace()
        if self._code is not None:
            self._code.append(data)
        elif self._preformatted:
            self.parts.append(
                "\n".join(_code_line(line, self._no_code) for line in data.splitlines())
            )
        else:
            self.parts.append(escaped(_BLANK.sub(" ", data)))

    def close(self) -> None:
        """Write what an unclosed tag still holds."""
        super().close()
        if self._code:
            self.parts.append(_code_span("".join(self._code), self._no_code))
            self._code = None

    def _new_line(self) -> None:
        # Emphasis does not reach over lines that are joined by hard breaks in a list.
        self._open.clear()
        self.parts.append("\n")

    def _leave_out(self, attributes: dict[str, str | None]) -> None:
        name = attributes.get("src") or attributes.get("data") or ""
        if name:
            self.media.append(name)
            self.parts.append(escaped(f"(left out: {name})"))

    def _close(self, tag: str) -> None:
        """Put marks around the words since the tag opened, blanks outside them."""
        while self._open:
            opened, start = self._open.pop()
            if opened != tag:
                continue
            words = "".join(self.parts[start:])
            inner = words.strip()
            mark = _MARKS[tag]
            if inner and "*" not in inner:
                before, _, after = words.partition(inner)
                self.parts[start:] = [f"{before}{mark}{inner}{mark}{after}"]
            return


def _code_line(line: str, no_code: re.Pattern[str]) -> str:
    """Return a line of preformatted text, its indent kept."""
    indent = "\xa0" * (len(line) - len(line.lstrip()))
    span = _code_span(line, no_code)
    return f"`{indent}{span[1:]}" if span.startswith("`") else span


def _code_span(code: str, no_code: re.Pattern[str]) -> str:
    """Return code as Markdown; as plain words where it holds what must be escaped."""
    words = _BLANK.sub(" ", code).strip()
    if not words:
        return ""
    return escaped(words) if no_code.search(words) else f"`{words}`"
