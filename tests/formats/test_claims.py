"""Every sample is claimed by its own format and by no other."""

import pytest
from tests.formats.golden import samples

from chatmining.formats import FORMATS, Source, claims


@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.id)
def test_samples_are_claimed_by_their_format_alone(format_):
    claimants = {sample.name: [found.id for _, found in claims(Source.open(sample))] for sample in samples(format_)}
    assert claimants == {name: [format_.id] for name in claimants}
