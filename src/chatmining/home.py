"""Where everything lives: one folder for all state."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of the key, the databases, the reports and the cache; `models` holds what is shipped."""

    folder: Path
    models: Path

    @property
    def key(self) -> Path:
        """Return the organizer's key file."""
        return self.folder / "key"

    @property
    def database(self) -> Path:
        """Return the working database: one writer, no reader."""
        return self.folder / "warehouse" / "chatmining.duckdb"

    @property
    def snapshot(self) -> Path:
        """Return the published database: the only one that readers open."""
        return self.folder / "published" / "chatmining.duckdb"

    @property
    def reports(self) -> Path:
        """Return the folder of written reports."""
        return self.folder / "reports"

    @property
    def mappings(self) -> Path:
        """Return the folder of the column mappings that the user saved."""
        return self.folder / "mappings"

    @property
    def themes(self) -> Path:
        """Return the folder of the themes added by the user."""
        return self.folder / "themes"

    @property
    def cache(self) -> Path:
        """Return the folder of what can be computed again."""
        return self.folder / "cache"

    @property
    def quarantine(self) -> Path:
        """Return the folder of the notes on files of the inbox that cannot be read."""
        return self.folder / "quarantine"
