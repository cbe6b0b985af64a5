"""What `?` tells while questions are asked: the words to type, and service names.

Real exams list the short names of services with their full ones on every question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from studyapp import paths
from studyapp.cli.plain import tell
from studyapp.cli.plain_question import remedy
from studyapp.content.services import Service, load_services
from studyapp.services.showing import ShownQuestion

_RATE = "an answer may end with sure, think or guess: B guess"
_SERVICES = "?? lists all short names of services"


def tell_help(
    shown: ShownQuestion, lines: Iterable[str], data: str | None = None
) -> None:
    """Print the words that can be typed, and the service names in the question."""
    for line in (remedy(shown), *lines, _RATE, _SERVICES):
        tell(line, "  ")
    text = " ".join([shown.stem, shown.exhibit, *(o.text for o in shown.options)])
    _tell(service for service in _services(data) if _is_in(service, text))


def tell_services(data: str | None = None) -> None:
    """Print every short name with its full one."""
    _tell(_services(data))


def _services(data: str | None) -> tuple[Service, ...]:
    found, _ = load_services(Path(root) for root in paths.content_roots(data))
    return found.all()


def _is_in(service: Service, text: str) -> bool:
    return bool(re.search(rf"\b{re.escape(service.short)}\b", text))


def _tell(services: Iterable[Service]) -> None:
    for service in services:
        if service.short != service.full:
            tell(f"{service.short}: {service.full}", "  ")
