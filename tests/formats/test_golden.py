"""Every format ships a sample and its golden file: a format without them fails here."""

import pytest
from tests.formats.golden import SAMPLES, SUFFIX, check, samples

from chatmining.formats import FORMATS


@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.id)
def test_format_has_a_sample_and_reads_it_as_its_golden_file(format_):
    found = samples(format_)
    assert found, f"{format_.id} has no sample under data/samples/{format_.id}/"
    for sample in found:
        check(format_, sample)


def test_no_golden_file_is_left_without_its_sample():
    alone = [
        path.name for path in SAMPLES.rglob(f"*{SUFFIX}") if not path.with_name(path.name.removesuffix(SUFFIX)).exists()
    ]
    assert not alone
