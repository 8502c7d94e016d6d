"""Random and mutated files: records or a reason, never a traceback, never a record out of noise.

A seeded sample in the suite; `FUZZ_FILES=10000 pytest tests/formats/test_fuzz.py` runs the whole.
"""

import os
import random

import pytest
from tests.formats.golden import samples

from chatmining.errors import ChatminingError
from chatmining.formats import FORMATS, Source, detect

FILES = int(os.environ.get("FUZZ_FILES", "400"))
SIGNS = (b"\x00", b"\r", b'"', b"\xff\xfe", b"\n", b"<", b"{", "\u2028".encode(), b"\t")


def records(path, content):
    path.write_bytes(content)
    try:
        source = Source.open(path)
        return list(detect(source).read(source))
    except ChatminingError:
        return []


def mutated(whole, dice):
    content = bytearray(whole)
    for _ in range(dice.randrange(1, 40)):
        at = dice.randrange(len(content) + 1)
        change = dice.randrange(4)
        if change == 0:
            content[at : at + 1] = dice.randbytes(dice.randrange(1, 4))
        elif change == 1:
            del content[at : at + dice.randrange(1, 30)]
        elif change == 2:
            content[at:at] = content[dice.randrange(len(content) + 1) :][: dice.randrange(1, 60)]
        else:
            content[at:at] = dice.choice(SIGNS)
    return bytes(content)


@pytest.mark.slow
def test_mutated_samples_are_read_or_refused(tmp_path):
    dice, seeds = random.Random(17), [sample.read_bytes() for format_ in FORMATS for sample in samples(format_)]
    for _ in range(FILES * 3 // 4):
        for record in records(tmp_path / "export", mutated(dice.choice(seeds), dice)):
            record.text.encode("utf-8")


def test_noise_gives_no_record(tmp_path):
    dice = random.Random(18)
    for _ in range(FILES // 4):
        assert not records(tmp_path / "export", dice.randbytes(dice.choice((50, 500, 5000, 50_000))))
