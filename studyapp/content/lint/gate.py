"""A figure of a whole bank, and the band in which it must lie.

A gate says what was measured, never why a band is what it is: each rule does.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from studyapp.errors import Place, Problem


class Scale(StrEnum):
    """How a figure is written."""

    SHARE = "share"
    """From 0 to 1, written in per cent."""
    COUNT = "count"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Gate:
    """One figure, and the lowest and highest value at which it holds."""

    row: str
    """The row of the lint, such as `B1`."""
    name: str
    value: float
    low: float | None = None
    high: float | None = None
    scale: Scale = Scale.SHARE
    remedy: str = "rewrite the questions that lie furthest out"
    place: Place | None = None
    """Where the fault is best mended; None for the bank as a whole."""

    @property
    def holds(self) -> bool:
        """Whether the figure lies in its band, both ends included."""
        above = self.low is None or self.value >= self.low
        return above and (self.high is None or self.value <= self.high)

    @property
    def shown(self) -> str:
        """The figure as people read it."""
        return self._show(self.value)

    @property
    def band(self) -> str:
        """The band as people read it."""
        if self.low is None:
            return f"at most {self._show(self.high or 0)}"
        if self.high is None:
            return f"at least {self._show(self.low)}"
        return f"{self._show(self.low)} to {self._show(self.high)}"

    def problem(self, bank: str) -> Problem:
        """Return the problem of a gate that does not hold."""
        return Problem(
            self.place or Place(bank, 1),
            f"the bank fails {self.row}: {self.name} is {self.shown}, not {self.band}",
            self.remedy,
        )

    def _show(self, value: float) -> str:
        match self.scale:
            case Scale.SHARE:
                return f"{100 * value:.1f}%"
            case Scale.COUNT:
                return f"{value:.0f}"
            case Scale.NUMBER:
                return f"{value:.2f}"
