"""A Markdown document laid out for a width: blocks in order, headings findable.

One `Content` for the whole document: a widget per paragraph costs seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from studyapp.tui.prose.code import code_lines
from studyapp.tui.prose.inline import Links, from_tokens
from studyapp.tui.prose.lines import MUTED, behind, clean, hang, joined, wrap
from studyapp.tui.prose.parser import document_tree
from studyapp.tui.prose.tables import table_lines

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_BULLETS = "•◦▪"
_HEADINGS = {1: "bold $text-primary", 2: "bold underline", 3: "bold"}
NARROWEST = 12
"""Below this many cells nested blocks are no longer indented."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A heading: its words, its level from 1, and its line from 0."""

    title: str
    level: int
    line: int


@dataclass(frozen=True, slots=True)
class Page:
    """A document at one width."""

    content: Content
    headings: tuple[Anchor, ...]


def render(text: str, width: int, links: Links = Links.TEXT) -> Content:
    """Return the Markdown `text` as lines of at most `width` cells."""
    return lay_out(text, width, links).content


def lay_out(text: str, width: int, links: Links = Links.TEXT) -> Page:
    """Return the Markdown `text` at `width`, with where its headings stand."""
    writer = _Writer(links)
    lines = writer.blocks(document_tree(clean(text)).children, max(1, width))
    return Page(joined(lines), tuple(writer.headings))


@dataclass(slots=True)
class _Writer:
    """Turns nodes into lines, remembering the headings of the outermost level."""

    links: Links
    headings: list[Anchor] = field(default_factory=list)
    depth: int = 0

    def blocks(
        self, nodes: Sequence[SyntaxTreeNode], width: int, gap: int = 1
    ) -> list[Content]:
        """Return the blocks under one another, `gap` empty lines between them."""
        lines: list[Content] = []
        for node in nodes:
            chunk = self._block(node, width)
            if not chunk:
                continue
            if lines:
                lines.extend([Content("")] * gap)
            if node.type == "heading" and not self.depth:
                words = _words(node, self.links).plain.replace("\n", " ")
                self.headings.append(Anchor(words, int(node.tag[1]), len(lines)))
            lines.extend(chunk)
        return lines

    def _block(self, node: SyntaxTreeNode, width: int) -> list[Content]:
        writers: dict[str, Callable[[SyntaxTreeNode, int], list[Content]]] = {
            "paragraph": self._paragraph,
            "heading": self._heading,
            "bullet_list": self._list,
            "ordered_list": self._list,
            "blockquote": self._quote,
            "table": self._table,
            "fence": _code,
            "code_block": _code,
            "html_block": _html,
            "hr": _rule,
        }
        return writers.get(node.type, self._paragraph)(node, width)

    def _paragraph(self, node: SyntaxTreeNode, width: int) -> list[Content]:
        content = _words(node, self.links)
        return wrap(content, width) if content.plain.strip() else []

    def _heading(self, node: SyntaxTreeNode, width: int) -> list[Content]:
        style = _HEADINGS.get(int(node.tag[1]), "bold italic")
        lines = [line.stylize(style) for line in self._paragraph(node, width)]
        if node.tag == "h1" and lines:
            length = max(line.cell_length for line in lines)
            lines.append(Content.styled("━" * length, "$text-primary"))
        return lines

    def _list(self, node: SyntaxTreeNode, width: int) -> list[Content]:
        gap = 0 if _is_tight(node) else 1
        first = int(node.attrs.get("start", 1))
        ordered = node.type == "ordered_list"
        digits = len(str(first + len(node.children) - 1))
        lines: list[Content] = []
        for at, item in enumerate(node.children):
            number = f"{first + at:>{digits}}. "
            mark = Content(number if ordered else f"{_bullet(node)} ")
            chunk = self._inside(item, width, mark, partial(hang, mark), gap)
            lines.extend([Content("")] * (gap if lines else 0))
            lines.extend(chunk)
        return lines

    def _quote(self, node: SyntaxTreeNode, width: int) -> list[Content]:
        mark = Content.styled("│ ", MUTED)
        return self._inside(node, width, mark, partial(behind, mark), 1)

    def _inside(
        self,
        node: SyntaxTreeNode,
        width: int,
        mark: Content,
        place: Callable[[list[Content]], list[Content]],
        gap: int,
    ) -> list[Content]:
        """Return the blocks of `node` placed behind `mark`, if there is room."""
        room = width - mark.cell_length
        self.depth += 1
        if room < NARROWEST:
            lines = wrap(mark.rstrip(), width) + self.blocks(node.children, width, gap)
        else:
            lines = place(self.blocks(node.children, room, gap))
        self.depth -= 1
        return lines

    def _table(self, node: SyntaxTreeNode, width: int) -> list[Content]:
        rows = [row for part in node.children for row in part.children]
        cells = [[_words(cell, self.links) for cell in row.children] for row in rows]
        aligns = [str(c.attrs.get("style", ""))[11:] for c in rows[0].children]
        return table_lines(cells, aligns, width)


def _words(node: SyntaxTreeNode, links: Links) -> Content:
    """Return the words of a block whose only child is an inline node."""
    token = node.children[0].token if node.children else None
    return from_tokens(token.children or [] if token else [], links)


def _is_tight(node: SyntaxTreeNode) -> bool:
    paragraphs = [
        child
        for item in node.children
        for child in item.children
        if child.type == "paragraph"
    ]
    return all(paragraph.hidden for paragraph in paragraphs)


def _bullet(node: SyntaxTreeNode) -> str:
    level = -1
    above: SyntaxTreeNode | None = node
    while above is not None:
        level += above.type == "bullet_list"
        above = above.parent
    return _BULLETS[level % len(_BULLETS)]


def _code(node: SyntaxTreeNode, width: int) -> list[Content]:
    return code_lines(node.content, node.info.split(" ")[0] if node.info else "", width)


def _html(node: SyntaxTreeNode, width: int) -> list[Content]:
    text = node.content.strip()
    if text.startswith("<!--"):
        return []
    return wrap(Content(text), width)


def _rule(_node: SyntaxTreeNode, width: int) -> list[Content]:
    return [Content.styled("─" * width, MUTED)]
