"""What a connection does not do unasked."""

from chatmining import store


def test_a_slow_query_draws_nothing_on_standard_output(tmp_path):
    work, snapshot = tmp_path / "work.duckdb", tmp_path / "snapshot.duckdb"
    with store.open_writer(work) as writer:
        store.publish(writer, snapshot)
        drawn = [writer.execute("select current_setting('enable_progress_bar')").fetchone()]
    with store.open_reader(snapshot) as reader:
        drawn.append(reader.execute("select current_setting('enable_progress_bar')").fetchone())
    assert drawn == [(False,), (False,)]
