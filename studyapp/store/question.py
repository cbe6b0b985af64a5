"""What a question asks: its terms, the kind of answer, and whether it is our subject.

Owns the reading of a question by the lexicon of the index. It imports nothing beyond
its siblings, as the quick lookup uses it.
"""

from __future__ import annotations

from itertools import pairwise

from studyapp.store.amounts import DATE, NUMBER, TEXT
from studyapp.store.lexicon import Lexicon, Meant
from studyapp.store.ranking import RELATED_CLOSENESS, Slot
from studyapp.store.spelling import distance, errors_allowed, lost_a_letter, nearest
from studyapp.store.terms import Token, split, term_of, tokens
from studyapp.store.vocabulary import (
    DATE_WORDS,
    HOW_WORDS,
    KINDS_ASKED,
    NEIGHBORS,
    OPENINGS,
    OWN_TERMS,
    PAIRS,
    PLAIN_TERMS,
    RELATED,
    STOP_WORDS,
)

_AFTER_HOW = 0.4
"""Share of its weight left to `many` in `how many`, as the kind of value says it."""
_NOT_THAT_NUMBER, _NOT_A_TEXT = 0.82, 0.95
"""Share left to a row whose value is of another kind than is asked for."""
_UNKNOWN = 0.8
_UNKNOWN_BESIDE_WORDS = 0.1
"""Weights of a word that no fact has, and of such a number among words."""

_NEEDED = 0.45
_FOR_OUR_SUBJECT = -0.25
_FOR_A_SENTENCE = -0.14
_FOR_ONE_WORD = -0.39
_FOR_AN_UNKNOWN_WORD = 0.24
_FOR_A_NEIGHBOR = 0.17
_FOR_A_NEIGHBOR_OF_ANOTHER_KIND = 0.17
"""Score from which the best row is an answer, and what moves that.

Fitted by logistic regression to 250 questions about other things, most of them about
other services, and to 2,500 about Lambda: it keeps silent on 9 in 10 of the former.
"""


class Question:
    """What somebody typed, as the index understands it."""

    __slots__ = (
        "_is_about_time",
        "_is_sentence",
        "_shares",
        "_terms",
        "kind",
        "slots",
    )

    def __init__(self, words: str, lexicon: Lexicon, *, is_open: bool) -> None:
        """Read `words`; with `is_open` the last of them may be half typed."""
        written = split(words)
        self.kind = kind_asked(written)
        self._is_about_time = not DATE_WORDS.isdisjoint(written)
        self._is_sentence = bool(written) and written[0] in OPENINGS
        asked = list(dict.fromkeys(tokens(words)))
        self.slots = understand(asked, lexicon, is_open=is_open)
        how = {b for a, b in pairwise(written) if a == "how" and b in HOW_WORDS}
        for slot in self.slots:
            if slot.word in how:
                slot.weight *= _AFTER_HOW
        self._shares: dict[str, float] = {}
        self._terms = {t for slot in self.slots for t in slot.sought()}

    def unknown(self) -> list[str]:
        """Return the words that no fact has, not even misspelled."""
        return [slot.word for slot in self.slots if slot.word and not slot.options]

    def fits(self, kind: str) -> bool:
        """Whether a kind of value is the one that is asked for."""
        if kind == DATE and not self._is_about_time:
            return False
        if self.kind == NUMBER:
            return kind not in {TEXT, DATE}
        if self.kind == TEXT:
            return kind in {TEXT, DATE}
        return self.kind in {"", kind}

    def share(self, kind: str) -> float:
        """Return what the kind of a row's value leaves of its score."""
        if kind not in self._shares:
            missed = _NOT_A_TEXT if self.kind == TEXT else _NOT_THAT_NUMBER
            self._shares[kind] = 1.0 if self.fits(kind) else missed
        return self._shares[kind]

    def needed(self, kind: str) -> float:
        """Return the score from which a row with such a value is no guess."""
        needed = _NEEDED
        if not OWN_TERMS.isdisjoint(self._terms):
            needed += _FOR_OUR_SUBJECT
        if self._is_sentence:
            needed += _FOR_A_SENTENCE
        if len(self.slots) == 1:
            needed += _FOR_ONE_WORD
        if not all(slot.is_known for slot in self.slots):
            needed += _FOR_AN_UNKNOWN_WORD
        if not NEIGHBORS.isdisjoint(self._terms):
            needed += _FOR_A_NEIGHBOR
            if self.kind != TEXT and not self.fits(kind):
                needed += _FOR_A_NEIGHBOR_OF_ANOTHER_KIND
        return needed


