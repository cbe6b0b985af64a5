"""Anki's card templates filled with a note's fields.

Owns the small language of braces: fields, filters, sections. A field that does not
exist is empty, as in Anki.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from studyapp.exchange.anki.read import Template

_SECTION = re.compile(
    r"\{\{([#^])\s*([^{}]+?)\s*\}\}((?:(?!\{\{[#^]).)*?)\{\{/\s*\2\s*\}\}", re.DOTALL
)
_TAG = re.compile(r"\{\{\s*([^{}#^/][^{}]*?)\s*\}\}")
_ANSWER_LINE = re.compile(r"<hr[^>]*id=[\"']?answer[\"']?[^>]*>", re.IGNORECASE)
_HTML_TAG = re.compile(r"<(?!img|audio|video|object)[^>]*>", re.IGNORECASE)


def fill(template: Template, fields: Mapping[str, str]) -> tuple[str, str]:
    """Return question and answer as HTML; the answer without the question above it."""
    question = _filled(template.question, fields)
    answer = _ANSWER_LINE.split(template.answer, maxsplit=1)[-1]
    return question, _filled(answer.replace("{{FrontSide}}", ""), fields)


def fields_shown(text: str, of_filter: str = "") -> tuple[str, ...]:
    """Return the fields a template shows, or those it shows through one filter."""
    found: list[str] = []
    for match in _TAG.finditer(text):
        *filters, name = match[1].split(":")
        if not of_filter or of_filter in filters:
            found.append(name.strip())
    return tuple(dict.fromkeys(found))


def _filled(text: str, fields: Mapping[str, str]) -> str:
    while (shorter := _SECTION.sub(lambda m: _section(m, fields), text)) != text:
        text = shorter
    return _TAG.sub(lambda m: fields.get(m[1].split(":")[-1].strip(), ""), text)


def _section(match: re.Match[str], fields: Mapping[str, str]) -> str:
    is_filled = bool(_HTML_TAG.sub("", fields.get(match[2], "")).strip())
    return match[3] if is_filled == (match[1] == "#") else ""
