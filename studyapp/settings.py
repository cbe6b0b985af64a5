"""The learner's settings: one TOML file, every key documented and checked.

A missing file means defaults; an unknown key or a wrong value is one clear sentence.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)
from pydantic.fields import FieldInfo

from studyapp.errors import UsageError, no_such

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
"""Monday first, as dates count them."""
ThemeName = Literal["study-dark", "study-light", "ansi-dark", "ansi-light"]
StudyMinutes = Annotated[
    str, StringConstraints(pattern=r"^((mon|tue|wed|thu|fri|sat|sun)=)?\d{1,3}$")
]
Break = Annotated[
    str,
    StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}(\.\.\d{4}-\d{2}-\d{2})?$"),
]


def _share(value: object) -> object:
    """Take a percentage for the share it is: 90 and `90 %` are 0.9."""
    text = str(value).strip()
    try:
        number = float(text.removesuffix("%"))
    except ValueError:
        return value
    return number / 100 if text.endswith("%") or number > 1 else number


Share = Annotated[float, BeforeValidator(_share)]


class Settings(BaseModel):
    """Everything that can be set; the descriptions are the documentation."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    new_per_day: int = Field(
        20, ge=0, le=9999, description="New cards a study day introduces at most."
    )
    reviews_per_day: int = Field(
        200, ge=0, le=99999, description="Reviews a study day asks for at most."
    )
    desired_retention: Share = Field(
        0.90,
        ge=0.70,
        le=0.99,
        description="Share of due cards you want to remember; higher means more work.",
    )
    rollover_hour: int = Field(
        4, ge=0, le=23, description="Hour of the local day at which a study day begins."
    )
    learning_steps: tuple[str, ...] = Field(
        ("1 min", "10 min"),
        examples=["1 min, 10 min"],
        description="Waits before a new card becomes a review.",
    )
    relearning_steps: tuple[str, ...] = Field(
        ("10 min",),
        examples=["10 min"],
        description="Waits before a forgotten card is a review again.",
    )
    half_days: tuple[Weekday, ...] = Field(
        (),
        examples=["fri, sat"],
        description="Weekdays that get about half the reviews, such as fri, sat.",
    )
    free_days: tuple[Weekday, ...] = Field(
        (),
        examples=["sat, sun"],
        description="Weekdays that get as few reviews as can be, such as sun.",
    )
    leech_lapses: int = Field(
        8,
        ge=0,
        le=99,
        description="Lapses that make a card a leech; 0 to go by its odds alone.",
    )
    maximum_interval: int = Field(
        36500, ge=1, le=36500, description="Longest interval in days."
    )
    theme: ThemeName = Field(
        "study-dark",
        description="Colour theme of the app.",
        examples=list(get_args(ThemeName)),
    )
    region: str = Field(
        "us-east-1", description="Region whose prices the calculator starts with."
    )
    exam: Annotated[str, StringConstraints(strip_whitespace=True, to_upper=True)] = (
        Field("", description="Exam you prepare for, such as DVA-C03.")
    )
    exam_date: date | None = Field(
        None,
        examples=["2027-02-26"],
        description="Day of the exam, as 2027-02-26 without quotes; 26 feb, fri or "
        "+5d can be typed.",
    )
    exam_goal: Share = Field(
        0.90,
        ge=0.50,
        le=0.99,
        description="Share of the exam's cards you want to know on exam day.",
    )
    study_minutes: tuple[StudyMinutes, ...] = Field(
        ("30",),
        examples=["30", "sat=60"],
        description="Minutes a day you study for the exam; a weekday may have its own, "
        "as 30, sat=60.",
    )
    breaks: tuple[Break, ...] = Field(
        (),
        examples=["2026-12-24", "2026-12-24..2026-12-26"],
        description="Days without study, as 2026-12-24 or 2026-12-24..2026-12-26.",
    )
    sync_folder: str = Field(
        "",
        description="Folder through which your devices share what you did, "
        "such as one that Syncthing or Dropbox keeps alike.",
    )


def read_settings(path: Path) -> Settings:
    """Return the settings in `path`; raises UsageError naming file, key and remedy."""
    return check_settings(tomllib.loads(read_text(path)), path)


def read_text(path: Path) -> str:
    """Return a file of settings as it stands, empty where there is none.

    Raises UsageError, naming the line, when it cannot be read or is no TOML.
    """
    try:
        text = path.read_text(encoding="utf-8")
        tomllib.loads(text)
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path} cannot be read ({error})", "check its permissions"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(
            f"{path} is not valid TOML ({error})",
            "write lines such as new_per_day = 20",
        ) from error
    return text


def check_settings(data: Mapping[str, object], path: Path) -> Settings:
    """Return settings as a file gives them; raises UsageError naming key and remedy."""
    try:
        return Settings.model_validate(data)
    except ValidationError as error:
        raise UsageError(*_sentence(path, error)) from None


Value = str | int | float | date | tuple[str, ...] | None


def parse_setting(name: str, text: str) -> Value:
    """Return a setting's value from what was typed; None for an empty optional one.

    Raises UsageError when there is no such setting or the value does not fit.
    """
    field = require_setting(name)
    typed: object = text
    if isinstance(field.default, tuple):
        typed = tuple(part.strip() for part in text.split(",") if part.strip())
    elif field.default is None and not text.strip():
        typed = None
    try:
        found = Settings.model_validate({name: typed}, strict=False)
    except ValidationError:
        raise UsageError(f"'{name} = {text}' does not fit", _wanted(field)) from None
    value: Value = getattr(found, name)
    return value


def require_setting(name: str) -> FieldInfo:
    """Return what is known of a setting; raises UsageError when there is none."""
    field = Settings.model_fields.get(name)
    if field is None:
        raise no_such("setting", name, Settings.model_fields, "see 'studyapp config'")
    return field


def label(name: str) -> str:
    """Return a setting's name as a form shows it: `Exam date`."""
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]


def _sentence(path: Path, error: ValidationError) -> tuple[str, str]:
    first = error.errors()[0]
    name = str(first["loc"][0])
    try:
        field = require_setting(name)
    except UsageError as unknown:
        return f"{path}: {unknown.message}", unknown.remedy
    return f"{path}: '{name} = {first['input']}' does not fit", _wanted(field)


def _wanted(field: FieldInfo) -> str:
    """Return what to write for a setting, in words for a learner."""
    bounds = {k: v for limit in field.metadata for k, v in _bounds(limit).items()}
    if isinstance(field.default, float):
        return (
            f"write a share from {bounds['ge']} to {bounds['le']}, such as 0.9 or 90%"
        )
    if bounds:
        return f"write a whole number from {bounds['ge']} to {bounds['le']}"
    *others, last = map(str, field.examples or ())
    listed = f"{', '.join(others)} or {last}" if others else last
    return f"{'choose' if others[1:] else 'write it as'} {listed}"


def _bounds(limit: object) -> dict[str, object]:
    return {k: getattr(limit, k) for k in ("ge", "le") if hasattr(limit, k)}
