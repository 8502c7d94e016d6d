"""One family of errors: a code that has its sentence in every language, and the details that fill it."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Wording:
    """A detail of an error that is said in the reader's language: codes of `words/messages`, and their blanks."""

    codes: tuple[str, ...]
    blanks: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        """For developers and logs."""
        return ", ".join((*self.codes, *map(str, self.blanks.values())))


class ChatminingError(Exception):
    """Base of every error a user can meet.

    `code` names a sentence of `words/errors.<language>.toml`; `details` fill its blanks (file, line, found…).
    """

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details

    def __reduce__(self) -> tuple[Any, ...]:
        """Copy and pickle by name: an exception is otherwise made again from its places alone."""
        return _again, (type(self), self.code, self.details)

    def __str__(self) -> str:
        """For developers and logs; users read the sentence that `words.sentence` makes of it."""
        return f"{self.code}: {', '.join(f'{name}={value}' for name, value in self.details.items())}"


def _again(kind: type[ChatminingError], code: str, details: dict[str, object]) -> ChatminingError:
    return kind(code, **details)


class UnreadableFile(ChatminingError):
    """An input file cannot be read as a chat."""


class BadInput(ChatminingError):
    """An option, a value or a labelled file does not hold what it should."""


class StoreError(ChatminingError):
    """The database is missing, locked, full, newer than the program, or refused a query."""


class ModelError(ChatminingError):
    """A model is missing, damaged or made for other themes."""


class ReportError(ChatminingError):
    """A report does not say what its database holds: it is not written."""
