"""Questions in GIFT, which Moodle and other learning platforms import.

The format is Moodle's (docs.moodle.org, "GIFT format"). GIFT knows no ordering and no
all-or-nothing: steps become a matching of numbers to steps, and a wrong choice among
several costs all points. It must never write an unescaped control character.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from studyapp.content.documents import QuestionKind
from studyapp.exchange.sheet import Sheet

_CONTROL = "\\~=#{}:"
_WHOLE = Decimal(100)


def gift(sheets: Iterable[Sheet]) -> str:
    """Return the questions as one GIFT text, in the order given."""
    parts: list[str] = []
    theme = ""
    for sheet in sheets:
        if sheet.theme != theme:
            theme = sheet.theme
            parts.append(f"$CATEGORY: studyapp/{theme}")
        parts.append(_question(sheet))
    return "\n\n".join(parts) + "\n" if parts else ""


def escape(text: str) -> str:
    """Return a text that GIFT takes literally, on one line."""
    marked = "".join(f"\\{c}" if c in _CONTROL else c for c in text.strip())
    return "\\n".join(marked.splitlines())


def _question(sheet: Sheet) -> str:
    unit = f" (in {sheet.unit})" if sheet.unit else ""
    lines = [
        f"// {sheet.level}, {sheet.difficulty}; {', '.join(sheet.skills)}".rstrip("; "),
        f"::{escape(sheet.id)}::[markdown]{escape(sheet.stem + unit)}{{",
        *(f"\t{line}" for line in _ANSWERS[sheet.kind](sheet)),
        *([f"\t####{escape(sheet.why)}"] if sheet.why else []),
        "}",
    ]
    return "\n".join(lines)


def _single(sheet: Sheet) -> list[str]:
    return [
        f"{'=' if o.is_right else '~'}{escape(o.text)}{_feedback(o.reason)}"
        for o in sheet.options
    ]


def _multiple(sheet: Sheet) -> list[str]:
    """Share the points among the right options; one wrong choice takes them all."""
    right = sum(option.is_right for option in sheet.options)
    share = f"{_WHOLE / right:.5f}".rstrip("0").rstrip(".")
    return [
        f"~%{share if option.is_right else '-100'}%{escape(option.text)}"
        f"{_feedback(option.reason)}"
        for option in sheet.options
    ]


def _numeric(sheet: Sheet) -> list[str]:
    return [f"#{sheet.number}:{sheet.tolerance}"]


def _pairs(sheet: Sheet) -> list[str]:
    return [f"={escape(o.prompt)} -> {escape(o.text)}" for o in sheet.options]


def _steps(sheet: Sheet) -> list[str]:
    """Match each right step to its number; a decoy has none."""
    steps = [option for option in sheet.options if option.is_right]
    decoys = [option for option in sheet.options if not option.is_right]
    numbered = [f"={n}. -> {escape(step.text)}" for n, step in enumerate(steps, 1)]
    return [*numbered, *(f"= -> {escape(decoy.text)}" for decoy in decoys)]


def _feedback(reason: str) -> str:
    return f"#{escape(reason)}" if reason else ""


_ANSWERS: dict[QuestionKind, Callable[[Sheet], list[str]]] = {
    QuestionKind.SINGLE: _single,
    QuestionKind.MULTIPLE: _multiple,
    QuestionKind.NUMERIC: _numeric,
    QuestionKind.MATCH: _pairs,
    QuestionKind.ORDER: _steps,
}
