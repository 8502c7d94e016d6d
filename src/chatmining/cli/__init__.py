"""The `chatmining` command: parse, call, say. No work is done here."""

from chatmining.cli.app import main

__all__ = ["main"]
