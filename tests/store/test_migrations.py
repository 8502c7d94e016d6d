"""The schema grows by numbered files, and says what it holds."""

import duckdb
import pytest

from chatmining.errors import StoreError
from chatmining.store.migrations import available, migrate


@pytest.fixture
def database():
    with duckdb.connect(":memory:") as connection:
        migrate(connection)
        yield connection


def test_migrating_twice_changes_nothing(database):
    before = database.execute("select * from schema_migrations").fetchall()
    migrate(database)
    assert database.execute("select * from schema_migrations").fetchall() == before
    numbers = [number for number, _, _ in available()]
    assert numbers == sorted(set(numbers))


def test_a_newer_database_is_refused(database):
    database.execute("insert into schema_migrations values (9999, 'from the future')")
    with pytest.raises(StoreError, match="database_newer"):
        migrate(database)


def test_every_table_view_and_column_has_its_comment(database):
    for kind, name in (("tables", "table_name"), ("views", "view_name")):
        bare = database.execute(f"select {name} from duckdb_{kind}() where not internal and comment is null").fetchall()
        assert bare == []
    columns = database.execute(
        "select table_name, column_name from duckdb_columns() where not internal and comment is null"
    ).fetchall()
    assert columns == []


def test_a_failed_migration_leaves_nothing_behind(monkeypatch):
    last = available()[-1][0]
    broken = [*available(), (last + 1, "broken", "create table half (a int); select * from nowhere;")]
    with duckdb.connect(":memory:") as connection:
        migrate(connection)
        monkeypatch.setattr("chatmining.store.migrations.available", lambda: broken)
        with pytest.raises(duckdb.Error):
            migrate(connection)
        assert connection.execute("select count(*) from duckdb_tables() where table_name = 'half'").fetchone() == (0,)
        assert connection.execute("select max(version) from schema_migrations").fetchone() == (last,)
