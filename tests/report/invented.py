"""Invented webinars written straight into a real database: no model is needed to test what is said of them."""

import datetime as dt
import hashlib
import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from chatmining import store
from chatmining.embed.usem3 import UniversalEncoder
from chatmining.home import Home
from tests.samples import ROOT

START = dt.datetime(2024, 3, 14, 13, 0, tzinfo=dt.UTC)
THEMES = ("crainte", "formation", "equipement")
NAMES = {"crainte": "Crainte", "formation": "Besoin de formation", "equipement": "Équipement"}
SAID = {
    "crainte": ("J'ai peur que l'écran remplace la visite chez les gens, rang {n}", "peur"),
    "formation": ("Il nous faudrait une formation de {n} heures sur ce logiciel", "formation"),
    "equipement": ("On a reçu {n} tablettes pour toute l'équipe et aucun forfait", "tablettes"),
}
HOSTILE = (
    "<script>document.title='pris'</script> <img src=x onerror=\"document.title='pris'\"> et la peur des six mots",
    "</script></blockquote><style>body{display:none}</style> la formation vue par nous tous ici",
    "{{ 7 * 7 }} {% raw %} la peur que tout cela ne finisse un jour",
    "\u202eneib tse tuot\u202c la formation écrite à l'envers et à l'endroit",
    '=HYPERLINK("x";"la peur") de voir une formule dans le tableur ?',
    "\x1b[31mla peur\x1b[0m en rouge dans le terminal des collègues",
)


