"""Zoom: the saved chat, and the reports of a webinar."""

from chatmining.formats.zoom.about import About, about
from chatmining.formats.zoom.chat import ZOOM_CHAT
from chatmining.formats.zoom.reports import ZOOM_ATTENDEES, ZOOM_POLL, ZOOM_QA, Person, people

__all__ = ["ZOOM_ATTENDEES", "ZOOM_CHAT", "ZOOM_POLL", "ZOOM_QA", "About", "Person", "about", "people"]
