"""Words as the search index holds them: the same for a fact and for a question.

Owns splitting, stop words, synonyms and stems. It imports nothing but its own tables,
as the quick lookup pays for every import; whether a term is known is not its business.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from studyapp.store.amounts import amount, is_number, unit_of
from studyapp.store.vocabulary import NUMBER_WORDS, PAIRS, STOP_WORDS, SYNONYMS

_BEGIN_PAIRS = frozenset(first for first, _ in PAIRS)
_SIGNS = str.maketrans(
    dict.fromkeys(
        '!"#&()*+-/:;<=>?@[\\]^_`{|}~'
        "\0\u2013\u2014\u2018\u201c\u201d\u2026\u2192\u2212\u2264\u2265\u00d7\u00b7\u00a0",
        " ",
    )
    | {"'": "", "\u2019": "", "$": " usd ", "%": " percent ", "λ": "lambda ", "µ": "u"}
)
"""What a sign becomes; points and commas are looked at one by one."""
_VOWELS = frozenset("aeiouy")
_ENDINGS = {
    "ing": 3,
    "ed": 3,
    "ation": 3,
    "ion": 3,
    "ment": 3,
    "ally": 5,
    "ly": 4,
    "ive": 5,
}
"""In the order they are stripped, with the letters that must be left."""
_ROOT_IN_AT = 5
"""Letters of a stem such as `creat` and `rotat`; longer ones lose their `-at`."""
_SHORT = 3
"""Words and stems of so few letters are left alone."""

Token = tuple[str, str]
"""A word as it was written, empty for an amount, and its term."""


def terms(text: str) -> list[str]:
    """Return the search terms of a text, in order, without stop words."""
    return [term for _, term in tokens(text)]


def tokens(text: str) -> list[Token]:
    """Return the terms of a text with the words they come from."""
    found: list[Token] = []
    words = [*split(text), "", ""]
    position = 0
    while words[position]:
        used = _read(words, position, found)
        position += used
    return found


def phrase_key(found: Iterable[str]) -> str:
    """Return terms as the index keeps whole phrases: each once, in no one's order."""
    return " ".join(sorted(set(found)))


@cache
def term_of(word: str) -> str:
    """Return the term of one lower case word: its stem, or what stands for it."""
    known = SYNONYMS.get(word)
    if known:
        return known
    stem = _stem(word)
    return SYNONYMS.get(stem, stem)


def split(text: str) -> list[str]:
    """Return a text's words in lower case; numbers and letters come apart."""
    words: list[str] = []
    text = text.replace("'s ", " ").replace("\u2019s ", " ").translate(_SIGNS)
    for chunk in text.split():
        if chunk.isalpha():
            words.append(chunk.lower())
        else:
            for part in _outside_numbers(chunk.strip(".,")):
                words += _pieces(part)
    return [word for word in words if word != "per"]


def _read(words: list[str], position: int, found: list[Token]) -> int:
    """Add the token that begins at `position`; return how many words it took."""
    word, following, after = words[position : position + 3]
    number = word if is_number(word) else NUMBER_WORDS.get(word)
    if number:
        # "10 GB-s" is ten of a unit of its own, not ten gigabytes.
        is_pair = (_singular(following), _singular(after)) in PAIRS
        unit = "" if is_pair else unit_of(following)
        if unit:
            found.append(("", amount(number, unit)))
            return 2
        if number is word:
            found.append(("", amount(word)))
            return 1
    singular = _singular(word)
    if singular in _BEGIN_PAIRS:
        pair = PAIRS.get((singular, _singular(following)))
        if pair:
            found.append((word, pair))
            return 2
    if word not in STOP_WORDS:
        found.append((word, term_of(word)))
    return 1


def _outside_numbers(chunk: str) -> list[str]:
    """Split at every point and comma that does not stand between two digits."""
    parts: list[str] = []
    start = 0
    for position, sign in enumerate(chunk):
        if sign in ".," and not (
            chunk[position - 1].isdecimal() and chunk[position + 1].isdecimal()
        ):
            parts.append(chunk[start:position])
            start = position + 1
    return [part for part in (*parts, chunk[start:]) if part]


def _pieces(word: str) -> list[str]:
    """Split `15m`, `10,240` and `python3.12`, but neither `s3` nor `arm64`."""
    if word.isalpha():
        return [word.lower()]
    cut = next(
        (i for i, c in enumerate(word) if c.isalpha() != word[0].isalpha()), len(word)
    )
    while cut < len(word) and word[0].isdecimal() and not word[cut].isalpha():
        cut += 1
    head, rest = word[:cut], word[cut:]
    if head.isalpha():
        whole = len(head) <= _SHORT and rest.isalnum()
        return [word.lower()] if whole else [head.lower(), *_pieces(rest)]
    number = head.replace(",", "")
    parts = [number] if is_number(number) else number.split(".")
    if rest == "M":
        rest = "million"
    return [*parts, *_pieces(rest)] if rest else parts


def _singular(word: str) -> str:
    return word[:-1] if len(word) > _SHORT and word.endswith("s") else word


def _stem(word: str) -> str:
    """Strip endings, lightly: invoking, invoked and invokes become one."""
    if len(word) <= _SHORT or not word.isalpha():
        return word
    word = _without_ending(_without_plural(word))
    if word.endswith("ncy"):
        return word[:-2] + "t"
    if word.endswith("y") and len(word) > _SHORT:
        return word[:-1] + "i"
    if word.endswith("e") and len(word) > _SHORT:
        word = word[:-1]
    # Allocate and allocation leave as little as reserve and reservation.
    return word[:-2] if word.endswith("at") and len(word) > _ROOT_IN_AT else word


def _without_plural(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_ending(word: str) -> str:
    """Strip one ending after the other: provisioned, provision, provis."""
    if word.endswith("eed"):
        return word
    for ending, least in _ENDINGS.items():
        stem = word[: -len(ending)]
        if (
            word.endswith(ending)
            and len(stem) >= least
            and not _VOWELS.isdisjoint(stem)
        ):
            word = _undouble(stem) + ("at" if ending == "ation" else "")
    return word


def _undouble(stem: str) -> str:
    if len(stem) > _SHORT and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    return stem
