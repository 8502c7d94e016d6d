"""Weights as 8-bit codes, symmetric, one scale a row."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
STEPS = 127  # codes on each side of zero
_TINY = 1e-12


def quantise_rows(table: Array) -> tuple[NDArray[np.int8], Array]:
    """Return codes of the table's shape and the rows' scales, shape (rows, 1), for weights that are looked up."""
    return _codes(table, np.abs(table).max(axis=1, keepdims=True))


def quantise_products(table: Array) -> tuple[NDArray[np.int8], Array]:
    """Return codes and scales for weights that are multiplied: two neighbours in a row never exceed 128 together.

    Processors without VNNI instructions add the products of two neighbours in 16 bits and cut what is longer
    (VPMADDUBSW; ONNX Runtime's guide on quantisation, « saturation »). 255 times 128 fits, so that the sums are exact
    everywhere and a comment has the same labels on every machine. A row has an even number of weights.
    """
    sizes = np.abs(table)
    return _codes(table, (sizes[:, ::2] + sizes[:, 1::2]).max(axis=1, keepdims=True))


def _codes(table: Array, top: Array) -> tuple[NDArray[np.int8], Array]:
    scales = np.maximum(top, _TINY) / STEPS
    return np.rint(table / scales).astype(np.int8), scales.astype(np.float32)
