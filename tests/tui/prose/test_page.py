"""A document at a width: what it looks like, line by line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyapp.tui.prose import lay_out, render

NESTED = """\
- one item which is rather long and wraps
  - nested item that wraps as well
    1. deep
- [x] two
"""
TABLE = """\
| name | value | note |
|:-----|------:|:----:|
| Timeout | 900 s | the longest a function may run |
| Memory | 10,240 MB | more of it gives more CPU |
"""
CODE = """\
```python
def handler(event, context):
    return {"statusCode": 200}
```
"""
HEAD = "# Quotas\n\nWords **in** `code`.\n\n## Time\n\n"
DOCUMENT = f"{HEAD}{NESTED}\n> quoted\n\n{TABLE}\n{CODE}"


def _lines(markdown: str, width: int) -> list[str]:
    return render(markdown, width).plain.split("\n")


def test_list_items_hang_under_their_first_word() -> None:
    assert _lines(NESTED, 30) == [
        "• one item which is rather",
        "  long and wraps",
        "  ◦ nested item that wraps as",
        "    well",
        "    1. deep",
        "• [x] two",
    ]


def test_loose_items_keep_their_distance_and_numbers_line_up() -> None:
    items = "\n\n".join(f"{number}. item" for number in range(9, 11))
    assert _lines(items, 30) == [" 9. item", "", "10. item"]


def test_a_table_that_fits_has_aligned_columns() -> None:
    assert _lines(TABLE, 60) == [
        "name         value               note",
        "───────  ─────────  ──────────────────────────────",
        "Timeout      900 s  the longest a function may run",
        "Memory   10,240 MB    more of it gives more CPU",
    ]


def test_a_table_too_wide_wraps_inside_its_cells() -> None:
    assert _lines(TABLE, 38) == [
        "name         value         note",
        "───────  ─────────  ──────────────────",
        "Timeout      900 s    the longest a",
        "                     function may run",
        "",
        "Memory   10,240 MB   more of it gives",
        "                         more CPU",
    ]


def test_a_table_in_no_room_becomes_one_block_per_row() -> None:
    assert _lines(TABLE, 18) == [
        "name: Timeout",
        "value: 900 s",
        "note: the",
        "  longest a",
        "  function may run",
        "",
        "name: Memory",
        "value: 10,240 MB",
        "note: more of it",
        "  gives more CPU",
    ]


def test_code_is_indented_and_a_cut_line_is_marked() -> None:
    assert _lines(CODE, 24) == [
        "  def handler(event, c",
        "  ↳ ontext):",
        '      return {"statusC',
        '  ↳ ode": 200}',
    ]


def test_code_in_a_known_language_is_coloured() -> None:
    styles = {str(span.style) for span in render(CODE, 80).spans}
    assert "bold $text-primary" in styles
    assert "$text-warning" in styles


def test_code_in_an_unknown_language_is_plain() -> None:
    assert render("```nonsense\na = 1\n```", 40).plain == "  a = 1"


def test_a_quote_has_a_bar_on_every_line() -> None:
    assert _lines("> a quote that wraps", 16) == ["│ a quote that", "│ wraps"]


def test_a_comment_leaves_no_trace_and_a_hard_break_is_a_line() -> None:
    assert _lines("<!-- card: x -->\n\na\\\nb", 20) == ["a", "b"]


def test_headings_are_found_at_the_line_they_stand_on() -> None:
    page = lay_out(DOCUMENT, 40)
    lines = page.content.plain.split("\n")
    assert [(h.title, h.level) for h in page.headings] == [("Quotas", 1), ("Time", 2)]
    assert [lines[h.line] for h in page.headings] == ["Quotas", "Time"]


@given(st.integers(2, 90))
@settings(max_examples=60)
def test_no_line_is_longer_than_the_width(width: int) -> None:
    content = render(DOCUMENT, width)
    longest = max(line.cell_length for line in content.split("\n", allow_blank=True))
    assert longest <= width


@given(st.integers(2, 60))
@settings(max_examples=40)
def test_no_letter_is_lost_at_any_width(width: int) -> None:
    """Only spaces, line ends, rules and marks depend on the width."""
    marks = "─━│↳"
    words = "".join(render(NESTED + "\n> quote\n\n" + CODE, width).plain.split())
    wide = "".join(render(NESTED + "\n> quote\n\n" + CODE, 200).plain.split())
    drop = str.maketrans("", "", marks)
    assert words.translate(drop) == wide.translate(drop)


def test_wide_characters_stay_inside_the_width() -> None:
    content = render("漢字漢字漢字 kana 漢字", 9)
    assert all(line.cell_length <= 9 for line in content.split("\n"))


@pytest.mark.parametrize("width", [0, 1])
def test_no_width_at_all_does_not_fail(width: int) -> None:
    render(DOCUMENT, width)


def test_an_empty_document_is_empty() -> None:
    assert render("", 40).plain == ""
