"""What no record holds is counted and told, not lost in silence."""

import pytest

from chatmining.errors import UnreadableFile
from chatmining.formats import detect
from chatmining.preflight import Verdict, check


@pytest.mark.parametrize(
    "text",
    [
        "Chat de la réunion\n\n17:52:15 De  Luc  à  Tout le monde:\n\toui\n",
        "Chat de la réunion\n\n[10:00] Luc : oui\n[10:01] Éva : non\n[10:02] Luc : si\n",
        "Chat de la réunion\n\n25/03/2024, 17:52 - Luc: oui\n25/03/2024, 17:53 - Éva: non\n",
        "Chat de la réunion\n\nfrom Luc to Everyone:    9:21  AM\noui\n",
    ],
    ids=["zoom", "bbb", "whatsapp", "webex"],
)
def test_a_line_before_the_first_record_is_told(written, text):
    source = written(text)
    assert list(detect(source).read(source)) and source.unread == {1}
    (seen,) = check(source.path)
    assert seen.verdict is Verdict.DOUBTFUL and "fix_unread" in seen.fixes
    assert (seen.unread, seen.unread_line) == (1, 1)


def test_a_broken_line_among_json_lines_is_set_aside_and_the_rest_is_read(written):
    line = '{"time": "14:0%d", "user": "Luc", "message": "Bonjour à tous %d"}\n'
    source = written(line % (1, 1) + line % (2, 2) + '{"time": "14:03", "us\n' + line % (4, 4))
    assert [message.text[-1] for message in detect(source).read(source)] == ["1", "2", "4"]
    assert source.unread == {3}


def test_a_broken_last_line_is_a_cut_file(written):
    line = '{"time": "14:05", "user": "Luc", "message": "Bonjour"}\n'
    source = written(line * 3 + line[:20])
    with pytest.raises(UnreadableFile, match="file_broken"):
        list(detect(source).read(source))


def test_every_line_of_a_whole_export_is_read(written):
    source = written("17:52:15 De  Luc  à  Tout le monde:\n\toui\n\n\tnon\n")
    assert list(detect(source).read(source)) and not source.unread
