"""What a home holds, as files to compare byte for byte, and a place for each part of the bench."""

import hashlib
from pathlib import Path

import duckdb

# Every table but those that say when: batches, run_files, steps.
TABLES = ("webinars", "people", "messages", "comments", "reactions", "theme_scores", "decisions", "mentions", "topics",
          "topic_assignments", "topic_history", "sources", "themes", "models")  # fmt: skip
KEY = b"k" * 32  # the same people, the same ids


def place(folder: Path, name: str) -> tuple[Path, Path]:
    """Return the home and the inbox of a part of the bench, made where they are not there yet."""
    home, inbox = folder / name / "home", folder / name / "dépôt"
    home.mkdir(parents=True, exist_ok=True)
    inbox.mkdir(exist_ok=True)
    (home / "key").write_bytes(KEY)
    return home, inbox


def export(home: Path, target: Path) -> dict[str, str]:
    """Write every published table and the vectors of the working database as CSV; return the digest of each."""
    target.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(home / "published" / "chatmining.duckdb"), read_only=True) as db:
        for table in TABLES:
            _copy(db, f"select * from {table}", target / f"{table}.csv")
        _copy(db, "select * exclude (started_at, finished_at) from runs", target / "runs.csv")
    with duckdb.connect(str(home / "warehouse" / "chatmining.duckdb")) as db:
        _copy(db, "select * from vectors", target / "vectors.csv")
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(target.glob("*.csv"))}


def _copy(db: duckdb.DuckDBPyConnection, question: str, target: Path) -> None:
    db.execute(f"copy ({question} order by all) to '{target}' (header)")


def comments(home: Path) -> int:
    """Return how many comments are published; 0 where nothing is yet."""
    try:
        with duckdb.connect(str(home / "published" / "chatmining.duckdb"), read_only=True) as db:
            return db.execute("select count(*) from comments").fetchone()[0]
    except duckdb.Error:
        return 0


def noted(home: Path) -> set[str]:
    """Return the files that quarantine has a note on."""
    return {note.name.removesuffix(".txt") for note in (home / "quarantine").rglob("*.txt")}


def compare(folder: Path, one: str, other: str) -> str:
    """Return a line that says that two parts ended alike; an AssertionError names the tables that differ."""
    ours, theirs = (export(folder / name / "home", folder / name / "tables") for name in (one, other))
    assert [table for table in ours if ours[table] != theirs.get(table)] == [], (one, other)
    size = sum((folder / one / "tables" / name).stat().st_size for name in ours) / 1e6
    return f"{other}: {len(ours)} tables equal to those of {one}, byte for byte ({size:.0f} MB)"
