"""Tells cheaply whether content changed: names, times and sizes, no file opened.

Imports only `os`, because the quick lookup asks it first. The program's own parser
counts as content: a new version of it reads everything again.
"""

# ruff: noqa: PTH100, PTH118, PTH120 - pathlib costs more than the whole lookup
from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

SUFFIXES = (".md", ".yaml")
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PARSER_FOLDERS = (
    os.path.join(_PACKAGE, "content"),
    os.path.join(_PACKAGE, "store"),
)
GONE = (0, 0)
"""Stamp of a file that vanished between being listed and being looked at."""


def signature(roots: Iterable[str]) -> str:
    """Return a text that changes when a file below `roots` may have changed.

    Costs one stat call for each file: 0.3 ms for 60 files.
    """
    lines = [f"{entry.path}|{stamp(entry)}" for entry in content_entries(roots)]
    lines.append(parser_signature())
    return "\n".join(lines)


def parser_signature() -> str:
    """Return a text that changes when the program that reads content changes."""
    sources = sorted(
        f"{entry.name}|{stamp(entry)}"
        for folder in PARSER_FOLDERS
        for entry in _children(folder)
        if entry.name.endswith(".py")
    )
    return "\n".join(sources)


def content_entries(roots: Iterable[str]) -> list[os.DirEntry[str]]:
    """Return every Markdown and YAML file below `roots`, sorted within each root."""
    found: list[os.DirEntry[str]] = []
    for root in roots:
        entries = (
            e for e in _files(os.path.abspath(root)) if e.name.endswith(SUFFIXES)
        )
        found.extend(sorted(entries, key=lambda entry: entry.path))
    return found


def stamp(entry: os.DirEntry[str]) -> tuple[int, int]:
    """Return the time of the last change in ns and the size in bytes."""
    try:
        status = entry.stat()
    except OSError:
        return GONE
    return status.st_mtime_ns, status.st_size


def _files(folder: str) -> Iterator[os.DirEntry[str]]:
    """Yield every file below a folder, not following links to folders."""
    for child in _children(folder):
        if child.is_dir(follow_symlinks=False):
            yield from _files(child.path)
        elif child.is_file():
            yield child


def _children(folder: str) -> list[os.DirEntry[str]]:
    """Return what a folder holds; a folder that cannot be read holds nothing."""
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []
