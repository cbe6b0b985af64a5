"""`studyapp config`: every setting, what it means, and its present value."""

from __future__ import annotations

import argparse
from pathlib import Path

from studyapp import paths
from studyapp.cli.diagnostics import OK
from studyapp.cli.output import print_json, wrapped
from studyapp.settings import Settings, read_settings


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.epilog = "example:\n  studyapp config"
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the settings as a TOML file that could be saved as it is."""
    path = paths.config_file()
    settings = read_settings(Path(path))
    if args.json:
        print_json({"file": path, **settings.model_dump(mode="json")})
        return OK
    print(f"# {path}")
    for name, field in Settings.model_fields.items():
        print()
        default = "none" if field.default is None else _toml(field.default)
        print(wrapped(f"{field.description} Default: {default}", "# "))
        value = getattr(settings, name)
        print(f"# {name} =" if value is None else f"{name} = {_toml(value)}")
    return OK


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(item) for item in value)}]"
    return f'"{value}"' if isinstance(value, str) else str(value)
