"""What is said of a comment depends on the comment: neither on its neighbours nor on the process."""

import pytest
from tests.bench.determinism import digest, elsewhere


@pytest.mark.slow
def test_two_orders_in_two_processes_say_the_same():
    assert digest(120, seed=1) == elsewhere(120, seed=2)
