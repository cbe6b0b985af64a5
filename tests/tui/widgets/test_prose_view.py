"""A page of Markdown: scrolls, can be selected, follows the width."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.geometry import Offset
from textual.selection import SELECT_ALL, Selection

from studyapp.tui.widgets.prose_view import Prose, ProseView

PAGE = "\n\n".join(
    f"## Section {number}\n\n" + f"Words of [x] section {number}. " * 12
    for number in range(8)
)


class PageApp(App[None]):
    def compose(self) -> ComposeResult:
        yield ProseView(PAGE)

    @property
    def view(self) -> ProseView:
        return self.query_one(ProseView)


async def test_keys_move_by_line_and_to_both_ends() -> None:
    app = PageApp()
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("j", "j", "k")
        await pilot.pause()
        assert app.view.scroll_y == 1
        await pilot.press("G")
        await pilot.pause()
        assert app.view.scroll_y == app.view.max_scroll_y > 10
        await pilot.press("g")
        await pilot.pause()
        assert app.view.scroll_y == 0


async def test_brackets_go_from_section_to_section() -> None:
    app = PageApp()
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("]", "]")
        await pilot.pause()
        assert app.view.scroll_y == app.view.headings[2].line
        await pilot.press("[")
        await pilot.pause()
        assert app.view.scroll_y == app.view.headings[1].line


async def test_another_width_lays_the_text_out_anew() -> None:
    app = PageApp()
    async with app.run_test(size=(90, 12)) as pilot:
        wide = app.query_one(Prose).size.height
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        assert app.query_one(Prose).size.height > wide


async def test_a_new_text_is_shown_from_its_top() -> None:
    app = PageApp()
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("G")
        app.view.show("# Other\n\nshort")
        await pilot.pause()
        assert app.view.scroll_y == 0
        assert [heading.title for heading in app.view.headings] == ["Other"]


async def test_words_can_be_selected_as_they_are_shown() -> None:
    app = PageApp()
    async with app.run_test(size=(60, 12)):
        prose = app.query_one(Prose)
        everything = prose.get_selection(SELECT_ALL)
        assert everything is not None
        assert everything[0].startswith("Section 0\n\nWords of [x] section 0.")
        part = prose.get_selection(Selection(Offset(0, 0), Offset(7, 0)))
        assert part == ("Section", "\n")


async def test_dragging_the_mouse_selects_text() -> None:
    app = PageApp()
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.mouse_down(offset=(0, 2))
        await pilot.hover(offset=(12, 2))
        await pilot.mouse_up(offset=(12, 2))
        selected = app.screen.get_selected_text()
        assert selected is not None
        assert selected.startswith("Words of [x]")


async def test_a_large_page_is_one_widget() -> None:
    """24 KB took Textual's own widget 4,651 children; here it is one."""
    app = PageApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.show(PAGE * 8)
        await pilot.pause()
        assert len(app.view.query("*")) <= 2
