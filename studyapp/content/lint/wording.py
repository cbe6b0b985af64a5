"""Words that cue the testwise or trap the honest: rows E3-W6, E9, E11 and E12.

Grammar (E9) is decided where a machine can: an article or a number word at the end of
the lead-in, and one option whose verb has another form than all the rest. Whether an
option continues a lead-in in other ways is left to readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.content.documents import QuestionKind
from studyapp.content.lint.item import EXAM_KINDS, Item, without_code, words
from studyapp.content.options import NUMBER_WORDS
from studyapp.errors import Problem

ABSOLUTES = frozenset({"all", "always", "cannot", "must", "never", "none", "only"})
VAGUE = frozenset({"may", "might", "often", "sometimes", "usually"})

_OF_THE_ABOVE = re.compile(
    r"\b(?:all|none|both|neither|either|any) of (?:the|these)\b"
    r"(?: above| options| answers)?[.]?$"
    r"|\b(?:all|none|both|neither|either) of the (?:above|options|answers)\b"
    r"|^(?:both )?[A-F] and [A-F]\b",
    re.IGNORECASE,
)
_LOUD_NEGATIVE = re.compile(r"\b(?:NOT|EXCEPT)\b|\bLEAST likely\b")
_QUIET_NEGATIVE = re.compile(
    r"^which\b(?:(?!\bthat\b|\bwhen\b|\bif\b)[^,;])*?"
    r"\b(?:is|are|do|does|will|would|can|should) not\b"
    r"|\bexcept (?:for )?(?:one|which)\b|\bleast likely\b",
    re.IGNORECASE,
)
_DIRECTIVES = frozenset(
    """arrange calculate choose compute drag estimate give match name order pair pick
    place put rank round select sort state write""".split()  # noqa: SIM905 - a line for each would hide them
)
_ARTICLE_END = re.compile(r"\b(an?)\s*[?:.]?$")
_COUNTED = re.compile(r"\b(?:which|what) (two|three|four|five)\b", re.IGNORECASE)
_CHOOSE = re.compile(r"\(Choose ([A-Z]+)\.\)")
_NO_GERUNDS = frozenset({"during", "nothing", "string", "billing", "following"})


def check_wording(item: Item) -> Iterator[Problem]:
    """Yield what is wrong with the words of a question."""
    yield from _lead_in(item)
    yield from _negative(item)
    yield from _count(item)
    if item.question.kind in EXAM_KINDS:
        yield from _options(item)
        yield from _grammar(item)


def _lead_in(item: Item) -> Iterator[Problem]:
    last = item.lead_in
    opening = words(last)[:1]
    is_directive = bool(opening) and opening[0] in _DIRECTIVES
    if not last.endswith("?") and not is_directive:
        yield item.problem(
            "its stem does not end with a question or an instruction",
            "make the question the last sentence",
        )


def _negative(item: Item) -> Iterator[Problem]:
    """Report a stem that asks for what is not so; capitals excuse study kinds."""
    if item.question.kind in EXAM_KINDS:
        if is_negative(item):
            yield item.problem("its stem is negative", "ask for what holds")
    elif is_negative(item) and not _LOUD_NEGATIVE.search(item.lead_in):
        yield item.problem(
            "its stem is negative in small letters", "write NOT, or ask for what holds"
        )


def is_negative(item: Item) -> bool:
    """Whether the lead-in asks for what is not so."""
    patterns = (_LOUD_NEGATIVE, _QUIET_NEGATIVE)
    return any(pattern.search(item.lead_in) for pattern in patterns)


def _count(item: Item) -> Iterator[Problem]:
    """Compare the number that the stem names with the right options."""
    said = _CHOOSE.search(item.stem) or _COUNTED.search(item.lead_in)
    if said is None or item.question.kind not in EXAM_KINDS:
        return
    right = len(item.question.keys)
    if said[1].upper() != NUMBER_WORDS.get(right):
        yield item.problem(
            f"its stem says '{said[1]}', but {right} of its options must be chosen",
            "make the two agree",
        )


def _options(item: Item) -> Iterator[Problem]:
    for option in item.options:
        if _OF_THE_ABOVE.search(option):
            yield item.problem(
                f"the option '{option[:40]}' speaks of other options",
                "write an option that stands alone",
            )
        vague = sorted(VAGUE & set(words(without_code(option))))
        if vague:
            yield item.warning(
                f"the option '{option[:40]}' is vague ('{vague[0]}')",
                "say when, or how much",
            )
    if item.question.kind is QuestionKind.SINGLE and cues_by_absolutes(item):
        yield item.warning(
            "absolute words stand in distractors only", "give them to no option or more"
        )


def has_absolute(text: str) -> bool:
    """Whether an option holds an absolute word."""
    return not ABSOLUTES.isdisjoint(words(without_code(text)))


def cues_by_absolutes(item: Item) -> bool:
    """Whether a distractor has an absolute word and no key has one."""
    keys = any(has_absolute(item.options[i]) for i in item.question.keys)
    return not keys and any(has_absolute(item.options[i]) for i in item.distractors)


def _grammar(item: Item) -> Iterator[Problem]:
    article = _ARTICLE_END.search(item.lead_in)
    if article:
        wants_vowel = article[1].lower() == "an"
        misfits = [o for o in item.options if (o[:1].lower() in "aeiou") != wants_vowel]
        if misfits:
            yield item.problem(
                f"'{article[1]}' does not fit the option '{misfits[0][:40]}'",
                "move the article into the options",
            )
    forms = [_is_gerund(option) for option in item.options]
    for form in (True, False):
        if forms.count(form) == 1 and len(forms) > 2:
            odd = item.options[forms.index(form)]
            yield item.problem(
                f"the option '{odd[:40]}' begins with another verb form than the rest",
                "write all options in one form",
            )


def _is_gerund(option: str) -> bool:
    first = (words(option) or ("",))[0]
    return first.endswith("ing") and len(first) > 5 and first not in _NO_GERUNDS
