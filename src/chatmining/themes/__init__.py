"""Themes: a taxonomy as data, calibrated heads, evidence, scores."""
