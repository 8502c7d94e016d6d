"""Find comments by their words, by their meaning, or by both."""

from chatmining.search.find import Hit, Question, find

__all__ = ["Hit", "Question", "find"]
