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
from studyapp.errors import StudyError, UsageError
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
        & #problem { margin-top: 1; color: $text-error; text-style: bold; }
    }
    """

    form = query_one("#form", VerticalScroll)
    problem = query_one("#problem", Prose)
    about = query_one("#about", Prose)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._file = Path(paths.config_file())
        self._saved: dict[str, str] = {}

    def compose_body(self) -> ComposeResult:
        """Yield the fields, what is wrong, and what the present field means."""
        yield VerticalScroll(id="form", can_focus=False)
        yield Prose("", id="problem")
        yield Prose("", id="about")

    def on_mount(self) -> None:
        """Say nothing is wrong before anything is typed."""
        self.problem.display = False

    def begin(self) -> None:
        """Read the file."""
        from studyapp.settings import read_settings  # noqa: PLC0415

        self.ask(lambda: read_settings(self._file), self._show)

    async def _mount_fields(self) -> None:
        await self.form.remove_children()
        rows = [
            Horizontal(
                Label(_upper(name.replace("_", " ")), markup=False),
                FormField(text, name=name, select_on_focus=True),
            )
            for name, text in self._saved.items()
        ]
        await self.form.mount_all(rows)
        self.form.query(FormField).first().focus()

    def _show(self, settings: Settings) -> None:
        self._saved = {name: _text(value) for name, value in settings}
        self.call_later(self._mount_fields)

    @on(events.DescendantFocus)
    def _describe(self, event: events.DescendantFocus) -> None:
        from studyapp.settings import Settings  # noqa: PLC0415
        from studyapp.tui.pages import plain  # noqa: PLC0415

        name = event.widget.name or ""
        setting = Settings.model_fields.get(name)
        if setting is None:
            return
        when = "at once" if name in _AT_ONCE else "from the next start"
        choices = f" One of {', '.join(THEME_NAMES)}." if name == "theme" else ""
        default = _text(setting.default) or "none"
        self.about.markdown = (
            f"{plain(setting.description or '')}{choices} Default: {default}. "
            f"Applies {when}."
        )

    @on(events.DescendantBlur)
    def _left(self, event: events.DescendantBlur) -> None:
        if isinstance(event.widget, FormField):
            self._save(event.widget)

    def _save(self, field: FormField) -> bool:
        """Write the field if it was changed; return whether all is well."""
        name = field.name or ""
        if name not in self._saved or field.value == self._saved[name]:
            return self._judge(field, "")
        try:
            settings = self._write(name, field.value.strip())
        except StudyError as error:
            return self._judge(field, error.sentence)
        text = _text(getattr(settings, name))
        self._saved[name] = field.value = text
        when = "" if name in _AT_ONCE else ", from the next start"
        self.status = f"{name} saved{when}"
        return self._judge(field, "")

    def _write(self, name: str, text: str) -> Settings:
        """Write one setting, and let the study and the colours follow."""
        from studyapp.services.configuring import change_setting  # noqa: PLC0415

        if name == "theme" and text not in THEME_NAMES:
            known = ", ".join(THEME_NAMES)
            raise UsageError(f"there is no theme '{text}'", f"choose one of {known}")
        settings = change_setting(self._file, name, text)
        if name == "theme":
            self.app.theme = settings.theme
        self.desk.put(replace(self.desk.study, settings=settings))
        return settings

    def _judge(self, field: FormField, sentence: str) -> bool:
        field.set_class(bool(sentence), "-invalid")
        if sentence or not self.form.query("FormField.-invalid"):
            self.problem.display = bool(sentence)
            self.problem.markdown = f"✗ {sentence}"
        return not sentence

    def leave(self) -> bool:
        """Write the present field; one that is wrong is told, and stays unwritten."""
        field = self.focused
        if isinstance(field, FormField) and not self._save(field):
            self.notify("It is not saved.", severity="warning", markup=False)
        return True


def _text(value: object) -> str:
    """Return a setting as it is typed."""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _upper(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
