"""`studyapp config`: every setting, what it means, its value; or change one."""

from __future__ import annotations

import argparse
from collections.abc import Collection
from pathlib import Path

from studyapp import clock, paths
from studyapp.cli.diagnostics import OK, say
from studyapp.cli.output import print_json, wrapped
from studyapp.services.configuring import change_settings
from studyapp.settings import Settings, read_settings, require_setting

_EXAMPLE = """examples:
  studyapp config
  studyapp config new_per_day
  studyapp config new_per_day 15
  studyapp config exam_date 2027-02-26"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.epilog = _EXAMPLE
    parser.add_argument("name", nargs="?", help="the setting to show or change")
    parser.add_argument("value", nargs="?", help="its new value")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the settings as a TOML file, or one of them; or change one."""
    path = Path(paths.config_file())
    if args.name:
        require_setting(args.name)
    if args.value is not None:
        today, exams = clock.now().date(), _exams(args)
        settings = change_settings(path, {args.name: args.value}, today, exams)
        print(f"{args.name} = {_toml(getattr(settings, args.name))}")
        _warn(settings, args.name)
        return OK
    settings = read_settings(path)
    names = [args.name] if args.name else list(Settings.model_fields)
    if args.json:
        values = settings.model_dump(mode="json", include=set(names))
        print_json({"file": str(path), **values})
        return OK
    print(f"# {path}")
    for name in names:
        _print(name, settings)
    return OK


def _warn(settings: Settings, name: str) -> None:
    """Say that the folder to sync through is not there, for it may be mistyped."""
    folder = Path(settings.sync_folder).expanduser()
    if name == "sync_folder" and not folder.is_dir():
        say(f"there is no folder '{folder}' yet; 'studyapp sync' will make it")


def _print(name: str, settings: Settings) -> None:
    field = Settings.model_fields[name]
    default = "none" if field.default is None else _toml(field.default)
    value = getattr(settings, name)
    print()
    print(wrapped(f"{field.description} Default: {default}", "# "))
    print(f"# {name} =" if value is None else f"{name} = {_toml(value)}")


def _exams(args: argparse.Namespace) -> Collection[str] | None:
    """Return the exams there are, None where the setting is about no exam."""
    if args.name != "exam":
        return None
    from studyapp.cli.opening import opened  # noqa: PLC0415 - the database

    with opened(args) as study:
        return tuple(study.library.exams)


def _toml(value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(item) for item in value)}]"
    return f'"{value}"' if isinstance(value, str) else str(value)
