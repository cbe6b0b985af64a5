"""YAML whose every key knows its line.

Scalars stay text (`4.30` is not a float, `no` is not False): the schema gives them
their type. This module never interprets a key.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from studyapp.errors import Place, Problem

Path = tuple[str | int, ...]

# libyaml's loader is six times faster; the wheel of PyYAML brings it.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


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
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = first_line + (error.problem_mark.line if error.problem_mark else 0)
        return Problem(
            Place(file, line),
            f"the YAML cannot be read ({_without_place(error.problem)})",
            "quote text that holds ': ', '#' or a leading sign",
        )
    except yaml.YAMLError as error:
        return Problem(
            Place(file, first_line),
            f"the YAML cannot be read ({str(error).splitlines()[0]})",
            "remove characters that are not plain text",
        )
    block = YamlBlock(None, file, first_line)
    try:
        data = _read(node, (), block) if node else None
    except _RepeatedKeyError as error:
        return Problem(
            Place(file, error.line),
            f"the key '{error.key}' is written twice",
            "keep one of them",
        )
    return replace(block, data=data)


def _without_place(problem: str | None) -> str:
    """Return a problem without the words in which the two loaders differ."""
    text = problem or "unknown problem"
    return text.removesuffix(" in this context").removesuffix(" here")


class _RepeatedKeyError(Exception):
    def __init__(self, key: str, line: int) -> None:
        super().__init__(key)
        self.key = key
        self.line = line


def _read(node: yaml.Node, path: Path, block: YamlBlock) -> Any:  # noqa: ANN401 - YAML
    """Return the data of `node`, scalars as text; note the line of every key."""
    if isinstance(node, yaml.MappingNode):
        data: dict[str, Any] = {}
        for key, child in node.value:
            name = str(key.value)
            inner = (*path, name)
            line = block.first_line + key.start_mark.line
            if inner in block.lines:
                raise _RepeatedKeyError(name, line)
            block.lines[inner] = line
            data[name] = _read(child, inner, block)
        return data
    if isinstance(node, yaml.SequenceNode):
        items: list[Any] = []
        for index, child in enumerate(node.value):
            inner = (*path, index)
            block.lines[inner] = block.first_line + child.start_mark.line
            items.append(_read(child, inner, block))
        return items
    return node.value
