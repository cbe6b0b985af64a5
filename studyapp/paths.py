"""Where things are: the learner's file, the settings, the bundled content.

Imports only `os` and `sys`, because the quick lookup reads it before anything else.
The folders are the platform's own, as platformdirs would name them.
"""

from __future__ import annotations

import os
import sys

APP = "studyapp"
STORE_NAME = "study.sqlite3"
_HERE = os.path.dirname(os.path.abspath(__file__))


def data_dir() -> str:
    """Return the learner's data folder: `STUDYAPP_HOME`, else the platform's."""
    if home := os.environ.get("STUDYAPP_HOME"):
        return os.path.abspath(os.path.expanduser(home))
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or _under_home("AppData", "Local")
    elif sys.platform == "darwin":
        base = _under_home("Library", "Application Support")
    else:
        base = os.environ.get("XDG_DATA_HOME") or _under_home(".local", "share")
    return os.path.join(base, APP)


def config_file() -> str:
    """Return the settings file: in `STUDYAPP_HOME`, else at the platform's place."""
    if os.environ.get("STUDYAPP_HOME"):
        return os.path.join(data_dir(), "config.toml")
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or _under_home("AppData", "Local")
    elif sys.platform == "darwin":
        base = _under_home("Library", "Application Support")
    else:
        base = os.environ.get("XDG_CONFIG_HOME") or _under_home(".config")
    return os.path.join(base, APP, "config.toml")


def store_file(data: str | None = None) -> str:
    """Return the learner's SQLite file, below `data` if that is given."""
    folder = os.path.abspath(os.path.expanduser(data)) if data else data_dir()
    return os.path.join(folder, STORE_NAME)


def editor() -> str:
    """Return the learner's editor with its options; empty when none is named."""
    return os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""


def is_installed(path: str) -> bool:
    """Return whether a content file came with an installed program."""
    folder = os.path.join(_HERE, "_bundled")
    return os.path.abspath(path).startswith(folder + os.sep)


def bundled_roots() -> tuple[str, str]:
    """Return the folders of the content and questions that came with the app."""
    installed = os.path.join(_HERE, "_bundled")
    base = installed if os.path.isdir(installed) else os.path.dirname(_HERE)
    return os.path.join(base, "content"), os.path.join(base, "questions")


def own_root(data: str | None = None) -> str:
    """Return the folder of the learner's own topics and questions."""
    return os.path.join(os.path.dirname(store_file(data)), "content")


def content_roots(data: str | None = None) -> tuple[str, ...]:
    """Return every folder that content is loaded from, if it exists."""
    roots = (*bundled_roots(), own_root(data))
    return tuple(root for root in roots if os.path.isdir(root))


def _under_home(*parts: str) -> str:
    return os.path.join(os.path.expanduser("~"), *parts)
