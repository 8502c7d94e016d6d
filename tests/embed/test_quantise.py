"""The encoder's weights as 8-bit codes."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from chatmining.embed.training.quantise import quantise_products, quantise_rows

WEIGHTS = arrays(np.float32, (3, 8), elements=st.floats(-4, 4, width=32))


@given(WEIGHTS)
def test_two_neighbours_never_exceed_what_sixteen_bits_hold_with_the_largest_activation(table: np.ndarray) -> None:
    codes = np.abs(quantise_products(table)[0].astype(int))

    assert 255 * (codes[:, ::2] + codes[:, 1::2]).max() < 2**15


@given(WEIGHTS)
def test_a_weight_is_read_back_to_half_a_step(table: np.ndarray) -> None:
    for quantise in (quantise_rows, quantise_products):
        codes, scales = quantise(table)

        assert (np.abs(codes * scales - table) <= scales * np.float32(0.5001)).all()
