"""A question of any kind: exhibit, stem, the fitting way to answer, the verdict.

It turns what was chosen on the screen into a response; it never grades or stores.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.message import Message

from studyapp.tui.prose.lines import MUTED, joined, wrap
from studyapp.tui.widgets.answer_list import ANSWERING, AnswerList
from studyapp.tui.widgets.fields import TYPING
from studyapp.tui.widgets.fitted import FittedStatic
from studyapp.tui.widgets.match_picker import MatchPicker, partner_lines
from studyapp.tui.widgets.option_marks import OptionText, Pick
from studyapp.tui.widgets.option_picker import OptionPicker
from studyapp.tui.widgets.order_picker import OrderPicker
from studyapp.tui.widgets.prose_view import Prose
from studyapp.tui.widgets.typed_number import TypedNumber

if TYPE_CHECKING:
    from studyapp.practice.responses import Response
    from studyapp.services.showing import ShownOption, ShownQuestion


class QuestionView(VerticalScroll):
    """One question on a page that scrolls."""

    PICKER: ClassVar[type[OptionPicker]] = OptionPicker
    """Which picker single and multiple responses have."""
    ANSWERS: ClassVar[tuple[type, ...]] = (OptionPicker, OrderPicker, MatchPicker)
    """Its widgets with keys, for a screen's `WIDGETS`."""
    DEFAULT_CSS = """
    QuestionView {
        height: 1fr;
        & #stem { margin-bottom: 1; }
        & #verdict { border-left: thick $text-error; padding-left: 1; }
        & #verdict.-right { border-left: thick $text-success; }
        & #verdict, & AnswerList, & #lead { height: auto; margin-bottom: 1; }
        & #facts { color: $text-muted; }
    }
    """

    @dataclass
    class Given(Message):
        """Posted with a whole answer."""

        response: Response

    @dataclass
    class Refused(Message):
        """Posted with one sentence that says what the answer lacks."""

        sentence: str

    stem = query_one("#stem", Prose)
    verdict = query_one("#verdict", Prose)
    lead = query_one("#lead", FittedStatic)
    picker = query_one(OptionPicker)
    order = query_one(OrderPicker)
    match = query_one(MatchPicker)
    number = query_one(TypedNumber)
    facts = query_one("#facts", Prose)

    def __init__(self, *, id: str = "question") -> None:  # noqa: A002
        super().__init__(id=id, can_focus=False)
        self._shown: ShownQuestion | None = None

    def compose(self) -> ComposeResult:
        """Yield stem, verdict, each way to answer, and what follows the answer."""
        yield Prose("", id="stem")
        yield Prose("", id="verdict")
        yield FittedStatic(lambda _width: Content(""), id="lead")
        yield self.PICKER()
        yield OrderPicker()
        yield MatchPicker()
        yield TypedNumber()
        yield Prose("", id="facts")

    @property
    def _options(self) -> tuple[ShownOption, ...]:
        return self._shown.options if self._shown else ()

    @property
    def _prompts(self) -> list[ShownOption]:
        """The left sides of a match, in the order of the file."""
        return sorted((o for o in self._options if o.prompt), key=lambda o: o.position)

    @property
    def response(self) -> Response | None:
        """The answer as far as it is put together; None where no number is typed."""
        match self._shown.question.kind.value if self._shown else "":
            case "numeric":
                typed = self.number.number
                return None if typed is None else _number(typed)
            case "order":
                return self._ordered(self.order.sequence)
            case "match":
                return self._matched(self.match.pairs)
            case _:
                return self._chosen(self.picker.choice)

    @property
    def struck(self) -> frozenset[int]:
        """The options struck out, by their place in the file."""
        return frozenset(self.positions(self.picker.struck))

    def ask(
        self,
        shown: ShownQuestion,
        response: Response | None = None,
        struck: frozenset[int] = frozenset(),
    ) -> str:
        """Show a question, and an answer given or begun before; return the phase."""
        self._show_stem(shown)
        kind = shown.question.kind.value
        self._show_only(kind)
        match kind:
            case "numeric":
                unit = shown.question.numeric.unit  # type: ignore[union-attr] # a numeric question has one
                self.number.ask(unit, getattr(response, "value", None))
                return TYPING
            case "order":
                self._ask_order(shown, response)
                self.order.focus()
            case "match":
                self._ask_match(response)
                self.match.focus()
            case _:
                self.ask_options(shown, response, struck)
        return ANSWERING

    def ask_options(
        self,
        shown: ShownQuestion,
        response: Response | None = None,
        struck: frozenset[int] = frozenset(),
    ) -> None:
        """Show options to choose from; `struck` by their place in the file."""
        self._show_stem(shown)
        self._show_only("single")
        self.picker.show_options(
            [_text(option) for option in shown.options],
            Pick.ONE if shown.choose == 1 else Pick.SEVERAL,
            needed=shown.choose,
            choice=self._places(getattr(response, "options", frozenset())),
            struck=self._places(struck),
            subject=shown.question.id,
        )
        self.picker.focus()

    def _show_stem(self, shown: ShownQuestion) -> None:
        self._shown = shown
        self.verdict.display = self.facts.display = False
        exhibit = f"{shown.exhibit}\n\n" if shown.exhibit else ""
        self.stem.markdown = f"{exhibit}{shown.stem}"
        self.scroll_home(animate=False)

    def _show_only(self, kind: str) -> None:
        self.number.display = kind == "numeric"
        self.order.display = kind == "order"
        self.match.display = kind == "match"
        self.lead.display = kind in {"order", "match"}
        self.picker.display = kind in {"single", "multiple"}

    def _ask_order(self, shown: ShownQuestion, response: Response | None) -> None:
        steps = [_text(option) for option in shown.options]
        hint = f"Choose {shown.choose} of {len(steps)} steps, the first one first."
        self.lead.lay_out(partial(_hint, hint))
        given = self._in_order(getattr(response, "options", ()))
        self.order.show_steps(steps, shown.choose, given)

    def _ask_match(self, response: Response | None) -> None:
        partners = [_text(option) for option in self._options]
        rows = {o.position: row for row, o in enumerate(self._prompts)}
        given = {
            rows[prompt]: self._place(option)
            for prompt, option in getattr(response, "pairs", ())
        }
        self.lead.lay_out(partial(partner_lines, partners))
        prompts = [option.prompt for option in self._prompts]
        self.match.show_prompts(prompts, partners, given)

    def explain(self, verdict: str, facts: str, *, right: bool) -> None:
        """Show what grading says, and the Markdown before and after the options."""
        options = self._options
        self.lead.display = False
        self.picker.show_verdict(
            frozenset(i for i, option in enumerate(options) if option.correct)
        )
        self.order.show_verdict(
            self._in_order(sorted(o.position for o in options if o.correct))
        )
        self.match.show_verdict(
            {row: self._place(o.position) for row, o in enumerate(self._prompts)}
        )
        self.number.show_verdict(right)
        self.verdict.set_class(right, "-right")
        self.verdict.markdown, self.facts.markdown = verdict, facts
        self.verdict.display = self.facts.display = True

    def turn_to_verdict(self) -> None:
        """Scroll to where the question ends; the verdict must have its place."""
        self.scroll_to(y=self.stem.virtual_region.bottom + 1, animate=False)

    def turn_page(self, pages: int) -> None:
        """Scroll by pages."""
        self.scroll_relative(y=pages * (self.size.height - 2), animate=False)

    @on(AnswerList.Refused)
    def _explain_choice(self, event: AnswerList.Refused) -> None:
        event.stop()
        self.post_message(self.Refused(_lack(event)))

    @on(OptionPicker.Submitted)
    def _give_choice(self, event: OptionPicker.Submitted) -> None:
        event.stop()
        self.post_message(self.Given(self._chosen(event.choice)))

    @on(OrderPicker.Submitted)
    def _give_order(self, event: OrderPicker.Submitted) -> None:
        event.stop()
        self.post_message(self.Given(self._ordered(event.sequence)))

    @on(MatchPicker.Submitted)
    def _give_match(self, event: MatchPicker.Submitted) -> None:
        event.stop()
        self.post_message(self.Given(self._matched(event.pairs)))

    @on(TypedNumber.Given)
    def _give_number(self, event: TypedNumber.Given) -> None:
        event.stop()
        self.post_message(self.Given(_number(event.number)))

    def _chosen(self, choice: frozenset[int]) -> Response:
        from studyapp.practice.responses import Chosen  # noqa: PLC0415

        return Chosen(frozenset(self.positions(choice)))

    def _ordered(self, sequence: tuple[int, ...]) -> Response:
        from studyapp.practice.responses import Ordered  # noqa: PLC0415

        return Ordered(self.positions(sequence))

    def _matched(self, pairs: Mapping[int, int]) -> Response:
        from studyapp.practice.responses import Matched  # noqa: PLC0415

        prompts, options = self._prompts, self._options
        by_place = sorted(
            (prompts[row].position, options[partner].position)
            for row, partner in pairs.items()
        )
        return Matched(tuple(by_place))

    def positions(self, places: frozenset[int] | tuple[int, ...]) -> tuple[int, ...]:
        """Return places on the screen as positions in the file."""
        return tuple(self._options[place].position for place in places)

    def _place(self, position: int) -> int:
        return next(i for i, o in enumerate(self._options) if o.position == position)

    def _places(self, positions: frozenset[int]) -> frozenset[int]:
        return frozenset(map(self._place, positions))

    def _in_order(self, positions: list[int] | tuple[int, ...]) -> tuple[int, ...]:
        return tuple(map(self._place, positions))


def _number(number: Decimal) -> Response:
    from studyapp.practice.responses import Number  # noqa: PLC0415

    return Number(number)


def _hint(sentence: str, width: int) -> Content:
    return joined(wrap(Content.styled(sentence, MUTED), width))


def _text(option: ShownOption) -> OptionText:
    return OptionText(option.text, option.rationale)


def _lack(event: AnswerList.Refused) -> str:
    """Return what to do before the answer has the right length."""
    if event.chosen > event.needed:
        many = event.chosen - event.needed
        excess = "one is" if many == 1 else f"{many} are"
        return (
            f"{event.chosen} chosen where {event.needed} are asked: {excess} too many."
        )
    if isinstance(event.picker, MatchPicker):
        return f"Give each of the {event.needed} rows a partner first."
    if isinstance(event.picker, OrderPicker):
        return f"Put {event.needed} steps in order first."
    wanted = "one option" if event.needed == 1 else f"{event.needed} options"
    return f"Choose {wanted} first."
