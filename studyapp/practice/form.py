"""One form of an exam: drawn by the weights of its domains, no two items on one fact.

A seed decides everything. Where the bank is too small the form says so; it must never
put two items with the same key fact together to reach a length.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from studyapp.content.documents import Exam, Question, QuestionKind
from studyapp.practice.blueprint import Shape, domain_of, domains_in, shape, shares
from studyapp.practice.shuffle import shuffled

EXAM_KINDS = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE})
"""What AWS exams ask; the other kinds are for study."""

_NAMED = 2
"""Domains short of questions that a note still names."""


class Freshness(IntEnum):
    """How long ago a question was answered; lower is drawn sooner."""

    UNSEEN = 0
    RESTED = 1
    RECENT = 2


@dataclass(frozen=True, slots=True)
class Place:
    """One item of a form."""

    question: str
    domain: int
    """Number of the exam's domain it was drawn for, from 1; 0 for none."""
    is_scored: bool


@dataclass(frozen=True, slots=True)
class Form:
    """The items of an exam in order, its shape, and what the bank could not give."""

    places: tuple[Place, ...]
    shape: Shape
    note: str = ""
    """One sentence where the bank does not fill the blueprint; empty otherwise."""


@dataclass(frozen=True, slots=True)
class Bank:
    """What a form is drawn from."""

    questions: Sequence[Question]
    freshness: Mapping[str, Freshness]
    """A question that is not in it is unseen."""
    sister: str = ""
    """Code of the version before or after; its domains have the same numbers."""


def draw(exam: Exam, items: int, seed: str, bank: Bank) -> Form:
    """Return a form of up to `items` items; fewer where facts would be shared.

    Raises ValueError where AWS has not published the exam's shape, or when `items`
    is below 1.
    """
    if items < 1:
        raise ValueError("a form has at least one item")
    table = _Table(exam, seed, bank)
    wanted = shape(exam, items)
    weights = [domain.weight for domain in exam.domains]
    needs = [
        scored + unscored
        for scored, unscored in zip(
            shares(weights, wanted.scored),
            shares(weights, wanted.unscored),
            strict=True,
        )
    ]
    table.fill_domains(needs)
    table.fill_up(items)
    drawn = shape(exam, max(len(table.drawn), 1))
    unscored = table.unscored(drawn.unscored, weights)
    places = tuple(
        Place(question, domain, question not in unscored)
        for question, domain in shuffled(table.drawn.items(), f"{seed}\0order")
    )
    return Form(places, drawn, _note(exam, needs, bank.sister, table))


