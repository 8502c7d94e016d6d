"""A million comments in 2,000 webinars: `python -m tests.bench.scale [FOLDER [WEBINARS]]`.

Loads the folder when it is empty, adds webinars of 1,000 comments and publishes each, then asks everything. Two
threads, 4 GB at most.
"""

import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import numpy as np

from chatmining import store
from tests import synthetic

RUNS, ADDED = 7, 5
SETTINGS = (
    "set enable_progress_bar = false; set threads = 2; set memory_limit = '3GB'; set preserve_insertion_order = true"
)
QUERIES = {
    "search, two words": "select rank, text from search('manque de matériel')",
    "search, frequent words": "select rank, text from search('besoin de formation au numérique')",
    "search, one webinar": "select rank, text from search('peur de faire mal', webinar := 'w01000')",
    "similar_to": "select rank, text from similar_to((select comment_id from published.documents where doc = 5000))",
    "meaning": "select doc from nearest({vector}, '{encoder}') order by similarity desc limit 20",
    "both": "select rank, text from search_both('manque de matériel', {vector}, '{encoder}')",
    "both, frequent words": "select rank, text from search_both('besoin de formation', {vector}, '{encoder}')",
    "prevalence": "from prevalence('crainte')",
    "compare": "from compare('w00001', 'w01000')",
    "specificites, theme": "from specificites('theme', 'crainte')",
    "specificites, webinar": "from specificites('webinar_id', 'w01000')",
    "concordance": "from concordance('tablette', width := 30)",
    "concordance, frequent": "from concordance('formation')",
    "concordance, phrase": "from concordance('besoin de formation')",
    "concordance, rare form": "from concordance('formatrice')",
    "v_comments, a webinar": "from v_comments where webinar_id = 'w01000'",
    "v_comments, by decision": "select decision, count(*) from v_comments group by all",
    "v_comments, by theme": "select theme, count(*) from (select unnest(themes) theme from v_comments) group by all",
}


def measured(what: str, work: Callable[[], object], runs: int = 1) -> None:
    """Print the median wall time and the processor time of `work`."""
    walls, processors = [], []
    for _ in range(runs):
        wall, processor = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    wall, processor = 1000 * statistics.median(walls), 1000 * statistics.median(processors)
    print(f"{what:<28} {wall:9.0f} ms, processor {processor:.0f} ms")  # noqa: T201


def add(database: Path, made: Iterator[synthetic.Tables]) -> None:
    """Store the next webinar as a run does: rows as dictionaries, one transaction."""
    rows = {table: values.to_pylist() for table, values in next(made).items()}
    told = {"people", "webinars", "messages", "comments", "reactions", "sources"}
    with store.open_writer(database) as connection:
        connection.execute(SETTINGS)
        with store.transaction(connection):
            store.write_webinar(connection, store.Batch(**{table: rows[table] for table in told}))
            store.write_rows(connection, {table: rows[table] for table in rows if table not in told})


def publish(database: Path, snapshot: Path) -> None:
    """Publish as a run does."""
    with store.open_writer(database) as connection:
        connection.execute(SETTINGS)
        store.publish(connection, snapshot)


def load(database: Path, webinars: int) -> None:
    """Fill the working database."""
    with store.open_writer(database) as connection:
        connection.execute(SETTINGS)
        for tables in synthetic.together(range(webinars)):
            synthetic.load(connection, tables)


def ask(snapshot: Path) -> None:
    """Time every view, macro and search, as one who opened the file with DuckDB alone."""
    vector = np.random.default_rng(7).normal(0, 1, synthetic.DIMENSIONS).round(4).tolist()
    with duckdb.connect(str(snapshot), read_only=True, config={"threads": 2, "memory_limit": "3GB"}) as reader:
        names = reader.execute("select view_name from duckdb_views() where not internal order by 1").fetchall()
        views = {f"{name}, whole": f"from {name}" for (name,) in names if name not in ("v_comments", "vectors")}
        views |= {
            f"{name}, a webinar": f"from {name} where webinar_id = 'w01000'" for (name,) in names if name != "vectors"
        }
        for name, question in (QUERIES | views).items():
            text = question.format(vector=vector, encoder=synthetic.ENCODER)
            measured(name, lambda text=text: reader.execute(text).to_arrow_table(), RUNS)


def main(folder: Path, webinars: int) -> None:
    """Run all of it; the added webinars have new numbers each time."""
    database, snapshot = folder / "work.duckdb", folder / "snapshot.duckdb"
    if not database.exists():
        measured(f"load {webinars} webinars", lambda: load(database, webinars))
    if not snapshot.exists():
        measured("publish from scratch", lambda: publish(database, snapshot))
    first = 10_000 + int(time.time()) % 1_000_000
    made = iter([synthetic.webinar(first + i, synthetic.Size(1000)) for i in range(3 * ADDED)])
    measured("add 1,000 comments", lambda: add(database, made), ADDED)
    measured("publish them all", lambda: publish(database, snapshot))
    measured("add 1,000 and publish", lambda: (add(database, made), publish(database, snapshot)), ADDED)
    with duckdb.connect(str(snapshot), read_only=True):
        add(database, made)
        publish(database, snapshot)  # the file that the reader has open is the spare
        add(database, made)
        measured("publish beside a reader", lambda: publish(database, snapshot))
    for path in (database, snapshot):
        print(f"{path.name:<28} {path.stat().st_size / 1e6:9.0f} MB")  # noqa: T201
    ask(snapshot)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")  # noqa: T201


if __name__ == "__main__":
    given = sys.argv[1:]
    with tempfile.TemporaryDirectory() as temporary:
        main(Path(given[0] if given else temporary), int(given[1]) if len(given) > 1 else 2000)
