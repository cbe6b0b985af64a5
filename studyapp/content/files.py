"""Content files: found, told apart and parsed, each by itself.

Parsing one file needs only its text and the price tables, so an unchanged file need
not be read again. What does not agree between files is `library`'s business.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from studyapp import paths
from studyapp.content.documents import Document, Drawing, Exam, PriceTable
from studyapp.content.exam_file import read_exams
from studyapp.content.price_file import read_prices
from studyapp.content.prices import PriceTables
from studyapp.content.question_file import read_questions
from studyapp.content.quizdown_file import looks_like_quizdown, read_quizdown
from studyapp.content.topic_file import read_topic
from studyapp.errors import Place, Problem, Severity

_MISTAKEN = {".markdown", ".mdown", ".txt", ".toml", ".json", ".yml"}
"""Endings of files that somebody may take for content."""


class FileKind(StrEnum):
    """What a content file holds; its front matter or first key says so."""

    PRICES = "prices"
    TOPIC = "topic"
    QUESTIONS = "questions"
    EXAMS = "exams"
    QUIZDOWN = "quizdown"
    """Questions as other programs write them, in a learner's own folder."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a content folder; `name` is its path as problems show it."""

    path: Path
    name: str
    kind: FileKind
    text: str

    def fingerprint(self, prices_digest: str) -> str:
        """Return a hash that changes when parsing could give something else."""
        uses_prices = self.kind is FileKind.TOPIC and "meter:" in self.text
        salt = prices_digest if uses_prices else ""
        return hashlib.sha256(f"{self.text}\0{salt}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What one file holds, and what is wrong with it."""

    name: str
    kind: FileKind
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...] = ()
    drawings: tuple[Drawing, ...] = ()

    @property
    def is_broken(self) -> bool:
        """Whether an error keeps this version from being used."""
        return any(p.severity is Severity.ERROR for p in self.problems)


def find_files(root: Path) -> tuple[tuple[SourceFile, ...], tuple[Problem, ...]]:
    """Return the content files below `root`, and the ones that cannot be used."""
    files: list[SourceFile] = []
    problems: list[Problem] = []
    for path in sorted(root.rglob("*")):
        if path.suffix not in {".md", ".yaml"} or not path.is_file():
            continue
        name = f"{root.name}/{path.relative_to(root).as_posix()}"
        found = _read(path, name)
        if _is_foreign(found) and str(root) in paths.bundled_roots():
            found = Problem(Place(name, 1), "the bank has no front matter", _NO_FRONT)
        if isinstance(found, Problem):
            problems.append(found)
        elif found is not None:
            files.append(found)
    return tuple(files), tuple(problems)


def unread_files(root: Path) -> Iterator[Problem]:
    """Yield the files below `root` that look like content, and are not read."""
    for path in sorted(root.rglob("*")):
        within = path.relative_to(root)
        is_hidden = any(part.startswith(".") for part in within.parts)
        if path.suffix in _MISTAKEN and not is_hidden and path.is_file():
            place = Place(f"{root.name}/{within.as_posix()}", 1)
            unread = f"a file ending in {path.suffix} is not read"
            remedy = "write content as Markdown (.md) or YAML (.yaml)"
            yield Problem(place, unread, remedy, Severity.WARNING)


def parse_file(source: SourceFile, prices: PriceTables) -> ParsedFile:
    """Return what one file holds; price tables must have been parsed before."""
    match source.kind:
        case FileKind.PRICES:
            table = read_prices(source.text, source.name)
            if isinstance(table, tuple):
                return ParsedFile(source.name, source.kind, (), table)
            return ParsedFile(source.name, source.kind, (table,))
        case FileKind.TOPIC:
            topic = read_topic(source.text, source.name, prices)
            head = (topic.topic,) if topic.topic else ()
            documents = (*head, *topic.facts, *topic.cards)
            return ParsedFile(
                source.name,
                source.kind,
                documents,
                tuple(topic.problems),
                tuple(topic.drawings),
            )
        case FileKind.QUESTIONS:
            bank = read_questions(source.text, source.name)
            return ParsedFile(
                source.name,
                source.kind,
                tuple(bank.questions),
                tuple(bank.problems),
            )
        case FileKind.EXAMS:
            exams = read_exams(source.text, source.name)
            problems = tuple(e for e in exams if isinstance(e, Problem))
            known = () if problems else tuple(e for e in exams if isinstance(e, Exam))
            return ParsedFile(source.name, source.kind, known, problems)
        case FileKind.QUIZDOWN:
            quiz, faults = read_quizdown(source.text, source.name)
            return ParsedFile(source.name, source.kind, quiz, tuple(faults))