class _Table:
    """The drawing of one form."""

    def __init__(self, exam: Exam, seed: str, bank: Bank) -> None:
        fitting = [q for q in bank.questions if q.kind in EXAM_KINDS]
        mixed = shuffled(sorted(fitting, key=lambda q: q.id), seed)
        self._known = bank.freshness
        self._pool = sorted(mixed, key=self._freshness)
        self._exam = exam
        self._seed = seed
        self._sister = bank.sister
        self._facts: set[str] = set()
        self.drawn: dict[str, int] = {}
        """Domain by question, in the order of drawing."""
        self.sisters: set[str] = set()
        """Questions tagged with the version before or after only."""
        self.strangers: set[str] = set()
        """Questions tagged with neither."""

    def own(self) -> list[Question]:
        """Return the questions tagged with the exam itself."""
        code = self._exam.code
        return [q for q in self._pool if domains_in(self._exam, q, code)]

    def fill_domains(self, needs: Sequence[int]) -> None:
        """Draw what each domain needs, the scarcest domain first."""
        code = self._exam.code
        choices = {
            domain: [q for q in self._pool if domain in domains_in(self._exam, q, code)]
            for domain in range(1, len(needs) + 1)
        }
        scarce = sorted(choices, key=lambda d: (len(choices[d]) - needs[d - 1], d))
        for domain in scarce:
            self._spread(choices[domain], domain, needs[domain - 1])
        for domain in scarce if self._sister else ():
            missing = needs[domain - 1] - Counter(self.drawn.values())[domain]
            named = (
                q
                for q in self._pool
                if domain in domains_in(self._exam, q, self._sister)
            )
            for question in named:
                if missing > 0 and self._take(question, domain):
                    self.sisters.add(question.id)
                    missing -= 1

    def fill_up(self, items: int) -> None:
        """Draw until there are enough: own questions first, then any others."""
        code = self._exam.code
        own = {question.id for question in self.own()}
        for question in sorted(self._pool, key=lambda q: q.id not in own):
            if len(self.drawn) >= items:
                return
            domains = domains_in(self._exam, question, code)
            is_taken = self._take(question, domains[0] if domains else 0)
            if is_taken and not domains:
                self.strangers.add(question.id)

    def unscored(self, count: int, weights: Sequence[int]) -> frozenset[str]:
        """Return what does not count: items of no domain first, then by weight."""
        mixed = shuffled(self.drawn.items(), f"{self._seed}\0unscored")
        chosen = [question for question, domain in mixed if not domain][:count]
        wanted = dict(enumerate(shares(weights, count - len(chosen)), 1))
        rest: list[str] = []
        for question, domain in mixed:
            if wanted.get(domain, 0) > 0:
                chosen.append(question)
                wanted[domain] -= 1
            elif domain:
                rest.append(question)
        return frozenset([*chosen, *rest][:count])

    def _spread(self, choices: Sequence[Question], domain: int, need: int) -> None:
        """Draw for one domain, each time for the skill that has the fewest items.

        What was answered before waits until the unseen questions are used up.
        """
        by_skill = self._by_skill(choices, domain)
        counts = dict.fromkeys(by_skill, 0)
        for freshness in Freshness:
            waiting = {
                skill: [q for q in named if self._freshness(q) is freshness]
                for skill, named in by_skill.items()
            }
            while need > 0 and waiting:
                scarcest = min(waiting, key=lambda number: (counts[number], number))
                if not any(
                    self._take(question, domain) for question in waiting[scarcest]
                ):
                    del waiting[scarcest]
                    continue
                counts[scarcest] += 1
                need -= 1

    def _by_skill(
        self, choices: Sequence[Question], domain: int
    ) -> dict[str, list[Question]]:
        found: dict[str, list[Question]] = {}
        for question in choices:
            for skill in question.skills:
                is_ours = skill.exam == self._exam.code
                if is_ours and domain_of(self._exam, skill) == domain:
                    found.setdefault(skill.number, []).append(question)
        return found

    def _freshness(self, question: Question) -> Freshness:
        return self._known.get(question.id, Freshness.UNSEEN)

    def _take(self, question: Question, domain: int) -> bool:
        if question.id in self.drawn or not self._facts.isdisjoint(question.facts):
            return False
        self._facts.update(question.facts)
        self.drawn[question.id] = domain
        return True


def _note(exam: Exam, needs: Sequence[int], sister: str, table: _Table) -> str:
    """Return one sentence on what the bank could not give, or nothing."""
    items, drawn = sum(needs), len(table.drawn)
    if drawn < items:
        return (
            f"The bank has {drawn} questions that share no fact, so this form is "
            f"{items - drawn} shorter than you asked for."
        )
    counts = Counter(table.drawn.values())
    lacking = [
        domain.name
        for number, domain in enumerate(exam.domains, 1)
        if counts[number] < needs[number - 1]
    ]
    foreign = [
        f"{len(some)} from {where}"
        for some, where in ((table.sisters, sister), (table.strangers, "other exams"))
        if some
    ]
    own = drawn - len(table.sisters) - len(table.strangers)
    told = ""
    if foreign:
        come = " and ".join(foreign)
        told = f" Of {items} items {own} were written for it; {come} fill it up."
    if lacking:
        many = f"{len(lacking)} of its {len(exam.domains)} domains"
        where = many if len(lacking) > _NAMED else " and ".join(lacking)
        told += f" Fewer items than in the exam come from {where}."
    return f"There are too few questions for {exam.code} here.{told}" if told else ""
