"""Whatever a text holds, the topic file parses and the card comes back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyapp.content.blocks import commonmark
from studyapp.content.checks import check
from studyapp.content.files import read_all
from studyapp.content.library import assemble
from studyapp.content.prices import PriceTables
from studyapp.content.topic_file import TopicFile, read_topic
from studyapp.exchange.own_topics import write_topics
from studyapp.exchange.topic_text import (
    Draft,
    TopicDraft,
    escaped,
    grown,
    ids_in,
    minted,
    new_topic,
    paragraph,
    slug,
)

HAZARDS = (
    "# a",
    "- a",
    "1. a",
    "> a",
    "```",
    "---",
    "===",
    "a | b",
    "--- | ---",
    "<div>",
    "<!-- card: aaaaaaa -->",
    "A: no",
    "Q: no",
    "{{timeout.max}}",
    "{{{x}}}",
    "* * *",
    "    indented",
    "\\",
    "a\\",
    "a\u2028b",
    "[x]: https://example.com",
    "&lt;",
    "~~~",
    "_ _ _",
)
texts = st.lists(
    st.one_of(st.sampled_from(HAZARDS), st.text(max_size=12)), min_size=1, max_size=5
).map("\n".join)
words = texts.filter(lambda text: paragraph(text).strip("\\\n "))


def parsed(text: str) -> TopicFile:
    return read_topic(text, "mine.md", PriceTables())


def topic(*cards: Draft, title: str = "Title") -> TopicDraft:
    return TopicDraft("mine", title, "Cards.", cards)


@given(prompt=words, answer=words, note=texts, section=texts, title=texts)
@settings(max_examples=50)
def test_any_text_is_a_card_with_its_id(
    prompt: str, answer: str, note: str, section: str, title: str
) -> None:
    first = Draft("aaaaaaa", prompt, answer, note, section)
    last = Draft("bbbbbbb", "Last?", "Yes.")
    found = parsed(new_topic(topic(first, last, title=title)))
    assert found.problems == []
    assert [card.id for card in found.cards] == ["aaaaaaa", "bbbbbbb"]
    assert (found.cards[0].prompt, found.cards[0].answer) == (
        paragraph(prompt),
        paragraph(answer),
    )
    assert found.cards[1].answer == "Yes."
    assert not any(card.depends for card in found.cards)


@given(text=words)
def test_a_text_that_was_taken_in_once_stays_as_it_is(text: str) -> None:
    assert paragraph(paragraph(text)) == paragraph(text)


@given(text=st.text(st.characters(exclude_categories=("C", "Z")), min_size=1))
def test_plain_text_is_shown_as_it_was(text: str) -> None:
    html = str(commonmark().render(paragraph(f"x {escaped(text)}")))
    assert re.sub(r"<(?!/?p>)", "", html) == html
    shown = html.removeprefix("<p>x ").removesuffix("</p>\n")
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"')):
        shown = shown.replace(entity, sign)
    assert shown.replace("&amp;", "&") == text


def test_a_file_only_grows_by_the_cards_it_lacks() -> None:
    text = new_topic(topic(Draft("aaaaaaa", "One?", "1")))
    edited = text.replace("One?", "One, reworded?")
    more = topic(Draft("aaaaaaa", "One?", "1"), Draft("bbbbbbb", "Two?", "2"))
    after = grown(edited, more)
    assert after.startswith(edited.rstrip())
    assert ids_in(after) == {"aaaaaaa", "bbbbbbb"}
    assert grown(after, more) == after


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Müsic::Sub", "music-sub"), ("AWS  Lambda!", "aws-lambda"), ("7", "deck-7")],
)
def test_a_name_becomes_an_id(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_a_name_without_latin_letters_gets_an_id_of_its_own() -> None:
    assert slug("日本語") != slug("中文")
    assert re.fullmatch(r"deck-[a-z0-9]{6}", slug("日本語"))


def test_minted_ids_are_the_same_every_time_and_differ_by_each_part() -> None:
    assert minted("a", "b") == minted("a", "b")
    assert len({minted("ab", ""), minted("a", "b"), minted("", "ab")}) == 3
    assert re.fullmatch(r"[a-z0-9]{6,12}", minted("x"))


def test_files_written_into_a_content_folder_load_without_a_problem(
    tmp_path: Path, sample: Path
) -> None:
    mine = topic(Draft("ccccccc", "A [hole] and 900 s"), Draft("ddddddd", "Q?", "A."))
    other = TopicDraft("limits", "Limits", "Mine.", mine.cards[:1])
    written = write_topics(tmp_path / "content", (mine, other), {"limits"})
    assert [path.name for path in written.files] == ["mine.md", "limits-own.md"]
    again = write_topics(tmp_path / "content", (mine, other), {"limits"})
    assert (again.files, again.added, again.known) == ((), 0, 3)
    (tmp_path / "content" / "limits-own.md").unlink()
    files, problems = read_all([sample, tmp_path / "content"])
    library, clashes = assemble(files)
    assert (problems, clashes) == ((), ())
    found = check(library, library.facts["timeout.max"].checked)
    assert [problem for problem in found if "mine" in problem.place.file] == []
    assert library.cards["ccccccc.1"].answer == "A **hole** and 900 s"
