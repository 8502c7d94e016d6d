"""What answers a question: a message that looks like an answer, and that answers this question rather than another.

Two logistic regressions learnt on annotated chats (`data/corpus/questions`): the first on a message's sentence vectors,
the second on the signs of a pair (`pairs.SIGNS`), the first one's verdict among them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chatmining.questions.pairs import Chat, Floats, Pairs, Said, Vectors

LINKED = 0.3  # probability from which a message is shown as an answer, beside the likeliest one
_MANY = 6.0  # logits beyond it are all as sure


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerHead:
    """Weights on the vectors of the themes' encoder (dimensions,), of the general one, and on SIGNS.

    `threshold` is the probability from which a question counts as answered: that any message answers it.
    """

    on_own: Floats
    on_general: Floats
    gives_bias: float
    on_signs: Floats
    bias: float
    threshold: float

    def gives(self, own: Vectors, general: Vectors) -> Floats:
        """Return how much each message looks like an answer, whatever the question: a logit, shape (messages,)."""
        # Sums along rows, so that a message's neighbours cannot change its last decimal.
        return np.asarray(
            (own * self.on_own).sum(axis=1) + (general * self.on_general).sum(axis=1) + self.gives_bias, np.float64
        )

    def probabilities(self, signs: Floats) -> Floats:
        """Return the probability that a message answers each question of its pairs, shape (questions,)."""
        return np.asarray(0.5 + 0.5 * np.tanh(((signs * self.on_signs).sum(axis=1) + self.bias) / 2), np.float64)


def pairs_of(said: Sequence[Said], own: Vectors, general: Vectors, head: AnswerHead) -> list[tuple[Pairs, Floats]]:
    """Return each message with the questions before it and the probability that it answers them."""
    chat = Chat(said, own, general, np.clip(head.gives(own, general), -_MANY, _MANY))
    return [(pairs, head.probabilities(pairs.signs)) for pairs in chat.pairs()]


def answered(found: Sequence[tuple[Pairs, Floats]], messages: int) -> Floats:
    """Return, for each message of the chat, the probability that it is answered: that not all pairs fail to."""
    nothing = np.ones(messages)
    for pairs, probabilities in found:
        nothing[pairs.questions] *= 1 - probabilities
    return (1 - nothing).round(6)
