"""A question in lines, and an answer read from a line: every kind of question.

Nothing is told by colour or place. Options go by letter or number; in a match prompts
have the numbers and partners the letters.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from studyapp.cli.plain import tell
from studyapp.content.answers import read_number
from studyapp.content.documents import QuestionKind
from studyapp.content.quantity import Quantity
from studyapp.practice.responses import (
    Chosen,
    Matched,
    Number,
    Ordered,
    Response,
)
from studyapp.practice.session import Confidence
from studyapp.services.showing import ShownQuestion

LETTERS, _NUMBERS = "ABCDEFGH", "12345678"
CONFIDENCES = {
    "sure": Confidence.SURE,
    "think": Confidence.THINK_SO,
    "guess": Confidence.GUESSING,
}
"""Words that may follow an answer."""
_PAIR = re.compile(r"(\d+)\s*([A-H])")


def tell_question(shown: ShownQuestion, struck: Collection[int] = ()) -> None:
    """Print exhibit, stem and options; an option struck out says so."""
    if shown.exhibit:
        tell(shown.exhibit)
    tell(shown.stem)
    for number, prompt in enumerate(_prompts(shown), 1):
        tell(f"{number}. {shown_prompt(shown, prompt)}", "  ")
    for letter, option in zip(LETTERS, shown.options, strict=False):
        mark = " (struck out)" if option.position in struck else ""
        tell(f"{letter}.{mark} {option.text}", "  ")


def wanted(shown: ShownQuestion) -> str:
    """Return what an answer looks like, for the prompt."""
    several = f"{shown.choose} letters or numbers"
    match shown.question.kind:
        case QuestionKind.NUMERIC:
            numeric = shown.question.numeric
            return f"a number in {numeric.unit}" if numeric else "a number"
        case QuestionKind.ORDER:
            return f"{several} in order"
        case QuestionKind.MATCH:
            return f"{shown.choose} pairs such as 1A"
        case _:
            return "a letter or number" if shown.choose == 1 else several


def remedy(shown: ShownQuestion) -> str:
    """Return the sentence for an answer that cannot be read."""
    last = LETTERS[max(len(shown.options) - 1, 0)]
    match shown.question.kind:
        case QuestionKind.NUMERIC:
            unit = shown.question.numeric.unit if shown.question.numeric else "it"
            return f"Write a number in {unit}, such as 12.5."
        case QuestionKind.MATCH:
            return f"Write {wanted(shown)}, with letters A to {last}."
        case _:
            letters, numbers = LETTERS[: shown.choose], _NUMBERS[: shown.choose]
            sample = f"{letters} or {numbers}"
            return f"Write {wanted(shown)} of A to {last}, such as {sample}."


def read_answer(
    shown: ShownQuestion, text: str
) -> tuple[Response, Confidence | None] | None:
    """Return the answer in a line and the confidence after it; None for no answer."""
    words = text.split()
    confidence = CONFIDENCES.get(words[-1].lower()) if len(words) > 1 else None
    answer = " ".join(words[:-1] if confidence else words)
    response = _response(shown, answer)
    return (response, confidence) if response is not None else None


def answer_text(shown: ShownQuestion, response: Response | None) -> str:
    """Return an answer as it would be written; empty for none."""
    letters = dict(zip((o.position for o in shown.options), LETTERS, strict=False))
    match response:
        case Chosen(options):
            return "".join(sorted(letters.get(option, "?") for option in options))
        case Ordered(options):
            return "".join(letters.get(option, "?") for option in options)
        case Number(value):
            numeric = shown.question.numeric
            return str(Quantity(value, numeric.unit if numeric else ""))
        case Matched(pairs):
            numbers = {p: n for n, p in enumerate(_prompts(shown), 1)}
            found = ((numbers.get(p, 0), letters.get(o, "?")) for p, o in pairs)
            return " ".join(f"{number}{letter}" for number, letter in sorted(found))
        case None:
            return ""


def position_of(shown: ShownQuestion, name: str) -> int | None:
    """Return the position in the file of the option with a letter or a number."""
    names = _NUMBERS if name.isdecimal() else LETTERS
    place = names.find(name.upper()) if len(name) == 1 else -1
    return shown.options[place].position if 0 <= place < len(shown.options) else None


def shown_prompt(shown: ShownQuestion, position: int) -> str:
    """Return the left side of the pair at a position in the file."""
    return next(o.prompt for o in shown.options if o.position == position)


def _response(shown: ShownQuestion, text: str) -> Response | None:
    kind = shown.question.kind
    if kind is QuestionKind.NUMERIC:
        unit = shown.question.numeric.unit if shown.question.numeric else ""
        number = read_number(text, unit)
        return None if number is None else Number(number)
    if kind is QuestionKind.MATCH:
        return _pairs(shown, text.upper())
    picked = [c for c in text.upper() if c not in " ,;"]
    places = [position_of(shown, c) for c in picked]
    positions = [place for place in places if place is not None]
    is_whole = len(set(positions)) == len(places) == shown.choose
    if not is_whole:
        return None
    if kind is QuestionKind.ORDER:
        return Ordered(tuple(positions))
    return Chosen(frozenset(positions))


def _pairs(shown: ShownQuestion, text: str) -> Matched | None:
    prompts = _prompts(shown)
    found = [(int(n), position_of(shown, letter)) for n, letter in _PAIR.findall(text)]
    pairs = {
        prompts[number - 1]: position
        for number, position in found
        if 0 < number <= len(prompts) and position is not None
    }
    is_whole = len(found) == len(pairs) == len(prompts)
    return Matched(tuple(sorted(pairs.items()))) if is_whole else None


def _prompts(shown: ShownQuestion) -> list[int]:
    """Return the positions that have a prompt, in the order of the file."""
    return sorted(option.position for option in shown.options if option.prompt)
