"""A calculation as a foldable tree: a name and a value per row, the working below.

The rows are given as plain nested data; nothing is calculated here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from studyapp.tui.bindings import Commanded
from studyapp.tui.commands import Command, Shown
from studyapp.tui.prose.lines import MUTED, clean, joined, wrap
from studyapp.tui.widgets.fitted import FittedStatic

_ICON = 2


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step: what it is, what it comes to, how, and the steps it rests on."""

    label: str
    value: str
    working: str = ""
    """The formula with its numbers, such as `500 /s x 200 ms`."""
    notes: tuple[str, ...] = ()
    """The facts it used, one line each."""
    children: tuple[StepRow, ...] = field(default=())


class StepTree(Vertical):
    """The steps of a result, the one under the cursor spelled out beneath."""

    DEFAULT_CSS = """
    StepTree {
        height: auto;
        max-height: 100%;
        & > Steps { height: auto; max-height: 1fr; }
        & > FittedStatic {
            dock: bottom;
            height: auto;
            max-height: 5;
            padding: 0 1;
            border-left: thick $border-blurred;
        }
    }
    """

    detail = query_one("#detail", FittedStatic)

    def __init__(
        self,
        steps: Sequence[StepRow] = (),
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._steps = tuple(steps)

    def compose(self) -> ComposeResult:
        """Yield the tree and the place for the working."""
        yield Steps(self._steps)
        yield FittedStatic(lambda _width: Content(""), id="detail")

    def show_steps(self, steps: Sequence[StepRow]) -> None:
        """Show another calculation."""
        self._steps = tuple(steps)
        if self.is_mounted:
            self.query_one(Steps).fill(self._steps)
            # The mark stays on the first row, of which Textual then says nothing.
            self._spell(self._steps[0] if steps else None)

    @on(Tree.NodeHighlighted)
    def _spell_out(self, event: Tree.NodeHighlighted[StepRow]) -> None:
        self._spell(event.node.data)

    def _spell(self, step: StepRow | None) -> None:
        self.detail.display = step is not None
        if step is not None:
            self.detail.lay_out(partial(step_detail, step))


class Steps(Commanded, Tree[StepRow]):
    """The rows themselves; opened two levels deep at first."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"steps--value"}
    DEFAULT_CSS = """
    Steps {
        background: transparent;
        padding: 0;
        overflow-x: hidden;
        & > .steps--value { color: $text-primary; text-style: bold; }
        & > .tree--guides, & > .tree--guides-hover, & > .tree--guides-selected {
            color: $text-muted;
            text-style: none;
        }
        & > .tree--cursor, & > .tree--highlight-line, &:focus > .tree--cursor {
            color: $block-cursor-blurred-foreground;
            background: $block-cursor-blurred-background;
            text-style: bold;
        }
    }
    """
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "steps.down", ("j",), "Down", "Go to the next step.", "cursor_down",
            Shown.HELP_ONLY,
        ),
        Command(
            "steps.up", ("k",), "Up", "Go to the step before.", "cursor_up",
            Shown.HELP_ONLY,
        ),
        Command(
            "steps.fold", ("space",), "Fold", "Open or close the step.",
            "toggle_node",
        ),
        Command(
            "steps.open_all", ("+",), "Open all", "Open every step.", "open_all",
        ),
    )  # fmt: skip

    def __init__(self, steps: Sequence[StepRow] = ()) -> None:
        super().__init__(Text(""))
        self.show_root = False
        self.guide_depth = 3
        self._first = tuple(steps)

    def on_mount(self) -> None:
        """Show the first steps; rows need the styles a mounted widget has."""
        self.fill(self._first)

    def fill(self, steps: Sequence[StepRow]) -> None:
        """Show `steps`, the outermost and their children open."""
        self.clear()
        self.root.expand()
        for step in steps:
            self._add(self.root, step, 0)
        self.cursor_line = 0 if steps else -1

    def action_open_all(self) -> None:
        """Open every step."""
        self.root.expand_all()

    def on_resize(self) -> None:
        """Cut the rows to the new width."""
        self.notify_style_update()

    def render_label(
        self, node: TreeNode[StepRow], base_style: Style, style: Style
    ) -> Text:
        """Return a row that fits: a name too long is cut, a value never is."""
        step = node.data
        if step is None:
            return super().render_label(node, base_style, style)
        sign = ("▾ " if node.is_expanded else "▸ ") if node.children else "  "
        value = Text(clean(step.value), end="")
        room = self._room(node) - _ICON - value.cell_len - 2
        name = Text(clean(step.label), end="")
        if room > 0:
            name.truncate(room, overflow="ellipsis")
        shown = self.get_component_rich_style("steps--value", partial=True)
        name.stylize(style)
        value.stylize(style + shown)
        return Text.assemble((sign, base_style), name, ("  ", style), value)

    def _room(self, node: TreeNode[StepRow]) -> int:
        depth = 0
        above = node.parent
        while above is not None:
            depth, above = depth + 1, above.parent
        return self.size.width - (depth - 1) * self.guide_depth

    def _add(self, parent: TreeNode[StepRow], step: StepRow, depth: int) -> None:
        label = Text(clean(step.label))
        if not step.children:
            parent.add_leaf(label, step)
            return
        node = parent.add(label, step, expand=depth < 2)
        for child in step.children:
            self._add(node, child, depth + 1)


def step_detail(step: StepRow, width: int) -> Content:
    """Return one step in full: name, working, value, and the facts behind it."""
    working = f"{clean(step.working)} = " if step.working else ""
    head = Content.assemble(
        f"{clean(step.label)}: {working}", (clean(step.value), "bold")
    )
    lines = wrap(head, width)
    for note in step.notes:
        lines += wrap(Content.styled(clean(note), MUTED), width)
    return joined(lines)
