"""Throttle probability: Erlang's loss formula.

B(0) = 1, B(n) = a B(n-1) / (n + a B(n-1)) for an offered load of a and n servers
(A. K. Erlang, 1917). Supposes that requests arrive at random, independently of each
other, and that a throttled one does not come back. No money here, so floats will do.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from studyapp.calculator.arithmetic import ONE, ZERO

_DIGITS: Final = Decimal("1e-9")
_NOTHING: Final = float(_DIGITS) / 2
"""More servers only block less: below half of the last digit nothing remains."""


def blocked(load: Decimal, servers: Decimal) -> Decimal:
    """Return the share of requests that find all servers busy, from 0 to 1.

    `load` is the average concurrency asked for, `servers` what there is.
    """
    if load <= ZERO:
        return ZERO
    if servers < ONE:
        return ONE
    offered, lost = float(load), 1.0
    for server in range(1, int(servers) + 1):
        carried = offered * lost
        lost = carried / (server + carried)
        if lost < _NOTHING:
            return ZERO
    return Decimal(lost).quantize(_DIGITS)
