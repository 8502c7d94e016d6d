"""Slack's markup, as it is stored and as it is shown."""

import pytest

from chatmining.formats.slack_text import readable, without_entities


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("<@U1> merci", "@Élodie merci"),
        ("<@U9> merci", "@U9 merci"),
        ("<@U9|luc> merci", "@luc merci"),
        ("voir <#C1|webinaire>", "voir #webinaire"),
        ("<!here> <!subteam^S1|@équipe>", "@here @équipe"),
        ("<https://exemple.fr|le site> ou <https://exemple.fr/?a=1&amp;b=2>", "le site ou https://exemple.fr/?a=1&b=2"),
        ("1 &lt; 2 &amp;amp; 3 &gt; 2", "1 < 2 &amp; 3 > 2"),
    ],
)
def test_markup_is_shown_as_slack_shows_it(stored, shown):
    assert readable(stored, {"U1": "Élodie"}) == shown


def test_entities_alone():
    assert without_entities("<@U1> &amp; &lt;b&gt;") == "<@U1> & <b>"