@cache
def _empty_database() -> bytes:
    """Return a database with its tables and views, made once a session: making them takes longer than filling them."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.duckdb"
        with store.open_writer(path):
            pass
        return path.read_bytes()


def build(
    place: Path,
    n: int,
    webinar: str = "w1",
    texts: Sequence[str] = (),
    seed: int = 1,
    people: int = 25,
    agenda: Sequence[tuple[int, str]] = (),
) -> Home:
    """Add a webinar of `n` comments (the first ones `texts`) to the home at `place`, and publish."""
    home = Home(place, ROOT / "models")
    draw = random.Random(seed)
    tables = _tables(n, webinar, texts, draw, people)
    if not home.database.exists():
        home.database.parent.mkdir(parents=True, exist_ok=True)
        home.database.write_bytes(_empty_database())
    with store.open_writer(home.database) as db:
        with store.transaction(db):
            store.write_webinar(
                db, store.Batch(**{name: tables.pop(name) for name in ("webinars", "people", "messages", "comments")})
            )
            items = [
                {"webinar_id": webinar, "place": n, "title": title, "starts_at": START + dt.timedelta(minutes=minute)}
                for n, (minute, title) in enumerate(agenda, start=1)
            ]
            store.write_rows(db, tables | {"agenda": items})
        store.publish(db, home.snapshot)
    return home


def _tables(n, webinar, texts, draw, people):
    tables = {
        name: [] for name in ("people", "messages", "comments", "theme_scores", "decisions", "mentions", "vectors")
    }
    tables["webinars"] = [
        {"webinar_id": webinar, "title": f"Le numérique, séance {webinar}", "date": START.date(), "start_at": START,
         "timezone": "Europe/Paris", "clock": "wall", "format": "zoom", "told": False}
    ]  # fmt: skip
    tables["people"] = [
        {
            "webinar_id": webinar,
            "person_id": f"p_{i:012d}".replace("0", "a").replace("1", "b"),
            "role": "attendee" if i else "host",
        }
        for i in range(people)
    ]
    for i in range(n):
        _comment(tables, i, webinar, texts, draw, n)
    tables["themes"] = [{"theme": t, "name_fr": NAMES[t], "name_en": t.title(), "added": False} for t in THEMES]
    tables["runs"] = [
        {"run_id": f"r_{webinar}", "started_at": START, "finished_at": START, "version": "0", "model_id": "m1",
         "webinar_id": webinar, "records": n, "comments": n, "set_aside": 0}
    ]  # fmt: skip
    tables |= _topic(tables, webinar) | _questions(tables, webinar)
    return tables


def _comment(tables, i, webinar, texts, draw, n):
    noise = draw.random() < 0.3 and i >= len(texts)
    theme = THEMES[min(2, int(draw.random() * 3.4))]
    words, cue = SAID[theme]
    text = texts[i] if i < len(texts) else "Bonjour à toutes et à tous" if noise else words.format(n=i)
    if i < len(texts):
        theme, cue = ("crainte", "peur") if "peur" in text else ("formation", "formation")
    key = hashlib.sha256(f"{webinar}{i}".encode()).hexdigest()[:20]
    person = draw.choice(tables["people"])["person_id"]
    offset = 5400.0 * i / max(n, 1)
    at = {"said_at": START + dt.timedelta(seconds=offset), "offset_s": offset}
    base = {"comment_id": f"c_{key}", "model_id": "m1"}
    hashed = hashlib.sha256(text.encode()).hexdigest()
    tables["messages"].append(
        {"message_id": f"c_{key}", "webinar_id": webinar, "n": i + 1, "kind": "message", "person_id": person,
         "time": None, "private": False, "emoji": None, "reply_to": None, "reason": None} | at
    )  # fmt: skip
    tables["comments"].append(
        {"comment_id": f"c_{key}", "webinar_id": webinar, "person_id": person, "kind": "message", "language": "fr",
         "text": text, "answer": None, "words": len(text.split()), "content_hash": hashed} | at
    )  # fmt: skip
    tables["decisions"].append(base | {"decision": "bruit" if noise else "themes"})
    tables["theme_scores"].append(base | {"theme": theme, "probability": 0.1 if noise else 0.9, "label": not noise})
    if not noise and cue in text:
        start = text.index(cue)
        qualifier = "nie" if i % 9 == 4 else "affirme"
        tables["mentions"].append(
            base
            | {
                "theme": theme,
                "start_char": start,
                "end_char": start + len(cue),
                "qualifier": qualifier,
                "holder": "moi",
            }
        )
    if all(row["content_hash"] != hashed for row in tables["vectors"][-50:]):
        tables["vectors"].append(
            {"content_hash": hashed, "encoder_id": UniversalEncoder.encoder_id, "vector": _vector(theme, draw)}
        )


def _vector(theme, draw):
    values = np.zeros(UniversalEncoder.dimensions)
    values[:24] = [draw.gauss(0, 0.2) + (THEMES.index(theme) == k % 3) for k in range(24)]
    return store.to_bytes(values / np.linalg.norm(values))


def _questions(tables, webinar):
    """Every tenth comment asks; half are answered by the next, by a reply or by its meaning."""
    ids = [row["comment_id"] for row in tables["comments"]]
    asked = ids[3::10]
    return {
        "questions": [{"comment_id": i, "webinar_id": webinar, "group_id": i, "in_platform": False} for i in asked],
        "answers": [
            {"question_id": i, "answer_id": ids[ids.index(i) + 1], "sign": "reply" if rank % 2 else "meaning"}
            for rank, i in enumerate(asked[::2])
            if ids.index(i) + 1 < len(ids)
        ],
    }


def _topic(tables, webinar):
    members = [row["comment_id"] for row in tables["theme_scores"] if row["theme"] == "equipement" and row["label"]]
    if len(members) < 5:
        return {}
    topic = {"topic_id": f"{webinar}/01", "webinar_id": webinar, "rank": 1, "name": "tablettes, forfait",
             "terms": ["tablettes"], "size": len(members), "support": 5,
             "grade": "solide", "share_back": 0.9, "regime": "moyen", "model_id": "t1"}  # fmt: skip
    assigned = [
        {"comment_id": c, "topic_id": topic["topic_id"], "similarity": 0.5, "representative": i < 3}
        for i, c in enumerate(members)
    ]
    registered = {"registry_id": f"r-{webinar}", "name": topic["name"], "pinned": False, "first_webinar": webinar,
                  "status": "active"}  # fmt: skip
    born = {"registry_id": f"r-{webinar}", "webinar_id": webinar, "topic_id": topic["topic_id"], "event": "born"}
    return {
        "topics": [topic],
        "topic_assignments": assigned,
        "topic_registry": [registered],
        "topic_history": [born],
    }
