"""Means over a normal distribution: the Gauss-Hermite rule with 15 points.

Exact for polynomials up to degree 29. It knows no questions and no learners.
"""

from __future__ import annotations

_CENTRE = 0.31825951825951826
_RIGHT = (
    (0.799129068324548, 0.23246229360973223),
    (1.6067100690287297, 0.089417795399844402),
    (2.432436827009758, 0.017365774492137606),
    (3.2890824243987664, 0.0015673575035499562),
    (4.1962077112690157, 5.6421464051890168e-5),
    (5.1900935913047812, 5.9754195979206049e-7),
    (6.3639478888298383, 8.5896498996332709e-10),
)

POINTS: tuple[tuple[float, float], ...] = (
    *((-node, weight) for node, weight in reversed(_RIGHT)),
    (0.0, _CENTRE),
    *_RIGHT,
)
"""Nodes in standard deviations from the mean, each with its weight; these sum to 1."""
