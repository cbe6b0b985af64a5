"""The key map is refused as a whole, naming everything that is wrong."""

from __future__ import annotations

import re

import pytest

from studyapp.errors import UsageError
from studyapp.tui.commands import Command, Scope, Shown, key_range, key_text
from studyapp.tui.keymap import key_rows, read_keymap
from studyapp.tui.keynames import KeyNameError, canonical


def _command(name: str, *keys: str, when: str = "") -> Command:
    return Command(name, keys, name.title(), f"Do {name}.", name, when=when)


UNDO = _command("review.undo", "u")
EDIT = _command("review.edit", "e")
REVEAL = _command("review.reveal", "space", when="front")
GOOD = _command("review.good", "3", "space", when="back")
SCOPES = (
    Scope("Review", (UNDO, EDIT, REVEAL, GOOD)),
    Scope("Topics", (_command("topics.unfold", "u"),)),
)


def test_without_changes_every_command_keeps_its_keys() -> None:
    keymap = read_keymap(SCOPES)
    assert keymap.keys_of(GOOD) == ("3", "space")
    assert keymap.for_textual() == {}


def test_a_changed_key_is_the_only_one_left() -> None:
    keymap = read_keymap(SCOPES, {"review.good": "g, ctrl+g"})
    assert keymap.keys_of(GOOD) == ("g", "ctrl+g")
    assert keymap.keys_of(UNDO) == ("u",)


def test_textual_is_told_of_every_command_so_that_it_drops_none() -> None:
    told = read_keymap(SCOPES, {"review.reveal": "r"}).for_textual()
    assert told["review.reveal"] == "r"
    assert told["review.good"] == "3,space"


def test_two_commands_on_one_key_are_named_both() -> None:
    with pytest.raises(UsageError) as caught:
        read_keymap(SCOPES, {"review.undo": "e"})
    message = str(caught.value)
    assert "'e' calls both review.undo (Review.Undo) and review.edit" in message
    assert "on Review" in message


def test_one_key_may_serve_two_screens_and_two_phases() -> None:
    read_keymap(SCOPES)


def test_one_key_may_serve_two_widgets_since_one_has_the_focus() -> None:
    page = Command("read.down", ("j",), "Down", "Scroll down.", "scroll_down")
    rows = Command("list.down", ("j",), "Down", "Next row.", "cursor_down")
    apart = (frozenset({page.id}), frozenset({rows.id}))
    read_keymap([Scope("Topic", (page, rows), apart)])
    with pytest.raises(UsageError, match="'j' calls both"):
        read_keymap([Scope("Topic", (page, rows), (frozenset({page.id, rows.id}),))])
    with pytest.raises(UsageError, match="'j' calls both"):
        read_keymap([Scope("Topic", (page, rows), (frozenset({rows.id}),))])


def test_a_clash_among_the_defaults_is_found_too() -> None:
    scope = Scope("Quiz", (_command("quiz.flag", "f"), _command("quiz.find", "f")))
    with pytest.raises(UsageError, match=r"quiz\.flag .* and quiz\.find"):
        read_keymap((scope,))


def test_two_commands_may_swap_their_keys() -> None:
    keymap = read_keymap(SCOPES, {"review.undo": "e", "review.edit": "u"})
    assert keymap.keys_of(EDIT) == ("u",)


def test_an_unknown_command_is_named_with_the_nearest() -> None:
    with pytest.raises(UsageError) as caught:
        read_keymap(SCOPES, {"review.undoo": "z"})
    assert "no command 'review.undoo', the nearest is 'review.undo'" in str(
        caught.value
    )


def test_all_that_is_wrong_is_said_at_once() -> None:
    changes = {"nowhere": "x", "review.undo": "alt+u", "review.edit": "3"}
    with pytest.raises(UsageError) as caught:
        read_keymap(SCOPES, changes)
    message = str(caught.value)
    assert "nowhere" in message
    assert "alt+u" in message
    assert "review.edit (Review.Edit) and review.good" in message


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("?", "?"),
        (" ", "space"),
        ("Esc", "escape"),
        ("G", "G"),
        ("shift+g", "G"),
        ("Ctrl+P", "ctrl+p"),
        ("PgDn", "pagedown"),
        ("f1", "f1"),
        ("question_mark", "?"),
        ("+", "+"),
        ("ctrl+left", "ctrl+left"),
        ("comma", "comma"),
    ],
)
def test_a_key_has_one_spelling(written: str, key: str) -> None:
    assert canonical(written) == key


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("ctrl+i", "sends 'ctrl+i' as tab"),
        ("ctrl+m", "as enter"),
        ("alt+x", "many terminals do not send"),
        ("ctrl+c", "kept for copying"),
        ("ctrl+q", "kept for quitting"),
        ("tab", "kept for moving the focus"),
        ("pagedwn", "the nearest is 'pagedown'"),
        ("", "not the name of a key"),
        ("f13", "not the name of a key"),
    ],
)
def test_a_key_that_cannot_be_used_says_why(written: str, reason: str) -> None:
    with pytest.raises(KeyNameError, match=re.escape(reason)):
        canonical(written)


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (["1", "2", "3", "4"], "1-4"),
        (["[", "]"], "[ ]"),
        (["a", "c", "d"], "a c d"),
        (["escape"], "esc"),
        (["ctrl+p"], "ctrl+p"),
    ],
)
def test_several_keys_are_written_short(keys: list[str], text: str) -> None:
    assert key_range(keys) == text


def test_the_plus_key_is_written_as_it_is() -> None:
    assert key_text("+") == "+"


def test_rows_of_keys_follow_the_changes() -> None:
    keymap = read_keymap(SCOPES, {"review.undo": "z"})
    rows = key_rows(SCOPES[0].commands, keymap)
    assert [row.keys for row in rows] == ["z", "e", "space", "3  space"]


def test_a_command_is_shown_in_footer_and_palette_unless_it_says_otherwise() -> None:
    assert UNDO.shown == Shown.FOOTER | Shown.PALETTE
