"""Zoom: the saved chat, and the reports of a webinar."""

from chatmining.formats.zoom.chat import ZOOM_CHAT

__all__ = ["ZOOM_CHAT"]
