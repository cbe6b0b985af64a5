"""YAML whose every key knows its line.

Scalars stay text (`4.30` is not a float, `no` is not False): the schema gives them
their type. This module never interprets a key.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from studyapp.errors import Place, Problem

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class YamlBlock:
    """Parsed data, with the file's line of each path into it."""

    data: Any
    file: str
    first_line: int
    lines: dict[Path, int] = field(default_factory=dict)

    def place(self, path: Path = ()) -> Place:
        """Return where `path` stands, or the nearest parent that does."""
        while path and path not in self.lines:
            path = path[:-1]
        return Place(self.file, self.lines.get(path, self.first_line))


def read_yaml(text: str, file: str, first_line: int) -> YamlBlock | Problem:
    """Return the block, or the problem that keeps it from being read.

    `first_line` is the file's line on which `text` begins.
    """
    try:
        node = yaml.compose(text, Loader=yaml.BaseLoader)
        data = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - strings only
    except yaml.MarkedYAMLError as error:
        line = first_line + (error.problem_mark.line if error.problem_mark else 0)
        return Problem(
            Place(file, line),
            f"the YAML cannot be read ({error.problem})",
            "quote text that holds ': ', '#' or a leading sign",
        )
    except yaml.YAMLError as error:
        return Problem(
            Place(file, first_line),
            f"the YAML cannot be read ({str(error).splitlines()[0]})",
            "remove characters that are not plain text",
        )
    lines: dict[Path, int] = {}
    repeated = _collect(node, (), first_line, lines)
    if repeated:
        path, line = repeated
        return Problem(
            Place(file, line),
            f"the key '{path[-1]}' is written twice",
            "keep one of them",
        )
    return YamlBlock(data, file, first_line, lines)


def _collect(
    node: yaml.Node | None, path: Path, first_line: int, lines: dict[Path, int]
) -> tuple[Path, int] | None:
    """Record the line of every key below `node`; return a repeated key, if any."""
    if isinstance(node, yaml.MappingNode):
        for key, child in node.value:
            inner = (*path, str(key.value))
            line = first_line + key.start_mark.line
            if inner in lines:
                return inner, line
            lines[inner] = line
            if repeated := _collect(child, inner, first_line, lines):
                return repeated
    elif isinstance(node, yaml.SequenceNode):
        for index, child in enumerate(node.value):
            lines[(*path, index)] = first_line + child.start_mark.line
            if repeated := _collect(child, (*path, index), first_line, lines):
                return repeated
    return None