def kind_asked(written: list[str]) -> str:
    """Return the kind of value that the words of a question ask for, "" for any."""
    for words in (*map(" ".join, pairwise(written)), *written):
        if words in KINDS_ASKED:
            return KINDS_ASKED[words]
    return TEXT if written and written[0] in OPENINGS else ""


def understand(asked: list[Token], lexicon: Lexicon, *, is_open: bool) -> list[Slot]:
    """Return what the tokens of a question may stand for and how much each matters.

    With `is_open` the last word may be half typed.
    """
    joined = _joined(asked, lexicon)
    slots: list[Slot] = []
    for position, (word, term) in enumerate(asked):
        options = joined.get(position, {})
        if lexicon.rows(term):
            options = {**options, term: 1.0}
        elif not options and (parts := _run_together(word, lexicon)):
            slots += [Slot({p: 1.0}, lexicon.weight(p), word) for p in parts]
            continue
        if not options and word:
            is_half_typed = is_open and position == len(asked) - 1
            options = _guessed(word, lexicon, is_half_typed=is_half_typed)
            if not options and _says_little(word, term):
                continue
        if options:
            weight = min(map(lexicon.weight, options))
        else:
            weight = _UNKNOWN if word or len(asked) == 1 else _UNKNOWN_BESIDE_WORDS
        slots.append(Slot(_with_related(term, options, lexicon), weight, word))
    return slots


def _run_together(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the terms of two words without a blank, unless it is one misspelled."""
    return () if lexicon.near(word) else lexicon.parts(word)


def _says_little(word: str, term: str) -> bool:
    """Whether an unknown word is plain English, perhaps misspelled."""
    if term in PLAIN_TERMS:
        return True
    allowed = errors_allowed(word)
    if not allowed:
        return any(lost_a_letter(word, meant) for meant in STOP_WORDS)
    return bool(nearest(word, STOP_WORDS, allowed))


def _guessed(word: str, lexicon: Lexicon, *, is_half_typed: bool) -> Meant:
    """Return the terms that an unknown word may stand for, if any."""
    corrected = lexicon.near(word)
    if corrected and not is_half_typed:
        return corrected
    return lexicon.completions(word) | corrected


def _with_related(term: str, options: Meant, lexicon: Lexicon) -> Meant:
    """Return the options, then the terms that people use for them."""
    related = {
        other: RELATED_CLOSENESS
        for meant in list(options) or [term]
        for other in RELATED.get(meant, ())
        if other not in options and lexicon.rows(other)
    }
    return options | related


def _joined(asked: list[Token], lexicon: Lexicon) -> dict[int, Meant]:
    """Return, by position, the terms of words that were wrongly taken apart."""
    found: dict[int, Meant] = {}
    for position, ((one, _), (other, _)) in enumerate(pairwise(asked)):
        term = _pair(one, other, lexicon) if one and other else ""
        if term and lexicon.rows(term):
            found.setdefault(position, {})[term] = 1.0
            found.setdefault(position + 1, {})[term] = 1.0
    return found


def _pair(one: str, other: str, lexicon: Lexicon) -> str:
    """Return the term that two words in a row make, misspelled or not, or nothing."""
    term = term_of(one + other)
    if lexicon.rows(term) or all(lexicon.rows(term_of(w)) for w in (one, other)):
        return term
    for (first, second), pair in PAIRS.items():
        if _is_near(one, first) and _is_near(other, second):
            return pair
    return ""


def _is_near(word: str, meant: str) -> bool:
    allowed = errors_allowed(word)
    return distance(word, meant, allowed) <= allowed
