"""Read webinar chats: French comments sorted by theme, topics and quotes, in a DuckDB file."""

__version__ = "0.1.0"
