"""Sentences filled with figures: each number stands in the page with the place it comes from."""

import string
from typing import Any

from markupsafe import Markup, escape

from chatmining.report.figures import Figure, visible
from chatmining.report.forms import words, write


class Speech(string.Formatter):
    """Fills « {n:count} {n:?commentaire/commentaires} » with figures, in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def say(self, code: str, /, **blanks: Any) -> Markup:
        """Return the sentence `code` of `words/report.<language>.toml`, its blanks filled, safe for HTML."""
        return Markup(self.vformat(words(code, self.language), (), blanks))

    def figure(self, figure: Figure, form: str) -> Markup:
        """Return a figure in its form, with its place."""
        shown = write(form, figure.value, self.language)
        return Markup('<span data-at="{}" data-as="{}">{}</span>').format(figure.place, form, shown)

    def parse(self, format_string: Any) -> Any:
        """Escape what stands between the blanks."""
        for literal, name, spec, conversion in super().parse(format_string):
            yield str(escape(literal)), name, spec, conversion

    def format_field(self, value: Any, format_spec: str) -> Any:
        """Write one blank; « ?singular/plural » agrees with the number.

        French is plural from two on, English at any number but one.
        """
        if format_spec.startswith("?"):
            singular, plural = format_spec[1:].split("/")
            n = value.value or 0
            return (
                singular if (n < 2 if self.language == "fr" else n == 1) else plural
            )  # escaped by `parse`, as all specs are
        if isinstance(value, Figure):
            return str(self.figure(value, format_spec or "text"))
        return str(escape(value if isinstance(value, Markup) else visible(str(value))))
