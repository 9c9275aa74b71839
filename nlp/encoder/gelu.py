"""The activation of the parser's layers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

# Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26: erf to within 1.5e-7.
_P = 0.3275911
_COEFFICIENTS = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)


def gelu(x: NDArray[np.float32]) -> NDArray[np.float32]:
    """Returns x · Φ(x), the Gaussian error linear unit (Hendrycks and Gimpel, 2016)."""
    z = np.abs(x) * np.float32(0.7071067811865476)
    t = 1.0 / (1.0 + np.float32(_P) * z)
    polynomial = np.zeros_like(t)
    for coefficient in _COEFFICIENTS:
        polynomial = (polynomial + np.float32(coefficient)) * t
    erf = np.sign(x) * (1.0 - polynomial * np.exp(-z * z))
    result: NDArray[np.float32] = (0.5 * x * (1.0 + erf)).astype(np.float32)
    return result
