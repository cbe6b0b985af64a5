"""One topic file: front matter, prose, facts and their cards.

It reads one file by itself; what needs other files is `library`'s business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from studyapp.content.blocks import Block, BlockKind, MarkdownFile, read_markdown
from studyapp.content.cards import CardHome, is_card, written_cards
from studyapp.content.documents import (
    Card,
    Claim,
    Drawing,
    Earlier,
    ExamAnswer,
    Fact,
    FactSlot,
    Prose,
    Skill,
    Topic,
)
from studyapp.content.prices import PriceTables
from studyapp.content.quantity import Quantity, Series, Text, Value, parse_value
from studyapp.content.schema import (
    FactBlock,
    MeterValue,
    SkillMap,
    TextValue,
    TopicHeader,
    validate,
)
from studyapp.content.units import UnitError
from studyapp.content.value_cards import value_card
from studyapp.content.yaml_block import read_yaml
from studyapp.errors import Place, Problem

FACT_ID = re.compile(r"^[a-z0-9]+(?:[.-][a-z0-9]+)*\.[a-z0-9]+(?:[.-][a-z0-9]+)*$")
_PLAIN = ("", "text")
"""What a fence says about its language where it holds a drawing and no code."""


@dataclass(slots=True)
class TopicFile:
    """What one file holds, and everything wrong with it."""

    topic: Topic | None = None
    facts: list[Fact] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    drawings: list[Drawing] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_topic(text: str, file: str, prices: PriceTables) -> TopicFile:
    """Return the topic in `text`; `file` is the name shown in problems."""
    found = TopicFile()
    markdown = read_markdown(text, file)
    if isinstance(markdown, Problem):
        found.problems.append(markdown)
        return found
    header = _header(markdown, file, found)
    if header is None:
        return found
    reader = _Reader(header.topic, file, prices, found)
    reader.read(markdown.blocks)
    found.drawings.extend(
        Drawing(block.body, Place(file, block.line + 1))
        for block in markdown.blocks
        if block.kind is BlockKind.FENCE and block.info in _PLAIN
    )
    found.topic = Topic(
        id=header.topic,
        title=header.title,
        summary=header.summary,
        order=header.order,
        related=tuple(header.related),
        parts=tuple(reader.parts),
        place=Place(file, 1),
    )
    return found


def skills(exams: SkillMap) -> tuple[Skill, ...]:
    """Return the skills of an `exams:` mapping, in order."""
    return tuple(Skill(exam, n) for exam, numbers in exams.items() for n in numbers)


def _header(markdown: MarkdownFile, file: str, found: TopicFile) -> TopicHeader | None:
    if markdown.front is None:
        found.problems.append(
            Problem(
                Place(file, 1),
                "a topic begins with front matter",
                "write '---', 'topic: ...', 'title: ...', 'summary: ...', '---' on top",
            )
        )
        return None
    header = validate(TopicHeader, markdown.front)
    if isinstance(header, tuple):
        found.problems.extend(header)
        return None
    return header


class _Reader:
    """Walks the blocks of a file from top to bottom."""

    def __init__(
        self, topic: str, file: str, prices: PriceTables, found: TopicFile
    ) -> None:
        self.parts: list[Prose | FactSlot] = []
        self._topic = topic
        self._file = file
        self._prices = prices
        self._found = found
        self._title = ""
        self._level = 0
        self._line = 1
        self._text: list[str] = []

    def read(self, blocks: tuple[Block, ...]) -> None:
        """Read all blocks; a fact's YAML block is taken with its heading."""
        waiting = list(blocks)
        while waiting:
            block = waiting.pop(0)
            if block.kind is not BlockKind.HEADING:
                self._text_or_card(block)
            elif block.level == 3 and "." in block.title and " " not in block.title:
                self._close_prose()
                inside = []
                while waiting and not _ends_fact(waiting[0]):
                    inside.append(waiting.pop(0))
                self._fact(block, inside)
            else:
                self._close_prose()
                self._level, self._title = block.level, block.title
                self._line = block.line
        self._close_prose()

    def _text_or_card(self, block: Block) -> None:
        if is_card(block):
            self._card(block, "")
        else:
            if not self._text and not self._title:
                self._line = block.line
            self._text.append(block.text)

    def _close_prose(self) -> None:
        if self._text or self._title:
            text = "\n\n".join(self._text)
            self.parts.append(Prose(self._level, self._title, text, self._line))
        self._text, self._title, self._level = [], "", 0

    def _card(self, block: Block, fact: str) -> None:
        cards = written_cards(block, CardHome(self._topic, fact, self._file))
        if isinstance(cards, Problem):
            self._found.problems.append(cards)
        else:
            self._found.cards.extend(cards)

    def _fact(self, heading: Block, inside: list[Block]) -> None:
        place = Place(self._file, heading.line)
        fact_id = heading.title
        problem = _heading_problem(fact_id, inside, place)
        if problem:
            self._found.problems.append(problem)
            return
        text = "\n\n".join(b.text for b in inside[1:] if not is_card(b))
        fact = self._build(fact_id, inside[0], text, place)
        if fact:
            self._found.facts.append(fact)
            self._found.cards.append(value_card(fact))
            self.parts.append(FactSlot(fact_id))
        for block in inside[1:]:
            if is_card(block):
                self._card(block, fact_id)

    def _build(
        self, fact_id: str, fence: Block, text: str, place: Place
    ) -> Fact | None:
        block = read_yaml(fence.body, self._file, fence.line + 1)
        if isinstance(block, Problem):
            self._found.problems.append(block)
            return None
        fields = validate(FactBlock, block)
        if isinstance(fields, tuple):
            self._found.problems.extend(fields)
            return None
        try:
            value = self._value(fields)
            if fields.also:
                value.to(fields.also)
        except UnitError as error:
            key = "also" if fields.also and fields.also in str(error) else "value"
            self._found.problems.append(
                Problem(
                    block.place((key,)),
                    error.message,
                    error.remedy or _value_remedy(key),
                )
            )
            return None
        return _fact_of(fact_id, self._topic, fields, value, text, place)

    def _value(self, fields: FactBlock) -> Value:
        match fields.value:
            case MeterValue(meter=meter, region=region):
                return self._prices.quantity(meter, region)
            case TextValue(text=text):
                return Text(text)
            case list(texts):
                return _series(texts)
            case text:
                return parse_value(text)


