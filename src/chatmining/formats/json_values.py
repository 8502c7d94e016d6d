"""What may be anything in someone else's JSON, taken as what it should be, else as nothing."""

from typing import Any

Json = dict[str, Any]


def text_of(value: object) -> str:
    """Return `value` if it is text, else nothing."""
    return value if isinstance(value, str) else ""


def texts_of(value: object) -> list[str]:
    """Return the texts of a list, nothing when it is not a list."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def object_of(value: object) -> Json:
    """Return `value` if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def objects_of(value: object) -> list[Json]:
    """Return the objects of a list, nothing when it is not a list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
