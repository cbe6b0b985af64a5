"""From Markdown on disk to typed content, and from one value to every text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from studyapp.content.checks import Examination, examine
from studyapp.content.documents import CardKind, Skill, Verdict
from studyapp.content.quantity import parse_quantity
from studyapp.content.stamp import stamp_files
from tests.content.samples import BANK, TOPIC, WriteContent

TODAY = date(2026, 11, 21)


def load(root: Path) -> Examination:
    found = examine([root], TODAY)
    assert [str(p) for p in found.problems] == []
    return found


def test_a_topic_becomes_facts_cards_and_prose(write_content: WriteContent) -> None:
    library = load(write_content(limits=TOPIC)).library
    fact = library.facts["timeout.max"]
    assert fact.value == parse_quantity("900 s")
    assert fact.long == "900 s (15 min)"
    assert fact.skills == (
        Skill("DVA-C02", "1.2.2"),
        Skill("SAA-C03", "3.2"),
        Skill("SAA-C03", "2.1"),
    )
    assert [c.verdict for c in fact.claims] == [
        Verdict.HOLDS,
        Verdict.OUTDATED,
        Verdict.WRONG,
    ]
    assert fact.place.line == 11
    assert list(library.cards) == ["timeout.max", "aaaaaaa", "bbbbbbb.1", "bbbbbbb.2"]


def test_holes_with_one_number_are_one_card(write_content: WriteContent) -> None:
    old = "[{{timeout.max|min}}], not [later]"
    topic = TOPIC.replace(old, "[2::{{timeout.max|min}}], not [2::later]")
    cards = load(write_content(limits=topic)).library.cards
    assert [card for card in cards if card.startswith("bbbbbbb")] == ["bbbbbbb.2"]
    assert cards["bbbbbbb.2"].prompt.count("[...]") == 2
    mixed = write_content(limits=TOPIC.replace(old, "[2::early], not [later]"))
    (problem,) = examine([mixed], TODAY).problems
    assert problem.remedy == "number all or none"


def test_the_holes_of_a_cloze_are_siblings_and_hide_one_thing_each(
    write_content: WriteContent,
) -> None:
    cards = load(write_content(limits=TOPIC)).library.cards
    first, second = cards["bbbbbbb.1"], cards["bbbbbbb.2"]
    assert first.prompt == "A run ends after [...], not later."
    assert second.answer == "A run ends after {{timeout.max|min}}, not **later**."
    assert first.sibling_key == second.sibling_key == "timeout.max"
    assert first.kind is CardKind.CLOZE


def test_a_changed_value_changes_every_text_that_quotes_it(
    write_content: WriteContent,
) -> None:
    text = TOPIC.replace("900 s", "1,200 s")
    library = load(write_content(limits=text, bank=BANK)).library
    book = library.book
    assert book.show(library.cards["timeout.max"].answer) == "1,200 s"
    assert book.show(library.cards["aaaaaaa"].answer) == "No, the ceiling is 20 min."
    assert book.show(library.questions["limits-001"].options[1].text) == (
        "The timeout of 20 min"
    )
    assert book.number("timeout.max", "min") == 20


def test_a_question_keeps_its_options_as_they_are_written(
    write_content: WriteContent,
) -> None:
    library = load(write_content(limits=TOPIC, bank=BANK)).library
    question = library.questions["limits-001"]
    assert question.keys == {1}
    assert [o.text for o in question.options][::2] == [
        "The memory setting, in `MB`",
        "The quota [x] of 1,000 runs",
    ]
    assert library.topics_of(question) == ("limits",)
    assert question.why == "One invocation ends after {{timeout.max|min}}."


def test_one_id_in_two_files_names_both_places(write_content: WriteContent) -> None:
    root = write_content(one=TOPIC, two=TOPIC.replace("topic: limits", "topic: two"))
    messages = {str(p) for p in examine([root], TODAY).problems}
    second = "is used at content/one.md"
    assert any(f"the fact id 'timeout.max' {second}:11" in m for m in messages)
    assert any(f"the card id 'aaaaaaa' {second}:31" in m for m in messages)


def test_stamping_gives_an_id_once_and_changes_nothing_else(
    write_content: WriteContent,
) -> None:
    bare = TOPIC.replace(" <!-- card: aaaaaaa -->", "")
    root = write_content(limits=bare)
    path = root / "limits.md"
    before = path.read_text(encoding="utf-8")
    assert stamp_files([path]) == {path: 1}
    once = path.read_text(encoding="utf-8")
    assert stamp_files([path]) == {}
    assert path.read_text(encoding="utf-8") == once
    changed = [
        (a, b)
        for a, b in zip(before.splitlines(), once.splitlines(), strict=True)
        if a != b
    ]
    assert len(changed) == 1
    assert changed[0][1].startswith(changed[0][0] + " <!-- card: ")
    assert examine([root], TODAY).errors == ()


def test_a_file_that_looks_like_content_and_is_not_read_is_named(
    write_content: WriteContent,
) -> None:
    root = write_content(limits=TOPIC)
    (root / ".git").mkdir()
    for name in ("bad.toml", "notes.txt", ".git/index.json", "picture.png", "LICENSE"):
        (root / name).write_text("[", encoding="utf-8")
    found = examine([root], TODAY)
    assert [str(p) for p in found.problems] == [
        f"{root.name}/{name}:1: warning: a file ending in {ending} is not read;"
        " write content as Markdown (.md) or YAML (.yaml)"
        for name, ending in (("bad.toml", ".toml"), ("notes.txt", ".txt"))
    ]


def test_the_bundled_content_has_no_errors() -> None:
    here = Path(__file__).parents[2]
    found = examine([here / "content", here / "questions"], TODAY)
    assert [str(p) for p in found.errors] == []
