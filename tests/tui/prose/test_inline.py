"""Words come out as they went in: nothing in them is markup."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual.content import Content
from textual.style import Style

from studyapp.tui.prose import Links, inline, render

_HARMLESS = st.text("abX10[]/$= @.,;'#?é漢", min_size=1, max_size=60)


@given(_HARMLESS)
@example("[x] C")
@example("[bold]not bold[/bold] [/]")
@example("[$primary]text[/] [@click=app.quit]go[/]")
@example("[a] [b] [/a")
def test_brackets_in_the_text_survive_and_style_nothing(text: str) -> None:
    shown = inline(text)
    assert shown.plain.strip() == text.strip()
    assert shown.spans == []


@given(st.text("ab[]/$=*_`<>&\\!()#-+|~ \n", max_size=80))
def test_any_markdown_is_laid_out_without_failing(text: str) -> None:
    inline(text)
    render(text, 30)


@given(st.text("ab[]/$= *_<>&#-", max_size=60))
def test_a_code_block_keeps_its_text(text: str) -> None:
    shown = render(f"```\n{text}\n```", 200)
    assert shown.plain.strip() == text.strip()


def test_emphasis_and_code_are_spans_over_plain_words() -> None:
    shown = inline("A **bold**, *slanted* and `x[1]` word")
    assert shown.plain == "A bold, slanted and x[1] word"
    styled = {shown.plain[s.start : s.end]: s.style for s in shown.spans}
    assert styled["bold"] == "bold"
    assert styled["slanted"] == "italic"
    assert styled["x[1]"] == "$text-accent"


def test_block_marks_in_a_line_stay_text() -> None:
    assert inline("1. first").plain == "1. first"
    assert inline("# no heading").plain == "# no heading"
    assert inline("- no list").plain == "- no list"


def test_a_link_is_its_text_and_leads_to_its_address() -> None:
    shown = inline("see [the page](https://example.org/a)")
    assert shown.plain == "see the page"
    style = shown.spans[0].style
    assert isinstance(style, Style)
    assert style.link == "https://example.org/a"
    assert style.underline


def test_the_address_of_a_link_can_be_shown() -> None:
    shown = inline("see [the page](https://example.org/a)", Links.ADDRESS)
    assert shown.plain == "see the page (https://example.org/a)"


def test_an_address_given_as_text_is_not_shown_twice() -> None:
    shown = inline("<https://example.org>", Links.ADDRESS)
    assert shown.plain == "https://example.org"


def test_a_link_of_another_kind_is_not_made_clickable() -> None:
    style = inline("[x](javascript:alert(1)) [y](file:///etc)").spans
    links = [s.style.link for s in style if isinstance(s.style, Style)]
    assert not any(links)


def test_tags_are_shown_and_comments_are_not() -> None:
    assert inline("use <function-name> here <!-- card: 1 -->").plain == (
        "use <function-name> here "
    )


@pytest.mark.parametrize("code", ["\x1b", "\x07", "\x9b", "\x00", "\x7f", "\r"])
def test_what_a_terminal_would_act_upon_is_left_out(code: str) -> None:
    assert code not in inline(f"a{code}[31mb").plain
    assert code not in render(f"    a{code}[31mb", 40).plain


def test_an_empty_line_is_empty() -> None:
    assert inline("") == Content("")
