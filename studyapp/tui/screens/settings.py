"""The settings as a form: each is written to its file when its field is left.

A value that does not fit is one sentence, and nothing is written.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.getters import query_one
from textual.widgets import Label

from studyapp import paths
from studyapp.errors import StudyError
from studyapp.tui.desk import Desk, DeskScreen
from studyapp.tui.themes import THEME_NAMES
from studyapp.tui.widgets.fields import FormField
from studyapp.tui.widgets.prose_view import Prose

if TYPE_CHECKING:
    from studyapp.settings import Settings

_AT_ONCE = {
    "new_per_day", "reviews_per_day", "half_days", "free_days", "leech_lapses",
    "theme", "region", "exam", "exam_date", "exam_goal", "study_minutes", "breaks",
    "sync_folder",
}  # fmt: skip
"""What the open study follows; the rest is part of how its states were worked out."""


class SettingsScreen(DeskScreen):
    """Every setting with its description."""

    TITLE = "Settings"
    WIDGETS: ClassVar[tuple[type, ...]] = (FormField,)
    DEFAULT_CSS = """
    SettingsScreen {
        & #form { height: auto; max-height: 1fr; }
        & #form > Horizontal { height: 1; }
        & #form Label { width: 22; color: $text-muted; }
        & #about { dock: bottom; height: 4; border-top: solid $border-blurred; }
        & #about.-problem { color: $text-error; text-style: bold; }
    }
    """

    form = query_one("#form", VerticalScroll)
    about = query_one("#about", Prose)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._file = Path(paths.config_file())
        self._saved: dict[str, str] = {}
        self._problem = ""
        self._wrong: FormField | None = None
        self._part = ""

    def compose_body(self) -> ComposeResult:
        """Yield the fields, and what the present one means or what is wrong with it."""
        yield VerticalScroll(id="form", can_focus=False)
        yield Prose("", id="about")

    def begin(self) -> None:
        """Read the file."""
        from studyapp.settings import read_settings  # noqa: PLC0415

        self.ask(lambda: read_settings(self._file), self._show)

    def turn_to(self, part: str) -> None:
        """Go to the field of the setting `part`, now or when the fields are there."""
        self._part = part
        if self._saved:
            self._turn()

    def _turn(self) -> None:
        fields = list(self.form.query(FormField))
        found = [field for field in fields if field.name == self._part]
        for field in (found or fields)[:1]:
            field.focus()

    async def _mount_fields(self) -> None:
        from studyapp.settings import label  # noqa: PLC0415

        await self.form.remove_children()
        rows = [
            Horizontal(
                Label(label(name), markup=False),
                FormField(text, name=name, select_on_focus=True),
            )
            for name, text in self._saved.items()
        ]
        await self.form.mount_all(rows)
        self._turn()

    def _show(self, settings: Settings) -> None:
        self._saved = {name: _text(value) for name, value in settings}
        self.call_later(self._mount_fields)

    @on(events.DescendantFocus)
    def _describe_field(self, event: events.DescendantFocus) -> None:
        self._describe(event.widget.name or "")

    def _describe(self, name: str) -> None:
        """Say what a field means, or what is wrong with what is typed there."""
        from studyapp.settings import Settings  # noqa: PLC0415
        from studyapp.tui.pages import plain  # noqa: PLC0415

        setting = Settings.model_fields.get(name)
        if setting is None:
            return
        self.about.set_class(bool(self._problem), "-problem")
        if self._problem:
            self.about.markdown = plain(f"✗ {self._problem} Esc gives it up.")
            return
        when = "at once" if name in _AT_ONCE else "from the next start"
        known = self._choices(name)
        choices = f" One of {', '.join(known)}." if known else ""
        default = _text(setting.default) or "none"
        self.about.markdown = (
            f"{plain(setting.description or '')}{choices} Default: {default}. "
            f"Applies {when}."
        )

    def _choices(self, name: str) -> tuple[str, ...]:
        if name == "theme":
            return tuple(THEME_NAMES)
        return tuple(self.desk.study.library.exams) if name == "exam" else ()

    @on(events.DescendantBlur)
    def _left(self, event: events.DescendantBlur) -> None:
        """Write what was typed; stay with what does not fit until it does."""
        field = event.widget
        if not isinstance(field, FormField) or self._wrong not in {None, field}:
            return  # only passed through, on the way back to what is wrong
        if not self._save(field) and self.is_current:
            field.focus()

    def _save(self, field: FormField) -> bool:
        """Write the field if it was changed; return whether all is well."""
        name = field.name or ""
        if name not in self._saved or field.value == self._saved[name]:
            return self._judge(field, "")
        try:
            settings = self._write(name, field.value.strip())
        except StudyError as error:
            self.status = f"{name} not saved"
            return self._judge(field, error.sentence)
        text = _text(getattr(settings, name))
        self._saved[name] = field.value = text
        when = "" if name in _AT_ONCE else ", from the next start"
        self.status = f"{name} saved{when}"
        return self._judge(field, "")

    def _write(self, name: str, text: str) -> Settings:
        """Write one setting, and let the study and the colours follow."""
        from studyapp.services.configuring import change_settings  # noqa: PLC0415

        study = self.desk.study
        settings = change_settings(
            self._file, {name: text}, study.today, study.library.exams
        )
        if name == "theme":
            self.app.theme = settings.theme
        self.desk.put(replace(study, settings=settings))
        return settings

    def _judge(self, field: FormField, problem: str) -> bool:
        field.set_class(bool(problem), "-invalid")
        self._problem, self._wrong = problem, field if problem else None
        if self.focused is field:
            self._describe(field.name or "")
        return not problem

    def leave(self) -> bool:
        """Write the present field; what does not fit is told first, then given up."""
        field = self.focused
        if not isinstance(field, FormField):
            return True
        was_told = bool(self._problem)
        if self._save(field):
            return True
        if was_told:
            field.value = self._saved[field.name or ""]
            self.notify(f"{field.name} is as it was.")
        return was_told


def _text(value: object) -> str:
    """Return a setting as it is typed."""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