def price_tables(files: Iterable[ParsedFile]) -> PriceTables:
    """Return the price tables among parsed files."""
    tables = (d for f in files for d in f.documents if isinstance(d, PriceTable))
    return PriceTables({table.meter: table for table in tables})


def read_all(
    roots: Iterable[Path],
) -> tuple[tuple[ParsedFile, ...], tuple[Problem, ...]]:
    """Parse every file below `roots`, price tables first."""
    sources: list[SourceFile] = []
    problems: list[Problem] = []
    for root in roots:
        found, unusable = find_files(root)
        sources.extend(found)
        problems.extend(unusable)
    nothing = PriceTables()
    priced = [parse_file(s, nothing) for s in sources if s.kind is FileKind.PRICES]
    prices = price_tables(priced)
    rest = [parse_file(s, prices) for s in sources if s.kind is not FileKind.PRICES]
    return (*priced, *rest), tuple(problems)


_NO_FRONT = "begin it with '---', 'theme: ...', 'title: ...', '---'"
_CARDS = re.compile(r"^[QC]: |\{\{[a-z0-9.-]+", re.MULTILINE)
"""A card's first line, or a reference to a fact."""
_FRONT_KEYS = {
    "topic:": FileKind.TOPIC,
    "theme:": FileKind.QUESTIONS,
    "exams:": FileKind.EXAMS,
}


def _read(path: Path, name: str) -> SourceFile | Problem | None:
    """Read a file; None for a README, and for YAML without prices."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return Problem(Place(name, 1), "the file is not UTF-8 text", "save it as UTF-8")
    except OSError as error:
        return Problem(
            Place(name, 1),
            f"the file cannot be read ({error.strerror})",
            "check its permissions",
        )
    if path.suffix == ".yaml":
        is_table = any(line.startswith("meter:") for line in text.splitlines())
        return SourceFile(path, name, FileKind.PRICES, text) if is_table else None
    return _read_markdown(path, name, text)


def _read_markdown(path: Path, name: str, text: str) -> SourceFile | Problem | None:
    """Tell what a Markdown file holds; None for a README."""
    lines = [line.strip() for line in text.splitlines()]
    quiz = SourceFile(path, name, FileKind.QUIZDOWN, text)
    if not lines or lines[0] != "---":
        return quiz if looks_like_quizdown(text) else _left_out(path, name, text)
    front = lines[1 : lines.index("---", 1) if "---" in lines[1:] else None]
    for line in front:
        for key, kind in _FRONT_KEYS.items():
            if line.startswith(key):
                return SourceFile(path, name, kind, text)
    if looks_like_quizdown(text):
        return quiz
    return Problem(
        Place(name, 1),
        "the front matter says neither 'topic:' nor 'theme:' nor 'exams:'",
        "write 'topic: ID' for facts or 'theme: ID' for questions",
    )


def _is_foreign(found: SourceFile | Problem | None) -> bool:
    return isinstance(found, SourceFile) and found.kind is FileKind.QUIZDOWN


def _left_out(path: Path, name: str, text: str) -> Problem | None:
    """Return that a file is not loaded; an error where it was meant to be."""
    remedy = "begin it with '---', 'topic: ...' or 'theme: ...', '---'"
    if "```yaml" in text:
        message = "the file has YAML blocks but no front matter"
    elif _CARDS.search(text):
        message = "the file has cards but no front matter, and is not loaded"
    elif path.stem.lower() == "readme":
        return None
    else:
        message = "the file is not loaded, for it has no front matter"
        remedy += ", or call it README.md if it is no content"
        return Problem(Place(name, 1), message, remedy, Severity.WARNING)
    return Problem(Place(name, 1), message, remedy)