def _series(texts: list[str]) -> Series:
    items = [parse_value(text) for text in texts]
    quantities = tuple(item for item in items if isinstance(item, Quantity))
    if len(quantities) != len(texts) or not texts:
        raise UnitError("a list holds quantities only", "write e.g. [1 min, 2 min]")
    return Series(quantities)


def _value_remedy(key: str) -> str:
    if key == "also":
        return "name a unit of the same kind, as 'also: min'"
    return "write 'value: 900 s', or '{text: ...}' for words that begin with a digit"


def _ends_fact(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and block.level <= 3


def _heading_problem(fact_id: str, inside: list[Block], place: Place) -> Problem | None:
    if not FACT_ID.match(fact_id):
        return Problem(
            place,
            f"'{fact_id}' is not a fact id",
            "write lower case words with dots, as 'timeout.max'",
        )
    first = inside[0] if inside else None
    if first is None or first.kind is not BlockKind.FENCE or first.info != "yaml":
        return Problem(
            place,
            f"the fact '{fact_id}' has no YAML block under its heading",
            "write ```yaml, 'name:', 'value:', 'source:', 'checked:', ```",
        )
    return None


def _fact_of(
    fact_id: str, topic: str, fields: FactBlock, value: Value, text: str, place: Place
) -> Fact:
    answer = fields.exam_answer
    return Fact(
        id=fact_id,
        topic=topic,
        name=fields.name,
        value=value,
        sources=tuple(fields.source),
        checked=fields.checked,
        place=place,
        ask=fields.ask,
        also=fields.also,
        aliases=tuple(fields.aliases),
        text=text,
        unconfirmed=bool(fields.status),
        skills=skills(fields.exams),
        claims=tuple(
            Claim(note, c.says, c.verdict, c.why, c.row)
            for note, claims in fields.claims.items()
            for c in claims
        ),
        was=tuple(Earlier(w.value, w.until) for w in fields.was),
        exam_answer=ExamAnswer(
            answer.value, answer.asof, tuple(answer.exams), answer.why
        )
        if answer
        else None,
        confused_with=tuple(fields.confused_with),
        tags=tuple(fields.tags),
    )
