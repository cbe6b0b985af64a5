"""Changing a setting in its file, with the learner's comments left as they are."""

from __future__ import annotations

from pathlib import Path

from studyapp.content.quantity import parse_quantity
from studyapp.content.units import UnitError
from studyapp.errors import StorageError, UsageError
from studyapp.services.study_hours import breaks_of
from studyapp.settings import Settings, check_settings, parse_setting


def change_setting(path: Path, name: str, text: str) -> Settings:
    """Write one setting and return all of them as they are now.

    Raises UsageError, nothing written, when the name is unknown or the value does
    not fit; StorageError when the file cannot be written.
    """
    import tomlkit  # noqa: PLC0415 - 30 ms that only writing needs

    value = parse_setting(name, text)
    if name.endswith("_steps") and isinstance(value, tuple):
        _check_steps(value)
    if name == "breaks" and isinstance(value, tuple):
        breaks_of(value)
    document = tomlkit.parse(path.read_text(encoding="utf-8") if path.is_file() else "")
    if value is None:
        document.pop(name, None)
    else:
        document[name] = list(value) if isinstance(value, tuple) else value
    settings = check_settings(document.unwrap(), path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(tomlkit.dumps(document), encoding="utf-8")
    except OSError as error:
        raise StorageError(
            f"{path} cannot be written ({error.strerror})", "check its permissions"
        ) from error
    return settings


def _check_steps(steps: tuple[str, ...]) -> None:
    """Raise UsageError for a wait that could not be read at the next start."""
    for step in steps:
        try:
            parse_quantity(step).to("ms")
        except UnitError as error:
            raise UsageError(
                f"the step '{step}' cannot be read ({error})",
                "write waits such as 1 min, 10 min",
            ) from error
