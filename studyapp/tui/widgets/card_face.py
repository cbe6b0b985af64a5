"""A card on the screen: what it is, the prompt, the typed answer, the answer.

It shows the texts it is given; it grades nothing and knows no session.
"""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.getters import query_one
from textual.widgets import Input, Static

from studyapp.tui.widgets.fields import AnswerField
from studyapp.tui.widgets.prose_view import Prose


class CardFace(VerticalScroll, can_focus=True):
    """Front and back of one card, on a page that scrolls."""

    DEFAULT_CSS = """
    CardFace {
        height: 1fr;
        & > #about, & > #more { color: $text-muted; }
        & > Prose { margin-bottom: 1; }
        & > AnswerField { margin-bottom: 1; max-width: 60; }
        & > #problem { margin-bottom: 1; text-style: bold; }
        & > #answer { border-left: thick $border; padding-left: 1; }
        & > #verdict { color: $text-error; text-style: bold; }
        & > #verdict.-right { color: $text-success; }
    }
    """

    about = query_one("#about", Prose)
    prompt = query_one("#prompt", Prose)
    field = query_one(AnswerField)
    problem = query_one("#problem", Static)
    verdict = query_one("#verdict", Prose)
    answer = query_one("#answer", Prose)
    more = query_one("#more", Prose)

    def compose(self) -> ComposeResult:
        """Yield the texts in the order in which they are read."""
        yield Prose(id="about")
        yield Prose(id="prompt")
        yield AnswerField(placeholder="Type the value, or press enter to see it")
        yield Static(id="problem", markup=False)
        yield Prose(id="verdict")
        yield Prose(id="answer")
        yield Prose(id="more")

    def show_front(self, about: str, prompt: str) -> None:
        """Show a card that is answered in the head."""
        self.about.markdown = about
        self.prompt.markdown = prompt
        self.verdict.markdown = ""
        for widget in (
            self.field, self.problem, self.verdict, self.answer, self.more,
        ):  # fmt: skip
            widget.display = False
        self.scroll_home(animate=False)
        self.screen.set_focus(self)

    def tell_about(self, about: str) -> None:
        """Say something else above the prompt."""
        self.about.markdown = about

    def tell_more(self, more: str) -> None:
        """Say something else under the answer."""
        self.more.markdown = more
        self.more.display = bool(more)

    def show_typed_front(self, about: str, prompt: str) -> None:
        """Show a card that is answered by typing."""
        self.show_front(about, prompt)
        self.field.value = ""
        self.field.display = True
        # At once: `focus()` waits for a refresh, and a key pressed before it is lost.
        # Not scrolled to: the card is read from its first line.
        self.screen.set_focus(self.field, scroll_visible=False)

    def ask_again(self, question: str) -> None:
        """Say under the field why what stands in it is no answer yet."""
        self.problem.update(question)
        self.problem.display = True

    def show_verdict(self, sentence: str, *, is_right: bool) -> None:
        """Say how the typed answer compares; shown with the back."""
        self.verdict.set_class(is_right, "-right")
        self.verdict.markdown = sentence

    def show_back(self, answer: str, more: str) -> None:
        """Show the answer, and what is known about it."""
        self.answer.markdown = answer
        self.tell_more(more)
        self.field.display = self.problem.display = False
        self.verdict.display = bool(self.verdict.markdown)
        self.answer.display = True
        self.focus()
        self.call_after_refresh(self._turn_to_answer)

    def turn_page(self, pages: int) -> None:
        """Scroll by pages."""
        self.scroll_relative(y=pages * (self.size.height - 2), animate=False)

    def _turn_to_answer(self) -> None:
        """Begin the page with an answer that would end below it."""
        place = self.answer.virtual_region
        if place.bottom > self.scroll_y + self.size.height:
            self.scroll_to(y=place.y - 1, animate=False)

    @on(Input.Changed)
    def _show_typing(self) -> None:
        self.field.scroll_visible(animate=False)
