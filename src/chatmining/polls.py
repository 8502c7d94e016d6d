"""What was voted, counted: who gave which answer is forgotten."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from chatmining.records import Message

_CHOICES = re.compile(r";(?! )")  # what separates boxes ticked; in a sentence a space comes after it


def poll_rows(messages: Iterable[Message], mask: Callable[[str], str]) -> Iterator[dict[str, Any]]:
    """Yield each question of a poll with each answer, both masked, and how many people gave it."""
    counts: Counter[tuple[str, str]] = Counter()
    for message in messages:
        if message.form == "poll" and message.answer:
            question = message.text.removesuffix(f": {message.answer}")
            counts.update((question, choice) for choice in _CHOICES.split(message.answer) if choice)
    masked: Counter[tuple[str, str]] = Counter()
    for (question, answer), count in counts.items():
        masked[mask(question), mask(answer)] += count
    for (question, answer), count in masked.items():
        yield {"question": question, "answer": answer, "count": count}
