"""A small content folder on disk, as a learner would write it."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from tests.content.samples import WriteContent


@pytest.fixture
def write_content(tmp_path: Path) -> WriteContent:
    """Return a function that writes files below one folder and returns it."""
    root = tmp_path / "content"
    root.mkdir()

    def write(**files: str) -> Path:
        for name, text in files.items():
            (root / f"{name}.md").write_text(
                dedent(text).lstrip("\n"), encoding="utf-8"
            )
        return root

    return write
