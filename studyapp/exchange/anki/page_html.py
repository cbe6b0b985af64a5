"""Our Markdown as the HTML of an Anki field.

Raw HTML in the Markdown comes out as text: nothing of ours is a tag by accident.
"""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt


def to_html(markdown: str) -> str:
    """Return Markdown as HTML, without the `<p>` around a single paragraph."""
    html = str(_parser().render(markdown)).strip()
    inside = html.removeprefix("<p>").removesuffix("</p>")
    return html if "<p>" in inside or inside == html else inside


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")
