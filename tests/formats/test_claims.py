"""Every sample is claimed by its own format and by no other platform's; generic tables come far behind."""

import pytest
from tests.formats.golden import samples

from chatmining.formats import FORMATS, Source, claims, detect


@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.id)
def test_samples_are_claimed_by_their_format_alone(format_):
    claimants = {sample.name: [found.id for _, found in claims(Source.open(sample))] for sample in samples(format_)}
    platforms = {name: ids[:1] + [id_ for id_ in ids[1:] if id_ != "table"] for name, ids in claimants.items()}
    assert platforms == {name: [format_.id] for name in platforms}


@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.id)
def test_samples_are_detected_as_their_format(format_):
    assert {detect(Source.open(sample)).id for sample in samples(format_)} == {format_.id}
