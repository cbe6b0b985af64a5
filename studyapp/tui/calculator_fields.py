"""The calculator's two forms: which fields, what they start with, which panels.

It reads no text: what a field means is the services' to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from studyapp.tui.widgets.panel_view import Panel

if TYPE_CHECKING:
    from studyapp.services.calculating import Asked

CONCURRENCY, PRICE = "concurrency", "price"
START = {
    CONCURRENCY: {"rps": "500", "duration": "200ms"},
    PRICE: {
        "architecture": "x86_64",
        "requests": "3M",
        "duration": "120ms",
        "memory": "1536MB",
        "free_tier": "yes",
    },
}
PANELS = {
    CONCURRENCY: (Panel.RESULT, Panel.BACKWARDS),
    PRICE: tuple(Panel),
}
BUDGET = "budget"
_PRICE_FORM = (
    "region",
    "architecture",
    "requests",
    "duration",
    "memory",
    "ephemeral",
    "free_tier",
    "provisioned",
    "provisioned_hours",
    "provisioned_requests",
    "provisioned_duration",
)


def fields_of(kind: str, texts: Mapping[str, str]) -> tuple[Asked, ...]:
    """Return the fields of a form; a saved scenario may fill more than are asked."""
    from studyapp.services.calculating import (  # noqa: PLC0415
        LOAD_FIELDS,
        PRICE_FIELDS,
    )

    if kind == CONCURRENCY:
        return LOAD_FIELDS
    by_name = {field.name: field for field in PRICE_FIELDS}
    more = (name for name in texts if name in by_name and name not in _PRICE_FORM)
    return tuple(by_name[name] for name in (*_PRICE_FORM, *more))
