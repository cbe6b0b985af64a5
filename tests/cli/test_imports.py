"""Each command imports only what it needs, proved in an interpreter of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"sqlmodel", "sqlalchemy", "textual", "rich", "pydantic", "yaml", "markdown_it"}
LIGHT = {"argparse", "json", "pathlib", "dataclasses", "platformdirs", "re", "typing"}

REPORT = """
import sys
before = set(sys.modules)
sys.argv = ["studyapp", *{arguments!r}]
from studyapp.__main__ import main
try:
    main()
except SystemExit:
    pass
names = sorted({{m.split(".")[0] for m in set(sys.modules) - before}})
import json
print("\\n" + json.dumps(names))
"""


def imported(home: Path, *arguments: str) -> set[str]:
    ran = subprocess.run(
        [sys.executable, "-I", "-c", REPORT.format(arguments=arguments)],
        env={**os.environ, "STUDYAPP_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(ran.stdout.splitlines()[-1]))


@pytest.fixture(scope="module")
def loaded_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    imported(home, "limit", "timeout")
    return home


def test_a_lookup_imports_nothing_but_the_standard_sqlite(loaded_home: Path) -> None:
    names = imported(loaded_home, "limit", "timeout")
    assert "_sqlite3" in names
    assert not names & {"sqlite3", "datetime"}
    assert not names & (HEAVY | LIGHT)


def test_a_lookup_as_json_imports_json_alone_besides(loaded_home: Path) -> None:
    plain = imported(loaded_home, "limit", "timeout")
    as_json = imported(loaded_home, "limit", "timeout", "--json")
    assert not as_json & HEAVY
    assert "argparse" not in as_json - plain


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("nonsense",)])
def test_what_needs_no_content_imports_no_library(
    loaded_home: Path, arguments: tuple[str, ...]
) -> None:
    assert not imported(loaded_home, *arguments) & HEAVY


@pytest.mark.parametrize(
    "arguments",
    [("content", "check"), ("config",), ("doctor", "--paths")],
)
def test_what_needs_no_database_imports_none(
    loaded_home: Path, arguments: tuple[str, ...]
) -> None:
    names = imported(loaded_home, *arguments)
    assert not names & {"sqlmodel", "sqlalchemy", "textual"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("review", "--json"),
        ("stats",),
        ("plan", "--json"),
        ("quiz", "--json"),
        ("exam", "--list"),
        ("read", "limits"),
        ("calc", "price", "--requests", "1M", "--duration", "1ms", "--memory", "1GB"),
    ],
)
def test_a_start_with_unchanged_content_imports_neither_parser_nor_mapper(
    loaded_home: Path, arguments: tuple[str, ...]
) -> None:
    names = imported(loaded_home, *arguments)
    assert "sqlite3" in names
    assert not names & {"sqlmodel", "sqlalchemy", "markdown_it", "asyncio"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("stats",),
        ("readiness",),
        ("read", "limits"),
        ("review", "--json"),
        ("exam", "--list"),
    ],
)
def test_no_plain_command_imports_the_screens(
    loaded_home: Path, arguments: tuple[str, ...]
) -> None:
    assert not imported(loaded_home, *arguments) & {"textual", "rich"}
